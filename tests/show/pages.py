"""How long the first screens of the guides, of a place and of what circulates are, over every place on file.

``python -m tests.show.pages [EVERY [WIDTH …]]`` prints the distribution by page, language and width; the test beside this file holds it.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterator
from typing import NamedTuple

from medisave_cli import Book, open_book
from medisave_cli.lookups import claims_view, guide_view, place_answers, place_view
from medisave_cli.model import NATION, TOPICS, Place
from medisave_cli.show.claims_screen import claims_screen
from medisave_cli.show.guide_screen import guide_screen
from medisave_cli.show.page import Page
from medisave_cli.show.place_screen import place_screen
from medisave_cli.show.rich_face import render
from tests.show.screens import CODES, Terminal

WIDTHS = (80,)
SEARCHED = (
    "清零",
    "退休",
    "大病",
    "两年",
    "公证",
    "提现",
    "外国人",
    "牙",
    "疫苗",
    "insurance",
    "refund",
    "foreigner",
    "gym",
)


class Shown(NamedTuple):
    """One first screen: which page, of which place, and its lines."""

    page: str
    place: str
    lines: list[str]


def laid_out(page: Page, width: int) -> list[str]:
    """The page as a terminal of this width shows it."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(width)
    try:
        return CODES.sub("", render(page, Terminal())).splitlines()
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before


def pages_of(book: Book, place: Place, lang: str) -> Iterator[tuple[str, Page]]:
    """The first screens that are about one place, and of one thing there."""
    for topic in ("uses", "sharing"):
        things = list(guide_view(book, topic, place, "").things)
        thing = things[int(place.code) // 100 % len(things)]
        yield f"{topic} X", guide_screen(guide_view(book, topic, place, thing), lang)
    yield "claims", claims_screen(claims_view(book, None, place, None), lang)
    for topic in TOPICS:
        yield topic, guide_screen(guide_view(book, topic, place, ""), lang)
    view = place_view(book, place)
    yield "place", place_screen(view._replace(answers=place_answers(book, place, view.today)), lang)


def searched(book: Book, lang: str) -> Iterator[tuple[str, Page]]:
    """The first screens of what circulates: all of it, each by its id, and under the words people search by."""
    yield "claims", claims_screen(claims_view(book, None, None, None), lang)
    for claim in book.claims():
        yield "claim", claims_screen(claims_view(book, claim.id, None, None), lang)
    for word in SEARCHED:
        yield "search", claims_screen(claims_view(book, None, None, word), lang)


def shown(book: Book, lang: str, width: int, every: int = 1) -> list[Shown]:
    """The first screens of each place on file, or of one in ``every``."""
    places = [p for p in book.places_on_file() if p.code != NATION][::every]
    of_places = [
        Shown(name, place.name.zh, laid_out(page, width))
        for place in places
        for name, page in pages_of(book, place, lang)
    ]
    of_all = [*searched(book, lang)][:: 1 if every == 1 else 4]
    return of_places + [Shown(name, page.title, laid_out(page, width)) for name, page in of_all]


def by_page(found: list[Shown]) -> dict[str, list[Shown]]:
    """The screens of each page, shortest first."""
    names = dict.fromkeys(s.page for s in found)
    return {n: sorted((s for s in found if s.page == n), key=lambda s: len(s.lines)) for n in names}


def main() -> None:
    book = open_book()
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    print("lang width page       n  median  p90  worst  longest")
    for lang in ("zh", "en"):
        for width in [int(word) for word in sys.argv[2:]] or WIDTHS:
            for name, those in by_page(shown(book, lang, width, every)).items():
                counts = [len(s.lines) for s in those]
                print(
                    f"{lang} {width:>5} {name:<8} {len(counts):>4} {statistics.median(counts):>6}"
                    f" {counts[len(counts) * 9 // 10]:>5} {counts[-1]:>5}   {those[-1].place}"
                )


if __name__ == "__main__":
    main()
