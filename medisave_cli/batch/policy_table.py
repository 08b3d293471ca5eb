"""The whole policy as tables, for engines that answer by a join.

``decisions`` holds every decision by a key: the rules that are followed, the base status, and each fact that matters there
with its value (or ``unknown``). Places that follow the same rules share their rows, so that a few hundred thousand rows
answer for all of China. The other tables lead a case to its key: ``places`` and ``statuses`` from what is written in it,
``routes`` from there to the facts that matter, and to what holds where a case leaves them out.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from math import prod
from typing import Any

import polars as pl

from medisave_cli.advisor.advice import main_cash
from medisave_cli.advisor.identity import decision_ids, rule_period
from medisave_cli.advisor.options import Tree, option
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.advisor.situation import ACCOUNT, HELD, SAME_PROVINCE
from medisave_cli.answer.reading import MOVERS
from medisave_cli.batch.answers import Answerer, options_text
from medisave_cli.book.places import find, full_name
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly, BadData
from medisave_cli.logic.conditions import Known, is_possible, point_of
from medisave_cli.model import (
    UNKNOWN,
    Case,
    Fact,
    Moot,
    OneOf,
    Option,
    Place,
    Situation,
    Status,
    Values,
)
from medisave_cli.tuples import NamedTuple

OPEN = "unknown"
"""A fact's value in a key where nothing is known of it."""
IN_KEY, OUT_OF_KEY = "k", "-"
FIXED, DEFAULT, BY_PLACE, FOREIGN = "=", "~", "@", "!"
"""How ``routes`` says what holds of a fact: the status fixes it; it holds where the case is silent; the two places settle
it; it belongs to another place. Before it stands whether the fact is part of the key, behind it the value."""


Route = tuple[tuple[OneOf, ...], str]
"""The conditions that must hold together, and the status a case is then answered as."""


class Tables(NamedTuple):
    """``facts``: the columns of ``routes``, in the order in which keys name them. ``points``: where numbers and dates are cut."""

    decisions: pl.DataFrame
    places: pl.DataFrame
    statuses: pl.DataFrame
    routes: pl.DataFrame
    facts: dict[str, Fact]
    columns: tuple[str, ...]
    """The facts that a case may state: of all others, decisions know only what holds where nothing is said."""
    points: dict[str, Values]
    impossible: tuple[dict[str, Values], ...]
    moot: tuple[Moot, ...]
    becomes: dict[str, list[Route]]
    """Status → what it is answered as, and the conditions that must all hold for it; the first that fits."""


AT_MOST = 20_000_000
"""Decisions in one table: more columns than that takes are refused."""
BY_ITSELF = 300_000
"""Decisions up to which columns are taken where none are named, those that most groups of rules turn on first."""


def tables_of(
    book: Book, as_of: str, columns: Iterable[str] | None = None, to: bool = True
) -> Tables:
    """Decide everything that can be asked on the day ``as_of`` (ISO) with these facts stated, and with destinations or without.

    Every fact more multiplies the decisions by its values: where ``columns`` is None, as many are taken as ``BY_ITSELF`` allows.

    Raises:
        AskedWrongly: the columns make more decisions than ``AT_MOST``.
    """
    return _Export(book, as_of, None if columns is None else set(columns), to).tables()


def value_text(fact: Fact, values: Iterable[Any], domain: Values = ()) -> str:
    """The values still possible, as a key writes them: yes and no, choices, several with commas between."""
    listed = tuple(values)
    if fact.type in ("bool", "choice") and set(listed) >= set(domain_of(fact)):
        return OPEN
    return ",".join(
        {True: "yes", False: "no"}.get(v, str(v)) if isinstance(v, bool) else str(v) for v in listed
    )


def domain_of(fact: Fact) -> Values:
    """The values of a yes/no or a choice, in the order in which keys list them."""
    return (True, False) if fact.type == "bool" else tuple(fact.says)


def others(fact: Fact, values: Values) -> Values:
    """The values that are not among these."""
    return tuple(v for v in domain_of(fact) if v not in values)


def left_open(fact: Fact, known: Values, kinds: Values) -> Values:
    """What is known of a fact once its ``kinds`` are no longer sure to be all: every value that is known or none of them."""
    return tuple(v for v in domain_of(fact) if v in known or v not in kinds)


class _Route(NamedTuple):
    rules: str
    arrivals: str
    status: str
    base: str
    view: Outlook
    situation: Situation


def becomings(statuses: dict[str, Status], base: Status) -> list[Route]:
    """What facts can make of a status, one step after another, those of more steps first.

    Raises:
        BadData: a condition is more than one fact's values.
    """
    found: list[Route] = []
    for other in base.becomes:
        condition = other.when
        if type(condition) is not OneOf:
            raise BadData("exporting.no_one_fact")
        further = becomings(statuses, statuses[other.status])
        found += [((condition, *conditions), status) for conditions, status in further]
        found.append(((condition,), other.status))
    return found


class _Export:
    def __init__(self, book: Book, as_of: str, columns: set[str] | None, to: bool):
        self.book, self.as_of, self.columns, self.to = book, as_of, columns, to
        self.answerer = Answerer(book, "zh", as_of)
        self.facts = self.answerer.facts
        self.impossible = self.answerer.impossible
        self.points = self.answerer.points

    def tables(self) -> Tables:
        routes = list(self._routes())
        groups: dict[tuple[str, str, str], list[_Route]] = {}
        for route in routes:
            groups.setdefault((route.rules, route.arrivals, route.base), []).append(route)
        columns = self._columns(groups)
        decisions = pl.concat(
            [self._decisions(key, together, columns) for key, together in groups.items()],
            how="diagonal",
        )
        return Tables(
            decisions.select(
                pl.col(name) if name in decisions.columns else pl.lit(None, pl.String).alias(name)
                for name in self._decision_columns()
            ),
            pl.DataFrame(
                sorted(self._places()),
                schema=["city", "code", "rules", "province", "pool", "arrivals"],
                orient="row",
            ),
            pl.DataFrame(sorted(self._statuses()), schema=["said", "status"], orient="row"),
            pl.DataFrame(
                [self._route_row(r) for r in routes],
                schema=["rules", "arrivals", "status", "base", *self.facts],
                orient="row",
            ),
            self.facts,
            tuple(f for f in self.facts if f in columns),
            self.points,
            self.impossible,
            self.answerer.moot,
            {
                s.id: found
                for s in self.book.statuses.values()
                if (found := becomings(self.book.statuses, self.book.statuses[s.base]))
            },
        )

    # Places and statuses.

    def _places(self) -> Iterator[tuple[str, ...]]:
        """Every way to write a place that names it alone: its code, its full name, and the names it is known by."""
        geo = self.answerer.geography
        for number, place in enumerate(geo.places):
            if place is None:
                continue
            try:
                find(self.book, place.code)
            except AskedWrongly:
                continue
            yield (place.code, *self._of_place(number))
        written = self.book.spellings()
        written |= {
            text for place in geo.places if place for text in (place.name.zh, full_name(place).zh)
        }
        for text in sorted(written - set(geo.number)):
            try:
                yield (text, *self._of_place(geo.number[find(self.book, text, suggest=False).code]))
            except AskedWrongly:
                continue

    def _of_place(self, number: int) -> tuple[str, str, str, str, str]:
        geo = self.answerer.geography
        place = geo.places[number]
        assert place is not None
        return (
            place.code,
            _chain(place),
            str(geo.province[number]),
            str(geo.pool[number]),
            str(geo.arrivals[number]),
        )

    def _statuses(self) -> Iterator[tuple[str, str]]:
        said: dict[str, str] = {}
        for status in self.book.statuses.values():
            for word in (status.id, *status.name):
                said.setdefault(word.lower(), status.id)
        # An id is never another status's everyday word.
        return iter({**said, **{s: s for s in self.book.statuses}}.items())

    # Routes: for each chain of rules, status and kind of destination, what is known before the case says anything.

    def _routes(self) -> Iterator[_Route]:
        geo = self.answerer.geography
        seen = set()
        destinations: dict[int, list[Place]] = {}
        for number, place in enumerate(geo.places):
            if place is not None and not _outside(self.book, place):
                destinations.setdefault(geo.arrivals[number], []).append(place)
        for place in (p for listed in destinations.values() for p in listed):
            if place.rules_from in seen:
                continue
            seen.add(place.rules_from)
            for status in self.book.statuses.values():
                yield from self._route(place, Case(place.code, status.id), "")
                base = self.book.statuses[status.base]
                for facts in self._becoming(base):
                    yield from self._route(place, Case(place.code, status.id, facts), "")
                if status.base == MOVERS:
                    yield from self._route(place, Case(place.code, status.id, {}, place.code), "")
                    for arrivals, listed in destinations.items() if self.to else ():
                        yield from itertools.islice(
                            (
                                r
                                for to in listed
                                if self._pool(to) != self._pool(place)  # else it is no move
                                for r in self._route(
                                    place, Case(place.code, status.id, {}, to.code), str(arrivals)
                                )
                            ),
                            1,
                        )

    def _pool(self, place: Place) -> int:
        geo = self.answerer.geography
        return geo.pool[geo.number[place.code]]

    def _route(self, place: Place, case: Case, arrivals: str) -> Iterator[_Route]:
        try:
            _, view, situation = self.answerer.settle(case)
        except AskedWrongly:
            return
        base = self.book.statuses[case.status].base
        status = (
            case.status
            if situation.base_status == base
            else f"{case.status}>{situation.base_status}"
        )
        yield _Route(_chain(place), arrivals, status, situation.base_status, view, situation)

    def _becoming(self, base: Any) -> list[dict[str, Any]]:
        """Facts that make the status another one."""
        return [
            dict(zip((c.fact for c in conditions), values, strict=True))
            for conditions, _ in becomings(self.book.statuses, base)
            for values in itertools.product(*(c.values for c in conditions))
        ]

    def _route_row(self, route: _Route) -> tuple[str, ...]:
        return (
            route.rules,
            route.arrivals,
            route.status,
            f"{route.rules}|{route.arrivals}|{route.base}",
            *(self._holds(route, f) for f in self.facts),
        )

    def _holds(self, route: _Route, fact: str) -> str:
        view, situation = route.view, route.situation
        if fact not in view.rules.facts:
            return OUT_OF_KEY + FOREIGN
        part = IN_KEY if fact in view.matters else OUT_OF_KEY
        if fact == SAME_PROVINCE and route.arrivals:
            return part + BY_PLACE
        if fact in situation.stated:
            return part + FIXED + self._text(fact, situation.stated[fact])
        if fact in situation.assumed:
            return part + DEFAULT + self._text(fact, (situation.assumed[fact],))
        if fact == ACCOUNT:  # taken as held even where nothing speaks of it
            return part + DEFAULT + HELD
        return part + DEFAULT + OPEN

    # Decisions.

    def _text(self, fact: str, values: Iterable[Any]) -> str:
        shape = self.facts[fact]
        if fact in self.points:
            values = tuple(point_of(shape, v, self.points[fact]) for v in values)
        return value_text(shape, values)

    def _choices(self, fact: str, base: str, own: list[str]) -> dict[str, Values]:
        """What a key may say of a fact: one value, nothing, or what a named case or an impossible combination leaves of it."""
        shape = self.facts[fact]
        if fact in self.points:
            return {str(v): (v,) for v in self.points[fact]} | {OPEN: ()}
        found = [(v,) for v in domain_of(shape)]
        found += [
            s.facts[fact] for s in self.book.statuses.values() if s.base == base and fact in s.facts
        ]
        for moot in self.answerer.moot:
            if moot.once and fact in moot.given:
                found += [left_open(shape, known, moot.given[fact]) for known in tuple(found)]
        for combination in self.impossible:
            if fact in combination and not set(combination) - {fact} <= set(own):
                found += [
                    rest
                    for known in (domain_of(shape), *found)
                    if (rest := tuple(v for v in known if v not in combination[fact]))
                ]
        return {value_text(shape, values): values for values in found} | {OPEN: ()}

    def _columns(self, groups: dict[tuple[str, str, str], list[_Route]]) -> set[str]:
        """The facts that a case may state."""
        sizes = [
            {
                fact: tuple(
                    len(self._points_of(fact, together, stated)) for stated in (False, True)
                )
                for fact in self.facts
                if fact in together[0].view.matters
            }
            for together in groups.values()
        ]

        def decisions(chosen: set[str]) -> int:
            return sum(prod(each[f in chosen] for f, each in size.items()) for size in sizes)

        if self.columns is not None:
            if (count := decisions(self.columns)) > AT_MOST:
                raise AskedWrongly("exporting.too_many", count=f"{count:,}", most=f"{AT_MOST:,}")
            return self.columns
        presumed = {f for status in self.book.statuses.values() for f in status.presumes}
        wanted = Counter(f for size in sizes for f, (unsaid, said) in size.items() if said > unsaid)
        chosen: set[str] = set()
        for fact in sorted(wanted, key=lambda f: (f in presumed, -wanted[f], f)):
            if decisions({*chosen, fact}) <= BY_ITSELF:
                chosen.add(fact)
        return chosen

    def _decisions(
        self, key: tuple[str, str, str], together: list[_Route], columns: set[str]
    ) -> pl.DataFrame:
        """Every decision of one group: all that a case may say of the facts that matter to it."""
        view, rules = together[-1].view, together[-1].view.rules
        own = [f for f in self.facts if f in view.matters]
        choices = [self._points_of(fact, together, fact in columns) for fact in own]
        tied = list({f: None for combination in rules.impossible for f in combination})
        summaries = [_Summaries(tree, view, tied) for tree in view.trees]
        identify = decision_ids(view, (self.book.version, self.book.digest))
        possible = cache(
            lambda values: is_possible(dict(zip(tied, values, strict=True)), rules.impossible)
        )
        rows = []
        for chosen in itertools.product(*choices):
            known = {
                **view.full,
                **{fact: values for fact, (_, values) in zip(own, chosen, strict=True)},
            }
            if not possible(tuple(known[f] for f in tied)):
                continue
            options = tuple(summary.under(known) for summary in summaries)
            texts = [text for text, _ in chosen]
            written = "".join(f"|{fact}={text}" for fact, text in zip(own, texts, strict=True))
            rows.append((written, *texts, *_said_of(options), identify(known)))
        frame = pl.DataFrame(
            rows,
            schema=dict.fromkeys(
                ("key", *own, "verdict", "lean", "grade", "options", "decision_id"), pl.String
            ),
            orient="row",
        )
        begins, ends = rule_period(view)
        constant = {
            "rules": key[0],
            "arrivals": key[1],
            "status": key[2],
            "valid_from": begins,
            "valid_until": ends,
        }
        return frame.with_columns(
            (pl.lit("|".join(key)) + pl.col("key")).alias("key"),
            *(pl.lit(value, pl.String).alias(name) for name, value in constant.items()),
        )

    def _points_of(
        self, fact: str, together: list[_Route], stated: bool
    ) -> list[tuple[str, Values]]:
        """What a key may say of a fact, with the values that it is decided by; not ``stated``: where no case speaks of it."""
        view = together[-1].view
        full = view.full[fact]
        own = [f for f in self.facts if f in view.matters]
        listed = self._choices(fact, together[-1].base, own)
        unsaid = {OPEN} if stated else self._unsaid(fact, together)
        return [
            (
                text,
                tuple(dict.fromkeys(point_of(self.facts[fact], v, full) for v in values)) or full,
            )
            for text, values in listed.items()
            if stated or text in unsaid
        ]

    def _unsaid(self, fact: str, together: list[_Route]) -> set[str]:
        """What a key may say of a fact that no case speaks of: what holds then, and what other facts leave of it."""
        found = set()
        for route in together:
            kind, rest = self._holds(route, fact)[1], self._holds(route, fact)[2:]
            found |= {"yes", "no"} if kind == BY_PLACE else {rest}
        tied = [combination[fact] for combination in self.impossible if fact in combination]
        if tied:
            bases = [domain_of(self.facts[fact])]
            bases += [s.facts[fact] for s in self.book.statuses.values() if fact in s.facts]
            found |= {OPEN} | {
                value_text(self.facts[fact], tuple(v for v in known if v not in values))
                for known in bases
                for values in tied
            }
        return found

    def _decision_columns(self) -> tuple[str, ...]:
        return (
            "key",
            "rules",
            "arrivals",
            "status",
            *self.facts,
            "verdict",
            "lean",
            "grade",
            "options",
            "decision_id",
            "valid_from",
            "valid_until",
        )


def _said_of(options: tuple[Option, ...]) -> tuple[str | None, ...]:
    """Verdict, lean and grade of a decision, and its options."""
    cash = main_cash(options)
    if cash is None:
        return UNKNOWN, None, None, options_text(options)
    return cash.verdict, cash.lean, cash.grade, options_text(options)


class _Summaries:
    """One option under what is known, worked out once for each set of outcomes that is still open.

    Verdict, lean and grade follow from those outcomes alone (``advisor.options.option``). Sets of branches are bits of a number.
    """

    def __init__(self, tree: Tree, view: Outlook, tied: list[str]):
        self._tree, self._view, self._tied = tree, view, tied
        self._split = [f for f in view.full if any(f in narrowed for narrowed, _ in tree.branches)]
        self._by_value: dict[tuple[str, Values], int] = {}
        self._by_tied: dict[tuple[object, ...], int] = {}
        self._made: dict[int, Option] = {}

    def under(self, known: Known) -> Option:
        """The option; of its parts, those that follow from the open outcomes hold for ``known``."""
        left = self._possible(known)
        for fact in self._split:
            left &= self._by_value.get((fact, known[fact])) or self._meeting(fact, known[fact])
        if left not in self._made:
            self._made[left] = option(
                self._tree, self._view.chain, known, self._view.rules.impossible, self._view.as_of
            )
        return self._made[left]

    def _meeting(self, fact: str, values: Values) -> int:
        """The branches that hold for one of the values."""
        bits = sum(
            1 << i
            for i, (narrowed, _) in enumerate(self._tree.branches)
            if not set(values).isdisjoint(narrowed.get(fact, values))
        )
        self._by_value[fact, values] = bits
        return bits

    def _possible(self, known: Known) -> int:
        """The branches that no impossible combination rules out."""
        key = tuple(known[f] for f in self._tied)
        if key not in self._by_tied:
            bits = 0
            for i, (narrowed, _) in enumerate(self._tree.branches):
                rest = {
                    f: tuple(v for v in known[f] if v in narrowed.get(f, known[f]))
                    for f in self._tied
                }
                bits |= is_possible(rest, self._view.rules.impossible) << i
            self._by_tied[key] = bits
        return self._by_tied[key]


def _chain(place: Place) -> str:
    return ">".join(place.rules_from)


def _outside(book: Book, place: Place) -> bool:
    try:
        find(book, place.code)
    except AskedWrongly:
        return True
    return False
