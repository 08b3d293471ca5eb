"""The folders that every command for keepers takes, in one place and one way, and the line that says which were read."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.keeping.folders import Reading

FoldersArgument = Annotated[list[Path] | None, typer.Argument(metavar="[DIR]...")]


def reading(folders: list[Path] | None, policies: list[Path] | None) -> Reading:
    """The folders a keeper's command reads: those given before or after ``--policies``, else as ``keeping.folders`` has it."""
    from medisave_cli.keeping.folders import reading as chosen

    return chosen([*(folders or []), *(policies or [])])


def opened(read: Reading) -> Book:
    """The book of these folders."""
    from medisave_cli.keeping.locate import open_folders

    return open_folders(read.folders)


@contextmanager
def uncollected() -> Iterator[None]:
    """Reading all files makes a great many objects that all stay: looking for garbage among them takes a sixth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def tell(read: Reading, lang: str) -> None:
    """Say which folders were read, and how many places they hold: the last line of every command for keepers."""
    from medisave_cli.keeping.folders import said
    from medisave_cli.language import Speaker

    print(Speaker(lang).message(said(read)), file=sys.stderr)


def shown(file: str) -> str:
    """A file's path as a reader in this folder would type it."""
    from medisave_cli.keeping.folders import shown as typed

    return typed(file)
