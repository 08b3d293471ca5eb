"""A cache of one's own for a test, with the bundled book and what lint remembers of it: doing that anew takes longer than most tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from medisave_cli import open_book
from medisave_cli.keeping import locate


def own_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program keep what it builds in ``folder``, where the bundled book stands ready."""
    open_book().close()
    book, cache = locate._cached((locate.policies(),)), locate.cache_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    if book is None or cache is None:
        return
    (folder / "medisave").mkdir(parents=True, exist_ok=True)
    for kept in (book, *cache.glob("read-*.sqlite")):
        if kept.exists():
            shutil.copy2(kept, folder / "medisave" / kept.name)
