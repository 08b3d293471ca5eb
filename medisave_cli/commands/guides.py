"""What ``uses``, ``sharing``, ``balance`` and ``trouble`` have in common: the guide lines of a place, nearest first."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def guide(topic: str) -> Callable[..., None]:
    """The command that prints one topic's guide."""

    def run(
        words: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]")] = None,
        city: CityOption = None,
        more: MoreOption = False,
        sources: SourcesOption = False,
        no_pager: PagerOption = False,
        format: FormatOption = None,
        output: OutputOption = None,
        lang: LangOption = None,
        policies: PoliciesOption = None,
    ) -> None:
        face = chosen(format, output)
        reading = Reading(face, output, checked_lang(lang), more, sources, not no_pager)
        deliver_guide(opened(policies), topic, city, " ".join(words or []), reading)

    return run


def deliver_guide(book: "Book", topic: str, city: str | None, words: str, reading: Reading) -> None:
    """Deliver one guide for a city, or for the nation alone; ``words``: what of its topic is asked about, empty for all."""
    from medisave_cli.lookups import guide_view
    from medisave_cli.show.guide_page import guide_data, guide_page
    from medisave_cli.show.guide_screen import guide_screen

    lang = reading.lang
    found = place_found(book, city, lang) if city is not None else None
    view = guide_view(book, topic, found.place if found else None, words)
    if reading.face is Format.json:
        deliver_json(guide_data(view, lang, found.warnings if found else ()), reading.output)
    else:
        show_page(
            lambda: guide_screen(view, lang, reading.handout),
            lambda: guide_page(view, lang),
            reading,
        )
