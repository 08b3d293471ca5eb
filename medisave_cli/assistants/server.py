"""The server itself: the official SDK's, on standard input and output."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from medisave_cli import __version__
from medisave_cli.assistants.answers import Answer, Desk
from medisave_cli.language import Speaker

if TYPE_CHECKING:
    from mcp import types
    from mcp.server.lowlevel import Server

    from medisave_cli.book.store import Book


def serve(book: Book, lang: str, told: bool) -> None:
    """Answer whoever is at the other end of standard input and output until it leaves.

    ``told``: hand out what the person was told by an office. Nothing is written but answers, and nothing leaves the machine.
    """
    import anyio

    # The SDK logs what it cannot read, the person's words with it.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    try:
        anyio.run(_run, made(Desk(book, lang, told)))
    except BaseExceptionGroup as several:
        _, others = several.split(_left)
        if others is not None:
            raise others from None
    except (BrokenPipeError, anyio.BrokenResourceError, anyio.ClosedResourceError):
        pass


def _left(error: BaseException) -> bool:
    """Whether an error only says that the other end has left."""
    import anyio

    return isinstance(
        error, BrokenPipeError | anyio.BrokenResourceError | anyio.ClosedResourceError
    )


async def _run(server: Server[Any, Any]) -> None:
    import anyio
    from mcp.server.stdio import stdio_server

    # Files of its own: the program's are still wanted when the server has closed these.
    ends = (
        anyio.wrap_file(_own(stream, mode))
        for stream, mode in ((sys.stdin, "r"), (sys.stdout, "w"))
    )
    async with stdio_server(*ends) as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _own(stream: TextIO, mode: str) -> TextIO:
    errors = "replace" if mode == "r" else "strict"
    return cast(TextIO, open(os.dup(stream.fileno()), mode, encoding="utf-8", errors=errors))


def made(desk: Desk) -> Server[Any, Any]:
    """A server that answers at this desk."""
    from mcp import types
    from mcp.server.lowlevel import Server

    speak = Speaker(desk.lang)
    server: Server[Any, Any] = Server(
        "medisave", version=__version__, instructions=speak("assistants.instructions")
    )
    reads = types.ToolAnnotations(
        readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False
    )

    async def list_tools() -> list[types.Tool]:
        return [
            types.Tool(
                name=tool.name, description=tool.says, inputSchema=tool.takes, annotations=reads
            )
            for tool in desk.tools.values()
        ]

    async def call_tool(name: str, arguments: dict[str, Any]) -> types.CallToolResult:
        return _result(_safely(desk, name, arguments))

    server.list_tools()(list_tools)  # type: ignore[no-untyped-call]
    # What is wrong with the arguments is said in words that lead on, not in those of a schema.
    server.call_tool(validate_input=False)(call_tool)
    return server


def _safely(desk: Desk, name: str, arguments: dict[str, Any]) -> Answer:
    """The answer; where the program itself fails, that it did, without anything the person said."""
    try:
        return desk.answer(name, arguments)
    except Exception as error:
        speak = Speaker(desk.lang)
        return Answer(speak("frame.broken", what=type(error).__name__), None, True)


def _result(answer: Answer) -> types.CallToolResult:
    from mcp import types

    return types.CallToolResult(
        content=[types.TextContent(type="text", text=answer.text)],
        structuredContent=answer.data,
        isError=answer.wrong,
    )
