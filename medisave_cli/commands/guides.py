"""What ``uses``, ``sharing`` and ``balance`` have in common: the guide lines of a place, nearest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from medisave_cli.commands.options import (
    Format,
    checked_lang,
    chosen,
    deliver_json,
    opened,
    render_page,
)


def show_guide(
    topic: str,
    city: str | None,
    format: Format | None,
    output: Path | None,
    lang: str | None,
    policies: list[Path] | None,
) -> None:
    """Print one guide (uses, sharing or balance) for a city, or for the nation alone."""
    from medisave_cli.book.holdings import general_warnings
    from medisave_cli.book.places import find
    from medisave_cli.dates import today
    from medisave_cli.model import NATION
    from medisave_cli.show.guide_page import GuideView, guide_data, guide_lines, guide_page

    language = checked_lang(lang)
    book = opened(policies)
    asked = find(book, city) if city is not None else None
    place = asked or book.place(NATION)
    assert place is not None
    guides, warnings, contacts = (
        book.guides(place, topic),
        general_warnings(book, place),
        book.contacts(place),
    )
    citing: list[Any] = [line for guide in guides for line in guide_lines(guide)] + [
        *warnings,
        *contacts,
    ]
    cited = [cite.source for thing in citing for cite in thing.cites]
    names = {code: near.name for code in place.rules_from if (near := book.place(code))}
    view = GuideView(
        topic,
        asked,
        names,
        guides,
        warnings,
        contacts,
        book.sources(cited),
        (book.version, book.digest),
        today(),
    )
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(guide_data(view, language), output)
    else:
        render_page(guide_page(view, language), face, output)
