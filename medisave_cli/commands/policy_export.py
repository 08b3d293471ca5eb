"""``medisave policy export``: the whole policy as tables, for engines that answer by a join."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from medisave_cli.commands.options import LangOption, PoliciesOption, checked_lang
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Speaker


def run(
    folders: FoldersArgument = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    columns: Annotated[str | None, typer.Option("--columns", metavar="A,B,…")] = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.advisor.situation import read_date

    language = checked_lang(lang)
    read = reading(folders, policies)
    if output is None:
        raise AskedWrongly("exporting.no_output")
    try:
        from medisave_cli.batch.export import export
    except ImportError:
        from medisave_cli.commands.batch import needs_engine

        raise needs_engine() from None
    from medisave_cli.dates import today

    day = read_date(as_of, "--as-of") if as_of else today()
    named = (
        None if columns is None else [name.strip() for name in columns.split(",") if name.strip()]
    )
    facts = (
        None if named is None else [name for name in named if name not in ("to", "city", "status")]
    )
    tables, files = export(opened(read), output, day, facts, named is None or "to" in named)
    count = tables.decisions.height
    ends: Any = tables.decisions["valid_until"].min()
    say = Speaker(language)
    print(say("exporting.decisions", count=f"{count:,}", day=day), file=sys.stderr)
    if ends:
        print(say("exporting.until", day=ends), file=sys.stderr)
    for file in files:
        print(file)
    tell(read, language)
