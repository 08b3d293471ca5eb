"""A ``when`` as the policy files write it → the conditions of the model, checked against the facts that are declared."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from medisave_cli.model import All, AnyOf, Cite, Fact, Judgement, Not, OneOf, Text, Within, Worded

BOUNDS = {"min", "max", "before", "after"}


class BadCondition(Exception):
    """A condition that cannot be understood; says what is wrong and how to mend it."""

    def __init__(self, what: Text, mend: Text):
        super().__init__(what.en)
        self.what, self.mend = what, mend


def parse(raw: Any, facts: Mapping[str, Fact], cites: Callable[[Any], tuple[Cite, ...]]) -> Any:
    """Return the condition for ``raw`` (None for none). ``cites`` resolves a ``cite`` list.

    Raises:
        BadCondition: an undeclared fact, a value the fact cannot have, or a shape that is no condition.
    """
    if raw is None:
        return None
    if not isinstance(raw, dict) or not raw:
        raise BadCondition(
            Text("条件要写成 事实: 值", "a condition is fact: value"),
            Text("见 policies/README.md", "see policies/README.md"),
        )
    raw = dict(raw)
    says = raw.pop("says", None)
    own_cites = cites(raw.pop("cite", None))
    parts = tuple(_part(key, value, facts, cites) for key, value in raw.items())
    if not parts:
        raise BadCondition(
            Text("条件里没有事实", "the condition names no fact"),
            Text("写上 事实: 值", "add fact: value"),
        )
    whole = parts[0] if len(parts) == 1 else All(parts)
    if says is None and not own_cites:
        return whole
    return Worded(whole, None if says is None else _text(says), own_cites)


def _part(
    key: str, value: Any, facts: Mapping[str, Fact], cites: Callable[[Any], tuple[Cite, ...]]
) -> Any:
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            raise BadCondition(
                Text(f"{key} 后面要列出条件", f"`{key}` takes a list of conditions"),
                Text(f"{key}: [{{…}}, {{…}}]", f"{key}: [{{…}}, {{…}}]"),
            )
        inner = tuple(parse(item, facts, cites) for item in value)
        return inner[0] if len(inner) == 1 else (All(inner) if key == "all" else AnyOf(inner))
    if key == "not":
        return Not(parse(value, facts, cites))
    if key == "judgement":
        return Judgement(_text(value))
    fact = facts.get(key)
    if fact is None:
        near = _nearest(key, facts)
        raise BadCondition(
            Text(f"没有声明事实 {key}", f"the fact `{key}` is not declared"),
            Text(
                f"是不是 {near}？或在 facts 里声明" if near else "在 facts 里声明",
                f"did you mean `{near}`? or declare it under facts"
                if near
                else "declare it under facts",
            ),
        )
    if isinstance(value, dict):
        return _within(fact, value)
    values = value if isinstance(value, list) else [value]
    if not values:
        raise BadCondition(
            Text(f"{key} 没有写取值", f"`{key}` names no value"),
            Text("写上取值，或删去", "name a value, or delete it"),
        )
    return OneOf(key, tuple(value_of(fact, item) for item in values))


def _within(fact: Fact, bounds: dict[str, Any]) -> Within:
    if fact.type not in ("number", "date") or not bounds or set(bounds) - BOUNDS:
        raise BadCondition(
            Text(f"{fact.id} 不能用范围", f"`{fact.id}` takes no such range"),
            Text(
                "数字和日期用 min max before after",
                "numbers and dates take min, max, before, after",
            ),
        )
    checked = {name: value_of(fact, bound) for name, bound in bounds.items()}
    low = checked.get("min", checked.get("after"))
    high, before = checked.get("max"), checked.get("before")
    if low is not None and (
        (high is not None and high < low) or (before is not None and before <= low)
    ):
        raise BadCondition(
            Text(f"{fact.id} 的范围是空的", f"the range of `{fact.id}` is empty"),
            Text("对调上下限", "swap the bounds"),
        )
    return Within(fact.id, low, high, before)


def value_of(fact: Fact, raw: Any) -> Any:
    """Return ``raw`` as a value of the fact's type. YAML's bare ``no`` is the choice "no" where the fact has one.

    Raises:
        BadCondition: the fact cannot have this value.
    """
    if fact.type == "bool":
        if isinstance(raw, bool):
            return raw
        choices = "yes, no"
    elif fact.type == "choice":
        word = {True: "yes", False: "no"}.get(raw, raw) if isinstance(raw, bool) else raw
        if isinstance(word, str) and word in fact.says:
            return word
        choices = ", ".join(fact.says)
    elif fact.type == "number":
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return raw
        choices = "a number"
    else:
        try:
            return datetime.date.fromisoformat(str(raw)).isoformat()
        except ValueError:
            choices = "YYYY-MM-DD"
    shown = {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else str(raw)[:60]
    raise BadCondition(
        Text(f"{fact.id} 没有取值 {shown}", f"`{fact.id}` cannot be {shown}"),
        Text(f"可用：{choices}", f"use one of: {choices}"),
    )


def _text(raw: Any) -> Text:
    if (
        isinstance(raw, dict)
        and set(raw) == {"zh", "en"}
        and all(isinstance(v, str) and v for v in raw.values())
    ):
        return Text(raw["zh"], raw["en"])
    raise BadCondition(
        Text("要写 zh 和 en 两种文字", "needs both zh and en"),
        Text("{zh: …, en: …}", "{zh: …, en: …}"),
    )


def _nearest(word: str, known: Mapping[str, Any]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), 1)), None)
