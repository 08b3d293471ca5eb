"""The one finder of near words: what may have been meant by a word that is none."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str], limit: int = 1, least: float = 0.6) -> list[str]:
    """Return the words spelt most like ``word``, best first; ``least`` is difflib's ratio (0 to 1)."""
    import difflib

    return difflib.get_close_matches(word, list(words), limit, least)
