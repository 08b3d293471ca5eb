"""At the counter: Chinese for the clerk with English for the person beneath, each line under one number for both to point at."""

from __future__ import annotations

from itertools import count, zip_longest

from medisave_cli.show.page import Item, Page, Section, Verdict, labelled

NOTHING = Item("")


def bilingual(zh: Page, en: Page) -> Page:
    """One page of the same selection worded twice. A line that only one of them has is kept."""
    numbers = count(1)
    bodies = ([s for s in page.sections if s.key != "sources"] for page in (zh, en))
    sections = [
        _both(one, other, numbers) for one, other in zip_longest(*bodies, fillvalue=Section(""))
    ]
    for one, other in zip(*(_sources(page) for page in (zh, en)), strict=False):
        sections.append(one._replace(title=_joined(one.title, other.title)))
    return zh._replace(
        title=zh.title,
        subtitle=en.title,
        # The page is English with Chinese in it: readers' programs then know which is which.
        lang="en",
        verdict=_verdict(zh.verdict, en.verdict),
        lead=_lines(zh.lead, en.lead),
        sections=tuple(sections),
        foot=_lines(zh.foot, en.foot),
    )


def _sources(page: Page) -> list[Section]:
    """The list of sources: the same documents in either language."""
    return [section for section in page.sections if section.key == "sources"]


def _verdict(zh: Verdict | None, en: Verdict | None) -> Verdict | None:
    if zh is None or en is None:
        return zh or en
    return Verdict(_joined(zh.text, en.text), zh.tone, zh.sure, _joined(zh.aside, en.aside))


def _lines(zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_joined(*pair) for pair in zip_longest(zh, en, fillvalue=""))


def _joined(zh: str, en: str) -> str:
    return " / ".join(text for text in dict.fromkeys((zh, en)) if text)


def _both(zh: Section, en: Section, numbers: count[int]) -> Section:
    title = _joined(zh.title, en.title)
    pairs = zip_longest(zh.items, en.items, fillvalue=NOTHING)
    items = tuple(_line(one, other, next(numbers)) for one, other in pairs)
    return zh._replace(
        title=title, items=items, numbered=False, beside=False, lead=_joined(zh.lead, en.lead)
    )


def _line(zh: Item, en: Item, number: int) -> Item:
    """Both under one number. Of a sentence to be said the meaning stands beneath: the clerk reads the Chinese."""
    tag, text = labelled(zh, "zh")
    label, said = labelled(en, "en")
    if said == text and zh.tag != en.tag:
        tag = f"{zh.tag} / {label}"
    chinese = f"{number}. {tag}{text}"
    english = (f"{label}{said}",) if said and said != text else ()
    notes = (*zh.notes, *english, *(en.notes if english else en.notes[-1:]))
    return Item(
        chinese,
        notes=tuple(dict.fromkeys(n for n in notes if n)),
        refs=zh.refs or en.refs,
        mark=zh.mark or en.mark,
        link=zh.link,
    )
