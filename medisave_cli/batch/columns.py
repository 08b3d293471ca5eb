"""Which column of a file means what, and what the columns of the output are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from medisave_cli.batch.answers import ANSWER_COLUMNS
from medisave_cli.batch.deciding import AS_OF, ASKED, CITY, STATUS, TO
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Message, nearest, scrub
from medisave_cli.model import Fact
from medisave_cli.tuples import NamedTuple

ERROR, FULL = "error", "advice"
NAMES = {
    CITY: (
        "参保地", "参保城市", "参保地区", "参保统筹区", "参保统筹地区", "统筹区", "统筹地区", "参保所在地", "参保市", "城市", "place",
    ),
    STATUS: ("情形", "情况", "事由", "办理情形", "办理事由", "申请事由", "situation"),
    TO: ("转入地", "新参保地", "转入城市", "转往地", "destination"),
    AS_OF: ("截至日期", "规定日期", "as-of", "as of"),
}  # fmt: skip
TAKEN = "input_"
TOLD = 12
SHORT = 40
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


class Columns(NamedTuple):
    """``found``: the columns of the file; ``names``: what each is called in the output, in order. ``keys``: position of the column that holds
    each key. ``headers``: that column's name in the file. ``added``: the columns behind them. ``notes``: what to tell."""

    found: tuple[str, ...]
    names: tuple[str, ...]
    keys: dict[str, int]
    headers: dict[str, str]
    added: tuple[str, ...]
    notes: tuple[Message, ...]


class Headings:
    """What column names mean, however they are written: ids, the names people use, and those that are mapped."""

    def __init__(
        self, facts: dict[str, Fact], mapped: dict[str, str], saved: dict[str, str] | None = None
    ):
        """``mapped``: name in the file → what it holds; each must be there. ``saved``: the same, from an earlier file.

        Raises:
            AskedWrongly: there is no such thing to be held.
        """
        self._meanings = {
            folded(name): fact.id for fact in facts.values() for name in (*fact.name, fact.id)
        } | {folded(name): key for key in ASKED for name in (key, *NAMES[key])}
        self.mapped = {old: self._key(new) for old, new in mapped.items()}
        self._wanted = {
            folded(old): self._key(new) for old, new in ((saved or {}) | mapped).items()
        }

    def fits(self, cells: list[str]) -> bool:
        """Whether the cells are a header that names a place and a status."""
        keys = self.keys(cells)
        return CITY in keys and STATUS in keys

    def keys(self, cells: list[str]) -> list[str | None]:
        """What each column holds; None for one that passes through."""
        wanted = [self._wanted.get(folded(name)) for name in cells]
        taken = set(wanted)
        return [
            key or (None if (meant := self._meaning(name)) in taken else meant)
            for name, key in zip(cells, wanted, strict=True)
        ]

    def _meaning(self, name: str) -> str | None:
        whole = folded(name)
        return self._meanings.get(whole) or self._meanings.get(
            folded(BRACKETED.sub("", unicodedata.normalize("NFKC", name)))
        )

    def _key(self, name: str) -> str:
        key = self._meanings.get(folded(name))
        if key is None:
            near = next(iter(nearest(folded(name), self._meanings, least=0.5)), None)
            hint = (
                Message("batch.did_you_mean", {"near": self._meanings[near]})
                if near
                else Message("batch.see_facts")
            )
            raise AskedWrongly("batch.map_to_nothing", typed=_short(name), hint=hint)
        return key


def columns_of(found: list[str], headings: Headings, full: bool) -> Columns:
    """Read a file's header.

    Raises:
        AskedWrongly: no city or status column, two columns for one key, or a mapping that fits nothing.
    """
    headers = [shown_name(name) for name in found]
    there = {folded(name) for name in found}
    for old in headings.mapped:
        if folded(old) not in there:
            raise AskedWrongly("batch.map_from_nothing", typed=_short(old), found=_listed(headers))
    keys: dict[str, int] = {}
    for at, key in enumerate(headings.keys(found)):
        if key is None:
            continue
        if key in keys:
            one, two = _short(headers[keys[key]]), _short(headers[at])
            name = "batch.two_called" if one == two else "batch.two_mean"
            raise AskedWrongly(name, one=one, two=two, holds=key)
        keys[key] = at
    for key in (CITY, STATUS):
        if key not in keys:
            raise AskedWrongly(f"batch.no_{key}", found=_listed(headers))
    added = (*ANSWER_COLUMNS, ERROR, *((FULL,) if full else ()))
    names, notes = _distinct(found, added)
    return Columns(
        tuple(found), names, keys, {key: headers[at] for key, at in keys.items()}, added, notes
    )


def folded(name: str) -> str:
    """A name without what people and programs add to it: case, width, spaces, line breaks, invisible characters, stars, colons."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in text if c.isprintable() and c not in " -_*:\u3164")


def shown_name(name: str) -> str:
    """A name in one line, without invisible characters."""
    return scrub(name, 10**6) if name.isprintable() is False or name != name.strip() else name


def _distinct(
    found: list[str], added: Iterable[str]
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Names for the output: what collides with an added column is prefixed, what comes twice or is empty gets a number."""
    names: list[str] = []
    taken, all_found, counts = set(added), set(found), dict[str, int]()
    for at, name in enumerate(found, 1):
        called = name if name.strip() else f"column_{at}"
        while called in added:
            called = TAKEN + called
        stem = called
        while called in taken or (called != name and called in all_found):
            counts[stem] = counts.get(stem, 1) + 1
            called = f"{stem}_{counts[stem]}"
        taken.add(called)
        names.append(called)
    renamed = [
        Message("batch.renamed_one", {"old": _short(old), "new": _short(new)})
        if old.strip()
        else Message("batch.renamed_nth", {"n": at, "new": _short(new)})
        for at, (old, new) in enumerate(zip(found, names, strict=True), 1)
        if old != new
    ]
    if not renamed:
        return tuple(names), ()
    more = len(renamed) - TOLD
    told = {"renamed": tuple(renamed[:TOLD]), "more": more}
    return tuple(names), (Message("batch.renamed_and_more" if more > 0 else "batch.renamed", told),)


def _listed(headers: list[str]) -> tuple[str, ...]:
    shown = tuple(_short(name) for name in headers[:TOLD] if name)
    return (*shown, "…") if len(headers) > TOLD else shown


def _short(name: str) -> str:
    # A zero byte is shown: a file that holds some is none of text.
    return scrub(name.replace("\0", "␀"), SHORT)
