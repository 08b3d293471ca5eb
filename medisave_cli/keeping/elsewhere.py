"""How many places on file say what of a situation: counted when the book is built, never while an answer waits."""

from __future__ import annotations

from medisave_cli.advisor.advice import main_cash
from medisave_cli.advisor.options import option
from medisave_cli.advisor.outlook import outlook
from medisave_cli.advisor.situation import known_of, situate
from medisave_cli.answer.reading import read_case
from medisave_cli.book.store import Book
from medisave_cli.model import CONDITIONAL, ELIGIBLE, MAIN, NATION, NOT_ELIGIBLE, Case, Place

COUNTED = (ELIGIBLE, CONDITIONAL, NOT_ELIGIBLE)


def counted(book: Book) -> dict[str, list[str | int]]:
    """By base status, what ``model.Elsewhere`` holds: the book's newest check and the number of places for each firm verdict.

    Each place on file is asked with what the status presumes and nothing else, as of that day.
    """
    as_of = book.newest_check
    if not as_of:
        return {}
    places = [p for p in book.places_on_file() if p.code != NATION]
    speaking = {p.code: set(book.own(p.code)) for p in (*places, *_nation(book))}
    found: dict[str, list[str | int]] = {}
    for status in (s for s in book.statuses.values() if s.id == s.base):
        known: dict[tuple[str, ...], str | None] = {}
        said = []
        for place in places:
            # Places at which the same files speak of the situation are answered alike.
            about = {status.id, *(b.status for b in status.becomes)}
            key = tuple(c for c in place.rules_from if speaking.get(c, about) & about)
            if key not in known:
                known[key] = _verdict(book, place, status.id, as_of)
            said.append(known[key])
        found[status.id] = [as_of, *(said.count(verdict) for verdict in COUNTED)]
    return found


def _nation(book: Book) -> list[Place]:
    nation = book.place(NATION)
    return [nation] if nation else []


def _verdict(book: Book, place: Place, status: str, as_of: str) -> str | None:
    view = outlook(book.rules(place, status), status, as_of, only=("cash", MAIN))
    asked = read_case(book, Case(place.code, status, {}, None, as_of))
    situation = situate(asked, view.rules, view.arriving)
    known = known_of(situation, view.rules, view.full)
    impossible = view.rules.impossible
    cash = main_cash(
        tuple(option(tree, view.chain, known, impossible, as_of) for tree in view.trees)
    )
    return cash.verdict if cash else None
