"""One case → what a row of a batch says of it. The same code path as ``medisave check``.

A decision is worked out once for each place's rules, base status, rule period and set of facts that can change anything;
every other case that comes to the same is answered from it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from medisave_cli.advisor.advice import main_cash
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.advisor.situation import known_of
from medisave_cli.answer.asking import Kept, Key, Settled
from medisave_cli.answer.reading import MOVERS
from medisave_cli.book.pools import pool_of
from medisave_cli.book.store import Book
from medisave_cli.logic.conditions import JUDGED, domains, facts_in
from medisave_cli.model import (
    LISTED,
    MAIN,
    NATION,
    UNKNOWN,
    Advice,
    Case,
    Condition,
    Fact,
    Option,
    Place,
    Provision,
    Status,
    Values,
)
from medisave_cli.tuples import NamedTuple

Made = TypeVar("Made")
VIEWS_KEPT = 2000
"""Outlooks held at a time, some 30 kB each."""


class Answer(NamedTuple):
    """What is added to a row. Texts are None where there is nothing to say."""

    verdict: str
    lean: str | None
    grade: str | None
    headline: str
    options: str
    questions: str | None
    decided_by: str | None
    decision_id: str
    understood: str


ANSWER_COLUMNS = Answer._fields


def answer_of(advice: Advice, lang: str) -> Answer:
    """The advice as the cells of a row: options as ``cash:eligible;transfer:not_eligible``, questions as fact ids,
    what decides the main cash option as ``place:provision``, and the status as which the row was understood."""
    from medisave_cli.show.headline import headline

    cash = main_cash(advice.options)
    decider = (
        None
        if cash is None or cash.verdict == UNKNOWN
        else cash.deciders[0]
        if cash.deciders
        else cash.closure
    )
    return Answer(
        advice.verdict,
        advice.lean,
        advice.grade,
        headline(advice, lang),
        options_text(advice.options),
        ";".join(q.fact.id for q in advice.questions) or None,
        f"{decider.place}:{decider.id}" if decider else None,
        advice.decision_id,
        advice.situation.status,
    )


def options_text(options: Iterable[Option]) -> str:
    """Every option's family and verdict, the portion in brackets where it is not the main one."""
    return ";".join(
        f"{o.family}{'' if o.portion == MAIN else f'({o.portion})'}:{o.verdict}" for o in options
    )


class Geography:
    """Places by number, and what of a place can change an answer: the rules it follows, its province, its insurance area,
    and what it says of people who move in."""

    def __init__(self, book: Book):
        self.places: list[Place | None] = [None, *(p for p in book.places() if p.code != NATION)]
        self.number = {p.code: i for i, p in enumerate(self.places) if p is not None}
        self.rules = _numbered(p and p.rules_from for p in self.places)
        self.province = _numbered(p and p.chain[-2:-1] for p in self.places)
        self.pool = _numbered(p and pool_of(p) for p in self.places)
        speak = _speak_of_arrivals(book)
        self.arrivals = _numbered(
            p and tuple(code for code in p.rules_from if code in speak) for p in self.places
        )


def _numbered(values: Iterable[Any]) -> list[int]:
    """A number for each value; equal values get equal numbers, None gets 0."""
    numbers: dict[Any, int] = {None: 0}
    return [numbers.setdefault(value, len(numbers)) for value in values]


def _speak_of_arrivals(book: Book) -> set[str]:
    """The places that say something of people who move in, or whose own facts an answer may then name."""
    speak = set()
    for place in book.places_on_file():
        if place.code == NATION:
            continue
        rules = book.rules(place, MOVERS, place)
        if any(here.provisions for here in rules.arriving if here.place == place.code) or set(
            rules.facts
        ) - set(book.catalog_facts):
            speak.add(place.code)
    return speak


class Periods:
    """The days on which some rule begins or has ended: between two of them every answer is the same."""

    def __init__(self, book: Book):
        days: set[str] = set()
        for rule in book.every_rule():
            days |= {rule.start} if rule.start else set()
            # Sorts behind the last day itself, and before the next.
            days |= {rule.until + "~"} if rule.until else set()
        self.days = sorted(days)

    def of(self, day: str) -> int:
        """The number of the period that an ISO date lies in."""
        return bisect_left(self.days, day + "!")


def cuts_of(book: Book, facts: dict[str, Fact]) -> dict[str, Values]:
    """For each number and date, points that behave as all that can be stated: where any rule anywhere cuts, and between."""
    conditions: list[Condition | None] = []
    for rule in book.every_rule():
        if isinstance(rule, Provision):
            conditions.append(rule.when)
            conditions += [line.when for kind in LISTED for line in getattr(rule, kind) or ()]
    conditions += [note.when for note in book.every_note()]
    found = domains(
        facts, (condition for condition in conditions if facts_in(condition) <= set(facts))
    )
    return {name: found[name] for name, fact in facts.items() if fact.type in ("number", "date")}


_read: WeakKeyDictionary[Book, dict[Any, Any]] = WeakKeyDictionary()


def _of_book(book: Book, read: Callable[[Book], Made]) -> Made:
    """What was read from a book before, else what is read now: a second file is answered without reading it all again."""
    kept = _read.setdefault(book, {})
    if read not in kept:
        kept[read] = read(book)
    found: Made = kept[read]
    return found


def _points(book: Book) -> dict[str, Values]:
    return cuts_of(book, book.facts())


class Answerer:
    """Answers cases one by one, each decision made once. ``today`` is an ISO date: the day of rows that name none."""

    def __init__(
        self,
        book: Book,
        lang: str,
        today: str,
        geography: Geography | None = None,
        periods: Periods | None = None,
    ):
        self.book, self.lang, self.today = book, lang, today
        self.geography = geography or _of_book(book, Geography)
        self.periods = periods or _of_book(book, Periods)
        self.answers: list[Answer] = []
        self.facts = book.facts()
        self.points = _of_book(book, _points)
        rules = book.rules(next(iter(book.places_on_file())), MOVERS)
        self.impossible, self.moot = rules.impossible, rules.moot
        self._kept = Kept(book, self._coarse, VIEWS_KEPT)
        self._made: dict[Any, int] = {}

    def settle(self, case: Case) -> Settled:
        """As ``asking.settle``, of today where no day is said, keeping outlooks.

        Raises:
            AskedWrongly: the case cannot be understood.
        """
        return self._kept.settle(case if case.as_of else case._replace(as_of=self.today))

    def whole(self, case: Case) -> Advice:
        """The whole advice, as ``asking.ask`` gives it.

        Raises:
            AskedWrongly: the case cannot be understood.
        """
        return self._kept.ask(case if case.as_of else case._replace(as_of=self.today))

    def answer(self, case: Case) -> int:
        """The number of the case's answer in ``answers``.

        Raises:
            AskedWrongly: the case cannot be understood.
        """
        settled = self.settle(case)
        view, situation = settled.outlook, settled.situation
        known = known_of(situation, view.rules, view.full)
        turns_on = tells_apart(view)
        key = (
            self._coarse(
                (
                    situation.place.code,
                    view.status,
                    situation.destination and situation.destination.code,
                    situation.as_of,
                )
            ),
            case.status,
            tuple((f, known[f], f in situation.assumed, f in situation.declined) for f in turns_on),
        )
        if key not in self._made:
            self._made[key] = len(self.answers)
            self.answers.append(answer_of(settled.standing(), self.lang))
        return self._made[key]

    def turns_on(self, case: Case) -> set[str]:
        """The facts that can change the answer, or whether the case can be understood, at this place and status."""
        from medisave_cli.errors import AskedWrongly

        statuses = self.book.statuses
        base = statuses[statuses[case.status].base]
        found = {f for s in statuses.values() for f in s.facts}
        for status in (case.status, *_may_become(statuses, base)):
            try:
                view = self.settle(case._replace(status=status, facts={})).outlook
            except AskedWrongly:
                continue
            found |= set(tells_apart(view)) | (set(self.facts) - set(view.rules.facts))
        return found

    def _coarse(self, key: Key) -> tuple[object, ...]:
        """What of (place, base status, destination, day) makes one outlook differ from another."""
        place, status, destination, day = key
        geo, at = self.geography, self.geography.number
        return (
            geo.rules[at[place]],
            status,
            geo.arrivals[at[destination]] if destination else 0,
            bool(destination),
            self.periods.of(day),
        )


def _may_become(statuses: dict[str, Status], base: Status) -> list[str]:
    """The statuses that facts can make of this one, one after another."""
    found: list[str] = []
    waiting = [b.status for b in base.becomes]
    while waiting:
        status = waiting.pop(0)
        if status not in found:
            found.append(status)
            waiting += [b.status for b in statuses[status].becomes]
    return found


def tells_apart(view: Outlook) -> tuple[str, ...]:
    """The facts by which anything shown can differ: those that an option was split on, and those that impossible
    combinations tie to them."""
    found = {
        f
        for tree in view.trees
        for narrowed, _ in tree.branches
        for f in narrowed
        if not f.startswith(JUDGED)
    }
    tied = {
        f for combination in view.rules.impossible if found & set(combination) for f in combination
    }
    return tuple(f for f in view.rules.facts if f in found | tied)
