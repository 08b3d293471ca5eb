"""What is on file: which places and statuses have rules, of which grade, and how old the checks are."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.book.store import Book
from medisave_cli.model import NATION, TOPICS, Closure, Place, Provision, Text
from medisave_cli.tuples import NamedTuple


class Cell(NamedTuple):
    """What one place itself says of one status: how many rules of each kind, and the best grade among firm and among reported ones."""

    firm: int
    reported: int
    rejected: int
    firm_grade: str | None
    reported_grade: str | None

    @property
    def mark(self) -> str:
        """A or B: firm, of that grade. a, b or c: reported only. ×: rejected only. ·: nothing."""
        return (
            self.firm_grade
            or (self.reported_grade or "").lower()
            or ("×" if self.rejected else "·")
        )


class PlaceCover(NamedTuple):
    place: Place
    province: str
    cells: dict[str, Cell]
    sources: int
    guides: dict[str, int]


class Province(NamedTuple):
    """``cells``: the best of the province and all places on file inside it, by status."""

    code: str
    name: Text
    places: int
    cells: dict[str, Cell]


class Coverage(NamedTuple):
    as_of: str
    statuses: dict[str, Text]
    places: tuple[PlaceCover, ...]
    provinces: tuple[Province, ...]
    sources: dict[str, int]
    unsigned: int
    linked: int
    claims: int


NOTHING = Cell(0, 0, 0, None, None)


def coverage(book: Book, as_of: str) -> Coverage:
    """Count every place on file; what is firm is judged on the ISO date ``as_of``."""
    statuses = {s.id: s.name for s in book.statuses.values() if s.id == s.base}
    sources = book.sources().values()
    own_sources: dict[str, int] = {}
    for source in sources:
        own_sources[source.place] = own_sources.get(source.place, 0) + 1
    places = []
    for place in book.places_on_file():
        rules = book.own(place.code)
        cells = {
            s: _cell((*rules[s].provisions, *rules[s].closures), as_of) if s in rules else NOTHING
            for s in statuses
        }
        province = place.code if place.code == NATION else place.chain[-2]
        places.append(
            PlaceCover(place, province, cells, own_sources.get(place.code, 0), _guides(book, place))
        )
    provinces = [
        p
        for p in book.places()
        if p.level == "province" or p.code in {c.province for c in places} - {NATION}
    ]
    grouped = [
        Province(p.code, p.name, *_together([c for c in places if c.province == p.code], statuses))
        for p in provinces
    ]
    grades = {grade: sum(s.grade == grade for s in sources) for grade in "ABC"}
    return Coverage(
        as_of,
        statuses,
        tuple(places),
        tuple(grouped),
        grades,
        sum(s.issuer == "unsigned" for s in sources),
        sum(s.url is not None for s in sources),
        len(book.claims()),
    )


def stale(book: Book, before: str) -> list[Place]:
    """The places whose file was last held against its sources before the ISO date ``before``, the longest ago first."""
    return sorted(
        (p for p in book.places_on_file() if p.checked is not None and p.checked < before),
        key=lambda p: (p.checked or "", p.code),
    )


def _guides(book: Book, place: Place) -> dict[str, int]:
    """How many lines of each guide the place itself has."""
    return {
        topic: sum(g.place == place.code for g in book.guides(place, topic)) for topic in TOPICS
    }


def _cell(rules: Iterable[Provision | Closure], as_of: str) -> Cell:
    firm, reported, rejected = [], [], 0
    for rule in rules:
        if isinstance(rule, Provision) and rule.rejected is not None:
            rejected += 1
        elif rule.is_firm(as_of):
            firm.append(rule.grade)
        else:
            reported.append(rule.grade)
    return Cell(
        len(firm), len(reported), rejected, min(firm, default=None), min(reported, default=None)
    )


def _together(places: list[PlaceCover], statuses: Iterable[str]) -> tuple[int, dict[str, Cell]]:
    return len(places), {s: _sum([p.cells[s] for p in places]) for s in statuses}


def _sum(cells: list[Cell]) -> Cell:
    return Cell(
        sum(c.firm for c in cells),
        sum(c.reported for c in cells),
        sum(c.rejected for c in cells),
        min((c.firm_grade for c in cells if c.firm_grade), default=None),
        min((c.reported_grade for c in cells if c.reported_grade), default=None),
    )
