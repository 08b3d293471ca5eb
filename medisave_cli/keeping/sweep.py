"""Every answer at a glance: what each place says to each situation, as it stands without a fact stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medisave_cli.answer.asking import Kept
from medisave_cli.book.store import Book
from medisave_cli.model import NATION, Case, Option, Place
from medisave_cli.tuples import NamedTuple


class Swept(NamedTuple):
    """One option of one place and situation. ``decided_by`` are ids of provisions or of the list that calls itself complete."""

    place: Place
    status: str
    family: str
    portion: str
    verdict: str
    lean: str | None
    grade: str | None
    decided_by: tuple[str, ...]


def sweep(
    book: Book,
    as_of: str,
    places: Iterable[Place] | None = None,
    statuses: Iterable[str] | None = None,
) -> Iterator[Swept]:
    """Every option of every (place, situation) on the day ``as_of`` (ISO); by default of all places on file and all situations."""
    chosen = list(places) if places is not None else book.places_on_file()
    asked = list(statuses) if statuses is not None else list(book.statuses)
    for place in chosen:
        if place.code == NATION:
            continue
        kept = Kept(book)
        for status in asked:
            advice = kept.settle(Case(place.code, status, as_of=as_of)).standing()
            yield from (_swept(place, status, option) for option in advice.options)


def _swept(place: Place, status: str, option: Option) -> Swept:
    decided = tuple(p.id for p in option.deciders) or (
        (option.closure.id,) if option.closure else ()
    )
    return Swept(
        place,
        status,
        option.family,
        option.portion,
        option.verdict,
        option.lean,
        option.grade,
        decided,
    )
