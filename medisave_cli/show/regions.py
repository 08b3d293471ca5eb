"""Which cases a rule or a change is about, in words: the values that facts may have there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from medisave_cli.model import Fact, Text, Values


def values_text(fact: Fact, values: Values, domain: Values) -> Text:
    """The values, said together; numbers and dates as stretches of their ``domain`` (the points that the rules tell apart)."""
    if fact.type in ("bool", "choice"):
        said = [fact.says[v] for v in fact.says if v in values]
        return Text("，或".join(t.zh for t in said), " or ".join(t.en for t in said))
    unit = fact.unit or Text("", "")
    parts = [_stretch(low, high, domain, unit) for low, high in _stretches(values, domain)]
    return Text("，或".join(t.zh for t in parts), " or ".join(t.en for t in parts))


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
            words, accepted = judged[name], values == (True,)
            said.append(
                Text(
                    f"经办机构{'认定' if accepted else '不认定'}：{words.zh}",
                    f"the office {'accepts' if accepted else 'does not accept'}: {words.en}",
                )
            )
        else:
            fact = facts[name]
            text = values_text(fact, values, full[name])
            said.append(
                text
                if fact.type == "bool"
                else Text(f"{fact.name.zh}：{text.zh}", f"{fact.name.en}: {text.en}")
            )
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


def _stretch(low: Any, high: Any, domain: Values, unit: Text) -> Text:
    if low == domain[0] and high == domain[-1]:
        return Text("任何值", "any")
    if low == domain[0]:
        return Text(
            f"不晚于 {high}" if isinstance(high, str) else f"不超过 {high}{unit.zh}",
            f"up to {high} {unit.en}".rstrip(),
        )
    if high == domain[-1]:
        return Text(
            f"{low} 或以后" if isinstance(low, str) else f"不少于 {low}{unit.zh}",
            f"{low} {unit.en}".rstrip() + " or more"
            if not isinstance(low, str)
            else f"{low} or later",
        )
    if low == high:
        return Text(f"{low}{unit.zh}", f"{low} {unit.en}".rstrip())
    return Text(f"{low} 至 {high}{unit.zh}", f"{low} to {high} {unit.en}".rstrip())
