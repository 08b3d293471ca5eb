"""The one sentence at the top: what happens to the money, in plain words, and how sure that is."""

from __future__ import annotations

import re

from medisave_cli.language import Speaker, capital
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Option,
    Text,
    Turn,
)
from medisave_cli.show.wording import condition_text

SETTLES = ("same_pool", "no_account", "no_heir")
"""What is said first and alone, where it settles everything else."""
PAID = ("inherit", "payout_to_bank", "refund", "withdraw")
STAYS = {"keep_using": "stays", "frozen": "frozen", "escheat": "escheat"}
AFTER = {NOT_ELIGIBLE: "no", CONDITIONAL: "if"}
MOST_TURNS = 2
"""So many conditions of a way, and so many ways, can be said in one breath."""


def headline(advice: Advice, lang: str) -> str:
    """The advice in one or two sentences: cash first, then what moves or stays, then portions that fare differently."""
    speak = Speaker(lang)
    if advice.because in SETTLES:
        return speak(f"headline.{advice.because}")
    options = {(o.family, o.portion): o for o in advice.options}
    cash = options.get(("cash", MAIN))
    said = _cash(advice, cash, speak)
    rest = None
    if cash is None or cash.verdict != ELIGIBLE:
        moves, stays = (options.get((family, MAIN)) for family in ("transfer", "stay"))
        rest = _elsewhere(advice, moves, stays)
    if rest is not None:
        said += speak(f"headline.{rest}_{AFTER.get(advice.verdict, 'open')}")
    sentences = [speak("headline.sentence", said=said), *_portions(advice, options, speak)]
    return speak("headline.between").join(sentences)


def _cash(advice: Advice, cash: Option | None, speak: Speaker) -> str:
    heirs = advice.situation.base_status == "deceased"
    if cash is None:
        return speak("headline.unknown")
    if cash.verdict == ELIGIBLE:
        paid = cash.disposition if cash.disposition in PAID else "withdraw"
        return speak(f"headline.{'inherit' if heirs else paid}")
    whose = "_heirs" if heirs else ""
    if cash.verdict == NOT_ELIGIBLE:
        return speak(f"headline.not_eligible{whose}")
    if cash.verdict == CONDITIONAL:
        turn = _turning(advice, cash, speak)
        if turn is None:
            return speak(f"headline.below{whose}")
        return speak(f"headline.conditional{whose}", turn=turn)
    if cash.conflict:
        return speak("headline.conflict")
    return speak(f"headline.lean_{cash.lean}" if cash.lean else "headline.unknown")


def _turning(advice: Advice, cash: Option, speak: Speaker) -> str | None:
    """What a conditional answer turns on, where it can be said in one breath."""
    ways = []
    for decider in cash.deciders:
        turns = [
            t
            for t in cash.turns
            if t.provision == decider.id and t.state in ("unknown", "judgement")
        ]
        if not turns or len(turns) > MOST_TURNS:
            return None
        ways.append(speak("headline.and").join(_turn(t, advice, speak) for t in turns))
    if not ways or len(ways) > MOST_TURNS:
        return None
    return speak("headline.or").join(ways)


def _turn(turn: Turn, advice: Advice, speak: Speaker) -> str:
    """What is turned on; of what the office decides, not why it does."""
    text = speak.text(condition_text(turn.condition, advice.facts))
    return _unbracketed(text) if turn.state == "judgement" else text


def _elsewhere(advice: Advice, moves: Option | None, stays: Option | None) -> str | None:
    """What happens instead: it moves, it stays."""
    if moves is not None and moves.verdict == ELIGIBLE:
        return "moves_new" if advice.situation.base_status == "transfer" else "moves"
    if stays is not None and stays.verdict == ELIGIBLE and stays.disposition in STAYS:
        return STAYS[stays.disposition]
    if moves is not None and moves.verdict == CONDITIONAL:
        return "may_move"
    return None


def _portions(advice: Advice, options: dict[tuple[str, str], Option], speak: Speaker) -> list[str]:
    """Portions whose cash option differs from the main one's; those that fare alike in one sentence."""
    main = options.get(("cash", MAIN))
    alike: dict[str, list[str]] = {}
    for (family, portion), option in options.items():
        same = main and option.verdict == main.verdict and option.lean == main.lean
        if family != "cash" or portion == MAIN or same:
            continue
        fate = option.verdict
        if fate == UNKNOWN:
            fate = "lean" if option.lean == ELIGIBLE else ""
        if fate:
            name = speak.text(advice.portions.get(portion, Text(portion, portion)))
            alike.setdefault(fate, []).append(_unbracketed(name))
    return [
        speak(f"headline.portion_{fate}", names=capital(speak("headline.and").join(names)))
        for fate, names in alike.items()
    ]


def _unbracketed(text: str) -> str:
    """A text without what stands in brackets at its end: the whole stands where its papers do."""
    return re.sub(r" ?[（(][^（()）]*[)）]$", "", text)
