"""The cells of one sheet of a workbook, as the sheet shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import IO, Any
from xml.parsers import expat

from medisave_cli.tuples import NamedTuple

CHUNK = 1 << 18
DAY_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
TIME_FORMATS = {*range(18, 22), *range(45, 48)}
LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
ROUNDED = 10**15
"""From here on a sheet keeps fifteen digits of a number, and has lost the others."""
NO_VALUE = "="
"""How a formula begins, which is what is shown of a cell that holds no value of it."""


class Damaged(Exception):
    """The parts of a workbook do not fit together."""


class _Enough(Exception):
    """All that was asked for has been read."""


class Style(NamedTuple):
    """How a number is shown: as a date, as a time of the day, or with zeros before it up to so many digits."""

    is_date: bool = False
    is_time: bool = False
    digits: int = 0


class Book(NamedTuple):
    """What the sheets of a workbook share."""

    strings: list[str]
    styles: list[Style]
    since_1904: bool


class Cells(NamedTuple):
    """One row: its number (the first is 1), and the value of each column that holds any."""

    row: int
    values: dict[int, Any]


def style_of(number: int, code: str | None) -> Style:
    """The style of a number format, by its number and, where it is one of the book's own, its code."""
    if code is None:
        return Style(number in DAY_FORMATS, number in TIME_FORMATS)
    first = LITERALS.sub("", code).split(";")[0].strip().lower()
    if re.fullmatch("0{2,}", first):
        return Style(digits=len(first))
    bare = first.replace("general", "").replace("上午/下午", "").replace("am/pm", "h")
    if any(sign in bare for sign in "yde年日") and "0" not in bare.replace(".0", ""):
        return Style(is_date=any(sign in bare for sign in "yd年日"))
    if "h" in bare or "s" in bare:
        return Style(is_time=True)
    return Style(is_date="m" in bare)


class Reader:
    """Reads one sheet. ``rounded``, ``formulas``: how many cells lost digits in the sheet, and hold a formula without its value;
    ``merged``: (first row, last row, column) of cells merged over several rows, known when all has been read."""

    def __init__(self, book: Book):
        self._book = book
        self.rounded = self.formulas = 0
        self.merged: list[tuple[int, int, int]] = []

    def rows(self, stream: IO[bytes], most: int | None = None) -> Iterator[Cells]:
        """Every row that is written down, in the order of the file; ``most``: only up to that row.

        Raises:
            Damaged: it is no sheet.
        """
        sheet = _Sheet(self._value, self._merge, most)
        done, parser = sheet.done, parser_of(sheet.start, sheet.end, sheet.written)
        try:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)
                yield from done
                done.clear()
            parser.Parse(b"", True)
        except _Enough:
            pass
        except (expat.ExpatError, ValueError, OverflowError) as error:
            raise Damaged(str(error)) from None
        yield from done

    def _value(self, state: _Sheet) -> Any:
        """The value of a cell as Python has it; what only a text shows rightly is a text."""
        raw, kind = "".join(state.text), state.kind
        if kind == "s":
            return self._book.strings[int(raw)] if raw else None
        if kind in ("inlineStr", "str", "e", "d"):
            return raw
        if not raw.strip():
            if state.formula is None:
                return None
            self.formulas += 1
            return NO_VALUE + "".join(state.formula)
        if kind == "b":
            return raw.strip() == "1"
        style = (
            self._book.styles[int(state.style)] if state.style and self._book.styles else Style()
        )
        return self._number(raw.strip(), style)

    def _number(self, raw: str, style: Style) -> Any:
        value = float(raw)
        if style.is_date or style.is_time:
            moment = _moment(value, self._book.since_1904)
            if moment is None:
                return value
            if style.is_time:
                return moment.time().isoformat() if value < 1 else moment
            return moment.date() if moment.time() == moment.min.time() else moment
        if style.digits and value == int(value) and abs(value) < ROUNDED:
            return f"{int(value):0{style.digits}d}"
        if abs(value) >= ROUNDED:
            self.rounded += 1
            return raw
        return value

    def _merge(self, ref: str) -> None:
        found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", ref)
        if found and int(found[4]) > int(found[2]):
            self.merged.append((int(found[2]), int(found[4]), number_of(found[1])))


class _Sheet:
    """Where in a sheet the parser is. ``done``: the rows that have been read and not yet taken."""

    def __init__(
        self,
        value_of: Callable[[_Sheet], Any],
        merge: Callable[[str], None],
        most: int | None,
    ):
        self._value_of, self._merge, self._most = value_of, merge, most
        self._columns: dict[str, int] = {}
        self.done: list[Cells] = []
        self.row, self.column, self.kind, self.style = 0, -1, "n", ""
        self.text: list[str] = []
        self.formula: list[str] | None = None
        self.values: dict[int, Any] = {}
        self.taking = self.in_formula = self.phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "t":
            self.taking = not self.phonetic
        elif name == "f":
            self.formula, self.in_formula = [], True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        if letters:
            at = self._columns.get(letters)
            self.column = (
                self._columns.setdefault(letters, number_of(letters)) if at is None else at
            )
        else:
            self.column += 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.text, self.formula = [], None

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r") or self.row + 1)
        if self._most is not None and self.row > self._most:
            raise _Enough
        self.values, self.column = {}, -1

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(":")[2]
        if name == "v" or name == "t":
            self.taking = False
        elif name == "f":
            self.in_formula = False
        elif name == "rPh":
            self.phonetic = False
        elif name == "c":
            value = self._value_of(self)
            if value is not None and value != "":
                self.values[self.column] = value
        elif name == "row":
            self.done.append(Cells(self.row, self.values))
            self.values = {}

    def written(self, data: str) -> None:
        """Text between elements."""
        if self.taking:
            self.text.append(data)
        elif self.in_formula and self.formula is not None:
            self.formula.append(data)


def parser_of(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Any:
    """A parser of XML that knows no entities of the file's own."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: Any) -> None:
    raise Damaged("DOCTYPE")


def number_of(letters: str) -> int:
    """The number of a column by its letters; the first, A, is 0.

    Raises:
        Damaged: no sheet has such a column.
    """
    number = 0
    for letter in letters.strip("$").upper():
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= 16_384:
        raise Damaged(letters[:20])
    return number - 1


def letters_of(column: int) -> str:
    """The letters of a column; that of 0 is A."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _moment(value: float, since_1904: bool) -> datetime | None:
    """What a number is on the calendar; None if that has no such day."""
    if not 0 <= value < 2_958_466:
        return None
    # Day 60 of the older count is 29 February 1900, which never was.
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    seconds = round((value % 1) * 86_400_000) / 1000
    return first + timedelta(days=int(value), seconds=seconds)
