"""Every name that finds a place: the rows of the book's name table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from medisave_cli.book.gazetteer import (
    Division,
    former_codes,
    former_names,
    other_names,
    short_of,
    spoken_forms,
)
from medisave_cli.book.names import key_of
from medisave_cli.model import MUNICIPALITIES, NATION

NameRow = tuple[str, str, str, str]
"""(key, code, kind, as written)"""
GENERIC = re.compile("[东西南北中新老市郊城]+")
"""A direction, as 东郊 of 东郊区, is a part of every town."""


def names_of(known: dict[str, Division], gazetteer: Path) -> set[NameRow]:
    """The names of every division in force, of those given up, and what else people and maps say."""
    pairs = [
        *(row for d in known.values() for row in _of_division(d)),
        *_of_former(known, gazetteer),
        *other_names(gazetteer),
        *_collective_codes(known),
    ]
    return {
        (key_of(name), code, kind, name)
        for kind, name, code in pairs
        if code in known and key_of(name)
    }


def _of_division(d: Division) -> Iterator[tuple[str, str, str]]:
    if d.code == NATION:
        for name in (d.code, d.zh, d.en, "中国", "中华人民共和国"):
            yield "name", name, d.code
        return
    yield "code", d.code, d.code
    for kind, names in (
        ("name", [d.zh]),
        ("short", [d.short]),
        ("pinyin", [d.pinyin, d.full_pinyin]),
        ("english", [d.en]),
        ("alias", [*d.aliases, *map(short_of, d.aliases), *spoken_forms(d)]),
        ("misread", _misread(d)),
    ):
        for name in names:
            yield kind, name, d.code
            # Tables write lü as lv, passports as lyu, most people as lu.
            if re.search("[ln]v", name):
                yield kind, re.sub("([ln])v", r"\1u", name), d.code
                yield kind, re.sub("([ln])v", r"\1yu", name), d.code


def _misread(d: Division) -> list[str]:
    """Wrong readings, alone and with the word for the kind of place: shanxi, shanxisheng."""
    tail = d.full_pinyin.removeprefix(d.pinyin)
    return [read for wrong in d.misread for read in dict.fromkeys((wrong, wrong + tail))]


def _of_former(known: dict[str, Division], gazetteer: Path) -> Iterator[tuple[str, str, str]]:
    for name, code in former_names(gazetteer):
        # A name that is nothing but 新区 or 东区 tells no place from another.
        if not (len(name) == 2 and name.endswith("区")):
            yield "former", name, code
            if not GENERIC.fullmatch(short_of(name)):
                yield "former", short_of(name), code
    for old, code in former_codes(gazetteer, known):
        yield "former", old, code


def _collective_codes(known: dict[str, Division]) -> Iterator[tuple[str, str, str]]:
    """GB/T 2260 has codes for "the districts of" and "the counties directly under" a place; they mean that place."""
    for code, d in known.items():
        if d.level == "province":
            yield "code", code[:2], code
            for middle in ("01", "02") if code[:2] in MUNICIPALITIES else ("90",):
                yield "code", code[:2] + middle + "00", code
        elif d.level == "prefecture":
            yield "code", code[:4], code
            if code[:4] + "01" not in known:
                yield "code", code[:4] + "01", code
