"""docs/assistants.*.md: the transcript is a real one, every tool is named, the configurations can be read."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from medisave_cli import Book
from medisave_cli.assistants.answers import Desk
from tests.assistants.transcript import FILES, transcript, with_transcript


@pytest.mark.parametrize("lang", FILES)
def test_the_transcript_is_a_real_run(book: Book, lang: str) -> None:
    text = FILES[lang].read_text("utf-8")
    assert text == with_transcript(text, transcript(book, lang)), (
        "python -m tests.assistants.transcript writes it anew"
    )


@pytest.mark.parametrize("lang", FILES)
def test_every_tool_is_named_and_every_configuration_can_be_read(book: Book, lang: str) -> None:
    text = FILES[lang].read_text("utf-8")
    assert all(f"`{name}`" in text for name in Desk(book, lang).tools)
    servers = [json.loads(x) for x in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    servers += [tomllib.loads(x) for x in re.findall(r"```toml\n(.*?)```", text, re.DOTALL)]
    assert len(servers) >= 3
    for server in servers:
        assert '"mcp"' in json.dumps(server)


def test_both_languages_have_the_same_headings_and_configurations() -> None:
    both = [path.read_text("utf-8") for path in FILES.values()]
    for pattern in (r"^#+ ", r"```(?:json|toml|sh)\n.*?```"):
        found = [re.findall(pattern, text, re.DOTALL | re.MULTILINE) for text in both]
        assert found[0] == found[1]
