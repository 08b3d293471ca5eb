"""What the list commands search by: every word typed must be somewhere in what is listed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Annotated

import typer

from medisave_cli.errors import AskedWrongly

SearchOption = Annotated[str | None, typer.Option("--search", metavar="TEXT")]


def holds(wanted: str | None, texts: Iterable[str | None]) -> bool:
    """Whether every word of ``wanted`` is in one of ``texts``, whatever its case, width or spacing."""
    if wanted is None:
        return True
    from medisave_cli.book.names import key_of

    haystack = "\n".join(key_of(text) for text in texts if text)
    return all(key_of(word) in haystack for word in wanted.split())


def known_id(typed: str, ids: Iterable[str], zh: str, en: str, command: str) -> str:
    """The id typed, if there is such a one.

    Raises:
        AskedWrongly: there is none; the nearest is named. ``zh`` and ``en`` name the kind of thing.
    """
    listed = list(ids)
    word = typed.strip().lower()
    for known in (word, word.replace("-", "_"), word.replace("_", "-")):
        if known in listed:
            return known
    shown = "".join(c for c in typed if c.isprintable())[:60]
    near = difflib.get_close_matches(word[:60], listed, 1, 0.4)
    hint_zh, hint_en = (
        (f"是不是 {near[0]}？", f"did you mean {near[0]}?")
        if near
        else (f"见 medisave {command}", f"see medisave {command}")
    )
    raise AskedWrongly(f"没有“{shown}”这{zh}，{hint_zh}", f"there is no {en} “{shown}”; {hint_en}")
