"""How an answer came about: each rule that was looked at, in the order of the walk, and what became of it."""

from __future__ import annotations

from medisave_cli.advisor.decide import AnyVoice
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.advisor.situation import known_of
from medisave_cli.logic.conditions import holds
from medisave_cli.model import (
    OPEN,
    Advice,
    All,
    Closure,
    Condition,
    Looked,
    Option,
    Provision,
)

STATE = {True: "met", False: "failed", None: "unknown"}


def looked_at(view: Outlook, advice: Advice) -> tuple[Looked, ...]:
    """Every rule of every option, nearest place first, with the state of its conditions and why it did or did not decide."""
    known = known_of(advice.situation, view.rules, view.full)
    walked = []
    for option in advice.options:
        for here in view.chain:
            for voice in here.voices:
                rule = voice.rule
                if (rule.family, rule.portion) != (option.family, option.portion) or holds(
                    voice.gate, known
                ) is False:
                    continue
                state = STATE[holds(voice.applies, known)]
                parts = tuple((part, STATE[holds(part, known)]) for part in _parts(rule))
                walked.append(
                    Looked(rule, voice.firm, state, parts, _outcome(voice, option, state))
                )
    return tuple(walked)


def _parts(rule: Provision | Closure) -> tuple[Condition, ...]:
    if isinstance(rule, Closure) or rule.when is None:
        return ()
    return rule.when.parts if type(rule.when) is All else (rule.when,)


def _outcome(voice: AnyVoice, option: Option, state: str) -> str:
    rule = voice.rule
    deciding = {p.id for p in option.deciders + option.bars} | (
        {option.closure.id} if option.closure else set()
    )
    if rule.id in deciding and voice.firm:
        return "decides"
    if not voice.live:
        return "rejected" if getattr(rule, "rejected", None) else "not_in_force"
    if not voice.firm:
        return "reported"
    if state == "failed":
        return "does_not_apply"
    return "leaves_open" if getattr(rule, "rule", "") == OPEN else "not_reached"
