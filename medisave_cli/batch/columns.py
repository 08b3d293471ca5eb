"""Which column of a file means what, and what the columns of the output are called."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from medisave_cli.batch.answers import ANSWER_COLUMNS
from medisave_cli.batch.deciding import AS_OF, ASKED, CITY, STATUS, TO
from medisave_cli.errors import AskedWrongly
from medisave_cli.model import Fact, Text

ERROR, FULL = "error", "advice"
NAMES = {
    CITY: ("参保地", "参保城市", "参保地区", "参保统筹区", "城市", "place"),
    STATUS: ("情形", "情况", "事由", "situation"),
    TO: ("转入地", "新参保地", "转入城市", "destination"),
    AS_OF: ("截至日期", "规定日期", "as-of", "as of"),
}
TAKEN = "input_"
TOLD = 12


class Columns(NamedTuple):
    """``found``: the columns of the file; ``names``: what each is called in the output, in order. ``keys``: position of the column that holds
    each key. ``headers``: that column's name in the file. ``added``: the columns behind them. ``notes``: what to tell."""

    found: tuple[str, ...]
    names: tuple[str, ...]
    keys: dict[str, int]
    headers: dict[str, str]
    added: tuple[str, ...]
    notes: tuple[Text, ...]


def columns_of(
    found: list[str], facts: dict[str, Fact], mapped: dict[str, str], full: bool
) -> Columns:
    """Read a file's header. ``mapped`` renames columns: name in the file → key.

    Raises:
        AskedWrongly: no city or status column, two columns for one key, or a mapping that fits nothing.
    """
    meanings = _meanings(facts)
    headers = [name.strip() for name in found]
    wanted = {old.strip(): _key(new, meanings) for old, new in mapped.items()}
    for old in wanted:
        if old not in headers:
            raise AskedWrongly(
                f"--map：文件里没有“{_short(old)}”这一列，有：{_listed(headers, '、')}",
                f"--map: the file has no column “{_short(old)}”; it has: {_listed(headers, ', ')}",
            )
    keys: dict[str, int] = {}
    for at, name in enumerate(headers):
        key = wanted.get(name) or meanings.get(_folded(name))
        if key is None or (name not in wanted and key in wanted.values()):
            continue
        if key in keys:
            one, two = _short(headers[keys[key]]), _short(name)
            if one == two:
                raise AskedWrongly(
                    f"有两列都叫“{one}”：请先改掉一列的名字",
                    f"two columns are called “{one}”: rename one first",
                )
            raise AskedWrongly(
                f"“{one}”和“{two}”两列都表示 {key}：用 --map 列名={key} 指定一列",
                f"the columns “{one}” and “{two}” both mean {key}: choose one with --map NAME={key}",
            )
        keys[key] = at
    for key in (CITY, STATUS):
        if key not in keys:
            zh = {CITY: "city（参保地）", STATUS: "status（情形）"}[key]
            raise AskedWrongly(
                f"缺少 {zh} 这一列；文件里有：{_listed(headers, '、')}。列名不同时用 --map 列名={key}",
                f"there is no column {key}; the file has: {_listed(headers, ', ')}. If it is called otherwise: --map NAME={key}",
            )
    added = (*ANSWER_COLUMNS, ERROR, *((FULL,) if full else ()))
    names, notes = _distinct(found, added)
    return Columns(
        tuple(found), names, keys, {key: headers[at] for key, at in keys.items()}, added, notes
    )


def _meanings(facts: dict[str, Fact]) -> dict[str, str]:
    """Header → key: ids, and the names by which people call them."""
    meanings = {_folded(name): fact.id for fact in facts.values() for name in (*fact.name, fact.id)}
    return meanings | {_folded(name): key for key in ASKED for name in (key, *NAMES[key])}


def _key(name: str, meanings: dict[str, str]) -> str:
    key = meanings.get(_folded(name))
    if key is None:
        near = next(iter(difflib.get_close_matches(_folded(name), list(meanings), 1, 0.5)), None)
        zh, en = (
            (f"，是不是 {meanings[near]}？", f"; did you mean {meanings[near]}?")
            if near
            else ("，见 medisave facts", "; see medisave facts")
        )
        raise AskedWrongly(
            f"--map：没有“{_short(name)}”这一项{zh}", f"--map: there is no “{_short(name)}”{en}"
        )
    return key


def _distinct(found: list[str], added: Iterable[str]) -> tuple[tuple[str, ...], tuple[Text, ...]]:
    """Names for the output: what collides with an added column is prefixed, what comes twice or is empty gets a number."""
    names: list[str] = []
    taken = set(added)
    for at, name in enumerate(found, 1):
        called = name if name.strip() else f"column_{at}"
        while called in added:
            called = TAKEN + called
        stem, n = called, 1
        while called in taken or (called != name and called in found):
            n += 1
            called = f"{stem}_{n}"
        taken.add(called)
        names.append(called)
    renamed = [
        (at, old, new)
        for at, (old, new) in enumerate(zip(found, names, strict=True), 1)
        if old != new
    ]
    if not renamed:
        return tuple(names), ()
    zh = "、".join(
        f"{'“' + _short(old) + '”' if old.strip() else f'第 {at} 列'} → {_short(new)}"
        for at, old, new in renamed[:TOLD]
    )
    en = ", ".join(
        f"{'“' + _short(old) + '”' if old.strip() else f'column {at}'} → {_short(new)}"
        for at, old, new in renamed[:TOLD]
    )
    more = len(renamed) - TOLD
    zh, en = (zh + f"，另有 {more} 列", en + f" and {more} more") if more > 0 else (zh, en)
    return tuple(names), (
        Text(
            f"重名或没有名字的列，在结果里改了名：{zh}",
            f"columns whose name was taken or empty are renamed in the output: {en}",
        ),
    )


def _folded(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _listed(headers: list[str], between: str) -> str:
    shown = between.join(_short(name) for name in headers[:12])
    return shown + ("…" if len(headers) > 12 else "")


def _short(name: str) -> str:
    text = "".join(c for c in name if c.isprintable())
    return text if len(text) <= 40 else text[:39] + "…"
