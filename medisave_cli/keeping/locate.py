"""Which book answers: the one carried by the wheel, one built from a checkout's YAML, or one with a person's own files laid over."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from medisave_cli import __version__
from medisave_cli.book.printed import CannotWrite
from medisave_cli.book.store import Book
from medisave_cli.errors import BadData

if TYPE_CHECKING:
    from medisave_cli.keeping.compile import Ready

PACKAGE = Path(__file__).resolve().parent.parent
CARRIED_BOOK = PACKAGE / "book.sqlite"
CARRIED_POLICIES = PACKAGE / "policies"
CHECKOUT_POLICIES = PACKAGE.parent / "policies"
KEPT_BOOKS = 12
HALF_IS_DEAD_AFTER = 3600.0


def policies() -> Path:
    """The bundled policy folder: the checkout's, or the copy the wheel carries."""
    return CHECKOUT_POLICIES if (CHECKOUT_POLICIES / "places").is_dir() else CARRIED_POLICIES


def open_book(overlays: Iterable[str | Path] = ()) -> Book:
    """Open the book, building it first where policy files are newer.

    ``overlays`` are policy folders laid over the bundled one, later ones winning; they are linted and treated as untrusted.

    Raises:
        BadData: a folder cannot be used, or the book is corrupt.
    """
    folders = sources(overlays)
    if not folders:
        if not CARRIED_BOOK.exists():
            raise BadData(
                "缺少政策数据库：运行 medisave policy build，或重装",
                "the book is missing: run medisave policy build, or reinstall",
            )
        return Book.at(CARRIED_BOOK)
    stamp = _stamp(folders)
    target = _cached(folders)
    if target is not None and target.exists():
        try:
            book = Book.at(target)
            if book.stamp == stamp:
                return book
            book.close()
        except BadData:
            pass
    return _build(folders, stamp, target)


def rebuild(
    overlays: Iterable[str | Path] = (), target: Path | None = None
) -> tuple[Book, Path | None]:
    """Build the book anew: ``target``, or the file that answers are read from (returned; None where it can only be kept in memory).

    Raises:
        BadData: a folder cannot be used.
        OSError: ``target``, or the book an installed program carries, cannot be written.
    """
    overlays = tuple(overlays)
    folders = sources(overlays)
    if target is None and folders:
        target = _cached(folders)
        book = _build(folders, _stamp(folders), target)
        return book, target if book.in_file else None
    folders = folders or (policies(),)
    target = target or CARRIED_BOOK
    from medisave_cli.keeping.compile import build

    try:
        ready = _checked(folders) if overlays else None
        return build(folders, target, __version__, _stamp(folders), ready), target
    except CannotWrite as error:
        raise OSError(None, str(error), str(target)) from None


def sources(overlays: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """The policy folders the book is built from, the bundled one first; none where the book the program carries answers as it is."""
    folders = tuple(Path(folder) for folder in overlays)
    checkout = (CHECKOUT_POLICIES / "places").is_dir()
    return (policies(), *folders) if folders or checkout else ()


def _build(folders: tuple[Path, ...], stamp: str, target: Path | None) -> Book:
    """The book built anew, into ``target`` where that can be written, else in memory: a full or read-only disk does not stop an answer."""
    from medisave_cli.keeping.compile import assembled, build

    ready = _checked(folders) if len(folders) > 1 else assembled(folders)
    if target is not None:
        try:
            book = build(folders, target, __version__, stamp, ready)
            _tidy(target.parent)
            return book
        except (OSError, CannotWrite, BadData):
            pass
    return build(folders, None, __version__, stamp, ready)


def _checked(folders: tuple[Path, ...]) -> Ready:
    """The folders, read and linted: what comes from outside must be clean before it answers."""
    from medisave_cli.keeping.compile import assembled, refuse
    from medisave_cli.keeping.lint import findings_of

    ready = assembled(folders)
    refuse(findings_of(ready, folders), folders[1:])
    return ready


def _cached(folders: tuple[Path, ...]) -> Path | None:
    """Where the book built from ``folders`` is kept; None where there is no home for it."""
    cache = cache_folder()
    return None if cache is None else cache / f"book-{_name(folders)}.sqlite"


def cache_folder() -> Path | None:
    """Where built books are kept: XDG_CACHE_HOME, LOCALAPPDATA or ~/.cache, in a folder ``medisave``. None without a home."""
    for base in (
        os.environ.get("XDG_CACHE_HOME"),
        os.environ.get("LOCALAPPDATA"),
        os.path.join(os.path.expanduser("~"), ".cache"),
    ):
        if base and os.path.isabs(base):
            return Path(base) / "medisave"
    return None


def _tidy(folder: Path) -> None:
    """Remove books of folders long unused, and halves that a killed build left behind."""
    books = sorted(folder.glob("book-*.sqlite"), key=_age)
    halves = [path for path in folder.glob("book-*.part") if _age(path) > HALF_IS_DEAD_AFTER]
    for path in books[KEPT_BOOKS:] + halves:
        try:
            path.unlink()
        except OSError:
            continue


def _age(path: Path) -> float:
    import time

    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _stamp(folders: tuple[Path, ...]) -> str:
    """What tells whether any file changed: names, sizes and times of the policy files and of the code that compiles them."""
    parts = [__version__]
    seen = [
        (folder, inner) for folder in folders for inner in ("", "catalog", "gazetteer", "places")
    ]
    for folder in folders:
        if not folder.is_dir():
            raise BadData(f"没有这个政策文件夹：{folder}", f"no such policy folder: {folder}")
    for folder, inner in [*seen, (PACKAGE, ""), (PACKAGE, "book"), (PACKAGE, "keeping")]:
        try:
            with os.scandir(folder / inner) as entries:
                found = sorted(
                    (e.name, e.stat())
                    for e in entries
                    if e.name.endswith((".yaml", ".yml", ".csv", ".py"))
                )
        except OSError:
            continue
        parts += [f"{inner}/{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in found]
    return _short_hash("\n".join(parts))


def _name(folders: tuple[Path, ...]) -> str:
    return _short_hash("\n".join(str(folder.resolve()) for folder in folders))


def _short_hash(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]
