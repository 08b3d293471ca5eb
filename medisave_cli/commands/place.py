"""``medisave place NAME``: find a place, what it answers in each situation, and what is on file for it."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.commands.options import (
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


def run(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    everything: Annotated[bool, typer.Option("--all")] = False,
    more: MoreOption = False,
    sources: SourcesOption = False,
    no_pager: PagerOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.lookups import place_answers, place_view
    from medisave_cli.show.place_page import place_page
    from medisave_cli.show.place_screen import place_screen
    from medisave_cli.show.place_view import place_data

    language = checked_lang(lang)
    book = opened(policies)
    found = place_found(book, name, language)
    view = place_view(book, found.place)
    view = view._replace(answers=place_answers(book, found.place, view.today))
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(place_data(view, language, found.warnings), output)
        return
    reading = Reading(face, output, language, more or everything, sources, not no_pager)
    show_page(
        lambda: place_screen(view, language, reading.handout),
        lambda: place_page(view, language, everything),
        reading,
    )
