"""How many places on file say what of a situation: counted when the book is built, never while an answer waits."""

from __future__ import annotations

from medisave_cli.answer import prepare
from medisave_cli.advisor import advice as advising
from medisave_cli.advisor.situation import known_of
from medisave_cli.book.store import Book
from medisave_cli.model import CONDITIONAL, ELIGIBLE, NATION, NOT_ELIGIBLE, Case

COUNTED = (ELIGIBLE, CONDITIONAL, NOT_ELIGIBLE)


def counted(book: Book) -> dict[str, list]:
    """By base status, what ``model.Elsewhere`` holds: the book's newest check and the number of places for each firm verdict.

    Each place on file is asked with what the status presumes and nothing else, as of that day.
    """
    as_of = book.newest_check
    if not as_of:
        return {}
    places = [p for p in book.places_on_file() if p.code != NATION]
    found: dict[str, list] = {}
    for status in (s.id for s in book.statuses.values() if s.id == s.base):
        said = [_verdict(book, place.code, status, as_of) for place in places]
        found[status] = [as_of, *(said.count(verdict) for verdict in COUNTED)]
    return found


def _verdict(book: Book, code: str, status: str, as_of: str) -> str | None:
    view, situation = prepare(book, Case(code, status, {}, None, as_of))
    known = known_of(situation, view.rules, view.full)
    options = tuple(
        advising.option(tree, view.chain, known, view.rules.impossible, as_of)
        for tree in view.trees
        if (tree.family, tree.portion) == ("cash", "main")
    )
    cash = advising.main_cash(options)
    return cash.verdict if cash else None
