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
    checked_lang,
    chosen,
    deliver,
    deliver_json,
    opened,
    place_named,
    render_page,
)
from medisave_cli.errors import AskedWrongly
from medisave_cli.show.faces import COMPARED, FACES

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.model import Place


def run(
    status: Annotated[str, typer.Option("--status", "-s")],
    city: Annotated[list[str] | None, typer.Option("--city", "-c")] = None,
    provinces: Annotated[bool, typer.Option("--provinces")] = False,
    all_places: Annotated[bool, typer.Option("--all")] = False,
    fact: Annotated[list[str] | None, typer.Option("--fact")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    more: MoreOption = False,
    no_pager: PagerOption = False,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            parser=read_format(COMPARED),
            metavar="FORMAT",
        ),
    ] = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.commands.check import read_facts
    from medisave_cli.lookups import advices
    from medisave_cli.show import comparison

    language = checked_lang(lang)
    book = opened(policies)
    places = _places(book, city or [], provinces, all_places, language)
    answered = advices(book, places, status, read_facts(fact), as_of)
    rows = comparison.compared(answered, language)
    if provinces or all_places:
        rows = comparison.by_verdict(rows)
    sources = book.sources(c.source for row in rows for cites in row.cites.values() for c in cites)
    face = chosen(format, output, COMPARED)
    if face is Format.csv:
        text = comparison.comparison_csv(rows, sources, language)
        # A spreadsheet takes a CSV file without this mark for the system's old encoding.
        deliver("\ufeff" + text if output is not None and str(output) != "-" else text, output)
    elif face is Format.json:
        deliver_json(comparison.comparison_data(rows, sources, language), output)
    elif more:
        page = comparison.comparison_page(rows, sources, language)
        render_page(page, face, output, paged=not no_pager)
    else:
        from medisave_cli.show.compare_screen import compare_screen

        ordered = [row.advice for row in rows]
        render_page(compare_screen(ordered, language, FACES[face].taken_along), face, output)


def _places(
    book: Book, cities: list[str], provinces: bool, all_places: bool, lang: str
) -> list[Place]:
    """The places asked for, each once."""
    from medisave_cli.book.holdings import provinces as all_provinces
    from medisave_cli.model import NATION

    asked = [place_named(book, city, lang) for city in cities]
    if provinces:
        asked += all_provinces(book)
    if all_places:
        asked += [place for place in book.places_on_file() if place.code != NATION]
    places = list({place.code: place for place in asked}.values())
    if len(places) < 2:
        raise AskedWrongly("arguments.two_places")
    return places
