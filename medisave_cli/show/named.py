"""Sources by name in each language: an English title of ours before the original, who speaks, and where in it."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.language import reads_chinese
from medisave_cli.language.articles import in_english
from medisave_cli.model import Source
from medisave_cli.show.words import issuer_words


def title_words(source: Source, lang: str) -> str:
    """A source's title; in English ours, where there is one."""
    return source.title if reads_chinese(lang) else source.title_en or source.title


def full_title(source: Source, lang: str) -> str:
    """A source's title; behind an English one, so that a counter can find the document, its own title and number."""
    if reads_chinese(lang):
        return source.title
    own = source.title if title_words(source, lang) != source.title else None
    named = ", ".join(filter(None, (own, source.number)))
    return f"{title_words(source, lang)} ({named})" if named else source.title


def speaker_words(source: Source, lang: str) -> str:
    """Who speaks in a source; in English by the English name, where it is known."""
    if source.issuer_en and not reads_chinese(lang):
        return source.issuer_en
    return issuer_words(source.issuer, lang)


def places_words(places: Iterable[str], lang: str) -> str:
    """The articles and paragraphs cited: 第四条第三款 is article 4 paragraph 3 in English; other headings keep their words in brackets."""
    if reads_chinese(lang):
        return "、".join(places)
    return ", ".join(in_english(place) for place in places)
