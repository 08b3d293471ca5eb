"""A move between two places, seen from both ends. Every line of it is an advice or a sourced remark; no rule is written here.

from medisave_cli import open_book
from medisave_cli.move import move

both_ends = move(open_book(), "深圳", "北京")
"""

from __future__ import annotations

from typing import Any

from medisave_cli.advisor.advice import conclude
from medisave_cli.advisor.outlook import outlook
from medisave_cli.advisor.situation import situate
from medisave_cli.answer.asking import ask as ask_once
from medisave_cli.answer.reading import MOVERS, RETIREES, read_case
from medisave_cli.book.places import find
from medisave_cli.book.store import Book
from medisave_cli.errors import AmbiguousPlace, AskedWrongly
from medisave_cli.logic.conditions import facts_in
from medisave_cli.model import Advice, Case, Move, MoveCase, Note

REFUSED = {"destination_accepts_balance": False}


def move(
    book: Book,
    origin: str,
    destination: str,
    facts: dict[str, Any] | None = None,
    as_of: str | None = None,
) -> Move:
    """Return what a move from ``origin`` to ``destination`` (as typed) means, with ``facts`` stated and rules as of ``as_of``.

    Where nothing moves (one insurance pool, a retiree), the advice alone says so and nothing else is worked out.

    Raises:
        AskedWrongly: a place, fact or date that cannot be understood.
        BadData: the book cannot be read.
    """
    given = dict(facts or {})
    _find_destination(book, origin, destination)
    asked = read_case(book, Case(origin, MOVERS, given, destination, as_of))
    dossier = book.dossier(asked.place, asked.answered.status, asked.into)
    view = outlook(dossier.rules, asked.answered.status, asked.as_of)

    def ask(stated: dict[str, Any]) -> Advice:
        otherwise = read_case(book, Case(origin, MOVERS, stated, destination, as_of))
        situation = situate(otherwise, dossier.rules, view.arriving)
        return conclude(view, situation, dossier)

    advice = ask(given)
    if advice.situation.base_status != MOVERS:
        return Move(advice, advice, advice, (), (), advice.sources)
    refused = ask({**given, **REFUSED})
    retired = ask_once(book, Case(origin, RETIREES, {}, None, as_of))
    cases = [] if _alike(advice, refused) else [MoveCase(REFUSED, refused, None)]
    cases += [
        MoveCase(stated, ask({**given, **stated}), None)
        for stated in _otherwise(advice)
        if stated != REFUSED
    ]
    settled = {*advice.situation.stated, *advice.situation.supplied}
    cases += [MoveCase({}, None, n) for n in advice.notes if facts_in_note(n) - settled]
    contacts = dossier.arriving_contacts
    wanted = [c.source for contact in contacts for c in contact.cites]
    every = [refused, retired, *(case.advice for case in cases if case.advice is not None)]
    sources = {
        **{name: dossier.sources[name] for name in wanted},
        **{k: v for a in every for k, v in a.sources.items()},
        **advice.sources,
    }
    return Move(advice, refused, retired, tuple(cases), contacts, sources)


def facts_in_note(note: Note) -> set[str]:
    """The facts a remark turns on; none for one that always holds."""
    return set() if note.when is None else facts_in(note.when)


def _alike(one: Advice, other: Advice) -> bool:
    """Whether two advices give the same options by the same rules."""
    return [(o.family, o.portion, o.verdict, o.lean, o.deciders) for o in one.options] == [
        (o.family, o.portion, o.verdict, o.lean, o.deciders) for o in other.options
    ]


def _otherwise(advice: Advice) -> list[dict[str, Any]]:
    """The facts that, stated otherwise, change where the money goes: each value that is not the one answered under."""
    telling = [q for q in advice.questions if q.tells in ("verdict", "option")]
    return [{q.fact.id: value} for q in telling for value in q.fact.says if value != q.assumed]


def _find_destination(book: Book, origin: str, destination: str) -> None:
    """Look the destination up first, to say what to ask instead where it lies abroad."""
    find(book, origin)
    try:
        find(book, destination)
    except AmbiguousPlace:
        raise
    except AskedWrongly as error:
        raise AskedWrongly("case.abroad_is_no_move", why=error.text, place=_word(origin)) from None


def _word(typed: str) -> str:
    import shlex

    return (
        "".join(c for c in typed if c.isprintable())[:40]
        if typed.isalnum()
        else shlex.quote("".join(c for c in typed if c.isprintable())[:40])
    )
