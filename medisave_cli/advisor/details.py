"""What to bring, do and wait for: the deciding provision's detail, and where what it leaves out comes from (DESIGN §3.5)."""

from __future__ import annotations

from typing import Any, NamedTuple

from medisave_cli.advisor.conditions import Known, settled
from medisave_cli.advisor.decide import Finding, Standpoint
from medisave_cli.model import ALLOWED, Provision

LISTED = ("before", "documents", "steps", "channels", "time_limit")
SINGLE = ("applicant", "pays_to", "window")
KINDS = LISTED + SINGLE


class Detail(NamedTuple):
    """One line of detail in one completion; ``position`` is its place in the provision's list, None for a single value."""

    kind: str
    provision: Provision
    position: int | None
    needed: bool
    reported: bool
    arriving: bool


def details(
    chain: tuple[Standpoint, ...],
    arriving: tuple[Standpoint, ...],
    family: str,
    found: Finding,
    known: Known,
) -> tuple[Detail, ...]:
    """Return the detail that goes with an eligible finding.

    The deciding provisions come first; then the nearest wider firm provision that applies, allows and is of the same
    family; then reported ones, nearest first. A kind of detail is taken whole from the first that has it.

    Raises:
        Undetermined: a line's condition, or whether a provision applies, is not settled.
    """
    assert found.at is not None
    wider = [
        v.rule
        for here in chain[found.at + 1 :]
        for v in here.provisions
        if v.firm and _serves(v, family, found.portion, known)
    ]
    reported = [
        v.rule
        for here in chain
        for v in here.provisions
        if v.live and not v.firm and _serves(v, family, found.portion, known)
    ]
    deciding = list(found.allowed)
    givers = [(p, False) for p in deciding + wider if p not in reported] + [
        (p, True) for p in reported
    ]
    result: list[Detail] = []
    for kind in KINDS:
        giver = next(((p, r) for p, r in givers if getattr(p, kind) is not None), None)
        if giver is not None:
            result += _lines(kind, giver[0], giver[1], False, known)
    for here in arriving:
        for voice in here.provisions:
            if (
                voice.live
                and voice.rule.rule == ALLOWED
                and voice.rule.family == family
                and settled(voice.applies, known)
            ):
                for kind in LISTED:
                    result += _lines(kind, voice.rule, not voice.firm, True, known)
    return tuple(result)


def _serves(voice: Any, family: str, portion: str, known: Known) -> bool:
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
    if value is None:
        return []
    if kind not in LISTED:
        return [Detail(kind, provision, None, True, reported, arriving)]
    return [
        Detail(kind, provision, i, settled(line.when, known), reported, arriving)
        for i, line in enumerate(value)
    ]
