"""The telling screens are as they were when somebody last looked at them (``python -m tests.show.golden`` writes them anew)."""

from __future__ import annotations

import pytest

from medisave_cli import Book
from tests.show.golden import CASES, LANGS, WIDTHS, Telling, path, screen


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_screen_is_as_it_was(book: Book, case: Telling, lang: str, width: int) -> None:
    assert screen(book, case, lang, width) == path(case, lang, width).read_text("utf-8")
