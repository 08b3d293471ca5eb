"""docs/library.*.md: its examples run, one after the other, and say what stands behind them."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def blocks(name: str) -> list[str]:
    return re.findall(
        r"^```python\n(.*?)^```", (DOCS / name).read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


@pytest.mark.parametrize("name", ["library.md", "library.zh-CN.md"])
def test_the_examples_run_and_print_what_they_say(name: str) -> None:
    assert blocks(name)
    known: dict[str, Any] = {}
    for block in blocks(name):
        assert not re.search(r"import _|\._(?!_)", block), "an example needs something private"
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(block, name, "exec"), known)
        for wanted in re.findall(r"^print\(.*\)  # (.+)$", block, re.MULTILINE):
            assert wanted in said.getvalue().splitlines()


def test_both_languages_show_the_same_code() -> None:
    code = [
        [re.sub(r"\s*#.*", "", line) for block in blocks(name) for line in block.splitlines()]
        for name in ("library.md", "library.zh-CN.md")
    ]
    assert code[0] == code[1]


def test_every_public_name_is_told_of() -> None:
    import medisave_cli

    for name in ("library.md", "library.zh-CN.md"):
        text = (DOCS / name).read_text("utf-8")
        assert [n for n in medisave_cli.__all__ if n not in text] == []
