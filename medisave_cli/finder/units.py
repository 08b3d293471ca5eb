"""Text as units: a Chinese character, a word of letters, a number, or a break between clauses."""

from __future__ import annotations

import re
import unicodedata

BREAK = "|"
"""Stands for every mark that ends a clause."""
GAP = "…"

LONGEST = 200
"""No more units than this are read; what is longer was pasted by mistake, and its beginning says as much."""

_UNIT = re.compile(
    r"[a-z]+(?:'[a-z]+)*\*?|[0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff\uf900-\ufaff]|…|[，。；！？、,.;!?\n]"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def units_of(text: str) -> list[str]:
    """Return the units of ``text``: width and case folded, possessives and blanks dropped."""
    if _CHINESE.fullmatch(text) and len(text) <= LONGEST:
        return [*text]
    folded = unicodedata.normalize("NFKC", text[: 8 * LONGEST].replace(GAP, "\0"))
    folded = folded.lower().replace("\0", GAP).replace("’", "'")
    folded = re.sub(r"'s\b|'(?![a-z])|(?<=[a-z])\.(?=[a-z])|(?<=\bu\.s)\.", "", folded)
    found = _UNIT.findall(folded)[:LONGEST]
    return [BREAK if unit in "，。；！？、,.;!?\n" else unit for unit in found]


def is_chinese(unit: str) -> bool:
    """Whether the unit is a Chinese character."""
    return len(unit) == 1 and "\u3400" <= unit <= "\uffff"
