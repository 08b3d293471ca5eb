"""The sources of a page, numbered in the order in which its lines cite them."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.model import Cite, Source
from medisave_cli.show.page import Item, Section
from medisave_cli.show.words import grade_words, issuer_words


class References:
    """Numbers sources as they are first cited, and closes the page with the list.

    ``sources`` holds at least every source that will be cited; a citation of any other is left out.
    """

    def __init__(self, sources: dict[str, Source], lang: str):
        self._sources, self._lang = sources, lang
        self._cited: dict[str, list[str]] = {}

    def refs(self, cites: Iterable[Cite]) -> tuple[int, ...]:
        """The numbers that stand behind a line with these citations, each once."""
        numbers = []
        for cite in cites:
            if cite.source not in self._sources:
                continue
            places = self._cited.setdefault(cite.source, [])
            if cite.at and cite.at not in places:
                places.append(cite.at)
            numbers.append(list(self._cited).index(cite.source) + 1)
        return tuple(dict.fromkeys(numbers))

    def section(self, full: bool = True) -> Section:
        """Every source cited so far; its items' numbers are those of ``refs``. ``full`` adds how each was read."""
        title = "依据" if self._lang == "zh" else "Where this is written"
        items = tuple(
            source_item(self._sources[name], self._lang, places, full)
            for name, places in self._cited.items()
        )
        return Section(title, items, numbered=True, key="sources")


def source_item(source: Source, lang: str, places: Iterable[str] = (), full: bool = True) -> Item:
    """One source as a line: title, issuer, number, date, the articles cited, and how sure it is; below it link and how it was read."""
    parts = [
        source.title,
        issuer_words(source.issuer, lang),
        source.number,
        source.published,
        "、".join(places),
        graded(source.grade, lang),
    ]
    notes = [
        source.url,
        (source.read.zh if lang == "zh" else source.read.en) if source.read and full else None,
    ]
    return Item(
        " · ".join(part for part in parts if part), notes=tuple(note for note in notes if note)
    )


def graded(grade: str, lang: str) -> str:
    """A grade in words with its letter: 官方原文（A）."""
    return (
        f"{grade_words(grade, lang)}（{grade}）"
        if lang == "zh"
        else f"{grade_words(grade, lang)} ({grade})"
    )
