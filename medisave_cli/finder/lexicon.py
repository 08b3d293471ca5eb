"""The lexicon: what wordings mean and what ideas lead to, as the catalog's phrases say, made ready for reading texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from medisave_cli.finder.units import GAP, units_of
from medisave_cli.model import Text
from medisave_cli.tuples import NamedTuple

DENIAL, IDLE, PLACE = "!", "~", "place"
TWO_PROVINCES, ONE_PROVINCE = "two_provinces", "one_province"
"""Ideas of the reader itself: what denies, what says nothing, the name of a place, and two of them."""

GRADES = ("clear", "likely", "hint")


class Sign(NamedTuple):
    """Ideas that together point somewhere: of each set in ``ideas`` one. ``chains``: ideas in this order, close together."""

    ideas: tuple[frozenset[str], ...]
    chains: tuple[tuple[str, ...], ...]
    denied: frozenset[str]
    absent: frozenset[str]
    only: bool = False
    """Nothing else is said, and every word is known."""


class Meaning(NamedTuple):
    """A status, named case or topic: the signs of it by grade, and whose clear signs it stands over (None: everyone's)."""

    id: str
    signs: Mapping[str, tuple[Sign, ...]]
    over: frozenset[str] | None


class Stated(NamedTuple):
    """Facts that ideas state of the case, for the base statuses or cases named (none: for all)."""

    has: frozenset[str]
    absent: frozenset[str]
    meanings: frozenset[str]
    states: Mapping[str, Any]


class Topic(NamedTuple):
    """A guide: its name, and what its lines can be about."""

    label: Text
    about: Mapping[str, Text]


class Lexicon(NamedTuple):
    """``wordings``: by first unit, the units of each wording and what it means; ``swaps``: what is written by mistake."""

    wordings: Mapping[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
    swaps: tuple[tuple[str, str], ...]
    meanings: tuple[Meaning, ...]
    doubts: frozenset[str]
    deciders: frozenset[str]
    facts: tuple[Stated, ...]
    topics: Mapping[str, Topic]


def lexicon(raw: Mapping[str, Any]) -> Lexicon:
    """Return the lexicon that the phrases of the catalog make; ``raw`` is their plain data."""
    ideas: Mapping[str, list[str]] = raw.get("ideas", {})
    meant: dict[tuple[str, ...], list[str]] = {}
    listed = [*ideas.items(), (DENIAL, raw.get("denials", [])), (IDLE, raw.get("idle", []))]
    for idea, wordings in listed:
        for wording in wordings:
            for whole in _expanded(wording, ideas):
                known = meant.setdefault(tuple(units_of(whole)), [])
                if idea not in known:
                    known.append(idea)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for units, names in meant.items():
        by_first.setdefault(_first(units[0]), []).append((units, tuple(names)))
    meanings = tuple(_meaning(name, m) for name, m in raw.get("meanings", {}).items())
    return Lexicon(
        by_first,
        tuple(raw.get("spelt", {}).items()),
        meanings,
        frozenset(raw.get("doubts", [])),
        _deciders(meanings),
        tuple(_stated(f) for f in raw.get("facts", [])),
        {
            name: Topic(Text(**t["label"]), {a: Text(**w) for a, w in t["about"].items()})
            for name, t in raw.get("topics", {}).items()
        },
    )


def _first(unit: str) -> str:
    """Under what a wording is looked up: words that take any ending, under the letters they begin with."""
    return unit[:3] if unit.endswith("*") else unit


def _expanded(wording: str, ideas: Mapping[str, list[str]]) -> list[str]:
    """The wording, with each wording of the idea it names in ``<>`` put in its place."""
    named = re.search(r"<(\w+)>", wording)
    if named is None:
        return [wording]
    return [wording.replace(named[0], one) for one in ideas[named[1]] if GAP not in one]


def _meaning(name: str, raw: Mapping[str, Any]) -> Meaning:
    over = raw.get("over", [])
    signs = {grade: tuple(sign(s) for s in raw.get(grade, [])) for grade in GRADES}
    return Meaning(name, signs, None if over == "all" else frozenset(over))


def sign(raw: str | list[str]) -> Sign:
    """Read one sign: an idea or a list; ``a|b`` either, ``a>b`` in this order, ``-a`` absent, ``no:a`` said and denied, ``=a`` and nothing
    else."""
    listed = [raw] if isinstance(raw, str) else raw
    words = [w.removeprefix("=") for w in listed]
    plain = [w for w in words if ">" not in w and not w.startswith(("-", "no:"))]
    return Sign(
        tuple(frozenset(w.split("|")) for w in plain),
        tuple(tuple(w.split(">")) for w in words if ">" in w),
        frozenset(w.removeprefix("no:") for w in words if w.startswith("no:")),
        frozenset(w.removeprefix("-") for w in words if w.startswith("-")),
        any(w.startswith("=") for w in listed),
    )


def _deciders(meanings: tuple[Meaning, ...]) -> frozenset[str]:
    """The ideas that by themselves point somewhere: what denies one of them leaves nothing settled."""
    alone = {
        idea
        for m in meanings
        for grade in ("clear", "likely")
        for s in m.signs[grade]
        if len(s.ideas) == 1 and not s.chains and not s.only
        for idea in s.ideas[0]
    }
    return frozenset(alone - {"use", "kin", "pharmacy", "hospital_bill", "proxy"})


def _stated(raw: Mapping[str, Any]) -> Stated:
    has = [w for w in raw["has"] if not w.startswith("-")]
    absent = [w.removeprefix("-") for w in raw["has"] if w.startswith("-")]
    return Stated(frozenset(has), frozenset(absent), frozenset(raw.get("for", [])), raw["states"])
