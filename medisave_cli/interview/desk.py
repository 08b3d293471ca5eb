"""The book as the questionnaire uses it: statuses by everyday words, places as one types, and the advice under what has been said.

What a place and status turn on is worked out once (``Kept`` holds it); each answer then only filters it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medisave_cli.advisor.situation import known_of
from medisave_cli.answer.asking import Kept, Settled
from medisave_cli.answer.reading import MOVERS
from medisave_cli.book.names import key_of
from medisave_cli.book.places import (
    OUTSIDE,
    Found,
    OutsideMainland,
    full_name,
    look,
    nearest,
    search,
)
from medisave_cli.errors import AskedWrongly
from medisave_cli.finder import Finder, Finding, Match, finder_of
from medisave_cli.interview.session import Session, Standing
from medisave_cli.language import pick
from medisave_cli.logic.conditions import is_possible
from medisave_cli.model import Advice, Case, Fact, Place, Text, Values

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

SUGGESTED = 8
LONGEST = 40
"""No place is called by more characters than this; what is longer was pasted by mistake and is not searched for."""


class Desk:
    """Answers what the questionnaire needs to know. ``as_of`` is an ISO date, None for today."""

    def __init__(self, book: Book, as_of: str | None = None):
        self.book, self.as_of = book, as_of
        self._kept = Kept(book)
        self._standings: dict[tuple[object, ...], Standing] = {}

    def moves(self, status: str) -> bool:
        """Whether the status has a destination."""
        return self.book.statuses[status].base == MOVERS

    def situations(self, typed: str = "") -> Finding:
        """The statuses and topics that ``typed`` may mean, likeliest first, and whether the first is certain.

        Nothing typed: all of them, each base status followed by its named cases, then the topics.
        """
        if typed.strip():
            return self.finder.find(typed)
        every = list(self.book.statuses.values())
        listed = [
            one
            for base in every
            if base.base == base.id
            for one in (base, *(s for s in every if s.base == base.id and s.id != base.id))
        ]
        statuses = [Match(s.id, "status", s.label, 0.0) for s in listed]
        topics = [
            Match(t, "topic", topic.label, 0.0) for t, topic in self.finder.words.topics.items()
        ]
        return Finding((*statuses, *topics), False)

    @property
    def finder(self) -> Finder:
        """The finder of statuses and topics, made when it is first needed."""
        return finder_of(self.book)

    def suggest(self, typed: str) -> list[Place]:
        """Places that begin with, or hold, what was typed so far: those of this very name first, then cities before counties."""
        if len(typed) > LONGEST:
            return []
        key = key_of(typed)
        found = [
            p for p in search(self.book, typed, 3 * SUGGESTED) if p.code[:2] + "0000" not in OUTSIDE
        ]

        def likely(place: Place) -> tuple[bool, bool]:
            named = (
                place.code,
                key_of(place.name.zh),
                key_of(place.name.zh)[:-1],
                key_of(place.name.en),
            )
            return key not in named, place.level == "county"

        return sorted(found, key=likely)[:SUGGESTED]

    def find(self, typed: str) -> Found:
        """The one place that ``typed`` names, with notices; see ``book.places.look`` for what is raised."""
        return look(self.book, typed)

    def nearest(self, typed: str) -> list[Place]:
        """Places that may have been meant by a name that no place carries."""
        return nearest(self.book, typed) if len(typed) <= LONGEST else []

    def outside(self, typed: str) -> bool:
        """Whether a place without mainland insurance is meant: then no other place is offered instead."""
        try:
            look(self.book, typed, suggest=False, by_ear=False)
        except OutsideMainland:
            return True
        except AskedWrongly:
            return False
        return False

    def place(self, code: str) -> Place:
        """The place with this code, which is known to exist."""
        place = self.book.place(code)
        assert place is not None
        return place

    def full_name(self, code: str) -> Text:
        """The name with those around it: 江苏省苏州市昆山市."""
        return full_name(self.place(code))

    def handle(self, code: str, lang: str) -> str:
        """The shortest that a person can type to name the place: its name, its full name, or else its code."""
        place, full = self.place(code), self.full_name(code)
        for name in (pick(place.name, lang), pick(full, lang)):
            try:
                if self.find(name).place.code == code:
                    return name
            except AskedWrongly:
                continue
        return code

    def standing(self, session: Session, facts: dict[str, Any]) -> Standing:
        """The advice under these facts, without sources or claims, and how each of its questions can be answered."""
        assert session.place is not None and session.status is not None
        destination = session.destination if self.moves(session.status) else None
        key = (session.status, session.place, destination, tuple(facts.items()))
        if key not in self._standings:
            settled = self._kept.settle(
                Case(session.place, session.status, facts, destination or None, self.as_of)
            )
            advice = settled.standing()
            self._standings[key] = Standing(
                advice, {q.fact.id: _possible(settled, q.fact) for q in advice.questions}
            )
        return self._standings[key]

    def answer(self, session: Session, facts: dict[str, Any], lang: str) -> Advice:
        """The whole advice, asked as a person would type it."""
        assert session.place is not None and session.status is not None
        destination = session.destination if self.moves(session.status) else None
        typed = Case(
            self.handle(session.place, lang),
            session.status,
            facts,
            self.handle(destination, lang) if destination else None,
            self.as_of,
        )
        return self._kept.ask(typed)


def _possible(settled: Settled, fact: Fact) -> Values:
    """The choices that what is known leaves open; none for numbers and dates, which are typed."""
    if fact.type not in ("bool", "choice"):
        return ()
    view = settled.outlook
    known = known_of(settled.situation, view.rules, view.full, but=fact.id)
    return tuple(
        v for v in known[fact.id] if is_possible({**known, fact.id: (v,)}, view.rules.impossible)
    )
