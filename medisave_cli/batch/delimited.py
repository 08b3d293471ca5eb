"""CSV and TSV, read some megabytes of whole records at a time.

Polars parses a block at once. Where a quotation mark stands wrong or a row has too many cells, ``records`` reads that block
record by record, and what it cannot read becomes a row with an error: one bad line never costs the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO

import polars as pl

from medisave_cli.batch import records
from medisave_cli.batch.blocks import ADDED, CELLS, SEARCHED, Block, Fits, column
from medisave_cli.batch.encoded import BROKEN, BROKEN_BYTES, UTF8, Encoded, cleaned
from medisave_cli.batch.records import fields_of, grammar, record_at, well_formed
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Message, Speaker

BLOCK = 2 << 20
PIECE = 1 << 18
"""Bytes of broken text that are read record by record at a time."""
SAMPLE = 1 << 12
FEW = 1 << 12
"""Bytes for which a library is not worth calling."""
MOST_COLUMNS = 16_384
DELIMITERS = (",", "\t", ";", "|")
SEP = re.compile(rb'\s*"?sep=([^\r\n"])"?[ \t]*(?:\r\n|\r|\n|\Z)')
"""The first line by which Excel is told the delimiter."""


class Delimited:
    """A delimited file. Its encoding, its delimiter and its header (beneath titles) are found out."""

    kind = "csv"

    def __init__(self, stream: IO[bytes], lang: str, fits: Fits, rows: int | None = None):
        """``fits`` knows a header; ``rows``: about how many a block may have."""
        self._bytes, self._speak = Encoded(stream), Speaker(lang)
        self.total, self.notes = self._bytes.total, list[Message]()
        self._size = BLOCK if rows is None else max(rows * 64, 4096)
        self._rest, self._ended = self._bytes.read(1 << 16), False
        self.delimiter, self._told, self._broken = ",", False, False
        self.header, self.first = self._find_header(fits)
        if len(self.header) > MOST_COLUMNS:
            raise AskedWrongly("batch.too_wide", columns=len(self.header), most=MOST_COLUMNS)
        self._most = max(CELLS // (len(self.header) + ADDED), 1)

    @property
    def for_excel(self) -> bool:
        """Whether it came with a byte-order mark, in GB18030, or with its delimiter told."""
        return self._bytes.marked or self._told or self._bytes.encoding not in (None, UTF8)

    def close(self) -> None:
        self._bytes.close()

    def blocks(self) -> Iterator[Block]:
        """Every record behind the header."""
        wanted = self._size
        while self._fill(wanted):
            before = len(self._rest)
            quickly = self._quickly()
            yield from self._slowly() if quickly is None else quickly
            # A record that goes on is read again, with more of what follows.
            wanted = self._size if len(self._rest) < before else max(before, self._size) * 2
            if wanted > 4 * records.LONGEST_RECORD and self._rest:
                raise AskedWrongly("batch.line_too_long", most=records.LONGEST_RECORD >> 20)

    def _fill(self, wanted: int) -> bool:
        """Read on, up to ``wanted`` bytes in hand; whether there are any."""
        while not self._ended and len(self._rest) < wanted:
            more = self._bytes.read(wanted - len(self._rest))
            self._rest, self._ended = self._rest + more, not more
        return bool(self._rest)

    def _block(
        self, cells: pl.DataFrame, errors: pl.Series | None, left: int, plain: bool = False
    ) -> Block:
        """``left``: bytes in hand behind it."""
        position = self._bytes.used - left
        return Block(cells, errors, position, self.delimiter if plain else None)

    # The header.

    def _find_header(self, fits: Fits) -> tuple[list[str], int]:
        """The column names, and the number of the row behind them; what is above is passed over."""
        if told := SEP.match(self._rest):
            self._rest, self._told = self._rest[told.end() :], True
            marks: tuple[str, ...] = (told[1].decode("latin-1"),)
        else:
            marks = DELIMITERS
        at, self.delimiter, header, end, above = self._chosen_head(marks, fits)
        self._rest = self._rest[end:]
        row = at + 1 + self._told
        if above:
            self.notes.append(Message("batch.header_at", {"row": row}))
        return header, row + 1

    def _chosen_head(
        self, marks: Iterable[str], fits: Fits
    ) -> tuple[int, str, list[str], int, bool]:
        """The first record that is a header, with whichever delimiter: its number, the delimiter, its cells, where it ends,
        and whether something stands above. Else the first that holds anything: whoever reads it says what is missing."""
        readers = [(mark, self._heads(mark)) for mark in marks]
        filled: dict[str, tuple[int, str, list[str], int, bool]] = {}
        for n in range(SEARCHED):
            fitting = []
            for mark, heads in readers:
                if (head := next(heads, None)) is None:
                    continue
                cells, end, refused = head
                if fits(cells):
                    fitting.append((n, mark, cells, end, mark in filled))
                if any(cell.strip() for cell in cells):
                    filled.setdefault(mark, (n, mark, cells, end, refused))
            if fitting:
                return max(fitting, key=lambda one: len(one[2]))
        if not filled:
            raise AskedWrongly("batch.no_header")
        best = min(filled.values(), key=lambda one: (one[0], -len(one[2])))
        if best[4]:
            raise AskedWrongly("batch.header_unmatched", row=best[0] + 1)
        return best

    def _heads(self, mark: str) -> Iterator[tuple[list[str], int, bool]]:
        """The first records, where each ends, and whether its quotation marks do not match."""
        at = 0
        while not (at >= len(self._rest) and self._ended):
            record = record_at(self._rest, at, mark.encode(), self._ended)
            if record is None:
                if len(self._rest) - at > records.LONGEST_RECORD:
                    return
                self._fill(len(self._rest) * 2 + 1)
                continue
            if record.refused:
                line = record.text.splitlines(True)[0]
                end = at + len(line)
                cells = line.decode("utf-8", "replace").rstrip("\r\n").split(mark)
            else:
                end = record.end
                cells = [cell or "" for cell in fields_of(record.text, mark.encode())]
            yield [cell.replace(BROKEN, "") for cell in cells], end, record.refused
            at = end

    # Blocks.

    def _quickly(self) -> list[Block] | None:
        """A block that has nothing wrong, parsed at once; none if more is needed, None if something is wrong."""
        data, ended = self._rest, self._ended
        marks = b'"' in data
        if marks and len(data) > max(records.LONGEST_RECORD, self._size):
            return None
        if (lines := self._lines_about(data)) > self._most:
            data, ended = data[: max(len(data) * self._most // lines, 1)], False
        found = well_formed(data, self.delimiter.encode(), ended)
        if found is None:
            return None
        if not found[1]:
            # Nothing is wrong so far, and no record ends: more is needed, where no more is in hand.
            return [] if len(data) == len(self._rest) < records.LONGEST_RECORD else None
        try:
            cells = self._parsed(found[0], '"' if marks else None)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return None
        self._rest = self._rest[found[1] :]
        errors = None
        self._broken = BROKEN_BYTES in found[0]
        if self._broken:
            cells, errors = self._with_broken(cells, None)
        if cells.height <= self._most:
            return [self._block(cells, errors, len(self._rest), plain=not marks)]
        return [
            self._block(
                part,
                None if errors is None else errors.slice(n * self._most, self._most),
                len(self._rest),
                plain=not marks,
            )
            for n, part in enumerate(cells.iter_slices(self._most))
        ]

    def _lines_about(self, data: bytes) -> int:
        """How many lines there are in ``data``, estimated where a few samples say that they are far from too many."""
        tenth = len(data) // 10
        sample = b"".join(data[n * tenth : n * tenth + SAMPLE] for n in range(10))
        if len(data) > 10 * SAMPLE:
            about = (sample.count(b"\n") + sample.count(b"\r")) * len(data) // len(sample)
            if about * 2 < self._most:
                return about
        return data.count(b"\n") + data.count(b"\r")

    def _parsed(self, text: bytes, quote: str | None) -> pl.DataFrame:
        return pl.read_csv(
            text,
            has_header=False,
            separator=self.delimiter,
            quote_char=quote,
            schema={column(i): pl.String for i in range(len(self.header))},
            infer_schema=False,
            missing_columns="insert",
        )

    def _slowly(self) -> Iterator[Block]:
        """What there is, record by record, as far as records end in it."""
        if self._bytes.encoding == UTF8:
            self._rest = cleaned(self._rest, self._ended)
        data, at = self._rest, 0
        self._broken = BROKEN_BYTES in data
        rows = _Rows(len(self.header), self._speak, self.delimiter)
        while at < len(data):
            end, refused = self._alike(data, at)
            if end == at:
                record = record_at(data, at, self.delimiter.encode(), self._ended)
                if record is None:
                    break
                end, refused = record.end, record.refused
                if not refused:
                    rows.add(fields_of(record.text, self.delimiter.encode()), None)
                    at = end
            for cut in self._cuts(data, at, end):
                if cut - at <= FEW:
                    rows.lines(data[at:cut], refused)
                else:
                    yield from self._gathered(rows, len(data) - at)
                    cells, errors = self._with_broken(*self._lines(data[at:cut], refused))
                    yield self._block(cells, errors, len(data) - cut)
                at = cut
            if rows.size > PIECE // 16 or rows.count >= self._most:
                yield from self._gathered(rows, len(data) - at)
        yield from self._gathered(rows, len(data) - at)
        self._rest = data[at:]

    def _gathered(self, rows: _Rows, left: int) -> list[Block]:
        """The rows gathered so far as a block."""
        if not rows.count:
            return []
        cells, errors = self._with_broken(*rows.take())
        return [self._block(cells, errors, left)]

    def _alike(self, data: bytes, at: int) -> tuple[int, bool]:
        """Where the lines from ``at`` on end that can be told at once to be alike, and whether they are refused."""
        words, most = grammar(self.delimiter.encode()), min(at + 4 * PIECE, len(data))
        if found := words.loose.match(data, at, most):
            return found.end(), False
        found = words.hopeless.match(data, at, most)
        return (found.end(), True) if found else (at, False)

    def _cuts(self, data: bytes, start: int, stop: int) -> Iterator[int]:
        """Line ends between ``start`` and ``stop``, no more than PIECE bytes and some lines apart, the last at ``stop``."""
        piece = PIECE
        while start < stop:
            end = min(start + piece, stop)
            if end < stop:
                line = records.line_end(data, end, True)
                end = min(line[1], stop) if line else stop
            lines = data.count(b"\n", start, end) + data.count(b"\r", start, end)
            if lines > self._most and piece > 64:
                piece = max(piece * self._most // (2 * lines), 64)
                continue
            yield end
            start = end

    def _lines(self, data: bytes, refused: bool) -> tuple[pl.DataFrame, pl.Series | None]:
        """Every line a row, quotation marks or not; ``refused``: those that hold marks are."""
        text = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        width = len(self.header)
        lines = (
            pl.Series([text.removesuffix(b"\n").decode("utf-8", "replace")])
            .str.split("\n")
            .explode()
        )
        try:
            cells = self._parsed(text, None)
            ragged = None
            if cells.height != len(lines):
                raise pl.exceptions.ComputeError("lines and rows differ")
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            split = lines.str.splitn(self.delimiter, width + 1).struct.unnest()
            over = split.to_series(width)
            cells = split.select(
                pl.when(pl.nth(i) != "").then(pl.nth(i)).alias(column(i)) for i in range(width)
            )
            ragged = self._too_many(over)
        unmatched = None
        if refused:
            said = self._speak("batch.unmatched")
            unmatched = pl.select(
                pl.when(lines.str.contains('"', literal=True)).then(pl.lit(said))
            ).to_series()
        if ragged is None or unmatched is None:
            return cells, unmatched if ragged is None else ragged
        both = pl.concat_str(
            unmatched, ragged, separator=self._speak("batch.and"), ignore_nulls=True
        )
        return cells, pl.select(both).to_series().replace("", None)

    def _too_many(self, over: pl.Series) -> pl.Series | None:
        """What to say of rows with more cells than the header, where any of them holds something."""
        filled = over.str.contains(f"[^{re.escape(self.delimiter)}\\s]").fill_null(False)
        if not filled.any():
            return None
        width = len(self.header)
        said = (
            over.to_frame("over")
            .with_columns(filled.alias("filled"))
            .select(
                pl.when("filled").then(
                    pl.format(
                        _format(self._speak, "batch.too_many_cells"),
                        pl.col("over").str.count_matches(self.delimiter, literal=True) + width + 1,
                        pl.lit(width),
                        pl.col("over"),
                    )
                )
            )
        )
        return said.to_series()

    def _with_broken(
        self, cells: pl.DataFrame, errors: pl.Series | None
    ) -> tuple[pl.DataFrame, pl.Series | None]:
        """Take the mark off what could not be read, and say so of its row."""
        if not self._broken:
            return cells, errors
        named = [name for name in cells.columns if _holds(cells[name])]
        if not named:
            return cells, errors
        bad = cells.select(
            pl.any_horizontal(pl.col(named).str.contains(BROKEN, literal=True).fill_null(False))
        ).to_series()
        said = self._speak("batch.no_such_text", encoding=(self._bytes.encoding or UTF8).upper())
        told = pl.select(pl.when(bad).then(pl.lit(said))).to_series()
        cells = cells.with_columns(pl.col(named).str.replace_all(BROKEN, "", literal=True))
        return cells, told if errors is None else pl.select(pl.coalesce(errors, told)).to_series()


def _holds(cells: pl.Series) -> bool:
    return bool(cells.str.contains(BROKEN, literal=True).any())


def _format(speak: Speaker, key: str) -> str:
    """A sentence with its gaps as Polars wants them: in the order cells, columns, over."""
    return speak(key, cells="{}", columns="{}", over="{}")


class _Rows:
    """Rows gathered one by one."""

    def __init__(self, width: int, speak: Speaker, mark: str):
        self._width, self._speak, self._mark = width, speak, mark
        self._rows: list[list[str | None]] = []
        self._errors: list[str | None] = []
        self.size = 0

    @property
    def count(self) -> int:
        return len(self._rows)

    def add(self, cells: list[str | None], wrong: str | None) -> None:
        """One more row; cells beyond the header's are told of, if they hold anything."""
        width = self._width
        if len(cells) > width:
            if any(cell and cell.strip() for cell in cells[width:]):
                over = self._mark.join(cell or "" for cell in cells[width:])
                many = self._speak(
                    "batch.too_many_cells", cells=len(cells), columns=width, over=over
                )
                wrong = many if wrong is None else wrong + self._speak("batch.and") + many
            cells = cells[:width]
        self._rows.append(cells)
        self._errors.append(wrong)
        self.size += len(cells)

    def lines(self, data: bytes, refused: bool) -> None:
        """Every line a row; ``refused``: those that hold marks are."""
        said = self._speak("batch.unmatched") if refused else None
        for line in data.splitlines():
            cells = [cell or None for cell in line.decode("utf-8", "replace").split(self._mark)]
            self.add(cells, said if b'"' in line else None)

    def take(self) -> tuple[pl.DataFrame, pl.Series | None]:
        """All of them, and none are left."""
        most = max(map(len, self._rows))
        rows = [row + [None] * (most - len(row)) for row in self._rows]
        cells = pl.DataFrame(rows, schema={column(i): pl.String for i in range(most)}, orient="row")
        cells = cells.with_columns(
            pl.lit(None, pl.String).alias(column(i)) for i in range(most, self._width)
        )
        errors = pl.Series(self._errors, dtype=pl.String) if any(self._errors) else None
        self._rows, self._errors, self.size = [], [], 0
        return cells, errors
