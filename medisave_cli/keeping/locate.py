"""Which book answers: the one carried by the wheel, one built from a checkout's YAML, or one with a person's own files laid over."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from medisave_cli import __version__
from medisave_cli.book.printed import CannotWrite
from medisave_cli.book.store import Book
from medisave_cli.digests import short_digest
from medisave_cli.errors import BadData

if TYPE_CHECKING:
    from medisave_cli.keeping.compile import Ready
    from medisave_cli.keeping.remembered import Memory

PACKAGE = Path(__file__).resolve().parent.parent
CARRIED_BOOK = PACKAGE / "book.sqlite"
CARRIED_POLICIES = PACKAGE / "policies"
CHECKOUT_POLICIES = PACKAGE.parent / "policies"
KEPT_BOOKS = 12
HALF_IS_DEAD_AFTER = 3600.0
READ = (".yaml", ".yml", ".csv", ".py")
MOST_FILES, MOST_BYTES = 5000, 1_000_001
"""A person's own folder is read no further to tell whether it changed: what holds more is refused when it is read."""


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
    return _opened(folders) if folders else _carried()


def open_folders(folders: tuple[Path, ...]) -> Book:
    """Open the book of exactly these folders, the first of which holds a gazetteer.

    Raises:
        BadData: a folder cannot be used, or the book is corrupt.
    """
    return open_book() if folders == (policies(),) else _opened(folders)


def at_hand(folders: tuple[Path, ...]) -> Book:
    """The book of these folders as it was last compiled, be it older than the files: for what replaces the places it asks about."""
    if folders == (policies(),) and not sources():
        return _carried()
    target = _cached(folders)
    if target is not None and target.exists():
        try:
            return Book.at(target)
        except BadData:
            pass
    return open_folders(folders)


def _carried() -> Book:
    if not CARRIED_BOOK.exists():
        raise BadData("keeping.no_book")
    return Book.at(CARRIED_BOOK)


def _opened(folders: tuple[Path, ...]) -> Book:
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
    overlays: Iterable[str | Path] = (),
    target: Path | None = None,
    folders: tuple[Path, ...] | None = None,
) -> tuple[Book, Path | None]:
    """Build the book anew: ``target``, or the file that answers are read from (returned; None where it can only be kept in memory).

    ``folders``: exactly these, the first with a gazetteer, rather than ``overlays`` over the bundled one.

    Raises:
        BadData: a folder cannot be used.
        OSError: ``target``, or the book an installed program carries, cannot be written.
    """
    folders = sources(overlays) if folders is None else folders
    if target is None and folders:
        target = _cached(folders)
        book = _build(folders, _stamp(folders), target, count=True)
        return book, target if book.in_file else None
    folders = folders or (policies(),)
    target = target or CARRIED_BOOK
    from medisave_cli.keeping.compile import build

    try:
        ready = None if folders == (policies(),) else _checked(folders)
        return build(folders, target, __version__, _stamp(folders), ready, count=True), target
    except CannotWrite as error:
        raise OSError(None, str(error), str(target)) from None


def sources(overlays: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """The policy folders the book is built from, the bundled one first; none where the book the program carries answers as it is."""
    folders = tuple(Path(folder) for folder in overlays)
    checkout = (CHECKOUT_POLICIES / "places").is_dir()
    return (policies(), *folders) if folders or checkout else ()


def _build(folders: tuple[Path, ...], stamp: str, target: Path | None, count: bool = False) -> Book:
    """The book built anew, into ``target`` where that can be written, else in memory: a full or read-only disk does not stop an answer."""
    from medisave_cli.keeping.compile import assembled, build
    from medisave_cli.keeping.remembered import memory

    with memory() as known:
        ours = folders == (policies(),)
        ready = assembled(folders, known) if ours else _checked(folders, known)
    if target is not None:
        try:
            book = build(folders, target, __version__, stamp, ready, count)
            _tidy(target.parent)
            return book
        except (OSError, CannotWrite, BadData):
            pass
    return build(folders, None, __version__, stamp, ready, count)


def _checked(folders: tuple[Path, ...], memory: Memory | None = None) -> Ready:
    """The folders, read and linted: what comes from outside must be clean before it answers."""
    from medisave_cli.keeping.compile import assembled, refuse
    from medisave_cli.keeping.lint import errors_of
    from medisave_cli.keeping.remembered import NOTHING

    ready = assembled(folders, memory)
    refuse(errors_of(ready, folders, memory or NOTHING), folders[1:])
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
    """What tells whether any file changed: of the bundled files and the code that compiles them names, sizes and times, of a
    person's own files what they hold."""
    parts = [__version__]
    for folder in folders:
        if not folder.is_dir():
            raise BadData("keeping.no_folder", folder=folder)
    for inner in ("", "book", "keeping"):
        parts += times(PACKAGE, inner)
    for folder in folders:
        for inner in ("", "catalog", "gazetteer", "places"):
            own = folder != policies()
            parts += _contents(folder, inner) if own else times(folder, inner)
    return short_digest("\n".join(parts))


def _entries(folder: Path, inner: str) -> list[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder / inner) as entries:
            return sorted((e.name, e.stat()) for e in entries if e.name.endswith(READ))
    except OSError:
        return []


def times(folder: Path, inner: str) -> list[str]:
    """Name, size and times of each file in a folder: what changes where a file does."""
    return [
        f"{inner}/{name}:{s.st_size}:{s.st_mtime_ns}:{s.st_ctime_ns}"
        for name, s in _entries(folder, inner)
    ]


def _contents(folder: Path, inner: str) -> list[str]:
    """The names of the files and what each holds; of those that will be refused for their kind or number the name is enough."""
    import hashlib

    found = _entries(folder, inner)
    parts = []
    for name, stat in found:
        held = ""
        if S_ISREG(stat.st_mode) and len(found) <= MOST_FILES:
            try:
                with open(folder / inner / name, "rb") as file:
                    held = hashlib.sha256(file.read(MOST_BYTES)).hexdigest()
            except OSError:
                held = "unreadable"
        parts.append(f"{inner}/{name}:{stat.st_size}:{held}")
    return parts


def _name(folders: tuple[Path, ...]) -> str:
    return short_digest("\n".join(str(folder.resolve()) for folder in folders))
