"""``medisave places``: the places with rules on file, or any place by a part of its name."""

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
    render_page,
)


def run(
    province: Annotated[str | None, typer.Option("--province", "-p")] = None,
    search: Annotated[str | None, typer.Option("--search", metavar="TEXT")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.language.scrub import scrub
    from medisave_cli.lookups import places_found, places_json
    from medisave_cli.show.catalog_page import places_page

    language = checked_lang(lang)
    book = opened(policies)
    found, exact = listed = places_found(book, province, search)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(places_json(book, listed, language), output)
        return
    names = {
        code: near.name
        for code in {c for row in found for c in row.place.rules_from}
        if (near := book.place(code))
    }
    render_page(
        places_page(
            found,
            names,
            scrub(search) if search is not None else None,
            exact,
            (book.version, book.digest),
            language,
        ),
        face,
        output,
    )
