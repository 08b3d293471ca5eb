"""The walk that led to an answer, rule by rule, in words."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Speaker, pick
from medisave_cli.model import MAIN, Advice, Closure, Looked
from medisave_cli.show.page import Item, Section
from medisave_cli.show.terms import family_term, state_term, verdict_term
from medisave_cli.show.wording import condition_text


def explain_json(walked: tuple[Looked, ...], advice: Advice, lang: str) -> list[dict[str, Any]]:
    """The walk as plain data."""
    return [
        {
            "family": look.rule.family,
            "portion": look.rule.portion,
            "place": look.rule.place,
            "rule": look.rule.id,
            "says": _says(look),
            "grade": look.rule.grade,
            "firm": look.firm,
            "start": look.rule.start,
            "until": look.rule.until,
            "state": look.state,
            "conditions": [
                {"text": pick(condition_text(part, advice.facts), lang), "state": state}
                for part, state in look.parts
            ],
            "outcome": look.outcome,
        }
        for look in walked
    ]


def explain_section(walked: tuple[Looked, ...], advice: Advice, lang: str) -> Section:
    """The walk as a section of the page."""
    speak = Speaker(lang)
    lead = speak("explain.options").join(
        f"{_money(o.family, o.portion, advice, speak)}: {speak.message(verdict_term(o.verdict))}"
        for o in advice.options
    )
    items = tuple(_item(look, advice, speak) for look in walked)
    return Section(speak("explain.title"), items, lead=lead)


def _item(look: Looked, advice: Advice, speak: Speaker) -> Item:
    rule = look.rule
    where = speak.text(advice.names.get(rule.place)) or rule.place
    notes = [
        speak("explain.condition", text=condition_text(part, advice.facts), state=state_term(state))
        for part, state in look.parts
    ]
    period = f"{rule.start or '…'} – {rule.until or ''}".rstrip(" –")
    notes.append(speak("explain.period", grade=rule.grade, period=period))
    says, outcome = (speak(f"explain.{word}") for word in (_says(look), look.outcome))
    return Item(
        speak("explain.line", rule=rule.id, says=says, outcome=outcome),
        f"{_money(rule.family, rule.portion, advice, speak)} · {where}",
        tuple(notes),
        mark="good" if look.outcome == "decides" else "",
    )


def _money(family: str, portion: str, advice: Advice, speak: Speaker) -> str:
    """What happens to which part of the money."""
    said = speak.message(family_term(family))
    if portion == MAIN:
        return said
    return f"{said} · {speak.text(advice.portions.get(portion)) or portion}"


def _says(look: Looked) -> str:
    return "closed" if isinstance(look.rule, Closure) else look.rule.rule
