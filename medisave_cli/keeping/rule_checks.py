"""Rules against each other and against wider ones: what cannot be, what contradicts, what is barred though guaranteed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from medisave_cli.advisor.decide import EMPLOYEE
from medisave_cli.advisor.details import LISTED
from medisave_cli.advisor.options import MAX_SPLITS
from medisave_cli.advisor.outlook import grow_all
from medisave_cli.advisor.situation import ACCOUNT
from medisave_cli.errors import BadData
from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.compile import Ready
from medisave_cli.keeping.finding import Finding, lint
from medisave_cli.logic.conditions import (
    Known,
    Undetermined,
    domains,
    facts_in,
    hidden_fact,
    is_possible,
    leaves,
    settled,
)
from medisave_cli.model import (
    ALLOWED,
    BARRED,
    All,
    Closure,
    Fact,
    Judgement,
    Not,
    PlaceRules,
    Provision,
    Rules,
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
            self._never(code)
            self._contradictions(code)
            self._bars_on_binding(code)
            self._conflict_ids(code)
            self._overtaken(code)

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
            if other is not None and (other not in around or other == guide.id):
                self.checks.add(
                    guide.id,
                    lint("overtaken_by_which_no_guide", id=guide.id, other=other),
                    lint("name_guide_line_place_wider"),
                )

    def _never(self, code: str) -> None:
        """A condition that no case can meet is a slip of the pen."""
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


def _some_case(condition: Any, known: Known, impossible: tuple[dict[str, tuple], ...]) -> bool:
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


def entangled(ready: Ready) -> list[Finding]:
    """Places whose rules together turn on more facts than an answer can be worked out for."""
    whole = ready[0]
    found = []
    for code in whole.places:
        for status in _base_statuses(ready):
            spoken = _spoken(code, status, ready)
            families = spoken and spoken & _suspects(code, status, ready)
            if not families:
                continue
            try:
                grow_all(_rules(ready, code, status), status, whole.places[code].checked, families)
            except BadData as error:
                document = whole.draft.places[code].document
                found.append(
                    Finding(
                        str(document.path),
                        1,
                        lint("entangled", status=status, why=error.text),
                        lint("entangled.mend"),
                    )
                )
    return found


def _rules(ready: Ready, code: str, status: str) -> Rules:
    """The rules of a place for a status as a book would hand them out, without a book."""
    whole, known, _ = ready
    becomes = whole.statuses[status].becomes
    chain = [c for c in chain_of(code, known) if c in whole.places]

    def said(about: str) -> tuple[PlaceRules, ...]:
        return tuple(
            PlaceRules(
                c,
                known[c].name,
                tuple(p for p in whole.places[c].provisions.get(about, ()) if p.direction == "out"),
                tuple(whole.places[c].closures.get(about, ())),
                tuple(whole.places[c].notes.get(about, ())),
            )
            for c in chain
        )

    facts = {f.id: f for c in chain for f in whole.places[c].facts.values()}
    portions = {n: t for c in chain for n, t in whole.places[c].portions.items()}
    return Rules(
        said(status),
        tuple(said(other.status) for other in becomes),
        (),
        {**whole.facts, **facts},
        whole.statuses,
        tuple(whole.impossible),
        portions,
    )


def _base_statuses(ready: Ready) -> list[str]:
    return [s.id for s in ready[0].statuses.values() if s.id == s.base]


def _spoken(code: str, status: str, ready: Ready) -> set[str]:
    """The families that the place itself speaks of: where it is silent, the wider place is checked in its stead."""
    here, becomes = ready[0].places[code], ready[0].statuses[status].becomes
    every = (status, *(other.status for other in becomes))
    return {p.family for about in every for p in here.provisions.get(about, ())}


def _suspects(code: str, status: str, ready: Ready) -> set[str]:
    """The families whose rules, along the chain, make so many tests that the cases might become too many."""
    whole, known, _ = ready
    becomes = whole.statuses[status].becomes
    tests: dict[str, set[Any]] = {}
    for here in (whole.places[c] for c in chain_of(code, known) if c in whole.places):
        for p in (
            *here.provisions.get(status, ()),
            *(p for other in becomes for p in here.provisions.get(other.status, ())),
        ):
            lines = [line.when for kind in LISTED for line in getattr(p, kind) or ()]
            tests.setdefault(p.family, set()).update(
                leaf for when in (p.when, *lines) for leaf in leaves(when)
            )
    facts = {**whole.facts, **whole.places[code].facts}
    return {family for family, made in tests.items() if _cases(made, facts) > FEW_CASES}


def _cases(tests: Iterable[Any], facts: Mapping[str, Fact]) -> int:
    """At most how many cases the tests tell apart: of each fact the parts it is cut into, multiplied."""
    by_fact = {ACCOUNT: 1, "scheme": 1}
    for leaf in tests:
        name = hidden_fact(leaf) if isinstance(leaf, Judgement) else leaf.fact
        by_fact[name] = by_fact.get(name, 0) + 1
    cases = 1
    for name, made in by_fact.items():
        fact = facts.get(name)
        bounded = fact is None or fact.type in ("bool", "choice")
        values = len(fact.says) if fact and fact.type == "choice" else 2
        cases *= min(values, 2**made) if bounded else 2**made
    return cases
