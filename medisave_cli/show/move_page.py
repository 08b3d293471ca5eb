"""A move whole, as ``--more`` shows it: what becomes of the money, who may move, what each end does and by when, what else can happen."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Speaker
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Move,
    MoveCase,
    Option,
    Plan,
)
from medisave_cli.show.advice_page import TONES, AdviceWriter
from medisave_cli.show.headline import headline
from medisave_cli.show.listing import place_name
from medisave_cli.show.move_screen import move_ways
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.plan_section import plan_section
from medisave_cli.show.references import References
from medisave_cli.show.screen import way_sections
from medisave_cli.show.terms import family_term, verdict_term
from medisave_cli.show.turning import turns_section, worth_showing
from medisave_cli.show.wording import dial_of, value_text, when_text

BEST_FIRST = (ELIGIBLE, CONDITIONAL, NOT_ELIGIBLE, UNKNOWN)


def move_page(move: Move, lang: str, plan: Plan | None = None) -> Page:
    """Return the page of a move; ``plan`` adds its dates."""
    return _MoveWriter(move, lang).page(plan)


class _MoveWriter(AdviceWriter):
    """An advice's page with both ends of a move: its ways are those of the first screen, told whole."""

    def __init__(self, move: Move, lang: str):
        super().__init__(move.advice, lang, more=True)
        self.move = move
        self.speak = Speaker(lang)
        self.refs = References({**move.advice.sources, **move.sources}, lang)

    def page(self, plan: Plan | None) -> Page:
        shown = _once_each([o for o in self.advice.options if worth_showing(o)])
        sections = [
            self._options(shown),
            self._who(),
            *move_ways(self.move, shown, self.lang, self.refs),
        ]
        if plan is not None:
            sections.append(plan_section(plan, self.lang, self.refs))
        sections += [
            self._cases(),
            *self._when_refused(),
            self._to_know(),
            self._phones(),
            self._uncertain(shown),
            self._circulating(),
            self.refs.section(),
        ]
        return Page(
            self._title(),
            self.speak("compared.as_of", as_of=self.advice.situation.as_of),
            self.lang,
            self._verdict(),
            tuple(self._lead()),
            tuple(s for s in sections if s.items or s.rows or s.key == "way"),
            self._foot(),
        )

    def _title(self) -> str:
        s = self.advice.situation
        assert s.destination is not None
        here, there = (place_name(p.name, self.lang) for p in (s.place, s.destination))
        return self.speak("move.title", here=here, there=there)

    def _verdict(self) -> Verdict:
        """The tone is that of the best that can happen to the money on a move: it goes along, or stays usable."""
        kept = [
            o
            for o in self.advice.options
            if o.portion == MAIN
            and (o.family == "transfer" or o.disposition == "keep_using" or o.verdict == ELIGIBLE)
        ]
        best = min(kept, key=lambda o: BEST_FIRST.index(o.verdict), default=None)
        said = headline(self.advice, self.lang)
        if best is None or best.verdict == UNKNOWN or not best.deciders:
            return Verdict(said, TONES[best.verdict if best else UNKNOWN], self.speak("move.none"))
        decider = best.deciders[0]
        place = self.advice.names[decider.place]
        rests = self.speak("move.rests", place=place, how=self.how(decider))
        return Verdict(said, TONES[best.verdict], rests)

    def _who(self) -> Section:
        """Who may move, and who may not: the conditions of the transfer, and the rule for retirees."""
        moved = [o for o in self.advice.options if (o.family, o.portion) == ("transfer", MAIN)]
        retired = [
            self._retired(o)
            for o in self.move.retired.options
            if (o.family, o.portion) == ("transfer", MAIN) and o.deciders and o.verdict != UNKNOWN
        ]
        return Section(
            self.speak("move.who"), (*turns_section(self.advice, moved, self.refs).items, *retired)
        )

    def _retired(self, o: Option) -> Item:
        place = self.advice.situation.place.name.zh
        cites = tuple(c for rule in o.deciders for c in rule.cites)
        return Item(
            self.speak("move.outcome", word=self._word(o), reason=self._reason(o)),
            self.speak("move.retirees"),
            (self.speak("move.retirees_see", place=place),),
            self.refs.refs(cites),
            "bad" if o.verdict == NOT_ELIGIBLE else "warn",
        )

    def _word(self, o: Option) -> str:
        return self.speak.message(verdict_term(o.verdict, o.lean))

    # The other cases.

    def _cases(self) -> Section:
        facts = [
            value_text(q.fact, q.assumed)
            for q in self.advice.questions
            if q.assumed is not None and q.fact.id != "scheme"
        ]
        usual = self.speak.list(facts) or self.speak("move.as_stated")
        rows: dict[str, list[str]] = {self._outcome(self.advice): [usual]}
        for case in self.move.cases:
            condition, outcome = self._row(case)
            rows.setdefault(outcome, []).append(condition)
        alike = self.speak("screen.semicolon")
        return Section(
            self.speak("move.cases"),
            columns=(self.speak("move.case"), self.speak("move.what_happens")),
            rows=tuple((alike.join(conditions), outcome) for outcome, conditions in rows.items()),
        )

    def _row(self, case: MoveCase) -> tuple[str, str]:
        """A case: where it applies, and what happens."""
        facts = self.advice.facts
        if case.note is not None:
            numbers = refs_text(self.refs.refs(case.note.cites))
            when = self.text(when_text(case.note, facts))
            return when, self.text(case.note.text) + numbers
        assert case.advice is not None
        said = [value_text(facts[name], value) for name, value in case.facts.items()]
        return self.speak.list(said), self._outcome(case.advice)

    def _outcome(self, advice: Advice) -> str:
        """Every option of the main portion in a line: moved, in cash, kept."""
        by_family = {o.family: o for o in advice.options if o.portion == MAIN}
        told = [by_family[family] for family in ("transfer", "cash", "stay") if family in by_family]
        return "\n".join(
            self._outcome_line(o)
            for o in told
            if o.family != "stay" or o.verdict != UNKNOWN or o.lean is not None
        )

    def _outcome_line(self, o: Option) -> str:
        rules: tuple[Any, ...] = o.deciders or ((o.closure,) if o.closure else ())
        unknown = o.verdict == UNKNOWN and not o.lean
        word = self.speak("move.unknown") if unknown else self._word(o)
        reason = self._reason(o) if rules else ""
        said = self.speak("move.outcome", word=word, reason=reason).rstrip()
        numbers = refs_text(self.refs.refs(c for rule in rules for c in rule.cites))
        return self.speak("screen.colon", label=family_term(o.family), text=said) + numbers

    def _when_refused(self) -> list[Section]:
        """The cash route, where the destination will not take the balance."""
        refused = self.move.refused
        if not any(case.advice is refused for case in self.move.cases):
            return []
        usual = {_gist(o) for o in self.advice.options if o.portion != MAIN}
        cash = [
            o
            for o in refused.options
            if o.family == "cash" and (o.portion == MAIN or (o.lines and _gist(o) not in usual))
        ]
        situation = self.advice.situation
        assert situation.destination is not None
        there = situation.destination.name
        takes = situation.supplied.get("destination_accepts_balance")
        writer = AdviceWriter(refused, self.lang, more=True)
        writer.refs = self.refs
        answer = writer._options(cash)._replace(
            title=self.speak("move.refused", place=there),
            lead=self.speak("move.takes_it", place=there) if takes and takes[0] else "",
        )
        told = [o for o in cash if o.portion == MAIN and (o.lines or o.pays_to)]
        return [answer, *way_sections(refused, told, self.lang, self.refs)]

    # What else to know.

    def _to_know(self) -> Section:
        cased = {case.note.id for case in self.move.cases if case.note is not None}
        notes = [n for n in self.advice.notes if n.id not in cased]
        items = tuple(
            Item(
                self.text(n.text),
                refs=self.refs.refs(n.cites),
                mark="warn" if n.kind == "warning" else "",
            )
            for n in sorted(notes, key=lambda n: n.kind != "warning")
        )
        return Section(self.speak("move.to_know"), items)

    def _phones(self) -> Section:
        """Whom to call at each end, each number once."""
        items: dict[str, Item] = {}
        s = self.advice.situation
        assert s.destination is not None
        ends = ((s.place, self.advice.contacts), (s.destination, self.move.arriving_contacts))
        for place, contacts in ends:
            for contact in contacts:
                dial, text = dial_of(contact.dial, place.area_code), self.text(contact.text)
                refs = self.refs.refs(contact.cites)
                name = self.text(place.name)
                items.setdefault(dial or text, Item(f"{dial} {text}".strip(), name, (), refs))
        return Section(self.speak("move.phones"), tuple(items.values()))


def _gist(o: Option) -> tuple[Any, ...]:
    """What an option comes to, by which rules."""
    return o.family, o.verdict, o.lean, o.deciders, o.closure


def _once_each(options: list[Option]) -> list[Option]:
    """The options without the portions that fare as the main one does."""
    main = {_gist(o) for o in options if o.portion == MAIN}
    return [o for o in options if o.portion == MAIN or _gist(o) not in main]
