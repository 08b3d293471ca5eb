"""Conditions, facts and small words, said in one language."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import reads_chinese
from medisave_cli.language.speaker import both, joined
from medisave_cli.model import (
    All,
    AnyOf,
    Condition,
    Fact,
    Judgement,
    Not,
    Note,
    OneOf,
    Text,
    TimeLine,
    Values,
    Window,
    Within,
    Worded,
)
from medisave_cli.show.terms import purpose_term


def value_text(fact: Fact, value: Any) -> Text:
    """What it means that the fact has the value: 已注销户籍."""
    if value in fact.says:
        return fact.says[value]
    return both("wording.named", name=fact.name, value=measure(value, fact.unit))


def measure(value: Any, unit: Text | None) -> Text:
    """A number with its unit, or a date as it is."""
    return Text(*(str(value),) * 2) if unit is None else both("wording.measure", n=value, unit=unit)


def condition_text(condition: Condition, facts: dict[str, Fact]) -> Text:
    """A condition in words."""
    match condition:
        case Worded(part, says):
            return says or condition_text(part, facts)
        case Judgement(_, text):
            return text
        case OneOf(fact, values):
            return _any_value(facts[fact], values)
        case Within(fact):
            return _range(condition, facts[fact])
        case Not(OneOf(fact, values)) if len(facts[fact].says) > len(values):
            others = tuple(v for v in facts[fact].says if v not in values)
            return _any_value(facts[fact], others)
        case Not(part):
            return both("wording.not", said=condition_text(part, facts))
        case AnyOf(parts):
            return joined("wording.or", (condition_text(part, facts) for part in parts))
        case All(parts):
            return joined("wording.and", (condition_text(part, facts) for part in parts))


def when_text(note: Note, facts: dict[str, Fact]) -> Text:
    """In which cases a remark applies that turns on some fact."""
    assert note.when is not None
    return condition_text(note.when, facts)


def _any_value(fact: Fact, values: Values) -> Text:
    """One of several values."""
    return joined("wording.or", (value_text(fact, v) for v in values))


def _range(bounds: Within, fact: Fact) -> Text:
    if bounds.low is not None and bounds.low == bounds.high:
        return value_text(fact, bounds.low)
    date = fact.type == "date"
    ends = (
        ("from_day" if date else "least", bounds.low),
        ("to_day" if date else "most", bounds.high),
        ("before_day" if date else "less", bounds.before),
    )
    said = [
        both(f"wording.{key}", n=value if date else measure(value, fact.unit))
        for key, value in ends
        if value is not None
    ]
    return both("wording.range", name=fact.name, range=joined("wording.range_and", said))


def facts_of(condition: Condition | None) -> list[str]:
    """The facts a condition speaks of, in order."""
    match condition:
        case OneOf(fact) | Within(fact):
            return [fact]
        case Not(part) | Worded(part):
            return facts_of(part)
        case All(parts) | AnyOf(parts):
            return list(dict.fromkeys(f for part in parts for f in facts_of(part)))
    return []


def time_text(limit: TimeLine) -> Text:
    """A time limit in words: 审核办结：10个工作日内."""
    working = limit.working_days is not None
    count = limit.working_days if working else limit.days
    key = "at_once" if count == 0 else "in_working_day" if working else "in_day"
    plural = "s" * (count not in (0, 1))
    return both(f"wording.{key}{plural}", what=purpose_term(limit.purpose), n=count)


def window_text(window: Window) -> Text:
    """When a thing can be asked for."""
    if window.months:
        months = tuple(both("wording.month", n=n) for n in window.months)
        key = "months_every_year" if window.repeats else "months"
        said = both(f"wording.{key}", months=months)
    else:
        said = both("wording.window", start=window.start or "…", end=window.end or "…")
    if window.repeats is None or (window.repeats is False and window.months):
        return both("wording.perhaps_once", said=said)
    return said


def document_name(name: Text, lang: str) -> str:
    """A paper's name: as the counter knows it, in English with that behind it, once."""
    if reads_chinese(lang) or name.zh == name.en:
        return name.zh
    return name.en if name.zh.strip("《》") in name.en else f"{name.en} ({name.zh})"


def dial_of(dial: str | None, area_code: str | None) -> str:
    """A number as it is dialled from anywhere: the hotline with the place's area code."""
    if dial is None:
        return ""
    return f"{area_code}-{dial}" if area_code and len(dial) <= 5 else dial
