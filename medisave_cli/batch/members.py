"""The members of a JSON object as they are written: nothing is made anew that can pass as it is."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]

from medisave_cli.language.harmless import FORMULA_SIGNS, harmless
from medisave_cli.tuples import NamedTuple

SPACE = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')


class Member(NamedTuple):
    """``key`` as it reads; where its text begins and ends in the line, and that of its value."""

    key: str
    key_at: tuple[int, int]
    value_at: tuple[int, int]


_decoder = json.JSONDecoder(parse_float=lambda text: 0.0, parse_int=lambda text: 0)


def members_of(line: str) -> list[Member] | None:
    """The members of the object that the line is, doubled keys too; None if it is no object."""
    at = _after_space(line, 0)
    if line[at : at + 1] != "{":
        return None
    found: list[Member] = []
    at = _after_space(line, at + 1)
    if line[at : at + 1] == "}":
        return found if _after_space(line, at + 1) == len(line) else None
    try:
        while line[at : at + 1] == '"':
            key, end = scanstring(line, at + 1, True)
            key.encode()  # half a surrogate pair is no name
            colon = _after_space(line, end)
            if line[colon : colon + 1] != ":":
                return None
            begins = _after_space(line, colon + 1)
            _, ends = _decoder.raw_decode(line, begins)
            found.append(Member(key, (at, end), (begins, ends)))
            at = _after_space(line, ends)
            if line[at : at + 1] == "}":
                return found if _after_space(line, at + 1) == len(line) else None
            if line[at : at + 1] != ",":
                return None
            at = _after_space(line, at + 1)
    except (ValueError, RecursionError):
        return None
    return None


def rewritten(line: str, renamed: dict[str, str], safe: bool) -> str:
    """The line with keys renamed, and ``safe``: with an apostrophe before texts and keys that a spreadsheet takes for formulas.
    All else stays as it was written."""
    parts: list[str] = []
    at = 0
    for key, (key_from, key_to), (value_from, value_to) in members_of(line) or []:
        name = renamed.get(key, key)
        if safe:
            name = harmless(name)
        if name != key:
            parts += [line[at:key_from], json.dumps(name, ensure_ascii=False)]
            at = key_to
        if safe:
            parts += [line[at:value_from], STRING.sub(_safe, line[value_from:value_to])]
            at = value_to
    return "".join([*parts, line[at:]])


def _safe(found: re.Match[str]) -> str:
    text = found[0]
    dangerous = (
        text[1:2] in FORMULA_SIGNS[:4]
        or text[1:3] in ("\\t", "\\r")
        or text[1:7].lower() in ESCAPED
    )
    return f"\"'{text[1:]}" if dangerous else text


ESCAPED = {f"\\u{ord(sign):04x}" for sign in FORMULA_SIGNS}


def _after_space(line: str, at: int) -> int:
    found = SPACE.match(line, at)
    return found.end() if found else at
