"""How high a page stands on a terminal of 80 columns, near enough to choose how closely it is told."""

from __future__ import annotations

from medisave_cli.show.page import Item, Page, Section, labelled
from medisave_cli.show.wrap import breaks, cells

COLUMNS = 78
"""Cells of a line between its margins."""


def height(page: Page) -> int:
    """About how many lines the page takes; sections side by side count as one under the other."""
    said = 3 + _lines(page.verdict.text) if page.verdict else 0
    said += bool(page.verdict and (page.verdict.sure or page.verdict.aside))
    around = sum(map(_lines, (*page.lead, *page.foot, *filter(None, [page.subtitle]))))
    return 1 + said + around + sum(map(_section, page.sections))


def _section(section: Section) -> int:
    lines = _lines(section.title) if section.title else 0
    if section.columns:
        return lines + _table(section)
    if section.key == "sources":
        return len(section.items) + (lines if not section.items else 0)
    left = 0
    for item in section.items:
        wide = _width(item, section.numbered)
        if not item.notes and wide + 2 <= left:
            left -= wide + 2
            continue
        lines += -(-wide // COLUMNS) + sum(map(_lines, item.notes))
        left = COLUMNS - wide
    return lines


def _table(section: Section) -> int:
    """A table's lines, its head included: the first column may take a third, the last has what the others leave."""
    first = max(map(cells, (section.columns[0], *(row[0] for row in section.rows))))
    widths = [min(first, COLUMNS * 3 // 10)]
    for n in range(1, len(section.columns) - 1):
        said = (section.columns[n], *(row[n] for row in section.rows))
        widths.append(max(cells(line) for cell in said for line in cell.split("\n")))
    widths.append(COLUMNS - sum(widths) - 2 * len(widths))
    return 2 + sum(
        max(len(breaks(cell, max(w, 2))) for cell, w in zip(row, widths, strict=True))
        for row in section.rows
    )


def _width(item: Item, numbered: bool) -> int:
    marks = (3 if numbered or item.mark else 0) + 4 * len(item.refs)
    return sum(map(cells, labelled(item, "zh"))) + marks


def _lines(text: str) -> int:
    return max(1, -(-cells(text) // COLUMNS))
