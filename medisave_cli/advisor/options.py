"""One option for each family and portion: its outcomes over every completion, and what they say under what is known."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import count

from medisave_cli.advisor.decide import Finding, Standpoint, walk
from medisave_cli.advisor.details import SINGLE, Detail, Path, paths
from medisave_cli.advisor.heard import heard_of
from medisave_cli.advisor.leaning import lean
from medisave_cli.advisor.situation import ACCOUNT, HELD
from medisave_cli.advisor.ways import WayWriter
from medisave_cli.errors import BadData
from medisave_cli.logic.conditions import Known, completions, holds, is_possible, settled
from medisave_cli.model import (
    ALLOWED,
    BARRED,
    CONDITIONAL,
    ELIGIBLE,
    FAMILIES,
    MAIN,
    NOT_ELIGIBLE,
    OPEN,
    UNKNOWN,
    Closure,
    OneOf,
    Option,
    Provision,
    Single,
    Text,
    Turn,
    Values,
    Way,
)
from medisave_cli.tuples import NamedTuple

NO_ACCOUNT = "no_account"
HAS_ACCOUNT = OneOf(ACCOUNT, (HELD,))
MAX_SPLITS = 2000
"""The policy files on hand need fewer than a hundred; files from outside may be hostile."""


class Outcome(NamedTuple):
    """What one completion says: the firm finding, the finding with reported rules let in, and the ways with their detail."""

    finding: Finding
    lean: Finding | None
    paths: tuple[Path, ...]
    because: str | None = None
    """A reason that is no rule's."""

    @property
    def details(self) -> tuple[Detail, ...]:
        return tuple(detail for path in self.paths for detail in path.details)


class Tree(NamedTuple):
    """Every outcome of an option over all facts; the facts it can turn on are those split on."""

    family: str
    portion: str
    branches: tuple[tuple[Known, Outcome], ...]
    acts: dict[str, Text]


def mentioned(chain: tuple[Standpoint, ...]) -> list[tuple[str, str]]:
    """(family, portion) of every option, main first; rejected rules alone mention nothing."""
    keys = {
        (v.rule.family, v.rule.portion)
        for here in chain
        for v in here.provisions
        if v.rule.rejected is None
    }
    keys |= {(v.rule.family, v.rule.portion) for here in chain for v in here.closures}
    portions = [MAIN, *sorted({p for _, p in keys} - {MAIN})]
    return [
        (family, portion)
        for portion in portions
        for family in FAMILIES
        if (family, portion) in keys
    ]


def grow(
    chain: tuple[Standpoint, ...],
    arriving: tuple[Standpoint, ...],
    family: str,
    portion: str,
    full: Known,
    impossible: tuple[dict[str, Values], ...],
    acts: dict[str, Text] | None = None,
) -> Tree:
    """Decide the option on every completion of the facts. ``acts``: the facts that a person in this status can still bring about,
    and what to do for it.

    Raises:
        BadData: the rules turn on so many facts together that there are too many completions to answer from.
    """
    key, to_do = (family, portion), acts or {}
    asked = count(1)

    def decide(known: Known) -> Outcome:
        if next(asked) > MAX_SPLITS:
            raise BadData("case.too_many")
        if ACCOUNT in known and not settled(HAS_ACCOUNT, known):
            return Outcome(Finding(NOT_ELIGIBLE, (), (), None, None, portion), None, (), NO_ACCOUNT)
        finding = walk(chain, family, portion, known)
        if finding.verdict == UNKNOWN and not finding.barred:
            leaning = lean(chain, key, known)
            if leaning is None:
                return Outcome(finding, None, ())
            leaning, shown = open_ways(leaning, known)
            return Outcome(finding, leaning, shown)
        finding, shown = open_ways(finding, known)
        return Outcome(finding, None, shown)

    def open_ways(found: Finding, known: Known) -> tuple[Finding, tuple[Path, ...]]:
        if found.verdict != ELIGIBLE:
            return found, ()
        return _ready(found, paths(chain, arriving, key, found, known), to_do, known)

    branches = completions(decide, full, impossible)
    # Only what was narrowed tells branches apart.
    slim = tuple(
        ({f: v for f, v in known.items() if v != full.get(f)}, outcome)
        for known, outcome in branches
    )
    return Tree(family, portion, slim, to_do)


def _ready(
    found: Finding, ways: tuple[Path, ...], to_do: Container[str], known: Known
) -> tuple[Finding, tuple[Path, ...]]:
    """What was found, by the ways for which everything that has to come first is done."""
    ready = tuple(
        way
        for way in ways
        if all(settled(OneOf(act, (True,)), known) for act in way.acts if act in to_do)
    )
    if not ready:
        return Finding(NOT_ELIGIBLE, (), (), None, found.at, found.portion), ()
    if len(ready) < len(ways):
        found = found._replace(allowed=tuple(way.provision for way in ready))
    return found, ready


def under(
    tree: Tree, known: Known, impossible: tuple[dict[str, Values], ...]
) -> list[tuple[Known, Outcome]]:
    """The branches that what is known leaves open, each with the values that remain."""
    found = []
    for narrowed, outcome in tree.branches:
        rest = {
            f: tuple(v for v in values if v in known.get(f, values))
            for f, values in narrowed.items()
        }
        if all(rest.values()) and is_possible({**known, **rest}, impossible):
            found.append((rest, outcome))
    return found


def verdict_of(verdicts: set[str]) -> str:
    """What all completions agree on; else conditional where one is eligible, unknown otherwise."""
    if len(verdicts) == 1:
        return next(iter(verdicts))
    return CONDITIONAL if ELIGIBLE in verdicts else UNKNOWN


def option(
    tree: Tree,
    chain: tuple[Standpoint, ...],
    known: Known,
    impossible: tuple[dict[str, Values], ...],
    as_of: str,
) -> Option:
    """The option as it stands under what is known."""
    key = (tree.family, tree.portion)
    branches = under(tree, known, impossible)
    outcomes = [outcome for _, outcome in branches]
    verdict = verdict_of({o.finding.verdict for o in outcomes})
    leaning = _lean(outcomes) if verdict == UNKNOWN else None
    granted = _granted(outcomes, leaning)
    rules = _rules(outcomes, granted, verdict, leaning)
    gates = {v.rule.id: v.gate for here in chain for v in here.provisions}
    turning = [p for p in rules.deciders if p.rule == ALLOWED]
    if verdict != ELIGIBLE:
        turning += _would_allow(chain, key, rules, verdict, known)
    every = [path for o in granted for path in o.paths]
    writer = WayWriter(gates, tree.acts, known, as_of)
    ways = writer.ways([o.paths for o in granted], turning)
    singles = _first_singles(ways)
    return Option(
        family=tree.family,
        portion=tree.portion,
        disposition=rules.deciders[0].disposition if rules.deciders else _disposition(chain, key),
        verdict=verdict,
        lean=leaning,
        grade=_grade(rules) if verdict != UNKNOWN or leaning or rules.conflict else None,
        deciders=rules.deciders,
        closure=rules.closure,
        bars=rules.bars,
        opens=_opens(chain, key, known),
        conflict=rules.conflict,
        turns=_turns(ways, [writer.turns(p) for p in turning]),
        lines=writer.lines(every),
        applicant=singles["applicant"] and singles["applicant"].value,
        pays_to=singles["pays_to"] and singles["pays_to"].value,
        window=singles["window"] and singles["window"].value,
        unsure=tuple(kind for kind, single in singles.items() if single and single.reported),
        complete=all(way.complete for way in ways),
        heard=heard_of(chain, key, [(n, o.finding) for n, o in branches], known, as_of),
        ways=ways,
        follows=_follows(outcomes, tree.portion),
        because=_agreed(o.because for o in outcomes),
    )


def _turns(ways: tuple[Way, ...], others: list[tuple[Turn, ...]]) -> tuple[Turn, ...]:
    """What all ways turn on, then the others, each once."""
    every = [turn for way in ways for turn in way.turns] + [t for turns in others for t in turns]
    return tuple({(turn.provision, str(turn.condition)): turn for turn in every}.values())


def _agreed(reasons: Iterable[str | None]) -> str | None:
    found = set(reasons)
    return found.pop() if len(found) == 1 else None


class _Rules(NamedTuple):
    """What an option rests on over all its completions."""

    deciders: tuple[Provision, ...]
    bars: tuple[Provision, ...]
    closure: Closure | None
    conflict: bool


def _granted(outcomes: list[Outcome], lean: str | None) -> list[Outcome]:
    """The completions that grant; where none does and the answer leans, those that would."""
    return [o for o in outcomes if o.finding.verdict == ELIGIBLE] or [
        o for o in outcomes if lean and o.lean and o.lean.verdict == ELIGIBLE
    ]


def _rules(
    outcomes: list[Outcome], granted: list[Outcome], verdict: str, lean: str | None
) -> _Rules:
    allowing = _unique(p for o in granted for p in (o.lean or o.finding).allowed)
    bars = _unique(p for o in outcomes for p in (o.lean if lean and o.lean else o.finding).barred)
    closure = next(
        (f.closure for o in outcomes for f in (o.finding, o.lean) if f and f.closure), None
    )
    conflicting = _unique(
        p
        for o in outcomes
        if o.finding.allowed and o.finding.barred
        for p in (*o.finding.allowed, *o.finding.barred)
    )
    yes = {ELIGIBLE, CONDITIONAL}
    deciders = conflicting or (allowing if verdict in yes or lean in yes else bars)
    return _Rules(deciders, bars, closure, bool(conflicting))


def _grade(rules: _Rules) -> str | None:
    """The weakest grade of what decides."""
    return max(
        (p.grade for p in rules.deciders), default=rules.closure.grade if rules.closure else None
    )


def _first_singles(ways: tuple[Way, ...]) -> dict[str, Single | None]:
    """Of each kind, the first that a way has."""
    return {
        kind: next((s for way in ways for s in way.singles if s.kind == kind), None)
        for kind in SINGLE
    }


def _follows(outcomes: list[Outcome], portion: str) -> bool:
    """Whether what decides speaks of ``main`` alone."""
    deciding = [o.lean or o.finding for o in outcomes]
    return portion != MAIN and all(f.portion == MAIN for f in deciding if f.at is not None)


def _would_allow(
    chain: tuple[Standpoint, ...], key: tuple[str, str], rules: _Rules, verdict: str, known: Known
) -> list[Provision]:
    """Firm rules that would have allowed it, out to the place that refuses."""
    refusing = {p.place for p in rules.deciders if p.rule == BARRED}
    if not refusing and rules.closure and verdict == NOT_ELIGIBLE:
        refusing = {rules.closure.place}
    reach = min((i for i, here in enumerate(chain) if here.place in refusing), default=len(chain))
    return [
        v.rule
        for here in chain[: reach + 1]
        for v in here.provisions
        if v.firm
        and v.rule.rule == ALLOWED
        and (v.rule.family, v.rule.portion) == key
        and v.rule not in rules.deciders
        and holds(v.gate, known) is not False
    ]


def _lean(outcomes: list[Outcome]) -> str | None:
    """What the completions agree on with reported rules let in; None where they too say nothing."""
    leaning = verdict_of({(o.lean or o.finding).verdict for o in outcomes})
    return leaning if leaning != UNKNOWN else None


def _disposition(chain: tuple[Standpoint, ...], key: tuple[str, str]) -> str | None:
    return next(
        (
            v.rule.disposition
            for here in chain
            for v in here.provisions
            if (v.rule.family, v.rule.portion) == key
        ),
        None,
    )


def _opens(
    chain: tuple[Standpoint, ...], key: tuple[str, str], known: Known
) -> tuple[Provision, ...]:
    return tuple(
        v.rule
        for here in chain
        for v in here.provisions
        if v.firm
        and v.rule.rule == OPEN
        and (v.rule.family, v.rule.portion) == key
        and holds(v.applies, known) is not False
    )


def _unique(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    return tuple({p.id: p for p in provisions}.values())


def shown(outcome: Outcome) -> tuple[object, ...]:
    """An outcome as a person sees it: completions that agree on this need no question."""
    lean = None if outcome.lean is None else _said(outcome.lean)
    return (
        _said(outcome.finding),
        lean,
        tuple(
            (path.provision.id, d.kind, d.provision.id, d.position)
            for path in outcome.paths
            for d in path.details
            if d.needed
        ),
    )


def _said(finding: Finding) -> tuple[object, ...]:
    rules = [*finding.allowed, *finding.barred]
    return (finding.verdict, [rule.id for rule in rules], finding.closure and finding.closure.id)
