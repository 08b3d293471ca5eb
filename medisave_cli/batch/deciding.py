"""Rows → answers, a block of rows at a time: every distinct case is answered once, and joined back.

What is remembered grows with the number of distinct decisions, not of rows.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Hashable
from typing import Any

import polars as pl

from medisave_cli.advisor import situation as situating
from medisave_cli.answer.reading import read_situation
from medisave_cli.batch.answers import ANSWER_COLUMNS, Answerer
from medisave_cli.batch.cells import NOTHING, Vocabulary
from medisave_cli.book.places import find
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Speaker
from medisave_cli.logic.conditions import point_of
from medisave_cli.model import Case
from medisave_cli.tuples import NamedTuple

CITY, STATUS, TO, AS_OF = "city", "status", "to", "as_of"
ASKED = (CITY, STATUS, TO, AS_OF)
COMBINATIONS_KEPT = 400_000
"""Distinct combinations of cells remembered; numbers stated to the cent can make them many, the decisions stay few."""
SUGGESTIONS = 300
"""Wrong place names for which the nearest right one is looked up, some milliseconds each."""
REFUSED = -1


class Decided(NamedTuple):
    """For each row: the number of its answer (null: none), and why it was refused (null: it was not)."""

    numbers: pl.Series
    errors: pl.Series


class Decider:
    """Decides blocks of rows. ``headers``: the file's name for each key (city, status, to, as_of, a fact) it has a column of."""

    def __init__(self, answerer: Answerer, headers: dict[str, str]):
        self.answerer, self.headers, self.lang = answerer, headers, answerer.lang
        self._speak = Speaker(answerer.lang)
        self.seconds = 0.0
        self.facts = [key for key in headers if key not in ASKED]
        self._suggested = 0
        self._words = {
            key: Vocabulary(header, self._reader(key), self.lang) for key, header in headers.items()
        }
        self._contexts: dict[int, int] = {}
        self._masks: list[tuple[bool, ...]] = []
        self._known = _Combinations(["context", *self.facts])

    def decide(self, cells: pl.DataFrame) -> Decided:
        """Answer every row of ``cells``, whose columns are texts named by key."""
        numbers: dict[str, pl.Series] = {}
        wrong: list[pl.Series] = []
        for key, words in self._words.items():
            numbers[key], errors = words.numbers(cells[key])
            wrong += [] if errors is None else [errors]
            if (
                key in (CITY, STATUS)
                and (missing := self._missing(numbers[key], errors, key)) is not None
            ):
                wrong.append(missing)
        said = pl.DataFrame(numbers)
        errors = self._together(wrong, cells.height)
        contexts = self._context(said, errors)
        said = self._what_matters(said, contexts)
        answers = self._join(said, contexts)
        unclear = answers == REFUSED
        if unclear.any():
            answers = answers.set(unclear, None)
            errors = errors.scatter(unclear.arg_true(), self._explain(said.filter(unclear)))
        return Decided(answers.cast(pl.UInt32), errors)

    def answers(self) -> pl.DataFrame:
        """Every answer given so far, by number."""
        return pl.DataFrame(
            self.answerer.answers, schema=dict.fromkeys(ANSWER_COLUMNS, pl.String), orient="row"
        )

    def statuses(self) -> dict[str, str]:
        """The words of the status column that were read, and as which status."""
        return {word: value[0] for word, value in self._words[STATUS].read().items()}

    # What the cells say.

    def _reader(self, key: str) -> Callable[[str], Hashable]:
        if key in (CITY, TO):
            return self._read_place
        if key == STATUS:
            return self._read_status
        if key == AS_OF:
            return lambda word: self.answerer.periods.of(situating.read_date(word, AS_OF))
        return lambda word: self._read_fact(key, word)

    def _read_status(self, word: str) -> Hashable:
        """The status, and what the words state of the case."""
        status, facts = read_situation(self.answerer.book, word)
        return status, tuple(sorted(facts.items()))

    def _read_place(self, word: str) -> Hashable:
        try:
            return self.answerer.geography.number[
                find(self.answerer.book, word, suggest=False, by_ear=False).code
            ]
        except AskedWrongly:
            self._suggested += 1
            if self._suggested > SUGGESTIONS:
                raise
        return find(self.answerer.book, word, by_ear=False).code

    def _read_fact(self, fact: str, word: str) -> Hashable:
        """The value; of a number or a date, the point that behaves alike everywhere."""
        stated, _ = situating.read_stated({fact: word}, self.answerer.facts)
        points = self.answerer.points.get(fact)
        if points is None or fact not in stated:
            return stated.get(fact, situating.UNKNOWN_VALUE)
        return tuple(point_of(self.answerer.facts[fact], value, points) for value in stated[fact])

    def _missing(self, numbers: pl.Series, errors: pl.Series | None, key: str) -> pl.Series | None:
        """Rows that do not say where, or in which situation."""
        empty = numbers == NOTHING
        if errors is not None:
            empty &= errors.is_null()
        if not empty.any():
            return None
        said = self._speak(
            "batch.of_column", header=self.headers[key], said=self._speak(f"batch.empty_{key}")
        )
        return pl.select(pl.when(empty).then(pl.lit(said))).to_series()

    def _together(self, wrong: list[pl.Series], height: int) -> pl.Series:
        """All that is wrong with a row in one text, null where nothing is."""
        if not wrong:
            return pl.repeat(None, height, dtype=pl.String, eager=True)
        frame = pl.DataFrame([errors.alias(str(i)) for i, errors in enumerate(wrong)])
        joined = frame.select(
            pl.concat_str(pl.all(), separator=self._speak("batch.and"), ignore_nulls=True)
        ).to_series()
        return joined.replace("", None)

    # The context of a row: what, apart from facts, makes one answer differ from another. It says which facts matter.

    def _context(self, said: pl.DataFrame, errors: pl.Series) -> pl.Series:
        """Every row's context; null where the row is refused."""
        codes = pl.select(pl.when(errors.is_null()).then(self._codes(said))).to_series()
        distinct = codes.unique().drop_nulls()
        new = distinct.filter(
            pl.Series([code not in self._contexts for code in distinct.to_list()], dtype=pl.Boolean)
        )
        if len(new):
            rows = pl.DataFrame(
                {"code": codes, "at": pl.int_range(len(codes), dtype=pl.UInt32, eager=True)}
            )
            firsts = (
                rows.filter(pl.col("code").is_in(new.implode()))
                .group_by("code")
                .agg(pl.col("at").first())
                .sort("at")
            )
            started = time.perf_counter()
            for code, at in firsts.rows():
                turns_on = (
                    self.answerer.turns_on(self._case(said.row(at, named=True), ())) | self._tied()
                )
                self._contexts[code] = len(self._masks)
                self._masks.append(tuple(fact in turns_on for fact in self.facts))
            self.seconds += time.perf_counter() - started
        table = pl.DataFrame(
            {
                "code": distinct,
                "context": pl.Series(
                    [self._contexts[code] for code in distinct.to_list()], dtype=pl.UInt32
                ),
            }
        )
        return codes.to_frame("code").join(table, on="code", how="left", maintain_order="left")[
            "context"
        ]

    def _codes(self, said: pl.DataFrame) -> pl.Series:
        """One number for the rules, the status, the period, and how the destination relates to the place."""
        geo = self.answerer.geography

        def of(key: str, trait: list[int]) -> pl.Series:
            return pl.Series(
                [trait[place or 0] for place in self._words[key].values], dtype=pl.UInt64
            ).gather(said[key])

        code = of(CITY, geo.rules) * 4096 + said[STATUS].cast(pl.UInt64)
        if AS_OF in self.headers:
            code = code * 65536 + said[AS_OF].cast(pl.UInt64)
        if TO in self.headers:
            near = (of(CITY, geo.province) == of(TO, geo.province)).cast(pl.UInt64) + (
                of(CITY, geo.pool) == of(TO, geo.pool)
            ).cast(pl.UInt64) * 2
            move = (
                pl.when(said[TO] > NOTHING)
                .then(of(TO, geo.arrivals) * 4 + near + 4)
                .otherwise(pl.lit(0, pl.UInt64))
            )
            code = code * 65536 + pl.select(move).to_series()
        return code

    def _tied(self) -> set[str]:
        """The facts of the file that together can make a case impossible."""
        given = set(self.facts) | {f for s in self.answerer.book.statuses.values() for f in s.facts}
        return {
            f
            for combination in self.answerer.impossible
            if len(set(combination) & given) > 1
            for f in combination
        }

    def _what_matters(self, said: pl.DataFrame, contexts: pl.Series) -> pl.DataFrame:
        """``said`` without the facts that cannot matter in the row's context."""
        for i, fact in enumerate(self.facts):
            shows = pl.Series([mask[i] for mask in self._masks], dtype=pl.Boolean)
            if not shows.any():
                said = said.with_columns(pl.lit(NOTHING, pl.UInt32).alias(fact))
            elif not shows.all():
                said = said.with_columns(
                    pl.when(shows.gather(contexts))
                    .then(pl.col(fact))
                    .otherwise(pl.lit(NOTHING, pl.UInt32))
                    .alias(fact)
                )
        return said

    # The combinations of context and facts there are, and what each is answered.

    def _join(self, said: pl.DataFrame, contexts: pl.Series) -> pl.Series:
        """The number of every row's answer; REFUSED where the case cannot be understood, null for a refused row."""
        keys = said.select(contexts.alias("context"), *self.facts)
        joined = self._known.of(keys)
        new = joined.is_null() & contexts.is_not_null()
        if not new.any():
            return joined
        started = time.perf_counter()
        firsts = (
            keys.with_row_index("at")
            .filter(new)
            .group_by(keys.columns)
            .agg(pl.col("at").first())
            .sort("context", "at")
        )
        answers = pl.Series(
            "number",
            [self._answer(said.row(at, named=True)) for at in firsts["at"].to_list()],
            dtype=pl.Int32,
        )
        self._known.add(firsts.select(*keys.columns, answers), keys)
        self.seconds += time.perf_counter() - started
        return self._known.of(keys)

    def _answer(self, row: dict[str, int]) -> int:
        try:
            return self.answerer.answer(self._case(row, self.facts))
        except AskedWrongly:
            return REFUSED

    def _explain(self, said: pl.DataFrame) -> pl.Series:
        """Why each of these cases cannot be understood, told for its own place."""
        texts = {}
        for row in said.unique().rows(named=True):
            try:
                self.answerer.settle(self._case(row, self.facts))
            except AskedWrongly as error:
                texts[tuple(row.values())] = self._speak.text(error.text).replace(
                    "--to", self.headers.get(TO, TO)
                )
        return pl.Series([texts[row] for row in said.rows()], dtype=pl.String)

    def _case(self, row: dict[str, int], facts: Any) -> Case:
        """A case that says what a row of numbers says."""
        word = {key: self._words[key].samples[number] for key, number in row.items() if number}
        places = self.answerer.geography.places
        place = places[self._words[CITY].values[row[CITY]]]
        destination = places[self._words[TO].values[row[TO]]] if row.get(TO) else None
        assert place is not None
        status, said = self._words[STATUS].values[row[STATUS]]
        return Case(
            place.code,
            status,
            dict(said) | {f: word[f] for f in facts if f in word},
            destination and destination.code,
            word.get(AS_OF),
        )


class _Combinations:
    """What each combination of numbers is answered. Where they fit into 64 bits, combinations are joined as one number."""

    def __init__(self, names: list[str]):
        self._names = names
        self._table = pl.DataFrame(schema={**dict.fromkeys(names, pl.UInt32), "number": pl.Int32})
        self._sizes = [1] * len(names)
        self._packed: pl.DataFrame | None = None

    def of(self, keys: pl.DataFrame) -> pl.Series:
        """The answer of every row, null where its combination is not known yet."""
        sizes = [
            max(size, int(keys[name].max() or 0) + 1)  # type: ignore[arg-type]
            for name, size in zip(self._names, self._sizes, strict=True)
        ]
        if sizes != self._sizes:
            # Room for twice as many, lest everything be packed anew with each block.
            self._sizes = [2 * size for size in sizes]
            self._packed = None
        if math.prod(self._sizes) >= 1 << 63:
            return keys.join(self._table, on=self._names, how="left", maintain_order="left")[
                "number"
            ]
        if self._packed is None:
            self._packed = pl.DataFrame(
                {"key": self._pack(self._table), "number": self._table["number"]}
            )
        return (
            self._pack(keys)
            .to_frame("key")
            .join(self._packed, on="key", how="left", maintain_order="left")["number"]
        )

    def add(self, more: pl.DataFrame, asked: pl.DataFrame) -> None:
        """Remember more; where that is too much, forget what is not among ``asked``. The answers themselves are kept."""
        if self._table.height + more.height > COMBINATIONS_KEPT:
            self._table = self._table.join(asked.unique(), on=self._names, how="semi")
        self._table = pl.concat([self._table, more])
        self._packed = None

    def _pack(self, frame: pl.DataFrame) -> pl.Series:
        first, *rest = self._names
        packed = pl.col(first).cast(pl.UInt64)
        for name, size in zip(rest, self._sizes[1:], strict=True):
            packed = packed * size + pl.col(name)
        return frame.select(packed).to_series()
