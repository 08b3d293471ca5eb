"""What ``uses``, ``sharing``, ``balance`` and ``trouble`` have in common: the guide lines of a place, nearest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from medisave_cli.commands.options import checked_lang, chosen, deliver_json, opened, place_found
from medisave_cli.commands.reading import Reading, show_page
from medisave_cli.show.faces import Format

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def show_guide(
    topic: str,
    words: list[str] | None,
    city: str | None,
    format: Format | None,
    output: Path | None,
    lang: str | None,
    policies: list[Path] | None,
    more: bool = False,
    sources: bool = False,
    no_pager: bool = False,
) -> None:
    """Print one guide for a city, or for the nation alone; ``words``: what of its topic is asked about, none for all."""
    face = chosen(format, output)
    reading = Reading(face, output, checked_lang(lang), more, sources, not no_pager)
    deliver_guide(opened(policies), topic, city, " ".join(words or []), reading)


def deliver_guide(book: Book, topic: str, city: str | None, words: str, reading: Reading) -> None:
    """Deliver one guide out of an open book."""
    from medisave_cli.lookups import guide_view
    from medisave_cli.show.guide_page import guide_data, guide_page
    from medisave_cli.show.guide_screen import guide_screen

    lang = reading.lang
    found = place_found(book, city, lang) if city is not None else None
    view = guide_view(book, topic, found.place if found else None, words)
    if reading.face is Format.json:
        deliver_json(guide_data(view, lang, found.warnings if found else ()), reading.output)
    else:
        show_page(
            lambda: guide_screen(view, lang, reading.handout),
            lambda: guide_page(view, lang),
            reading,
        )
