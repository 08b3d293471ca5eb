"""What may have been meant by a name that no place carries: names of the same sound, alike in characters, or held in it."""

from __future__ import annotations

import itertools
import re
from functools import cache

from medisave_cli.book.gazetteer import SUFFIX
from medisave_cli.book.names import Names, key_of, simplified, tidy
from medisave_cli.book.store import Book
from medisave_cli.model import NATION, Place

MAX_TYPED = 60
SUGGESTED = 4
LEAST_ALIKE = {True: 0.5, False: 0.72}
"""How alike two names are at least (difflib's ratio), of Chinese and of romanised ones."""
MAX_READINGS = 24


def nearest(book: Book, typed: str, limit: int = SUGGESTED) -> list[Place]:
    """Places that may have been meant: one that ``typed`` holds, begins, sounds or is spelt nearly like; likeliest first.

    Nothing is offered that shares neither sound nor characters with what was typed.
    """
    names = Names(book)
    key = key_of(tidy(typed))
    if not key or len(key) > MAX_TYPED:
        return []
    if not key.isascii():
        key = simplified(key)
    codes = [*_same_sound(names, key), *_inside(names, key), *_alike(names, key)]
    found = {code: place for code in codes if (place := names.place(code)) and code != NATION}
    return list(found.values())[:limit]


def by_sound(names: Names, key: str) -> tuple[str, ...]:
    """The one city or province that sounds like ``key`` and shares a character with it at its place (重清 → 重庆); () where
    several do, or none, or where a town is called so (大沥)."""
    if key.isascii() or not 2 <= len(key) <= 8 or (_stem(key) != key and names.exact(_stem(key))):
        return ()
    if "elsewhere" in names.kinds(key):
        return ()
    found = {
        code
        for code, shown in _sounding(names, _stem(key))
        if code.endswith("00") and any(a == b for a, b in zip(shown, key, strict=False))
    }
    return tuple(found) if len(found) == 1 else ()


def _stem(key: str) -> str:
    short = SUFFIX.sub("", key)
    return short if len(short) >= 2 else key


def sounds_of(word: str) -> list[str]:
    """The toneless readings of Chinese ``word``, at most MAX_READINGS; [] where a character has none."""
    table = _readings()
    each = [table.get(c, ()) for c in word]
    return [
        "".join(reading) for reading in itertools.islice(itertools.product(*each), MAX_READINGS)
    ]


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    from medisave_cli.language.sounds import SOUNDS

    table: dict[str, tuple[str, ...]] = {}
    for line in SOUNDS.splitlines():
        sound, characters = line.split(" ")
        for character in characters:
            table[character] = (*table.get(character, ()), sound)
    return table


def _sounding(names: Names, stem: str) -> list[tuple[str, str]]:
    """(code, short name) of the places whose short name is read like ``stem``."""
    sounds = sounds_of(stem)
    marks = ",".join("?" * len(sounds))
    return names.book.query(
        "SELECT DISTINCT s.code, s.shown FROM name p JOIN name s ON s.code = p.code AND s.kind = 'short' "
        f"WHERE p.kind = 'pinyin' AND p.key IN ({marks}) AND LENGTH(s.shown) = {len(stem)} ORDER BY s.code",
        *sounds,
    )


def _same_sound(names: Names, key: str) -> list[str]:
    """Places that sound like a Chinese name, sh and s, n and ng, l and n taken as one; those that share a character first."""
    stem = _stem(key)
    if key.isascii() or not 2 <= len(stem) <= 6:
        return []
    sounds = {_blurred(sound) for sound in sounds_of(stem)}
    if not sounds:
        return []
    shorts = dict(names.book.query("SELECT code, shown FROM name WHERE kind = 'short'"))
    found = [
        (not (set(shorts[code]) & set(stem)), not code.endswith("00"), code)
        for code, shown in names.book.query("SELECT code, shown FROM name WHERE kind = 'pinyin'")
        if len(shorts.get(code, "")) == len(stem) and _blurred(shown) in sounds
    ]
    return [code for *_, code in sorted(found)]


def sound_alike(word: str, name: str) -> bool:
    """Whether Chinese ``word`` and a place's ``name`` sound nearly alike and share a character at its place: 昆衫, 昆山市."""
    one, other = _stem(word), _stem(name)
    if len(one) != len(other) or not any(a == b for a, b in zip(one, other, strict=True)):
        return False
    sounds = {_blurred(sound) for sound in sounds_of(one)}
    return any(_blurred(sound) in sounds for sound in sounds_of(other))


def _blurred(sound: str) -> str:
    return re.sub("(?<=[zcs])h", "", sound).replace("ng", "n").replace("l", "n")


def _inside(names: Names, key: str) -> list[str]:
    """The places that the end and the beginning of ``key`` name: 南京昆山 → 昆山; two characters at least, Chinese alone."""
    if key.isascii():
        return []
    tail = next((c for cut in range(1, len(key) - 1) if (c := names.exact(key[cut:]))), ())
    head = next((c for cut in range(len(key) - 1, 1, -1) if (c := names.exact(key[:cut]))), ())
    return [code for codes in (tail, head) if 1 <= len(codes) <= 3 for code in codes]


def _alike(names: Names, key: str) -> list[str]:
    """Places whose name begins with ``key`` or is spelt nearly so; those with rules of their own first among equals."""
    import difflib

    wide = not key.isascii()
    stem = _stem(key) if wide else key
    kinds = "'short', 'alias'" if wide else "'pinyin', 'english'"
    listed = names.book.query(
        f"SELECT key, code FROM name WHERE kind IN ({kinds}) AND (ABS(LENGTH(key) - ?1) <= 2 OR instr(key, ?2) = 1)",
        len(stem),
        stem,
    )
    on_file = {code for (code,) in names.book.query("SELECT place FROM local")}
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(stem)
    least = LEAST_ALIKE[wide]
    scored = []
    for name, code in listed:
        matcher.set_seq1(name)
        begins = name.startswith(stem)
        if begins or (matcher.quick_ratio() >= least and matcher.ratio() >= least):
            score = max(matcher.ratio(), 0.7 if begins else 0)
            scored.append((-round(score, 3), code not in on_file, not code.endswith("00"), code))
    return list(dict.fromkeys(code for *_, code in sorted(scored)))
