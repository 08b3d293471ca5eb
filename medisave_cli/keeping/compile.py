"""Policy folders → the compiled book: the rows that ``book.press`` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from medisave_cli.book.gazetteer import Division, divisions, path_of
from medisave_cli.book.press import Record, press
from medisave_cli.book.rows import fact_row, pack, status_row
from medisave_cli.book.store import Book
from medisave_cli.errors import BadData
from medisave_cli.keeping.assemble import Assembled, PlaceData, assemble, chain_of
from medisave_cli.keeping.draft import load
from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.place_names import names_of
from medisave_cli.keeping.remembered import Memory
from medisave_cli.keeping.spoken import pinyin_of, spoken_texts

Ready = tuple[Assembled, dict[str, Division], Path]
"""Policy folders read and assembled: the model, the divisions, the gazetteer's folder."""


def assembled(folders: Iterable[Path], memory: Memory | None = None) -> Ready:
    """Read and assemble policy folders; the first holds the gazetteer. ``memory``: what earlier runs read.

    Raises:
        BadData: a folder is missing or is no policy folder, or the gazetteer is broken.
    """
    folders = tuple(folders)
    gazetteer = folders[0] / "gazetteer"
    known = divisions(gazetteer)
    return assemble(load(folders, memory=memory), known), known, gazetteer


def build(
    folders: Iterable[Path],
    target: Path | None,
    version: str,
    stamp: str = "",
    ready: Ready | None = None,
    count: bool = False,
) -> Book:
    """Compile ``folders`` into ``target``, or into memory where that is None; returns the book. ``ready``: the folders, read already.

    ``count``: also how many places say what of each situation, which takes seconds.

    Raises:
        BadData: the policy files do not fit together; the first finding is named.
        OSError, CannotWrite: the target cannot be written.
    """
    ready = ready or assembled(folders)
    refuse([f for f in ready[0].findings if not f.warns])
    return Book(press(_records(*ready), version, stamp, target, _elsewhere if count else None))


def _elsewhere(book: Book) -> list[Record]:
    from medisave_cli.keeping.elsewhere import counted

    return [Record("meta", ("elsewhere", _json(counted(book))))]


def refuse(findings: list[Finding], overlays: Iterable[Path] = ()) -> None:
    """Raise BadData naming the first finding, if there is one, and the command that shows the others."""
    if findings:
        first, more = findings[0], len(findings) - 1
        command = " ".join(["medisave policy lint", *map(str, overlays)])
        raise BadData(
            "lint.refused_more" if more else "lint.refused",
            file=first.file,
            line=first.line,
            what=first.what,
            mend=first.mend,
            more=more,
            command=command,
        )


def _records(whole: Assembled, known: dict[str, Division], gazetteer: Path) -> Iterator[Record]:
    """Every row of the book."""
    checked = on_file(whole)
    for code, division in known.items():
        yield place_record(code, division, known, checked)
    names = names_of(known, gazetteer)
    for key, code, kind, shown in sorted(names):
        yield Record("name", (key, code, kind, shown))
    for code, data in sorted(whole.places.items()):
        yield from place_records(code, data, whole)
    for name in sorted(whole.sources):
        yield source_record(name, whole)
    for position, claim in enumerate(whole.claims):
        yield Record("claim", (claim.id, position, claim.place, _json(pack(claim))))
    yield Record("meta", ("statuses", _json([status_row(s) for s in whole.statuses.values()])))
    yield Record("meta", ("facts", _json([fact_row(f) for f in whole.facts.values()])))
    yield Record("meta", ("impossible", _json(whole.impossible)))
    newest = max((data.checked for data in whole.places.values() if data.checked), default="")
    yield Record("meta", ("newest_check", newest))
    for text, pinyin in pinyin_of(spoken_texts(whole), gazetteer.parent):
        yield Record("spoken", (text, pinyin))
    yield Record("meta", ("moot", _json(whole.moot)))
    phrases = whole.draft.phrases
    said = phrases[1].model_dump(by_alias=True, exclude_none=True) if phrases else {}
    yield Record("meta", ("phrases", _json(said)))


def on_file(whole: Assembled) -> dict[str, str]:
    """When each place on file was last checked, by code."""
    return {code: data.checked for code, data in whole.places.items()}


def source_record(name: str, whole: Assembled) -> Record:
    """The row of one source."""
    source, cited = whole.sources[name], sorted(set(whole.cited_by.get(name, [])))
    return Record("source", (name, source.place, _json(source), _json(cited)))


def place_records(code: str, data: PlaceData, whole: Assembled) -> Iterator[Record]:
    for status in whole.statuses:
        parts = [
            data.provisions.get(status, []),
            data.closures.get(status, []),
            data.notes.get(status, []),
        ]
        if any(parts):
            yield Record("rules", (code, status, _json(pack(parts))))
    local = {
        "portions": data.portions,
        "facts": [fact_row(f) for f in data.facts.values()],
        "guides": pack(data.guides),
        "contacts": data.contacts,
        "looked_for": data.looked_for,
    }
    yield Record("local", (code, _json(local)))


def place_record(
    code: str, division: Division, known: dict[str, Division], checked: Mapping[str, str]
) -> Record:
    """The row of one division; ``checked`` holds the places on file, by code."""
    path = [d.name for d in path_of(code, known)] or [division.name]
    chain = chain_of(code, known)
    area = next((known[c].area_code for c in chain if known[c].area_code), None)
    row = [
        code,
        division.name,
        division.level,
        path,
        chain,
        [c for c in chain if c in checked],
        area,
        checked.get(code),
    ]
    return Record("place", (code, _json(row)))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
