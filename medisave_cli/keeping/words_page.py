"""``policy words`` as a page and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.keeping.vocabulary import Word
from medisave_cli.language import Speaker
from medisave_cli.show.page import Item, Page, Section


def words_page(found: Iterable[Word], say: Speaker) -> Page:
    """Each key under the list that holds it, its values beneath."""
    by_home: dict[str, list[Item]] = {}
    for word in found:
        text = say.text(word.line)
        if word.needed:
            text = say("words.needed", line=text)
        values = tuple(say("words.value", value=v, means=means) for v, means in word.values)
        by_home.setdefault(word.home, []).append(Item(text, word.key, values))
    sections = tuple(Section(home, tuple(items)) for home, items in by_home.items())
    return Page(say("words.title"), say("words.about"), say.lang, sections=sections)


def words_json(found: Iterable[Word], say: Speaker) -> list[dict[str, Any]]:
    """Each key with where it stands, its line and its values."""
    return [
        {
            "under": word.home,
            "key": word.key,
            "needed": word.needed,
            "line": say.text(word.line),
            "values": {value: say.text(means) for value, means in word.values},
        }
        for word in found
    ]
