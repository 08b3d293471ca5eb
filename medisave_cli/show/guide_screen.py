"""A guide on one screen: what may be paid by thing, who may share by person, where to look first, what to do first.

The same for the terminal, plain text, Markdown and the handout; ``guide_page`` holds all of it.
"""

from __future__ import annotations

from medisave_cli.language import Speaker, capital
from medisave_cli.model import NATION, Guide
from medisave_cli.show.grading import best_cites, known_by
from medisave_cli.show.guide_lines import (
    Answer,
    GuideView,
    answers,
    brief_text,
    current,
    whole_line,
)
from medisave_cli.show.guide_page import guide_lead, screen_lead
from medisave_cli.show.height import height
from medisave_cli.show.listing import screen_place, typed_place
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.references import References
from medisave_cli.show.wording import dial_of

TONES = {"allowed": "good", "open": "unknown", "barred": "bad"}
ANSWERED = ("uses", "sharing")
"""The topics whose lines say yes or no; of the others a line says what to do."""
ROWS = {"uses": 8, "sharing": 8, "trouble": 7, "balance": 0}
FEWEST = 5
ROOM = {"zh": 24, "en": 30}
WAYS, NATIONAL = 4, 2
WHOLE_LINES = 4
LOCAL = 2
"""So many things stand in a table (fewer where that is higher than a screen's ROOM of lines), so many ways to look the balance up, and lines about what was asked, stand on the screen; the rest comes with ``--more``."""


def guide_screen(view: GuideView, lang: str, handout: bool = False) -> Page:
    """Return the first screen. ``handout``: for taking along, so without words for the command line."""
    most, fewest = (WHOLE_LINES, 2) if view.about else (ROWS[view.topic], FEWEST)
    page = GuideScreen(view, lang, handout, most).page()
    while height(page) > ROOM[lang] and most > fewest:
        most -= 1
        page = GuideScreen(view, lang, handout, most).page()
    return page


class GuideScreen:
    """Words a guide's answers in one language, numbering the sources as it goes."""

    def __init__(self, view: GuideView, lang: str, handout: bool, most: int):
        self.view, self.handout, self.most = view, handout, most
        self.speak = Speaker(lang)
        self.refs = References(view.sources, lang)
        self.told: set[str] = set()
        self.left: list[Answer] = []

    def page(self) -> Page:
        view = self.view
        if view.about:
            verdict, sections = self._verdict(), [self._lines_asked()]
        elif view.topic == "balance":
            verdict, sections = None, [self._ways(), self._others(), self._local()]
        else:
            verdict, sections = None, [self._table(), self._beside(), self._local()]
        sections.append(self._foot_lines())
        sections = [s for s in sections if s.items or s.rows]
        lead = () if view.about and verdict else tuple(screen_lead(view, self.speak))
        return Page(
            self._title(),
            "",
            self.speak.lang,
            verdict,
            lead,
            (*sections, self.refs.brief_section()),
            self._foot(),
            compact=True,
        )

    def _title(self) -> str:
        view = self.view
        where = screen_place(view.place, self.speak) if view.place else self.speak("guides.nation")
        key = "guides.title_about" if view.about else "guides.title"
        topic = self.speak(f"guides.{view.topic}")
        return self.speak(key, where=where, topic=topic, about=self.speak.list(view.asked))

    # What is said of each thing.

    def _verdict(self) -> Verdict | None:
        """What was asked, answered in a sentence; None where a topic's lines say no yes or no."""
        if self.view.topic not in ANSWERED:
            return None
        found, silent = answers(self.view)
        if not found:
            return Verdict(guide_lead(self.view, self.speak)[0], "unknown", "")
        said = [
            self.speak("guides.answer", things=self._things(a.things), answer=self._answer(a))
            for a in found
        ]
        if silent:
            things, answer = self._things(tuple(silent)), self.speak("guides.silent")
            said.append(self.speak("guides.answer", things=things, answer=answer))
        first = found[0]
        rests = self.speak(
            "guides.rests_on", place=self.view.names[first.line.place], label=self._label(first)
        )
        tone = "unknown" if first.reported else TONES[first.line.rule]
        return Verdict(self.speak("frame.space").join(said), tone, rests)

    def _label(self, answer: Answer) -> str:
        line = answer.line
        known = known_by(line.grade, line.cites, self.view.sources, answer.reported)
        return self.speak(f"grading.{known}")

    def _answer(self, answer: Answer) -> str:
        """The answer in a sentence: one that nothing firm gives says so."""
        word = self.speak(f"guides.{self._said(answer)}")
        return self._marked(word, answer.reported and answer.line.rule != "open")

    def _said(self, answer: Answer) -> str:
        return answer.line.rule + "_reported" * answer.reported

    def _things(self, things: tuple[str, ...]) -> str:
        named = self.speak.list([self.view.things[t] for t in things])
        return capital(named)

    def _lines_asked(self) -> Section:
        """The lines about what was asked, whole: those that decide, then the nearest of the others."""
        found, _ = answers(self.view)
        lines = [a.line for a in found]
        decisive = {g.id for g in lines}
        lines += [g for g in current(self.view) if g.id not in decisive]
        lines = lines[: self.most]
        items = []
        for g in lines:
            self.told.add(g.id)
            item = whole_line(g, self.view.today, self.refs, self.speak.lang)
            place = self.speak.text(self.view.names[g.place])
            tag = self.speak("guides.tags").join(t for t in (place, item.tag) if t)
            items.append(item._replace(tag=tag, notes=item.notes[:-1]))
        return Section("", tuple(items))

    def _table(self) -> Section:
        topic = self.view.topic
        keys = [f"{topic}_thing", *([f"{topic}_answer"] if topic in ANSWERED else [])]
        keys.append("says" if topic in ANSWERED else "first")
        found, _ = answers(self.view)
        if topic not in ANSWERED:
            # What is so here first: the nation's troubles are everywhere the same.
            found.sort(key=lambda a: a.line.place == NATION)
        found, self.left = found[: self.most], found[self.most :]
        local = any(a.line.place != NATION for a in found)
        columns = [self.speak(f"guides.{key}") for key in keys]
        if local:
            columns[-1] = self.speak("guides.says_local", says=columns[-1])
        return Section("", columns=tuple(columns), rows=tuple(self._row(a) for a in found))

    def _row(self, answer: Answer) -> tuple[str, ...]:
        line = answer.line
        self.told.add(line.id)
        text = brief_text(line, self.speak.lang)
        if line.grade == "C" or line.rule != "open":
            text = self._marked(text, answer.reported)
        if line.place != NATION:
            text = self.speak("screen.colon", label=self.view.names[line.place], text=text)
        things, refs = self._things(answer.things), refs_text(self._cite(line))
        if self.view.topic in ANSWERED:
            return (things, self.speak(f"guides.{self._said(answer)}"), text + refs)
        return (things, text + refs)

    def _marked(self, text: str, reported: bool) -> str:
        if not reported:
            return text
        return self.speak("grading.marked", text=text, label=self.speak("grading.unconfirmed"))

    def _cite(self, line: Guide) -> tuple[int, ...]:
        return self.refs.refs(best_cites(line.cites, self.view.sources, line.grade))

    def _beside(self) -> Section:
        """What nobody speaks of, and how sharing is set up."""
        _, silent = answers(self.view)
        items = []
        if silent and self.view.topic == "uses":
            items.append(Item(self._things(tuple(silent)), self.speak("guides.silent")))
        if self.left:
            things = tuple(t for a in self.left for t in a.things)
            items.append(Item(self._things(things), self.speak("guides.others")))
        how = self._how() if self.view.topic == "sharing" else None
        if how is not None:
            self.told.add(how.id)
            where = self.speak.list([c.name for c in how.channels or ()])
            steps = " ".join(
                self.speak("guides.step", n=n, text=step.text)
                for n, step in enumerate(how.steps or (), 1)
            )
            text = self._marked(where or brief_text(how, self.speak.lang), not self._firm(how))
            notes = (steps,) if steps else ()
            items.append(Item(text, self.speak("guides.how"), notes, self._cite(how)))
        return Section("", tuple(items))

    def _how(self) -> Guide | None:
        """The nearest line that says where sharing is set up, a firm one first."""
        lines = [g for g in current(self.view) if g.channels and "elsewhere" not in g.about]
        return next(filter(self._firm, lines), next(iter(lines), None))

    def _firm(self, line: Guide) -> bool:
        return line.is_firm(self.view.today)

    # The balance.

    def _ways(self) -> Section:
        """Where to look, nearest first; of one place what is firm before what is not."""
        near = list(self.view.names)
        ways = [g for g in current(self.view) if g.about == ("look_up",)]
        ways.sort(key=lambda g: (near.index(g.place), not self._firm(g)))
        # The nation's own ways stay however many are nearer.
        nearer = [g for g in ways if g.place != NATION][: WAYS - NATIONAL]
        shown = [*nearer, *(g for g in ways if g.place == NATION)][:WAYS]
        items = tuple(self._told(g) for g in shown)
        return Section(self.speak("guides.ways"), items, numbered=True)

    def _others(self) -> Section:
        """How the balance works: interest, this year's part and earlier years'."""
        found, _ = answers(self.view)
        lines = [a.line for a in found if a.line.id not in self.told]
        return Section(self.speak("guides.also"), tuple(self._told(g) for g in lines))

    def _local(self) -> Section:
        """What a nearer place than the nation says of no one thing: a yearly premium, a threshold that fell."""
        lines = [g for g in current(self.view) if g.place != NATION and not g.about]
        lines = [g for g in lines if g.id not in self.told][:LOCAL]
        title = self.speak("guides.also") if lines and self.view.topic != "balance" else ""
        return Section(title, tuple(self._told(g) for g in lines))

    def _told(self, line: Guide) -> Item:
        self.told.add(line.id)
        text = self._marked(brief_text(line, self.speak.lang), not self._firm(line))
        return Item(text, self.speak.text(self.view.names[line.place]), refs=self._cite(line))

    # The lines below.

    def _foot_lines(self) -> Section:
        view = self.view
        area = view.place.area_code if view.place else None
        dials = (dial_of(c.dial, area) for c in view.contacts)
        dial = next((d for d in dials if d), "")
        items = [Item(dial, self.speak("guides.whom"))] if dial else []
        if not self.handout and not view.about and view.topic != "balance":
            key = "one_line" if view.place else "one_anywhere"
            thing = self.speak(f"guides.example_{view.topic}")
            place = typed_place(view.place, self.speak) if view.place else ""
            text = self.speak(f"guides.{key}", topic=view.topic, thing=thing, place=place)
            items.append(Item(text, self.speak("guides.one")))
        return Section("", tuple(items))

    def _foot(self) -> tuple[str, ...]:
        decides = self.speak("screen.counter_decides")
        if self.handout:
            return (decides,)
        lines = sum(g.id not in self.told for g in self.view.guides)
        counted = {
            "lines": lines,
            "warnings": len(self.view.warnings),
            "sources": len(self.view.sources),
        }
        left = [self.speak(f"guides.left_{name}", n=n) for name, n in counted.items() if n]
        return (self.speak("guides.left", decides=decides, left=self.speak.list(left)),)
