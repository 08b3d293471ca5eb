"""A question as people type it: a place and a situation in words, in either order, among options or before them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from medisave_cli.book.places import find
from medisave_cli.book.places import nearest as nearest_places
from medisave_cli.errors import AmbiguousPlace, AskedWrongly, UnclearSituation
from medisave_cli.language import nearest
from medisave_cli.language.message import Message
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.finder import Match

SHORTEST, LEAST_ALIKE = 5, 0.8
"""How many Latin letters a word has at least to be taken for a misspelt place, and how alike to its name it is (difflib's ratio)."""
LONGEST_PLACE = 3
"""No place is written in more words than this: “Suzhou, Jiangsu, China”."""


class Spoken(NamedTuple):
    """What was asked. ``situation``: a status by its id, or the words for one; ``topic``: the guide that the words are about."""

    city: str | None
    situation: str | None
    topic: Match | None = None


def spoken(book: Book, words: list[str], city: str | None, status: str | None) -> Spoken:
    """Read the place and the situation out of ``words``, beside what the options say.

    Raises:
        AmbiguousPlace: the place in the words is one of several.
        AskedWrongly: words are left over.
    """
    rest = [word for phrase in words for word in phrase.split()]
    if rest and city is None:
        city, rest = _place_in(book, rest)
    if rest and status is not None:
        if city is None:
            city, rest = " ".join(rest), []
        else:
            raise AskedWrongly("finding.left_over", typed=" ".join(rest))
    situation = status if status is not None else " ".join(rest) or None
    return Spoken(city, situation, _topic(book, situation) if situation else None)


def missing(book: Book, asked: Spoken) -> AskedWrongly:
    """What to say where a place, a situation or both were not given; where a word looks like a place misspelt, which may be meant."""
    if asked.city is None and (slip := _misspelt(book, asked.situation or "")):
        try:
            find(book, slip)
        except AskedWrongly as unknown:
            return unknown
    key = "both" if asked.city is None and asked.situation is None else ""
    key = key or ("place" if asked.city is None else "situation")
    example = {
        "both": Message("finding.example"),
        "place": asked.situation or "",
        "situation": asked.city or "",
    }[key]
    return AskedWrongly(f"finding.missing_{key}", given=example)


def on_terminal() -> bool:
    """Whether there is a person to ask: keys can be read and what is asked can be seen."""
    ends = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in ends)


def can_be_asked(asked: Spoken, wrong: AskedWrongly) -> bool:
    """Whether what is missing or unclear can be asked for, with a person at the terminal."""
    lacks = asked.city is None or asked.situation is None
    return (lacks or isinstance(wrong, UnclearSituation)) and on_terminal()


def _place_in(book: Book, words: list[str]) -> tuple[str | None, list[str]]:
    """The place that the first words name, else the last one; and the other words."""
    doubtful: AmbiguousPlace | None = None
    for size in range(min(LONGEST_PLACE, len(words)), 0, -1):
        try:
            find(book, " ".join(words[:size]))
            return " ".join(words[:size]), words[size:]
        except AmbiguousPlace as several:
            doubtful = several
        except AskedWrongly:
            continue
    try:
        if len(words) > 1:
            find(book, words[-1])
            return words[-1], words[:-1]
    except AskedWrongly:
        pass
    if doubtful is not None:
        raise doubtful
    return None, words


def _misspelt(book: Book, situation: str) -> str | None:
    """The first or the last word, where it says nothing itself, is spelt nearly like a place, and the others say a situation."""
    from medisave_cli.finder import finder_of

    words = situation.split()
    if len(words) < 2:
        return None
    finder = finder_of(book)
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if _like_a_place(book, word) and not finder.find(word).matches:
            said = " ".join(rest)
            if said in book.statuses or finder.find(said).sure:
                return word
    return None


def _like_a_place(book: Book, word: str) -> bool:
    from medisave_cli.book.nearby import sound_alike

    latin = word.isascii()
    if latin and len(word) < SHORTEST:
        return False
    return any(
        bool(nearest(word.lower(), [place.name.en.lower()], least=LEAST_ALIKE))
        if latin
        else sound_alike(word, place.name.zh)
        for place in nearest_places(book, word, 1)
    )


def _topic(book: Book, situation: str) -> Match | None:
    if situation.strip().lower().replace("-", "_") in book.statuses:
        return None
    from medisave_cli.finder import finder_of

    found = finder_of(book).find(situation)
    return found.matches[0] if found.sure and found.matches[0].kind == "topic" else None
