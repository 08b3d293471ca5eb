"""The places whose name begins as typed: for a shell that completes a word, one look into the table of names."""

from __future__ import annotations

import json

from medisave_cli.book.names import key_of
from medisave_cli.book.store import Book
from medisave_cli.tuples import NamedTuple

MOST = 60
KINDS = ("short", "name", "pinyin", "alias", "zone")
LAST = "\U0010ffff"


class Beginning(NamedTuple):
    """A name that can be typed, and the full names of the places called so, in both languages."""

    value: str
    zh: str
    en: str


def places_beginning(book: Book, typed: str, pinyin: bool, most: int = MOST) -> list[Beginning]:
    """Names that begin with ``typed``: Chinese, pinyin or codes as it begins itself; the places on file where it is empty.

    Places with rules of their own come first, then cities before counties. ``pinyin``: an empty word is completed in pinyin.
    """
    key = key_of(typed)
    if key.isdecimal():
        rows = book.query(
            "SELECT code, code FROM place WHERE code >= ? AND code < ?", key, key + LAST
        )
    elif key:
        marks = ",".join("?" * len(KINDS))
        rows = book.query(
            f"SELECT key, code FROM name WHERE key >= ? AND key < ? AND kind IN ({marks})",
            key,
            key + LAST,
            *KINDS,
        )
    else:
        rows = book.query(
            "SELECT n.key, n.code FROM name n JOIN local l ON l.place = n.code WHERE n.kind = ?",
            "pinyin" if pinyin else "short",
        )
    shortest: dict[str, str] = {}
    for name, code in rows:
        if code != "000000" and len(name) < len(shortest.get(code, name + " ")):
            shortest[code] = name
    return _explained(book, _ranked(book, shortest)[:most])


def _ranked(book: Book, names: dict[str, str]) -> list[tuple[str, str]]:
    """(name, code), the likeliest first."""
    on_file = {code for (code,) in book.query("SELECT place FROM local")}
    ranked = sorted(names.items(), key=lambda n: (n[0] not in on_file, n[0][4:] != "00", n[0]))
    return [(name, code) for code, name in ranked]


def _explained(book: Book, named: list[tuple[str, str]]) -> list[Beginning]:
    codes = [code for _, code in named]
    marks = ",".join("?" * len(codes))
    rows = dict(book.query(f"SELECT code, row FROM place WHERE code IN ({marks})", *codes))
    called: dict[str, list[str]] = {}
    for name, code in named:
        called.setdefault(name, []).append(code)
    paths = {code: json.loads(row)[3] for code, row in rows.items()}
    return [
        Beginning(
            name,
            " / ".join("".join(step[0] for step in paths[code]) for code in those),
            " / ".join(", ".join(step[1] for step in reversed(paths[code])) for code in those),
        )
        for name, those in called.items()
    ]
