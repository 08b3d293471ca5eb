"""Some rows at a time: what every reader gives and every writer takes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from typing import IO, Protocol

import polars as pl

from medisave_cli.language import Message
from medisave_cli.tuples import NamedTuple

STANDARD = "-"
LINE = "line"
"""Name of the column of a block that carries a JSON line as it was."""
CELLS = 1_000_000
"""Cells of a block at the most, the added ones included: what bounds memory, whatever the rows look like."""
ADDED = 10
SEARCHED = 30
"""Rows in which a header is looked for, beneath titles and blank rows."""

Fits = Callable[[list[str]], bool]
"""Whether some cells are a header that names a place and a status."""


class Block(NamedTuple):
    """Some rows: ``cells`` holds every input column by position (c0, c1, …), ``errors`` why a row could not be read
    (None: all could). ``position``: bytes or rows of the source used up so far, None where that is not known. ``plain``: the
    one delimiter of which no cell holds any, nor quotation marks or line ends (None: not known)."""

    cells: pl.DataFrame
    errors: pl.Series | None
    position: int | None
    plain: str | None = None


class Source(Protocol):
    """``header``: the column names. ``first``: the number of the first row behind it, counted as a spreadsheet counts.
    ``total``: what ``position`` ends at, None if not known. ``kind``: the format. ``notes``: what to tell of it.
    ``for_excel``: whether it was written for Excel."""

    kind: str
    header: list[str]
    first: int
    total: int | None
    notes: list[Message]

    @property
    def for_excel(self) -> bool: ...

    def blocks(self) -> Iterator[Block]: ...

    def close(self) -> None: ...


def column(at: int) -> str:
    """The name of an input column inside blocks."""
    return f"c{at}"


def size_of(stream: IO[bytes]) -> int | None:
    """Bytes in the stream, where that can be known."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
