"""The telling screens kept as files: ``python -m tests.show.golden`` writes them anew; look at what changed before it is committed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from medisave_cli import Book, Case, ask, open_book
from tests.show.screens import screen_lines

FOLDER = Path(__file__).parent / "golden"
AS_OF = "2026-11-22"
WIDTHS = (60, 80)
LANGS = ("zh", "en")


class Telling(NamedTuple):
    """One case whose screen is kept."""

    name: str
    place: str
    status: str
    facts: dict[str, Any] = {}  # noqa: RUF012 (never written to)
    to: str | None = None


CASES = (
    Telling("death-with-a-provincial-guide", "昆山", "deceased"),
    Telling("death-with-two-counters", "北京", "deceased"),
    Telling("death-without-an-heir", "上海", "deceased", {"heir_exists": "no"}),
    Telling("two-ways-of-which-one-gives-up-cover", "南通", "left_employment"),
    Telling("nothing-on-file", "遵义", "enlisted"),
    Telling("only-unconfirmed-ways", "大连", "remote_settled_retiree"),
    Telling("two-unsigned-pages", "广州", "emigrated"),
    Telling("no-cash-while-working", "武汉", "active"),
    Telling("a-move-to-a-place-not-said", "长沙", "transfer"),
    Telling("a-move-with-two-routes", "宜兴", "transfer"),
    Telling("a-foreigner-leaves", "上海", "foreign_leaver", {"nationality": "foreign"}),
    Telling("left-to-the-office", "深圳", "transfer_refused", {"same_province": "no"}),
)


def screen(book: Book, case: Telling, lang: str, width: int) -> str:
    """The first screen of a telling case; how much ``--more`` holds changes with the rules and is not kept."""
    advice = ask(book, Case(case.place, case.status, dict(case.facts), case.to, AS_OF))
    *lines, last = screen_lines(advice, lang, width)
    return "\n".join([*lines, re.sub(r"\d+", "9", last)]) + "\n"


def path(case: Telling, lang: str, width: int) -> Path:
    """Where a case's screen is kept."""
    return FOLDER / f"{case.name}.{lang}.{width}.txt"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    book = open_book()
    for case in CASES:
        for lang in LANGS:
            for width in WIDTHS:
                path(case, lang, width).write_text(screen(book, case, lang, width), "utf-8")


if __name__ == "__main__":
    main()
