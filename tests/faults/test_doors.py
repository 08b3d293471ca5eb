"""A few inputs of each door's long attack, and those that once broke it."""

from __future__ import annotations

import importlib
import random
import sqlite3
from pathlib import Path

import pytest

from tests.faults.__main__ import DOORS
from tests.faults.doors.book import Damaged

ONCE_BROKEN: dict[str, tuple[int, ...]] = {}
"""Seeds of inputs that a door once gave way to, by door."""
FEW = {"overlays": 1}
"""How many inputs where eight take too long."""


SLOW = {"overlays", "keys", "files"}


@pytest.mark.parametrize(
    "door", [pytest.param(d, marks=[pytest.mark.long] if d in SLOW else []) for d in DOORS]
)
def test_a_door_holds(door: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    once = importlib.import_module(f"tests.faults.doors.{door}").attack(tmp_path)
    for seed in (*range(FEW.get(door, 8)), *ONCE_BROKEN.get(door, ())):
        once(random.Random(seed))


def without(book: Damaged, row: str) -> None:
    """What a flipped bit in the key of one row does to another that lies behind it: it is not found."""
    with sqlite3.connect(book.path) as connection:
        connection.execute(f"DELETE FROM {row}")
    connection.close()


@pytest.mark.parametrize(
    "row", ["source WHERE id = 'china-2002-no-cash'", "place WHERE code = '000000'"]
)
def test_a_row_that_an_answer_names_is_missed(tmp_path: Path, row: str) -> None:
    book = Damaged(tmp_path)
    without(book, row)
    assert book.wrong(("a move",)) is None


@pytest.mark.xfail(reason="nothing names the rules of a place", raises=AssertionError, strict=True)
def test_the_rules_of_a_place_are_missed(tmp_path: Path) -> None:
    book = Damaged(tmp_path)
    without(book, "rules WHERE place = '510100'")
    assert book.wrong(("a move",)) is None
