"""A guide whole, as ``--more`` shows it: every line of every place, nearest first; and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.language import Speaker
from medisave_cli.model import NATION, Guide, Text
from medisave_cli.show.guide_lines import (
    ORDER,
    Answer,
    GuideView,
    answers,
    brief_text,
    whole_line,
)
from medisave_cli.show.listing import contact_section, foot, place_name, place_title, state_on
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import References, graded


def guide_page(view: GuideView, lang: str) -> Page:
    """Return the page: a section a place, nearest first, then warnings, whom to call, and the sources."""
    speak = Speaker(lang)
    refs = References(view.sources, lang)
    sections = [
        Section(
            place_name(name, lang),
            tuple(whole_line(g, view.today, refs, lang) for g in lines_at(view, code)),
        )
        for code, name in view.names.items()
    ]
    warnings = tuple(
        Item(
            speak.text(n.text),
            mark="warn",
            refs=refs.refs(n.cites),
            notes=(graded(n.grade, lang),),
        )
        for n in view.warnings
    )
    area = view.place.area_code if view.place else None
    sections += [
        Section(speak("guides.beware"), warnings),
        contact_section(view.contacts, area, refs, lang),
        refs.section(),
    ]
    where = place_title(view.place, lang) if view.place else speak("guides.nation")
    return Page(
        speak("guides.title", where=where, topic=speak(f"guides.{view.topic}")),
        speak.list(view.asked),
        lang,
        lead=tuple(guide_lead(view, speak)),
        sections=tuple(s for s in sections if s.items),
        foot=foot(view.book, lang),
    )


def lines_at(view: GuideView, code: str) -> list[Guide]:
    """The lines of one place: where to look first, then what may be, what is unclear, what may not."""
    return sorted(
        (g for g in view.guides if g.place == code),
        key=lambda g: ("look_up" not in g.about, ORDER.index(g.rule)),
    )


def screen_lead(view: GuideView, speak: Speaker) -> list[str]:
    """The same in one line, for the first screen: each of its lines says whose it is."""
    own = view.place.code if view.place else NATION
    if view.place is None or not view.guides or any(g.place == own for g in view.guides):
        return guide_lead(view, speak) if view.place is None or not view.guides else []
    return [speak("guides.none_of_its_own", place=view.place.name)]


def guide_lead(view: GuideView, speak: Speaker) -> list[str]:
    """What the reader should know of where the lines come from."""
    if not view.guides and view.about:
        return [speak("finding.no_line", things=tuple(view.asked))]
    if view.place is None:
        return [speak("guides.add_city")]
    if not view.guides:
        return [speak("guides.none")]
    speaking = [code for code in view.names if any(g.place == code for g in view.guides)]
    if speaking[0] == view.place.code:
        return []
    own = place_name(view.place.name, speak.lang)
    if speaking == [NATION]:
        return [speak("guides.nation_alone", place=own)]
    others = [place_name(view.names[code], speak.lang) for code in speaking]
    return [speak("guides.others_alone", place=own, others=others)]


def answer_records(found: list[Answer], lang: str) -> list[dict[str, Any]]:
    """What is said of each thing, as plain data: by which line, and whether nothing firm says it."""
    return [
        {
            "about": list(a.things),
            "rule": a.line.rule,
            "reported": a.reported,
            "text": brief_text(a.line, lang),
            "line": a.line.id,
            "from": a.line.place,
            "grade": a.line.grade,
            "cites": list(dict.fromkeys(c.source for c in a.line.cites)),
        }
        for a in found
    ]


def guide_data(
    view: GuideView, lang: str, notices: Iterable[tuple[str, Text]] = ()
) -> dict[str, Any]:
    """The same as plain data for JSON. ``notices``: what must be said of how the place was found."""
    from medisave_cli.show.records import (
        contact_record,
        envelope,
        guide_record,
        note_record,
        place_record,
        source_records,
        warning_records,
    )

    return envelope(
        lang,
        view.book,
        kind="topic",
        topic=view.topic,
        place=place_record(view.place, lang) if view.place else None,
        about=list(view.about),
        answers=answer_records(answers(view)[0], lang),
        lines=[guide_record(g, lang, state_on(g.start, g.until, view.today)) for g in view.guides],
        warnings=[note_record(n, lang) for n in view.warnings],
        contacts=[
            contact_record(c, view.place.area_code if view.place else None, lang)
            for c in view.contacts
        ],
        notices=warning_records(notices, lang),
        sources=source_records(view.sources, lang),
    )
