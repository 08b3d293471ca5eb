"""From a question as typed to what is asked: the places found, status and facts understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medisave_cli.advisor.situation import (
    RETIREES_STAY,
    SAME_POOL,
    Answered,
    Asked,
    answered_as,
    read_date,
    read_stated,
)
from medisave_cli.book.places import look
from medisave_cli.book.pools import pool_of, same_pool
from medisave_cli.dates import today
from medisave_cli.errors import AskedWrongly
from medisave_cli.language.speaker import both
from medisave_cli.model import Case, Fact, Place, Text

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.finder import Finding

RETIREES = "retired"
MOVERS = "transfer"
STAYERS = "active"
"""As whom a mover is answered who stays within one insurance pool."""


def read_case(book: Book, case: Case) -> Asked:
    """What is asked: the places found, the status and the facts understood, and as which status it is answered.

    Raises:
        AskedWrongly: a place, status, fact or date that cannot be understood.
    """
    found = look(book, case.place)
    place, warnings = found.place, [*found.warnings]
    status, words = read_situation(book, case.status)
    case = case._replace(facts={**words, **_named(book, place, case.facts)})
    stated, declined = read_stated(case.facts, _facts_for(book, place, case.facts))
    answered = answered_as(book.statuses, status, stated)
    asked_base = book.statuses[status].base
    if case.destination and asked_base not in (MOVERS, RETIREES):
        raise AskedWrongly("case.only_a_move")
    destination = None
    if case.destination:
        arriving = look(book, case.destination)
        destination = arriving.place
        warnings += arriving.warnings
    if answered.status == MOVERS and destination is not None and same_pool(place, destination):
        answered = Answered(STAYERS, ())
        warnings.append((SAME_POOL, _nothing_moves(book, place, destination)))
    elif destination is not None and answered.status != MOVERS:
        warnings.append((RETIREES_STAY, both("caution.retirees_stay")))
    return Asked(
        case._replace(status=status),
        answered,
        place,
        destination,
        stated,
        declined,
        read_date(case.as_of, "as-of") if case.as_of else today(),
        tuple(warnings),
        destination if answered.status == MOVERS else None,
    )


def _nothing_moves(book: Book, place: Place, destination: Place) -> Text:
    """That both ends are one pool."""
    if place.code == destination.code:
        return both("caution.one_place", place=place.name)
    pool = (book.place(pool_of(place)) or place).name
    return both("caution.one_pool", place=place.name, destination=destination.name, pool=pool)


def find_status(book: Book, typed: str) -> Finding:
    """The statuses and topics that a person's own words may mean, best first, and whether the first is certain."""
    from medisave_cli.finder import finder_of

    return finder_of(book).find(typed)


def read_status(book: Book, typed: str) -> str:
    """The status or named case with this id, or meant by these words.

    Raises:
        UnclearSituation: it is not certain which is meant.
    """
    return read_situation(book, typed)[0]


def read_situation(book: Book, typed: str) -> tuple[str, dict[str, Any]]:
    """The status or named case with this id, or meant by these words, and the facts that the words state of the case.

    Raises:
        UnclearSituation: it is not certain which is meant, or the words are about a guide's topic; the likeliest are named.
    """
    word = typed.strip().lower().replace("-", "_")
    if word in book.statuses:
        return word, {}
    from medisave_cli.finder import unclear

    found = find_status(book, typed)
    if found.sure and found.matches[0].kind == "status":
        return found.matches[0].id, dict(found.matches[0].facts)
    raise unclear(typed, found)


def _named(book: Book, place: Place, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts by their ids, also where they were given in everyday words."""
    plain = all(f in book.catalog_facts and str(v).isascii() for f, v in facts.items())
    if plain:
        return facts
    from medisave_cli.finder.facts import spoken_facts

    return spoken_facts(facts, book.facts(place))


def _facts_for(book: Book, place: Place, named: dict[str, Any]) -> dict[str, Fact]:
    """The facts among which those named are: the catalog's, else the place's own too, else those of every place."""
    if all(name in book.catalog_facts for name in named):
        return book.catalog_facts
    here = book.facts(place)
    return here if all(name in here for name in named) else book.facts()
