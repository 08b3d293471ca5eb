"""How many names, as people type them, lead to the right place:  python -m tests.book.places_as_typed [FILE …]"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from medisave_cli.book.places import OutsideMainland, look
from medisave_cli.book.store import Book
from medisave_cli.errors import AmbiguousPlace, AskedWrongly

HERE = Path(__file__).with_suffix(".tsv")


def cases(path: Path = HERE) -> list[tuple[str, str]]:
    """(typed, expected) pairs of a file; a third column "ask" makes the codes those to be listed."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") or "\t" not in line:
            continue
        typed, expected, *more = line.split("\t")
        found.append((typed, ("ask" if "ask" in more else "") + expected))
    return found


def answer(book: Book, typed: str) -> tuple[str, set[str]]:
    """What comes of a name: (found | asked | refused | outside, the codes named)."""
    try:
        return "found", {look(book, typed).place.code}
    except AmbiguousPlace as several:
        return "asked", {code for code, _ in several.candidates}
    except OutsideMainland:
        return "outside", set()
    except AskedWrongly as none:
        return "refused", set(re.findall(r"\d{6}", none.text.zh))


def judged(expected: str, came: str, codes: set[str]) -> str:
    """right, asked (not found, and nothing wrong said) or WRONG."""
    wanted = set(re.findall(r"\d{6}", expected))
    if expected.startswith("ask"):
        fit = (came == "asked" and wanted <= codes) or (expected == "askask" and came != "found")
        return "right" if fit else "WRONG"
    if expected.startswith(("suggest", "refuse", "outside")):
        fit = {
            "s": came != "found" and wanted <= codes,
            "r": came == "refused",
            "o": came == "outside",
        }
        return "right" if fit[expected[0]] else "WRONG"
    if came == "found":
        return "right" if codes <= wanted else "WRONG"
    return "asked" if wanted & codes or "refuse" in expected else "WRONG"


if __name__ == "__main__":
    from medisave_cli import open_book

    book = open_book()
    for path in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else [HERE]:
        count: Counter[str] = Counter()
        for typed, expected in cases(path):
            came, codes = answer(book, typed)
            verdict = judged(expected, came, codes)
            count[verdict] += 1
            if verdict != "right":
                print(f"{verdict}: {typed!a} wanted {expected}, {came} {sorted(codes)}")
        print(path.name, dict(count))
