"""``medisave compare``: one status in several places, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.commands.ending import read_format
from medisave_cli.commands.options import (
    Format,
    LangOption,
    MoreOption,
    OutputOption,
    PagerOption,
    PoliciesOption,
    SourcesOption,
    checked_lang,
    chosen,
    deliver,
    deliver_json,
    opened,
    place_found,
)
from medisave_cli.commands.reading import Reading, show_page
from medisave_cli.errors import AskedWrongly
from medisave_cli.show.faces import COMPARED

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.model import Place, Source, Text
    from medisave_cli.show.comparison import Row

ComparedOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", parser=read_format(COMPARED), metavar="FORMAT"),
]


def run(
    status: Annotated[str, typer.Option("--status", "-s")],
    city: Annotated[list[str] | None, typer.Option("--city", "-c")] = None,
    provinces: Annotated[bool, typer.Option("--provinces")] = False,
    all_places: Annotated[bool, typer.Option("--all")] = False,
    fact: Annotated[list[str] | None, typer.Option("--fact")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    more: MoreOption = False,
    sources: SourcesOption = False,
    no_pager: PagerOption = False,
    format: ComparedOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.commands.check import read_facts
    from medisave_cli.lookups import advices
    from medisave_cli.show import comparison

    language = checked_lang(lang)
    book = opened(policies)
    found = [place_found(book, name, language) for name in city or []]
    places = _places(book, [seen.place for seen in found], provinces, all_places)
    answered = advices(book, places, status, read_facts(fact), as_of)
    rows = comparison.compared(answered, language)
    if provinces or all_places:
        rows = comparison.by_verdict(rows)
    cited = book.sources(c.source for row in rows for cites in row.cites.values() for c in cites)
    warnings = tuple(warning for seen in found for warning in seen.warnings)
    face = chosen(format, output, COMPARED)
    reading = Reading(face, output, language, more, sources, not no_pager)
    _deliver(rows, cited, warnings, reading)


def _deliver(
    rows: list[Row],
    cited: dict[str, Source],
    warnings: tuple[tuple[str, Text], ...],
    reading: Reading,
) -> None:
    """Deliver a comparison in the face asked for."""
    output, lang = reading.output, reading.lang
    if reading.face is Format.csv:
        from medisave_cli.show.comparison_data import comparison_csv

        text = comparison_csv(rows, cited, lang)
        # A spreadsheet takes a CSV file without this mark for the system's old encoding.
        deliver("\ufeff" + text if output is not None and str(output) != "-" else text, output)
    elif reading.face is Format.json:
        from medisave_cli.show.comparison_data import comparison_data

        deliver_json(comparison_data(rows, cited, lang, warnings), output)
    else:
        from medisave_cli.show.compare_screen import compare_screen
        from medisave_cli.show.comparison_page import comparison_page

        show_page(
            lambda: compare_screen([row.advice for row in rows], lang, reading.handout),
            lambda: comparison_page(rows, cited, lang),
            reading,
        )


def _places(book: Book, asked: list[Place], provinces: bool, all_places: bool) -> list[Place]:
    """The places asked for, each once."""
    from medisave_cli.book.holdings import provinces as all_provinces
    from medisave_cli.model import NATION

    asked = list(asked)
    if provinces:
        asked += all_provinces(book)
    if all_places:
        asked += [place for place in book.places_on_file() if place.code != NATION]
    places = list({place.code: place for place in asked}.values())
    if len(places) < 2:
        raise AskedWrongly("arguments.two_places")
    return places
