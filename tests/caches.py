"""A cache of one's own for a test, with the bundled book in it: building that anew takes longer than most tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from medisave_cli import open_book
from medisave_cli.keeping import locate


def own_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program keep what it builds in ``folder``, where the bundled book stands ready."""
    open_book().close()
    kept = locate._cached((locate.policies(),))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    if kept is not None and kept.exists():
        (folder / "medisave").mkdir(parents=True, exist_ok=True)
        shutil.copy2(kept, folder / "medisave" / kept.name)
