"""What is on file, seen as a list rather than as an answer: for `place`, `places`, `facts`, `sources` and the guides."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from medisave_cli.book import rows
from medisave_cli.book.places import OUTSIDE
from medisave_cli.book.store import Book
from medisave_cli.model import ANY_STATUS_LEAVES_OUT, NATION, Closure, Note, Place, Provision, Text
from medisave_cli.tuples import NamedTuple


class Holding(NamedTuple):
    """A provision and the base statuses it is written for."""

    provision: Provision
    statuses: tuple[str, ...]


class Users(NamedTuple):
    """Where a fact is asked about: base statuses and place codes."""

    statuses: tuple[str, ...]
    places: tuple[str, ...]


def provinces(book: Book) -> list[Place]:
    """The provinces where mainland medical insurance applies, and the 兵团, by code."""
    codes = [
        code
        for (code,) in book.query("SELECT code FROM place WHERE code LIKE '__0000' ORDER BY code")
    ]
    return [
        place
        for code in codes
        if code not in OUTSIDE and code != NATION and (place := book.place(code))
    ]


def provisions_at(book: Book, code: str) -> list[Holding]:
    """The provisions of one place's own file, in file order."""
    found: dict[str, tuple[Provision, list[str]]] = {}
    for status, text in book.query("SELECT status, row FROM rules WHERE place = ?", code):
        for row in json.loads(text)[0]:
            found.setdefault(row[0], (rows.provision(row), []))[1].append(status)
    order = list(book.statuses)
    holdings = [
        Holding(p, tuple(sorted(statuses, key=order.index))) for p, statuses in found.values()
    ]
    return sorted(holdings, key=lambda h: order.index(h.statuses[0]))


def closures_at(book: Book, code: str) -> list[Closure]:
    """The lists of one place that call themselves complete."""
    found = {
        row[0]: rows.closure(row)
        for (text,) in book.query("SELECT row FROM rules WHERE place = ?", code)
        for row in json.loads(text)[1]
    }
    return list(found.values())


def portions(book: Book, place: Place) -> dict[str, Text]:
    """The names of the parts of the money that the place and those around it tell apart."""
    marks = ",".join("?" * len(place.rules_from))
    texts = book.query(f"SELECT row FROM local WHERE place IN ({marks})", *place.rules_from)
    return {
        name: Text(*said)
        for (text,) in texts
        for name, said in json.loads(text)["portions"].items()
    }


def tally(book: Book) -> dict[str, dict[str, Counter[str]]]:
    """For each place on file and base status, how many provisions of each grade."""
    counted: dict[str, dict[str, Counter[str]]] = {
        code: {} for (code,) in book.query("SELECT place FROM local ORDER BY place")
    }
    grade = Provision._fields.index("grade")
    for code, status, text in book.query("SELECT place, status, row FROM rules"):
        counts = Counter(row[grade] for row in json.loads(text)[0])
        if counts:
            counted[code][status] = counts
    return counted


def rules_of(book: Book) -> dict[str, Counter[str]]:
    """For each place on file, how many distinct provisions of each grade."""
    grade = Provision._fields.index("grade")
    seen: dict[str, dict[str, str]] = {
        code: {} for (code,) in book.query("SELECT place FROM local ORDER BY place")
    }
    for code, text in book.query("SELECT place, row FROM rules"):
        seen[code].update({row[0]: row[grade] for row in json.loads(text)[0]})
    return {code: Counter(grades.values()) for code, grades in seen.items()}


def fact_users(book: Book) -> dict[str, Users]:
    """Which statuses and places each fact can matter to."""
    texts = book.query("SELECT place, status, row FROM rules ORDER BY place")
    users = {}
    for fact in book.facts():
        marks = (f'["in","{fact}",', f'["within","{fact}",')
        hits = [
            (place, status) for place, status, text in texts if any(mark in text for mark in marks)
        ]
        used = {status for _, status in hits}
        users[fact] = Users(
            tuple(s for s in book.statuses if s in used),
            tuple(dict.fromkeys(place for place, _ in hits)),
        )
    return users


def local_facts(book: Book) -> dict[str, str]:
    """Facts that one place (and those inside it) alone asks about, and that place's code."""
    return {
        row[0]: code
        for code, text in book.query("SELECT place, row FROM local ORDER BY place")
        for row in json.loads(text)["facts"]
    }


def general_warnings(book: Book, place: Place) -> list[Note]:
    """Warnings for whoever has an account there, whatever the status: those given under every base status, nearest place first."""
    note_kind = Note._fields.index("kind")
    found: dict[str, Note] = {}
    common: set[str] | None = None
    bases = [
        s.id for s in book.statuses.values() if s.id == s.base and s.id != ANY_STATUS_LEAVES_OUT
    ]
    marks = ",".join("?" * len(place.rules_from))
    texts = book.query(
        f"SELECT place, status, row FROM rules WHERE place IN ({marks})", *place.rules_from
    )
    for base in bases:
        given = [
            row
            for _, status, text in texts
            if status == base
            for row in json.loads(text)[2]
            if row[note_kind] == "warning"
        ]
        common = {row[0] for row in given} if common is None else common & {row[0] for row in given}
        found.update({row[0]: rows.note(row) for row in given if row[0] not in found})
    kept = [found[name] for name in found if name in (common or ())]
    return sorted(kept, key=lambda note: place.rules_from.index(note.place))


def citing(book: Book) -> dict[str, list[tuple[str, str]]]:
    """For each source, (place, id) of every line that cites it."""
    return {
        name: [(place, line) for place, line in json.loads(text)]
        for name, text in book.query("SELECT id, cited_by FROM source")
    }


def lines_of(book: Book, code: str) -> dict[str, Text]:
    """What each rule, remark, guide line, contact and claim of a place says, by its id."""
    said: dict[str, Text] = {}
    for (text,) in book.query("SELECT row FROM rules WHERE place = ?", code):
        provisions, closures, notes = json.loads(text)
        said.update({row[0]: rows.provision(row).summary for row in provisions})
        said.update({row[0]: Text(f"“{row[4]}”", f"“{row[4]}”") for row in closures})
        said.update({row[0]: rows.note(row).text for row in notes})
    local: list[Any] = [
        json.loads(text) for (text,) in book.query("SELECT row FROM local WHERE place = ?", code)
    ]
    for here in local:
        said.update({row[0]: rows.guide(row).text for row in here["guides"]})
        said.update({row[0]: rows.contact(row).text for row in here["contacts"]})
    said.update({claim.id: claim.claim for claim in book.claims() if claim.place == code})
    return said


def also_called(book: Book, code: str) -> list[str]:
    """Other names a place is found by: old names and codes, nicknames, pinyin."""
    order = ("former", "alias", "pinyin")
    found = book.query(
        "SELECT shown, kind FROM name WHERE code = ? AND kind IN ('former', 'alias', 'pinyin') ORDER BY shown",
        code,
    )
    # Of the romanised forms the plain one: kunshan stands for kunshanshi.
    read = [shown for shown, kind in found if kind == "pinyin"]
    longer = {r for r in read if any(r != plain and r.startswith(plain) for plain in read)}
    listed = sorted(found, key=lambda f: order.index(f[1]))
    return list(dict.fromkeys(shown for shown, _ in listed if shown not in longer))
