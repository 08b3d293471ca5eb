"""``medisave claims [ID]``: what circulates, and what is true of it."""

from __future__ import annotations

from typing import Annotated

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
    render_page,
)
from medisave_cli.commands.searching import SearchOption, holds, known_id
from medisave_cli.words import say


def run(
    id: Annotated[
        str | None, typer.Argument(metavar="ID", help=say("只看这一条", "this one alone"))
    ] = None,
    city: CityOption = None,
    search: SearchOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.book.places import find
    from medisave_cli.show.claims_page import claims_page
    from medisave_cli.show.records import claim_record, envelope, source_records

    language = checked_lang(lang)
    book = opened(policies)
    place = find(book, city) if city is not None else None
    everywhere = book.claims()
    only = (
        known_id(id, (c.id for c in everywhere), "条说法", "claim", "claims")
        if id is not None
        else None
    )
    listed = [
        c for c in everywhere if only in (None, c.id) and (place is None or c.place in place.chain)
    ]
    found = [
        c
        for c in listed
        if holds(
            search,
            (*c.claim, *c.truth),
        )
    ]
    if place is not None:
        found.sort(key=lambda c: place.chain.index(c.place))
    sources = book.sources(cite.source for c in found for cite in c.cites)
    face = chosen(format, output)
    if face is Format.json:
        records = [claim_record(c, language) for c in found]
        deliver_json(
            envelope(
                language,
                (book.version, book.digest),
                claims=records,
                sources=source_records(sources, language),
            ),
            output,
        )
        return
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
    render_page(
        claims_page(
            found, sources, names, book.statuses, asked, (book.version, book.digest), language
        ),
        face,
        output,
    )
