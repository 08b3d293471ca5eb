"""What nobody has looked up yet: the places and situations of which no firm rule is known, by how many divisions a rule would settle."""

from __future__ import annotations

from collections.abc import Iterator

from medisave_cli.answer.asking import ask
from medisave_cli.book.store import Book
from medisave_cli.model import NATION, OPEN, UNKNOWN, Case, Place, PlaceRules
from medisave_cli.tuples import NamedTuple


class Unknown(NamedTuple):
    """A rule about cash written at ``place`` for ``status`` would settle ``divisions``: those answered "unknown" now, none nearer open."""

    place: Place
    status: str
    divisions: tuple[Place, ...]


def unknown_pairs(book: Book, as_of: str) -> list[Unknown]:
    """Every such pair, the one that settles most first; judged on the ISO date ``as_of`` for someone who states nothing."""
    own = {p.code: book.own(p.code) for p in book.places_on_file()}
    known: dict[tuple[tuple[str, ...], str], bool] = {}
    settled: dict[tuple[str, str], list[Place]] = {}
    statuses = [s.id for s in book.statuses.values() if s.id == s.base]
    for division in _pools(book):
        for status in statuses:
            key = (division.rules_from, status)
            if key not in known:
                case = Case(division.code, status, {}, None, as_of)
                known[key] = ask(book, case).verdict == UNKNOWN
            if known[key]:
                for code in _where(division, status, own, as_of):
                    settled.setdefault((code, status), []).append(division)
    found = []
    for (code, status), divisions in settled.items():
        place = book.place(code)
        if place is not None:
            found.append(Unknown(place, status, tuple(divisions)))
    order = {status: n for n, status in enumerate(statuses)}
    return sorted(found, key=lambda u: (-len(u.divisions), order[u.status], u.place.code))


def _pools(book: Book) -> list[Place]:
    """The divisions in which people are insured: prefectures and municipalities, and whatever else has a file."""
    return [
        p
        for p in book.places()
        if p.code != NATION
        and (
            (p.code.endswith("00") and not p.code.endswith("0000"))
            or p.checked
            or len(p.chain) == 2
        )
        and p.code[:2] not in ("71", "81", "82")
    ]


def _where(
    division: Place, status: str, own: dict[str, dict[str, PlaceRules]], as_of: str
) -> Iterator[str]:
    """The places where a rule would settle it: itself, and each wider place below the nation as long as no nearer one leaves it open."""
    for code in division.chain:
        if code == NATION:
            return
        yield code
        rules = own.get(code, {}).get(status)
        if rules and any(
            p.rule == OPEN and p.family == "cash" and p.is_firm(as_of) for p in rules.provisions
        ):
            return
