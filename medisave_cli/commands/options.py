"""The options that commands share, and how a command's answer leaves: to the terminal, a pipe or a file."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.errors import AskedWrongly
from medisave_cli.words import language, say

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


class Format(StrEnum):
    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    html = "html"


FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help=say(
            "输出格式（默认：终端用 table，管道用 plain）",
            "output format (default: table on a terminal, plain in a pipe)",
        ),
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

        print(Speaker(language()).message(message), file=sys.stderr)


def overlays(policies: list[Path] | None) -> list[Path]:
    """The folders of ``--policies``, else those of MEDISAVE_POLICIES: later ones win."""
    named = os.environ.get("MEDISAVE_POLICIES", "").split(os.pathsep)
    return list(policies or ()) or [Path(p) for p in named if p]


def chosen(format: Format | None, output: Path | None) -> Format:
    """The format asked for; else by the file's ending; else a table on a terminal and plain text in a pipe."""
    if format is not None:
        return format
    if output is not None:
        by_ending = {
            ".json": Format.json,
            ".md": Format.markdown,
            ".html": Format.html,
            ".htm": Format.html,
        }
        return by_ending.get(output.suffix.lower(), Format.plain)
    return Format.table if sys.stdout.isatty() else Format.plain


def deliver(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to ``output`` whole or not at all."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    from medisave_cli.files import write_whole

    write_whole(output, text.encode())


def render_page(page: Any, format: Format, output: Path | None) -> None:
    """Deliver a page (show.page.Page) in one of the faces for reading; json is each command's own."""
    if format is Format.table:
        from medisave_cli.show.rich_face import render

        deliver(render(page, sys.stdout if output is None else None), output)
    elif format is Format.markdown:
        from medisave_cli.show.markdown_face import render as markdown

        deliver(markdown(page), output)
    elif format is Format.html:
        from medisave_cli.show.html_face import render as html

        deliver(html(page), output)
    else:
        from medisave_cli.show.plain_face import render as plain

        deliver(plain(page), output)


def deliver_json(data: Any, output: Path | None) -> None:
    """Deliver ``data`` as JSON."""
    import json

    deliver(json.dumps(data, ensure_ascii=False, indent=2), output)
