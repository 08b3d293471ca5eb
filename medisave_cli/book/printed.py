"""A printed book as a file: its format, how it is opened, and what each row's digest must be."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from typing import Any

FORMAT = "7"
"""Of the tables; a book of another format is built anew."""

CannotWrite = sqlite3.Error
"""What printing raises where the file refuses (a full disk, a device) beside OSError."""


def row_digest(table: str, *values: Any) -> int:
    """What a row's ``digest`` must be, by all its other columns in their order: CRC-32, which no single flipped bit escapes.

    It tells damage, not malice: whoever can write the book can write its digests.
    """
    return zlib.crc32("\x1f".join((table, *map(str, values))).encode("utf-8", "surrogatepass"))


def connect(path: Path) -> sqlite3.Connection:
    """Open a printed book for reading.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    name = path.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False)
