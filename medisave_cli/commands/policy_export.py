"""``medisave policy export``: the whole policy as tables, for engines that answer by a join; or as a site of pages to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from medisave_cli.commands.ending import read_format
from medisave_cli.commands.options import (
    Format,
    LangOption,
    PoliciesOption,
    checked_lang,
    chosen,
)
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Speaker
from medisave_cli.show.faces import EXPORTED, FACES


def run(
    folders: FoldersArgument = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", parser=read_format(EXPORTED), metavar="FORMAT"),
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    columns: Annotated[str | None, typer.Option("--columns", metavar="A,B,…")] = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    if format is Format.site:
        _site(folders, output, as_of, columns, language, policies)
    else:
        _tables(folders, output, format, as_of, columns, language, policies)


def _day(as_of: str | None) -> str:
    from medisave_cli.advisor.situation import read_date
    from medisave_cli.dates import today

    return read_date(as_of, "--as-of") if as_of else today()


def _site(
    folders: list[Path] | None,
    output: Path | None,
    as_of: str | None,
    columns: str | None,
    lang: str,
    policies: list[Path] | None,
) -> None:
    """The site: into the folder named by ``-o``, else by the one argument; then folders of rules stand behind ``--policies``."""
    from medisave_cli.site.build import build
    from medisave_cli.site.frame import FRONT

    if columns is not None:
        raise AskedWrongly("site.no_columns")
    if output is None:
        if not folders:
            raise AskedWrongly("site.needs_folder")
        if len(folders) > 1:
            raise AskedWrongly("site.one_folder")
        output, folders = folders[0], None
    read = reading(folders, policies)
    written = build(opened(read), output, _day(as_of))
    size = f"{written.size / 1e6:.1f}"
    print(Speaker(lang)("site.done", pages=written.pages, size=size), file=sys.stderr)
    print(output / FRONT)
    tell(read, lang)


def _tables(
    folders: list[Path] | None,
    output: Path | None,
    format: Format | None,
    as_of: str | None,
    columns: str | None,
    lang: str,
    policies: list[Path] | None,
) -> None:
    read = reading(folders, policies)
    if output is None:
        raise AskedWrongly("exporting.no_output")
    if output.suffix.lower() not in FACES[chosen(format, output, EXPORTED)].endings:
        raise AskedWrongly("exporting.ending", file=str(output))
    try:
        from medisave_cli.batch.export import export
    except ImportError:
        from medisave_cli.commands.batch import needs_engine

        raise needs_engine() from None

    day = _day(as_of)
    named = (
        None if columns is None else [name.strip() for name in columns.split(",") if name.strip()]
    )
    facts = (
        None if named is None else [name for name in named if name not in ("to", "city", "status")]
    )
    tables, files = export(opened(read), output, day, facts, named is None or "to" in named)
    count = tables.decisions.height
    ends: Any = tables.decisions["valid_until"].min()
    say = Speaker(lang)
    print(say("exporting.decisions", count=f"{count:,}", day=day), file=sys.stderr)
    fields = [*(["to"] if named is None or "to" in named else []), *tables.columns]
    print(say("exporting.columns", columns=", ".join(fields)), file=sys.stderr)
    if left := [f for f in tables.facts if f not in tables.columns] if named is None else []:
        print(say("exporting.left_out", columns=", ".join(left)), file=sys.stderr)
    if ends:
        print(say("exporting.until", day=ends), file=sys.stderr)
    for file in files:
        print(file)
    tell(read, lang)
