"""Prints a book: the tables of the compiled file, each row with its digest, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from medisave_cli.book.printed import FORMAT, connect, row_digest
from medisave_cli.book.store import Book
from medisave_cli.tuples import NamedTuple

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE place (code TEXT PRIMARY KEY, row TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, shown TEXT NOT NULL, digest INTEGER NOT NULL, PRIMARY KEY (key, code, kind, shown)) WITHOUT ROWID;
CREATE INDEX name_code ON name (code);
CREATE TABLE rules (place TEXT NOT NULL, status TEXT NOT NULL, row TEXT NOT NULL, digest INTEGER NOT NULL, PRIMARY KEY (place, status)) WITHOUT ROWID;
CREATE TABLE local (place TEXT PRIMARY KEY, row TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, place TEXT NOT NULL, row TEXT NOT NULL, cited_by TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (id TEXT PRIMARY KEY, position INTEGER NOT NULL, place TEXT NOT NULL, row TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spoken (text TEXT PRIMARY KEY, pinyin TEXT NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX claim_place ON claim (place);
"""


class Record(NamedTuple):
    """One row to print: its table, and its values in the order of the table's columns, the digest left out."""

    table: str
    values: tuple[Any, ...]


Finish = Callable[[Book], Iterable[Record]]
"""What is worked out from the printed book and printed into it last, outside its digest."""


def press(
    records: Iterable[Record],
    version: str,
    stamp: str,
    target: Path | None,
    finish: Finish | None = None,
) -> sqlite3.Connection:
    """Print ``records`` into the file ``target`` or, where it is None, into memory; returns the open connection.

    A file is written beside its name and renamed when whole, so that readers never see half a book.

    Raises:
        OSError, CannotWrite: the target cannot be written.
    """
    if target is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, records, version, stamp, finish)
        return connection
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            connection.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;"
            )
            _fill(connection, records, version, stamp, finish)
        finally:
            connection.close()
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return connect(target)


def reprinted(
    connection: sqlite3.Connection, codes: Iterable[str], records: Iterable[Record]
) -> sqlite3.Connection:
    """A copy in memory of a printed book, in which all that these places say is what ``records`` hold."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.backup(copy)
    for table in ("rules", "local", "source"):
        copy.executemany(f"DELETE FROM {table} WHERE place = ?", [(code,) for code in codes])
    for table, values in records:
        marks = ",".join("?" * (len(values) + 1))
        copy.execute(
            f"INSERT OR REPLACE INTO {table} VALUES ({marks})",
            (*values, row_digest(table, *values)),
        )
    copy.commit()
    return copy


def _fill(
    connection: sqlite3.Connection,
    records: Iterable[Record],
    version: str,
    stamp: str,
    finish: Finish | None,
) -> None:
    whole = hashlib.sha256()
    connection.executescript(SCHEMA)

    def insert(table: str, *values: Any) -> None:
        marks = ",".join("?" * (len(values) + 1))
        connection.execute(
            f"INSERT INTO {table} VALUES ({marks})", (*values, row_digest(table, *values))
        )

    for table, values in records:
        whole.update(repr((table, values)).encode())
        insert(table, *values)
    for key, value in (
        ("format", FORMAT),
        ("version", version),
        ("digest", whole.hexdigest()[:16]),
        ("stamp", stamp),
    ):
        insert("meta", key, value)
    for table, values in finish(Book(connection)) if finish else ():
        insert(table, *values)
    connection.commit()
