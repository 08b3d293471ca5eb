"""How a page for reading leaves a command: its first screen, everything, or its sources alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from medisave_cli.commands.ending import render_page
from medisave_cli.show.faces import FACES, Format
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.show.page import Page


class Reading(NamedTuple):
    """How the page is wanted. ``pager``: what is longer than a screen goes through one, on a terminal."""

    face: Format
    output: Path | None
    lang: str
    more: bool = False
    sources: bool = False
    pager: bool = True

    @property
    def handout(self) -> bool:
        """Whether the page is taken along, and so without words for the command line."""
        return FACES[self.face].taken_along


def show_page(first: Callable[[], Page], whole: Callable[[], Page], reading: Reading) -> None:
    """Deliver one of the two pages: the first screen, or the whole one, or of that the sources alone."""
    long = reading.more or reading.sources
    page = whole() if long else first()
    if reading.sources:
        page = page._replace(
            verdict=None, lead=(), sections=tuple(s for s in page.sections if s.key == "sources")
        )
    render_page(page, reading.face, reading.output, paged=long and reading.pager)
