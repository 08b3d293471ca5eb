"""Records read, written and taken away: one small YAML file each, checked like any file from outside."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from medisave_cli.dates import read_date, today
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import why, write_whole
from medisave_cli.keeping.finding import Refused
from medisave_cli.keeping.reading import read
from medisave_cli.language import scrub
from medisave_cli.model import Told
from medisave_cli.told.folder import MOST, NAME, names, told_folder
from medisave_cli.tuples import NamedTuple

SAID = ("yes", "no", "conditional")
LONGEST = {"by": 60, "document": 200, "note": 500}
KEYS = ("place", "status", "said", "by", "on", "document", "note")


class Kept(NamedTuple):
    """What is on file: the records, and the files that cannot be read as one."""

    records: tuple[Told, ...]
    broken: tuple[str, ...]


def kept(place: str = "", status: str = "") -> Kept:
    """The records of a place (its code) and base status, or all, newest first."""
    folder = told_folder()
    records, broken = [], []
    for name in names(place, status)[:MOST]:
        record = _read(Path(folder or "") / name, name)
        if record is None:
            broken.append(name)
        else:
            records.append(record)
    return Kept(tuple(records), tuple(broken))


def _read(path: Path, name: str) -> Told | None:
    """The record in a file; None where the file is not one, or says another thing than its name."""
    try:
        document = read(path)
    except Refused:
        return None
    data, named = document.data, NAME.fullmatch(name)
    if document.findings or named is None or not isinstance(data, dict) or set(data) - {*KEYS}:
        return None
    if any(not isinstance(value, str) for value in data.values()):
        return None
    if (data.get("place"), data.get("status"), data.get("on")) != named.groups()[:3]:
        return None
    if data.get("said") not in SAID or not data.get("by"):
        return None
    if any(len(data.get(key, "")) > most for key, most in LONGEST.items()):
        return None
    shown = {key: scrub(data[key], LONGEST[key]) for key in LONGEST if data.get(key)}
    return Told(named[4], named[1], named[2], data["said"], on=named[3], **shown)


def checked(
    place: str, status: str, said: str, by: str, on: str | None, more: dict[str, str | None]
) -> Told:
    """A record from what was typed, not yet written. ``place``: a code, ``status``: a base status, ``more``: document and note.

    Raises:
        AskedWrongly: a word that is no answer, a day to come, text too long.
    """
    word = said.strip().lower()
    meant = MEANT.get(word, word)
    if meant not in SAID:
        raise AskedWrongly("told.no_such_answer", typed=scrub(said))
    day = read_date(on, "--on") if on else today()
    if day > today():
        raise AskedWrongly("told.day_to_come", day=day)
    texts: dict[str, str] = {}
    for key, text in {"by": by, **more}.items():
        clean = " ".join("".join(c if c.isprintable() else " " for c in text or "").split())
        if len(clean) > LONGEST[key]:
            raise AskedWrongly("told.too_long", option=f"--{key}", most=LONGEST[key])
        if clean:
            texts[key] = clean
    if "by" not in texts:
        raise AskedWrongly("told.by_whom")
    return Told(secrets.token_hex(4), place, status, meant, on=day, **texts)


MEANT = {
    "可以": "yes",
    "能": "yes",
    "不可以": "no",
    "不能": "no",
    "不行": "no",
    "看情况": "conditional",
}


def text_of(record: Told) -> str:
    """A record as its file holds it: YAML, each value a quoted text."""
    data: dict[str, Any] = {key: getattr(record, key) for key in KEYS}
    lines = [f"{key}: {_quoted(value)}\n" for key, value in data.items() if value is not None]
    return "".join(lines)


def _quoted(text: str) -> str:
    # What can be printed is the same quoted in JSON and in YAML.
    return json.dumps(text, ensure_ascii=False)


def path_of(record: Told) -> Path:
    """Where a record is or will be.

    Raises:
        MedisaveError: there is no home to keep it in.
    """
    folder = told_folder()
    if folder is None:
        raise MedisaveError("told.no_home")
    return folder / f"{record.place}-{record.status}-{record.on}-{record.id}.yaml"


def write(record: Told) -> Path:
    """Keep a record, whole or not at all, for this person's eyes alone (mode 600, its folder 700).

    Raises:
        MedisaveError: it cannot be written.
    """
    path = path_of(record)
    try:
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise MedisaveError(
            "files.cannot_write", file=scrub(path.parent, 200), why=why(error)
        ) from None
    write_whole(path, text_of(record).encode(), private=True)
    return path


def remove(ids: list[str]) -> list[str]:
    """Take records away by their ids; the files removed.

    Raises:
        AskedWrongly: an id that no record has; nothing is removed then.
        MedisaveError: a file cannot be removed.
    """
    files = {NAME.fullmatch(name)[4]: name for name in names()}  # type: ignore[index]
    for given in ids:
        if given not in files:
            raise AskedWrongly("told.no_such_record", typed=scrub(given))
    folder = told_folder() or Path()
    for given in ids:
        try:
            os.unlink(folder / files[given])
        except FileNotFoundError:
            continue
        except OSError as error:
            raise MedisaveError(
                "files.cannot_write", file=scrub(files[given], 200), why=why(error)
            ) from None
    return [files[given] for given in ids]
