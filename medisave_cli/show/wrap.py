"""Where a line may be broken, measured in the cells of a terminal.

Chinese breaks between any two characters, save before closing punctuation and after opening punctuation (GB/T 15834, 5.1: what
closes never begins a line, what opens never ends one). A word of letters or digits is not split, nor a source number ``[12]``
from the words it stands behind, unless it alone is wider than the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

CLOSING = frozenset("，。；：？！、）」』》〉】〕”’…—·％,.;:?!)]}%")
OPENING = frozenset("（「『《〈【〔“‘([{#")
JOINTS = frozenset("/_=|&?-,.:")
"""Where a word wider than a whole line may be split, after the sign."""
WIDE = (
    (0x1100, 0x115F),
    (0x2E80, 0x303E),
    (0x3041, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x3FFFD),
)


def cells(text: str) -> int:
    """How many cells of a terminal ``text`` takes."""
    return sum(map(_cell, text))


@lru_cache(None)
def _cell(char: str) -> int:
    point = ord(char)
    if point < 0x300:
        return 1
    if is_wide(char):
        return 2
    return 0 if 0x300 <= point <= 0x36F or 0x200B <= point <= 0x200F else 1


@lru_cache(None)
def is_wide(char: str) -> bool:
    """Whether a character takes two cells, as Chinese and its punctuation do."""
    point = ord(char)
    return point >= 0x1100 and any(low <= point <= high for low, high in WIDE)


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """(start, end) of each line of ``text``, none wider than ``width`` cells; spaces at a break belong to no line.

    ``width`` must be at least 2. A unit that alone is wider than the line is split, at one of ``JOINTS`` where it has any.
    """
    lines: list[tuple[int, int]] = []
    start = end = 0
    used = 0
    for at, stop in _units(text):
        if text[at] == "\n":
            lines.append((start, end))
            start = end = stop
            used = 0
            continue
        size = cells(text[at:stop])
        gap = cells(text[end:at]) if end > start else 0
        if end > start and used + gap + size > width:
            lines.append((start, end))
            start = at
            used = gap = 0
        if end <= start:
            start, used, gap = at, 0, 0
        while size > width:
            cut = _forced(text, at, stop, width)
            lines.append((start, cut))
            start = at = cut
            size = cells(text[at:stop])
        used += gap + size
        end = stop
    if end > start or not lines:
        lines.append((start, end))
    return lines


def fold(text: str, width: int) -> list[str]:
    """``text`` as lines of at most ``width`` cells."""
    return [text[start:end] for start, end in breaks(text, width)]


def _units(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of what must stay together: a word, a character with the punctuation around it, a newline by itself."""
    at, n = 0, len(text)
    while at < n:
        if text[at] == "\n":
            yield at, at + 1
            at += 1
            continue
        if text[at].isspace():
            at += 1
            continue
        stop = at + 1
        while stop < n and (_cites(text, stop) or not _may_break(text, stop)):
            stop += 2 if _cites(text, stop) else 1
        yield at, stop
        at = stop


def _cites(text: str, at: int) -> bool:
    """Whether a source number follows, set off by a space: it stays with what it stands behind."""
    return text[at : at + 2] == " [" and text[at + 2 : at + 3].isdigit()


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``."""
    before, after = text[at - 1], text[at]
    if after == "\n" or before == "\n" or after.isspace():
        return True
    if before.isspace():
        return True
    if after in CLOSING or before in OPENING:
        return False
    if after == "[" and text[at + 1 : at + 2].isdigit():
        return False
    if is_wide(before) or is_wide(after):
        # A number stays with the word it counts: 10个.
        return not (before.isdigit() and is_wide(after))
    return False


def _forced(text: str, start: int, stop: int, width: int) -> int:
    """Where a unit wider than the line is split all the same."""
    at, used, joint = start, 0, 0
    while at < stop and used + _cell(text[at]) <= width:
        used += _cell(text[at])
        at += 1
        if text[at - 1] in JOINTS and at < stop and text[at] not in CLOSING:
            joint = at
    at = max(at, start + 1)
    if joint > start:
        return joint
    while at > start + 1 and (text[at] in CLOSING or text[at - 1] in OPENING):
        at -= 1
    return at


def widest_unit(text: str) -> int:
    """The cells of the widest thing that should not be split."""
    return max((cells(text[a:b]) for a, b in _units(text) if text[a] != "\n"), default=0)
