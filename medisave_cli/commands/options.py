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
from medisave_cli.language import Speaker
from medisave_cli.show.faces import PAGE, Format
from medisave_cli.words import language, say

if TYPE_CHECKING:
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
        help=Speaker(language())("faces.help", listed=PAGE),
    ),
]
MoreOption = Annotated[
    bool,
    typer.Option(
        "--more",
        help=say(
            "全部：拿不准的、所有提醒和流传的说法、每条依据",
            "everything: what is uncertain, every tip, every claim that circulates, every source",
        ),
    ),
]
PagerOption = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help=say("--more 不用翻页程序", "print what --more shows without a pager"),
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help=say("写入文件", "write to a file"))
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help=say("语言（默认随系统）", "language (default: the locale's)"),
    ),
]
PoliciesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--policies",
        help=say(
            "叠加自己的政策文件夹，可重复",
            "lay your own policy folder over the bundled one; repeatable",
        ),
    ),
]
CityOption = Annotated[
    str | None,
    typer.Option(
        "--city",
        "-c",
        help=say("参保地：城市名、拼音或代码", "where insured: a city's name, pinyin or code"),
    ),
]


def checked_lang(lang: str | None) -> str:
    """The language asked for, or of the run.

    Raises:
        AskedWrongly: it is neither zh nor en.
    """
    if lang not in (None, "zh", "en"):
        raise AskedWrongly(
            f"--lang 只能是 zh 或 en，不能是“{lang}”", f"--lang must be zh or en, not “{lang}”"
        )
    return lang or language()


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

        typer.echo(Speaker(language()).message(message), err=True)


def place_named(book: "Book", typed: str, lang: str) -> "Place":
    """The place that ``typed`` names; what must be said of how it was found goes to standard error.

    Raises:
        AskedWrongly: as ``book.places.look``.
    """
    from medisave_cli.book.places import look

    seen = look(book, typed)
    for _, text in seen.warnings:
        typer.echo(f"! {getattr(text, lang)}", err=True)
    return seen.place


def overlays(policies: list[Path] | None) -> list[Path]:
    """The folders of ``--policies``, else those of MEDISAVE_POLICIES: later ones win."""
    named = os.environ.get("MEDISAVE_POLICIES", "").split(os.pathsep)
    return list(policies or ()) or [Path(p) for p in named if p]
