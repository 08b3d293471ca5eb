"""``medisave place NAME``: find a place, and what is on file for it."""

from __future__ import annotations

from typing import Annotated

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
    opened,
    place_named,
    render_page,
)


def run(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    everything: Annotated[bool, typer.Option("--all")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.lookups import place_view
    from medisave_cli.show.place_page import place_data, place_page

    language = checked_lang(lang)
    book = opened(policies)
    view = place_view(book, place_named(book, name, language))
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(place_data(view, language), output)
    else:
        render_page(place_page(view, language, everything), face, output)
