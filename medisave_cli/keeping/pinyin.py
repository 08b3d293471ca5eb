"""How a Chinese word may be spelt in pinyin."""

from __future__ import annotations

from functools import cache


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


def spells(typed: str, word: str) -> bool:
    """Whether letters are the pinyin of a word, or of a run of at least two of its characters."""
    characters = [readings().get(c, ()) for c in word]
    for start in range(len(characters)):
        reached = {0}
        for sounds in characters[start:]:
            reached = {
                at + len(sound) for at in reached for sound in sounds if typed.startswith(sound, at)
            }
            if len(typed) in reached and len(typed) > len(
                characters[start][0] if characters[start] else ""
            ):
                return True
            if not reached:
                break
    return False
