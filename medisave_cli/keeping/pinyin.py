"""How a Chinese word may be spelt in pinyin."""

from __future__ import annotations

from functools import cache
from itertools import product

MOST_SPELLINGS = 64


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The toneless readings of each common character."""
    from medisave_cli.language.sounds import SOUNDS

    found: dict[str, tuple[str, ...]] = {}
    for line in SOUNDS.splitlines():
        sound, _, characters = line.partition(" ")
        for character in characters:
            found[character] = (*found.get(character, ()), sound)
    return found


def spellings(word: str) -> set[str]:
    """Every spelling of a word of which all characters are known, without blanks; empty where there are too many or none."""
    each = [readings().get(c, ()) for c in word]
    total = 1
    for sounds in each:
        total *= len(sounds)
    return {"".join(way) for way in product(*each)} if 0 < total <= MOST_SPELLINGS else set()
