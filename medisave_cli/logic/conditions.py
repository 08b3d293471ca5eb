"""Conditions on partly known facts.

What is known of a fact is the tuple of values still possible (its *domain*). A condition is then true, false or
undetermined; an undetermined one names the fact to split on. Numbers and dates range over a finite set of points: the ones
where a condition cuts, and the next on either side of each, so that every completion behaves as one of the points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from math import inf, nextafter
from typing import Any

from medisave_cli.model import (
    All,
    AnyOf,
    Condition,
    Fact,
    Judgement,
    Not,
    OneOf,
    Text,
    Values,
    Within,
    Worded,
)

Known = dict[str, Values]
Leaf = OneOf | Within | Judgement
JUDGED = "judgement:"
"""Prefix of the hidden yes/no fact that stands for what an agency decides at its discretion."""


class Undetermined(Exception):
    """A condition turns on a fact whose value is not settled. ``parts`` splits what is possible into two."""

    def __init__(self, fact: str, parts: tuple[Values, Values]):
        super().__init__(fact)
        self.fact, self.parts = fact, parts


def holds(condition: Condition | None, known: Known) -> bool | None:
    """True, false, or None where the known facts do not settle it (three-valued logic)."""
    match condition:
        case None:
            return True
        case OneOf(fact, values):
            return _share(known[fact], lambda value: value in values)
        case Within(fact):
            return _share(known[fact], _inside(condition))
        case Judgement():
            return _share(known.get(hidden_fact(condition), (True, False)), bool)
        case Worded(part):
            return holds(part, known)
        case Not(part):
            inner = holds(part, known)
            return None if inner is None else not inner
        case All(parts):
            return _together(parts, known, stop=False)
        case AnyOf(parts):
            return _together(parts, known, stop=True)


def _together(parts: tuple[Condition, ...], known: Known, stop: bool) -> bool | None:
    """``stop`` where one of the parts is that; None where one is not settled; else the opposite."""
    undetermined = False
    for part in parts:
        value = holds(part, known)
        if value is stop:
            return stop
        undetermined = undetermined or value is None
    return None if undetermined else not stop


def hidden_fact(judgement: Judgement) -> str:
    """The hidden yes/no fact that stands for what an agency decides at its discretion."""
    return JUDGED + judgement.id


def settled(condition: Condition | None, known: Known) -> bool:
    """Whether the condition holds.

    Raises:
        Undetermined: the known facts do not settle it.
    """
    value = holds(condition, known)
    if value is None:
        raise _split(condition, known)
    return value


def _split(condition: Condition | None, known: Known) -> Undetermined:
    """The split of the first undetermined leaf."""
    match condition:
        case Judgement():
            return Undetermined(hidden_fact(condition), ((True,), (False,)))
        case OneOf(fact, values):
            return _parted(fact, known[fact], lambda value: value in values)
        case Within(fact):
            return _parted(fact, known[fact], _inside(condition))
        case Not(part) | Worded(part):
            return _split(part, known)
        case All(parts) | AnyOf(parts):
            return _split(next(part for part in parts if holds(part, known) is None), known)
    raise AssertionError("no condition always holds")


def _parted(fact: str, domain: Values, test: Callable[[Any], bool]) -> Undetermined:
    yes, no = (tuple(v for v in domain if test(v) is side) for side in (True, False))
    return Undetermined(fact, (yes, no))


def _share(domain: Values, test: Callable[[Any], bool]) -> bool | None:
    if len(domain) == 1:
        return bool(test(domain[0]))
    true = [test(value) for value in domain]
    return True if all(true) else None if any(true) else False


def _inside(bounds: Within) -> Callable[[Any], bool]:
    def test(value: Any) -> bool:
        return (
            (bounds.low is None or value >= bounds.low)
            and (bounds.high is None or value <= bounds.high)
            and (bounds.before is None or value < bounds.before)
        )

    return test


def leaves(condition: Condition | None) -> Iterator[Leaf]:
    """Every OneOf, Within and Judgement in the condition."""
    match condition:
        case None:
            return
        case OneOf() | Within() | Judgement():
            yield condition
        case Not(part) | Worded(part):
            yield from leaves(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)


def judgements_in(conditions: Iterable[Condition | None]) -> dict[str, Text]:
    """The words of every judgement, by the hidden fact that stands for it."""
    return {
        hidden_fact(leaf): leaf.text
        for condition in conditions
        for leaf in leaves(condition)
        if isinstance(leaf, Judgement)
    }


def facts_in(condition: Condition | None) -> set[str]:
    """The facts a condition speaks of, judgements left out."""
    return {leaf.fact for leaf in leaves(condition) if not isinstance(leaf, Judgement)}


def domains(facts: dict[str, Fact], conditions: Iterable[Condition | None]) -> Known:
    """What each fact may be: all choices, yes and no, or for numbers and dates the points that the conditions tell apart."""
    cuts: dict[str, set[Any]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Judgement) or facts[leaf.fact].type not in ("number", "date"):
                continue
            bounds = leaf.values if isinstance(leaf, OneOf) else (leaf.low, leaf.high, leaf.before)
            cuts.setdefault(leaf.fact, set()).update(b for b in bounds if b is not None)
    return {name: _domain(fact, sorted(cuts.get(name, ()))) for name, fact in facts.items()}


def _domain(fact: Fact, cuts: list[Any]) -> Values:
    if fact.type == "bool":
        return (True, False)
    if fact.type == "choice":
        return tuple(fact.says)
    if fact.type == "date":
        days = {shifted for cut in cuts for shifted in (_shift(cut, -1), cut, _shift(cut, 1))}
        return tuple(sorted(days)) or ("2000-01-01",)
    if fact.whole:
        points = {shifted for cut in cuts for shifted in (cut - 1, cut, cut + 1)}
    else:
        points = {
            shifted for cut in cuts for shifted in (nextafter(cut, -inf), cut, nextafter(cut, inf))
        }
    allowed = sorted(p for p in points if fact.low is None or p >= fact.low)
    return tuple(allowed) or (fact.low or 0,)


def point_of(fact: Fact, value: Any, domain: Values) -> Any:
    """The point of ``domain`` that behaves as ``value`` does: the value itself, or the nearest point in the same stretch."""
    if value in domain or fact.type in ("bool", "choice"):
        return value
    below = [p for p in domain if p < value]
    return below[-1] if below else domain[0]


def _shift(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def is_possible(known: Known, impossible: tuple[dict[str, Values], ...]) -> bool:
    """Whether some completion of ``known`` is none of the impossible combinations."""
    for i, combination in enumerate(impossible):
        if not _may_meet(known, combination):
            continue
        # To be possible, some fact of the combination must take a value outside it.
        for fact, values in combination.items():
            rest = tuple(v for v in known[fact] if v not in values)
            if rest and is_possible({**known, fact: rest}, impossible[i + 1 :]):
                return True
        return False
    return True


def _may_meet(known: Known, combination: dict[str, Values]) -> bool:
    """Whether each fact of ``combination`` may still have one of its values there."""
    for fact, values in combination.items():
        for value in known[fact]:
            if value in values:
                break
        else:
            return False
    return True


def completions(
    decide: Callable[[Known], Any], known: Known, impossible: tuple[dict[str, Values], ...] = ()
) -> list[tuple[Known, Any]]:
    """Every outcome of ``decide``, with the facts it holds for.

    ``decide`` is a function of facts that raises ``Undetermined`` where it needs one that is not settled; it is then
    asked again for each part of what is possible. So only facts that can matter are ever split on.
    """
    try:
        return [(known, decide(known))]
    except Undetermined as need:
        found: list[tuple[Known, Any]] = []
        for part in need.parts:
            narrowed = {**known, need.fact: part}
            if is_possible(narrowed, impossible):
                found += completions(decide, narrowed, impossible)
        return found


def influence(
    branches: list[tuple[Known, Any]], known: Known, impossible: tuple[dict[str, Values], ...] = ()
) -> dict[str, float]:
    """The facts of which another value, all else alike, gives another outcome, each with the share of cases in which it does.

    ``branches`` part what is ``known`` into regions, each with the facts it narrows and its outcome.
    """
    weights: dict[str, float] = {}
    for i, (one, outcome) in enumerate(branches):
        for other, result in branches[:i]:
            if outcome == result:
                continue
            apart = [f for f in one if f in other and not set(one[f]) & set(other[f])]
            if len(apart) != 1:
                continue
            but = apart[0]
            common = {
                **one,
                **{
                    f: tuple(v for v in values if v in one.get(f, values))
                    for f, values in other.items()
                },
            }
            if all(
                is_possible({**known, **common, but: side[but]}, impossible)
                for side in (one, other)
            ):
                share = 1.0
                for fact, values in common.items():
                    if fact != but:
                        share *= len(values) / len(known.get(fact, (True, False)))
                weights[but] = weights.get(but, 0.0) + share
    if not weights and any(outcome != branches[0][1] for _, outcome in branches):
        # Impossible combinations tie facts together, so that none can change alone.
        return {fact: 0.0 for narrowed, _ in branches for fact in narrowed}
    return weights
