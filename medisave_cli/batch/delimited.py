"""CSV and TSV, read some megabytes of whole records at a time.

Polars parses a block at once. Where it refuses one (a row with too many cells, stray quotation marks, bytes that are no
text), the standard library's csv reads that block record by record, and a record that it cannot read becomes a row with an
error: one bad line never costs the others.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import IO, Any

import polars as pl

from medisave_cli.batch.source import Block, column, size_of
from medisave_cli.errors import AskedWrongly
from medisave_cli.model import Text
from medisave_cli.words import pick

BLOCK = 2 << 20
LONGEST_RECORD = 16 << 20
"""A quotation mark that nothing closes would otherwise swallow the rest of the file."""
DELIMITERS = (",", "\t", ";", "|")
UTF8, GB = "utf-8", "gb18030"
UNMATCHED = Text("这一行的引号没有配对", "the quotation marks of this row do not match")


class Delimited:
    """A delimited file. Its delimiter and encoding (UTF-8, GB18030, UTF-16 with a byte-order mark) are found out."""

    kind = "csv"
    notes: tuple[Text, ...] = ()

    def __init__(self, stream: IO[bytes], lang: str, rows: int | None = None):
        self._bytes, self._lang = _Bytes(stream), lang
        self.total = self._bytes.total
        self._size = BLOCK if rows is None else max(rows * 64, 4096)
        self._rest = self._bytes.read(1 << 16)
        self._encoding = _encoding_of(self._rest)
        self.delimiter = ","
        self.header = self._read_header()

    def close(self) -> None:
        self._bytes.close()

    def blocks(self) -> Iterator[Block]:
        """Every record behind the header."""
        data, ended, wanted = self._rest, False, self._size
        while True:
            while not ended and len(data) < wanted:
                more = self._bytes.read(wanted - len(data))
                data, ended = data + more, not more
            if not data:
                return
            cut, enough = len(data) if ended else _record_end(data), len(data) >= LONGEST_RECORD
            if not cut and not enough:
                wanted = len(data) * 2
                continue
            cut = cut or data.rfind(b"\n") + 1 or len(data)
            plain = b'"' not in data and data.count(b"\r") == data.count(b"\r\n")
            cells, errors, left = self._parse(data[:cut], closed=ended or enough)
            data = left + data[cut:]
            # A record that goes on is read again, with more of what follows.
            wanted = len(data) + self._size if left else self._size
            if cells.height:
                yield Block(
                    cells, errors, self._bytes.used - len(data), self.delimiter if plain else None
                )

    def _read_header(self) -> list[str]:
        """Take the first record that is not empty off the file."""
        self._rest = self._rest.lstrip(b"\r\n")
        while b"\n" not in self._rest and (more := self._bytes.read(1 << 16)):
            self._rest += more
            if len(self._rest) > LONGEST_RECORD:
                raise AskedWrongly(
                    "第一行太长，看不出列名", "the first line is too long to be column names"
                )
        line = self._rest.split(b"\n", 1)[0].decode(self._encoding or UTF8, "replace")
        self.delimiter = max(
            DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), []))
        )
        records = _Records(self._rest, self._encoding or UTF8, self.delimiter)
        header = records.next()
        if header is None or records.wrong:
            wrong = records.wrong or UNMATCHED
            raise AskedWrongly(
                f"第一行（列名）读不懂：{wrong.zh}",
                f"the first line, the column names, cannot be read: {wrong.en}",
            )
        records.take()
        self._rest = records.left()
        return header

    def _parse(self, data: bytes, closed: bool) -> tuple[pl.DataFrame, pl.Series | None, bytes]:
        """The records in ``data``, what is wrong with each, and the bytes of one that may go on behind (unless ``closed``)."""
        encoding = self._encoding
        if encoding is None:
            # So far plain ASCII: the first other bytes tell.
            encoding = self._encoding = _encoding_of(data)
        text = data
        if encoding == GB:
            try:
                text = data.decode(GB).encode()
            except UnicodeDecodeError:
                return self._parse_slowly(data, closed)
        try:
            cells = pl.read_csv(
                text,
                has_header=False,
                separator=self.delimiter,
                schema={column(i): pl.String for i in range(len(self.header))},
                infer_schema=False,
                missing_columns="insert",
            )
            return cells, None, b""
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return self._parse_slowly(data, closed)

    def _parse_slowly(
        self, data: bytes, closed: bool
    ) -> tuple[pl.DataFrame, pl.Series | None, bytes]:
        width = len(self.header)
        records = _Records(data, self._encoding or UTF8, self.delimiter)
        rows: list[list[str | None]] = []
        errors: list[str | None] = []
        while (record := records.next()) is not None:
            if records.open and not closed:
                break
            wrong = records.wrong
            if len(record) > width and any(cell.strip() for cell in record[width:]):
                more = self.delimiter.join(record[width:])
                wrong = Text(
                    f"这一行有 {len(record)} 格，第一行只有 {width} 格；多出的是：{more}",
                    f"this row has {len(record)} cells, the first only {width}; left over: {more}",
                )
            rows.append([cell or None for cell in record[:width]] + [None] * (width - len(record)))
            errors.append(wrong and pick(wrong, self._lang))
            records.take()
        cells = pl.DataFrame(
            rows, schema={column(i): pl.String for i in range(width)}, orient="row"
        )
        return cells, pl.Series(errors, dtype=pl.String) if any(errors) else None, records.left()


class _Bytes:
    """The bytes of a stream as they come: UTF-16 recoded to UTF-8, a byte-order mark taken off, old line ends made new."""

    def __init__(self, stream: Any):
        self._stream, self.total, self.used = stream, size_of(stream), 0
        heading = stream.peek(1 << 16)
        self._decoder = (
            codecs.getincrementaldecoder("utf-16")("replace")
            if heading.startswith((b"\xff\xfe", b"\xfe\xff"))
            else None
        )
        self._old_ends = self._decoder is None and b"\r" in heading and b"\n" not in heading
        if heading.startswith(codecs.BOM_UTF8):
            stream.read(len(codecs.BOM_UTF8))

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes, none at the end."""
        while True:
            raw = self._stream.read(size)
            self.used += len(raw)
            data = (
                raw
                if self._decoder is None
                else self._decoder.decode(raw, not raw).encode("utf-8", "replace")
            )
            if data or not raw:
                return data.replace(b"\r", b"\n") if self._old_ends else data

    def close(self) -> None:
        self._stream.close()


class _Records:
    """The records of some bytes, one by one. ``wrong``: what is wrong with the last one; ``open``: it may go on behind."""

    def __init__(self, data: bytes, encoding: str, delimiter: str):
        *whole, last = data.split(b"\n")
        self._lines = [line + b"\n" for line in whole] + ([last] if last else [])
        self._encoding, self._delimiter = encoding, delimiter
        self._at = self._taken = 0
        self.wrong: Text | None = None
        self.open = False
        csv.field_size_limit(LONGEST_RECORD)

    def next(self) -> list[str] | None:
        """The cells of the next record, None behind the last."""
        start = self._at
        if start >= len(self._lines):
            return None
        self.wrong, self.open = None, False
        if b'"' not in self._lines[start]:
            self._at += 1
            return self._plain(start)
        try:
            row = next(csv.reader(self._feed(), delimiter=self._delimiter, strict=True))
        except (csv.Error, StopIteration) as error:
            self.open = "unexpected end" in str(error)
            self._at = start + 1
            row = self._plain(start)
            self.wrong = UNMATCHED
        return row

    def take(self) -> None:
        """Count the last record as read."""
        self._taken = self._at

    def left(self) -> bytes:
        """The bytes of all that has not been taken."""
        return b"".join(self._lines[self._taken :])

    def _plain(self, at: int) -> list[str]:
        line = self._text(self._lines[at]).rstrip("\r\n")
        return line.split(self._delimiter) if line else []

    def _feed(self) -> Iterator[str]:
        while self._at < len(self._lines):
            self._at += 1
            yield self._text(self._lines[self._at - 1])

    def _text(self, line: bytes) -> str:
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError:
            name = self._encoding.upper()
            self.wrong = Text(
                f"这一行不是 {name} 文字，读不出的字节写成 \\x…",
                f"this row is no {name} text; bytes that cannot be read are written \\x…",
            )
            return line.decode(self._encoding, "backslashreplace")


def _record_end(data: bytes) -> int:
    """Behind the last line end that is not inside quotation marks; 0 if there is none."""
    end = data.rfind(b"\n") + 1
    inside = data.count(b'"', 0, end) % 2 == 1
    while end and inside:
        # The quotation marks around this line end open somewhere before it.
        mark = data.rfind(b'"', 0, end)
        before = data.rfind(b"\n", 0, mark) + 1
        inside ^= data.count(b'"', before, end) % 2 == 1
        end = before
    return end


def _encoding_of(data: bytes) -> str | None:
    """UTF-8 or GB18030, whichever reads more of the lines that are not plain ASCII; None if all are."""
    if data.isascii():
        return None
    end = data.rfind(b"\n") + 1
    lines = [line for line in (data[:end] or data).split(b"\n") if not line.isascii()]
    if not lines:
        return None
    read = sum(_reads(line, UTF8) for line in lines)
    return UTF8 if read * 2 >= len(lines) else GB


def _reads(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
