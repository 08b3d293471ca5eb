"""The sources of a page, numbered in the order in which its lines cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from medisave_cli.language import Speaker, pick, reads_chinese
from medisave_cli.model import Cite, Source
from medisave_cli.show.named import full_title, places_words, speaker_words, title_words
from medisave_cli.show.page import Item, Section
from medisave_cli.show.words import grade_words


class References:
    """Numbers sources as they are first cited, and closes the page with the list.

    ``sources`` holds at least every source that will be cited; a citation of any other is left out.
    """

    def __init__(self, sources: dict[str, Source], lang: str):
        self._sources, self._lang, self.lang = sources, lang, lang
        self._cited: dict[str, list[str]] = {}
        self._same: dict[str, str] = {}

    def refs(self, cites: Iterable[Cite]) -> tuple[int, ...]:
        """The numbers that stand behind a line with these citations, each once."""
        numbers = []
        for cite in cites:
            if cite.source not in self._sources:
                continue
            source = self._document(cite.source)
            places = self._cited.setdefault(source, [])
            if cite.at and cite.at not in places:
                places.append(cite.at)
            numbers.append(list(self._cited).index(source) + 1)
        return tuple(dict.fromkeys(numbers))

    def _document(self, name: str) -> str:
        """The first source cited that is the same document: two files may each name it."""
        source = self._sources[name]
        key = source.url or "|".join((source.title, source.issuer, source.published or ""))
        return self._same.setdefault(key, name)

    def brief_section(self) -> Section:
        """Every source cited so far, one line each; a terminal takes the longest wording that fits."""
        items = tuple(
            brief_item(self._sources[name], self._lang, places)
            for name, places in self._cited.items()
        )
        return Section(Speaker(self._lang)("screen.sources"), items, numbered=True, key="sources")

    def section(self, full: bool = True) -> Section:
        """Every source cited so far; its items' numbers are those of ``refs``. ``full`` adds how each was read."""
        title = Speaker(self._lang)("screen.written")
        items = tuple(
            source_item(self._sources[name], self._lang, places, full)
            for name, places in self._cited.items()
        )
        return Section(title, items, numbered=True, key="sources")


def source_item(source: Source, lang: str, places: Iterable[str] = (), full: bool = True) -> Item:
    """One source as a line: title, issuer, number, date, the articles cited, and how sure it is; below it link and how it was read."""
    parts = [
        full_title(source, lang),
        speaker_words(source, lang),
        source.number if reads_chinese(lang) else None,
        source.published,
        places_words(places, lang),
        graded(source.grade, lang),
    ]
    notes = [
        source.url,
        pick(source.read, lang) if full else None,
    ]
    return Item(
        " · ".join(part for part in parts if part), notes=tuple(note for note in notes if note)
    )


def brief_item(source: Source, lang: str, places: Iterable[str]) -> Item:
    """One source in one line: whose, which document, where in it, when, and how it is known; shorter wordings follow."""
    speak = Speaker(lang)
    label = speak(f"grading.{known_by_source(source)}")
    at = places_words(places, lang)
    year = (source.published or "")[:4]
    issuer = speaker_words(source, lang)
    dated = issuer if not year else f"{issuer} {year}"
    title = title_words(source, lang)
    wordings = [
        " · ".join(part for part in parts if part)
        for parts in (
            (
                full_title(source, lang),
                source.number if reads_chinese(lang) else None,
                dated,
                at,
                label,
            ),
            (title, dated, at, label),
            (title, at, label),
            (title, label),
            (bare_title(title), label),
            (named_title(title), label),
        )
    ]
    brief = tuple(w for w in dict.fromkeys(wordings[1:]) if w != wordings[0])
    return Item(wordings[0], brief=brief, link=source.url or "")


def bare_title(title: str) -> str:
    """A title without what stands in brackets at its end."""
    return re.sub(r"[（(][^（(]*[）)]$", "", title) or title


def named_title(title: str) -> str:
    """The document a long title is about: what stands in 《》."""
    found = re.search("《.*》", title)
    return found.group() if found else bare_title(title)


def known_by_source(source: Source) -> str:
    """How a source is known by its grade."""
    return {"A": "text", "B": "quoted"}.get(source.grade, "unconfirmed")


def graded(grade: str, lang: str) -> str:
    """A grade in words with its letter: 官方原文（A）."""
    return Speaker(lang)("wording.graded", words=grade_words(grade, lang), grade=grade)
