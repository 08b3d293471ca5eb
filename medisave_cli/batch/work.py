"""Answers blocks of rows, and counts."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Protocol

import polars as pl

from medisave_cli.batch.answered import Answers
from medisave_cli.batch.answers import Answerer
from medisave_cli.batch.blocks import LINE, Block, column
from medisave_cli.batch.columns import Columns
from medisave_cli.batch.deciding import AS_OF, CITY, STATUS, TO, Decider
from medisave_cli.batch.members import rewritten
from medisave_cli.batch.texts import safe, texts
from medisave_cli.language import Speaker
from medisave_cli.model import Case

REASONS, REASONS_KEPT, PROBLEMS = 3, 1000, 10
"""Reasons for refusing that are told at the end, and that are counted; rows refused that are told one by one."""
TOTALS = [
    "合计",
    "总计",
    "小计",
    "共计",
    "总数",
    "合计:",
    "合计：",
    "total",
    "totals",
    "sum",
    "subtotal",
]


class Asked(Protocol):
    """What of the request decides how rows are answered."""

    @property
    def lang(self) -> str: ...

    @property
    def full(self) -> bool: ...

    @property
    def safe_cells(self) -> bool: ...


class Work:
    """Answers blocks, and counts."""

    def __init__(self, answerer: Answerer, columns: Columns, request: Asked, first: int):
        """``first``: the number of the first row, as a spreadsheet counts."""
        self._answerer, self._columns, self._request = answerer, columns, request
        self._decider = Decider(answerer, columns.headers)
        self._table = safe(self._decider.answers())
        self._counts: Counter[int] = Counter()
        self._reasons: Counter[str] = Counter()
        self.rows = self.refused = self.blank = 0
        self._full_seconds = 0.0
        self._speak, self._first = Speaker(request.lang), first
        self.problems: list[tuple[int, str]] = []

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
            errors = self._told_totals(given, keys, errors)
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

    @property
    def decisions(self) -> int:
        """How many decisions were made."""
        return len(self._answerer.answers)

    @property
    def seconds(self) -> float:
        """The time that deciding took."""
        return self._decider.seconds + self._full_seconds

    def verdicts(self) -> dict[str, int]:
        """How often each verdict was given."""
        counted: Counter[str] = Counter()
        for number, count in self._counts.items():
            counted[self._answerer.answers[number].verdict] += count
        return dict(counted)

    def reasons(self) -> dict[str, int]:
        """Why rows were refused, the most frequent reasons first."""
        return dict(self._reasons.most_common(REASONS))

    def statuses(self) -> dict[str, str]:
        """The words that were read as a status, and as which."""
        return self._decider.statuses()

    def _count_reasons(self, errors: pl.Series) -> None:
        if len(self.problems) < PROBLEMS:
            at = errors.is_not_null().arg_true()[: PROBLEMS - len(self.problems)]
            numbers = (self._first + self.rows + n for n in at.to_list())
            self.problems += zip(numbers, errors.gather(at).to_list(), strict=True)
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
        from medisave_cli.show.json_face import advice_json

        started = time.perf_counter()
        asked = keys.with_columns(numbers.is_not_null().alias("answered"))
        distinct = asked.filter("answered").unique()
        whole = []
        for row in distinct.drop("answered").rows(named=True):
            said = {key: value.strip() for key, value in row.items() if value and value.strip()}
            facts = {fact: said[fact] for fact in self._decider.facts if fact in said}
            advice = self._answerer.whole(
                Case(said[CITY], said[STATUS], facts, said.get(TO), said.get(AS_OF))
            )
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
        written = [rewritten(line, renamed, self._request.safe_cells) for line in lines.to_list()]
        return pl.Series(written, dtype=pl.String)

    def _told_totals(self, given: pl.DataFrame, keys: pl.DataFrame, errors: pl.Series) -> pl.Series:
        """The errors, with rows of totals told as what they are."""
        wrong = errors.is_not_null()
        for key in (CITY, STATUS):
            word = keys[key].str.replace_all(r"\s", "").str.to_lowercase().fill_null("")
            wrong &= word.is_in(["", *TOTALS])
        if not wrong.any():
            return errors
        totals = (
            texts(given.filter(wrong))
            .select(
                pl.any_horizontal(
                    pl.all()
                    .str.replace_all(r"\s", "")
                    .str.to_lowercase()
                    .is_in(TOTALS)
                    .fill_null(False)
                )
            )
            .to_series()
        )
        return errors.scatter(wrong.arg_true().filter(totals), self._speak("batch.total_row"))
