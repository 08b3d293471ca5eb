"""The open book: one place's rules, read from one or two rows, however many places there are."""

from __future__ import annotations

import json
import sqlite3
from _thread import allocate_lock
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from medisave_cli.book import rows
from medisave_cli.book.printed import FORMAT, connect, row_digest
from medisave_cli.errors import AskedWrongly, BadData
from medisave_cli.logic.aloud import may_be_said
from medisave_cli.logic.cites import of_dossier
from medisave_cli.model import (
    Claim,
    Closure,
    Contact,
    Dossier,
    Elsewhere,
    Fact,
    Guide,
    Note,
    Place,
    PlaceRules,
    Provision,
    Rules,
    Source,
    Status,
    Text,
)

if TYPE_CHECKING:
    from medisave_cli.book.press import Record

Decoded = TypeVar("Decoded")


def _corrupt(error: Exception) -> BadData:
    return BadData("book.corrupt", why=str(error))


def _decoded(decode: Callable[[Any], Decoded], text: str) -> Decoded:
    """What a row's text holds. What a damaged file makes of it is told as damage, not as a traceback."""
    try:
        return decode(json.loads(text))
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise _corrupt(error) from error


HOTLINE = "12393"
"""The medical-insurance hotline, everywhere in China."""
FEWEST_PLACES = 5
"""Counts over fewer places say nothing."""
NOTHING_LOCAL: dict[str, Any] = {
    "portions": {},
    "facts": [],
    "guides": [],
    "contacts": [],
    "looked_for": [],
}


class Book:
    """A compiled book, open for reading. ``version`` is the program's when it was built, ``digest`` the content's,
    ``newest_check`` the last day on which a file of it was held against its sources.

    One book serves many threads: they take turns at its connection. Each row is held against its digest when it is read.
    """

    def __init__(self, connection: sqlite3.Connection):
        self._db = connection
        self._turn = allocate_lock()
        meta = dict(self._rows("meta", "key NOT IN ('phrases', 'elsewhere')"))
        try:
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
                rows.moot(fact, combination)
                for combination, fact in zip(
                    self._impossible, json.loads(meta["moot"]), strict=True
                )
                if fact is not None
            )
        except (KeyError, ValueError, TypeError) as error:
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
            raise BadData("book.cannot_open", file=str(path), why=str(error)) from None

    def reprinted(self, codes: Iterable[str], records: Iterable[Record]) -> Book:
        """A copy in memory in which all that these places say is what ``records`` hold."""
        from medisave_cli.book.press import reprinted

        return Book(reprinted(self._db, list(codes), records))

    def home_of(self, name: str) -> str | None:
        """The place whose source or rule has this id, if one has."""
        found = self.query("SELECT place FROM source WHERE id = ?", name) or self.query(
            "SELECT place FROM rules WHERE instr(row, ?) LIMIT 1", f'["{name}","'
        )
        return str(found[0][0]) if found else None

    @property
    def in_file(self) -> bool:
        """Whether the book is kept in a file, not in memory alone."""
        listed = self.query("PRAGMA database_list")
        return bool(listed and listed[0][2])

    def pinyin(self, code: str) -> str:
        """A division's pinyin in plain letters, or its code where there is none."""
        shown = self.query("SELECT shown FROM name WHERE code = ? AND kind = 'pinyin'", code)
        return "".join(c for c in shown[0][0] if c.isascii() and c.isalnum()) if shown else code

    def sounds(self, place: Place, texts: Iterable[str]) -> dict[str, str]:
        """The pinyin of those of ``texts`` that the book has it for, and of the place's name, by the Chinese."""
        wanted = list(texts)
        found = dict(self._rows("spoken", f"text IN ({','.join('?' * len(wanted))})", *wanted))
        names = self.query("SELECT shown FROM name WHERE code = ? AND kind = 'pinyin'", place.code)
        spelt = sorted((shown for (shown,) in names), key=len)
        if spelt:
            short, whole = spelt[0], spelt[-1]
            parts = (short, whole.removeprefix(short))
            found[place.name.zh] = " ".join(part.capitalize() for part in parts if part)
        return found

    def elsewhere(self, status: str) -> Elsewhere | None:
        """What firm rules say in the places on file of a base status and what it presumes; None where too few do, or nobody counted."""
        found = self._rows("meta", "key = 'elsewhere'")
        row = _decoded(dict, found[0][1]).get(status) if found else None
        return Elsewhere(*row) if row and sum(row[1:]) >= FEWEST_PLACES else None

    def sound_alike(self, pinyin: str) -> int:
        """How many divisions are spelt so."""
        sql = "SELECT COUNT(DISTINCT code) FROM name WHERE key = ? AND kind = 'pinyin'"
        return int(self.query(sql, pinyin)[0][0])

    def names(self, kinds: Iterable[str]) -> list[tuple[str, str, str]]:
        """How divisions are written, in these kinds of names: (code, name, kind)."""
        wanted = list(kinds)
        marks = ",".join("?" * len(wanted))
        return self.query(f"SELECT code, key, kind FROM name WHERE kind IN ({marks})", *wanted)

    def spellings(self) -> set[str]:
        """Every way in which a division is written, codes left out."""
        return {key for (key,) in self.query("SELECT DISTINCT key FROM name WHERE kind != 'code'")}

    def every_rule(self) -> Iterator[Provision | Closure]:
        """Every rule of every place and status, those of several statuses once for each."""
        for _, _, row in self._rows("rules", "1"):
            provisions, closures, _ = _decoded(list, row)
            yield from map(rows.provision, provisions)
            yield from map(rows.closure, closures)

    def every_note(self) -> Iterator[Note]:
        """Every remark of every place and status."""
        for _, _, row in self._rows("rules", "1"):
            yield from map(rows.note, _decoded(list, row)[2])

    @property
    def engine(self) -> str:
        """The version of SQLite that reads the book."""
        return str(self.query("SELECT sqlite_version()")[0][0])

    def close(self) -> None:
        self._db.close()

    def query(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Rows of a query.

        Raises:
            BadData: the book cannot be read, or is closed.
        """
        try:
            with self._turn:
                return self._db.execute(sql, values).fetchall()
        except sqlite3.ProgrammingError as error:
            raise BadData("book.closed", why=str(error)) from None
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _corrupt(error) from None

    def _rows(self, table: str, where: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Whole rows of a table, each found to be as it was printed, its digest left out.

        Raises:
            BadData: a row is not as it was printed.
        """
        found = self.query(f"SELECT * FROM {table} WHERE {where}", *values)
        for *printed, digest in found:
            if row_digest(table, *printed) != digest:
                raise _corrupt(ValueError(f"{table} {printed[0]}"))
        return [row[:-1] for row in found]

    def phrases(self) -> dict[str, Any]:
        """How people say it, as catalog/phrases.yaml has it: for the finder of statuses and topics. Empty where there is none."""
        found = self._rows("meta", "key = 'phrases'")
        return _decoded(dict, found[0][1]) if found else {}

    def place(self, code: str) -> Place | None:
        """The division with this code, or None."""
        found = self._rows("place", "code = ?", code)
        return _decoded(_place, found[0][1]) if found else None

    def places(self) -> list[Place]:
        """Every division, by code."""
        return [_decoded(_place, row) for _, row in self._rows("place", "1 ORDER BY code")]

    def places_on_file(self) -> list[Place]:
        """The places that have a policy file of their own, by code."""
        on_file = "code IN (SELECT place FROM local) ORDER BY code"
        return [_decoded(_place, row) for _, row in self._rows("place", on_file)]

    def rules(self, place: Place, status: str, destination: Place | None = None) -> Rules:
        """All that an answer about ``place`` and base ``status`` is made of, and what ``destination`` says of arrivals.

        Raises:
            AskedWrongly: there is no such status.
        """
        if status not in self.statuses:
            raise AskedWrongly("case.no_such_status", status=status)
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

    def dossier(self, place: Place, status: str, destination: Place | None = None) -> Dossier:
        """All that an answer about ``place`` and base ``status`` needs, in one read.

        Raises:
            AskedWrongly: there is no such status.
        """
        rules = self.rules(place, status, destination)
        claims, contacts = self.claims(place, status), self.contacts(place)
        there = self.contacts(destination) if destination is not None else []
        cited = of_dossier(rules, claims, [*contacts, *there])
        sources = self.sources(cited)
        if len(sources) != len(cited) and self.in_file:
            # A damaged key can hide a row. In memory a trial may have taken a source out.
            raise _corrupt(ValueError(f"source {min(set(cited) - set(sources))}"))
        return Dossier(
            place,
            destination,
            rules,
            tuple(claims),
            tuple(contacts),
            tuple(there),
            sources,
            (self.version, self.digest),
            self.elsewhere(status),
            self.sounds(place, may_be_said(rules, sources)),
        )

    def own(self, code: str) -> dict[str, PlaceRules]:
        """What one place itself says, by base status; nothing of the places around it."""
        name = self._names((code,)).get(code)
        if name is None:
            return {}
        return {
            status: _decoded(partial(_place_rules, code, name), row)
            for _, status, row in self._rows("rules", "place = ?", code)
        }

    def _leaving(self, place: Place, status: str) -> tuple[PlaceRules, ...]:
        """What the chain says of its own insured, not of those who move in."""
        return tuple(
            p._replace(provisions=tuple(r for r in p.provisions if r.direction == "out"))
            for p in self._chain(place, status)
        )

    def _chain(self, place: Place, status: str) -> tuple[PlaceRules, ...]:
        marks = ",".join("?" * len(place.rules_from))
        found = {
            code: row
            for code, _, row in self._rows(
                "rules", f"status = ? AND place IN ({marks})", status, *place.rules_from
            )
        }
        names = self._names(place.rules_from)
        if len(names) != len(place.rules_from):
            raise _corrupt(ValueError(f"place {min(set(place.rules_from) - set(names))}"))
        return tuple(
            _decoded(partial(_place_rules, code, names[code]), found.get(code, "[[], [], []]"))
            for code in place.rules_from
        )

    def _names(self, codes: tuple[str, ...]) -> dict[str, Text]:
        """What the divisions with these codes are called."""
        found = self._rows("place", f"code IN ({','.join('?' * len(codes))})", *codes)
        return {code: _decoded(_place, row).name for code, row in found}

    def _local(self, code: str) -> dict[str, Any]:
        if code not in self._locals:
            found = self._rows("local", "place = ?", code)
            self._locals[code] = _decoded(dict, found[0][1]) if found else NOTHING_LOCAL
        return self._locals[code]

    def facts(self, place: Place | None = None) -> dict[str, Fact]:
        """The facts of the catalog, and of one place's chain or of every place."""
        codes = (
            place.rules_from
            if place
            else [code for (code,) in self.query("SELECT place FROM local ORDER BY place")]
        )
        local = [rows.fact(row) for code in codes for row in self._local(code)["facts"]]
        return {**self.catalog_facts, **{f.id: f for f in local}}

    def contacts(self, place: Place) -> list[Contact]:
        """Whom to call: the medical-insurance hotline before any other number, nearest first."""
        listed = [
            rows.contact(row) for code in place.rules_from for row in self._local(code)["contacts"]
        ]
        return sorted(listed, key=lambda contact: HOTLINE not in (contact.dial or ""))

    def guides(self, place: Place, topic: str) -> list[Guide]:
        """The guide lines on ``topic`` (uses, sharing, balance), nearest place first."""
        listed = [
            rows.guide(row) for code in place.rules_from for row in self._local(code)["guides"]
        ]
        return [g for g in listed if g.topic == topic]

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

    def looked_for(self, place: Place) -> list[tuple[str, Text, str]]:
        """What was searched and not found: (place, what, date)."""
        return [
            (code, Text(*text), on)
            for code in place.rules_from
            for text, on in self._local(code)["looked_for"]
        ]

    def sources(self, ids: Iterable[str] | None = None) -> dict[str, Source]:
        """Sources by id: those asked for, or all."""
        if ids is None:
            found = self._rows("source", "1 ORDER BY place, id")
        else:
            wanted = list(dict.fromkeys(ids))
            found = self._rows("source", f"id IN ({','.join('?' * len(wanted))})", *wanted)
        loaded = (_decoded(rows.source, row) for _, _, row, _ in found)
        return {s.id: s for s in loaded}

    def cited_by(self, source: str) -> list[tuple[str, str]]:
        """(place, id) of what cites a source."""
        found = self._rows("source", "id = ?", source)
        return [(place, item) for place, item in _decoded(list, found[0][3])] if found else []

    def claims(self, place: Place | None = None, status: str | None = None) -> list[Claim]:
        """What circulates: all, or what touches a place's chain and a base status."""
        if place is None:
            found = self._rows("claim", "1 ORDER BY position")
        else:
            marks = ",".join("?" * len(place.chain))
            found = self._rows("claim", f"place IN ({marks}) ORDER BY position", *place.chain)
        loaded = (_decoded(rows.claim, row) for *_, row in found)
        return [c for c in loaded if status is None or status in c.statuses]


def _place_rules(code: str, name: Text, row: Any) -> PlaceRules:
    provisions, closures, notes = row
    return PlaceRules(
        code,
        name,
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
