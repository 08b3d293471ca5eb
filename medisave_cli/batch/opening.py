"""A file of cases, whatever its format, opened; what is none is told what it is."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, Any

from medisave_cli.batch.blocks import STANDARD, Fits, Source
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import shown, why

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
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"SQLite format 3", "database"),
    (b"ARROW1", "arrow"),
    (b"ORC", "orc"),
)
"""What a file that is no table begins with, and the sentence that says what it is, ``batch.is_<name>``."""


def open_source(
    path: str, lang: str, fits: Fits, rows: int | None = None, sheet: str | None = None
) -> Source:
    """Open a file, or standard input for ``-``. ``lang``: of what is said about bad rows; ``fits`` knows a header; ``rows``: about
    how many a block may have; ``sheet``: the name or number of a workbook's sheet.

    Raises:
        AskedWrongly: it is empty, is not there, or is not in the format it is called by.
        MedisaveError: it cannot be read.
    """
    stream = _standard_input() if path == STANDARD else _opened(path)
    heading = _peek(stream)
    if not heading.strip().removeprefix(b"\xef\xbb\xbf").strip() or heading in (
        b"\xff\xfe",
        b"\xfe\xff",
    ):
        raise AskedWrongly(
            "batch.empty_input" if path == STANDARD else "batch.empty", file=shown(path)
        )
    kind = format_of(path, heading)
    if sheet is not None and kind != "xlsx":
        raise AskedWrongly("batch.no_sheets", file=shown(path))
    if kind in ("csv", "tsv"):
        from medisave_cli.batch.delimited import Delimited

        return Delimited(stream, lang, fits, rows)
    file = path if stream.seekable() and path != STANDARD else _on_disk(stream)
    stream.close()
    if kind == "jsonl":
        from medisave_cli.batch.lines import Lines

        return Lines(file, lang, rows)
    if kind == "xlsx":
        from medisave_cli.batch.workbook import Workbook

        return Workbook(file, fits, rows, sheet)
    from medisave_cli.batch.table import Table

    return Table(file, rows)


def format_of(path: str, heading: bytes) -> str:
    """The format of a file: by its first bytes, else by its ending; CSV or JSON Lines where the ending tells nothing.

    Raises:
        AskedWrongly: it is something else; the message says what, and what to save it as.
    """
    if heading.startswith(b"PAR1"):
        return "parquet"
    if heading.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "xlsx"
    for begins, name in FOREIGN:
        if heading.startswith(begins):
            raise AskedWrongly(f"batch.is_{name}", file=shown(path))
    text = heading.removeprefix(b"\xef\xbb\xbf").lstrip()
    if (
        text[:200]
        .lower()
        .startswith(
            (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<style", b"<div")
        )
    ):
        raise AskedWrongly("batch.is_html", file=shown(path))
    if text.startswith((b"[{", b"[\n", b"[\r\n", b"[ ")) or (
        text[:1] == b"[" and b"{" in text[:200]
    ):
        raise AskedWrongly("batch.is_json", file=shown(path))
    by_ending = ENDINGS.get(Path(path).suffix.lower())
    if by_ending in ("parquet", "xlsx"):
        raise AskedWrongly("batch.is_no", file=shown(path), kind=by_ending)
    if by_ending != "jsonl" and text.startswith(b'{"'):
        return "jsonl"
    if by_ending is not None:
        return by_ending
    return "jsonl" if text.startswith(b"{") else "csv"


def _opened(path: str) -> IO[bytes]:
    try:
        return open(path, "rb")
    except IsADirectoryError:
        raise AskedWrongly("batch.is_folder", file=shown(path)) from None
    except ValueError:
        raise AskedWrongly("files.no_name", file=shown(path.replace("\0", " "))) from None
    except OSError as error:
        raise AskedWrongly("files.cannot_read", file=shown(path), why=why(error)) from None


def _standard_input() -> Any:
    if sys.stdin is None or sys.stdin.isatty():
        raise AskedWrongly("batch.input_is_terminal")
    # A copy of its own, which an interpreter that ends while a read waits does not fall over.
    return open(os.dup(sys.stdin.fileno()), "rb")


def _peek(stream: Any) -> bytes:
    """The first bytes, left in the stream."""
    try:
        heading: bytes = stream.peek(4096)
    except OSError as error:
        raise MedisaveError("batch.cannot_read_input", why=why(error)) from None
    return heading


def _on_disk(stream: IO[bytes]) -> str:
    """A copy of what comes through a pipe: these formats are not read from front to back alone."""
    import atexit
    import shutil

    try:
        with tempfile.NamedTemporaryFile(prefix="medisave-", delete=False) as copy:
            atexit.register(lambda: Path(copy.name).unlink(missing_ok=True))
            shutil.copyfileobj(stream, copy, 1 << 20)
    except OSError as error:
        raise MedisaveError("batch.cannot_copy_input", why=why(error)) from None
    return copy.name
