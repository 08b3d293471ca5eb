"""Which of several texts a few words are about: by the words themselves, else by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from medisave_cli.book.names import key_of
from medisave_cli.finder.find import Finder
from medisave_cli.finder.heard import read
from medisave_cli.model import Text

PLAIN = frozenset({"money", "card", "insured", "person", "employer", "look_up"})
"""Ideas that nearly every text is about: they tell none from another."""


def ranked(finder: Finder, wanted: str, texts: Sequence[tuple[Text, Text]]) -> list[int]:
    """The places in ``texts`` (what is said first, what is explained second) of those ``wanted`` is about, best first.

    Best are those that say every word of it, then those that say what it means, then those that explain it in these words.
    """
    words = [key_of(word) for word in wanted.split() if key_of(word)]
    meant = read(wanted, finder.words, finder.places).ideas - PLAIN
    scored = []
    for place, (said, explained) in enumerate(texts):
        if words and _holds(words, said):
            scored.append((0, place))
        elif meant and meant <= _ideas(finder, said):
            scored.append((1, place))
        elif words and _holds(words, explained):
            scored.append((2, place))
    return [place for _, place in sorted(scored)]


def _holds(words: list[str], text: Text) -> bool:
    return any(all(word in key_of(side) for word in words) for side in text)


def _ideas(finder: Finder, text: Text) -> frozenset[str]:
    return frozenset().union(
        *(read(side, finder.words, finder.places).all_said().ideas for side in text)
    )
