"""What may be leaned on where nothing firm decides: never against firm ground, never where reports disagree."""

from __future__ import annotations

from medisave_cli.advisor.decide import Finding, Standpoint, walk
from medisave_cli.logic.conditions import Known, settled
from medisave_cli.model import ALLOWED, BARRED, ELIGIBLE, NOT_ELIGIBLE, OPEN, UNKNOWN


def lean(chain: tuple[Standpoint, ...], key: tuple[str, str], known: Known) -> Finding | None:
    """What decides with reported rules let in; None where nothing does, or where it may not be leaned on.

    It is not where two reported rules disagree, and a yes is not where a firm list that calls itself complete was only passed over
    because a rule leaves the case open, unless that rule's own source reports the practice.

    Raises:
        Undetermined: it turns on a fact that is not settled.
    """
    found = walk(chain, *key, known, reported=True)
    if found.verdict == UNKNOWN or _disagree(chain, (key[0], found.portion), known):
        return None
    if found.verdict == ELIGIBLE and _against_firm_ground(chain, key, found, known):
        return None
    return found


def _disagree(chain: tuple[Standpoint, ...], key: tuple[str, str], known: Known) -> bool:
    """Whether reported rules that apply say yes and no."""
    said = {
        voice.rule.rule
        for here in chain
        for voice in here.provisions
        if voice.live
        and not voice.firm
        and (voice.rule.family, voice.rule.portion) == key
        and voice.rule.rule != OPEN
        and settled(voice.applies, known)
    }
    return {ALLOWED, BARRED} <= said


def _against_firm_ground(
    chain: tuple[Standpoint, ...], key: tuple[str, str], found: Finding, known: Known
) -> bool:
    if walk(chain, *key, known, past_open=True).verdict != NOT_ELIGIBLE:
        return False
    opening = {
        cite.source
        for here in chain
        for voice in here.provisions
        if voice.firm
        and voice.rule.rule == OPEN
        and (voice.rule.family, voice.rule.portion) == key
        and settled(voice.applies, known)
        for cite in voice.rule.cites
    }
    return not any(cite.source in opening for rule in found.allowed for cite in rule.cites)
