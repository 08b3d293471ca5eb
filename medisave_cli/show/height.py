"""How high a page stands on a terminal of 80 columns, near enough to choose how closely it is told."""

from __future__ import annotations

from medisave_cli.show.page import Item, Page, Section, labelled
from medisave_cli.show.wrap import cells

COLUMNS = 78
"""Cells of a line between its margins."""


def height(page: Page) -> int:
    """About how many lines the page takes; sections side by side count as one under the other."""
    said = 3 + _lines(page.verdict.text) if page.verdict else 0
    said += bool(page.verdict and (page.verdict.sure or page.verdict.aside))
    return 1 + said + sum(map(_section, page.sections)) + sum(map(_lines, page.foot))


def _section(section: Section) -> int:
    lines = _lines(section.title) if section.title else 0
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


def _width(item: Item, numbered: bool) -> int:
    marks = (3 if numbered or item.mark else 0) + 4 * len(item.refs)
    return sum(map(cells, labelled(item, "zh"))) + marks


def _lines(text: str) -> int:
    return max(1, -(-cells(text) // COLUMNS))
