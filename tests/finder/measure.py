"""How well the finder finds: ``python -m tests.finder.measure [-v] FILE.tsv …`` (phrase, right ids joined by |, ask).

A right id that the catalog does not have counts for nothing. ``ask``: must never be taken as settled.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from medisave_cli.book.store import Book
from medisave_cli.finder import Finder, Finding, finder_of

HERE = Path(__file__).parent / "phrases"


class Labelled(NamedTuple):
    """A phrase, what it may be about (empty: nothing in particular), and whether a choice must be shown."""

    phrase: str
    right: frozenset[str]
    ask: bool


class Measured(NamedTuple):
    """Counts over labelled phrases. ``settled`` counts those that have one answer (not marked ask)."""

    phrases: int
    first: int
    three: int
    with_right: int
    settled: int
    sure_right: int
    sure_wrong: tuple[str, ...]
    missed: tuple[str, ...]
    unsure: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.phrases} phrases; of {self.with_right} with a right answer first {self.first / self.with_right:.1%}, "
            f"among three {self.three / self.with_right:.1%}; of {self.settled} with one answer sure and right "
            f"{self.sure_right / max(1, self.settled):.1%}; sure and wrong {len(self.sure_wrong)}"
        )


def labelled(path: Path) -> list[Labelled]:
    """The phrases of a file; lines beginning with # are remarks."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        phrase, *rest = line.split("\t")
        ask = "ask" in rest
        ids = rest[0].split("|") if rest and rest[0] != "ask" else []
        rows.append(Labelled(phrase, frozenset(ids), ask))
    return rows


def measure(finder: Finder, rows: Iterable[Labelled]) -> Measured:
    """Count how the finder fares."""
    total = first = three = with_right = settled = sure_right = 0
    wrong, missed, unsure = [], [], []
    for row in rows:
        found = finder.find(row.phrase)
        ids = [m.id for m in found.matches]
        total += 1
        with_right += bool(row.right)
        first += bool(ids[:1] and ids[0] in row.right)
        if row.right & set(ids[:3]):
            three += 1
        elif row.right:
            missed.append(_told(row, found))
        one = bool(row.right) and not row.ask
        settled += one
        if found.sure and (row.ask or ids[0] not in row.right):
            wrong.append(_told(row, found))
        elif found.sure:
            sure_right += 1
        elif one:
            unsure.append(_told(row, found))
    return Measured(
        total,
        first,
        three,
        with_right,
        settled,
        sure_right,
        tuple(wrong),
        tuple(missed),
        tuple(unsure),
    )


def _told(row: Labelled, found: Finding) -> str:
    listed = " ".join(f"{m.id}:{m.score}" for m in found.matches[:4])
    return f"{row.phrase} → {'|'.join(row.right)}{' ask' * row.ask}; got {listed}"


def open_finder() -> Finder:
    """The finder of the bundled book."""
    from medisave_cli.keeping.locate import open_book

    book: Book = open_book([])
    return finder_of(book)


def main(args: list[str]) -> None:
    """Measure each file and print the counts; ``-v`` prints what was missed too."""
    began = time.perf_counter()
    finder = open_finder()
    print(f"finder made in {(time.perf_counter() - began) * 1000:.0f} ms")
    paths = [Path(a) for a in args if not a.startswith("-")] or sorted(HERE.glob("*.tsv"))
    for path in paths:
        rows = labelled(path)
        began = time.perf_counter()
        counted = measure(finder, rows)
        took = (time.perf_counter() - began) * 1000 / max(1, len(rows))
        print(f"{path.name}: {counted}; {took:.2f} ms a phrase")
        for name in ("sure_wrong", "missed", "unsure") if "-v" in args else ("sure_wrong",):
            for told in getattr(counted, name):
                print(f"  {name}: {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
