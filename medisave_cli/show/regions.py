"""Which cases a rule or a change is about, in words: the values that facts may have there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from medisave_cli.language.speaker import both, joined
from medisave_cli.model import Fact, Text, Values
from medisave_cli.show.wording import measure


def values_text(fact: Fact, values: Values, domain: Values) -> Text:
    """The values, said together; numbers and dates as stretches of their ``domain`` (the points that the rules tell apart)."""
    if fact.type in ("bool", "choice"):
        return joined("wording.also", (fact.says[v] for v in fact.says if v in values))
    stretches = _stretches(values, domain)
    return joined("wording.also", (_stretch(*ends, domain, fact.unit) for ends in stretches))


def region_text(
    region: Mapping[str, Values],
    facts: Mapping[str, Fact],
    full: Mapping[str, Values],
    judged: Mapping[str, Text],
) -> list[Text]:
    """One text for each fact that the region narrows. ``judged``: what is left to the office's discretion, by its hidden fact."""
    said = []
    for name, values in region.items():
        if name in judged:
            key = "accepted" if values == (True,) else "not_accepted"
            said.append(both(f"wording.{key}", said=judged[name]))
            continue
        fact = facts[name]
        text = values_text(fact, values, full[name])
        named = fact.type != "bool"
        said.append(both("wording.named", name=fact.name, value=text) if named else text)
    return said


def _stretches(values: Values, domain: Values) -> list[tuple[Any, Any]]:
    """First and last point of every run of neighbours."""
    runs: list[list[Any]] = []
    previous = False
    for point in domain:
        if point in values:
            if previous:
                runs[-1][1] = point
            else:
                runs.append([point, point])
        previous = point in values
    return [(low, high) for low, high in runs]


def _stretch(low: Any, high: Any, domain: Values, unit: Text | None) -> Text:
    day = "_day" * isinstance(high, str)
    if low == domain[0] and high == domain[-1]:
        return both("wording.any")
    if low == domain[0]:
        return both(f"wording.up_to{day}", n=measure(high, unit))
    if high == domain[-1]:
        return both("wording.day_or_later" if day else "wording.or_more", n=measure(low, unit))
    if low == high:
        return measure(low, unit)
    return both("wording.stretch", low=low, high=measure(high, unit))
