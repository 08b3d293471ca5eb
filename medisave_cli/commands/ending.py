"""The one way a command ends: its answer in the face asked for, to the terminal, a pager, a pipe or a file."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from medisave_cli.errors import AskedWrongly
from medisave_cli.language import chosen_language, nearest, scrub
from medisave_cli.show.faces import FACES, PAGE, Format, endings, of_ending

LESS = "FIRX"
"""What less is told, as git and gh do: quit where it fits one screen, search without case, pass colours, leave the screen."""


def read_format(offered: tuple[Format, ...] = PAGE) -> Any:
    """The reader of ``--format`` for a command that offers these faces.

    The reader raises AskedWrongly for any other word; the nearest is named. Its ``offered`` is what help and completion list.
    """

    def read(typed: str) -> Format:
        word = typed.strip().lower()
        if word in offered:
            return Format(word)
        near = nearest(word, offered)
        listed = ", ".join(offered)
        if near:
            raise AskedWrongly(
                "faces.no_such_near", typed=scrub(typed), near=near[0], listed=listed
            )
        raise AskedWrongly("faces.no_such", typed=scrub(typed), listed=listed)

    read.offered = offered  # type: ignore[attr-defined]
    return read


def chosen(
    format: Format | None, output: Path | None, offered: tuple[Format, ...] = PAGE
) -> Format:
    """The face asked for; else by the file's ending; else a table on a terminal and plain text in a pipe (a drawing: the first).

    Raises:
        AskedWrongly: the file's ending is none of the faces offered, or the face can only be written to a file.
    """
    to_file = output is not None and str(output) != "-"
    if format is None and output is not None and to_file and output.suffix:
        format = of_ending(output.suffix, offered)
        if format is None:
            listed = " ".join(endings(offered))
            raise AskedWrongly("faces.no_ending", typed=scrub(output.name), listed=listed)
    if format is None:
        if Format.table not in offered:
            return offered[0]
        return Format.table if not to_file and sys.stdout.isatty() else Format.plain
    if FACES[format].to_file and not to_file:
        raise AskedWrongly("faces.needs_file", format=str(format))
    return format


def deliver(text: str | bytes, output: Path | None, paged: bool = False) -> None:
    """Print ``text``, through a pager where ``paged`` and on a terminal; or write it to ``output``, whole or not at all."""
    if isinstance(text, str):
        text = text if text.endswith("\n") else text + "\n"
    if output is None or str(output) == "-":
        assert isinstance(text, str)
        if not (paged and sys.stdout.isatty() and _through_pager(text)):
            sys.stdout.write(text)
        return
    from medisave_cli.files import write_whole
    from medisave_cli.language import Speaker

    write_whole(output, text.encode() if isinstance(text, str) else text)
    print(Speaker(chosen_language())("faces.written", path=scrub(output, 200)), file=sys.stderr)


def _through_pager(text: str) -> bool:
    """Whether a pager has shown ``text``: PAGER where it is set (empty or cat: none), else less."""
    import shlex
    import shutil
    import subprocess

    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return False
    if not command or command[0] == "cat" or shutil.which(command[0]) is None:
        return False
    env = {"LESS": LESS, "LESSCHARSET": "utf-8", **os.environ}
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=env) as pager:
            pager.communicate(text.encode(errors="replace"))
    except OSError:
        return False
    except KeyboardInterrupt:
        pass
    return True


def render_page(page: Any, format: Format, output: Path | None, paged: bool = False) -> None:
    """Deliver a page (show.page.Page) in one of the faces for reading; json is each command's own."""
    face = import_module(FACES[format].module)
    if format is Format.table:
        deliver(face.render(page, sys.stdout if output is None else None), output, paged)
    else:
        deliver(face.render(page), output, paged and format is Format.plain)


def deliver_json(data: Any, output: Path | None) -> None:
    """Deliver ``data`` as JSON."""
    import json

    deliver(json.dumps(data, ensure_ascii=False, indent=2), output)
