"""The guides as a page: what the money may pay, family sharing, where to look the balance up. Local lines first."""

from __future__ import annotations

from typing import Any, NamedTuple

from medisave_cli.language import Speaker
from medisave_cli.model import NATION, Contact, Guide, Note, Place, Source, Text
from medisave_cli.show.listing import (
    IN_FORCE,
    RULE_MARKS,
    RULES,
    STATE_WORDS,
    UNCONFIRMED,
    contact_section,
    foot,
    place_name,
    place_title,
    state_on,
)
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import References, graded
from medisave_cli.show.wording import document_name, pick

TITLES = {
    "uses": Text("账户里的钱能付什么、不能付什么", "what the money may pay and may not"),
    "sharing": Text("家庭共济：谁能用、怎么绑", "family sharing: who may use the money, and how"),
    "balance": Text("到哪里查余额", "where to look up the balance"),
    "trouble": Text("卡用不了、余额不对", "the card does not work or the balance looks wrong"),
}
ORDER = ("allowed", "open", "barred")


class GuideView(NamedTuple):
    """All that a guide page shows. ``place`` None: the nation alone. ``names``: of every place on the chain, nearest first."""

    topic: str
    place: Place | None
    names: dict[str, Text]
    guides: list[Guide]
    warnings: list[Note]
    contacts: list[Contact]
    sources: dict[str, Source]
    book: tuple[str, str]
    today: str
    about: tuple[Text, ...] = ()
    """What of the topic is asked about; () for all of it."""


def guide_page(view: GuideView, lang: str) -> Page:
    """Return the page: a section a place, nearest first, then warnings, whom to call, and the sources."""
    zh = lang == "zh"
    refs = References(view.sources, lang)
    sections = []
    for code, name in view.names.items():
        here = sorted(
            (g for g in view.guides if g.place == code),
            key=lambda g: ("look_up" not in g.about, ORDER.index(g.rule)),
        )
        if here:
            sections.append(
                Section(
                    place_name(name, lang), tuple(_line(g, view.today, refs, lang) for g in here)
                )
            )
    warnings = tuple(
        Item(
            pick(n.text, lang) or "",
            mark="warn",
            refs=refs.refs(n.cites),
            notes=(graded(n.grade, lang),),
        )
        for n in view.warnings
    )
    sections.append(Section("当心" if zh else "Beware", warnings))
    sections.append(
        contact_section(view.contacts, view.place.area_code if view.place else None, refs, lang)
    )
    sections.append(refs.section())
    where = place_title(view.place, lang) if view.place else ("全国" if zh else "China")
    return Page(
        f"{where} · {pick(TITLES[view.topic], lang)}",
        Speaker(lang).list(view.about),
        lang,
        lead=tuple(_lead(view, lang)),
        sections=tuple(s for s in sections if s.items),
        foot=foot(view.book, lang),
    )


def _lead(view: GuideView, lang: str) -> list[str]:
    """What the reader should know of where the lines come from."""
    zh = lang == "zh"
    if not view.guides and view.about:
        return [Speaker(lang)("finding.no_line", things=view.about)]
    if view.place is None:
        return [
            "这里只有全国的规定；加 -c 城市，先看当地的。"
            if zh
            else "National rules only; add -c CITY to see local ones first."
        ]
    if not view.guides:
        return ["没有查到规定，请打12393问。" if zh else "No rule was found: ask 12393."]
    speaking = [code for code in view.names if any(g.place == code for g in view.guides)]
    if speaking[0] == view.place.code:
        return []
    own = place_name(view.place.name, lang)
    others = [place_name(view.names[code], lang) for code in speaking]
    if speaking == [NATION]:
        return [
            f"没有查到{own}和所在省市自己的规定，以下是全国的。"
            if zh
            else f"No rule of {own} or its province is on file; these are the nation's."
        ]
    return [
        f"没有查到{own}自己的规定，以下是{'、'.join(others)}的。"
        if zh
        else f"No rule of {own}'s own is on file; these are the rules of {', '.join(others)}."
    ]


def _line(g: Guide, today: str, refs: References, lang: str) -> Item:
    zh = lang == "zh"
    state = state_on(g.start, g.until, today)
    tags = [pick(RULES[g.rule], lang)] if g.rule != "allowed" else []
    tags += [pick(STATE_WORDS[state], lang)] if state != IN_FORCE else []
    tags += [pick(UNCONFIRMED, lang)] if g.grade == "C" or g.doubt else []
    notes = []
    for paper in g.documents or ():
        names = ("、" if zh else ", ").join(document_name(name, lang) for _, name in paper.papers)
        several = len(paper.papers) > 1
        said = (
            f"要带（任选一件）：{names}"
            if zh and several
            else f"要带：{names}"
            if zh
            else f"bring {'any one of ' if several else ''}{names}"
        )
        notes.append(said + _aside(paper.note, lang))
    notes += [f"{n}. {pick(step.text, lang)}" for n, step in enumerate(g.steps or (), 1)]
    if g.channels:
        where = ("、" if zh else "; ").join(
            (pick(c.name, lang) or "") + _aside(c.note, lang) for c in g.channels
        )
        notes.append(f"在哪里：{where}" if zh else f"where: {where}")
    if g.doubt is not None:
        notes.append(f"存疑：{g.doubt.zh}" if zh else f"doubtful: {g.doubt.en}")
    if state != IN_FORCE:
        notes.append(
            f"{g.start or ''} 至 {g.until or ''}"
            if zh
            else f"from {g.start or '…'} to {g.until or '…'}"
        )
    notes.append(graded(g.grade, lang))
    cites = [c for line in guide_lines(g) for c in line.cites]
    return Item(
        pick(g.text, lang) or "",
        " · ".join(t for t in tags if t),
        tuple(notes),
        refs.refs(cites),
        RULE_MARKS[g.rule] if state == IN_FORCE else "",
    )


def guide_lines(guide: Guide) -> list[Any]:
    """A guide line and the lines of its detail: all that may cite."""
    return [guide, *(guide.documents or ()), *(guide.steps or ()), *(guide.channels or ())]


def _aside(note: Text | None, lang: str) -> str:
    if note is None:
        return ""
    return f"（{note.zh}）" if lang == "zh" else f" ({note.en})"


def guide_data(view: GuideView, lang: str) -> dict[str, Any]:
    """The same as plain data for JSON."""
    from medisave_cli.show.records import (
        contact_record,
        envelope,
        guide_record,
        note_record,
        place_record,
        source_records,
    )

    return envelope(
        lang,
        view.book,
        kind="topic",
        topic=view.topic,
        place=place_record(view.place, lang) if view.place else None,
        lines=[guide_record(g, lang, state_on(g.start, g.until, view.today)) for g in view.guides],
        warnings=[note_record(n, lang) for n in view.warnings],
        contacts=[
            contact_record(c, view.place.area_code if view.place else None, lang)
            for c in view.contacts
        ],
        sources=source_records(view.sources, lang),
    )
