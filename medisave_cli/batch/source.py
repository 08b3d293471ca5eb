"""A file of cases, whatever its format, as blocks of rows."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

import polars as pl

from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.model import Text

ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}
STANDARD = "-"
LINE = "line"
"""Name of the column of a block that carries a JSON line as it was."""


class Block(NamedTuple):
    """Some rows: ``cells`` holds every input column by position (c0, c1, …), ``errors`` why a row could not be read
    (None: all could). ``position``: bytes or rows of the source used up so far, None where that is not known. ``plain``: the
    one delimiter of which no cell holds any, nor quotation marks or line ends (None: not known)."""

    cells: pl.DataFrame
    errors: pl.Series | None
    position: int | None
    plain: str | None = None


class Source(Protocol):
    """``header``: the column names. ``total``: what ``position`` ends at, None if not known. ``kind``: the format.
    ``notes``: what to tell of it."""

    kind: str
    header: list[str]
    total: int | None
    notes: tuple[Text, ...]

    def blocks(self) -> Iterator[Block]: ...

    def close(self) -> None: ...


def column(at: int) -> str:
    """The name of an input column inside blocks."""
    return f"c{at}"


def open_source(path: str, lang: str, rows: int | None = None) -> Source:
    """Open a file, or standard input for ``-``. ``lang``: of what is said about bad rows. ``rows``: about how many a block may have.

    Raises:
        AskedWrongly: it is empty, is not there, or is not in the format it is called by.
        MedisaveError: it cannot be read.
    """
    stream = _standard_input() if path == STANDARD else _opened(path)
    heading = _peek(stream)
    if not heading.strip():
        raise AskedWrongly(f"{_called(path)}是空的", f"{path} is empty")
    kind = format_of(path, heading)
    if kind in ("csv", "tsv"):
        from medisave_cli.batch.delimited import Delimited

        return Delimited(stream, lang, rows)
    file = path if stream.seekable() and path != STANDARD else _on_disk(stream)
    if kind == "jsonl":
        from medisave_cli.batch.lines import Lines

        stream.close()
        return Lines(file, lang, rows)
    stream.close()
    from medisave_cli.batch.tables import Sheet, Table

    return Sheet(file, rows) if kind == "xlsx" else Table(file, rows)


def format_of(path: str, heading: bytes) -> str:
    """The format of a file: by its first bytes, else by its ending; CSV or JSON Lines where the ending tells nothing."""
    if heading.startswith(b"PAR1"):
        return "parquet"
    if heading.startswith(b"PK\x03\x04"):
        return "xlsx"
    if heading.startswith(b"\xd0\xcf\x11\xe0"):
        raise AskedWrongly(
            "这是旧的 .xls 文件，或加了密码：请在 Excel 里另存为不加密的 .xlsx 或 CSV",
            "this is an old .xls file, or one with a password: save it as plain .xlsx or CSV in Excel",
        )
    by_ending = ENDINGS.get(Path(path).suffix.lower())
    if by_ending in ("parquet", "xlsx"):
        raise AskedWrongly(f"{path} 不是 {by_ending} 文件", f"{path} is no {by_ending} file")
    if by_ending is not None:
        return by_ending
    text = heading.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "jsonl" if text.startswith(b"{") else "csv"


def size_of(stream: IO[bytes]) -> int | None:
    """Bytes in the stream, where that can be known."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _called(path: str) -> str:
    return "标准输入" if path == STANDARD else f"{path} "


def _opened(path: str) -> IO[bytes]:
    try:
        return open(path, "rb")
    except IsADirectoryError:
        raise AskedWrongly(
            f"{path} 是文件夹，不是文件", f"{path} is a folder, not a file"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AskedWrongly(f"读不了 {path}：{reason}", f"cannot read {path}: {reason}") from None


def _standard_input() -> Any:
    if sys.stdin is None or sys.stdin.isatty():
        raise AskedWrongly(
            "标准输入是终端：请用管道送入文件", "standard input is the terminal: pipe a file in"
        )
    # A copy of its own, which an interpreter that ends while a read waits does not fall over.
    return open(os.dup(sys.stdin.fileno()), "rb")


def _peek(stream: Any) -> bytes:
    """The first bytes, left in the stream."""
    try:
        return stream.peek(4096)
    except OSError as error:
        raise MedisaveError(
            f"读不了输入：{error.strerror}", f"cannot read the input: {error.strerror}"
        ) from None


def _on_disk(stream: IO[bytes]) -> str:
    """A copy of what comes through a pipe: these formats are not read from front to back alone."""
    import atexit
    import shutil

    with tempfile.NamedTemporaryFile(prefix="medisave-", delete=False) as copy:
        atexit.register(lambda: Path(copy.name).unlink(missing_ok=True))
        shutil.copyfileobj(stream, copy, 1 << 20)
    return copy.name
