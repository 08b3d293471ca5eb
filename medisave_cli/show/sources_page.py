"""Every source as a page, and one source with all that cites it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from medisave_cli.language import Speaker
from medisave_cli.model import Source, Text
from medisave_cli.show.listing import foot, place_name
from medisave_cli.show.named import speaker_words, title_words
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import graded, source_item
from medisave_cli.show.words import GRADES


def sources_page(
    sources: list[Source],
    names: Mapping[str, Text],
    cited: Mapping[str, int],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """A section a place. ``cited``: how many lines cite each source."""
    speak = Speaker(lang)
    sections = []
    for code in dict.fromkeys(s.place for s in sources):
        items = []
        for source in (s for s in sources if s.place == code):
            item = source_item(source, lang)
            count = speak("sources.cited", n=cited[source.id])
            items.append(item._replace(tag=source.id, notes=(*item.notes, count)))
        sections.append(Section(place_name(names[code], lang), tuple(items)))
    grades = Counter(s.grade for s in sources)
    each = [speak("sources.each", grade=graded(g, lang), n=grades[g]) for g in GRADES if grades[g]]
    counted = speak("screen.semicolon").join(each)
    lead = speak("sources.counted", n=len(sources), each=counted) if sources else ""
    return Page(
        speak("sources.title"),
        "",
        lang,
        lead=(lead or speak("sources.none"),),
        sections=tuple(sections),
        foot=foot(book, lang)[1:],
    )


def source_page(
    source: Source,
    citing: list[tuple[str, str, Text]],
    names: Mapping[str, Text],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """One source. ``citing``: (place code, id, what it says) of every line that cites it."""
    speak = Speaker(lang)
    translated = title_words(source, lang) != source.title
    known = {
        "original_title": source.title if translated else None,
        "issuer": speaker_words(source, lang),
        "number": source.number,
        "date": source.published,
        "in_effect_from": source.effective_from,
        "how_sure": graded(source.grade, lang),
        "link": source.url,
        "how_read": speak.text(source.read),
        "last_checked": source.checked,
        "filed_under": f"{place_name(names[source.place], lang)} {source.place}",
    }
    about = tuple(Item(value, speak(f"sources.{key}")) for key, value in known.items() if value)
    lines = tuple(
        Item(speak.text(said), place_name(names[code], lang), (name,))
        for code, name, said in citing
    )
    return Page(
        title_words(source, lang),
        source.id,
        lang,
        sections=(Section("", about), Section(speak("sources.cited_by"), lines)),
        foot=foot(book, lang)[1:],
    )
