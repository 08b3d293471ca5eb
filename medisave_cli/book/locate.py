"""Which book answers: the one carried by the wheel, one built from a checkout's YAML, or one with a person's own files laid over."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from medisave_cli import __version__
from medisave_cli.book.store import Book
from medisave_cli.errors import BadData

PACKAGE = Path(__file__).resolve().parent.parent
CARRIED_BOOK = PACKAGE / "book.sqlite"
CARRIED_POLICIES = PACKAGE / "policies"
CHECKOUT_POLICIES = PACKAGE.parent / "policies"


def policies() -> Path:
    """The bundled policy folder: the checkout's, or the copy the wheel carries."""
    return CHECKOUT_POLICIES if (CHECKOUT_POLICIES / "places").is_dir() else CARRIED_POLICIES


def open_book(overlays: Iterable[str | Path] = ()) -> Book:
    """Open the book, building it first where policy files are newer.

    ``overlays`` are policy folders laid over the bundled one, later ones winning; they are linted and treated as untrusted.

    Raises:
        BadData: a folder cannot be used, or the book is corrupt.
    """
    folders = tuple(Path(folder) for folder in overlays)
    if folders:
        return _built((policies(), *folders), trusted=False)
    if (CHECKOUT_POLICIES / "places").is_dir():
        return _built((CHECKOUT_POLICIES,), trusted=True)
    if not CARRIED_BOOK.exists():
        raise BadData("缺少政策数据库，请重装 medisave", "the book is missing: reinstall medisave")
    return Book(_connect(CARRIED_BOOK))


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"file:{path.as_posix().replace('?', '%3f').replace('#', '%23')}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise BadData(f"打不开政策数据库 {path}", f"the book {path} cannot be opened: {error}") from None


def _built(folders: tuple[Path, ...], trusted: bool) -> Book:
    """The book built from ``folders``, from the cache where it is as new as the files, else built anew.

    A cache that cannot be written does not stop an answer: the book is then built in memory.
    """
    stamp = _stamp(folders)
    target = cache_folder() / f"book-{_name(folders)}.sqlite"
    if target.exists():
        try:
            book = Book(_connect(target))
            if book.stamp == stamp:
                return book
            book.close()
        except BadData:
            pass
    from medisave_cli.book.compile import build

    if not trusted:
        from medisave_cli.book.compile import refuse
        from medisave_cli.book.lint import lint

        refuse(lint(folders))
    try:
        build(folders, target, __version__, stamp)
        return Book(_connect(target))
    except OSError:
        memory = build(folders, None, __version__, stamp)
        assert memory is not None
        return Book(memory)


def cache_folder() -> Path:
    """Where built books are kept: XDG_CACHE_HOME, LOCALAPPDATA or ~/.cache, in a folder ``medisave``."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path(os.path.expanduser("~")) / ".cache") / "medisave"


def _stamp(folders: tuple[Path, ...]) -> str:
    """What tells whether any file changed: names, sizes and times, and the program's version."""
    parts = [__version__]
    for folder in folders:
        if not folder.is_dir():
            raise BadData(f"没有这个政策文件夹：{folder}", f"no such policy folder: {folder}")
        for inner in ("", "catalog", "gazetteer", "places"):
            try:
                with os.scandir(folder / inner) as entries:
                    found = sorted((e.name, e.stat()) for e in entries if e.name.endswith((".yaml", ".yml", ".csv")))
            except OSError:
                continue
            parts += [f"{inner}/{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in found]
    return _short_hash("\n".join(parts))


def _name(folders: tuple[Path, ...]) -> str:
    return _short_hash("\n".join(str(folder.resolve()) for folder in folders))


def _short_hash(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
