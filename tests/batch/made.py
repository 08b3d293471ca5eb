"""Cases made up for tests: every status, places of every kind, facts stated, left out, unknown and wrong."""

from __future__ import annotations

import random

import polars as pl

from medisave_cli import Book
from medisave_cli.book.places import full_name

WRONG = {"city": ["火星", "朝阳区", "", "全国", "台北"], "status": ["飞升", ""], "to": ["火星"]}


def made_cases(
    book: Book, rows: int, seed: int = 1, wrong: float = 0.02, facts: list[str] | None = None
) -> pl.DataFrame:
    """``rows`` random cases as texts: id, city, status, to, the facts (None: all of the book), and a column to pass through.

    ``wrong`` is the share of cells in which something that cannot be understood stands.
    """
    dice = random.Random(seed)
    places = [
        p for p in book.places() if p.code != "000000" and p.code[:2] not in ("71", "81", "82")
    ]
    names = (
        [p.code for p in places]
        + [full_name(p).zh for p in places]
        + [p.name.zh for p in places if p.level == "prefecture"] * 4
    )
    shapes = book.facts()
    columns: dict[str, list[str]] = {"id": [str(n) for n in range(rows)]}
    movers = [s.id for s in book.statuses.values() if s.base == "transfer"]
    columns["city"] = _cells(dice, rows, names, wrong, WRONG["city"], empty=0)
    columns["status"] = _cells(dice, rows, list(book.statuses), wrong, WRONG["status"], empty=0)
    to = _cells(dice, rows, names, wrong, WRONG["to"], empty=0.5)
    columns["to"] = [
        t if s in movers or dice.random() < wrong else ""
        for t, s in zip(to, columns["status"], strict=True)
    ]
    for fact in facts or list(shapes):
        shape = shapes[fact]
        said = {
            "bool": ["yes", "no", "是", "否"],
            "number": [str(n) for n in range(9)],
            "date": ["2020-01-01", "2025-06-30"],
        }.get(shape.type) or [*shape.says, *(t.zh for t in shape.says.values())]
        columns[fact] = _cells(
            dice,
            rows,
            [*said, "unknown"],
            wrong / 50,
            ["maybe", "=1+1", "９９"],
            empty=0.9 if fact in book.catalog_facts else 0.995,
        )
    columns["note"] = [f"备注{n % 7}" for n in range(rows)]
    return pl.DataFrame(columns)


def _cells(
    dice: random.Random, rows: int, right: list[str], wrong: float, odd: list[str], empty: float
) -> list[str]:
    return [
        ""
        if (at := dice.random()) < empty
        else dice.choice(odd)
        if at > 1 - wrong
        else dice.choice(right)
        for _ in range(rows)
    ]
