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

MOST = 200


def run(
    province: Annotated[str | None, typer.Option("--province", "-p")] = None,
    search: Annotated[str | None, typer.Option("--search", metavar="TEXT")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.book import holdings
    from medisave_cli.book.places import find_province, nearest
    from medisave_cli.book.places import search as search_places
    from medisave_cli.errors import AskedWrongly
    from medisave_cli.language.scrub import scrub
    from medisave_cli.show.catalog_page import PlaceRow, places_page
    from medisave_cli.show.records import envelope, place_record

    language = checked_lang(lang)
    book = opened(policies)
    within = find_province(book, province) if province is not None else None
    if search is not None and not search.strip():
        raise AskedWrongly("--search 后面要有字", "--search needs some text")
    listed = book.places_on_file() if search is None else search_places(book, search, MOST)
    exact = bool(listed)
    if search is not None and not exact:
        listed = nearest(book, search)
    grades = holdings.rules_of(book)
    found = [
        PlaceRow(place, grades.get(place.code))
        for place in listed
        if within is None or within.code in (*place.chain, place.code[:2] + "0000")
    ]
    face = chosen(format, output)
    if face is Format.json:
        rows = [
            {
                **place_record(row.place, language),
                "provisions": None if row.grades is None else {g: row.grades[g] for g in "ABC"},
            }
            for row in found
        ]
        deliver_json(
            envelope(language, (book.version, book.digest), exact=exact, places=rows), output
        )
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
