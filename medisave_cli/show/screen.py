"""The first screen in words: a selection as a page, the same for the terminal, plain text, Markdown and the handout."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from medisave_cli.language import Speaker, capital, reads_chinese
from medisave_cli.language.signs import chinese_end, is_chinese
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Cite,
    Closure,
    Heard,
    Line,
    Option,
    Plan,
    Provision,
    Question,
    Single,
    Turn,
)
from medisave_cli.show.call_section import after_call, asking_section
from medisave_cli.show.call_words import dial
from medisave_cli.show.grading import KINDS, UNCONFIRMED, best_cites, known_by, why_not
from medisave_cli.show.headline import headline
from medisave_cli.show.height import height
from medisave_cli.show.listing import screen_place
from medisave_cli.show.page import Item, Page, Section, Verdict, labelled
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.references import References
from medisave_cli.show.selection import FRAUD, Block, Screen, select
from medisave_cli.show.told_section import told_items
from medisave_cli.show.turning import questions_section, turns_section, worth_showing
from medisave_cli.show.wording import (
    condition_text,
    document_name,
    time_text,
    value_text,
    window_text,
)
from medisave_cli.show.wrap import cells

TONES = {ELIGIBLE: "good", CONDITIONAL: "maybe", NOT_ELIGIBLE: "bad", UNKNOWN: "unknown"}
BOX = 76
"""Cells within the box on a terminal of 80: what the answer assumes stands in it where it fits beside what it rests on."""
ROOM = 24
"""Lines of a handout above which the rest of its sheet is left to what they fold into."""
LIMITS = {"zh": (27, 34, 34, 36), "en": (26, 42, 42, 46)}
"""Lines of a screen above which it is told more closely: the ways after the first in running lines; every way so; the call without
what is only good to know; each way as one paragraph. Papers, steps and limits are told in each, and so is how the call sounds."""
RUNNING, BARE_CALL, PARAGRAPHS = 2, 3, 4
IN_BRACKETS = r" \(([^()]+)\)"
LINE_MARKS = {"needed": "todo", "maybe": "maybe"}


def first_screen(
    advice: Advice,
    lang: str,
    handout: bool = False,
    stale_since: str | None = None,
    plan: Plan | None = None,
    turning: bool = False,
) -> Page:
    """Return the first screen of an advice as a page.

    ``handout``: for taking along, so without words for the command line. ``stale_since``: the book's newest check, where
    that is long ago. ``plan`` adds its dates, ``turning`` what the answer turns on.
    """
    screen = select(advice)
    page = ScreenWriter(screen, lang, handout, stale_since).page(plan, turning)
    for tight, limit in enumerate(LIMITS[lang], 1):
        if handout or turning or height(page) <= limit:
            break
        page = ScreenWriter(screen, lang, handout, stale_since, tight).page(plan, turning)
    return page


def _glossed_once(page: Page) -> Page:
    """A page in English on which the Chinese name of a thing stands beside the English one, or the other way round, where it is
    first read."""
    seen: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        gloss, inside = found.group(), found[1]
        if not all(is_chinese(c) or c in "《》（）" for c in inside):
            named = chinese_end(found.string[: found.start()])
            if not named or any(map(is_chinese, inside)):
                return gloss
            gloss = named + gloss
        new = gloss not in seen
        seen.add(gloss)
        return found.group() if new else ""

    def once(text: str) -> str:
        return re.sub(IN_BRACKETS, kept, text) if " (" in text else text

    def item(one: Item) -> Item:
        tag = once(one.tag)
        return one._replace(tag=tag, text=once(one.text))

    def section(one: Section) -> Section:
        if one.key == "sources":
            return one
        return one._replace(title=once(one.title), items=tuple(map(item, one.items)))

    verdict = page.verdict and page.verdict._replace(text=once(page.verdict.text))
    sections = tuple(map(section, page.sections))
    return page._replace(verdict=verdict, sections=sections, foot=tuple(map(once, page.foot)))


def _run_together(sections: list[Section]) -> list[Section]:
    """The sections that hold anything, untitled ones that follow each other as one."""
    found: list[Section] = []
    for section in sections:
        if found and not section.title and not found[-1].title:
            found[-1] = found[-1]._replace(items=found[-1].items + section.items)
        elif section.title or section.items:
            found.append(section)
    return found


def _cited_once(sections: list[Section]) -> list[Section]:
    """The sections of one way, with a source that all lines of a section rest on at its title; those of all at the first title."""
    cited = [item.refs for s in sections for item in s.items if item.refs]
    titled = next((n for n, s in enumerate(sections) if s.title), None)
    if titled is None or not cited:
        return sections
    if len(set(cited)) == 1:
        bare = [s._replace(items=tuple(i._replace(refs=()) for i in s.items)) for s in sections]
        bare[titled] = bare[titled]._replace(refs=sections[titled].refs or cited[0])
        if sections[titled].refs in ((), cited[0]):
            return bare
    return [_section_cited_once(s) for s in sections]


def _section_cited_once(section: Section) -> Section:
    cited = {item.refs for item in section.items if item.mark != "warn"}
    if not section.title or section.refs or len(cited) != 1 or len(section.items) < 2:
        return section
    items = tuple(item._replace(refs=()) for item in section.items)
    return section._replace(items=items, refs=cited.pop())


def _hearsay_alone(way: Block) -> bool:
    """Whether no firm rule says what to bring or do."""
    told = [line for kind in ("documents", "before", "steps") for line in way.lines.get(kind, ())]
    return all(line.reported for line in told)


def _run_on(item: Item, tight: int) -> Item:
    """What is said on the call with how it sounds and what it means in running lines, behind the words where these are short."""
    if not item.notes:
        return item
    run = " – ".join(item.notes)
    if tight >= BARE_CALL or cells(item.text) < BOX // 2:
        return item._replace(text=f"{item.text} {run}", notes=())
    return item._replace(notes=(run,))


def way_sections(
    advice: Advice, options: Iterable[Option], lang: str, refs: References
) -> list[Section]:
    """Every open way of these options of an advice, whole, with all that each line cites, numbered in ``refs``."""
    writer = ScreenWriter(select(advice._replace(options=tuple(options))), lang, False, None)
    writer.refs, writer.whole = refs, True
    return [s for s in writer.ways() if s.items or s.title]


class ScreenWriter:
    """Words one selection in one language, numbering the sources as it goes."""

    def __init__(
        self, screen: Screen, lang: str, handout: bool, stale_since: str | None, tight: int = 0
    ):
        self.screen, self.advice, self.handout = screen, screen.advice, handout
        self.stale_since, self.tight = stale_since, tight
        self.whole = False
        self.speak = Speaker(lang)
        self.refs = References(self.advice.sources, lang)
        self.aside = self._aside()

    def page(self, plan: Plan | None, turning: bool = False) -> Page:
        """The selection as a page."""
        verdict = self._verdict()
        sections = [
            *self._call(),
            *self._heard(),
            *self.ways(),
            *self._dates(plan),
            *self._instead(),
            self._foot_lines(),
        ]
        sections += self._call_last(sections)
        if turning:
            sections += self._turning()
        page = Page(
            self._title(),
            "",
            self.speak.lang,
            verdict,
            (),
            (*_run_together(sections), self._sources()),
            self._foot(),
            compact=True,
        )
        return page if reads_chinese(self.speak.lang) else _glossed_once(page)

    def _turning(self) -> list[Section]:
        shown = [option for option in self.advice.options if worth_showing(option)]
        asked = questions_section(self.advice, self.speak.lang, flags=False)
        sections = [
            turns_section(self.advice, shown, self.refs, whole=False),
            asked._replace(title=self.speak("screen.depends")),
        ]
        return [section for section in sections if section.items]

    def _dates(self, plan: Plan | None) -> list[Section]:
        if plan is None:
            return []
        from medisave_cli.show.plan_section import plan_section

        return [plan_section(plan, self.speak.lang, self.refs)]

    # The head.

    def _title(self) -> str:
        s = self.advice.situation
        fits = self.advice.statuses[s.status].base == s.base_status and all(
            name != "place-contradicts-status" for name, _ in s.warnings
        )
        status = self.advice.statuses[s.status if fits else s.base_status].name
        named = screen_place(s.place, self.speak)
        to = s.destination and self.speak.text(s.destination.name)
        key = "screen.moving" if to else "screen.title"
        return self.speak(key, place=named, to=to, status=status, as_of=s.as_of)

    def _verdict(self) -> Verdict:
        advice = self.advice
        decider = self.screen.decider
        sure = []
        if decider is not None:
            sure.append(
                self.speak(
                    "screen.rests",
                    place=advice.names[decider.place],
                    label=self._label(self._known(decider)),
                )
            )
        if (
            any(name == "no-local-rule" for name, _ in advice.warnings)
            and advice.verdict != UNKNOWN
        ):
            sure.append(self.speak("screen.no_local"))
        said, rests, aside = headline(advice, self.speak.lang), " · ".join(sure), ""
        fits = cells(rests + self.aside) < BOX - 1 and cells(said) <= 2 * BOX - 4
        if self.handout or fits:
            self.aside, aside = "", self.aside
        return Verdict(said, TONES[advice.verdict], rests, aside)

    def _aside(self) -> str:
        assumed = [q for q in self.advice.questions if q.assumed is not None]
        said = [self._assumed(q) for q in sorted(assumed, key=lambda q: q.fact.id == "scheme")]
        if not said:
            return ""
        return self.speak("screen.assumed", assumed=self.speak("screen.assumed_and").join(said))

    def _assumed(self, question: Question) -> str:
        """A presumed fact in few words, where there are such; else as the catalog says it."""
        value = {True: "yes", False: "no"}.get(question.assumed, str(question.assumed))
        try:
            return self.speak(f"assumed.{question.fact.id}-{value}")
        except KeyError:
            return self.speak.text(value_text(question.fact, question.assumed))

    # How sure a line is.

    def _known(self, rule: Provision | Closure, cites: tuple[Cite, ...] | None = None) -> str:
        reported = isinstance(rule, Provision) and not rule.is_firm(self.advice.situation.as_of)
        return known_by(rule.grade, cites or rule.cites, self.advice.sources, reported)

    def _label(self, known: str) -> str:
        return self.speak(f"grading.{known}")

    def _marked(self, text: str, known: str, base: str) -> str:
        """``text``, with how it is known where that is less sure than what stands above it."""
        if known != UNCONFIRMED and (base not in KINDS or KINDS.index(known) <= KINDS.index(base)):
            return text
        return self.speak("grading.marked", text=text, label=self._label(known))

    def _cite(self, thing: Any) -> tuple[int, ...]:
        return self.refs.refs(self._best(thing))

    def _best(self, thing: Any) -> tuple[Cite, ...]:
        """The citations shown behind a line: the one that carries it, or all of them."""
        if self.whole:
            return tuple(thing.cites)
        return best_cites(thing.cites, self.advice.sources, thing.grade)

    def _base(self) -> str:
        """How the rule in the box is known: a line less sure than that is marked."""
        decider = self.screen.decider
        return self._known(decider) if decider is not None else "none"

    # The ways.

    def ways(self) -> list[Section]:
        """What all ways ask for before they part, each way, and what is the same again for all."""
        ways, shared = self.screen.ways, self.screen.shared
        before = {k: v for k, v in shared.items() if k in ("before", "documents")}
        after = {k: v for k, v in shared.items() if k not in before}
        full = next((way for way in ways if not way.bare), None)
        base = self._base()
        together = full is not None and (full.reported or self.tight >= RUNNING)
        sections = []
        if full and together:
            told = full._replace(lines=before, singles=())
            sections.append(Section("", tuple(self._told(told, base, both=True))))
        elif full:
            sections = _cited_once(self._detail(before, full, base, both=True))
        for before_it, way in zip((None, *ways), ways, strict=False):
            if self.tight >= BARE_CALL and way.bare and way.family != "cash":
                continue
            again = before_it is not None and before_it.portions == way.portions
            running = self.tight >= RUNNING or (
                self.tight > 0 and (way is not full or _hearsay_alone(way))
            )
            own = self._way(way, running, again)
            # Ways that differ in their papers alone stand side by side.
            pairs = (
                len(own) == 1 and own[0].items and len(sections) > 0 and sections[-1].key == "way"
            )
            sections += [own[0]._replace(beside=True)] if pairs else own
        if full:
            last = [] if together else self._detail(after, full, base, both=True)
            if together:
                told = full._replace(lines=after, singles=())
                last.append(Section("", tuple(self._told(told, base, both=True))))
                after = {}
            last.append(Section("", tuple(self._facts(after, self.screen.shared_singles, base))))
            sections += _cited_once(last)
        return sections

    def _way(self, way: Block, running: bool, again: bool) -> list[Section]:
        """``again``: the way before it served the same money."""
        base = self._base()
        heading = self._heading(way, again)
        sections = []
        if heading:
            refs = self._cite(way.rules[0])
            sections.append(
                Section(heading, refs=refs, tone="warn" if way.costs else "way", key="way")
            )
        if way.reported or running:
            return [*sections, Section("", tuple(self._told(way, base)))]
        detail = self._detail(way.lines, way, base)
        facts = self._facts(way.lines, way.singles, base)
        if heading and not facts and len(detail) == 1 and way.lines.get("documents"):
            title = heading if way.complete else self.speak("screen.note_incomplete", title=heading)
            return [sections[0]._replace(title=title, items=detail[0].items, key="papers")]
        sections += detail
        if facts:
            sections.append(Section("", tuple(facts)))
        return _cited_once(sections)

    def _told(self, way: Block, base: str, both: bool = False) -> list[Item]:
        """A way in running lines: one that no firm rule opens is not to be prepared for before somebody has been asked."""
        lines = way.lines
        papers = lines.get("documents", ())
        steps = (*lines.get("before", ()), *lines.get("steps", ()))
        items = []
        if papers:
            key = self._papers_key(both)
            tag = self.speak(f"screen.{'bring' if key == 'papers' else key}")
            if not way.complete:
                tag = self.speak("screen.perhaps_more", title=tag)
            items.append(self._joined(tag, papers, self._paper_name, base))
        if steps:
            number = {
                id(line): f"{n}. " if len(steps) > 1 else "" for n, line in enumerate(steps, 1)
            }
            items.append(
                self._joined(
                    self.speak("screen.steps"),
                    steps,
                    lambda x: number[id(x)] + self._running(x),
                    base,
                )
            )
        items += self._facts(lines, way.singles, base)
        return self._flowed(items) if self.tight == PARAGRAPHS else items

    def _flowed(self, items: list[Item]) -> list[Item]:
        """Labelled lines as one paragraph, each with what it rests on where that is not the same for all."""
        if len(items) < 2:
            return items
        alike = len({item.refs for item in items}) == 1
        said = [
            "".join(labelled(item, self.speak.lang)).rstrip("。.")
            + ("" if alike else refs_text(item.refs))
            for item in items
        ]
        return [Item(self.speak("screen.sentence").join(said), refs=items[0].refs if alike else ())]

    def _running(self, line: Line) -> str:
        """A step within a line of several, with what says that it comes first."""
        text, tag = self.speak.text(line.item.text), self.speak("screen.first")
        if line.kind != "before" or text.lower().startswith(tag.lower()):
            return text
        return "".join(labelled(Item(text, tag), self.speak.lang))

    def _heading(self, way: Block, again: bool) -> str:
        """What a way is for: the money it serves, what it turns on, what it costs."""
        parts = []
        portions = [p for p in way.portions if p != MAIN]
        if portions and MAIN not in way.portions:
            names = [self.advice.portions[p] for p in portions if p in self.advice.portions]
            named = self.speak("screen.same_money") if again else self.speak.list(names)
            parts.append(capital(named))
        families = {w.family for w in self.screen.ways if MAIN in w.portions}
        if len(families) > 1 and MAIN in way.portions and not way.bare:
            parts.append(self.speak(f"screen.way_{way.family}"))
        if any(way.turns):
            parts.append(self._turns(way.turns))
        if way.bare and way.family != "cash":
            parts = [self.speak.text(way.rules[0].summary).rstrip("。.")]
        if not parts and not way.costs and not way.reported:
            return ""
        parts[1:] = [part[:1].lower() + part[1:] for part in parts[1:]]
        parts[:1] = map(capital, parts[:1])
        text = self.speak("screen.semicolon").join(parts) or self.speak.text(
            way.rules[0].summary
        ).rstrip("。.")
        if way.reported:
            text = self._doubted(text, self._heard_of(way))
        else:
            text = self._marked(text, self._known(way.rules[0]), self._base())
        if way.costs:
            costs = self.speak("screen.semicolon").join(
                self.speak(f"costs.{fact}") for fact in way.costs
            )
            text = self.speak("screen.way_costs", way=text, costs=costs)
        return text

    def _heard_of(self, way: Block) -> Heard | None:
        """The reported rule a way rests on, as it is heard."""
        own = {p.id for p in way.rules}
        found = (h for o in self.advice.options for h in o.heard if h.provision.id in own)
        return next(found, None)

    def _doubted(self, text: str, heard: Heard | None) -> str:
        """What a rule says that does not decide, with why it does not."""
        label = self._label(UNCONFIRMED)
        if heard is None or not why_not(heard):
            return self.speak("grading.marked", text=text, label=label)
        p = heard.provision
        why = self.speak(
            f"grading.{why_not(heard)[0]}",
            until=p.until,
            start=p.start,
            doubt=p.doubt,
            ended=p.ended,
        )
        why = re.split("[；;。]", why)[0].rstrip(".")
        return self.speak("grading.marked_why", text=text, label=label, why=why)

    def _turns(self, turns: tuple[tuple[Turn, ...], ...]) -> str:
        """What a way turns on; what every one of several conditions asks for is said once."""
        each = [[self._condition(t) for t in way] for way in turns]
        common = [said for said in dict.fromkeys(each[0]) if all(said in way for way in each)]
        rest = dict.fromkeys(tuple(said for said in way if said not in common) for way in each)
        joined = [self.speak("screen.and").join(dict.fromkeys(way)) for way in rest]
        parts = [*common, self.speak("screen.or").join(joined)] if all(joined) else common
        judged = any(t.state == "judgement" for way in turns for t in way)
        several = "screen.and_either" if len(rest) > 1 and common else "screen.and"
        condition = self.speak(several).join(
            [self.speak("screen.and").join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts
        )
        return self.speak("screen.way_judged" if judged else "screen.way", condition=condition)

    def _condition(self, turn: Turn) -> str:
        return self.speak.text(condition_text(turn.condition, self.advice.facts))

    def _detail(
        self, lines: dict[str, tuple[Line, ...]], way: Block, base: str, both: bool = False
    ) -> list[Section]:
        """Papers, and what to do beside them."""
        sections = []
        asked = lines.get("documents", ())
        if asked:
            title = self.speak(f"screen.{self._papers_key(both)}")
            if not way.complete:
                title = self.speak("screen.note_incomplete", title=title)
            papers = [self._item(line, self._paper(line), base) for line in asked]
            sections.append(Section(title, tuple(papers)))
        before, after = lines.get("before", ()), lines.get("steps", ())
        if before or after:
            title = self.speak("screen.both_steps" if both else "screen.steps")
            steps = [self._first(self._item(line, self._text(line), base)) for line in before]
            steps += [self._item(line, self._text(line), base) for line in after]
            numbered = tuple(item._replace(mark="") for item in steps)
            sections.append(Section(title, numbered, numbered=True, beside=bool(asked)))
        return sections

    def _papers_key(self, both: bool) -> str:
        """How papers are headed: those of every way, those of one, those that one asks for beside what every way does."""
        if both:
            return "both_papers"
        return "also_papers" if self.screen.shared.get("documents") else "papers"

    def _first(self, item: Item) -> Item:
        """A step that comes before the others says so, once."""
        tag = self.speak("screen.first")
        return item if item.text.lower().startswith(tag.lower()) else item._replace(tag=tag)

    def _item(self, line: Line, text: str, base: str) -> Item:
        return Item(
            self._marked(text, self._line_known(line), base),
            refs=self._cite(line),
            mark=LINE_MARKS[line.state] if line.item.when is not None else "todo",
        )

    def _line_known(self, line: Line) -> str:
        return known_by(line.grade, line.cites, self.advice.sources, line.reported)

    def _paper(self, line: Line) -> str:
        return self._with_when(line, self._paper_name(line))

    def _paper_name(self, line: Line) -> str:
        names = [document_name(name, self.speak.lang) for _, name in line.item.papers]
        if len(names) == 1:
            return names[0]
        return self.speak("screen.any_of", papers=self.speak.list(names))

    def _text(self, line: Line) -> str:
        text = self._with_when(line, self.speak.text(line.item.text))
        if line.arriving:
            return self.speak("screen.arriving", place=self.advice.names[line.place], text=text)
        return text

    def _with_when(self, line: Line, text: str) -> str:
        """A line with its note, and with its condition where that is open."""
        note = getattr(line.item, "note", None)
        ending = text[-1:] if text[-1:] in "。." else ""
        text = text.removesuffix(ending) if ending else text
        if note is not None:
            text += self.speak("screen.note", note=self.speak.text(note).rstrip("。."))
        if line.state == "maybe" and line.item.when is not None:
            said = condition_text(line.item.when, self.advice.facts)
            text += self.speak("screen.only_if", condition=said)
        return text + ending

    def _facts(
        self, lines: dict[str, tuple[Line, ...]], singles: tuple[Single, ...], base: str
    ) -> list[Item]:
        """Where, how long, who and when: one labelled line each."""
        named = (
            ("where", "channels", lambda line: self.speak.text(line.item.name)),
            ("limit", "time_limit", self._limit),
        )
        items = [
            self._joined(self.speak(f"screen.{label}"), lines[kind], word, base)
            for label, kind, word in named
            if lines.get(kind)
        ]
        return items + [self._single(single, base) for single in singles]

    def _limit(self, line: Line) -> str:
        item = line.item
        return self.speak.text(time_text(item))

    def _joined(self, tag: str, lines: tuple[Line, ...], word: Any, base: str) -> Item:
        """Several lines behind one tag; how they are known stands at the label where it is the same for all."""
        known = [self._line_known(line) for line in lines]
        said = [
            self._arrived(line, self._with_when(line, word(line))).rstrip("。.") for line in lines
        ]
        if len(set(known)) == 1:
            tag = self._marked(tag, known[0], base)
        else:
            said = [self._marked(text, how, base) for text, how in zip(said, known, strict=True)]
        cites = [c for line in lines for c in self._best(line)]
        text = self.speak("screen.semicolon").join(dict.fromkeys(said))
        return Item(text, tag, refs=self.refs.refs(cites))

    def _arrived(self, line: Line, text: str) -> str:
        if not line.arriving:
            return text
        return self.speak("screen.arriving", place=self.advice.names[line.place], text=text)

    def _single(self, single: Single, base: str) -> Item:
        value = window_text(single.value) if single.kind == "window" else single.value
        known = known_by(single.grade, single.cites, self.advice.sources, single.reported)
        text = self._marked(self.speak.text(value), known, base)
        return Item(text, self.speak(f"screen.{single.kind}"), refs=self._cite(single))

    # What is not settled.

    def _call(self) -> list[Section]:
        call = self.screen.call
        if call is None:
            return []
        asking = asking_section(self.advice, call, self.speak.lang, self.tight == PARAGRAPHS)
        if self.tight:
            asking = asking._replace(
                items=tuple(_run_on(item, self.tight) for item in asking.items)
            )
        if self.tight == PARAGRAPHS:
            return [asking]
        if self.tight >= BARE_CALL:
            call = call._replace(refused=(), asks=())
        return [asking, after_call(self.advice, call, self.refs, brief=True, handout=self.handout)]

    def _call_last(self, above: list[Section]) -> list[Section]:
        """On a sheet with room for it, what an answer that does not open with the call leaves to be asked."""
        call = self.advice.call
        lines = sum(len(section.items) + bool(section.title) for section in above)
        if not self.handout or self.screen.call or call is None or not call.asks:
            return []
        if lines > ROOM:
            return []
        return [
            asking_section(self.advice, call, self.speak.lang),
            after_call(self.advice, call, self.refs, brief=True, handout=True),
        ]

    def _heard(self) -> list[Section]:
        told = told_items(self.advice, self.speak.lang)
        heard = self.screen.heard
        if not heard and not told:
            return []
        past = bool(heard) and not told and all(h.role == "lapsed" for h in heard)
        lean = self.advice.verdict == UNKNOWN
        name = "past" if past else "heard" if lean else "otherwise"
        title = self.speak(f"screen.{name}")
        return [Section(title, (*told, *(self._hearsay(h) for h in heard)))]

    def _hearsay(self, heard: Heard) -> Item:
        p = heard.provision
        return Item(self._doubted(self.speak.text(p.summary), heard), refs=self._cite(p))

    def _instead(self) -> list[Section]:
        """Why there is nothing to do, and what the money can do all the same."""
        screen = self.screen
        sections = []
        if screen.instead:
            items = tuple(
                Item(
                    self._marked(self.speak.text(n.text), self._note_known(n), self._base()),
                    refs=self._cite(n),
                )
                for n in screen.instead
            )
            sections.append(Section(self.speak("screen.instead"), items))
        if screen.reasons and screen.call is None:
            reason = screen.reasons[0]
            text = (
                self.speak("screen.list_closed", words=reason.words)
                if isinstance(reason, Closure)
                else self.speak.text(reason.summary)
            )
            item = Item(text, self.speak("screen.why"), refs=self._cite(reason))
            sections.append(Section("", (item,)))
        return sections

    def _note_known(self, note: Any) -> str:
        return known_by(note.grade, note.cites, self.advice.sources)

    # The lines below.

    def _foot_lines(self) -> Section:
        screen = self.screen
        items = []
        if screen.call is None and self._dial():
            items.append(Item(self._dial(), self.speak("screen.whom")))
        if self.aside:
            items.append(Item(self.aside))
        items += [Item(self.speak.text(text), mark="warn") for _, text in screen.warnings]
        left = self.tight >= BARE_CALL and self.advice.situation.base_status != "deceased"
        if screen.warning is not None and not left:
            note = screen.warning
            said = self.speak.text(note.text)
            if note.about == FRAUD:
                said = re.split(r"(?<=[。.])\s*", said)[0]
            text = self._marked(said, self._note_known(note), "text")
            items.append(Item(text, refs=self._cite(note), mark="warn"))
        for note in screen.notes:
            said = self.speak.text(note.brief or note.text)
            text = self._marked(said, self._note_known(note), self._base())
            items.append(Item(text, refs=self._cite(note)))
        if self.stale_since is not None:
            items.append(Item(self.speak("screen.stale", checked=self.stale_since), mark="warn"))
        if not self.handout:
            items += self._question()
        return Section("", tuple(items))

    def _question(self) -> list[Item]:
        tag = self.speak("screen.clearer")
        if self.screen.asks_destination:
            return [Item(self.speak("screen.where_to"), tag)]
        question = self.screen.question
        if question is None:
            return []
        values = "|".join({True: "yes", False: "no"}.get(v, str(v)) for v in question.fact.says)
        flag = f"--fact {question.fact.id}={values or question.fact.type}"
        asked = self.speak.text(question.fact.question)
        short = re.sub(r"\s*[（(][^）)]*[）)]\s*$", "", asked)
        wordings = dict.fromkeys((asked, short, self.speak.text(question.fact.name)))
        text, *brief = (self.speak("screen.clearer_line", question=q, flag=flag) for q in wordings)
        return [Item(text, tag, brief=tuple(brief))]

    def _dial(self) -> str:
        return dial(self.advice)

    def _sources(self) -> Section:
        return self.refs.brief_section()

    def _made_by(self) -> str:
        """By which program and rules a sheet was made, and when they were held against their sources."""
        version, digest = self.advice.book
        checked = self.advice.situation.place.checked
        key = "screen.made_by_checked" if checked else "screen.made_by"
        return self.speak(key, version=version, digest=digest, checked=checked)

    def _foot(self) -> tuple[str, ...]:
        decides = self.speak("screen.counter_decides")
        if self.handout:
            return (decides, self._made_by())
        left = [
            self.speak(f"screen.left_{name}", n=n) for name, n in self.screen.left.items() if n > 0
        ]
        return (self.speak("screen.left", decides=decides, left=self.speak.list(left)),)
