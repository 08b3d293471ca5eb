"""The book as the questionnaire uses it: statuses by everyday words, places as one types, and the advice under what has been said.

What a place and status turn on is worked out once (``answer.prepare`` keeps the outlook); each answer then only filters it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medisave_cli.advisor.advice import Outlook, advise
from medisave_cli.advisor.conditions import is_possible
from medisave_cli.advisor.situation import known_of
from medisave_cli.answer import MOVERS, conclude, prepare
from medisave_cli.book.names import key_of
from medisave_cli.book.places import OUTSIDE, OUTSIDE_NAMES, find, full_name, nearest, search
from medisave_cli.errors import AskedWrongly
from medisave_cli.interview.session import Session, Standing
from medisave_cli.model import Advice, Case, Fact, Place, Situation, Status, Text

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

SUGGESTED = 8
LONGEST = 40
"""No place is called by more characters than this; what is longer was pasted by mistake and is not searched for."""


class Desk:
    """Answers what the questionnaire needs to know. ``as_of`` is an ISO date, None for today."""

    def __init__(self, book: Book, as_of: str | None = None):
        self.book, self.as_of = book, as_of
        self._views: dict[Any, Outlook] = {}
        self._standings: dict[tuple, Standing] = {}

    def moves(self, status: str) -> bool:
        """Whether the status has a destination."""
        return self.book.statuses[status].base == MOVERS

    def statuses(self, typed: str = "") -> list[Status]:
        """The statuses that ``typed`` means, likeliest first: a part of their wording, or a sentence that holds one of their words.

        Nothing typed: all of them, each base status followed by its named cases.
        """
        every = list(self.book.statuses.values())
        bases = [s for s in every if s.base == s.id]
        listed = [
            one
            for base in bases
            for one in (base, *(s for s in every if s.base == base.id and s.id != base.id))
        ]
        key = key_of(typed)
        scored = [(score, s) for s in listed if (score := _likeness(key, s))]
        return [s for _, s in sorted(scored, key=lambda pair: -pair[0])] if key else listed

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

    def find(self, typed: str) -> Place:
        """The one place that ``typed`` names; see ``book.places.find`` for what is raised."""
        return find(self.book, typed)

    def nearest(self, typed: str) -> list[Place]:
        """Places that may have been meant by a name that no place carries."""
        return nearest(self.book, typed) if len(typed) <= LONGEST else []

    def outside(self, typed: str) -> bool:
        """Whether a place without mainland insurance is meant: then no other place is offered instead."""
        key = key_of(typed)
        if any(key == key_of(name) for names in OUTSIDE_NAMES.values() for name in names):
            return True
        best = search(self.book, typed, 1)
        return bool(best) and best[0].code[:2] + "0000" in OUTSIDE

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
        names = (place.name.zh, full.zh) if lang == "zh" else (place.name.en, full.en)
        for name in names:
            try:
                if self.find(name).code == code:
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
            view, situation = prepare(
                self.book,
                Case(session.place, session.status, facts, destination or None, self.as_of),
                self._views,
            )
            advice = advise(view, situation, (self.book.version, self.book.digest), [], [])
            self._standings[key] = Standing(
                advice, {q.fact.id: _possible(view, situation, q.fact) for q in advice.questions}
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
        return conclude(self.book, *prepare(self.book, typed, self._views))


def _likeness(key: str, status: Status) -> int:
    """How well a status fits: an exact word, a part of its wording, or a word of its that the sentence holds; 0 not at all."""
    words = [key_of(w) for w in (status.id, *status.name, *status.label, *status.everyday)]
    if key in words:
        return 1000
    held = max(
        (len(w) for w in map(key_of, (*status.name, *status.everyday)) if w in key), default=0
    )
    return held or (1 if any(key in w for w in words) else 0)


def _possible(view: Outlook, situation: Situation, fact: Fact) -> tuple:
    """The choices that what is known leaves open; none for numbers and dates, which are typed."""
    if fact.type not in ("bool", "choice"):
        return ()
    known = known_of(situation, view.rules, view.full, but=fact.id)
    return tuple(
        v for v in known[fact.id] if is_possible({**known, fact.id: (v,)}, view.rules.impossible)
    )
