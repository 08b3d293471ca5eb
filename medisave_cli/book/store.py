"""The open book: one place's rules, read from one or two rows, however many places there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from medisave_cli.book import rows
from medisave_cli.book.printed import FORMAT, connect
from medisave_cli.errors import AskedWrongly, BadData
from medisave_cli.model import (
    Claim,
    Contact,
    Elsewhere,
    Fact,
    Guide,
    Moot,
    Place,
    PlaceRules,
    Rules,
    Source,
    Status,
    Text,
)

Method = TypeVar("Method", bound=Callable[..., Any])


def _corrupt(error: Exception) -> BadData:
    return BadData(
        "政策数据库损坏，请重装，或运行 medisave policy build 重建",
        f"the book is corrupt ({error}); reinstall, or rebuild it with medisave policy build",
    )


def _sound(method: Method) -> Method:
    """What a damaged file makes of its rows is told as damage, not as a traceback."""

    @wraps(method)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except (ValueError, TypeError, IndexError, KeyError) as error:
            raise _corrupt(error) from error

    return cast(Method, guarded)


class Book:
    """A compiled book, open for reading. ``version`` is the program's when it was built, ``digest`` the content's,
    ``newest_check`` the last day on which a file of it was held against its sources."""

    def __init__(self, connection: sqlite3.Connection):
        self._db = connection
        try:
            meta = dict(
                connection.execute("SELECT key, value FROM meta WHERE key NOT IN ('phrases', 'elsewhere')").fetchall()
            )
            if meta["format"] != FORMAT:
                raise KeyError(meta["format"])
            self.version, self.digest, self.stamp = meta["version"], meta["digest"], meta["stamp"]
            self.newest_check: str | None = meta.get("newest_check") or None
            self.statuses: dict[str, Status] = {
                row[0]: rows.status(row) for row in json.loads(meta["statuses"])
            }
            self.catalog_facts: dict[str, Fact] = {
                row[0]: rows.fact(row) for row in json.loads(meta["facts"])
            }
            self._impossible = tuple(
                {f: tuple(v) for f, v in combo.items()} for combo in json.loads(meta["impossible"])
            )
            self._moot = tuple(
                Moot(fact, {f: v for f, v in combination.items() if f != fact})
                for combination, fact in zip(
                    self._impossible, json.loads(meta["moot"]), strict=True
                )
                if fact is not None
            )
        except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
            raise _corrupt(error) from None
        self._locals: dict[str, dict[str, Any]] = {}

    @classmethod
    def at(cls, path: Path) -> Book:
        """The book printed in a file.

        Raises:
            BadData: it cannot be opened or read.
        """
        try:
            return cls(connect(path))
        except sqlite3.Error as error:
            raise BadData(
                f"打不开政策数据库 {path}", f"the book {path} cannot be opened: {error}"
            ) from None

    @property
    def in_file(self) -> bool:
        """Whether the book is kept in a file, not in memory alone."""
        return bool(self.query("PRAGMA database_list")[0][2])

    def pinyin(self, code: str) -> str:
        """A division's pinyin in plain letters, or its code where there is none."""
        shown = self.query("SELECT shown FROM name WHERE code = ? AND kind = 'pinyin'", code)
        return "".join(c for c in shown[0][0] if c.isascii() and c.isalnum()) if shown else code

    @_sound
    def sounds(self, place: Place, texts: Iterable[str]) -> dict[str, str]:
        """The pinyin of those of ``texts`` that the book has it for, and of the place's name, by the Chinese."""
        wanted = list(texts)
        marks = ",".join("?" * len(wanted))
        found = dict(self.query(f"SELECT text, pinyin FROM spoken WHERE text IN ({marks})", *wanted))
        names = self.query("SELECT shown FROM name WHERE code = ? AND kind = 'pinyin'", place.code)
        spelt = sorted((shown for (shown,) in names), key=len)
        if spelt:
            short, whole = spelt[0], spelt[-1]
            parts = (short, whole.removeprefix(short))
            found[place.name.zh] = " ".join(part.capitalize() for part in parts if part)
        return found

    @_sound
    def elsewhere(self, status: str) -> Elsewhere | None:
        """What firm rules say in the places on file of a base status and what it presumes; None where it has not been counted."""
        found = self.query("SELECT value FROM meta WHERE key = 'elsewhere'")
        counted = json.loads(found[0][0]) if found else {}
        row = counted.get(status)
        return Elsewhere(*row) if row else None

    def sound_alike(self, pinyin: str) -> int:
        """How many divisions are spelt so."""
        sql = "SELECT COUNT(DISTINCT code) FROM name WHERE key = ? AND kind = 'pinyin'"
        return int(self.query(sql, pinyin)[0][0])

    def close(self) -> None:
        self._db.close()

    def query(self, sql: str, *values: Any) -> list[tuple]:
        """Rows of a query.

        Raises:
            BadData: the book cannot be read.
        """
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _corrupt(error) from None

    @_sound
    def phrases(self) -> dict[str, Any]:
        """How people say it, as catalog/phrases.yaml has it: for the finder of statuses and topics. Empty where there is none."""
        found = self.query("SELECT value FROM meta WHERE key = 'phrases'")
        return dict(json.loads(found[0][0])) if found else {}

    @_sound
    def place(self, code: str) -> Place | None:
        """The division with this code, or None."""
        found = self.query("SELECT row FROM place WHERE code = ?", code)
        return _place(json.loads(found[0][0])) if found else None

    @_sound
    def places(self) -> list[Place]:
        """Every division, by code."""
        return [
            _place(json.loads(row)) for (row,) in self.query("SELECT row FROM place ORDER BY code")
        ]

    @_sound
    def places_on_file(self) -> list[Place]:
        """The places that have a policy file of their own, by code."""
        return [
            _place(json.loads(row))
            for (row,) in self.query(
                "SELECT p.row FROM place p JOIN local l ON l.place = p.code ORDER BY p.code"
            )
        ]

    @_sound
    def rules(self, place: Place, status: str, destination: Place | None = None) -> Rules:
        """All that an answer about ``place`` and base ``status`` is made of, and what ``destination`` says of arrivals.

        Raises:
            AskedWrongly: there is no such status.
        """
        if status not in self.statuses:
            raise AskedWrongly(f"没有情形 {status}", f"there is no status {status}")
        arriving: tuple[PlaceRules, ...] = ()
        if destination is not None:
            arriving = tuple(
                p._replace(
                    provisions=tuple(r for r in p.provisions if r.direction == "in"),
                    closures=(),
                    notes=(),
                )
                for p in self._chain(destination, status)
            )
        locals_ = [
            self._local(code)
            for code in place.rules_from + (destination.rules_from if destination else ())
        ]
        own = [rows.fact(row) for local in locals_ for row in local["facts"]]
        portions = {
            name: Text(*text) for local in locals_ for name, text in local["portions"].items()
        }
        return Rules(
            self._leaving(place, status),
            tuple(self._leaving(place, other.status) for other in self.statuses[status].becomes),
            arriving,
            {**self.catalog_facts, **{f.id: f for f in own}},
            self.statuses,
            self._impossible,
            portions,
            self._moot,
        )

    @_sound
    def own(self, code: str) -> dict[str, PlaceRules]:
        """What one place itself says, by base status; nothing of the places around it."""
        found = self.query(
            "SELECT r.status, r.row, p.row FROM rules r JOIN place p ON p.code = r.place WHERE r.place = ?",
            code,
        )
        return {
            status: _place_rules(code, json.loads(place)[1], json.loads(row))
            for status, row, place in found
        }

    def _leaving(self, place: Place, status: str) -> tuple[PlaceRules, ...]:
        """What the chain says of its own insured, not of those who move in."""
        return tuple(
            p._replace(provisions=tuple(r for r in p.provisions if r.direction == "out"))
            for p in self._chain(place, status)
        )

    def _chain(self, place: Place, status: str) -> tuple[PlaceRules, ...]:
        marks = ",".join("?" * len(place.rules_from))
        found = dict(
            self.query(
                f"SELECT place, row FROM rules WHERE status = ? AND place IN ({marks})",
                status,
                *place.rules_from,
            )
        )
        names = dict(
            self.query(f"SELECT code, row FROM place WHERE code IN ({marks})", *place.rules_from)
        )
        return tuple(
            _place_rules(
                code,
                json.loads(names[code])[1],
                json.loads(found[code]) if code in found else ((), (), ()),
            )
            for code in place.rules_from
        )

    def _local(self, code: str) -> dict[str, Any]:
        if code not in self._locals:
            found = self.query("SELECT row FROM local WHERE place = ?", code)
            self._locals[code] = (
                json.loads(found[0][0])
                if found
                else {"portions": {}, "facts": [], "guides": [], "contacts": [], "looked_for": []}
            )
        return self._locals[code]

    @_sound
    def facts(self, place: Place | None = None) -> dict[str, Fact]:
        """The facts of the catalog, and of one place's chain or of every place."""
        codes = (
            place.rules_from
            if place
            else [code for (code,) in self.query("SELECT place FROM local ORDER BY place")]
        )
        local = [rows.fact(row) for code in codes for row in self._local(code)["facts"]]
        return {**self.catalog_facts, **{f.id: f for f in local}}

    @_sound
    def contacts(self, place: Place) -> list[Contact]:
        """Whom to call, nearest first."""
        return [
            rows.contact(row) for code in place.rules_from for row in self._local(code)["contacts"]
        ]

    @_sound
    def guides(self, place: Place, topic: str) -> list[Guide]:
        """The guide lines on ``topic`` (uses, sharing, balance), nearest place first."""
        listed = [
            rows.guide(row) for code in place.rules_from for row in self._local(code)["guides"]
        ]
        return [g for g in listed if g.topic == topic]

    @_sound
    def named_places(self, words: set[str]) -> dict[str, str]:
        """Those of ``words`` by which a province, a city or a county is called (a county with its 县 or 区 only), each with the
        first two digits of its code; empty where two provinces have one."""
        found = self.query(
            "SELECT n.key, min(substr(n.code, 1, 2)), max(substr(n.code, 1, 2)) FROM name n JOIN place p ON p.code = n.code"
            " WHERE n.key IN (SELECT value FROM json_each(?))"
            " AND (n.kind = 'name' OR (n.kind IN ('short', 'pinyin', 'english') AND"
            " (substr(n.code, 5) = '00' OR json_extract(p.row, '$[1][0]') LIKE '%市'))) GROUP BY n.key",
            json.dumps(sorted(words)),
        )
        return {key: first if first == last else "" for key, first, last in found}

    @_sound
    def looked_for(self, place: Place) -> list[tuple[str, Text, str]]:
        """What was searched and not found: (place, what, date)."""
        return [
            (code, Text(*text), on)
            for code in place.rules_from
            for text, on in self._local(code)["looked_for"]
        ]

    @_sound
    def sources(self, ids: Iterable[str] | None = None) -> dict[str, Source]:
        """Sources by id: those asked for, or all."""
        if ids is None:
            found = self.query("SELECT row FROM source ORDER BY place, id")
        else:
            wanted = list(dict.fromkeys(ids))
            found = self.query(
                f"SELECT row FROM source WHERE id IN ({','.join('?' * len(wanted))})", *wanted
            )
        loaded = (rows.source(json.loads(row)) for (row,) in found)
        return {s.id: s for s in loaded}

    @_sound
    def cited_by(self, source: str) -> list[tuple[str, str]]:
        """(place, id) of what cites a source."""
        found = self.query("SELECT cited_by FROM source WHERE id = ?", source)
        return [tuple(item) for item in json.loads(found[0][0])] if found else []

    @_sound
    def claims(self, place: Place | None = None, status: str | None = None) -> list[Claim]:
        """What circulates: all, or what touches a place's chain and a base status."""
        if place is None:
            found = self.query("SELECT row FROM claim ORDER BY position")
        else:
            found = self.query(
                f"SELECT row FROM claim WHERE place IN ({','.join('?' * len(place.chain))}) ORDER BY position",
                *place.chain,
            )
        loaded = (rows.claim(json.loads(row)) for (row,) in found)
        return [c for c in loaded if status is None or status in c.statuses]


def _place_rules(code: str, name: list[str], row: Any) -> PlaceRules:
    provisions, closures, notes = row
    return PlaceRules(
        code,
        Text(*name),
        tuple(map(rows.provision, provisions)),
        tuple(map(rows.closure, closures)),
        tuple(map(rows.note, notes)),
    )


def _place(row: list[Any]) -> Place:
    code, name, level, path, chain, rules_from, area_code, checked = row
    return Place(
        code,
        Text(*name),
        level,
        tuple(Text(*t) for t in path),
        tuple(chain),
        tuple(rules_from),
        area_code,
        checked,
    )
