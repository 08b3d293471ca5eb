"""The walk that led to an answer, rule by rule, in words."""

from __future__ import annotations

from typing import Any

from medisave_cli.model import Advice, Closure, Looked
from medisave_cli.show.page import Item, Section
from medisave_cli.show.wording import FAMILIES, STATES, VERDICTS, condition_text, pick

RULES = {
    "allowed": ("允许", "allows"),
    "barred": ("不许", "bars"),
    "open": ("没有说定", "leaves it open"),
    "closed": ("所列情形以外不许", "closes a complete list"),
}
OUTCOMES = {
    "decides": ("由它决定", "decides"),
    "rejected": ("经核不可信", "found to be wrong"),
    "not_in_force": ("当日未施行或已失效", "not in force on the date"),
    "reported": ("未证实，不作依据", "unconfirmed, does not decide"),
    "does_not_apply": (
        "条件不符，往上一级看",
        "its condition is not met: the next wider place is asked",
    ),
    "leaves_open": ("没有说定，往上一级看", "leaves it open: the next wider place is asked"),
    "not_reached": ("更近的规定已经决定", "a nearer rule had decided"),
}


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
    zh = lang == "zh"
    items = []
    for look in walked:
        rule = look.rule
        where = pick(advice.names.get(rule.place), lang) or rule.place
        portion = (
            ""
            if rule.portion == "main"
            else f" · {pick(advice.portions.get(rule.portion), lang) or rule.portion}"
        )
        tag = f"{pick(FAMILIES[rule.family], lang)}{portion} · {where}"
        says, outcome = RULES[_says(look)], OUTCOMES[look.outcome]
        colon = "：" if zh else ": "
        notes = [
            f"{pick(condition_text(part, advice.facts), lang)}{colon}{pick(STATES[state], lang)}"
            for part, state in look.parts
        ]
        period = f"{rule.start or '…'} – {rule.until or ''}".rstrip(" –")
        notes.append(
            f"等级 {rule.grade} · 自 {period}" if zh else f"grade {rule.grade} · from {period}"
        )
        text = (
            f"{rule.id}：{says[0]} → {outcome[0]}" if zh else f"{rule.id}: {says[1]} → {outcome[1]}"
        )
        items.append(Item(text, tag, tuple(notes), (), "good" if look.outcome == "decides" else ""))
    lead = ("；" if zh else "; ").join(
        f"{pick(FAMILIES[o.family], lang)}{'' if o.portion == 'main' else ' · ' + (pick(advice.portions.get(o.portion), lang) or o.portion)}: {pick(VERDICTS[o.verdict], lang)}"
        for o in advice.options
    )
    return Section(
        "怎么得出来的（由近到远）" if zh else "How this came about (nearest place first)",
        tuple(items),
        lead=lead,
    )


def _says(look: Looked) -> str:
    return "closed" if isinstance(look.rule, Closure) else look.rule.rule
