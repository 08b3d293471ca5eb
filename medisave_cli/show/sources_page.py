"""Every source as a page, and one source with all that cites it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from medisave_cli.model import Source, Text
from medisave_cli.show.listing import foot, place_name
from medisave_cli.show.named import speaker_words, title_words
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import graded, source_item
from medisave_cli.show.wording import pick
from medisave_cli.show.words import GRADES


def sources_page(
    sources: list[Source],
    names: Mapping[str, Text],
    cited: Mapping[str, int],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """A section a place. ``cited``: how many lines cite each source."""
    zh = lang == "zh"
    sections = []
    for code in dict.fromkeys(s.place for s in sources):
        items = []
        for source in (s for s in sources if s.place == code):
            item = source_item(source, lang)
            count = (
                f"引用 {cited[source.id]} 处"
                if zh
                else f"cited {cited[source.id]} time{'s' * (cited[source.id] != 1)}"
            )
            items.append(item._replace(tag=source.id, notes=(*item.notes, count)))
        sections.append(Section(place_name(names[code], lang), tuple(items)))
    grades = Counter(s.grade for s in sources)
    said = [f"{graded(g, lang)} {grades[g]}" for g in GRADES if grades[g]]
    lead = (
        (
            f"共 {len(sources)} 条：{'；'.join(said)}。"
            if zh
            else f"{len(sources)} in all: {'; '.join(said)}."
        )
        if sources
        else ("没有匹配的依据。" if zh else "No source matches.")
    )
    return Page(
        "依据" if zh else "Sources",
        "",
        lang,
        lead=(lead,),
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
    zh = lang == "zh"
    pairs = [
        ("", "original title", source.title if title_words(source, lang) != source.title else None),
        ("谁说的", "issuer", speaker_words(source, lang)),
        ("文号", "number", source.number),
        ("日期", "date", source.published),
        ("施行", "in effect from", source.effective_from),
        ("可靠程度", "how sure", graded(source.grade, lang)),
        ("链接", "link", source.url),
        ("怎样读到的", "how it was read", pick(source.read, lang)),
        ("核对于", "last checked", source.checked),
        ("收录在", "on file under", f"{place_name(names[source.place], lang)} {source.place}"),
    ]
    about = tuple(
        Item(value, zh_name if zh else en_name) for zh_name, en_name, value in pairs if value
    )
    lines = tuple(
        Item(pick(said, lang) or "", place_name(names[code], lang), (name,))
        for code, name, said in citing
    )
    return Page(
        title_words(source, lang),
        source.id,
        lang,
        sections=(Section("", about), Section("引用它的" if zh else "Cited by", lines)),
        foot=foot(book, lang)[1:],
    )
