"""The join that answers cases from the exported tables, in SQL that DuckDB and Spark SQL both read.

It reads what a case states as ``check`` does: yes and no, choices by id or name, numbers and dates by the stretch they lie in.
A row that it cannot understand gets the name of the column in ``refused`` and no answer. Lists of values ("one of these")
are left to ``batch``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, TypeVar

from medisave_cli.advisor.situation import NO, UNKNOWN_VALUE, YES
from medisave_cli.answer.reading import MOVERS, RETIREES, STAYERS
from medisave_cli.batch.policy_table import (
    BY_PLACE,
    DEFAULT,
    FIXED,
    FOREIGN,
    IN_KEY,
    OPEN,
    Tables,
    left_open,
    others,
    value_text,
)
from medisave_cli.book.store import Book
from medisave_cli.errors import BadData
from medisave_cli.model import Fact, Values

Item = TypeVar("Item")

WRONG = "?"
ANSWER = ("verdict", "lean", "grade", "options", "decision_id")


def join_of(tables: Tables, book: Book, to: bool = True) -> str:
    """One SELECT over the views ``cases``, ``decisions``, ``places``, ``statuses`` and ``routes``: every column of
    ``cases``, then the answer and ``refused``.

    ``cases`` has the columns city and status, ``to`` where that is asked for, and the facts of ``tables.columns``.

    Raises:
        BadData: the catalog ties facts together in a way that a join cannot follow.
    """
    return _Join(tables, book, list(tables.columns), to).sql()


class _Join:
    def __init__(self, tables: Tables, book: Book, chosen: list[str], to: bool):
        self.tables, self.book, self.chosen, self.to = tables, book, chosen, to
        self.tied = [
            f for f in tables.facts if any(f in combination for combination in tables.impossible)
        ]
        self.keyed = [f for f in tables.facts if tables.routes[f].str.starts_with(IN_KEY).any()]
        self.used = [f for f in tables.facts if f in {*self.keyed, *self.tied}]
        if any(len(combination) != 2 for combination in tables.impossible):
            raise BadData("exporting.too_tied")

    def sql(self) -> str:
        asked = ["city", "status", *(["to"] if self.to else []), *self.chosen]
        same = " AND ".join(f"cases.{name} IS NOT DISTINCT FROM answers.{name}" for name in asked)
        goal = (
            "goal.code AS goal, goal.province AS goal_province, goal.pool AS goal_pool, coalesce(goal.arrivals, '') AS arrivals, coalesce(trim(asked.to), '') AS said_to"
            if self.to
            else "CAST(NULL AS STRING) AS goal, '' AS goal_province, '' AS goal_pool, '' AS arrivals, '' AS said_to"
        )
        pieces = [
            f"CASE WHEN substr(route_{f}, 1, 1) = '{IN_KEY}' THEN concat('|{f}=', last_{f}) ELSE '' END"
            for f in self.keyed
        ]
        return f"""WITH asked AS (
  SELECT DISTINCT {", ".join(f"cases.{name}" for name in asked)} FROM cases
),
stated AS (
  SELECT asked.*, home.code AS home, home.rules AS home_rules, home.province AS home_province, home.pool AS home_pool,
    {goal},
    {_lines(["meant.status AS meant", *(f"{self._said(f)} AS said_{f}" for f in self.chosen)])}
  FROM asked
  LEFT JOIN places AS home ON home.city = lower(trim(CAST(asked.city AS STRING)))
  {"LEFT JOIN places AS goal ON goal.city = lower(trim(CAST(asked.to AS STRING)))" if self.to else ""}
  LEFT JOIN statuses AS meant ON meant.said = lower(trim(CAST(asked.status AS STRING)))
),
routed AS (
  SELECT stated.*, route.base AS base,
    {_lines(f"route.{f} AS route_{f}" for f in self._routed())}
  FROM stated
  LEFT JOIN routes AS route ON route.rules = stated.home_rules AND coalesce(route.arrivals, '') = CASE WHEN {self._status()} IN {_list(self._based_on(MOVERS))} THEN stated.arrivals ELSE '' END AND route.status = {self._status()}
),
first AS (
  SELECT routed.*,
    {_lines([f"{self._refused()} AS refused", *(f"{self._first(f)} AS first_{f}" for f in self.used)])}
  FROM routed
),
last AS (
  SELECT first.*,
    {_lines(f"{self._last(f)} AS last_{f}" for f in self.keyed)}
  FROM first
),
answers AS (
  SELECT {", ".join(f"last.{name}" for name in asked)}, {", ".join(f"decisions.{name}" for name in ANSWER)},
    coalesce(last.refused, CASE WHEN decisions.decision_id IS NULL THEN 'status' END) AS refused
  FROM last
  LEFT JOIN decisions ON last.refused IS NULL AND decisions.key = concat({_lines(["last.base", *pieces])})
)
SELECT cases.*, {", ".join(f"answers.{name}" for name in (*ANSWER, "refused"))}
FROM cases
LEFT JOIN answers ON {same}
"""

    def _routed(self) -> list[str]:
        return [f for f in self.tables.facts if f in {*self.used, *self.chosen}]

    # What a case says of a fact: '' nothing, 'unknown', a value as keys write it, or '?'.

    def _said(self, name: str) -> str:
        fact, cell = self.tables.facts[name], f"trim(CAST(asked.{name} AS STRING))"
        start = f"CASE WHEN coalesce({cell}, '') = '' THEN '' WHEN {cell} = '{UNKNOWN_VALUE}' THEN '{OPEN}'"
        if fact.type == "bool":
            return f"{start} WHEN lower({cell}) IN {_list(YES)} THEN 'yes' WHEN lower({cell}) IN {_list(NO)} THEN 'no' ELSE '{WRONG}' END"
        if fact.type == "choice":
            names = "".join(
                f" WHEN {cell} = {_quoted(value)} OR lower({cell}) IN {_list({said.zh.lower(), said.en.lower()})} THEN {_quoted(value)}"
                for value, said in fact.says.items()
            )
            return f"{start}{names} ELSE '{WRONG}' END"
        return f"{start} {self._stretch(fact, cell)} END"

    def _stretch(self, fact: Fact, cell: str) -> str:
        """The point that a number or a date behaves as."""
        points = self.tables.points[fact.id]
        plain = f"translate({cell}, '０１２３４５６７８９．－', '0123456789.-')"
        value = f"TRY_CAST({plain} AS {'DOUBLE' if fact.type == 'number' else 'DATE'})"
        wrong = [f"{value} IS NULL"]
        if fact.type == "number":
            wrong += [f"NOT abs({value}) < 1e9"]
            wrong += [f"{value} < {fact.low}"] if fact.low is not None else []
            wrong += [f"{value} <> floor({value})"] if fact.whole else []
            at = [f"{value} >= {point}" for point in points]
        else:
            at = [f"{value} >= DATE '{point}'" for point in points]
        found = "".join(
            f" WHEN {test} THEN '{point}'"
            for test, point in reversed(list(zip(at, points, strict=True)))
        )
        return f"WHEN {' OR '.join(wrong)} THEN '{WRONG}'{found} ELSE '{points[0]}'"

    def _status(self) -> str:
        """The route's status: another one where what is stated makes it so."""
        cases = ""
        for status, routes in self.tables.becomes.items():
            for conditions, becomes in routes:
                if all(c.fact in self.chosen for c in conditions):
                    tests = "".join(
                        f" AND stated.said_{c.fact} IN {self._values(c.fact, c.values)}"
                        for c in conditions
                    )
                    cases += f" WHEN stated.meant = '{status}'{tests} THEN '{status}>{becomes}'"
        for status in self._based_on(MOVERS) if self.to else ():
            cases += f" WHEN stated.meant = '{status}' AND stated.goal IS NOT NULL AND stated.goal_pool = stated.home_pool THEN '{status}>{STAYERS}'"
        return f"CASE{cases} ELSE stated.meant END" if cases else "stated.meant"

    # Whether the case can be understood.

    def _refused(self) -> str:
        tests = [
            ("home IS NULL", "city"),
            ("meant IS NULL", "status"),
            ("said_to <> '' AND goal IS NULL", "to"),
            (
                f"said_to <> '' AND meant NOT IN {_list([*self._based_on(MOVERS), *self._based_on(RETIREES)])}",
                "to",
            ),
            *((f"said_{f} = '{WRONG}'", f) for f in self.chosen),
            ("base IS NULL", "status"),
        ]
        for f in self.chosen:
            kind, rest = f"substr(route_{f}, 2, 1)", f"substr(route_{f}, 3)"
            tests.append(
                (
                    f"{self._states(f)} AND ({kind} = '{FOREIGN}' OR ({kind} = '{FIXED}' AND instr(concat(',', {rest}, ','), concat(',', said_{f}, ',')) = 0))",
                    f,
                )
            )
        never = [{moot.fact, *moot.given} for moot in self.tables.moot]
        for combination in self.tables.impossible:
            if set(combination) in never:
                continue
            tests.append(
                (
                    " AND ".join(
                        f"{self._held(f)} IN {self._values(f, values)}"
                        for f, values in combination.items()
                    ),
                    next(iter(combination)),
                )
            )
        return "CASE" + "".join(f" WHEN {test} THEN '{column}'" for test, column in tests) + " END"

    def _states(self, fact: str) -> str:
        return f"said_{fact} NOT IN ('', '{OPEN}')" if fact in self.chosen else "1 = 0"

    def _held(self, fact: str) -> str:
        """The value that is stated, or that the status fixes; '' for none, and for what such people never had."""
        never = "".join(
            f"WHEN {self._held(other)} IN {self._values(other, values)} THEN '' "
            for moot in self.tables.moot
            if moot.fact == fact
            for other, values in moot.given.items()
        )
        once = "".join(f"WHEN {hit} THEN {left} " for hit, left in self._kind_texts(fact))
        plain = self._stated_or_fixed(fact)
        return f"CASE {once}{never}ELSE {plain} END" if once or never else plain

    def _stated_or_fixed(self, fact: str) -> str:
        said = f"WHEN {self._states(fact)} THEN said_{fact} " if fact in self.chosen else ""
        return f"CASE {said}WHEN substr(route_{fact}, 2, 1) = '{FIXED}' THEN substr(route_{fact}, 3) ELSE '' END"

    def _other_kind_then(self, fact: str) -> list[tuple[str, str, Values]]:
        """(what had once tells it, condition, values then left) for a kind of people that never has it."""
        shape = self.tables.facts[fact]
        statuses = self.book.statuses.values()
        fixed = [s.facts[fact] for s in statuses if len(s.facts.get(fact, ())) > 1]
        return [
            (
                moot.fact,
                (
                    f"{self._states(moot.fact)} AND said_{moot.fact} IN {self._values(moot.fact, moot.once)}"
                    f" AND {self._stated_or_fixed(fact)} = {_quoted(self._text(fact, known))}"
                ),
                left_open(shape, known, moot.given[fact]),
            )
            for moot in self.tables.moot
            if moot.fact in self.chosen and moot.once and fact in moot.given
            for known in [*((v,) for v in moot.given[fact]), *fixed]
            if set(known) <= set(moot.given[fact])
        ]

    def _kind_texts(self, fact: str) -> list[tuple[str, str]]:
        return [
            (hit, _quoted(self._text(fact, left))) for _, hit, left in self._other_kind_then(fact)
        ]

    def _kind_narrowed(self, fact: str) -> list[tuple[str, str]]:
        """The same, less what facts outside the key rule out; what a fact of the key rules out, its decision leaves out."""
        found = []
        for had, hit, left in self._other_kind_then(fact):
            ties = [tie for tie in self._ties(fact) if tie[1] != had]
            for together in _subsets(ties):
                gone = {v for values, _, _ in together for v in values}
                if rest := tuple(v for v in left if v not in gone):
                    hits = "".join(
                        f" AND {self._held(other)} IN {self._values(other, values)}"
                        f" AND substr(route_{other}, 1, 1) <> '{IN_KEY}'"
                        for _, other, values in together
                    )
                    found.append((hit + hits, _quoted(self._text(fact, rest))))
        return [*found, *self._kind_texts(fact)]

    # What is then known of a fact: what is stated, else what holds where nothing is; less what other facts rule out.

    def _first(self, fact: str) -> str:
        kind, rest = f"substr(route_{fact}, 2, 1)", f"substr(route_{fact}, 3)"
        tests = [
            f"WHEN {kind} = '{BY_PLACE}' THEN CASE WHEN home_province = goal_province THEN 'yes' ELSE 'no' END"
        ]
        tests += [f"WHEN {hit} THEN {left}" for hit, left in self._kind_narrowed(fact)]
        if fact in self.chosen:
            tests += self._left_open(fact)
            tests.append(f"WHEN {self._states(fact)} THEN said_{fact}")
        tests += self._narrowed(fact, kind, rest)
        if fact in self.chosen:
            tests.append(f"WHEN {kind} = '{DEFAULT}' AND said_{fact} = '{OPEN}' THEN '{OPEN}'")
        return f"CASE {' '.join(tests)} ELSE {rest} END"

    def _narrowed(self, fact: str, kind: str, rest: str) -> list[str]:
        """What is left of it where the case and its status say what cannot be together with some of its values."""
        shape = self.tables.facts[fact]
        hits = [
            (values, other, f"{self._held(other)} IN {self._values(other, others_values)}")
            for values, other, others_values in self._ties(fact)
        ]
        if not hits:
            return []
        ruled_out = [
            f"({hit} AND {rest} IN {self._values(fact, values)})" for values, _, hit in hits
        ]
        unsaid = [f"{rest} = '{OPEN}'", *ruled_out]
        unsaid += [f"said_{fact} = '{OPEN}'"] if fact in self.chosen else []
        open_ = f"({' OR '.join(unsaid)})"
        tests = []
        for together in _subsets(hits):
            gone = {v for values, _, _ in together for v in values}
            all_hit = " AND ".join(hit for _, _, hit in together)
            outside = "".join(
                f" AND substr(route_{other}, 1, 1) <> '{IN_KEY}'" for _, other, _ in together
            )
            for status in self.book.statuses.values():
                fixed = status.facts.get(fact, ())
                if left := tuple(v for v in fixed if v not in gone) if len(fixed) > 1 else ():
                    tests.append(
                        f"WHEN {kind} = '{FIXED}' AND {rest} = {_quoted(value_text(shape, fixed))} AND {all_hit} THEN {_quoted(value_text(shape, left))}"
                    )
            if left := others(shape, tuple(gone)):
                tests.append(
                    f"WHEN {kind} = '{DEFAULT}' AND {open_} AND {all_hit}{outside} THEN {_quoted(value_text(shape, left))}"
                )
        # What a fact of the key rules out, its decision leaves out by itself.
        return [*tests, f"WHEN {kind} = '{DEFAULT}' AND ({' OR '.join(ruled_out)}) THEN '{OPEN}'"]

    def _left_open(self, fact: str) -> list[str]:
        """What is said and settles nothing: an act not done yet, or a thing that such people never had."""
        bases = [s.id for s in self.book.statuses.values() if s.id == s.base and fact in s.acts]
        found = []
        if bases:
            among = " OR ".join(f"base LIKE '%|{base}'" for base in bases)
            found.append(f"WHEN said_{fact} = 'no' AND ({among}) THEN '{OPEN}'")
        for moot in self.tables.moot:
            if moot.fact != fact:
                continue
            [(other, values)] = moot.given.items()
            ruled_out = next(c[fact] for c in self.tables.impossible if set(c) == {fact, other})
            left = _quoted(self._text(fact, others(self.tables.facts[fact], ruled_out)))
            found.append(
                f"WHEN {self._states(fact)} AND {self._held(other)} IN {self._values(other, values)} "
                f"THEN CASE WHEN substr(route_{other}, 1, 1) = '{IN_KEY}' THEN '{OPEN}' ELSE {left} END"
            )
        return found

    def _based_on(self, base: str) -> list[str]:
        """The status and its named cases."""
        return [s.id for s in self.book.statuses.values() if s.base == base]

    def _last(self, fact: str) -> str:
        shape = self.tables.facts[fact]
        tests = []
        for together in _subsets(self._ties(fact)):
            hits = "".join(
                f" AND substr(route_{other}, 1, 1) <> '{IN_KEY}' AND first_{other} IN {self._values(other, others_values)}"
                for _, other, others_values in together
            )
            if left := others(shape, tuple(v for values, _, _ in together for v in values)):
                tests.append(
                    f"WHEN first_{fact} = '{OPEN}'{hits} THEN {_quoted(value_text(shape, left))}"
                )
        return f"CASE {' '.join(tests)} ELSE first_{fact} END" if tests else f"first_{fact}"

    def _ties(self, fact: str) -> list[tuple[Values, str, Values]]:
        """(values of the fact, another fact, its values) that cannot be together."""
        found = []
        for combination in self.tables.impossible:
            if fact in combination:
                other = next(f for f in combination if f != fact)
                found.append((combination[fact], other, combination[other]))
        return found

    def _text(self, fact: str, values: Values) -> str:
        return value_text(self.tables.facts[fact], values)

    def _values(self, fact: str, values: Values) -> str:
        return _list([self._text(fact, (v,)) for v in values])


def _subsets(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """Every choice of some of them, the largest first."""
    for size in range(len(items), 0, -1):
        yield from combinations(items, size)


def _lines(parts: Iterable[str]) -> str:
    return ",\n    ".join(parts)


def _list(words: Iterable[Any]) -> str:
    return f"({', '.join(_quoted(w) for w in sorted(words))})"


def _quoted(word: Any) -> str:
    return "'" + str(word).replace("'", "''") + "'"
