"""Which policy folders a command reads: one rule, the same however the program was installed.

What was given; else MEDISAVE_POLICIES; else, for those who keep the rules, the nearest folder ``policies`` at or above the working
folder that holds place files; else the bundled rules, of which an editable checkout is the source.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from medisave_cli.keeping.locate import policies as bundled
from medisave_cli.language import Message
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.keeping.finding import Finding

GIVEN, ENVIRONMENT, NEAR, BUNDLED = "given", "environment", "near", "bundled"


class Reading(NamedTuple):
    """``folders`` are read, lowest first; ``own`` are those of them that were chosen; ``how`` says by what."""

    folders: tuple[Path, ...]
    own: tuple[Path, ...]
    how: str

    @property
    def stands_alone(self) -> bool:
        """Whether what was chosen is read by itself, not over the bundled rules."""
        return self.folders == self.own


def reading(given: Iterable[Path] = ()) -> Reading:
    """The folders to read. A first folder with a ``gazetteer/`` stands alone; any other lies over the bundled one."""
    named = os.environ.get("MEDISAVE_POLICIES", "").split(os.pathsep)
    given, env, near = tuple(given), tuple(Path(p) for p in named if p), nearest()
    if given:
        own, how = given, GIVEN
    elif env:
        own, how = env, ENVIRONMENT
    elif near is not None:
        own, how = (near,), NEAR
    else:
        return Reading((bundled(),), (), BUNDLED)
    if same(own[0], bundled()):
        return Reading((bundled(), *own[1:]), own[1:], how if own[1:] else BUNDLED)
    return Reading(own if is_whole(own[0]) else (bundled(), *own), own, how)


def nearest(start: Path | None = None) -> Path | None:
    """The nearest folder ``policies`` at or above ``start`` (default: the working folder) that holds place files."""
    try:
        start = start or Path.cwd()
    except OSError:
        return None
    for folder in (start, *start.parents):
        found = folder / "policies"
        if holds_places(found):
            return found
    return None


def holds_places(folder: Path) -> bool:
    """Whether a policy folder holds files of places, named NNNNNN-….yaml."""
    try:
        with os.scandir(folder / "places") as entries:
            return any(_names_place(entry.name) for entry in entries)
    except OSError:
        return False


def _names_place(file: str) -> bool:
    return file[:6].isdigit() and file.endswith((".yaml", ".yml"))


def is_whole(folder: Path) -> bool:
    """Whether a folder has a gazetteer, and so can be read by itself."""
    return (folder / "gazetteer").is_dir()


def same(one: Path, other: Path) -> bool:
    """Whether two paths are one folder."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def count(folder: Path) -> int:
    """How many place files a policy folder holds."""
    try:
        with os.scandir(folder / "places") as entries:
            return sum(e.name.endswith((".yaml", ".yml")) for e in entries)
    except OSError:
        return 0


def shown(file: str | Path) -> str:
    """A file's path as a reader in this folder would type it, without characters that could change the screen."""
    path = Path(file)
    try:
        path = path.resolve().relative_to(Path.cwd().resolve())
    except (OSError, ValueError):
        path = Path(file)
    return "".join(c if c.isprintable() else "�" for c in str(path))


def said(read: Reading) -> Message:
    """Which folders were read, and how many places each holds."""
    if not read.own:
        return Message("keeping.read_bundled", {"places": count(bundled())})
    own = tuple(_named(folder) for folder in read.own)
    if read.stands_alone:
        return Message("keeping.read_alone", {"folders": own})
    return Message("keeping.read_over", {"folders": own, "places": count(bundled())})


def concerning(findings: Iterable[Finding], read: Reading) -> list[Finding]:
    """The findings to show someone who keeps these folders: of the rules beneath theirs, only what must be mended."""
    if not read.own or read.stands_alone:
        return list(findings)
    return [
        f for f in findings if not f.warns or any(Path(f.file).is_relative_to(o) for o in read.own)
    ]


def _named(folder: Path) -> Message:
    places = count(folder)
    key = "keeping.folder_one" if places == 1 else "keeping.folder"
    return Message(
        key,
        {"folder": shown(folder), "places": places} if places != 1 else {"folder": shown(folder)},
    )


def overlooked() -> Message | None:
    """What an answer should say where a folder beside the reader is not used: None where there is none."""
    near = nearest()
    if near is None or os.environ.get("MEDISAVE_POLICIES") or same(near, bundled()):
        return None
    return Message("keeping.overlooked", {"named": _named(near), "folder": shown(near)})
