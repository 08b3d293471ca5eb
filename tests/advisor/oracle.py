"""DESIGN §3.1–§3.3 by brute force, written from the design alone, to hold the advisor to.

A complete case is walked outward and decided; a partial case is every completion of it. Slow and plain on purpose:
no three-valued logic, no pruning, nothing shared with the advisor but the words of ``medisave_cli.model``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from medisave_cli import model as m

INSURED = m.OneOf("scheme", ("employee",))
UNKNOWN_VALUE = "unknown"
Key = tuple[str, str]
Row = dict[Any, Any]


def holds(condition: Any, row: Row) -> bool:
    """Whether a condition is true in a complete case. A judgement is looked up by its words."""
    match condition:
        case None:
            return True
        case m.OneOf(fact, values):
            return row[fact] in values
        case m.Within(fact, low, high, before):
            value = row[fact]
            return (low is None or low <= value) and (high is None or value <= high) and (before is None or value < before)
        case m.Judgement(text):
            return row[text]
        case m.Not(part):
            return not holds(part, row)
        case m.All(parts):
            return all(holds(part, row) for part in parts)
        case m.AnyOf(parts):
            return any(holds(part, row) for part in parts)
        case m.Worded(part, _, _):
            return holds(part, row)
    raise AssertionError(f"no condition: {condition!r}")


def leaves(condition: Any) -> Iterator[Any]:
    """The OneOf, Within and Judgement parts of a condition."""
    match condition:
        case None:
            return
        case m.Not(part) | m.Worded(part, _, _):
            yield from leaves(part)
        case m.All(parts) | m.AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield condition


def speaks_of(provision: m.Provision) -> Any:
    """A provision's condition: it speaks of employee insurance unless it names the scheme (policies/README.md)."""
    if any(getattr(leaf, "fact", None) == INSURED.fact for leaf in leaves(provision.when)):
        return provision.when
    return INSURED if provision.when is None else m.All((INSURED, provision.when))


def domain(fact: m.Fact, told: Iterable[Any]) -> tuple:
    """The values a fact ranges over: all of them, or the points where the conditions ``told`` cut, and between."""
    if fact.type == "bool":
        return (True, False)
    if fact.type == "choice":
        return tuple(fact.says)
    cuts: set[Any] = set()
    for leaf in told:
        if getattr(leaf, "fact", None) == fact.id:
            bounds = leaf.values if isinstance(leaf, m.OneOf) else (leaf.low, leaf.high, leaf.before)
            cuts.update(bound for bound in bounds if bound is not None)
    if fact.type == "date":
        days = [date.fromisoformat(cut) for cut in cuts] or [date(2020, 1, 1)]
        return tuple(sorted({(day + timedelta(step)).isoformat() for day in days for step in (-1, 0, 1)}))
    points = sorted(cuts) or [fact.low if fact.low is not None else 0]
    around = {*points, points[0] - 1, points[-1] + 1, *(p + s for p in points for s in (-1, 1))}
    if not fact.whole:
        around |= {(a + b) / 2 for a, b in itertools.pairwise(sorted(around))}
    return tuple(sorted(p for p in around if fact.low is None or p >= fact.low))


class Oracle:
    """What one set of rules answers on one date for one base status. ``verdicts`` takes what a person has told."""

    def __init__(self, rules: m.Rules, status: str, as_of: str):
        self.rules, self.status, self.as_of = rules, status, as_of
        self._tables: dict[Key, tuple[list[str], list[tuple[Row, str, str]]]] = {}
        self._said: dict[tuple[Key, bool, bool], list[tuple[m.PlaceRules, list[tuple[m.Provision, Any]]]]] = {}

    def chains(self) -> list[tuple[m.PlaceRules, ...]]:
        return [self.rules.chain, self.rules.after] if self.rules.statuses[self.status].becomes else [self.rules.chain]

    def keys(self) -> set[Key]:
        """The options: each family and portion that anything on the chain mentions."""
        found = {(item.family, item.portion) for place in self.rules.chain for item in (*place.provisions, *place.closures)}
        return found

    # A complete case.

    def decide(self, row: Row, key: Key) -> tuple[str, str]:
        """The verdict of a complete case, and what it is with reported provisions let in where nothing firm decides."""
        firm = self._walk(row, key, let_in=False)
        if firm is None:
            return m.UNKNOWN, self._walk(row, key, let_in=True) or m.UNKNOWN
        return firm, firm

    def _walk(self, row: Row, key: Key, let_in: bool) -> str | None:
        """From the place outward: what decides; unknown where firm rules conflict; None past the nation."""
        becomes = self.rules.statuses[self.status].becomes
        other = bool(becomes and holds(becomes[1], row))
        spoken = False
        said = [(place, [p for p, speaks in provisions if holds(speaks, row)]) for place, provisions in self._voices(key, other, let_in)]
        for i, (place, applying) in enumerate(said):
            granted = any(p.binding and p.rule == m.ALLOWED for _, wider in said[i + 1 :] for p in wider)
            allowed = any(p.rule == m.ALLOWED for p in applying)
            barred = any(p.rule == m.BARRED for p in applying) and not granted
            closed = any((c.family, c.portion) == key and self._counts(c, let_in) for c in place.closures) and holds(INSURED, row)
            left_open = any(p.rule == m.OPEN for p in applying)
            if allowed and barred:
                return m.UNKNOWN
            if allowed:
                return m.ELIGIBLE
            if barred or (closed and not left_open and not granted):
                return m.NOT_ELIGIBLE
            spoken = spoken or bool(applying)
        if not spoken and key[1] != m.MAIN:
            return self._walk(row, (key[0], m.MAIN), let_in)
        return None

    def _voices(self, key: Key, other: bool, let_in: bool) -> list[tuple[m.PlaceRules, list[tuple[m.Provision, Any]]]]:
        """By place, nearest first: the option's provisions that count, each with its condition."""
        if (key, other, let_in) not in self._said:
            self._said[key, other, let_in] = [
                (place, [(p, speaks_of(p)) for p in place.provisions if (p.family, p.portion) == key and self._counts(p, let_in)])
                for place in (self.rules.after if other else self.rules.chain)
            ]
        return self._said[key, other, let_in]

    def _counts(self, item: m.Provision | m.Closure, let_in: bool) -> bool:
        if let_in:
            return item.in_force(self.as_of) and getattr(item, "rejected", None) is None
        return item.is_firm(self.as_of)

    # A partial case.

    def told(self, key: Key) -> list[Any]:
        """Every part of every condition that an option's verdict can turn on."""
        wanted = {key, (key[0], m.MAIN)}
        found = [
            leaf
            for chain in self.chains()
            for place in chain
            for p in place.provisions
            if (p.family, p.portion) in wanted
            for leaf in leaves(speaks_of(p))
        ]
        becomes = self.rules.statuses[self.status].becomes
        return found + (list(leaves(becomes[1])) if becomes else [])

    def table(self, key: Key) -> tuple[list[str], list[tuple[Row, str, str]]]:
        """Every complete case an option can turn on, with its verdict and what it would be with reported rules let in."""
        if key not in self._tables:
            told = self.told(key)
            names = sorted({leaf.fact for leaf in told if hasattr(leaf, "fact")})
            judgements = sorted({leaf.text for leaf in told if isinstance(leaf, m.Judgement)})
            # Facts that an impossible combination ties to one that matters.
            for _ in self.rules.impossible:
                for combination in self.rules.impossible:
                    if set(combination) & set(names):
                        names = sorted({*names, *combination})
            spaces = [domain(self.rules.facts[name], told) for name in names] + [(True, False)] * len(judgements)
            rows = []
            for values in itertools.product(*spaces):
                row = dict(zip([*names, *judgements], values, strict=True))
                if not self.impossible(row):
                    rows.append((row, *self.decide(row, key)))
            self._tables[key] = (names, rows)
        return self._tables[key]

    def impossible(self, row: Row) -> bool:
        return any(all(row.get(fact) in values for fact, values in combination.items()) for combination in self.rules.impossible)

    def verdicts(self, known: dict[str, tuple], key: Key) -> tuple[str, str | None]:
        """Verdict and lean of an option, where ``known`` narrows some facts to the values they may have."""
        names, rows = self.table(key)
        left = [(row, firm, full) for row, firm, full in rows if all(row[name] in known[name] for name in names if name in known)]
        # A value off the table (a number between the points) is decided on its own.
        odd = [name for name in names if name in known and not any(row[name] in known[name] for row, _, _ in rows)]
        if odd:
            left = []
            for row, _, _ in rows:
                for values in itertools.product(*(known[name] for name in odd)):
                    own = {**row, **dict(zip(odd, values, strict=True))}
                    if all(own[name] in known[name] for name in names if name in known) and not self.impossible(own):
                        left.append((own, *self.decide(own, key)))
        assert left, "no completion"
        verdict = agree(firm for _, firm, _ in left)
        if verdict != m.UNKNOWN:
            return verdict, None
        lean = agree(full for _, _, full in left)
        return verdict, None if lean == m.UNKNOWN else lean


def agree(found: Iterable[str]) -> str:
    """What all completions agree on; where they differ, conditional if one is eligible, else unknown."""
    seen = set(found)
    if len(seen) == 1:
        return seen.pop()
    return m.CONDITIONAL if m.ELIGIBLE in seen else m.UNKNOWN


def known_of(statuses: dict[str, m.Status], status: str, facts: dict[str, Any]) -> dict[str, tuple]:
    """What a person's words narrow: the status's own facts, what is stated, and what is presumed of the rest."""
    own = statuses[status]
    known = {name: values for name, values in own.facts.items()}
    known |= {name: (value,) for name, value in facts.items() if value != UNKNOWN_VALUE}
    for name, value in own.presumes.items():
        if name not in known and name not in facts:
            known[name] = (value,)
    return known
