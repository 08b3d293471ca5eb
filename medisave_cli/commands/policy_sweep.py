"""``medisave policy sweep``: verdict, lean, grade and deciding rule of every place and situation, at a glance."""

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
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell


def run(
    folders: FoldersArgument = None,
    city: Annotated[list[str] | None, typer.Option("--city", "-c")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", "-s")] = None,
    leaning: Annotated[bool, typer.Option("--leaning")] = False,
    every: Annotated[bool, typer.Option("--every")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.answer.reading import read_situation
    from medisave_cli.book.places import find
    from medisave_cli.dates import read_date, today
    from medisave_cli.keeping.sweep import sweep
    from medisave_cli.show.sweep_page import sweep_page, sweep_rows

    language = checked_lang(lang)
    read = reading(folders, policies)
    book = opened(read)
    day = read_date(as_of, "--as-of") if as_of else today()
    places = [find(book, name) for name in city] if city else None
    statuses = [read_situation(book, name)[0] for name in status] if status else None
    found = [
        row
        for row in sweep(book, day, places, statuses)
        if (every or row.family == "cash") and (row.lean is not None or not leaning)
    ]
    face = chosen(format, output)
    if face is Format.json:
        deliver_json({"schema": 1, "as_of": day, "answers": sweep_rows(found)}, output)
    else:
        render_page(sweep_page(found, day, book.statuses, language), face, output)
    tell(read, language)
