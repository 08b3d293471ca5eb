"""The open book: one place's rules, read from one or two rows, however many places there are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from medisave_cli.book import rows
from medisave_cli.errors import BadData
from medisave_cli.model import Claim, Contact, Fact, Guide, Place, PlaceRules, Rules, Source, Status, Text


class Book:
    """A compiled book, open for reading. ``version`` is the program's when it was built, ``digest`` the content's."""

    def __init__(self, connection: sqlite3.Connection):
        self._db = connection
        try:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            self.version, self.digest, self.stamp = meta["version"], meta["digest"], meta["stamp"]
            self.statuses: dict[str, Status] = {row[0]: rows.status(row) for row in json.loads(meta["statuses"])}
            self.catalog_facts: dict[str, Fact] = {row[0]: rows.fact(row) for row in json.loads(meta["facts"])}
            self._impossible = tuple({f: tuple(v) for f, v in combo.items()} for combo in json.loads(meta["impossible"]))
        except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
            raise BadData("政策数据库损坏，请重装或运行 medisave policy build", f"the book is corrupt ({error}); reinstall, or run medisave policy build") from None
        self._locals: dict[str, dict[str, Any]] = {}

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
            raise BadData("政策数据库损坏，请重装或运行 medisave policy build", f"the book is corrupt ({error}); reinstall, or run medisave policy build") from None

    def place(self, code: str) -> Place | None:
        """The division with this code, or None."""
        found = self.query("SELECT row FROM place WHERE code = ?", code)
        return _place(json.loads(found[0][0])) if found else None

    def places(self) -> list[Place]:
        """Every division, by code."""
        return [_place(json.loads(row)) for (row,) in self.query("SELECT row FROM place ORDER BY code")]

    def places_on_file(self) -> list[Place]:
        """The places that have a policy file of their own, by code."""
        return [_place(json.loads(row)) for (row,) in self.query("SELECT p.row FROM place p JOIN local l ON l.place = p.code ORDER BY p.code")]

    def rules(self, place: Place, status: str, destination: Place | None = None) -> Rules:
        """All that an answer about ``place`` and base ``status`` is made of, and what ``destination`` says of arrivals."""
        became = self.statuses[status].becomes
        arriving: tuple[PlaceRules, ...] = ()
        if destination is not None:
            arriving = tuple(
                p._replace(provisions=tuple(r for r in p.provisions if r.direction == "in"), closures=(), notes=())
                for p in self._chain(destination, status)
            )
        locals_ = [self._local(code) for code in place.rules_from + (destination.rules_from if destination else ())]
        own = [rows.fact(row) for local in locals_ for row in local["facts"]]
        portions = {name: Text(*text) for local in locals_ for name, text in local["portions"].items()}
        return Rules(
            tuple(p._replace(provisions=tuple(r for r in p.provisions if r.direction == "out")) for p in self._chain(place, status)),
            tuple(p._replace(provisions=tuple(r for r in p.provisions if r.direction == "out")) for p in self._chain(place, became[0])) if became else (),
            arriving, {**self.catalog_facts, **{f.id: f for f in own}}, self.statuses, self._impossible, portions,
        )  # fmt: skip

    def _chain(self, place: Place, status: str) -> tuple[PlaceRules, ...]:
        marks = ",".join("?" * len(place.rules_from))
        found = dict(self.query(f"SELECT place, row FROM rules WHERE status = ? AND place IN ({marks})", status, *place.rules_from))
        names = dict(self.query(f"SELECT code, row FROM place WHERE code IN ({marks})", *place.rules_from))
        chain = []
        for code in place.rules_from:
            provisions, closures, notes = json.loads(found[code]) if code in found else ((), (), ())
            name = Text(*json.loads(names[code])[1])
            chain.append(
                PlaceRules(
                    code, name, tuple(map(rows.provision, provisions)), tuple(map(rows.closure, closures)), tuple(map(rows.note, notes))
                )
            )
        return tuple(chain)

    def _local(self, code: str) -> dict[str, Any]:
        if code not in self._locals:
            found = self.query("SELECT row FROM local WHERE place = ?", code)
            self._locals[code] = json.loads(found[0][0]) if found else {"portions": {}, "facts": [], "guides": [], "contacts": [], "looked_for": []}
        return self._locals[code]

    def facts(self) -> dict[str, Fact]:
        """The facts of the catalog and of every place."""
        local = [rows.fact(row) for (text,) in self.query("SELECT row FROM local") for row in json.loads(text)["facts"]]
        return {**self.catalog_facts, **{f.id: f for f in local}}

    def contacts(self, place: Place) -> list[Contact]:
        """Whom to call, nearest first."""
        return [rows.contact(row) for code in place.rules_from for row in self._local(code)["contacts"]]

    def guides(self, place: Place, topic: str) -> list[Guide]:
        """The guide lines on ``topic`` (uses, sharing, balance), nearest place first."""
        listed = [rows.guide(row) for code in place.rules_from for row in self._local(code)["guides"]]
        return [g for g in listed if g.topic == topic]

    def looked_for(self, place: Place) -> list[tuple[str, Text, str]]:
        """What was searched and not found: (place, what, date)."""
        return [(code, Text(*text), on) for code in place.rules_from for text, on in self._local(code)["looked_for"]]

    def sources(self, ids: Iterable[str] | None = None) -> dict[str, Source]:
        """Sources by id: those asked for, or all."""
        if ids is None:
            found = self.query("SELECT row FROM source ORDER BY place, id")
        else:
            wanted = list(dict.fromkeys(ids))
            found = self.query(f"SELECT row FROM source WHERE id IN ({','.join('?' * len(wanted))})", *wanted)
        loaded = (rows.source(json.loads(row)) for (row,) in found)
        return {s.id: s for s in loaded}

    def cited_by(self, source: str) -> list[tuple[str, str]]:
        """(place, id) of what cites a source."""
        found = self.query("SELECT cited_by FROM source WHERE id = ?", source)
        return [tuple(item) for item in json.loads(found[0][0])] if found else []

    def claims(self, place: Place | None = None, status: str | None = None) -> list[Claim]:
        """What circulates: all, or what touches a place's chain and a base status."""
        loaded = [rows.claim(json.loads(row)) for (row,) in self.query("SELECT row FROM claim ORDER BY position")]
        return [c for c in loaded if (place is None or c.place in place.chain) and (status is None or status in c.statuses)]


def _place(row: list[Any]) -> Place:
    code, name, level, path, chain, rules_from, area_code, checked = row
    return Place(code, Text(*name), level, tuple(Text(*t) for t in path), tuple(chain), tuple(rules_from), area_code, checked)
