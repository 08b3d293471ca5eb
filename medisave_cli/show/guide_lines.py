"""What a guide says of each thing, person or trouble: which of its lines decides, and that line in words.

As in an answer, the nearest firm line decides; where none does, the nearest that speaks is shown for what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from medisave_cli.language import Speaker, pick
from medisave_cli.model import Contact, Guide, Note, Place, Source, Text
from medisave_cli.show.listing import IN_FORCE, RULE_MARKS, state_on
from medisave_cli.show.page import Item
from medisave_cli.show.references import References, graded
from medisave_cli.show.wording import document_name
from medisave_cli.tuples import NamedTuple

ORDER = ("allowed", "open", "barred")
SENTENCE = {"zh": re.compile(r"(?<=。)"), "en": re.compile(r"(?<=[.])\s+(?=[A-Z\"])")}


class GuideView(NamedTuple):
    """All that a guide page shows. ``place`` None: the nation alone. ``names``: of every place on the chain, nearest first.

    ``things``: all that the topic can be about, as the catalog lists them; ``about``: what of it is asked, () for all.
    """

    topic: str
    place: Place | None
    names: dict[str, Text]
    guides: list[Guide]
    warnings: list[Note]
    contacts: list[Contact]
    sources: dict[str, Source]
    book: tuple[str, str]
    today: str
    things: dict[str, Text] = {}  # noqa: RUF012 (never written to)
    about: tuple[str, ...] = ()

    @property
    def asked(self) -> list[Text]:
        """What is asked about, by name."""
        return [self.things[name] for name in self.about]


class Answer(NamedTuple):
    """What is said of some things. ``line``: the one that decides, or the nearest where none does (``reported``)."""

    things: tuple[str, ...]
    line: Guide
    reported: bool


def current(view: GuideView) -> list[Guide]:
    """The lines that hold today."""
    return [
        g
        for g in view.guides
        if state_on(g.start, g.until, view.today) == IN_FORCE and g.overtaken_by is None
    ]


def answers(view: GuideView) -> tuple[list[Answer], list[str]]:
    """What is said of each thing asked about, in the catalog's order, things with one line together; and the things nobody speaks of."""
    found: dict[str, Answer] = {}
    silent = []
    lines = current(view)
    for thing in view.about or view.things:
        line = deciding([g for g in lines if thing in g.about], view.today)
        if line is None:
            silent.append(thing)
            continue
        held = found.get(line.id, Answer((), line, not line.is_firm(view.today)))
        found[line.id] = held._replace(things=(*held.things, thing))
    return list(found.values()), silent


def deciding(lines: list[Guide], today: str) -> Guide | None:
    """The nearest firm line that says yes or no; else the nearest firm one that leaves it unclear, unless a nearer place speaks."""
    firm = [g for g in lines if g.is_firm(today)]
    settled = next((g for g in firm if g.rule != "open"), None)
    if settled is not None:
        return settled
    unclear = next(iter(firm), None)
    nearest = next(iter(lines), None)
    if unclear is None or nearest is None:
        return nearest
    return nearest if nearest.place != unclear.place else unclear


def brief_text(guide: Guide, lang: str) -> str:
    """A line in few words: those of its file, else its first sentence."""
    if guide.brief is not None:
        return pick(guide.brief, lang)
    return SENTENCE[lang].split(pick(guide.text, lang))[0].rstrip("。.")


def whole_line(g: Guide, today: str, refs: References, lang: str) -> Item:
    """A guide line with all that it says: papers, steps, counters, doubt, dates, grade."""
    speak = Speaker(lang)
    state = state_on(g.start, g.until, today)
    tags = [speak(f"guides.said_{g.rule}")] if g.rule != "allowed" else []
    tags += [speak(f"guides.{state}")] if state != IN_FORCE else []
    tags += [speak("guides.unconfirmed")] if g.grade == "C" or g.doubt else []
    notes = _detail(g, speak)
    if g.doubt is not None:
        notes.append(speak("guides.doubt", doubt=g.doubt))
    if state != IN_FORCE:
        notes.append(speak("guides.period", start=g.start or "…", until=g.until or "…"))
    notes.append(graded(g.grade, lang))
    cites = [c for line in guide_lines(g) for c in line.cites]
    mark = RULE_MARKS[g.rule] if state == IN_FORCE else ""
    tag = speak("guides.tags").join(tags)
    return Item(speak.text(g.text), tag, tuple(notes), refs.refs(cites), mark)


def _detail(g: Guide, speak: Speaker) -> list[str]:
    """Papers, steps and counters."""
    notes = []
    for paper in g.documents or ():
        papers = speak.list([document_name(name, speak.lang) for _, name in paper.papers])
        key = "guides.bring_any" if len(paper.papers) > 1 else "guides.bring"
        notes.append(_noted(speak(key, papers=papers), paper.note, speak))
    notes += [speak("guides.step", n=n, text=step.text) for n, step in enumerate(g.steps or (), 1)]
    if g.channels:
        named = [_noted(speak.text(c.name), c.note, speak) for c in g.channels]
        notes.append(speak("guides.where", channels=speak.list(named)))
    return notes


def _noted(text: str, note: Text | None, speak: Speaker) -> str:
    return text if note is None else speak("guides.noted", text=text, note=note)


def guide_lines(guide: Guide) -> Iterable[Any]:
    """A guide line and the lines of its detail: all that may cite."""
    return [guide, *(guide.documents or ()), *(guide.steps or ()), *(guide.channels or ())]
