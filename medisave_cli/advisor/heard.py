"""What else is said of an option, and why it does not decide."""

from __future__ import annotations

from medisave_cli.advisor.decide import Finding, Standpoint, Voice
from medisave_cli.logic.conditions import Known, holds
from medisave_cli.model import ALLOWED, BARRED, ELIGIBLE, NOT_ELIGIBLE, Heard, Provision

AGAINST = {ALLOWED: NOT_ELIGIBLE, BARRED: ELIGIBLE}
STATES = {None: "unknown", True: "met", False: "failed"}


def heard_of(
    chain: tuple[Standpoint, ...],
    key: tuple[str, str],
    found: list[tuple[Known, Finding]],
    known: Known,
    as_of: str,
) -> tuple[Heard, ...]:
    """Every provision of the option ``key`` (family, portion) that is not firm; ``found``: the firm finding of each case."""
    heard = []
    for here in chain:
        for voice in here.provisions:
            rule = voice.rule
            if (
                voice.firm
                or (rule.family, rule.portion) != key
                or holds(voice.gate, known) is False
            ):
                continue
            state = STATES[holds(voice.applies, known)]
            heard.append(Heard(rule, _role(voice, found, known, as_of), state))
    return tuple(heard)


def _role(
    voice: Voice[Provision], found: list[tuple[Known, Finding]], known: Known, as_of: str
) -> str:
    rule: Provision = voice.rule
    if rule.rejected is not None:
        return "rejected"
    if rule.start is not None and rule.start > as_of:
        return "coming"
    if rule.ended is not None or not rule.in_force(as_of):
        return "lapsed"
    against = AGAINST.get(rule.rule)
    opposed = any(
        finding.verdict == against and holds(voice.applies, {**known, **narrowed}) is not False
        for narrowed, finding in found
    )
    return "dispute" if opposed else "local"
