"""What ``uses``, ``sharing``, ``balance`` and ``trouble`` have in common: the guide lines of a place, nearest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from medisave_cli.commands.options import (
    Format,
    checked_lang,
    chosen,
    deliver_json,
    opened,
    place_named,
    render_page,
)

if TYPE_CHECKING:
    from medisave_cli.book.store import Book


def show_guide(
    topic: str,
    words: str,
    city: str | None,
    format: Format | None,
    output: Path | None,
    lang: str | None,
    policies: list[Path] | None,
) -> None:
    """Print one guide for a city, or for the nation alone; ``words``: what of its topic is asked about, empty for all."""
    face = chosen(format, output)
    deliver_guide(opened(policies), topic, city, words, face, output, checked_lang(lang))


def deliver_guide(
    book: Book,
    topic: str,
    city: str | None,
    words: str,
    face: Format,
    output: Path | None,
    language: str,
) -> None:
    """Deliver one guide out of an open book."""
    from medisave_cli.book.holdings import general_warnings
    from medisave_cli.dates import today
    from medisave_cli.model import NATION
    from medisave_cli.show.guide_page import GuideView, guide_data, guide_lines, guide_page

    asked = place_named(book, city, language) if city is not None else None
    place = asked or book.place(NATION)
    assert place is not None
    about = _about(book, topic, words)
    guides, warnings, contacts = (
        [g for g in book.guides(place, topic) if not about or set(about) & set(g.about)],
        general_warnings(book, place),
        book.contacts(place),
    )
    citing: list[Any] = [line for guide in guides for line in guide_lines(guide)] + [
        *warnings,
        *contacts,
    ]
    cited = [cite.source for thing in citing for cite in thing.cites]
    names = {code: near.name for code in place.rules_from if (near := book.place(code))}
    view = GuideView(
        topic,
        asked,
        names,
        guides,
        warnings,
        contacts,
        book.sources(cited),
        (book.version, book.digest),
        today(),
        tuple(about.values()),
    )
    if face is Format.json:
        deliver_json(guide_data(view, language), output)
    else:
        render_page(guide_page(view, language), face, output)


def _about(book: Book, topic: str, words: str) -> dict[str, Any]:
    """What of the topic ``words`` name: each thing, person or trouble with its name; empty for all of the topic.

    Raises:
        AskedWrongly: the words name nothing that the topic can be about.
    """
    if not words:
        return {}
    from medisave_cli.errors import AskedWrongly
    from medisave_cli.finder import finder_of
    from medisave_cli.language import scrub

    finder = finder_of(book)
    listed = finder.words.topics[topic].about
    found = finder.about(topic, words)
    if not found:
        raise AskedWrongly(
            "finding.nothing_in_topic", typed=scrub(words), listed=tuple(listed.values())
        )
    return {name: listed[name] for name in found}
