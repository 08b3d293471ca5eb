"""The options that commands share, and how a command's answer leaves: to the terminal, a pipe or a file."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.commands.ending import (
    chosen,
    deliver,
    deliver_json,
    read_format,
    render_page,
)
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import LANGUAGES, chosen_language
from medisave_cli.show.faces import PAGE, Format

if TYPE_CHECKING:
    from medisave_cli.book.places import Found
    from medisave_cli.book.store import Book
    from medisave_cli.model import Place

__all__ = [
    "CityOption",
    "Format",
    "FormatOption",
    "LangOption",
    "MoreOption",
    "OutputOption",
    "PagerOption",
    "PoliciesOption",
    "SourcesOption",
    "checked_lang",
    "chosen",
    "deliver",
    "deliver_json",
    "opened",
    "overlays",
    "render_page",
]

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=read_format(PAGE),
        metavar="FORMAT",
    ),
]
MoreOption = Annotated[bool, typer.Option("--more")]
SourcesOption = Annotated[bool, typer.Option("--sources")]
PagerOption = Annotated[bool, typer.Option("--no-pager")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o")]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="zh|en")]
PoliciesOption = Annotated[list[Path] | None, typer.Option("--policies")]
CityOption = Annotated[str | None, typer.Option("--city", "-c")]


def checked_lang(lang: str | None) -> str:
    """The language asked for, or of the run.

    Raises:
        AskedWrongly: it is neither zh nor en.
    """
    if lang is not None and lang not in LANGUAGES:
        raise AskedWrongly("arguments.lang", typed=lang)
    return lang or chosen_language()


def opened(policies: list[Path] | None) -> "Book":
    """The book, with --policies and MEDISAVE_POLICIES laid over it."""
    from medisave_cli.keeping.locate import open_book

    own = overlays(policies)
    if not own:
        _say_overlooked()
    return open_book(own)


def _say_overlooked() -> None:
    """Say on stderr that policy files beside the reader are not used."""
    from medisave_cli.keeping.folders import overlooked

    message = overlooked()
    if message is not None:
        from medisave_cli.language import Speaker

        typer.echo(Speaker(chosen_language()).message(message), err=True)


def place_named(book: "Book", typed: str, lang: str) -> "Place":
    """The place that ``typed`` names, as ``place_found``."""
    return place_found(book, typed, lang).place


def place_found(book: "Book", typed: str, lang: str) -> "Found":
    """The place that ``typed`` names; what must be said of how it was found goes to standard error, too.

    Raises:
        AskedWrongly: as ``book.places.look``.
    """
    from medisave_cli.book.places import look

    seen = look(book, typed)
    for _, text in seen.warnings:
        typer.echo(f"! {getattr(text, lang)}", err=True)
    return seen


def overlays(policies: list[Path] | None) -> list[Path]:
    """The folders of ``--policies``, else those of MEDISAVE_POLICIES: later ones win."""
    named = os.environ.get("MEDISAVE_POLICIES", "").split(os.pathsep)
    return list(policies or ()) or [Path(p) for p in named if p]
