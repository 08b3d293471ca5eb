"""How long the first screens are, over every place on file and every status.

``python -m tests.show.screens [EVERY [WIDTH …]]`` prints the distribution by width, language and verdict; the test beside this file holds it.
"""

from __future__ import annotations

import io
import os
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from medisave_cli import Book, Case, ask
from medisave_cli.keeping.compile import build
from medisave_cli.model import NATION, VERDICTS, Advice
from medisave_cli.show.rich_face import render
from medisave_cli.show.screen import first_screen

AS_OF = "2026-11-22"
WIDTHS = (60, 80, 120)
POLICIES = Path(__file__).parents[2] / "policies"


CODES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""What a terminal is told of colours and links."""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Length(NamedTuple):
    """One screen: how many lines it takes, and on which its first title under the box stands."""

    place: str
    status: str
    verdict: str
    lines: int
    begins: int


def advices(book: Book, every: int = 1) -> Iterator[Advice]:
    """The advice for each place on file and each status and named case, or for one in ``every``."""
    pairs = [
        (place.code, status)
        for place in book.places_on_file()
        if place.code != NATION
        for status in book.statuses
    ]
    for place, status in pairs[::every]:
        yield ask(book, Case(place, status, {}, None, AS_OF))


def screen_lines(advice: Advice, lang: str, width: int) -> list[str]:
    """The first screen as a terminal of this width shows it."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(width)
    try:
        return CODES.sub("", render(first_screen(advice, lang), Terminal())).splitlines()
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before


def measure(found: list[Advice], lang: str, width: int) -> list[Length]:
    """The length of each advice's first screen."""
    lengths = []
    for advice in found:
        lines = screen_lines(advice, lang, width)
        box = next((n for n, line in enumerate(lines) if line.startswith("╰")), 0)
        s = advice.situation
        lengths.append(Length(s.place.name.zh, s.status, advice.verdict, len(lines), box + 2))
    return lengths


def by_verdict(lengths: list[Length]) -> dict[str, list[Length]]:
    """The lengths of each verdict, shortest first."""
    found: dict[str, list[Length]] = defaultdict(list)
    for length in sorted(lengths, key=lambda x: x.lines):
        found[length.verdict].append(length)
    return found


def counted_book() -> Book:
    """The book as a wheel carries it: with how many other places say what, which an unknown answer shows."""
    return build([POLICIES], None, "0", count=True)


def main() -> None:
    found = list(advices(counted_book(), int(sys.argv[1]) if len(sys.argv) > 1 else 1))
    print("lang width verdict        n  median  p90  worst  begins  longest")
    for lang in ("zh", "en"):
        for width in [int(word) for word in sys.argv[2:]] or WIDTHS:
            for verdict, those in sorted(
                by_verdict(measure(found, lang, width)).items(), key=lambda x: VERDICTS.index(x[0])
            ):
                lines = [x.lines for x in those]
                worst = those[-1]
                print(
                    f"{lang} {width:>5} {verdict:<12} {len(lines):>4} {statistics.median(lines):>6}"
                    f" {lines[len(lines) * 9 // 10]:>5} {lines[-1]:>5} {max(x.begins for x in those):>6}"
                    f"   {worst.place} {worst.status}"
                )


if __name__ == "__main__":
    main()
