"""The guides and a place on one screen: how long it may get, how its lines break, and that it says what the whole page says."""

from __future__ import annotations

import statistics

import pytest

from medisave_cli import Book
from medisave_cli.show.wrap import CLOSING, OPENING, cells
from tests.show.pages import by_page, shown

EVERY = 52
"""One in so many of the places on file."""
MEDIAN = {"zh": 24, "en": 30}
WORST = {"zh": 36, "en": 48}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.long)])
def test_each_page_opens_with_one_screen(book: Book, lang: str, every: int) -> None:
    for page, those in by_page(shown(book, lang, 80, every)).items():
        counts = [len(s.lines) for s in those]
        assert statistics.median(counts) <= MEDIAN[lang], page
        assert counts[-1] <= WORST[lang], (page, those[-1].place)


@pytest.mark.parametrize(
    ("width", "every"),
    [(60, EVERY * 2), *(pytest.param(w, 13, marks=pytest.mark.long) for w in (60, 80, 120))],
)
def test_lines_break_by_the_rules_and_none_is_too_wide(book: Book, width: int, every: int) -> None:
    for page in shown(book, "zh", width, every):
        for line in page.lines:
            assert cells(line) <= width, (page.page, page.place, line)
            said = line.strip("│ ").removeprefix("! ")
            if said and line[0] not in "╭╰":
                assert said[0] not in CLOSING - {"-"}, line
                assert said[-1] not in OPENING, line
