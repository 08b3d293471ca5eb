"""An open book: whole rows or none, many threads, and a plain word once it is closed."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from medisave_cli import Book, Case, ask, open_book
from medisave_cli.errors import BadData

AS_OF = "2026-11-22"


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A book in a file of its own."""
    path = tmp_path / "book.sqlite"
    with sqlite3.connect(path) as copy:
        open_book()._db.backup(copy)
    copy.close()
    return path


@pytest.mark.parametrize(
    ("table", "column", "where"),
    [
        ("rules", "row", "place = '320000' AND status = 'deceased'"),
        ("rules", "row", "place = '000000' AND status = 'deceased'"),
        ("place", "row", "code = '320583'"),
        ("local", "row", "place = '000000'"),
        ("source", "row", "id = 'js-guide-2022' OR place = '320000'"),
        ("meta", "value", "key = 'statuses'"),
    ],
)
def test_a_changed_letter_is_told_and_never_answered_from(
    printed: Path, table: str, column: str, where: str
) -> None:
    with sqlite3.connect(printed) as damaged:
        changed = damaged.execute(
            f"UPDATE {table} SET {column} = replace({column}, '省', '县') WHERE {where}"
        ).rowcount
        damaged.execute(
            f"UPDATE {table} SET {column} = replace({column}, '人', '入') WHERE {where}"
        )
    damaged.close()
    assert changed
    with pytest.raises(BadData, match="corrupt"):
        ask(Book.at(printed), Case("320583", "deceased", as_of=AS_OF))


def test_one_book_serves_many_threads(printed: Path) -> None:
    book = Book.at(printed)
    cases = [
        Case(code, "deceased", as_of=AS_OF) for code in ("320583", "110000", "440300", "610100")
    ]
    alone = [ask(book, case).id for case in cases]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda case: ask(book, case).id, cases * 8))
    assert together == alone * 8


def test_a_closed_book_says_that_it_is_closed(printed: Path) -> None:
    book = Book.at(printed)
    book.close()
    with pytest.raises(BadData, match="closed"):
        book.place("320583")
