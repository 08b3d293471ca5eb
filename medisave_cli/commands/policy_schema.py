"""``medisave policy schema``: the policy files' JSON Schema, printed or written into a folder."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from medisave_cli.commands.options import LangOption, checked_lang, deliver
from medisave_cli.errors import AskedWrongly
from medisave_cli.files import write_whole
from medisave_cli.language import Speaker


class Kind(StrEnum):
    place = "place"
    claims = "claims"
    statuses = "statuses"
    facts = "facts"
    documents = "documents"
    channels = "channels"
    issuers = "issuers"
    phrases = "phrases"


def run(
    kind: Annotated[Kind | None, typer.Argument(metavar="[KIND]")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE|DIR")] = None,
    lang: LangOption = None,
) -> None:
    from medisave_cli.keeping.schema import schema, schemas

    language = checked_lang(lang)
    if output is None or not output.is_dir():
        deliver(_json(schema((kind or Kind.place).value)), output)
        return
    if kind is not None:
        raise AskedWrongly("workshop.all_kinds")
    for name, made in schemas().items():
        write_whole(output / f"{name}.json", _json(made).encode())
    print(Speaker(language)("workshop.schemas", folder=output, count=len(Kind)))


def _json(made: object) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
