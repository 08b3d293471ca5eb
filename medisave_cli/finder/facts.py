"""Facts named in everyday words: 养老金=一次性领走 for pension=lump_sum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from medisave_cli.book.names import key_of
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import scrub
from medisave_cli.model import Fact, Text

YES = frozenset({"是", "有", "对", "能", "已经", "yes", "y", "true"})
NO = frozenset({"不是", "没有", "否", "不", "无", "没", "不能", "no", "n", "false"})
NOT_SURE = frozenset({"不清楚", "不知道", "不确定", "notsure", "dontknow", "unknown"})


def spoken_facts(given: Mapping[str, Any], known: Mapping[str, Fact]) -> dict[str, Any]:
    """Return ``given`` with names and values put as the catalog has them; what is so already is left as it is.

    Raises:
        AskedWrongly: several facts or values could be meant; they are named.
    """
    facts: dict[str, Any] = {}
    for name, value in given.items():
        fact = known.get(name) or _fact(name, known)
        if fact is None:
            facts[name] = value
        else:
            facts[fact.id] = _value(value, fact)
    return facts


def _fact(name: str, known: Mapping[str, Fact]) -> Fact | None:
    """The fact called so, or the only one whose name begins with, or else holds, what was typed; None: none."""
    key = key_of(name.replace("_", " "))
    if not key:
        return None
    named = {f.id: (key_of(f.name.zh), key_of(f.name.en), key_of(f.id)) for f in known.values()}
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [f for f in known.values() if any(fits(n, key) for n in named[f.id])]
        if len(found) == 1:
            return found[0]
        if found:
            listed = tuple(_beside(f.name, f.id) for f in found[:4])
            raise AskedWrongly("finding.which_fact", typed=scrub(name), listed=listed)
    return None


def _value(value: Any, fact: Fact) -> Any:
    """The value as the catalog has it, or as it was given where it is no wording of one."""
    if not isinstance(value, str) or value in fact.says:
        return value
    key = key_of(value)
    if key in NOT_SURE:
        return "unknown"
    if fact.type == "bool" and (key in YES or key in NO):
        return key in YES
    found = [v for v, text in fact.says.items() if any(key == key_of(t) for t in text)]
    found = found or [
        v for v, text in fact.says.items() if key and any(key in key_of(t) for t in text)
    ]
    if len(found) > 1:
        listed = tuple(_beside(fact.says[v], _typed(v)) for v in found)
        raise AskedWrongly("finding.which_value", typed=scrub(value), fact=fact.name, listed=listed)
    return found[0] if found else value


def _beside(name: Text, typed: str) -> Text:
    """A name with what is typed for it."""
    return Text(*(f"{said} {typed}" for said in name))


def _typed(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
