"""Where the records are, and which of them a run may show: cheap to ask on every answer."""

from __future__ import annotations

import os
import re
from pathlib import Path

NAME = re.compile(r"(\d{6})-([a-z_]{1,40})-(\d{4}-\d{2}-\d{2})-([0-9a-f]{8})\.yaml")
"""A record's file: place, base status, day, and the id it is removed by."""
MOST = 200
"""No more records are read for one answer, the newest first."""


def told_folder() -> Path | None:
    """XDG_DATA_HOME, LOCALAPPDATA or ~/.local/share, in a folder ``medisave/told``. None without a home."""
    for base in (
        os.environ.get("XDG_DATA_HOME"),
        os.environ.get("LOCALAPPDATA"),
        os.path.join(os.path.expanduser("~"), ".local", "share"),
    ):
        if base and os.path.isabs(base):
            return Path(base) / "medisave" / "told"
    return None


def names(place: str = "", status: str = "") -> list[str]:
    """The files of the records, of one place and status where they are given, newest first."""
    folder = told_folder()
    if folder is None:
        return []
    try:
        listed = os.listdir(folder)
    except OSError:
        return []
    found = [match for name in listed if (match := NAME.fullmatch(name))]
    wanted = [m for m in found if place in ("", m[1]) and status in ("", m[2])]
    return [m[0] for m in sorted(wanted, key=lambda m: (m[3], m[4]), reverse=True)]


def wanted(option: bool | None, on_terminal: bool) -> bool:
    """Whether an answer shows them: as the option says, else as MEDISAVE_TOLD says (yes, no), else on a terminal alone."""
    if option is not None:
        return option
    said = os.environ.get("MEDISAVE_TOLD", "").strip().lower()
    if said in ("no", "0", "false", "off"):
        return False
    return on_terminal or said in ("yes", "1", "true", "on")
