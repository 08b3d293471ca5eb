"""What earlier runs found in files with the very same bytes, so that a round of mending does not read all of China anew.

It only saves time. A file is looked up by the digest of what it holds, after it was opened and bounded like any other; what comes back is
plain data, and is checked against its shape like data just read. Another version of the program has a memory of its own.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from medisave_cli import __version__
from medisave_cli.digests import short_digest
from medisave_cli.keeping.locate import PACKAGE, cache_folder, times

MOST = 4000
"""So many things are remembered; beyond it the oldest half is forgotten."""
KEPT = 3
"""Memories of so many versions of the program stay."""
CODE = ("", "keeping", "advisor", "logic")
"""The rooms whose code decides what is remembered."""
PATIENCE = 0.2
"""Seconds to wait for another run that writes; then this one goes without."""


class Memory:
    """What was found, by its kind and key. Without ``file`` nothing is remembered."""

    def __init__(self, file: sqlite3.Connection | None):
        self.file = file

    def recall(self, kind: str, key: str) -> str | None:
        """What was kept under the key; None where nothing was."""
        try:
            row = (
                self.file
                and self.file.execute(
                    "SELECT held FROM found WHERE kind = ? AND key = ?", (kind, key)
                ).fetchone()
            )
        except sqlite3.Error:
            return None
        return row[0] if row and isinstance(row[0], str) else None

    def keep(self, kind: str, key: str, held: str = "") -> None:
        """Keep something for runs to come."""
        try:
            if self.file:
                self.file.execute(
                    "INSERT OR REPLACE INTO found VALUES (?, ?, ?)", (kind, key, held)
                )
        except sqlite3.Error:
            pass


NOTHING = Memory(None)


@contextmanager
def memory() -> Iterator[Memory]:
    """The memory of this version of the program, in the user's cache folder; an empty one where there is no room for it."""
    file = _opened()
    if file is None:
        yield NOTHING
        return
    with closing(file):
        yield Memory(file)
        try:
            _forget_oldest(file)
            file.commit()
        except sqlite3.Error:
            pass


def _opened() -> sqlite3.Connection | None:
    cache = cache_folder()
    if cache is None:
        return None
    target = cache / f"read-{_stamp()}.sqlite"
    try:
        if not target.exists():
            cache.mkdir(parents=True, exist_ok=True)
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
            _forget_versions(cache)
        return _connected(target)
    except OSError:
        return None


def _connected(target: Path) -> sqlite3.Connection | None:
    """The open memory; one that is damaged is thrown away, and the next run has a new one."""
    file = sqlite3.connect(target, timeout=PATIENCE)
    try:
        file.execute("PRAGMA synchronous = OFF")
        file.execute(
            "CREATE TABLE IF NOT EXISTS found (kind TEXT, key TEXT, held TEXT, PRIMARY KEY (kind, key))"
        )
        return file
    except sqlite3.OperationalError:
        file.close()
    except sqlite3.DatabaseError:
        file.close()
        target.unlink(missing_ok=True)
    return None


def _forget_oldest(file: sqlite3.Connection) -> None:
    (count,) = file.execute("SELECT count(*) FROM found").fetchone()
    if count > MOST:
        file.execute(
            "DELETE FROM found WHERE rowid IN (SELECT rowid FROM found ORDER BY rowid LIMIT ?)",
            (count - MOST // 2,),
        )


def _forget_versions(folder: Path) -> None:
    files = sorted(folder.glob("read-*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)


def _stamp() -> str:
    """What tells one version of the program from another: its number, and its code where that is being changed."""
    parts = [__version__, sys.version]
    for room in CODE:
        parts += times(PACKAGE, room)
    return short_digest("\n".join(parts))
