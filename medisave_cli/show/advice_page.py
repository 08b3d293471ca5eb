"""An advice as a page: what it says first, then what to bring, do and wait for, then what is not certain and where it is written."""

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
    Closure,
    Heard,
    Option,
    Provision,
    Text,
)
from medisave_cli.show.call_section import after_call, asking_section
from medisave_cli.show.grading import known_by
from medisave_cli.show.headline import headline
from medisave_cli.show.listing import place_name, place_title
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.references import References
from medisave_cli.show.screen import way_sections
from medisave_cli.show.terms import (
    disposition_term,
    family_term,
    finding_term,
    state_term,
    verdict_term,
)
from medisave_cli.show.told_section import told_items
from medisave_cli.show.turning import questions_section, turns_section, worth_showing
from medisave_cli.show.wording import condition_text, dial_of, value_text
from medisave_cli.show.words import why_reported

TONES = {ELIGIBLE: "good", CONDITIONAL: "maybe", NOT_ELIGIBLE: "bad", UNKNOWN: "unknown"}
MARKS = {ELIGIBLE: "good", CONDITIONAL: "warn", NOT_ELIGIBLE: "bad", UNKNOWN: "warn"}
LINE_MARKS = {"needed": "todo", "maybe": "maybe", "not_needed": "no"}


TIPS_AT_FIRST = 3


def advice_page(
    advice: Advice, lang: str, plan: Any = None, more: bool = False, handout: bool = False
) -> Page:
    """Return the page of an advice; ``plan`` (plan.Plan) adds its dates, ``more`` every tip and every circulating claim.

    Without ``more`` it is what can be read in a minute: all that decides, the nearest tips, and claims about this situation.
    A ``handout`` is what to take along on one or two sheets: no tips, no claims, no words for the command line.
    """
    return AdviceWriter(advice, lang, more, handout and not more).page(plan)


def sources_page(advice: Advice, lang: str) -> Page:
    """Every source of an advice, with its link and how it was read."""
    writer = AdviceWriter(advice, lang, True)
    whole = writer.page(None)
    return whole._replace(
        verdict=None, lead=(), sections=tuple(s for s in whole.sections if s.key == "sources")
    )


class AdviceWriter:
    """Writes the sections of an advice's page in one language, numbering the sources as it goes."""

    def __init__(self, advice: Advice, lang: str, more: bool, handout: bool = False):
        self.advice, self.lang, self.more, self.handout = advice, lang, more, handout
        self.refs = References(advice.sources, lang)
        self.speak = Speaker(lang)

    def text(self, text: Text | None) -> str:
        return self.speak.text(text)

    def how(self, rule: Provision | Closure) -> str:
        """How a rule is known, in words: what does not decide is not confirmed, whoever is quoted in it."""
        firm = rule.is_firm(self.advice.situation.as_of)
        known = known_by(rule.grade, rule.cites, self.advice.sources, not firm)
        return self.speak(f"grading.{known}")

    def page(self, plan: Any) -> Page:
        shown = [o for o in self.advice.options if worth_showing(o)]
        sections = [self._options(shown), turns_section(self.advice, shown, self.refs)]
        sections += way_sections(self.advice, shown, self.lang, self.refs)
        if plan is not None:
            from medisave_cli.show.plan_section import plan_section

            sections.append(plan_section(plan, self.lang, self.refs))
        sections += [
            *self._call(),
            self._contacts(),
            questions_section(self.advice, self.lang, not self.handout, not self.handout),
            self._uncertain(shown),
            self._notes(("instead",), self.speak("advice.instead")),
            self._notes(
                ("warning",) if self.handout else ("warning", "tip"),
                self.speak("advice.note"),
            ),
        ]
        if not self.handout:
            sections.append(self._circulating())
        sections.append(self.refs.section(full=self.more))
        return Page(
            self._title(),
            self._subtitle(),
            self.lang,
            self._verdict(),
            tuple(self._lead()),
            tuple(s for s in sections if s.items or s.rows or s.key == "way"),
            self._foot(),
        )

    def _title(self) -> str:
        s = self.advice.situation
        place = place_title(s.place, self.lang)
        fits = self.advice.statuses[s.status].base == s.base_status and all(
            name != "place-contradicts-status" for name, _ in s.warnings
        )
        status = self.advice.statuses[s.status if fits else s.base_status].name
        return f"{place} · {self.text(status)}"

    def _subtitle(self) -> str:
        s = self.advice.situation
        parts = [self.speak("advice.as_of", day=s.as_of)]
        if s.destination is not None:
            to = place_name(s.destination.name, self.lang)
            parts.insert(0, self.speak("advice.moving", place=to))
        return " · ".join(parts)

    def _verdict(self) -> Verdict:
        advice = self.advice
        cash = next((o for o in advice.options if (o.family, o.portion) == ("cash", MAIN)), None)
        sure = self.speak("advice.no_rule")
        if cash is not None and advice.verdict != UNKNOWN and advice.grade:
            by = self.text(advice.names[_decider(cash).place]) if _decider(cash) else ""
            how = self.how(_decider(cash))
            sure = self.speak("advice.rests", place=by, how=how)
        elif advice.lean is not None and advice.grade:
            sure = self.speak("advice.only_reported")
        return Verdict(headline(advice, self.lang), TONES[advice.verdict], sure)

    def _lead(self) -> list[str]:
        lines = [self.text(text) for name, text in self.advice.warnings if name != "no-own-rule"]
        assumed = [q for q in self.advice.questions if q.assumed is not None]
        if assumed:
            said = [
                self.text(value_text(q.fact, q.assumed)) + self._supplier(q.fact.id)
                for q in assumed
            ]
            joined = self.speak("screen.semicolon").join(said)
            lines.append(self.speak("advice.assumes", assumed=joined))
        return lines

    def _supplier(self, fact: str) -> str:
        """Whose rule an assumption rests on, where it is one of the destination's."""
        supplied = self.advice.situation.supplied.get(fact)
        if supplied is None:
            return ""
        return self.speak("advice.supplied", place=self.advice.names[supplied[1]])

    def _options(self, shown: list[Option]) -> Section:
        items = []
        for o in shown:
            rules: tuple[Any, ...] = o.deciders or ((o.closure,) if o.closure else o.opens)
            by = rules[0] if rules else None
            where = self.text(self.advice.names[by.place]) if by else ""
            notes = []
            if by is not None:
                notes.append(f"{where} · {self.how(by)}")
            if o.verdict == CONDITIONAL and o.opens:
                notes.append(self.speak("advice.otherwise", summary=o.opens[0].summary))
                rules = (*rules, o.opens[0])
            word = verdict_term(o.verdict, o.lean)
            cites = tuple(c for rule in rules for c in rule.cites)
            items.append(
                Item(
                    self.speak("advice.verdict", verdict=word, why=self._reason(o)),
                    self._option_name(o),
                    tuple(notes),
                    self.refs.refs(cites),
                    MARKS[o.verdict],
                )
            )
        return Section(self.speak("advice.options"), tuple(items))

    def _reason(self, o: Option) -> str:
        if o.conflict:
            each = " / ".join(self.text(p.summary) for p in o.deciders)
            return self.speak("advice.conflict", rules=each)
        if o.deciders:
            return " ".join(dict.fromkeys(self.text(p.summary) for p in o.deciders))
        if o.closure is not None:
            return self.speak("advice.closed", words=o.closure.words)
        if o.opens:
            said = " ".join(dict.fromkeys(self.text(p.summary) for p in o.opens))
            return self.speak("advice.open", said=said)
        return self.speak("advice.none")

    def _option_name(self, o: Option) -> str:
        family = self.speak.message(
            family_term(o.family)
            if o.family == "cash" or not o.disposition
            else disposition_term(o.disposition)
        )
        if o.portion == MAIN:
            return family
        return self.speak("advice.of_portion", portion=self._portion(o), family=family)

    def _portion(self, o: Option) -> str:
        return (
            self.text(self.advice.portions[o.portion])
            if o.portion in self.advice.portions
            else o.portion
        )

    def _call(self) -> list[Section]:
        call = self.advice.call
        if call is None or not (call.asks or call.refused):
            return []
        asking = asking_section(self.advice, call, self.lang)
        after = after_call(self.advice, call, self.refs, brief=False, handout=self.handout)
        return [asking, after]

    def _contacts(self) -> Section:
        items = []
        dialled = set()
        for contact in self.advice.contacts:
            dial = dial_of(contact.dial, self.advice.situation.place.area_code)
            if dial in dialled:
                continue
            dialled.add(dial)
            items.append(
                Item(
                    f"{dial} {self.text(contact.text)}".strip()
                    if dial
                    else self.text(contact.text),
                    refs=self.refs.refs(contact.cites),
                )
            )
        return Section(self.speak("advice.whom"), tuple(items))

    def _uncertain(self, shown: list[Option]) -> Section:
        items = told_items(self.advice, self.lang)
        for o in self.advice.options:
            for heard in o.heard:
                if heard.role == "rejected" or (
                    self.handout and (heard.role != "dispute" or heard.state == "failed")
                ):
                    continue
                items.append(self._heard(heard))
        items += [
            Item(self.text(text)) for name, text in self.advice.warnings if name == "no-own-rule"
        ]
        return Section(self.speak("advice.uncertain"), tuple(dict.fromkeys(items)))

    def _heard(self, heard: Heard) -> Item:
        p = heard.provision
        tag = self.speak(f"advice.heard_{heard.role}")
        why = why_reported(heard, self.lang)
        notes = [self.speak("advice.not_used", place=self.advice.names[p.place], why=why)]
        if p.when is not None:
            said = condition_text(p.when, self.advice.facts)
            notes.append(self.speak("advice.for", condition=said, state=state_term(heard.state)))
        return Item(self.text(p.summary), tag, tuple(notes), self.refs.refs(p.cites))

    def _notes(self, kinds: tuple[str, ...], title: str) -> Section:
        warnings = [n for n in self.advice.notes if n.kind in kinds and n.kind == "warning"]
        others = [n for n in self.advice.notes if n.kind in kinds and n.kind != "warning"]
        shown = others if self.more else others[:TIPS_AT_FIRST]
        items = [
            Item(
                self.text(n.text),
                refs=self.refs.refs(n.cites),
                mark="warn" if n.kind == "warning" else "",
            )
            for n in warnings + shown
        ]
        left = len(others) - len(shown)
        if left and not self.handout:
            items.append(Item(self.speak("advice.more_notes", n=left)))
        return Section(title, tuple(items))

    def _circulating(self) -> Section:
        items = []
        for o in self.advice.options:
            for heard in o.heard:
                if heard.role == "rejected":
                    p = heard.provision
                    where = self.text(self.advice.names[p.place])
                    said = f"“{self.text(p.summary)}”"
                    items.append(
                        Item(
                            said,
                            self.speak("advice.wrong"),
                            (f"{where} · {self.text(p.rejected)}",),
                            self.refs.refs(p.cites),
                        )
                    )
        everyone = sum(1 for s in self.advice.statuses.values() if s.id == s.base)
        claims = [c for c in self.advice.claims if self.more or len(c.statuses) < everyone]
        items += [
            Item(
                f"“{self.text(claim.claim)}”",
                self.speak.message(finding_term(claim.finding)),
                (self.text(claim.truth),),
                self.refs.refs(claim.cites),
            )
            for claim in claims
        ]
        left = len(self.advice.claims) - len(claims)
        if left:
            items.append(Item(self.speak("advice.more_claims", n=left)))
        return Section(
            self.speak("advice.circulating"),
            tuple(dict.fromkeys(items)),
        )

    def _foot(self) -> tuple[str, ...]:
        version, digest = self.advice.book
        checked = self.advice.situation.place.checked
        key = "screen.made_by_checked" if checked else "screen.made_by"
        made = self.speak(key, version=version, digest=digest, checked=checked)
        return self.speak("advice.guidance"), made


def _decider(option: Option) -> Any:
    return option.deciders[0] if option.deciders else option.closure
