"""Who decides: the walk from the place outward, for one family and one portion of the money.

The rules are told in docs/how-an-answer-is-made.md. Everything here is a function of settled facts; where
a fact is missing, ``conditions.Undetermined`` is raised and ``conditions.completions`` splits on it.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from medisave_cli.logic.conditions import Known, facts_in, settled
from medisave_cli.model import (
    ALLOWED,
    BARRED,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    OPEN,
    UNKNOWN,
    All,
    AnyOf,
    Becoming,
    Closure,
    Condition,
    Not,
    OneOf,
    Provision,
    Rules,
)
from medisave_cli.tuples import NamedTuple

EMPLOYEE = OneOf("scheme", ("employee",))


Rule = TypeVar("Rule", Provision, Closure)


class Voice(NamedTuple, Generic[Rule]):
    """A provision or closure, when it applies to the case, and whether it may decide. ``live``: in force, not rejected, not ended.

    ``gate`` is the part of ``applies`` that says whether the case is in the rule's status at all. ``ahead``: of a portion of which no
    rule is in force yet; what it will say then may be leaned on.
    """

    rule: Rule
    gate: Condition | None
    applies: Condition | None
    firm: bool
    live: bool
    ahead: bool = False


AnyVoice = Voice[Provision] | Voice[Closure]


class Standpoint(NamedTuple):
    """One place's voices, in file order."""

    place: str
    provisions: tuple[Voice[Provision], ...]
    closures: tuple[Voice[Closure], ...]

    @property
    def voices(self) -> tuple[AnyVoice, ...]:
        """All of them, lists that call themselves complete behind the rules."""
        return (*self.provisions, *self.closures)


class Finding(NamedTuple):
    """What the walk found. ``allowed`` and ``barred`` decided, both: they conflict. ``at`` is the step of the walk."""

    verdict: str
    allowed: tuple[Provision, ...]
    barred: tuple[Provision, ...]
    closure: Closure | None
    at: int | None
    portion: str


def standpoints(rules: Rules, status: str, as_of: str) -> tuple[Standpoint, ...]:
    """The chain's voices, nearest place first.

    A provision speaks of employee insurance unless its condition names ``scheme``. Where the status may become another
    one, each voice applies only while the case is in its status.
    """
    # Of those who move in, only what is said under the status itself is read.
    gates = gates_of(rules.statuses[status].becomes)
    ahead = _ahead(rules, as_of)
    result = []
    for i, here in enumerate(rules.chain):
        speaking = zip((here, *(chain[i] for chain in rules.after)), gates, strict=False)
        provisions: list[Voice[Provision]] = []
        closures: list[Voice[Closure]] = []
        for said, gate in speaking:
            provisions += [_voice(p, as_of, gate, ahead) for p in said.provisions]
            closures += [_voice(c, as_of, gate) for c in said.closures]
        result.append(Standpoint(here.place, tuple(provisions), tuple(closures)))
    return tuple(result)


def gates_of(becomes: tuple[Becoming, ...]) -> tuple[Condition | None, ...]:
    """When a case is in its own status, and when in each of those it may become: the first that fits."""
    others = [other.when for other in becomes]
    if not others:
        return (None,)
    own = Not(others[0] if len(others) == 1 else AnyOf(tuple(others)))
    gates = [
        when if i == 0 else All((when, *(Not(earlier) for earlier in others[:i])))
        for i, when in enumerate(others)
    ]
    return (own, *gates)


def _ahead(rules: Rules, as_of: str) -> frozenset[str]:
    """The portions that firm rules speak of only from a later day on."""
    told = [
        p
        for chain in (rules.chain, *rules.after)
        for here in chain
        for p in here.provisions
        if p.portion != MAIN and p.is_sound
    ]
    begun = {p.portion for p in told if p.start is None or p.start <= as_of}
    return frozenset({p.portion for p in told} - begun)


def _voice(
    rule: Rule, as_of: str, gate: Condition | None, coming: frozenset[str] = frozenset()
) -> Voice[Rule]:
    when = rule.when if isinstance(rule, Provision) else None
    scheme = None if "scheme" in facts_in(when) else EMPLOYEE
    parts = tuple(part for part in (gate, scheme, when) if part is not None)
    over = isinstance(rule, Provision) and bool(rule.rejected or rule.ended)
    ahead = isinstance(rule, Provision) and rule.portion in coming
    return Voice(
        rule,
        gate,
        parts[0] if len(parts) == 1 else All(parts),
        rule.is_firm(as_of),
        (ahead or rule.in_force(as_of)) and not over,
        ahead,
    )


def walk(
    chain: tuple[Standpoint, ...],
    family: str,
    portion: str,
    known: Known,
    reported: bool = False,
    past_open: bool = False,
) -> Finding:
    """Return what decides for this family and portion; with ``reported``, rules that are not firm are let in.

    A portion of which nothing speaks follows ``main``; one whose rules are all still to come is not refused by it.
    ``past_open``: a place's list that calls itself complete closes even what a rule of the same place leaves open.

    Raises:
        Undetermined: the answer turns on a fact that is not settled.
    """
    spoke = False
    for at, here in enumerate(chain):
        applying = [
            v.rule
            for v in _of(here.provisions, family, portion, reported)
            if settled(v.applies, known)
        ]
        spoke = spoke or bool(applying)
        allowed = tuple(p for p in applying if p.rule == ALLOWED)
        barred = tuple(p for p in applying if p.rule == BARRED)
        left_open = not past_open and any(p.rule == OPEN for p in applying)
        closed = () if allowed or barred or left_open else here.closures
        closure = next(
            (v.rule for v in _of(closed, family, portion, reported) if settled(v.applies, known)),
            None,
        )
        spoke = spoke or closure is not None
        if (barred or closure) and _bound(chain[at + 1 :], family, portion, known, reported):
            barred, closure = (), None
        if allowed and barred:
            return Finding(UNKNOWN, allowed, barred, None, at, portion)
        if allowed:
            return Finding(ELIGIBLE, allowed, (), None, at, portion)
        if barred or closure:
            return Finding(NOT_ELIGIBLE, (), barred, closure, at, portion)
    if not spoke and portion != MAIN:
        main = walk(chain, family, MAIN, known, reported, past_open)
        if main.verdict == ELIGIBLE or not _is_ahead(chain, family, portion):
            return main
    return Finding(UNKNOWN, (), (), None, None, portion)


def _is_ahead(chain: tuple[Standpoint, ...], family: str, portion: str) -> bool:
    return any(
        v.ahead and v.rule.family == family and v.rule.portion == portion
        for here in chain
        for v in here.provisions
    )


def _of(
    voices: tuple[Voice[Rule], ...], family: str, portion: str, reported: bool
) -> list[Voice[Rule]]:
    return [
        v
        for v in voices
        if (v.live if reported else v.firm)
        and v.rule.family == family
        and v.rule.portion == portion
    ]


def _bound(
    wider: tuple[Standpoint, ...], family: str, portion: str, known: Known, reported: bool
) -> bool:
    """Whether a wider place has a rule marked binding that grants this: none below may bar it."""
    return any(
        v.rule.binding and v.rule.rule == ALLOWED and settled(v.applies, known)
        for here in wider
        for v in _of(here.provisions, family, portion, reported)
    )
