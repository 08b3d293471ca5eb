"""``medisave claims [ID]``: what circulates, and what is true of it."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.commands.options import (
    CityOption,
    Format,
    FormatOption,
    LangOption,
    MoreOption,
    OutputOption,
    PagerOption,
    PoliciesOption,
    SourcesOption,
    checked_lang,
    chosen,
    deliver_json,
    opened,
    place_found,
)
from medisave_cli.commands.reading import Reading, show_page
from medisave_cli.commands.searching import SearchOption


def run(
    id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    city: CityOption = None,
    search: SearchOption = None,
    more: MoreOption = False,
    sources: SourcesOption = False,
    no_pager: PagerOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.lookups import claims_json, claims_view
    from medisave_cli.show.claims_page import claims_page
    from medisave_cli.show.claims_screen import claims_screen

    language = checked_lang(lang)
    book = opened(policies)
    found = place_found(book, city, language) if city is not None else None
    view = claims_view(book, id, found.place if found else None, search)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(claims_json(view, language, found.warnings if found else ()), output)
        return
    reading = Reading(face, output, language, more, sources, not no_pager)
    show_page(
        lambda: claims_screen(view, language, reading.handout),
        lambda: claims_page(view, language),
        reading,
    )
