"""A text read once from left to right: which ideas are said, where, and which of them are denied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from medisave_cli.book.names import simplified
from medisave_cli.finder.lexicon import DENIAL, IDLE, ONE_PROVINCE, PLACE, TWO_PROVINCES, Lexicon
from medisave_cli.finder.units import BREAK, GAP, is_chinese, units_of
from medisave_cli.tuples import NamedTuple

Places = Callable[[set[str]], dict[str, str]]
"""Which of the words given are names of places, each with its province (empty where that is not certain)."""

REACH = 3
"""How many units after a denial the idea it denies may begin."""
WIDEST_GAP = 6
CLOSE = 4
"""How many units may stand between two ideas of a chain."""
LONGEST_NAME = 6
LONGEST_TEXT = 2000
NOTHING: tuple[str, ...] = ()


class Heard(NamedTuple):
    """One idea said in units ``start`` to ``end``. ``loose``: taken from a word that is only nearly spelt so."""

    idea: str
    start: int
    end: int
    denied: bool = False
    loose: bool = False


class Reading(NamedTuple):
    """What a text says. ``known``: the share of its units that mean something to us or are idle, 0 to 1.

    ``ideas`` are those said and not denied, ``denied`` those said only to be denied.
    """

    heard: tuple[Heard, ...]
    breaks: frozenset[int]
    known: float
    units: list[str]
    ideas: frozenset[str]
    denied: frozenset[str]

    def all_said(self) -> Reading:
        """The same text as if nothing in it were denied."""
        heard = tuple(h._replace(denied=False) for h in self.heard)
        return self._replace(heard=heard, ideas=self.ideas | self.denied, denied=frozenset())

    def in_order(self, chain: tuple[str, ...]) -> bool:
        """Whether the ideas of ``chain`` are said one soon after the other, with no other idea between."""
        return any(self._follows(h, chain[1:]) for h in self.heard if _said(h, chain[0]))

    def _follows(self, before: Heard, chain: tuple[str, ...]) -> bool:
        if not chain:
            return True
        return any(
            self._follows(h, chain[1:])
            for h in self.heard
            if _said(h, chain[0])
            and 0 <= h.start - before.end <= CLOSE
            and not any(before.end <= b < h.start for b in self.breaks)
            and not any(
                before.end <= o.start and o.end <= h.start and o.idea not in ("person", "soon")
                for o in self.heard
            )
        )


def read(text: str, lexicon: Lexicon, places: Places) -> Reading:
    """Read ``text`` against the lexicon; ``places`` knows the names of places."""
    text = simplified(text[:LONGEST_TEXT])
    for wrong, right in lexicon.swaps:
        text = text.replace(wrong, right)
    units = units_of(text)
    found, denials, free = _scan(units, lexicon)
    found += _places(units, free, places)
    found += _nearly(units, free, lexicon)
    breaks = frozenset(i for i, unit in enumerate(units) if unit == BREAK)
    heard = _with_denials(found, denials, breaks)
    words = [i for i in range(len(units)) if i not in breaks]
    unknown = free - {i for h in found for i in range(h.start, h.end)}
    known = 1 - len(unknown & set(words)) / len(words) if words else 0.0
    said = frozenset(h.idea for h in heard if not h.denied)
    denied = frozenset(h.idea for h in heard if h.denied) - said
    return Reading(heard, breaks, known, units, said, denied)


def _said(heard: Heard, idea: str) -> bool:
    return heard.idea == idea and not heard.denied


def _scan(
    units: list[str], lexicon: Lexicon
) -> tuple[list[Heard], list[tuple[int, int]], set[int]]:
    """The ideas found, where denials stand, and the units that mean nothing to us."""
    found: list[Heard] = []
    denials: list[tuple[int, int]] = []
    free: set[int] = set()
    at = 0
    while at < len(units):
        if units[at] == BREAK:
            at += 1
            continue
        longest, ideas = 0, NOTHING
        for wording, meant in _candidates(units[at], lexicon):
            size = _fits(units, at, wording)
            if GAP in wording:
                if size:
                    # What stands in the gap is read as well.
                    found += [Heard(idea, at, at + size) for idea in meant]
            elif size > longest:
                longest, ideas = size, meant
        found += [Heard(i, at, at + longest) for i in ideas if i not in (DENIAL, IDLE)]
        if DENIAL in ideas:
            denials.append((at, at + longest))
        if not longest:
            free.add(at)
        at += longest or 1
    return found, denials, free


def _candidates(unit: str, lexicon: Lexicon) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield from lexicon.wordings.get(unit, ())
    if len(unit) > 3:
        yield from lexicon.wordings.get(unit[:3], ())


def _fits(units: list[str], at: int, wording: tuple[str, ...]) -> int:
    """How many units from ``at`` the wording takes; 0 where it does not fit."""
    here = at
    for i, part in enumerate(wording):
        if part == GAP:
            rest = wording[i + 1 :]
            for width in range(1, WIDEST_GAP + 1):
                if BREAK in units[here : here + width]:
                    return 0
                if (size := _fits(units, here + width, rest)) > 0:
                    return here + width + size - at
            return 0
        if here >= len(units):
            return 0
        unit = units[here]
        if unit != part and not (part.endswith("*") and unit.startswith(part[:-1])):
            return 0
        here += 1
    return here - at


def _places(units: list[str], free: set[int], places: Places) -> list[Heard]:
    """Names of places among the units that are no wording of ours."""
    spans: dict[tuple[int, int], str] = {}
    for start in sorted(free):
        if not is_chinese(units[start]):
            if len(units[start]) > 3 and units[start].isalpha():
                spans[start, start + 1] = units[start]
            continue
        for begin in range(max(0, start - 1), start + 1):
            for end in range(start + 1, min(len(units), begin + LONGEST_NAME) + 1):
                if all(is_chinese(u) for u in units[begin:end]) and end - begin > 1:
                    spans[begin, end] = "".join(units[begin:end])
    known = places(set(spans.values())) if spans else {}
    taken: set[int] = set()
    heard, provinces = [], []
    for (start, end), name in sorted(spans.items(), key=lambda s: s[0][0] - s[0][1]):
        if name in known and not taken & set(range(start, end)):
            taken |= set(range(start, end))
            heard.append(Heard(PLACE, start, end))
            provinces.append(known[name])
    if len(heard) > 1 and all(provinces):
        idea = TWO_PROVINCES if len(set(provinces)) > 1 else ONE_PROVINCE
        heard.append(Heard(idea, heard[0].start, heard[0].end))
    return heard


def _nearly(units: list[str], free: set[int], lexicon: Lexicon) -> list[Heard]:
    """Long English words spelt with one slip, read as meant; never settling anything, and never a death."""
    odd = [i for i in free if units[i].isalpha() and len(units[i]) > 5]
    if not odd:
        return []
    from medisave_cli.language.near import nearest

    words = {
        wording[0]: ideas
        for listed in lexicon.wordings.values()
        for wording, ideas in listed
        if len(wording) == 1 and len(wording[0]) > 5 and wording[0].isalpha()
    }
    heard = []
    for i in odd:
        alike = (w for w in words if w[0] == units[i][0] and abs(len(w) - len(units[i])) < 2)
        for word in nearest(units[i], alike, 1, 0.85):
            meant = (d for d in words[word] if d not in (DENIAL, IDLE, "die", "heir"))
            heard += [Heard(idea, i, i + 1, loose=True) for idea in meant]
    return heard


def _with_denials(
    found: list[Heard], denials: Iterable[tuple[int, int]], breaks: frozenset[int]
) -> tuple[Heard, ...]:
    """The ideas in order, those denied that begin soonest after each denial."""
    denied: set[int] = set()
    for _, end in denials:
        after = [
            h.start
            for h in found
            if end <= h.start <= end + REACH and not any(end <= b < h.start for b in breaks)
        ]
        if after:
            denied.add(min(after))
    ordered = sorted(found, key=lambda h: (h.start, h.end))
    return tuple(h._replace(denied=h.start in denied) for h in ordered)
