"""Where answered rows go: a file that appears under its name only when it is whole, or standard output."""

from __future__ import annotations

import errno
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from queue import Empty, Full, Queue
from typing import IO, Any, NamedTuple, Protocol

import polars as pl

from medisave_cli.batch.columns import ERROR, FULL
from medisave_cli.batch.source import ENDINGS, STANDARD
from medisave_cli.batch.texts import texts
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import Output, is_left_by_reader, why

SHEET_ROWS = 1_048_576
SHEET_CELL = 32_767
SHEET_COLUMNS = 16_384
GROUP_ROWS = 131_072
WAIT = 0.05


class Answers(NamedTuple):
    """Some rows, answered: ``given`` are their own cells, ``numbers`` and ``table`` say which answer each has, ``errors`` why it
    has none, ``whole`` the advice as JSON where that was asked for. ``lines``: the JSON lines they came as, if they did.
    ``plain``: as of a Block."""

    given: pl.DataFrame
    table: pl.DataFrame
    numbers: pl.Series
    errors: pl.Series
    whole: pl.Series | None
    lines: pl.Series | None
    plain: str | None

    def added(self) -> pl.DataFrame:
        """The columns behind the given ones."""
        more = [self.errors.alias(ERROR), *([] if self.whole is None else [self.whole.alias(FULL)])]
        return self.table.select(pl.all().gather(self.numbers)).with_columns(more)


class Rows(Protocol):
    """Writes rows in one format."""

    def write(self, rows: Answers) -> None: ...

    def close(self) -> None:
        """Write what is left: the file is whole."""

    def abandon(self) -> None:
        """Let go of the file, as it is."""


class Target:
    """Where the rows go: a file, whole or not at all, or standard output."""

    def __init__(self, path: str):
        """``path``: a file's name, or ``-``.

        Raises:
            AskedWrongly: it names no file that could be written.
        """
        self.output = None if path == STANDARD else Output(path)
        self.direct = self.output is None or self.output.direct

    @property
    def part(self) -> Path:
        """The file that a library writes by itself; not for standard output."""
        assert self.output is not None
        return self.output.part

    def open(self) -> IO[bytes]:
        """Open for writing."""
        return sys.stdout.buffer if self.output is None else self.output.open()

    def is_file(self, path: str) -> bool:
        """Whether ``path`` is the very file to be written."""
        if self.output is None or path == STANDARD or self.output.direct:
            return False
        return self.output.path.exists() and self.output.path.samefile(path)

    def settle(self) -> None:
        """Give the whole file its name."""
        if self.output is not None:
            self.output.settle()

    def drop(self) -> None:
        """Take away what was written and is not whole."""
        if self.output is not None:
            self.output.drop()

    def failure(self, error: BaseException) -> BaseException:
        """What to raise where writing fails: a reader that has left is no failure of the run."""
        if is_left_by_reader(error):
            return BrokenPipeError(errno.EPIPE, "the reader has left")
        if self.output is None:
            return MedisaveError("files.cannot_write", file=STANDARD, why=why(error))
        return self.output.failure(error)


def format_for(path: str, source: str, direct: bool = False) -> str:
    """The format to write, by the name's ending; to standard output or a device (``direct``) JSON Lines for JSON Lines, else CSV.

    Raises:
        AskedWrongly: the ending is of no format that can be written.
    """
    ending = Path(path).suffix.lower()
    if direct and ending not in (".csv", ".tsv", ".jsonl"):
        return "jsonl" if source == "jsonl" else "csv"
    if ending not in ENDINGS:
        raise AskedWrongly(
            f"不知道 {path} 该用什么格式：文件名请以 .csv、.tsv、.xlsx、.jsonl 或 .parquet 结尾",
            f"what format should {path} be in? End its name in .csv, .tsv, .xlsx, .jsonl or .parquet",
        )
    return ENDINGS[ending]


def rows_for(kind: str, target: Target, names: list[str], added: list[str], excel: bool) -> Rows:
    """A writer of ``kind``. ``names`` are the passed columns' names, ``added`` those behind them."""
    if kind in ("csv", "tsv"):
        return Delimited(target, [*names, *added], "\t" if kind == "tsv" else ",", excel)
    if kind == "jsonl":
        return Lines(target, names)
    if kind == "parquet":
        return Parquet(target, names)
    return Workbook(target, [*names, *added])


class Delimited:
    """CSV or TSV in UTF-8; for Excel with a byte-order mark and its line ends."""

    def __init__(self, target: Target, names: list[str], mark: str, excel: bool):
        self._file = target.open()
        self._written = pl.Series(dtype=pl.String)
        self._format: dict[str, Any] = {
            "separator": mark,
            "line_terminator": "\r\n" if excel else "\n",
        }
        if excel:
            self._file.write(b"\xef\xbb\xbf")
        heads = pl.DataFrame(
            [[name] for name in names], schema=[f"h{i}" for i in range(len(names))]
        )
        heads.write_csv(self._file, include_header=False, **self._format)

    def write(self, rows: Answers) -> None:
        given = texts(rows.given)
        if rows.plain == self._format["separator"] and rows.whole is None:
            # Nothing given needs quotation marks, and each answer is put into them once for all its rows.
            tails = self._tails(rows).gather(rows.numbers.fill_null(rows.table.height))
            if rows.errors.null_count() < len(rows.errors):
                nothing = self._format["separator"] * rows.table.width
                error = '"' + rows.errors.str.replace_all('"', '""', literal=True) + '"'
                tails = pl.select(
                    pl.when(rows.errors.is_null()).then(tails).otherwise(nothing + error)
                ).to_series()
            given.with_columns(tails.alias("tail")).write_csv(
                self._file, include_header=False, quote_style="never", **self._format
            )
        else:
            pl.concat([given, rows.added()], how="horizontal").write_csv(
                self._file, include_header=False, **self._format
            )

    def _tails(self, rows: Answers) -> pl.Series:
        """Every answer as it stands behind a row, and last what stands behind a row without one."""
        if len(self._written) != rows.table.height + 1:
            empty = pl.DataFrame(
                {name: [None] for name in rows.table.columns}, schema=rows.table.schema
            )
            table = pl.concat([rows.table, empty]).with_columns(
                pl.lit(None, pl.String).alias(ERROR)
            )
            mark = self._format["separator"]
            quoted = [
                pl.when(pl.col(n).str.contains(f'["\r\n{mark}]'))
                .then('"' + pl.col(n).str.replace_all('"', '""', literal=True) + '"')
                .otherwise(pl.col(n))
                .fill_null("")
                for n in table.columns
            ]
            self._written = table.select(pl.concat_str(quoted, separator=mark)).to_series()
        return self._written

    def close(self) -> None:
        self._file.flush()
        self.abandon()

    def abandon(self) -> None:
        if self._file is not sys.stdout.buffer:
            self._file.close()


class Lines:
    """JSON Lines. A line that came as JSON goes on as it was, with the answer behind."""

    def __init__(self, target: Target, names: list[str]):
        self._file, self._names = target.open(), names

    def write(self, rows: Answers) -> None:
        lines, added = rows.lines, rows.added()
        if lines is None:
            plain = rows.given.rename(dict(zip(rows.given.columns, self._names, strict=True)))
            plain = plain.with_columns(
                column.bin.encode("base64")
                for column in plain.iter_columns()
                if column.dtype == pl.Binary
            )
            lines = _json(plain)
        answer = _json(added.drop(FULL, strict=False)).str.slice(1).str.head(-1)
        frame = pl.DataFrame(
            {
                "line": lines.str.strip_chars_end().str.head(-1).str.strip_chars_end(),
                "answer": answer,
            }
        )
        frame = frame.with_columns(
            pl.when(pl.col("line") == "{")
            .then(pl.lit("{"))
            .otherwise(pl.col("line") + ",")
            .alias("line")
        )
        parts = [pl.col("line"), pl.col("answer")]
        if rows.whole is not None:
            frame = frame.with_columns(rows.whole.fill_null("null").alias(FULL))
            parts += [pl.lit(f',"{FULL}":'), pl.col(FULL)]
        frame.select(pl.concat_str(*parts, pl.lit("}"))).write_csv(
            self._file, include_header=False, quote_style="never"
        )

    def close(self) -> None:
        self._file.flush()
        self.abandon()

    def abandon(self) -> None:
        if self._file is not sys.stdout.buffer:
            self._file.close()


def _json(frame: pl.DataFrame) -> pl.Series:
    return frame.select(pl.struct(pl.all()).struct.json_encode()).to_series()


class Parquet:
    """Parquet, written by Polars in a thread of its own as blocks come."""

    def __init__(self, target: Target, names: list[str]):
        self._target, self._names = target, names
        self._blocks: Queue[pl.DataFrame | None] = Queue(2)
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None
        self._left = False
        target.open().close()

    def write(self, rows: Answers) -> None:
        block = pl.concat(
            [
                rows.given.rename(dict(zip(rows.given.columns, self._names, strict=True))),
                rows.added(),
            ],
            how="horizontal",
        )
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(block.schema,), daemon=True)
            self._thread.start()
        self._put(block)

    def close(self) -> None:
        if self._thread is not None:
            self._put(None)
            self._thread.join()
        if self._error is not None:
            raise self._error

    def abandon(self) -> None:
        self._left = True
        if self._thread is not None:
            self._thread.join()

    def _put(self, block: pl.DataFrame | None) -> None:
        while self._error is None:
            try:
                return self._blocks.put(block, timeout=WAIT)
            except Full:
                continue
        raise self._error

    def _run(self, schema: pl.Schema) -> None:
        from polars.io.plugins import register_io_source

        def blocks(
            with_columns: Any, predicate: Any, n_rows: Any, batch_size: Any
        ) -> Iterator[pl.DataFrame]:
            while not self._left:
                try:
                    block = self._blocks.get(timeout=WAIT)
                except Empty:
                    continue
                if block is None:
                    return
                yield block

        try:
            register_io_source(blocks, schema=schema).sink_parquet(
                self._target.part, compression="zstd", row_group_size=GROUP_ROWS, engine="streaming"
            )
        except BaseException as error:
            self._error = error


class Workbook:
    """XLSX: one sheet, texts as texts, so that no cell becomes a formula or a link."""

    def __init__(self, target: Target, names: list[str]):
        import xlsxwriter

        if len(names) > SHEET_COLUMNS:
            raise _too_big(f"{len(names)} 列", f"{len(names)} columns")
        target.open().close()
        self._rows = tempfile.TemporaryDirectory(prefix="medisave-")
        self._book = xlsxwriter.Workbook(
            str(target.part),
            {"constant_memory": True, "nan_inf_to_errors": True, "tmpdir": self._rows.name},
        )
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._day, self._moment = (
            self._book.add_format({"num_format": "yyyy-mm-dd"}),
            self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )
        bold = self._book.add_format({"bold": True})
        for at, name in enumerate(names):
            self._sheet.write_string(0, at, name[:SHEET_CELL], bold)
        self._at = 1

    def write(self, rows: Answers) -> None:
        given = rows.given
        if self._at + given.height > SHEET_ROWS:
            raise _too_big(f"超过 {SHEET_ROWS - 1:,} 行", f"more than {SHEET_ROWS - 1:,} rows")
        simple = (pl.String, pl.Boolean, pl.Date)
        odd = [
            name
            for name, kind in given.schema.items()
            if kind not in simple and not kind.is_numeric() and not isinstance(kind, pl.Datetime)
        ]
        given = given.with_columns(texts(given.select(odd)).get_columns()) if odd else given
        for row in pl.concat([given, rows.added()], how="horizontal").iter_rows():
            for at, value in enumerate(row):
                if value is not None:
                    self._cell(at, value)
            self._at += 1

    def _cell(self, at: int, value: Any) -> None:
        if isinstance(value, str):
            if len(value) > SHEET_CELL:
                raise _too_big(
                    f"第 {self._at} 行有一格超过 {SHEET_CELL:,} 个字符",
                    f"a cell of row {self._at} has more than {SHEET_CELL:,} characters",
                )
            self._sheet.write_string(self._at, at, value)
        elif isinstance(value, bool):
            self._sheet.write_boolean(self._at, at, value)
        elif isinstance(value, date) and value.year < 1900:
            # Before Excel's calendar begins.
            self._sheet.write_string(self._at, at, value.isoformat())
        elif isinstance(value, datetime):
            self._sheet.write_datetime(self._at, at, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            self._sheet.write_datetime(self._at, at, value, self._day)
        elif isinstance(value, int) and abs(value) >= 10**15:
            # Excel keeps fifteen digits of a number.
            self._sheet.write_string(self._at, at, str(value))
        else:
            self._sheet.write_number(self._at, at, float(value))

    def close(self) -> None:
        self._book.close()
        self._rows.cleanup()

    def abandon(self) -> None:
        self._book.fileclosed = True
        self._rows.cleanup()


def _too_big(zh: str, en: str) -> MedisaveError:
    return MedisaveError(
        f"XLSX 装不下：{zh}。请写成 .csv 或 .parquet",
        f"too much for XLSX: {en}. Write .csv or .parquet",
    )
