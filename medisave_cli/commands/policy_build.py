"""``medisave policy build``: compile the book anew, whatever a cache holds."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, reading, shown, tell
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import why
from medisave_cli.language import Speaker


def run(
    folders: FoldersArgument = None,
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
    format: FormatOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.keeping.locate import rebuild

    language = checked_lang(lang)
    read = reading(folders, policies)
    if output is not None and output.is_dir():
        raise AskedWrongly("workshop.is_folder", file=str(output))
    began = perf_counter()
    try:
        book, target = rebuild(target=output, folders=read.folders if read.own else None)
    except OSError as error:
        name = error.filename2 or error.filename or output or ""
        raise MedisaveError("files.cannot_write", file=str(name), why=why(error)) from None
    built: dict[str, Any] = {
        "schema": 1,
        "file": shown(str(target)) if target else None,
        "version": book.version,
        "digest": book.digest,
        "places": len(book.places_on_file()),
        "sources": len(book.sources()),
        "milliseconds": round((perf_counter() - began) * 1000),
    }
    face = chosen(format, None)
    if face is Format.json:
        deliver_json(built, None)
    else:
        render_page(_page(built, language), face, None)
    tell(read, language)


def _page(built: dict[str, Any], lang: str) -> Any:
    from medisave_cli.show.page import Item, Page, Section

    say = Speaker(lang)
    holds = say("workshop.holds", places=built["places"], sources=built["sources"])
    items = (
        Item(built["file"] or say("workshop.in_memory"), say("workshop.file")),
        Item(f"{built['version']} · {built['digest']}", say("workshop.version")),
        Item(holds, say("workshop.content")),
        Item(f"{built['milliseconds']} ms", say("workshop.took")),
    )
    return Page(say("workshop.built"), "", lang, sections=(Section("", items),))
