"""``medisave statuses [TEXT]``: the situations that can be asked about, or those that words are about."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from medisave_cli.commands.searching import SearchOption

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def run(
    words: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]")] = None,
    search: SearchOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    book = opened(policies)
    text = " ".join([*(words or []), *([search] if search else [])]).strip()
    if text:
        _found(book, text, chosen(format, output), output, language)
    else:
        _all(book, chosen(format, output), output, language)


def _found(book: "Book", text: str, face: Format, output: Path | None, lang: str) -> None:
    """What ``text`` is about."""
    from medisave_cli.finder import finder_of
    from medisave_cli.show.finding_page import finding_data, finding_page

    finding = finder_of(book).find(text)
    edition = (book.version, book.digest)
    if face is Format.json:
        deliver_json(finding_data(finding, book.statuses, edition, lang), output)
    else:
        render_page(finding_page(text, finding, edition, lang), face, output)


def _all(book: "Book", face: Format, output: Path | None, lang: str) -> None:
    """Every status, with the places that have rules on it."""
    from medisave_cli.lookups import status_places, statuses_json
    from medisave_cli.show.catalog_page import statuses_page

    if face is Format.json:
        deliver_json(statuses_json(book, lang), output)
        return
    listed = [*book.statuses.values()]
    edition = (book.version, book.digest)
    page = statuses_page(listed, status_places(book), edition, lang)
    render_page(page, face, output)
