"""What a person has said so far, and what comes next. Pure: no book, no terminal.

The order of the facts is the advisor's (``Advice.questions``), never a script. What was said is kept by fact, and the case is made
anew from it at every step: an answer enters the case when its question comes up. So an earlier answer can be changed at any
time; later answers stay where they still matter, and fall out where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from medisave_cli.model import Advice, Question, Values
from medisave_cli.tuples import NamedTuple

NOT_SURE = "unknown"
FIRST = ("nationality",)
"""Facts asked before all others: who a person is decides which of the others make sense at all."""
UNDECIDED = ""

STATUS, PLACE, DESTINATION, FACT, ASSUMPTIONS, ANSWERED = (
    "status",
    "place",
    "destination",
    "fact",
    "assumptions",
    "answered",
)


class Session(NamedTuple):
    """``place`` and ``destination`` are codes; ``destination`` is None before it is asked and "" where it is not decided yet.

    ``said`` maps fact ids to values or ``unknown``, in the order said. ``confirmed`` holds the presumed (fact, value) pairs found right.
    """

    status: str | None = None
    place: str | None = None
    destination: str | None = None
    said: dict[str, Any] = {}  # noqa: RUF012 (never written to)
    confirmed: frozenset[tuple[str, Any]] = frozenset()
    words: str = ""
    """What the person said already, to be read as if typed at the first question."""
    opened: frozenset[str] = frozenset()
    """Facts that the words leave open: asked though one answer would be presumed."""


class Standing(NamedTuple):
    """The advice as it stands under some facts, and the values that each of its questions can still be answered with."""

    advice: Advice
    values: dict[str, Values]


class Step(NamedTuple):
    """What comes next. ``facts`` are those that have entered the case, in the order of asking."""

    kind: str
    facts: dict[str, Any] = {}  # noqa: RUF012 (never written to)
    standing: Standing | None = None
    question: Question | None = None

    @property
    def assumptions(self) -> tuple[Question, ...]:
        """The presumed facts the answer still rests on."""
        return (
            tuple(q for q in self.standing.advice.questions if q.assumed is not None)
            if self.standing
            else ()
        )


Adviser = Callable[[Session, dict[str, Any]], Standing]


def next_step(session: Session, advise: Adviser, moves: Callable[[str], bool]) -> Step:
    """What to ask next. ``advise`` gives the standing of a session under facts, ``moves`` whether a status has a destination."""
    if session.status is None:
        return Step(STATUS)
    if session.place is None:
        return Step(PLACE)
    if session.destination is None and moves(session.status):
        return Step(DESTINATION)
    facts: dict[str, Any] = {}
    while True:
        standing = advise(session, facts)
        question = _due(standing, session, facts)
        if question is None:
            step = Step(ANSWERED, facts, standing)
            sure = all((q.fact.id, q.assumed) in session.confirmed for q in step.assumptions)
            return step if sure else step._replace(kind=ASSUMPTIONS)
        value = session.said.get(question.fact.id)
        if value is None or not _fits(value, standing.values[question.fact.id]):
            return Step(FACT, facts, standing, question)
        facts = {**facts, question.fact.id: value}


def _due(standing: Standing, session: Session, facts: dict[str, Any]) -> Question | None:
    """The most telling open fact; when none is left, a presumed one of which the person said otherwise."""
    waiting = [q for q in standing.advice.questions if q.fact.id not in facts]
    return (
        next((q for q in waiting if q.fact.id in FIRST), None)
        or next((q for q in waiting if q.fact.id in session.opened), None)
        or next((q for q in waiting if q.assumed is None), None)
        or next((q for q in waiting if q.fact.id in session.said), None)
    )


def _fits(value: Any, values: Values) -> bool:
    """Whether the answer can stand; numbers and dates (no ``values``) always can."""
    return value == NOT_SURE or not values or value in values


def understood(session: Session, status: str, facts: Mapping[str, Any]) -> Session:
    """The session with a status and the facts that the person's words state; ``unknown`` of them are left open and asked."""
    said = {f: v for f, v in facts.items() if v != NOT_SURE}
    return session._replace(
        status=status,
        said={**said, **session.said},
        words="",
        opened=frozenset(f for f, v in facts.items() if v == NOT_SURE),
    )


def settle_in(session: Session, place: str) -> Session:
    """The session with the place given; a destination that is the same place is asked again."""
    return session._replace(
        place=place, destination=None if session.destination == place else session.destination
    )


def say(session: Session, fact: str, value: Any) -> Session:
    """The session with a fact answered, or answered anew."""
    return session._replace(said={**session.said, fact: value})


def confirm(session: Session, step: Step) -> Session:
    """The session with the step's assumptions found right."""
    return session._replace(
        confirmed=session.confirmed | {(q.fact.id, q.assumed) for q in step.assumptions}
    )


def trail(session: Session, step: Step, moves: Callable[[str], bool]) -> list[str]:
    """What was answered before ``step``, in the order of asking: status, place, destination, then fact ids."""
    answered = [
        name
        for name, value in (
            (STATUS, session.status),
            (PLACE, session.place),
            (DESTINATION, session.destination),
        )
        if value is not None
        and (name != DESTINATION or (session.status is not None and moves(session.status)))
    ]
    return answered + list(step.facts)
