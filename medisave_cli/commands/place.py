"""``medisave place NAME``: find a place, and what is on file for it."""

from __future__ import annotations

from typing import Annotated, Any

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
    from collections import Counter

    from medisave_cli.book import holdings
    from medisave_cli.dates import today
    from medisave_cli.show.place_page import PlaceView, place_data, place_page

    language = checked_lang(lang)
    book = opened(policies)
    place = place_named(book, name, language)
    serving = [near for code in place.rules_from if (near := book.place(code))]
    rules = {
        near.code: [
            (held.provision, held.statuses) for held in holdings.provisions_at(book, near.code)
        ]
        for near in serving
    }
    closures = {near.code: holdings.closures_at(book, near.code) for near in serving}
    guides = Counter(
        {topic: len(book.guides(place, topic)) for topic in ("uses", "sharing", "balance")}
    )
    contacts = book.contacts(place)
    citing: list[Any] = (
        [rule for held in rules.values() for rule, _ in held]
        + [c for closed in closures.values() for c in closed]
        + contacts
    )
    cited = [cite.source for thing in citing for cite in thing.cites]
    view = PlaceView(
        place,
        holdings.also_called(book, place.code),
        serving,
        rules,
        closures,
        guides,
        book.looked_for(place),
        contacts,
        book.statuses,
        holdings.portions(book, place),
        book.sources(cited),
        (book.version, book.digest),
        today(),
    )
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(place_data(view, language), output)
    else:
        render_page(place_page(view, language, everything), face, output)
