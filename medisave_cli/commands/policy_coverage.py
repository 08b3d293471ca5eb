"""``medisave policy coverage``: places × statuses by grade, with a map of the provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell
from medisave_cli.dates import today
from medisave_cli.language import Speaker
from medisave_cli.show.tiles import TILES
from medisave_cli.show.wording import pick

if TYPE_CHECKING:
    from pathlib import Path

    from medisave_cli.book.store import Book
    from medisave_cli.keeping.coverage import Cell, Coverage, PlaceCover

CORE = ("retired", "emigrated", "deceased", "transfer")


def run(
    folders: FoldersArgument = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    unknown: Annotated[bool, typer.Option("--unknown")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.advisor.situation import read_date
    from medisave_cli.keeping.coverage import coverage

    language = checked_lang(lang)
    read = reading(folders, policies)
    day = read_date(as_of, "--as-of") if as_of else today()
    if unknown:
        _unknown(opened(read), day, language, chosen(format, output), output)
        tell(read, language)
        return
    covered = coverage(opened(read), day)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(_json(covered, language), output)
    else:
        render_page(_page(covered, language), face, output)
    tell(read, language)


def _unknown(book: Book, day: str, lang: str, face: Format, output: Path | None) -> None:
    from medisave_cli.keeping import coverage_page
    from medisave_cli.keeping.unknown import unknown_pairs

    found, say = unknown_pairs(book, day), Speaker(lang)
    if face is Format.json:
        deliver_json(coverage_page.unknown_json(found, day, say), output)
    else:
        render_page(coverage_page.unknown_page(found, book.statuses, day, say), face, output)


def _json(c: Coverage, lang: str) -> dict[str, Any]:
    return {
        "schema": 1,
        "as_of": c.as_of,
        "statuses": [{"id": s, "name": pick(name, lang)} for s, name in c.statuses.items()],
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
                "name": pick(p.name, lang),
                "places": p.places,
                "statuses": _cells(p.cells),
            }
            for p in c.provinces
        ],
        "places": [
            {
                "code": p.place.code,
                "name": pick(p.place.name, lang),
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


def _page(c: Coverage, lang: str) -> Any:
    from medisave_cli.show.page import Page

    zh = lang == "zh"
    provinces = sum(p.places > 0 for p in c.provinces)
    total = sum(c.sources.values())
    grades = (
        "、".join(f"{g} 级 {n}" for g, n in c.sources.items())
        if zh
        else ", ".join(f"{n} of grade {g}" for g, n in c.sources.items())
    )
    lead = (
        f"{len(c.places)} 个地方有文件，分布在 {provinces} 个省级地区；{total} 个来源（{grades}；未署名 {c.unsigned}，有官方链接 {c.linked}）；{c.claims} 条流传的说法。"
        if zh
        else f"{len(c.places)} places on file, in {provinces} provinces; {total} sources ({grades}; {c.unsigned} unsigned, {c.linked} with an official link); {c.claims} circulating claims.",
        "A、B：可靠的规定及其等级；a、b、c：只有未证实的说法；×：只有经核不可信的；·：没有本地规定（按上级和全国的回答）。"
        if zh
        else "A, B: firm rules, of that grade; a, b, c: unconfirmed ones only; ×: only what was found wrong; ·: none of its own (answered from the wider rules).",
    )
    return Page(
        "规定收录情况" if zh else "What is on file",
        f"{'截至' if zh else 'as of'} {c.as_of}",
        lang,
        lead=lead,
        sections=(_map(c, lang), _totals(c, lang), _places(c, lang)),
    )


def _map(c: Coverage, lang: str) -> Any:
    """The provinces where they lie: how many files, and the marks of the four core statuses."""
    from medisave_cli.show.page import Section

    zh, say = lang == "zh", Speaker(lang)
    grid = [[""] * 8 for _ in range(8)]
    off_map = []
    for p in c.provinces:
        marks = "".join(p.cells[s].mark for s in CORE if s in p.cells)
        if p.code in TILES:
            row, column = TILES[p.code]
            grid[row][column] = f"{say(f'tiles.{p.code}')}{p.places} {marks}"
        elif p.places:
            off_map.append(f"{pick(p.name, lang)} {p.places} {marks}")
    names = ("、" if zh else ", ").join(pick(c.statuses[s], lang) for s in CORE if s in c.statuses)
    lead = (
        f"每格：文件数，以及 {names} 的最好等级"
        if zh
        else f"each cell: number of files, and the best grade for {names}"
    )
    if off_map:
        lead += "; " + "; ".join(off_map)
    return Section(
        "各省" if zh else "By province",
        columns=tuple(grid[0]),
        rows=tuple(tuple(row) for row in grid[1:]),
        lead=lead,
    )


def _totals(c: Coverage, lang: str) -> Any:
    from medisave_cli.show.page import Section

    zh = lang == "zh"
    columns = (
        ("", "情形", "A 级", "B 级", "只有未证实的", "规定条数")
        if zh
        else ("", "status", "A", "B", "unconfirmed only", "rules")
    )
    rows = []
    for n, (status, name) in enumerate(c.statuses.items(), 1):
        cells = [p.cells[status] for p in c.places]
        marks = [cell.mark for cell in cells]
        rows.append(
            (
                str(n),
                pick(name, lang),
                str(marks.count("A")),
                str(marks.count("B")),
                str(sum(m in "abc" for m in marks)),
                str(sum(cell.firm + cell.reported for cell in cells)),
            )
        )
    return Section(
        "各情形有多少地方" if zh else "Places by status", columns=columns, rows=tuple(rows)
    )


def _places(c: Coverage, lang: str) -> Any:
    from medisave_cli.show.page import Section

    say = Speaker(lang)
    zh = lang == "zh"
    columns = (
        "地方" if zh else "place",
        *(str(n) for n in range(1, len(c.statuses) + 1)),
        say("coverage.guides_column"),
    )
    order: list[PlaceCover] = sorted(
        c.places, key=lambda p: (p.province, p.place.code != p.province, p.place.code)
    )
    rows = tuple(
        (
            f"{'' if p.place.code == p.province else '  '}{pick(p.place.name, lang)}",
            *(p.cells[s].mark for s in c.statuses),
            "+".join(str(n) for n in p.guides.values()) if any(p.guides.values()) else "·",
        )
        for p in order
    )
    return Section(
        "各地（列号见上表）" if zh else "Places (columns are numbered in the table above)",
        columns=columns,
        rows=rows,
        lead=say("coverage.guides"),
    )
