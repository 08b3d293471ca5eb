"""What is on file, as JSON and as a page: a map of the provinces, how many places by status, each place."""

from __future__ import annotations

from typing import Any

from medisave_cli.keeping.coverage import Cell, Coverage
from medisave_cli.language import Message, Speaker
from medisave_cli.show.page import Page, Section

CORE = ("retired", "emigrated", "deceased", "transfer")
NONE = "·"
MAP = {
    "230000": (0, 7),
    "650000": (1, 0),
    "150000": (1, 4),
    "220000": (1, 7),
    "660000": (2, 0),
    "620000": (2, 1),
    "640000": (2, 2),
    "610000": (2, 3),
    "140000": (2, 4),
    "130000": (2, 5),
    "110000": (2, 6),
    "210000": (2, 7),
    "630000": (3, 1),
    "410000": (3, 4),
    "370000": (3, 5),
    "120000": (3, 6),
    "540000": (4, 0),
    "510000": (4, 1),
    "500000": (4, 2),
    "420000": (4, 3),
    "340000": (4, 4),
    "320000": (4, 5),
    "310000": (4, 6),
    "530000": (5, 1),
    "520000": (5, 2),
    "430000": (5, 3),
    "360000": (5, 4),
    "330000": (5, 5),
    "450000": (6, 2),
    "440000": (6, 3),
    "350000": (6, 4),
    "460000": (7, 2),
}
"""Where each province stands on the map: row and column from the north-west."""


def coverage_json(c: Coverage, say: Speaker) -> dict[str, Any]:
    """Every place and province with its cells, and the totals."""
    return {
        "schema": 1,
        "as_of": c.as_of,
        "statuses": [{"id": s, "name": say.text(name)} for s, name in c.statuses.items()],
        "totals": {
            "places": len(c.places),
            "provinces": sum(p.places > 0 for p in c.provinces),
            "firm": sum(cell.firm for p in c.places for cell in p.cells.values()),
            "reported": sum(cell.reported for p in c.places for cell in p.cells.values()),
            "rejected": sum(cell.rejected for p in c.places for cell in p.cells.values()),
            "sources": {
                "total": sum(c.sources.values()),
                **c.sources,
                "unsigned": c.unsigned,
                "linked": c.linked,
            },
            "claims": c.claims,
        },
        "provinces": [
            {
                "code": p.code,
                "name": say.text(p.name),
                "places": p.places,
                "statuses": _cells(p.cells),
            }
            for p in c.provinces
        ],
        "places": [
            {
                "code": p.place.code,
                "name": say.text(p.place.name),
                "level": p.place.level,
                "province": p.province,
                "checked": p.place.checked,
                "sources": p.sources,
                "guides": p.guides,
                "statuses": _cells(p.cells),
            }
            for p in c.places
        ],
    }


def _cells(cells: dict[str, Cell]) -> dict[str, Any]:
    return {status: {"mark": cell.mark, **cell._asdict()} for status, cell in cells.items()}


def coverage_page(c: Coverage, say: Speaker) -> Page:
    """The totals, the map and the tables."""
    grades = [Message("coverage.of_grade", {"grade": g, "count": n}) for g, n in c.sources.items()]
    totals = say(
        "coverage.totals",
        places=len(c.places),
        provinces=sum(p.places > 0 for p in c.provinces),
        total=sum(c.sources.values()),
        grades=grades,
        unsigned=c.unsigned,
        linked=c.linked,
        claims=c.claims,
    )
    return Page(
        say("coverage.title"),
        say("coverage.as_of", day=c.as_of),
        say.lang,
        lead=(totals, say("coverage.marks")),
        sections=(_map(c, say), _statuses(c, say), _places(c, say)),
    )


def _map(c: Coverage, say: Speaker) -> Section:
    """The provinces where they lie: how many files, and the marks of the four core statuses."""
    grid = [[""] * 8 for _ in range(8)]
    off_map = []
    for p in c.provinces:
        marks = "".join(p.cells[s].mark for s in CORE if s in p.cells)
        if p.code in MAP:
            row, column = MAP[p.code]
            grid[row][column] = f"{say(f'provinces.{p.code}')}{p.places} {marks}"
        elif p.places:
            off_map.append(f"{say.text(p.name)} {p.places} {marks}")
    names = [c.statuses[s] for s in CORE if s in c.statuses]
    return Section(
        say("coverage.provinces"),
        columns=tuple(grid[0]),
        rows=tuple(tuple(row) for row in grid[1:]),
        lead="; ".join([say("coverage.cell", names=names), *off_map]),
    )


def _statuses(c: Coverage, say: Speaker) -> Section:
    columns = ("status_column", "grade_A", "grade_B", "reported", "rules")
    rows = []
    for n, (status, name) in enumerate(c.statuses.items(), 1):
        cells = [p.cells[status] for p in c.places]
        marks = [cell.mark for cell in cells]
        counts = (
            marks.count("A"),
            marks.count("B"),
            sum(m in "abc" for m in marks),
            sum(cell.firm + cell.reported for cell in cells),
        )
        rows.append((str(n), say.text(name), *map(str, counts)))
    return Section(
        say("coverage.statuses"),
        columns=("", *(say(f"coverage.{column}") for column in columns)),
        rows=tuple(rows),
    )


def _places(c: Coverage, say: Speaker) -> Section:
    numbers = (str(n) for n in range(1, len(c.statuses) + 1))
    order = sorted(c.places, key=lambda p: (p.province, p.place.code != p.province, p.place.code))
    rows = tuple(
        (
            f"{'' if p.place.code == p.province else '  '}{say.text(p.place.name)}",
            *(p.cells[s].mark for s in c.statuses),
            "+".join(str(n) for n in p.guides.values()) if any(p.guides.values()) else NONE,
        )
        for p in order
    )
    return Section(
        say("coverage.places"),
        columns=(say("coverage.place"), *numbers, say("coverage.guides_column")),
        rows=rows,
        lead=say("coverage.guides"),
    )
