"""How names are compared, and the names that the book has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from medisave_cli.book.pools import is_municipality
from medisave_cli.book.store import Book

LONGEST_NAME = 120
TIERS = (
    ("code",),
    ("name",),
    ("short", "pinyin", "english", "alias"),
    ("zone", "pool"),
    ("former",),
    ("misread",),
)
"""Kinds of names, the best first: a full name in force beats short names, pinyin and aliases; these beat areas that are no
division and pools of their own, these old names, and these wrong readings."""


def key_of(name: str) -> str:
    """The form in which names are compared: letters, characters and digits only; full-width folded, lower case, no tone marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).lower() if c.isalnum())


def tidy(typed: str) -> str:
    """What was typed, without escape sequences, control and invisible characters; full-width folded."""
    text = unicodedata.normalize("NFKC", typed)
    if "\x1b" in text:
        text = re.sub(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|.)?", "", text)
    return "".join(c if not unicodedata.category(c).startswith("C") else "" for c in text)


def simplified(text: str) -> str:
    """``text`` with traditional characters made simple."""
    from medisave_cli.language.traditional import SIMPLIFIED, TRADITIONAL

    return text.translate(str.maketrans(TRADITIONAL, SIMPLIFIED))


class Names:
    """The name table of a book, for the length of one question: what is looked up twice is read once."""

    def __init__(self, book: Book):
        self.book = book
        self.exact = cache(self._exact)
        self.place = cache(book.place)
        self.led = cache(self._led)

    def kinds(self, key: str) -> dict[str, list[str]]:
        """Codes that carry the name ``key``, by kind of name."""
        found: dict[str, list[str]] = {}
        for code, kind in self.book.query(
            "SELECT code, kind FROM name WHERE key = ? AND kind != 'town' ORDER BY code", key
        ):
            found.setdefault(kind, []).append(code)
        return found

    def _exact(self, key: str) -> tuple[str, ...]:
        """Codes named exactly so, by the best kind of name that any carries.

        A province or city that is often misread so stands beside those rightly read so: shanxi, tahe.
        """
        found = self.kinds(key)
        for kinds in TIERS:
            codes = {code for kind in kinds for code in found.get(kind, [])}
            if codes:
                if "pinyin" in kinds:
                    codes |= {code for code in found.get("misread", []) if code.endswith("00")}
                return tuple(sorted(codes))
        return ()

    def named(self, key: str) -> tuple[str, ...]:
        """Codes that a key names, alone, with a code before or behind it (as a list of candidates shows them), or led by those around it."""
        if not key or len(key) > LONGEST_NAME:
            return ()
        codes = self.exact(key)
        if codes:
            return codes
        coded = re.fullmatch(r"(\d{6})(\D+)|(\D+)(\d{6})", key)
        if coded:
            code, name = (coded[1], coded[2]) if coded[1] else (coded[4], coded[3])
            return tuple(c for c in self.exact(code) if c in self.named(name))
        return self.led(key) or self.turned(key)

    def turned(self, key: str) -> tuple[str, ...]:
        """Codes for a Chinese name with those around it behind: 朝阳北京, 靖江市泰州."""
        if key.isascii():
            return ()
        for cut in range(2, len(key) - 1):
            around = set(self.exact(key[cut:]))
            inner = tuple(c for c in self.exact(key[:cut]) if around & self.around(c))
            if inner:
                return inner
        return ()

    def bearers(self, key: str) -> tuple[str, ...]:
        """As ``named``, the prominent before the others."""
        return self.prominent(key, self.named(key))

    def _led(self, key: str) -> tuple[str, ...]:
        """Codes for a name led by those around it: 江苏昆山, 苏州昆山, 江苏省苏州市昆山市; or said twice: 大连市大连."""
        for cut in range(1, len(key)):
            inner = self.exact(key[cut:])
            if inner:
                around = set(self.exact(key[:cut]) or self.led(key[:cut]))
                within = [c for c in inner if around & self.around(c)] or [
                    c for c in inner if c in self.exact(key[:cut])
                ]
                if within:
                    return tuple(within)
        return ()

    def around(self, code: str) -> set[str]:
        """The codes of the places around one."""
        place = self.place(code)
        chain = set(place.chain[1:]) if place else set()
        return chain | ({code[:2] + "0000", code[:4] + "00"} - {code})

    def prominent(self, key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Provinces and their capitals (GB/T 2260: xx0000 and xx0100) before counties that share the bare name; a nickname gives
        no such right (榕城)."""
        nicknamed = set(self.kinds(key).get("alias", ())) if len(codes) > 1 else set()
        if not any(code[2:] in ("0000", "0100") and code not in nicknamed for code in codes):
            return codes
        return tuple(code for code in codes if code.endswith("00"))

    def pool_of_one(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Where one city holds every match and its rules serve them all alike, that city is the answer."""
        if len(codes) < 2:
            return codes
        places = [place for code in codes if (place := self.place(code))]
        for code in places[0].chain:
            holder = self.place(code)
            if holder is None or not (holder.level == "prefecture" or is_municipality(code)):
                continue
            if all(code in p.chain and p.rules_from == holder.rules_from for p in places):
                return (code,)
        return codes
