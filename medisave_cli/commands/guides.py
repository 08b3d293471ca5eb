"""What ``uses``, ``sharing``, ``balance`` and ``trouble`` have in common: the guide lines of a place, nearest first."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from collections.abc import Callable
from pathlib import Path
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

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def guide(topic: str) -> Callable[..., None]:
    """The command that prints one topic's guide."""

    def run(
        words: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]")] = None,
        city: CityOption = None,
        format: FormatOption = None,
        output: OutputOption = None,
        lang: LangOption = None,
        policies: PoliciesOption = None,
    ) -> None:
        show_guide(topic, " ".join(words or []), city, format, output, lang, policies)

    return run


def show_guide(
    topic: str,
    words: str,
    city: str | None,
    format: Format | None,
    output: Path | None,
    lang: str | None,
    policies: list[Path] | None,
) -> None:
    """Print one guide for a city, or for the nation alone; ``words``: what of its topic is asked about, empty for all."""
    face = chosen(format, output)
    deliver_guide(opened(policies), topic, city, words, face, output, checked_lang(lang))


def deliver_guide(
    book: "Book",
    topic: str,
    city: str | None,
    words: str,
    face: Format,
    output: Path | None,
    language: str,
) -> None:
    """Deliver one guide out of an open book."""
    from medisave_cli.lookups import guide_view
    from medisave_cli.show.guide_page import guide_data, guide_page

    asked = place_named(book, city, language) if city is not None else None
    view = guide_view(book, topic, asked, words)
    if face is Format.json:
        deliver_json(guide_data(view, language), output)
    else:
        render_page(guide_page(view, language), face, output)
