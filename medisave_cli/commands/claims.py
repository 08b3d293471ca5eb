"""``medisave claims [ID]``: what circulates, and what is true of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.commands.options import (
    CityOption,
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
from medisave_cli.commands.searching import SearchOption

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def run(
    id: Annotated[str | None, typer.Argument(metavar="ID")] = None,
    city: CityOption = None,
    search: SearchOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.lookups import claims_found, claims_json
    from medisave_cli.show.claims_page import claims_page

    language = checked_lang(lang)
    book = opened(policies)
    place = place_named(book, city, language) if city is not None else None
    found = claims_found(book, id, place, search)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(claims_json(book, found, language), output)
        return
    sources = book.sources(cite.source for c in found for cite in c.cites)
    names = {
        code: near.name
        for code in {c for claim in found for c in (claim.place, *claim.see)}
        if (near := book.place(code))
    }
    asked = (
        ""
        if place is None
        else "".join(t.zh for t in place.path)
        if language == "zh"
        else ", ".join(t.en for t in reversed(place.path))
    )
    page = claims_page(
        found, sources, names, book.statuses, asked, (book.version, book.digest), language
    )
    if search is not None and not found:
        page = page._replace(lead=(*page.lead, *_elsewhere(book, search, language)))
    render_page(page, face, output)


def _elsewhere(book: Book, search: str, lang: str) -> tuple[str, ...]:
    """Where the question is answered, if no claim is about it."""
    from medisave_cli.finder import choice, finder_of
    from medisave_cli.language import Speaker

    matches = finder_of(book).find(search).matches[:1]
    return tuple(Speaker(lang)("finding.see", choice=choice(match)) for match in matches)
