"""A server for assistants in a process of its own, spoken to by the official SDK's own client."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "medisave_cli", "mcp"]


@pytest.fixture(scope="session")
def sdk() -> Any:
    """The SDK; where there is none, the suite is skipped unless it is required."""
    if os.environ.get("MEDISAVE_REQUIRE_MCP") == "1":
        import mcp

        return mcp
    return pytest.importorskip("mcp")


Talk = Callable[[Callable[[Any], Awaitable[Any]]], Any]


@pytest.fixture(scope="session")
def talk(sdk: Any) -> Talk:
    """Run a conversation with a fresh server, and hand back what it ends with."""
    from mcp.client.stdio import stdio_client

    def run(conversation: Callable[[Any], Awaitable[Any]], *options: str) -> Any:
        async def whole() -> Any:
            server = sdk.StdioServerParameters(
                command=COMMAND[0],
                args=[*COMMAND[1:], "--lang", "zh", *options],
                cwd=ROOT,
                env=dict(os.environ),
            )
            async with (
                stdio_client(server) as (incoming, outgoing),
                sdk.ClientSession(incoming, outgoing) as session,
            ):
                await session.initialize()
                return await conversation(session)

        return asyncio.run(whole())

    return run
