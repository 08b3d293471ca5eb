"""A folder, or the policy files of a git revision, as a book: the two sides of ``policy diff``."""

from __future__ import annotations

import io
import subprocess
import tarfile
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from medisave_cli.errors import AskedWrongly, BadData, MedisaveError
from medisave_cli.language import scrub

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def book_of(named: str, stack: ExitStack) -> Book:
    """The book built from a policy folder or from a git revision of this checkout; kept in memory.

    Raises:
        AskedWrongly: it is neither.
        BadData: its files do not fit together; the message names the side.
    """
    from medisave_cli import __version__
    from medisave_cli.keeping.compile import build
    from medisave_cli.keeping.locate import policies

    folder = Path(named) if Path(named).is_dir() else _revision(named, stack)
    whole = (folder / "gazetteer").is_dir()
    try:
        return build((folder,) if whole else (policies(), folder), None, __version__)
    except BadData as error:
        raise BadData("differences.side", named=scrub(named), why=error.text) from None


def book_now() -> tuple[Book, str]:
    """The book of the folders that every keeper's command reads where none is named, and what they are called."""
    from medisave_cli import __version__
    from medisave_cli.keeping.compile import build
    from medisave_cli.keeping.folders import reading, shown

    folders = reading().folders
    return build(folders, None, __version__), shown(folders[-1])


def _revision(named: str, stack: ExitStack) -> Path:
    """The policy folder as it stood in a git revision, unpacked into a folder that goes away with ``stack``."""
    top = _git(".", "rev-parse", "--show-toplevel")
    commit = (
        _git(".", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
        if top
        else None
    )
    if top is None or commit is None:
        raise AskedWrongly("differences.neither", named=scrub(named))
    root = Path(top.decode().strip())
    archive = _git(str(root), "archive", "--format=tar", commit.decode().strip(), "--", "policies")
    if archive is None:
        raise AskedWrongly("differences.not_in_revision", named=scrub(named))
    target = stack.enter_context(TemporaryDirectory(prefix="medisave-"))
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(target, filter="data")
    return Path(target) / "policies"


def _git(folder: str, *words: str) -> bytes | None:
    """What git prints, or None where it refuses.

    Raises:
        MedisaveError: there is no git.
    """
    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=False)
    except OSError:
        raise MedisaveError("differences.no_git") from None
    return done.stdout if done.returncode == 0 else None
