"""Policy folders → the compiled book: one SQLite file, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from medisave_cli.book.assemble import Assembled, assemble, chain_of
from medisave_cli.book.draft import load
from medisave_cli.book.gazetteer import (
    Division,
    divisions,
    former_codes,
    former_names,
    path_of,
    short_of,
    spoken_forms,
)
from medisave_cli.book.names import key_of
from medisave_cli.book.reading import Finding
from medisave_cli.book.rows import fact_row, pack, status_row
from medisave_cli.errors import BadData
from medisave_cli.model import NATION

FORMAT = "1"
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (code TEXT PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, shown TEXT NOT NULL, PRIMARY KEY (key, code, kind, shown)) WITHOUT ROWID;
CREATE INDEX name_code ON name (code);
CREATE TABLE rules (place TEXT NOT NULL, status TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (place, status)) WITHOUT ROWID;
CREATE TABLE local (place TEXT PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, place TEXT NOT NULL, row TEXT NOT NULL, cited_by TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (id TEXT PRIMARY KEY, position INTEGER NOT NULL, place TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX claim_place ON claim (place);
"""


Ready = tuple[Assembled, dict[str, Division], Path]
"""Policy folders read and assembled: the model, the divisions, the gazetteer's folder."""


def assembled(folders: Iterable[Path]) -> Ready:
    """Read and assemble policy folders; the first holds the gazetteer.

    Raises:
        BadData: a folder is missing or is no policy folder, or the gazetteer is broken.
    """
    folders = tuple(folders)
    gazetteer = folders[0] / "gazetteer"
    known = divisions(gazetteer)
    return assemble(load(folders), known), known, gazetteer


def build(
    folders: Iterable[Path],
    target: Path | None,
    version: str,
    stamp: str = "",
    ready: Ready | None = None,
) -> sqlite3.Connection | None:
    """Compile ``folders`` into ``target``, or into memory (returned) where ``target`` is None. ``ready``: the folders, read already.

    The file is written beside its name and renamed when whole, so that readers never see half a book.

    Raises:
        BadData: the policy files do not fit together; the first finding is named.
        OSError, sqlite3.Error: the target cannot be written.
    """
    whole, known, gazetteer = ready or assembled(folders)
    refuse(whole.findings)
    if target is None:
        connection = sqlite3.connect(":memory:")
        _fill(connection, whole, known, gazetteer, version, stamp)
        return connection
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            connection.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;"
            )
            _fill(connection, whole, known, gazetteer, version, stamp)
        finally:
            connection.close()
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return None


def refuse(findings: list[Finding], overlays: Iterable[Path] = ()) -> None:
    """Raise BadData naming the first finding, if there is one, and the command that shows the others."""
    if findings:
        first, more = findings[0], len(findings) - 1
        lint = " ".join(["medisave policy lint", *map(str, overlays)])
        raise BadData(
            f"{first.file}:{first.line}：{first.what.zh}；{first.mend.zh}"
            + (f"（另有 {more} 处，见 {lint}）" if more else ""),
            f"{first.file}:{first.line}: {first.what.en}; {first.mend.en}"
            + (f" ({more} more: {lint})" if more else ""),
        )


def _fill(
    connection: sqlite3.Connection,
    whole: Assembled,
    known: dict[str, Division],
    gazetteer: Path,
    version: str,
    stamp: str,
) -> None:
    digest = hashlib.sha256()

    def insert(table: str, *values: Any) -> None:
        digest.update(repr((table, values)).encode())
        connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)

    connection.executescript(SCHEMA)
    for code, division in known.items():
        insert("place", code, _json(_place_row(code, division, known, whole)))
    for key, code, kind, shown in sorted(
        _names(known, former_names(gazetteer), former_codes(gazetteer, known))
    ):
        insert("name", key, code, kind, shown)
    for code, data in sorted(whole.places.items()):
        for status in whole.statuses:
            parts = [
                data.provisions.get(status, []),
                data.closures.get(status, []),
                data.notes.get(status, []),
            ]
            if any(parts):
                insert("rules", code, status, _json(pack(parts)))
        local = {
            "portions": data.portions,
            "facts": [fact_row(f) for f in data.facts.values()],
            "guides": pack(data.guides),
            "contacts": data.contacts,
            "looked_for": data.looked_for,
        }
        insert("local", code, _json(local))
    for name, source in sorted(whole.sources.items()):
        cited = sorted(set(whole.cited_by.get(name, [])))
        insert("source", name, source.place, _json(source), _json(cited))
    for position, claim in enumerate(whole.claims):
        insert("claim", claim.id, position, claim.place, _json(claim))
    insert("meta", "statuses", _json([status_row(s) for s in whole.statuses.values()]))
    insert("meta", "facts", _json([fact_row(f) for f in whole.facts.values()]))
    insert("meta", "impossible", _json(whole.impossible))
    insert("meta", "format", FORMAT)
    for key, value in (("version", version), ("digest", digest.hexdigest()[:16]), ("stamp", stamp)):
        connection.execute("INSERT INTO meta VALUES (?, ?)", (key, value))
    connection.commit()


def _place_row(
    code: str, division: Division, known: dict[str, Division], whole: Assembled
) -> list[Any]:
    path = [d.name for d in path_of(code, known)] or [division.name]
    chain = chain_of(code, known)
    area = next((known[c].area_code for c in chain if known[c].area_code), None)
    here = whole.places.get(code)
    return [
        code,
        division.name,
        division.level,
        path,
        chain,
        [c for c in chain if c in whole.places],
        area,
        here.checked if here else None,
    ]


def _names(
    known: dict[str, Division], former: list[tuple[str, str]], old_codes: list[tuple[str, str]]
) -> set[tuple[str, str, str, str]]:
    names: set[tuple[str, str, str, str]] = set()

    def add(name: str, code: str, kind: str) -> None:
        if key_of(name):
            names.add((key_of(name), code, kind, name))

    for code, d in known.items():
        if code == NATION:
            for name in (code, d.zh, d.en, "中国", "中华人民共和国"):
                add(name, code, "name")
            continue
        add(code, code, "code")
        add(d.zh, code, "name")
        add(d.short, code, "short")
        add(d.pinyin, code, "pinyin")
        add(d.en, code, "english")
        for alias in d.aliases:
            add(alias, code, "alias")
            add(short_of(alias), code, "alias")
        for form in spoken_forms(d):
            add(form, code, "alias")
    for name, code in former:
        # A name that is nothing but 新区 or 东区 tells no place from another.
        if code in known and not (len(name) == 2 and name.endswith("区")):
            add(name, code, "former")
            add(short_of(name), code, "former")
    for old, code in old_codes:
        if code in known:
            add(old, code, "former")
    return names


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
