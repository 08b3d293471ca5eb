"""``medisave policy coverage``: places × statuses by grade, with a map of the provinces."""

from __future__ import annotations

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
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell
from medisave_cli.dates import today
from medisave_cli.language import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from medisave_cli.book.store import Book


def run(
    folders: FoldersArgument = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    unknown: Annotated[bool, typer.Option("--unknown")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.advisor.situation import read_date
    from medisave_cli.keeping.coverage import coverage
    from medisave_cli.keeping.coverage_tables import coverage_json, coverage_page

    language = checked_lang(lang)
    read = reading(folders, policies)
    day = read_date(as_of, "--as-of") if as_of else today()
    if unknown:
        _unknown(opened(read), day, language, chosen(format, output), output)
        tell(read, language)
        return
    covered, say = coverage(opened(read), day), Speaker(language)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(coverage_json(covered, say), output)
    else:
        render_page(coverage_page(covered, say), face, output)
    tell(read, language)


def _unknown(book: Book, day: str, lang: str, face: Format, output: Path | None) -> None:
    from medisave_cli.keeping import coverage_page
    from medisave_cli.keeping.unknown import unknown_pairs

    found, say = unknown_pairs(book, day), Speaker(lang)
    if face is Format.json:
        deliver_json(coverage_page.unknown_json(found, day, say), output)
    else:
        render_page(coverage_page.unknown_page(found, book.statuses, day, say), face, output)
