"""Which id was meant by a word that is none: by what it is called in Chinese, by its pinyin, by the words of its meaning, by a slip of spelling.

Letters alone never make an offer: ``family-id-card`` is spelt nearly like ``heir-id-card`` and means another person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from medisave_cli.keeping.pinyin import spells
from medisave_cli.language import Message, nearest
from medisave_cli.model import Text
from medisave_cli.tuples import NamedTuple

MOST = 3
LEAST = 55
HAN = re.compile(r"[\u3400-\u9fff]")
TOKENS = re.compile(r"[a-z0-9]+")
IDLE = {"the", "a", "an", "of", "or", "and", "at", "in", "for", "is", "s", "to", "where", "local"}


class Entry(NamedTuple):
    """Something with an id that can be named. ``also``: what else people call it; ``home``: whose it is, where not the catalog's."""

    id: str
    name: Text
    also: tuple[str, ...] = ()
    home: Text | None = None


def plain(word: str) -> str:
    """``word`` with full-width forms folded, in lower case, without blanks at its ends."""
    return unicodedata.normalize("NFKC", word).strip().lower()


def offers(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that ``typed`` may mean, likeliest first; none where nothing but letters speaks for one."""
    word = plain(typed)
    if not word:
        return []
    scored = [(_score(word, entry), entry) for entry in entries]
    best = max((score for score, _ in scored), default=0)
    good = [(score, e) for score, e in scored if score >= max(LEAST, best - 5)]
    return [e for _, e in sorted(good, key=lambda item: -item[0])][:MOST]


def several(typed: str, known: Iterable[Entry]) -> str | None:
    """The ids that were written as one word, with commas between them; None where ``typed`` is not that."""
    parts = re.split(r"\s*[,，、;；]\s*", typed.strip())
    ids = {entry.id for entry in known}
    return ", ".join(parts) if len(parts) > 1 and ids.issuperset(parts) else None


def shown(entries: Iterable[Entry]) -> tuple[Message, ...]:
    """The offers as they are said: the id, its name, and whose it is."""
    return tuple(
        Message("lint.offer", {"id": e.id, "name": e.name})
        if e.home is None
        else Message("lint.offer_of", {"id": e.id, "name": e.name, "home": e.home})
        for e in entries
    )


def spelt_like(word: str, known: Iterable[str]) -> str | None:
    """The id that ``word`` is a misspelling of: as many parts, each equal or nearly so."""
    typed = re.split(r"[-_\s]+", plain(word))
    for name in known:
        parts = re.split(r"[-_]", name.lower())
        joined = "".join(parts) == "".join(typed)
        if joined or (
            len(parts) == len(typed)
            and all(map(_nearly, typed, parts))
            and sum(t != p for t, p in zip(typed, parts, strict=True)) <= 2
        ):
            return name
    return None


def _nearly(typed: str, part: str) -> bool:
    if typed == part:
        return True
    return len(part) > 3 and bool(nearest(typed, [part], 1, 0.75))


def _score(word: str, entry: Entry) -> int:
    if word in (entry.id.lower(), *map(plain, entry.also)):
        return 100
    if HAN.search(word):
        return max((_by_characters(word, name) for name in (entry.name.zh, *entry.also)), default=0)
    if spelt_like(word, [entry.id]):
        return 95
    letters = "".join(TOKENS.findall(word))
    if len(letters) > 3 and any(spells(letters, said) for said in (entry.name.zh, *entry.also)):
        return 90
    return _by_words(word, entry)


def _by_characters(word: str, name: str) -> int:
    if not HAN.search(name):
        return 0
    if word == name:
        return 100
    inner = word in name or name in word
    short, long = sorted((len(word), len(name)))
    if inner and short >= 2:
        return 60 + 30 * short // long
    common = len(set(word) & set(name))
    return 100 * common // max(len(set(word) | set(name)), 1) if common >= 2 else 0


def _by_words(word: str, entry: Entry) -> int:
    """By the English words of the id, the name and what it is also called: each typed word must be one of them."""
    typed = [t for t in TOKENS.findall(word) if t not in IDLE]
    english = [w for w in entry.also if not HAN.search(w)]
    known = set(TOKENS.findall(" ".join([entry.id, entry.name.en.lower(), *english]).lower()))
    if not typed or not all(any(_nearly(t, k) for k in known if len(k) > 1) for t in typed):
        return 0
    own = set(TOKENS.findall(entry.id)) - IDLE
    met = sum(any(_nearly(t, part) for t in typed) for part in own)
    return 50 + 40 * met // max(len(own), 1)
