"""A client that asks nonsense, too much or too fast, or leaves: it is told what is wrong, and the server goes on or ends quietly."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from typing import Any

import pytest

from tests.assistants.conftest import COMMAND, ROOT, Talk

GOOD = {"place": "昆山", "situation": "deceased"}
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("chek", GOOD, "check"),
    ("__class__", GOOD, "statuses"),
    ("check", {}, "place"),
    ("check", {"plce": "昆山"}, "place"),
    ("check", {**GOOD, "place": ["昆山"]}, "place"),
    ("check", {**GOOD, "place": True}, "place"),
    ("check", {**GOOD, "place": ""}, "place"),
    ("check", {**GOOD, "place": "昆 山 市 县"}, "昆山"),
    ("check", {**GOOD, "place": "x" * 10_000_000}, "10000000"),
    ("check", {**GOOD, "place": 10**300}, "place"),
    ("check", {**GOOD, "situation": "deseased"}, "deceased"),
    ("check", {**GOOD, "situation": "\u0000\u202e\ud7ff"}, "statuses"),
    ("check", {**GOOD, "facts": "pension"}, "facts"),
    ("check", {**GOOD, "facts": {"pension": {"a": []}}}, "pension"),
    ("check", {**GOOD, "facts": {"death_in_shared_data": "maybe"}}, "yes"),
    ("check", {**GOOD, "facts": {"shoe_size": 7}}, "shoe_size"),
    ("check", {**GOOD, "facts": {f"f{n}": 1 for n in range(100_000)}}, "100000"),
    ("check", {**GOOD, "as_of": "yesterday"}, "yesterday"),
    ("check", {**GOOD, "lang": "fr"}, "en"),
    ("check", {**GOOD, "to": "北京"}, "transfer"),
    ("transfer", {"from": "深圳", "to": "东京"}, "东京"),
    ("compare", {"places": "北京", "situation": "deceased"}, "places"),
    ("compare", {"places": ["北京"] * 1000, "situation": "deceased"}, "1000"),
    ("compare", {"places": ["北京", "110000"], "situation": "deceased"}, "两个"),
    ("claims", {"id": "beijing-tabel"}, "beijing-table"),
    ("sources", {"id": "jiangsu-guide-2202"}, "jiangsu-guide-2022"),
    ("sources", {"most": 10**9}, "most"),
    ("places", {"search": " "}, "search"),
    ("places", {"province": "法国"}, "法国"),
    ("next_question", {"place": "东京"}, ""),
]


def test_what_is_wrong_is_told_with_the_nearest_right_thing(talk: Talk) -> None:
    async def conversation(session: Any) -> list[Any]:
        told = [await session.call_tool(name, given) for name, given, _ in WRONG]
        return [*told, await session.call_tool("check", GOOD)]

    *told, last = talk(conversation)
    for (name, given, wanted), result in zip(WRONG, told, strict=True):
        text = result.content[0].text
        if wanted:
            assert result.isError, (name, str(given)[:80], text)
        assert wanted in text, (name, str(given)[:80], text)
        assert "Traceback" not in text and "程序自己出了错" not in text, (name, text)
        assert len(text) < 2000
    assert not last.isError


def test_two_hundred_at_once_are_each_answered_with_their_own(talk: Talk) -> None:
    places = ["昆山", "北京", "遵义", "上海"]

    async def conversation(session: Any) -> list[Any]:
        asked = [{**GOOD, "place": places[n % 4]} for n in range(200)]
        return await asyncio.gather(*(session.call_tool("check", given) for given in asked))

    results = talk(conversation)
    for n, result in enumerate(results):
        assert result.structuredContent["asked"]["place"] == places[n % 4]


def line(method: str, number: int | None = None, **params: Any) -> bytes:
    head = {"jsonrpc": "2.0", "method": method, "params": params}
    return json.dumps(head if number is None else {**head, "id": number}).encode() + b"\n"


HELLO = line(
    "initialize",
    1,
    protocolVersion="2025-06-18",
    capabilities={},
    clientInfo={"name": "a test", "version": "1"},
) + line("notifications/initialized")
CALL = line("tools/call", 2, name="check", arguments=GOOD)


@pytest.fixture
def process(sdk: Any) -> Any:
    """A server whose ends are held by the test itself."""
    with subprocess.Popen(
        COMMAND, cwd=ROOT, stdin=-1, stdout=-1, stderr=-1, env=dict(os.environ)
    ) as server:
        yield server
        server.kill()


def test_a_client_that_leaves_in_the_middle_of_a_call_leaves_no_noise(process: Any) -> None:
    process.stdin.write(HELLO)
    process.stdin.flush()
    process.stdout.readline()
    process.stdin.write(CALL * 20)
    process.stdin.flush()
    process.stdout.close()
    process.stdin.close()
    process.wait(60)
    assert (process.returncode, process.stderr.read()) == (0, b"")


def test_what_is_no_message_is_passed_over(process: Any) -> None:
    nonsense = b"\xff\xfe nonsense\n{}\n[]\n" + b"[" * 100_000 + b"\n" + b'{"jsonrpc": "2.0"}\n'
    out, err = process.communicate(HELLO + nonsense + CALL, 60)
    assert process.returncode == 0
    assert "nonsense" not in err.decode()
    answers = [json.loads(x) for x in out.splitlines()]
    assert all(a["jsonrpc"] == "2.0" for a in answers)


def test_without_the_sdk_the_line_that_installs_it_is_named(monkeypatch: Any, capsys: Any) -> None:
    import importlib.util

    from tests.commands.asking import ask

    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "mcp" else real(name, *a)
    )
    code, out, err = ask(capsys, "mcp", "--lang", "en")
    assert (code, out) == (1, "")
    assert "install" in err and "[mcp]" in err
