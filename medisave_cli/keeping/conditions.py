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
            lint("condition_fact_value"),
            lint("see_policies_readme_md"),
        )
    raw = dict(raw)
    says = raw.pop("says", None)
    own_cites = cites(raw.pop("cite", None))
    parts = tuple(_part(key, value, facts, cites) for key, value in raw.items())
    if not parts:
        raise BadCondition(
            lint("condition_names_no_fact"),
            lint("add_fact_value"),
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
                lint("takes_list_conditions", key=key),
                lint("that", key=key),
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
            lint("fact_not_declared", key=key),
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
            lint("names_no_value", key=key),
            lint("name_value_delete"),
        )
    return OneOf(key, tuple(value_of(fact, item) for item in values))


def _within(fact: Fact, bounds: dict[str, Any]) -> Within:
    if fact.type not in ("number", "date") or not bounds or set(bounds) - BOUNDS:
        raise BadCondition(
            lint("takes_no_such_range", id=fact.id),
            lint("numbers_dates_take_min_max"),
        )
    checked = {name: value_of(fact, bound) for name, bound in bounds.items()}
    low = checked.get("min", checked.get("after"))
    high, before = checked.get("max"), checked.get("before")
    if low is not None and (
        (high is not None and high < low) or (before is not None and before <= low)
    ):
        raise BadCondition(
            lint("range_empty", id=fact.id),
            lint("swap_bounds"),
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
        lint("cannot", id=fact.id, shown=shown),
        lint("use_one", choices=choices),
    )


def _text(raw: Any) -> Text:
    if (
        isinstance(raw, dict)
        and set(raw) == {"zh", "en"}
        and all(isinstance(v, str) and v for v in raw.values())
    ):
        return Text(raw["zh"], raw["en"])
    raise BadCondition(
        lint("needs_both_zh_en"),
        lint("zh_en"),
    )


def _nearest(word: str, known: Mapping[str, Any]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), 1)), None)
