"""Beside an answer, what an office told this person: on their terminal, or where it is asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.language import Speaker
from medisave_cli.show.faces import Format

if TYPE_CHECKING:
    from medisave_cli.model import Advice

ToldOption = Annotated[bool | None, typer.Option("--told/--no-told")]


def told_beside(
    advice: Advice, option: bool | None, face: Format, output: Path | None, lang: str
) -> Advice:
    """The advice with the records of its place and status, where this run shows them. Nothing else of it changes."""
    on_terminal = output is None and face in (Format.table, Format.plain) and sys.stdout.isatty()
    if option is None and not on_terminal and "MEDISAVE_TOLD" not in os.environ:
        return advice  # the usual case loads nothing more
    from medisave_cli.told.folder import names, wanted

    s = advice.situation
    if not wanted(option, on_terminal) or not names(s.place.code, s.base_status):
        return advice
    from medisave_cli.told.records import kept

    found = kept(s.place.code, s.base_status)
    for name in found.broken:
        typer.echo(f"! {Speaker(lang)('told.broken', file=name)}", err=True)
    return advice._replace(told=found.records)
