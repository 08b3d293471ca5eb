"""The last resort: meanings whose wordings share pairs of characters, or words, with a text. Good for a choice, never for certainty."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from medisave_cli.finder.lexicon import DENIAL, IDLE, Lexicon
from medisave_cli.finder.units import BREAK, GAP, is_chinese

ENOUGH = 0.5
"""The share of a wording that a text must hold."""
FAINT = 0.2
"""What a full likeness is worth."""


def alike(units: list[str], lexicon: Lexicon) -> dict[str, float]:
    """Meanings by how much of one of their deciding wordings the text holds, up to FAINT."""
    said = _parts(units)
    ideas: dict[str, float] = {}
    for wordings in lexicon.wordings.values():
        for wording, meant in wordings:
            parts = _parts(wording)
            if not parts or GAP in wording or DENIAL in meant or IDLE in meant:
                continue
            share = len(parts & said) / len(parts)
            if share >= ENOUGH:
                ideas.update({i: max(share, ideas.get(i, 0.0)) for i in meant})
    found: dict[str, float] = {}
    for meaning in lexicon.meanings:
        alone = {
            idea
            for grade in ("clear", "likely")
            for sign in meaning.signs[grade]
            if len(sign.ideas) == 1 and not sign.chains
            for idea in sign.ideas[0]
        }
        best = max((ideas[i] for i in alone if i in ideas), default=0.0)
        if best:
            found[meaning.id] = FAINT * best
    return found


def _parts(units: Iterable[str]) -> frozenset[str]:
    """Pairs of characters side by side, and English words of some length."""
    listed = [u for u in units if u != BREAK]
    pairs = {a + b for a, b in pairwise(listed) if is_chinese(a) and is_chinese(b)}
    return frozenset(pairs | {u for u in listed if len(u) > 4 and u.isalpha()})
