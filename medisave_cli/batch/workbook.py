"""XLSX workbooks: the sheet that holds the cases, its header beneath titles, its cells as the sheet shows them.

Number formats, merged cells, formulas without values and hidden sheets decide what a person sees; readers made for speed give
the bare numbers. The file is read from front to back, by sizes that are checked before.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

import polars as pl

from medisave_cli.batch.blocks import ADDED, CELLS, SEARCHED, Block, Fits, column
from medisave_cli.batch.sheet_cells import (
    Book,
    Cells,
    Damaged,
    Reader,
    Style,
    letters_of,
    parser_of,
    style_of,
)
from medisave_cli.batch.table import damaged
from medisave_cli.batch.texts import texts
from medisave_cli.errors import AskedWrongly
from medisave_cli.files import shown
from medisave_cli.language import Message, scrub
from medisave_cli.tuples import NamedTuple

LARGEST = 1 << 30
"""Bytes a sheet with its texts may unpack to: some million rows of twenty cells."""
GATHERED = 20_000
"""Rows that are gathered before they are packed into columns."""
BEYOND = 100
"""Columns right of the header that are passed through; a cell further out is refused."""
MOST_COVERED = 4_000_000
"""Cells that merged ones may cover."""
DOCUMENTS = (
    ("word/", "word"),
    ("ppt/", "slides"),
    ("content.xml", "ods"),
    ("xl/workbook.bin", "xlsb"),
)


class Named(NamedTuple):
    """A sheet of the book: its name, the part of the file that holds it, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """A workbook; of its visible sheets the one whose header fits, or the one that was asked for."""

    kind = "xlsx"
    for_excel = False

    def __init__(self, path: str, fits: Fits, rows: int | None = None, sheet: str | None = None):
        """``sheet``: its name or number.

        Raises:
            AskedWrongly: it is no sound workbook, none of its sheets can be read, or several might be meant.
        """
        self._path, self.notes = path, list[Message]()
        try:
            with zipfile.ZipFile(path) as archive:
                self._archive = archive
                self._refuse_others()
                book, sheets = self._open()
                chosen, head, row = self._choose(book, sheets, fits, sheet)
                self.header, self.first = head, row + 1
                self._read(book, chosen, row)
        except (
            zipfile.BadZipFile,
            zlib.error,
            Damaged,
            KeyError,
            IndexError,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            UnicodeDecodeError,
        ) as error:
            raise damaged(path, "XLSX", error) from None
        self._rows = min(rows or GATHERED * 5, max(CELLS // (len(self.header) + ADDED), 1))
        self.total: int | None = self._cells.height

    def close(self) -> None:
        pass

    def blocks(self) -> Iterator[Block]:
        """Every row, in order."""
        done = 0
        for part in self._cells.iter_slices(self._rows):
            done += part.height
            yield Block(part, None, done)

    # The parts of the file.

    def _refuse_others(self) -> None:
        names = self._archive.namelist()
        if any(part.flag_bits & 1 for part in self._archive.infolist()):
            raise AskedWrongly("batch.is_old_office", file=shown(self._path))
        for begins, name in DOCUMENTS:
            if any(part.startswith(begins) for part in names):
                raise AskedWrongly(f"batch.is_{name}", file=shown(self._path))
        if not any(part.startswith("xl/") for part in names):
            raise AskedWrongly("batch.is_packed", file=shown(self._path))

    def _part(self, name: str) -> IO[bytes]:
        """A part of the file, if it does not unpack to too much.

        Raises:
            AskedWrongly: it does.
        """
        if self._archive.getinfo(name).file_size > LARGEST:
            raise AskedWrongly("batch.sheet_too_large", file=shown(self._path), most=LARGEST >> 20)
        return self._archive.open(name)

    def _open(self) -> tuple[Book, list[Named]]:
        there = set(self._archive.namelist())
        links = {
            a["Id"]: posixpath.normpath(posixpath.join("xl", a["Target"])).lstrip("/")
            if not a["Target"].startswith("/")
            else a["Target"].lstrip("/")
            for name, a in self._elements("xl/_rels/workbook.xml.rels")
            if name == "Relationship" and "Target" in a
        }
        sheets, since_1904 = [], False
        for name, a in self._elements("xl/workbook.xml"):
            if name == "workbookPr":
                since_1904 = a.get("date1904", "0") in ("1", "true")
            elif name == "sheet":
                link = next((v for k, v in a.items() if k.rpartition(":")[2] == "id"), "")
                part = links.get(link, "")
                if part in there:
                    sheets.append(
                        Named(a.get("name", ""), part, a.get("state", "visible") != "visible")
                    )
        strings = self._strings() if "xl/sharedStrings.xml" in there else []
        styles = self._styles() if "xl/styles.xml" in there else []
        return Book(strings, styles, since_1904), sheets

    def _elements(self, part: str) -> list[tuple[str, dict[str, str]]]:
        """The elements of a small part, by name and attributes."""
        found: list[tuple[str, dict[str, str]]] = []
        with self._part(part) as stream:
            parser = parser_of(
                lambda name, a: found.append((name.rpartition(":")[2], a)),
                lambda name: None,
                lambda data: None,
            )
            _feed(parser, stream)
        return found

    def _strings(self) -> list[str]:
        strings: list[str] = []
        now: list[str] = []
        taking = phonetic = False

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal taking, phonetic, now
            name = name.rpartition(":")[2]
            if name == "si":
                now = []
            elif name == "rPh":
                phonetic = True
            elif name == "t":
                taking = not phonetic

        def end(name: str) -> None:
            nonlocal taking, phonetic
            name = name.rpartition(":")[2]
            if name == "t":
                taking = False
            elif name == "rPh":
                phonetic = False
            elif name == "si":
                strings.append("".join(now))

        with self._part("xl/sharedStrings.xml") as stream:
            _feed(parser_of(start, end, lambda data: now.append(data) if taking else None), stream)
        return strings

    def _styles(self) -> list[Style]:
        codes: dict[int, str] = {}
        numbers: list[int] = []
        within = ""
        for name, a in self._elements("xl/styles.xml"):
            if name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                within = name
            elif name == "numFmt" and within != "dxfs":
                codes[int(a.get("numFmtId", 0))] = a.get("formatCode", "")
            elif name == "xf" and within == "cellXfs":
                numbers.append(int(a.get("numFmtId", 0)))
        return [style_of(number, codes.get(number)) for number in numbers]

    # The sheet, and its header.

    def _choose(
        self, book: Book, sheets: list[Named], fits: Fits, asked: str | None
    ) -> tuple[Named, list[str], int]:
        """The sheet to read, its column names, and the number of the row that holds them."""
        if asked is not None:
            named = [s for s in sheets if s.name.strip() == asked.strip()]
            if not named and asked.strip().isdecimal() and 0 < int(asked[:9]) <= len(sheets):
                named = [sheets[int(asked) - 1]]
            if not named:
                names = tuple(scrub(s.name) for s in sheets)
                raise AskedWrongly("batch.no_such_sheet", typed=scrub(asked), sheets=names)
            looked = named[:1]
        else:
            looked = [s for s in sheets if not s.hidden]
        heads = [(s, self._head(book, s, fits)) for s in looked]
        fitting = [(s, head) for s, head in heads if head is not None and head[2]]
        if len(fitting) > 1:
            names = tuple(scrub(s.name) for s, _ in fitting)
            raise AskedWrongly("batch.several_sheets", sheets=names)
        filled = fitting or [(s, head) for s, head in heads if head is not None]
        if not filled:
            raise AskedWrongly("batch.sheet_is_empty", file=shown(self._path))
        chosen, head = filled[0]
        if len(sheets) > 1:
            others = tuple(scrub(s.name) for s in sheets if s is not chosen)
            self.notes.append(
                Message("batch.sheet_read", {"sheet": scrub(chosen.name), "others": others[:8]})
            )
        if head[3]:
            self.notes.append(Message("batch.header_at", {"row": head[1]}))
        return chosen, head[0], head[1]

    def _head(
        self, book: Book, sheet: Named, fits: Fits
    ) -> tuple[list[str], int, bool, bool] | None:
        """The column names of a sheet, their row, whether they fit, and whether something stands above; None if it is empty."""
        first: tuple[list[str], int, bool, bool] | None = None
        with self._part(sheet.part) as stream:
            for row, values in Reader(book).rows(stream, SEARCHED):
                if not values:
                    continue
                names = [_name(values.get(at)) for at in range(max(values) + 1)]
                if fits(names):
                    return names, row, True, first is not None
                first = first or (names, row, False, False)
        return first

    # The rows.

    def _read(self, book: Book, sheet: Named, head: int) -> None:
        reader = Reader(book)
        packed = _Packed(len(self.header))
        with self._part(sheet.part) as stream:
            for cells in reader.rows(stream):
                if cells.row > head and cells.values:
                    self._refuse_far(cells)
                    packed.add(cells.row - head - 1, cells)
        frame = packed.frame()
        covered = self._fill(frame, reader.merged, head)
        self._cells = frame if covered is None else covered
        width = self._cells.width
        self.header += [""] * (width - len(self.header))
        if reader.rounded:
            self.notes.append(Message("batch.rounded", {"cells": reader.rounded}))
        if reader.formulas:
            self.notes.append(Message("batch.formulas", {"cells": reader.formulas}))

    def _refuse_far(self, cells: Cells) -> None:
        far = max(cells.values)
        if far >= len(self.header) + BEYOND:
            raise AskedWrongly("batch.cell_far_out", cell=f"{letters_of(far)}{cells.row}")

    def _fill(
        self, frame: pl.DataFrame, merged: list[tuple[int, int, int]], head: int
    ) -> pl.DataFrame | None:
        """The frame with the value of each cell that is merged over several rows in each of them; None if there is none."""
        by_column: dict[int, list[tuple[int, int]]] = {}
        covered = 0
        for upper, lower, at in merged:
            first, last = upper - head - 1, min(lower - head - 1, frame.height - 1)
            if 0 <= first < last and at < frame.width:
                covered += last - first
                by_column.setdefault(at, []).append((first, last))
        if not covered:
            return None
        if covered > MOST_COVERED:
            raise AskedWrongly("batch.merged_too_much", file=shown(self._path))
        columns = frame.get_columns()
        for at, ranges in by_column.items():
            source = list(range(frame.height))
            for first, last in ranges:
                source[first : last + 1] = [first] * (last + 1 - first)
            columns[at] = columns[at].gather(source)
        self.notes.append(Message("batch.merged", {"cells": covered}))
        return pl.DataFrame(columns)


class _Packed:
    """Rows packed into columns, some thousand at a time."""

    def __init__(self, width: int):
        self._width, self._rows = width, list[dict[int, Any]]()
        self._chunks: list[list[pl.Series]] = []
        self._heights: list[int] = []
        self._count = 0

    def add(self, at: int, cells: Cells) -> None:
        """The row at the position ``at``; those before it that are not written down hold nothing."""
        if at < self._count:
            raise Damaged("rows out of order")
        while self._count < at:
            self._rows.append({})
            self._next()
        self._rows.append(cells.values)
        self._next()

    def _next(self) -> None:
        self._count += 1
        if len(self._rows) >= GATHERED:
            self._pack()

    def _pack(self) -> None:
        if not self._rows:
            return
        used = {at for row in self._rows for at in row}
        self._width = max(self._width, max(used, default=-1) + 1)
        height = len(self._rows)
        self._heights.append(height)
        self._chunks.append(
            [
                _series([row.get(at) for row in self._rows])
                if at in used
                else pl.repeat(None, height, dtype=pl.Null, eager=True)
                for at in range(self._width)
            ]
        )
        self._rows = []

    def frame(self) -> pl.DataFrame:
        """All of them; a column whose values are of one kind keeps it, every other is text."""
        self._pack()
        columns = []
        for at in reversed(range(self._width)):
            # The last column first leaves its chunk, so that no cell is held twice.
            parts = [
                chunk.pop()
                if at < len(chunk)
                else pl.repeat(None, height, dtype=pl.Null, eager=True)
                for chunk, height in zip(self._chunks, self._heights, strict=True)
            ]
            columns.append(_one_kind(parts).alias(column(at)))
        return pl.DataFrame(columns[::-1])


def _series(values: list[Any]) -> pl.Series:
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {date, datetime}:
        return pl.Series(
            [v and datetime(*v.timetuple()[:6]) if type(v) is date else v for v in values]
        )
    if len(kinds) == 1:
        return pl.Series(values, strict=False)
    return pl.Series([None if v is None else _as_text(v) for v in values], dtype=pl.String)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return value if isinstance(value, str) else str(value)


def _one_kind(parts: list[pl.Series]) -> pl.Series:
    if not parts:
        return pl.Series(dtype=pl.String)
    kinds = {part.dtype for part in parts} - {pl.Null}
    if not kinds:
        return pl.concat([part.cast(pl.String) for part in parts])
    if len(kinds) > 1:
        if kinds <= {pl.Date(), pl.Datetime("us")}:
            return pl.concat([part.cast(pl.Datetime("us")) for part in parts])
        return pl.concat([texts(part.to_frame("x")).to_series().cast(pl.String) for part in parts])
    kind = kinds.pop()
    whole = pl.concat([part.cast(kind) for part in parts])
    if kind == pl.Float64 and (whole == whole.round(0)).all():
        return whole.cast(pl.Int64)
    return whole


def _name(value: Any) -> str:
    return "" if value is None else _as_text(value)


def _feed(parser: Any, stream: IO[bytes]) -> None:
    from xml.parsers import expat

    try:
        while chunk := stream.read(1 << 18):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Damaged(str(error)) from None
