"""A ``when`` as the policy files write it → the conditions of the model, checked against the facts that are declared."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from medisave_cli.digests import short_digest
from medisave_cli.keeping.finding import lint
from medisave_cli.language import Message, scrub
from medisave_cli.model import All, AnyOf, Cite, Fact, Judgement, Not, OneOf, Text, Within, Worded

SEASON = re.compile(r"^(?:months?|season|window|period|月份?|时间|期间|季节)$")
"""What people write for the times of the year at which a thing can be asked for."""
ALSO: dict[Any, tuple[str, ...]] = {
    True: ("是", "有", "true", "y", "对"),
    False: ("否", "没有", "无", "不是", "false", "n", "none"),
}
BOUNDS = {"min", "max", "before", "after"}


class BadCondition(Exception):
    """A condition that cannot be understood; says what is wrong and how to mend it."""

    def __init__(self, what: Message, mend: Message):
        super().__init__(what.key)
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
                lint("list_of_conditions", key=key),
            )
        inner = tuple(parse(item, facts, cites) for item in value)
        return inner[0] if len(inner) == 1 else (All(inner) if key == "all" else AnyOf(inner))
    if key == "not":
        return Not(parse(value, facts, cites))
    if key == "judgement":
        return _judgement(value)
    fact = facts.get(key)
    if fact is None:
        raise BadCondition(*_no_fact(key, facts))
    if isinstance(value, dict):
        return _within(fact, value)
    values = value if isinstance(value, list) else [value]
    if not values:
        raise BadCondition(
            lint("names_no_value", key=key),
            lint("name_value_delete"),
        )
    return OneOf(key, tuple(value_of(fact, item) for item in values))


def _judgement(raw: Any) -> Judgement:
    """What the agency decides. Without an id, the same words are the same judgement."""
    words = dict(raw) if isinstance(raw, dict) else raw
    own = words.pop("id", None) if isinstance(words, dict) else None
    text = _text(words)
    return Judgement(own if isinstance(own, str) and own else short_digest(text.zh), text)


def _no_fact(key: str, facts: Mapping[str, Fact]) -> tuple[Message, Message]:
    """What to say of a fact that nobody declared: what was meant, or where such a thing stands."""
    from medisave_cli.keeping.faults import homes_of_keys
    from medisave_cli.keeping.offers import Entry, offers, plain, shown

    word = plain(key)
    if SEASON.search(word):
        return lint("season_in_when"), lint("season_in_when.mend")
    if "：" in key or word.split(":")[0] in facts:
        head = word.split(":")[0]
        return lint("wide_colon", sign="：" if "：" in key else ":"), lint(
            "wide_colon.mend", key=head
        )
    if word in facts:
        return lint("wide_letters", typed=scrub(key)), lint("wide_letters.mend", word=word)
    if word in homes_of_keys() and word != "type":
        return lint("key_in_when", key=word), lint("key_in_when.mend", key=word)
    what = lint("fact_not_declared", key=scrub(key))
    meant = offers(key, (Entry(f.id, f.name) for f in facts.values()))
    if meant:
        return what, lint("did_you_mean_or_declare", offers=shown(meant), kind="facts")
    return what, lint("declare_under", kind="facts")


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
    said = {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else scrub(raw)
    raise BadCondition(lint("cannot", id=fact.id, shown=said), _meant(fact, said, choices))


def _meant(fact: Fact, said: str, choices: str) -> Message:
    """The value that was meant, or those there are."""
    from medisave_cli.keeping.offers import Entry, offers, shown

    if fact.type == "number" and (digits := re.sub(r"\D", "", unicodedata.normalize("NFKC", said))):
        return lint("write_number", number=digits)
    entries = [
        Entry({True: "yes", False: "no"}.get(value, str(value)), name, ALSO.get(value, ()))
        for value, name in fact.says.items()
    ]
    meant = offers(said, entries)
    if meant:
        return lint("did_you_mean_one", offers=shown(meant[:1]))
    if entries:
        return lint("use_one_2", offers=shown(entries))
    return lint("use_one", choices=choices)


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
