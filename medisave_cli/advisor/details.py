"""What to bring, do and wait for, way by way: a deciding provision's own detail, and where what it leaves out comes from.

Each allowing provision is a way of its own: it never takes a paper or a step from another that decides beside it. What it leaves
out comes from the nearest wider firm provision that applies, allows and is of the same family and portion; then from reported ones.
A portion that follows ``main`` shares its verdict, not its counter: its detail comes from provisions of the portion alone.
"""

from __future__ import annotations

from medisave_cli.advisor.decide import Finding, Standpoint, Voice
from medisave_cli.logic.conditions import Known, settled
from medisave_cli.model import ALLOWED, LISTED, Provision, TextLine
from medisave_cli.tuples import NamedTuple

SINGLE = ("applicant", "pays_to", "window")
KINDS = LISTED + SINGLE


class Detail(NamedTuple):
    """One line of detail in one completion; ``position`` is its place in the provision's list, None for a single value or an
    empty list."""

    kind: str
    provision: Provision
    position: int | None
    needed: bool
    reported: bool
    arriving: bool


class Path(NamedTuple):
    """One way as one completion has it: the allowing provision, and the detail that goes with it."""

    provision: Provision
    details: tuple[Detail, ...]

    @property
    def acts(self) -> list[str]:
        """The facts that lines of ``before`` say must be so first."""
        items = [item for d in self.details if d.needed and (item := _before(d)) is not None]
        return list(dict.fromkeys(item.act for item in items if item.act is not None))


def _before(detail: Detail) -> TextLine | None:
    if detail.kind != "before" or detail.position is None or detail.provision.before is None:
        return None
    return detail.provision.before[detail.position]


def paths(
    chain: tuple[Standpoint, ...],
    arriving: tuple[Standpoint, ...],
    key: tuple[str, str],
    found: Finding,
    known: Known,
) -> tuple[Path, ...]:
    """Return the ways of an eligible finding for the option ``key`` (family, portion).

    A provision that only states the principle, with no detail of its own, is no way beside one that has some.

    Raises:
        Undetermined: a line's condition, or whether a provision applies, is not settled.
    """
    assert found.at is not None
    family, portion = key
    wider = [
        (v.rule, False)
        for here in chain[found.at + 1 :]
        for v in here.provisions
        if v.firm and _serves(v, family, portion, known)
    ]
    reported = [
        (v.rule, True)
        for here in chain
        for v in here.provisions
        if v.live and not v.firm and _serves(v, family, portion, known)
    ]
    unsure = {rule.id for rule, _ in reported}
    beside = {p.id for p in found.allowed}
    lent = [(p, r) for p, r in wider + reported if p.id not in beside]
    coming = _arriving(arriving, family, known)
    detailed = [p for p in found.allowed if any(getattr(p, kind) is not None for kind in KINDS)]
    result = []
    for provision in detailed or found.allowed:
        own = [(provision, provision.id in unsure)] if provision.portion == portion else []
        givers = own + lent
        details = _from_nearest(KINDS, givers, False, known)
        result.append(Path(provision, tuple(details + coming)))
    return tuple(result)


def _arriving(arriving: tuple[Standpoint, ...], family: str, known: Known) -> list[Detail]:
    """What the destination's places add: each kind from its nearest firm provision that applies, else from a reported one."""
    serving = [
        (v.rule, not v.firm)
        for here in arriving
        for v in here.provisions
        if v.live
        and v.rule.rule == ALLOWED
        and v.rule.family == family
        and settled(v.applies, known)
    ]
    givers = [g for g in serving if not g[1]] + [g for g in serving if g[1]]
    return _from_nearest(LISTED, givers, True, known)


def _from_nearest(
    kinds: tuple[str, ...], givers: list[tuple[Provision, bool]], arriving: bool, known: Known
) -> list[Detail]:
    """Each kind of detail, taken whole from the first that has it."""
    result: list[Detail] = []
    for kind in kinds:
        giver = next((g for g in givers if getattr(g[0], kind) is not None), None)
        if giver is not None:
            result += _lines(kind, giver[0], giver[1], arriving, known)
    return result


def _serves(voice: Voice[Provision], family: str, portion: str, known: Known) -> bool:
    rule = voice.rule
    return (
        rule.rule == ALLOWED
        and rule.family == family
        and rule.portion == portion
        and settled(voice.applies, known)
    )


def _lines(
    kind: str, provision: Provision, reported: bool, arriving: bool, known: Known
) -> list[Detail]:
    value = getattr(provision, kind)
    if kind not in LISTED or not value:
        return [Detail(kind, provision, None, True, reported, arriving)]
    return [
        Detail(kind, provision, i, settled(line.when, known), reported, arriving)
        for i, line in enumerate(value)
    ]
