"""A file of cases → the same file with answers: read, decide, write, a block at a time."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import closing
from typing import Any, NamedTuple, Protocol

import polars as pl

from medisave_cli.batch.answers import Answerer
from medisave_cli.batch.columns import Columns, columns_of
from medisave_cli.batch.deciding import AS_OF, CITY, STATUS, TO, Decider
from medisave_cli.batch.pipeline import Behind, ahead
from medisave_cli.batch.sink import Answers, Rows, Target, format_for, rows_for
from medisave_cli.batch.source import LINE, Block, Source, column, open_source
from medisave_cli.batch.texts import safe, texts
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly
from medisave_cli.model import Case, Text

FULL_ROWS = 2000
"""Rows of a block where each carries its whole advice, some 20 kB."""
REASONS, REASONS_KEPT = 3, 1000
"""Reasons for refusing that are told at the end, and that are counted."""


class Request(NamedTuple):
    """What is asked for. Paths may be ``-``; ``mapped`` renames columns; ``today`` is an ISO date."""

    source: str
    target: str
    lang: str
    today: str
    mapped: dict[str, str] = {}  # noqa: RUF012 (never written to)
    full: bool = False
    safe_cells: bool = False
    excel: bool = False


class Summary(NamedTuple):
    """What was done. Seconds: all of it, and the part that went into deciding. ``verdicts`` counts answered rows, ``reasons``
    the most frequent reasons why rows were refused."""

    rows: int
    refused: int
    blank: int
    decisions: int
    verdicts: dict[str, int]
    reasons: dict[str, int]
    seconds: float
    deciding: float
    notes: tuple[Text, ...]


class Watcher(Protocol):
    """Is told how far the work is: rows done, and the share of the input used up (None: not known)."""

    def __call__(self, rows: int, share: float | None) -> None: ...


def run(book: Book, request: Request, watch: Watcher = lambda rows, share: None) -> Summary:
    """Answer every row of the source into the target; nothing appears under the target's name before it is whole.

    Raises:
        AskedWrongly: the files, the columns or the options do not fit.
        MedisaveError: reading or writing fails; an earlier target is left as it was.
    """
    started = time.perf_counter()
    source = open_source(request.source, request.lang, FULL_ROWS if request.full else None)
    try:
        target = Target(request.target)
        if target.is_file(request.source):
            raise AskedWrongly(
                "结果不能写回同一个文件：-o 换一个名字",
                "the output cannot be the input file: choose another name for -o",
            )
        kind = format_for(request.target, source.kind, target.direct)
        answerer = Answerer(book, request.lang, request.today)
        columns = columns_of(source.header, answerer.facts, request.mapped, request.full)
        work = _Work(answerer, columns, request)
        rows = rows_for(kind, target, list(columns.names), list(columns.added), request.excel)
        try:
            _pump(source, work, rows, watch)
            rows.close()
            target.settle()
        except OSError as error:
            raise target.failure(error) from None
        finally:
            rows.abandon()
            target.drop()
    except Exception:
        source.close()
        raise
    # Where the run is interrupted, its reader may wait for more, and closing would wait for the reader.
    source.close()
    return work.summary(time.perf_counter() - started, (*source.notes, *columns.notes))


def _pump(source: Source, work: _Work, rows: Rows, watch: Watcher) -> None:
    writer = Behind(rows.write)
    try:
        with closing(ahead(source.blocks())) as blocks:
            for block in blocks:
                writer.put(work.answer(block))
                watch(
                    work.rows,
                    block.position / source.total
                    if source.total and block.position is not None
                    else None,
                )
        if not work.rows:
            empty = pl.DataFrame(schema={column(i): pl.String for i in range(len(source.header))})
            writer.put(work.answer(Block(empty, None, None)))
        writer.finish()
    finally:
        writer.abandon()


class _Work:
    """Answers blocks, and counts."""

    def __init__(self, answerer: Answerer, columns: Columns, request: Request):
        self._answerer, self._columns, self._request = answerer, columns, request
        self._decider = Decider(answerer, columns.headers)
        self._table = safe(self._decider.answers())
        self._counts: Counter[int] = Counter()
        self._reasons: Counter[str] = Counter()
        self.rows = self.refused = self.blank = 0
        self._full_seconds = 0.0

    def answer(self, block: Block) -> Answers:
        """The block's own cells, and what is added to them."""
        given = block.cells.select(column(i) for i in range(len(self._columns.names)))
        keys = texts(
            pl.DataFrame({key: given[column(at)] for key, at in self._columns.keys.items()})
        )
        readable = None if block.errors is None else block.errors.is_null()
        if readable is not None:
            keys = keys.with_columns(
                pl.when(readable).then(pl.col(name)).alias(name) for name in keys.columns
            )
        numbers, errors = self._decider.decide(keys)
        if readable is not None:
            errors = pl.select(pl.when(readable).then(errors).otherwise(block.errors)).to_series()
        errors = self._without_blank(given, keys, errors, readable)
        if self._table.height < len(self._answerer.answers):
            self._table = safe(self._decider.answers())
        if errors.null_count() < len(errors):
            self._count_reasons(errors)
            errors = safe(errors.to_frame()).to_series()
        whole = self._whole(keys, numbers) if self._request.full else None
        self.rows += given.height
        self.refused += len(errors) - errors.null_count()
        self._counts.update(dict(numbers.drop_nulls().value_counts().rows()))
        lines = block.cells[LINE] if LINE in block.cells.columns else None
        given = safe(given) if self._request.safe_cells else given
        return Answers(
            given, self._table, numbers, errors, whole, self._rewritten(lines), block.plain
        )

    def summary(self, seconds: float, notes: tuple[Text, ...]) -> Summary:
        """What was done."""
        verdicts: Counter[str] = Counter()
        for number, count in self._counts.items():
            verdicts[self._answerer.answers[number].verdict] += count
        deciding = self._decider.seconds + self._full_seconds
        reasons = dict(self._reasons.most_common(REASONS))
        return Summary(
            self.rows,
            self.refused,
            self.blank,
            len(self._answerer.answers),
            dict(verdicts),
            reasons,
            seconds,
            deciding,
            notes,
        )

    def _count_reasons(self, errors: pl.Series) -> None:
        self._reasons.update(
            dict(errors.drop_nulls().value_counts(sort=True).head(REASONS_KEPT).rows())
        )
        if len(self._reasons) > 2 * REASONS_KEPT:
            self._reasons = Counter(dict(self._reasons.most_common(REASONS_KEPT)))

    def _without_blank(
        self, given: pl.DataFrame, keys: pl.DataFrame, errors: pl.Series, readable: pl.Series | None
    ) -> pl.Series:
        """The errors without those of rows that hold nothing at all, as spreadsheets leave them behind the last."""
        if errors.null_count() == len(errors):
            return errors
        empty = errors.is_not_null()
        for key in (CITY, STATUS):
            empty &= keys[key].str.strip_chars().fill_null("") == ""
        if readable is not None:
            empty &= readable
        if not empty.any():
            return errors
        filled = (
            texts(given.filter(empty))
            .select(pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(False))
            .to_series()
        )
        at = empty.arg_true().filter(~filled)
        self.blank += len(at)
        return errors.scatter(at, None)

    def _whole(self, keys: pl.DataFrame, numbers: pl.Series) -> pl.Series:
        """The advice of every answered row as JSON, as ``check --format json`` gives it."""
        from medisave_cli.answer import conclude
        from medisave_cli.show.json_face import advice_json

        started = time.perf_counter()
        asked = keys.with_columns(numbers.is_not_null().alias("answered"))
        distinct = asked.filter("answered").unique()
        whole = []
        for row in distinct.drop("answered").rows(named=True):
            said = {key: value.strip() for key, value in row.items() if value and value.strip()}
            facts = {fact: said[fact] for fact in self._decider.facts if fact in said}
            view, situation = self._answerer.prepare(
                Case(said[CITY], said[STATUS], facts, said.get(TO), said.get(AS_OF))
            )
            advice = conclude(self._answerer.book, view, situation)
            whole.append(
                json.dumps(
                    advice_json(advice, self._request.lang),
                    ensure_ascii=False,
                    separators=(",", ":"),
                )
            )
        table = distinct.with_columns(pl.Series("whole", whole, dtype=pl.String))
        self._full_seconds += time.perf_counter() - started
        return asked.join(
            table, on=asked.columns, how="left", nulls_equal=True, maintain_order="left"
        )["whole"]

    def _rewritten(self, lines: pl.Series | None) -> pl.Series | None:
        """JSON lines with keys that collide renamed, and formulas made harmless where that was asked for."""
        renamed = {
            old: new
            for old, new in zip(self._columns.found, self._columns.names, strict=True)
            if old != new
        }
        if lines is None or not (renamed or self._request.safe_cells):
            return lines
        written = []
        for line in lines.to_list():
            row = {renamed.get(name, name): value for name, value in json.loads(line).items()}
            written.append(
                json.dumps(_harmless(row) if self._request.safe_cells else row, ensure_ascii=False)
            )
        return pl.Series(written, dtype=pl.String)


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    if isinstance(value, dict):
        return {name: _harmless(inner) for name, inner in value.items()}
    return [_harmless(inner) for inner in value] if isinstance(value, list) else value
