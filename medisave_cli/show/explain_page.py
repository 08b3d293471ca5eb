"""How an answer came about: each rule that was looked at, in the order of the walk, and why it did or did not decide."""

from __future__ import annotations

from typing import Any

from medisave_cli.advisor.advice import Outlook
from medisave_cli.advisor.conditions import holds
from medisave_cli.advisor.situation import known_of
from medisave_cli.model import Advice, Closure, Option
from medisave_cli.show.page import Item, Section
from medisave_cli.show.wording import FAMILIES, STATES, VERDICTS, condition_text, pick

RULES = {"allowed": ("允许", "allows"), "barred": ("不许", "bars"), "open": ("没有说定", "leaves it open")}


def explanation(view: Outlook, advice: Advice, lang: str) -> list[dict[str, Any]]:
    """Every rule of every option, walked outward: what it says, its condition's state, and what became of it."""
    known = known_of(advice.situation, view.rules, view.full)
    options = {(o.family, o.portion): o for o in advice.options}
    walked = []
    for key, option in options.items():
        for here in view.chain:
            for voice in (*here.provisions, *here.closures):
                rule = voice.rule
                if (rule.family, rule.portion) != key or holds(voice.gate, known) is False:
                    continue
                state = {True: "met", False: "failed", None: "unknown"}[holds(voice.applies, known)]
                closed = isinstance(rule, Closure)
                when = None if closed else rule.when
                walked.append({
                    "family": rule.family, "portion": rule.portion, "place": rule.place, "rule": rule.id,
                    "says": "closed" if closed else rule.rule, "grade": rule.grade, "firm": voice.firm,
                    "start": rule.start, "until": rule.until, "state": state,
                    "conditions": [] if when is None else [
                        {"text": pick(condition_text(part, advice.facts), lang), "state": {True: "met", False: "failed", None: "unknown"}[holds(part, known)]}
                        for part in (when.parts if type(when).__name__ == "All" else (when,))
                    ],
                    "outcome": _outcome(rule, voice, option, state, view.as_of),
                })  # fmt: skip
    return walked


def _outcome(rule: Any, voice: Any, option: Option, state: str, as_of: str) -> str:
    deciding = {p.id for p in option.deciders + option.bars} | ({option.closure.id} if option.closure else set())
    if rule.id in deciding and voice.firm:
        return "decides"
    if not voice.live:
        return "rejected" if getattr(rule, "rejected", None) else "not_in_force"
    if not voice.firm:
        return "reported"
    if state == "failed":
        return "does_not_apply"
    if getattr(rule, "rule", "") == "open":
        return "leaves_open"
    return "not_reached"


OUTCOMES = {
    "decides": ("由它决定", "decides"),
    "rejected": ("经核不可信", "found to be wrong"),
    "not_in_force": ("当日未施行或已失效", "not in force on the date"),
    "reported": ("未证实，不作依据", "unconfirmed, does not decide"),
    "does_not_apply": ("条件不符，往上一级看", "its condition is not met: the next wider place is asked"),
    "leaves_open": ("没有说定，往上一级看", "leaves it open: the next wider place is asked"),
    "not_reached": ("更近的规定已经决定", "a nearer rule had decided"),
}


def explain_section(walked: list[dict[str, Any]], advice: Advice, lang: str) -> Section:
    """The walk as a table."""
    zh = lang == "zh"
    options = {(o.family, o.portion): o for o in advice.options}
    items = []
    for row in walked:
        rule = RULES.get(row["says"], ("所列情形以外不许", "closes a complete list"))
        where = pick(advice.names.get(row["place"]), lang) or row["place"]
        portion = "" if row["portion"] == "main" else f" · {row['portion']}"
        tag = f"{pick(FAMILIES[row['family']], lang)}{portion} · {where}"
        outcome = OUTCOMES[row["outcome"]]
        notes = [f"{c['text']}：{pick(STATES[c['state']], lang)}" if zh else f"{c['text']}: {pick(STATES[c['state']], lang)}" for c in row["conditions"]]
        period = f"{row['start'] or '…'} – {row['until'] or ''}".rstrip(" –")
        notes.append(f"等级 {row['grade']} · 自 {period}" if zh else f"grade {row['grade']} · from {period}")
        text = f"{row['rule']}：{rule[0]} → {outcome[0]}" if zh else f"{row['rule']}: {rule[1]} → {outcome[1]}"
        items.append(Item(text, tag, tuple(notes), (), "good" if row["outcome"] == "decides" else ""))
    title = "怎么得出来的（由近到远）" if zh else "How this came about (nearest place first)"
    lead = ("；" if zh else "; ").join(
        f"{pick(FAMILIES[f], lang)}{'' if p == 'main' else ' · ' + p}: {pick(VERDICTS[o.verdict], lang)}" for (f, p), o in options.items()
    )
    return Section(title, tuple(items), lead=lead)
