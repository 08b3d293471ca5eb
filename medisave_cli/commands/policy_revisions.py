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
        raise BadData(f"{named}：{error.text.zh}", f"{named}: {error.text.en}") from None


def _revision(named: str, stack: ExitStack) -> Path:
    """The policy folder as it stood in a git revision, unpacked into a folder that goes away with ``stack``."""
    shown = "".join(c for c in named if c.isprintable())[:80]
    top = _git(".", "rev-parse", "--show-toplevel")
    commit = (
        _git(".", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}")
        if top
        else None
    )
    if top is None or commit is None:
        raise AskedWrongly(
            f"“{shown}”既不是政策文件夹，也不是这里的 git 版本",
            f"“{shown}” is neither a policy folder nor a git revision here",
        )
    root = Path(top.decode().strip())
    archive = _git(str(root), "archive", "--format=tar", commit.decode().strip(), "--", "policies")
    if archive is None:
        raise AskedWrongly(
            f"版本 {shown} 里没有 policies 文件夹", f"the revision {shown} has no folder `policies`"
        )
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
        raise MedisaveError(
            "比较版本要用到 git，这里没有", "comparing revisions needs git, which is not here"
        ) from None
    return done.stdout if done.returncode == 0 else None
