"""One option for each family and portion: its outcomes over every completion, and what they say under what is known."""

from __future__ import annotations

from typing import Any, NamedTuple

from medisave_cli.advisor.conditions import Known, completions, holds, is_possible, leaves
from medisave_cli.advisor.decide import Finding, Standpoint, walk
from medisave_cli.advisor.details import SINGLE, Detail, details
from medisave_cli.errors import BadData
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
    All,
    Closure,
    Heard,
    Judgement,
    Line,
    Option,
    Provision,
    Turn,
    Worded,
)

MAX_SPLITS = 2000
"""The policy files on hand need fewer than a hundred; files from outside may be hostile."""


class Outcome(NamedTuple):
    """What one completion says: the firm finding, the finding with reported rules let in, and the detail."""

    finding: Finding
    lean: Finding | None
    details: tuple[Detail, ...]


class Tree(NamedTuple):
    """Every outcome of an option over all facts; the facts it can turn on are those split on."""

    family: str
    portion: str
    branches: tuple[tuple[Known, Outcome], ...]


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
    impossible: tuple,
) -> Tree:
    """Decide the option on every completion of the facts.

    Raises:
        BadData: the rules turn on so many facts together that there are too many completions to answer from.
    """
    asked = 0

    def decide(known: Known) -> Outcome:
        nonlocal asked
        asked += 1
        if asked > MAX_SPLITS:
            raise BadData(
                "这里的规定一起牵涉的事实太多，算不出答案",
                "the rules here turn on too many facts together to be answered from",
            )
        finding = walk(chain, family, portion, known)
        if finding.verdict == ELIGIBLE:
            return Outcome(finding, None, details(chain, arriving, family, finding, known))
        if finding.verdict == UNKNOWN and not finding.barred:
            lean = walk(chain, family, portion, known, reported=True)
            if lean.verdict == UNKNOWN:
                return Outcome(finding, None, ())
            shown = (
                details(chain, arriving, family, lean, known) if lean.verdict == ELIGIBLE else ()
            )
            return Outcome(finding, lean, shown)
        return Outcome(finding, None, ())

    branches = completions(decide, full, impossible)
    # Only what was narrowed tells branches apart.
    slim = tuple(
        ({f: v for f, v in known.items() if v != full.get(f)}, outcome)
        for known, outcome in branches
    )
    return Tree(family, portion, slim)


def under(tree: Tree, known: Known, impossible: tuple) -> list[tuple[Known, Outcome]]:
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
    tree: Tree, chain: tuple[Standpoint, ...], known: Known, impossible: tuple, as_of: str
) -> Option:
    """The option as it stands under what is known."""
    branches = under(tree, known, impossible)
    outcomes = [outcome for _, outcome in branches]
    verdict = verdict_of({o.finding.verdict for o in outcomes})
    lean = _lean(outcomes) if verdict == UNKNOWN else None
    granted = [o for o in outcomes if o.finding.verdict == ELIGIBLE] or [
        o for o in outcomes if lean and o.lean and o.lean.verdict == ELIGIBLE
    ]
    ways = _unique(p for o in granted for p in (o.lean or o.finding).allowed)
    bars = _unique(p for o in outcomes for p in (o.lean if lean and o.lean else o.finding).barred)
    closure = next(
        (f.closure for o in outcomes for f in (o.finding, o.lean) if f and f.closure), None
    )
    conflicting = [
        p
        for o in outcomes
        if o.finding.allowed and o.finding.barred
        for p in (*o.finding.allowed, *o.finding.barred)
    ]
    yes = {ELIGIBLE, CONDITIONAL}
    deciders = _unique(conflicting) or (ways if verdict in yes or lean in yes else bars)
    decided = verdict != UNKNOWN or lean is not None or bool(conflicting)
    lines = _lines(granted)
    listed = {line.provision for line in lines}
    singles = {
        kind: next((d for o in granted for d in o.details if d.kind == kind), None)
        for kind in SINGLE
    }
    applicant, pays_to, window = (d and getattr(d.provision, d.kind) for d in singles.values())
    return Option(
        family=tree.family,
        portion=tree.portion,
        disposition=deciders[0].disposition if deciders else _disposition(chain, tree),
        verdict=verdict,
        lean=lean,
        grade=max((p.grade for p in deciders), default=closure.grade if closure else None)
        if decided
        else None,
        deciders=deciders,
        closure=closure,
        bars=bars,
        opens=_opens(chain, tree, known),
        conflict=bool(conflicting),
        turns=_turns(chain, tree, deciders, closure, verdict, known),
        lines=lines,
        applicant=applicant,
        pays_to=pays_to,
        window=window,
        unsure=tuple(kind for kind, d in singles.items() if d and d.reported),
        complete=all(p.complete for p in ways if p.documents is not None and p.id in listed),
        heard=_heard(chain, tree, branches, known, as_of),
    )


def _lean(outcomes: list[Outcome]) -> str | None:
    """What the completions agree on with reported rules let in; None where they too say nothing."""
    leaning = verdict_of({(o.lean or o.finding).verdict for o in outcomes})
    return leaning if leaning != UNKNOWN else None


def _disposition(chain: tuple[Standpoint, ...], tree: Tree) -> str | None:
    return next(
        (
            v.rule.disposition
            for here in chain
            for v in here.provisions
            if (v.rule.family, v.rule.portion) == (tree.family, tree.portion)
        ),
        None,
    )


def _opens(chain: tuple[Standpoint, ...], tree: Tree, known: Known) -> tuple[Provision, ...]:
    return tuple(
        v.rule
        for here in chain
        for v in here.provisions
        if v.firm
        and v.rule.rule == OPEN
        and (v.rule.family, v.rule.portion) == (tree.family, tree.portion)
        and holds(v.applies, known) is not False
    )


def _unique(provisions: Any) -> tuple[Provision, ...]:
    return tuple({p.id: p for p in provisions}.values())


def _lines(granted: list[Outcome]) -> tuple[Line, ...]:
    """Every line of detail in any eligible completion, with its state over all of them."""
    needed: dict[tuple, list[bool]] = {}
    lines: dict[tuple, Detail] = {}
    for detail in (detail for outcome in granted for detail in outcome.details):
        key = (detail.kind, detail.provision.id, detail.position)
        lines.setdefault(key, detail)
        needed.setdefault(key, []).append(detail.needed)
    result = []
    for key, d in lines.items():
        if d.position is None:
            continue
        item = getattr(d.provision, d.kind)[d.position]
        seen = needed[key]
        state = (
            "needed"
            if all(seen) and len(seen) == len(granted)
            else "maybe"
            if any(seen)
            else "not_needed"
        )
        result.append(
            Line(
                d.kind,
                item,
                d.provision.id,
                d.provision.place,
                d.provision.grade,
                item.cites or d.provision.cites,
                d.reported,
                state,
                d.arriving,
            )
        )
    return tuple(result)


def _turns(
    chain: tuple[Standpoint, ...],
    tree: Tree,
    deciders: tuple[Provision, ...],
    closure: Closure | None,
    verdict: str,
    known: Known,
) -> tuple[Turn, ...]:
    """The conditions of what decides; where it is not settled or refused, of every firm rule that would have allowed it."""
    rules = [p for p in deciders if p.rule == ALLOWED]
    if verdict != ELIGIBLE:
        refusing = {p.place for p in deciders if p.rule == BARRED} or (
            {closure.place} if closure and verdict == NOT_ELIGIBLE else set()
        )
        reach = min(
            (i for i, here in enumerate(chain) if here.place in refusing), default=len(chain)
        )
        rules += [
            v.rule
            for here in chain[: reach + 1]
            for v in here.provisions
            if v.firm
            and v.rule.rule == ALLOWED
            and (v.rule.family, v.rule.portion) == (tree.family, tree.portion)
            and v.rule not in rules
            and holds(v.gate, known) is not False
        ]
    turns = []
    for rule in rules:
        for part in _parts(rule.when):
            value = holds(part, known)
            judged = any(type(leaf) is Judgement for leaf in leaves(part))
            state = (
                "judgement"
                if judged and value is None
                else "unknown"
                if value is None
                else "met"
                if value
                else "failed"
            )
            cites = part.cites if type(part) is Worded and part.cites else rule.cites
            turns.append(Turn(part, state, rule.id, cites))
    return tuple(turns)


def _parts(condition: Any) -> tuple:
    if condition is None:
        return ()
    return condition.parts if type(condition) is All else (condition,)


def _heard(
    chain: tuple[Standpoint, ...],
    tree: Tree,
    branches: list[tuple[Known, Outcome]],
    known: Known,
    as_of: str,
) -> tuple[Heard, ...]:
    """What else is said of this option, and why it does not decide."""
    heard = []
    for here in chain:
        for voice in here.provisions:
            rule = voice.rule
            if (
                (rule.family, rule.portion) != (tree.family, tree.portion)
                or voice.firm
                or holds(voice.gate, known) is False
            ):
                continue
            value = holds(voice.applies, known)
            state = "unknown" if value is None else "met" if value else "failed"
            if rule.rejected is not None:
                role = "rejected"
            elif rule.start is not None and rule.start > as_of:
                role = "coming"
            elif not rule.in_force(as_of):
                role = "lapsed"
            else:
                against = {ALLOWED: NOT_ELIGIBLE, BARRED: ELIGIBLE}.get(rule.rule)
                opposed = any(
                    o.finding.verdict == against
                    and holds(voice.applies, {**known, **narrowed}) is not False
                    for narrowed, o in branches
                )
                role = "dispute" if opposed else "local"
            heard.append(Heard(rule, role, state))
    return tuple(heard)


def shown(outcome: Outcome) -> tuple:
    """An outcome as a person sees it: completions that agree on this need no question."""
    lean = None if outcome.lean is None else _said(outcome.lean)
    return (
        _said(outcome.finding),
        lean,
        tuple((d.kind, d.provision.id, d.position) for d in outcome.details if d.needed),
    )


def _said(finding: Finding) -> tuple:
    rules = [*finding.allowed, *finding.barred]
    return (finding.verdict, [rule.id for rule in rules], finding.closure and finding.closure.id)
