"""What an office told this person, beside the answer: with its date, as unconfirmed, and against a firm rule as a dispute."""

from __future__ import annotations

from medisave_cli.language import Speaker
from medisave_cli.model import ELIGIBLE, MAIN, NOT_ELIGIBLE, Advice, Closure, Provision, Told
from medisave_cli.show.page import Item

AT_FIRST = 2
AGAINST = {"no": ELIGIBLE, "yes": NOT_ELIGIBLE}
"""The verdict that an office's word contradicts."""


def told_items(advice: Advice, lang: str) -> list[Item]:
    """A line for each record, newest first; further ones are counted."""
    speak = Speaker(lang)
    items = [Item(_line(t, advice, speak), speak("told.tag")) for t in advice.told[:AT_FIRST]]
    left = len(advice.told) - len(items)
    return items + ([Item(speak("told.more", n=left))] if left else [])


def _line(told: Told, advice: Advice, speak: Speaker) -> str:
    said = speak(f"told.{told.said}")
    key = "told.line_document" if told.document else "told.line"
    line = speak(key, by=told.by, on=told.on, said=said, document=told.document)
    rule = _rule(advice) if AGAINST.get(told.said) == advice.verdict else None
    if rule is None:
        return speak("told.unconfirmed", line=line)
    words = rule.words if isinstance(rule, Closure) else speak.text(rule.summary)
    place = advice.names[rule.place]
    return speak("told.against", line=line, place=place, rule=words.rstrip("。."))


def _rule(advice: Advice) -> Provision | Closure | None:
    """The firm rule that decides."""
    cash = next((o for o in advice.options if (o.family, o.portion) == ("cash", MAIN)), None)
    if cash is None:
        return None
    return cash.deciders[0] if cash.deciders else cash.closure
