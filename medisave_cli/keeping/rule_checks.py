"""Rules against each other and against wider ones: what cannot be, what contradicts, what is barred though guaranteed."""

from __future__ import annotations

from functools import partial
from typing import Any

from medisave_cli.advisor.decide import EMPLOYEE
from medisave_cli.advisor.options import MAX_SPLITS
from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.finding import lint
from medisave_cli.language import scrub
from medisave_cli.logic.conditions import (
    Known,
    Undetermined,
    domains,
    facts_in,
    is_possible,
    settled,
)
from medisave_cli.model import (
    ALLOWED,
    BARRED,
    All,
    Closure,
    Not,
    Provision,
    Values,
)

MAX_STEPS = 2000
"""How many cases a pair of conditions may be split into before it is refused."""
FEW_CASES = MAX_SPLITS // 2
"""So few cases are reached in fewer splits than are allowed, and need not be counted."""


class TooEntangled(Exception):
    """Conditions that turn on too many facts together."""


class RuleChecks:
    """The checks of the rules of one place after the other."""

    def __init__(self, checks: Checks):
        self.checks, self.whole, self.known = checks, checks.whole, checks.known
        places = self.whole.places
        self.facts = {
            **self.whole.facts,
            **{f.id: f for place in places.values() for f in place.facts.values()},
        }
        self.impossible = tuple(self.whole.impossible)
        self.provisions = {
            p.id: p
            for place in places.values()
            for provisions in place.provisions.values()
            for p in provisions
        }

    def run(self) -> None:
        """Check every place."""
        for code in self.whole.places:
            key = self.checks.chain_key(code)
            self.checks.once("rules", key, partial(self._rules, code))
            self._conflict_ids(code)
            self._overtaken(code)

    def _rules(self, code: str) -> None:
        """What rests on the rules of the place and the wider places alone."""
        never = self._never(code)
        self._contradictions(code)
        self._bars_on_binding(code)
        self._crossings(code, never)

    def _contradictions(self, code: str) -> None:
        for status, provisions in self.whole.places[code].provisions.items():
            for allowed in _decisive(provisions, ALLOWED):
                for barred in _decisive(provisions, BARRED):
                    if (allowed.family, allowed.portion, allowed.direction) != (
                        barred.family,
                        barred.portion,
                        barred.direction,
                    ):
                        continue
                    if barred.id in allowed.conflicts_with or allowed.id in barred.conflicts_with:
                        continue
                    if _overlap(allowed, barred) and self._meet(
                        status, barred.id, allowed.when, barred.when
                    ):
                        self.checks.add(
                            barred.id,
                            lint("allows_what_bars", id=allowed.id, id2=barred.id),
                            lint("tell_them_apart_when_write"),
                        )

    def _bars_on_binding(self, code: str) -> None:
        wider = [
            self.whole.places[c] for c in chain_of(code, self.known)[1:] if c in self.whole.places
        ]
        here = self.whole.places[code]
        for status in {**here.provisions, **here.closures}:
            granted = [
                p
                for place in wider
                for p in _decisive(place.provisions.get(status, []), ALLOWED)
                if p.binding and p.direction == "out"
            ]
            against: list[Provision | Closure] = [
                *_decisive(here.provisions.get(status, []), BARRED)
            ]
            against += [c for c in here.closures.get(status, []) if c.grade in "AB" and not c.doubt]
            for rule in granted:
                for bar in against:
                    if (rule.family, rule.portion) != (bar.family, bar.portion) or not _overlap(
                        rule, bar
                    ):
                        continue
                    if isinstance(bar, Closure):
                        if self._meet(status, bar.id, rule.when, None):
                            self.checks.add(
                                bar.id,
                                lint(
                                    "closes_out_which_wider_rule",
                                    id=bar.id,
                                    status=status,
                                    id2=rule.id,
                                ),
                                lint("add_lists", status=status),
                            )
                    elif bar.direction == "out" and self._meet(status, bar.id, rule.when, bar.when):
                        self.checks.add(
                            bar.id,
                            lint("bars_what_wider_rule_guarantees", id=bar.id, id2=rule.id),
                            lint("say_rejected_why_wrong_narrow"),
                        )

    def _crossings(self, code: str, never: set[str]) -> None:
        """A bar of a wider place that a yes here crosses may reach further than its words: a person looks at it, once.

        ``never``: rules that no case can meet, which is told already.
        """
        seen = {
            p.id: {c.bar for c in p.crosses or ()}
            for p in self.checks.draft.places[code].file.provisions
            if p is not None and p.id not in never | self.whole.blurred
        }
        wider = [c for c in chain_of(code, self.known)[1:] if c in self.whole.places]
        crossed: dict[str, set[str]] = {}
        for status, provisions in self.whole.places[code].provisions.items():
            bars = [
                bar
                for c in wider
                for bar in _decisive(self.whole.places[c].provisions.get(status, []), BARRED)
                if bar.direction == "out"
            ]
            for yes in provisions:
                if (
                    yes.id in seen
                    and yes.rule == ALLOWED
                    and yes.direction == "out"
                    and not yes.rejected
                ):
                    here = {bar.id for bar in bars if self._crosses(status, yes, bar)}
                    crossed.setdefault(yes.id, set()).update(here)
        for name, bars_of in crossed.items():
            for bar in sorted(bars_of - seen[name]):
                what = lint("crosses_bar", id=name, bar=bar)
                self.checks.add(name, what, lint("crosses_bar.mend", bar=bar), warns=True)
        for name, named in seen.items():
            for bar in sorted(named - crossed.get(name, set())):
                if not self.checks.is_refused(bar) and not self.checks.draft.unread:
                    meant = ", ".join(sorted(crossed.get(name, set()) - named))
                    mend = lint("did_you_mean_one", offers=meant) if meant else lint("delete")
                    what = lint("crosses_nothing", id=name, bar=scrub(bar))
                    self.checks.add(name, what, mend, warns=True)

    def _crosses(self, status: str, yes: Provision, bar: Provision) -> bool:
        """Whether some case of today is allowed here and barred there; a practice that has ended crosses nothing."""
        return (
            (yes.family, yes.portion) == (bar.family, bar.portion)
            and not yes.ended
            and _overlap(yes, bar)
            and self._meet(status, bar.id, yes.when, bar.when)
        )

    def _conflict_ids(self, code: str) -> None:
        for provisions in self.whole.places[code].provisions.values():
            for p in provisions:
                for other in p.conflicts_with:
                    if (
                        (other not in self.provisions or other == p.id)
                        and not self.checks.draft.unread
                        and not self.checks.is_refused(other)
                    ):
                        self.checks.add(
                            p.id,
                            lint("conflicts_which_does_not_exist", id=p.id, other=other),
                            lint("mend_id"),
                        )

    def _overtaken(self, code: str) -> None:
        around = {
            g.id
            for c in chain_of(code, self.known)
            if c in self.whole.places
            for g in self.whole.places[c].guides
        }
        for guide in self.whole.places[code].guides:
            other = guide.overtaken_by
            if (
                other is not None
                and (other not in around or other == guide.id)
                and not self.checks.is_refused(other)
            ):
                self.checks.add(
                    guide.id,
                    lint("overtaken_by_which_no_guide", id=guide.id, other=other),
                    lint("name_guide_line_place_wider"),
                )

    def _never(self, code: str) -> set[str]:
        """A condition that no case can meet is a slip of the pen; returns the rules that have one."""
        possible: dict[str, bool] = {}
        for status, provisions in self.whole.places[code].provisions.items():
            for p in provisions:
                if p.when is not None and not possible.get(p.id):
                    possible[p.id] = self._meet(status, p.id, p.when)
        for name, value in possible.items():
            if not value:
                self.checks.add(
                    name,
                    lint("no_case_can_meet_when", name=name),
                    lint("mend_when"),
                )
        return {name for name, value in possible.items() if not value}

    def _meet(self, status: str, name: str, *whens: Any) -> bool:
        """Whether some case of the status fulfils every condition; judgements may go either way."""
        parts = tuple(
            part
            for when in whens
            for part in (EMPLOYEE if "scheme" not in facts_in(when) else None, when)
            if part is not None
        )
        both = All(parts)
        known = {
            **domains(self.facts, [both, Not(both)]),
            **{f: v for f, v in self.whole.statuses[status].facts.items() if f in self.facts},
        }
        try:
            return _some_case(both, known, self.impossible)
        except TooEntangled:
            self.checks.add(
                name,
                lint("when_turns_too_many_facts", name=name),
                lint("split_into_several_provisions"),
            )
            return True


def _some_case(condition: Any, known: Known, impossible: tuple[dict[str, Values], ...]) -> bool:
    cases = [known]
    for _ in range(MAX_STEPS):
        if not cases:
            return False
        here = cases.pop()
        if not is_possible(here, impossible):
            continue
        try:
            if settled(condition, here):
                return True
        except Undetermined as need:
            cases += [{**here, need.fact: part} for part in need.parts]
    raise TooEntangled


def _decisive(provisions: list[Provision], rule: str) -> list[Provision]:
    return [
        p
        for p in provisions
        if p.rule == rule and p.grade in "AB" and not (p.inferred or p.doubt or p.rejected)
    ]


def _overlap(one: Provision | Closure, other: Provision | Closure) -> bool:
    return (one.until is None or other.start is None or other.start <= one.until) and (
        other.until is None or one.start is None or one.start <= other.until
    )
