"""What an answer means (docs/how-an-answer-is-made.md) by brute force, to hold the advisor to.

A complete case is walked outward and decided; a partial case is every completion of it. Slow and plain on purpose:
no three-valued logic, no pruning, nothing shared with the advisor but the words of ``medisave_cli.model``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from medisave_cli import model as m

INSURED = m.OneOf("scheme", ("employee",))
UNKNOWN_VALUE = "unknown"
LISTED = ("before", "documents", "steps", "channels", "time_limit")
DETAIL = (*LISTED, "applicant", "pays_to", "window")
Key = tuple[str, str]
Row = dict[Any, Any]
Ways = tuple[tuple[str, tuple[tuple[tuple, bool], ...]], ...]
"""By allowing provision, each line of its detail, (kind, provision, line, whether reported), and whether it is needed."""


def holds(condition: Any, row: Row) -> bool:
    """Whether a condition is true in a complete case. A judgement is looked up by its id."""
    match condition:
        case None:
            return True
        case m.OneOf(fact, values):
            return row[fact] in values
        case m.Within(fact, low, high, before):
            value = row[fact]
            return (
                (low is None or low <= value)
                and (high is None or value <= high)
                and (before is None or value < before)
            )
        case m.Judgement(name):
            return row[name]
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
            bounds = (
                leaf.values if isinstance(leaf, m.OneOf) else (leaf.low, leaf.high, leaf.before)
            )
            cuts.update(bound for bound in bounds if bound is not None)
    if fact.type == "date":
        days = [date.fromisoformat(cut) for cut in cuts] or [date(2020, 1, 1)]
        return tuple(
            sorted({(day + timedelta(step)).isoformat() for day in days for step in (-1, 0, 1)})
        )
    points = sorted(cuts) or [fact.low if fact.low is not None else 0]
    around = {
        *points,
        *(p + s for p in points for s in (-1, 1)),
        *(() if fact.low is None else (fact.low,)),
    }
    if not fact.whole:
        around |= {(a + b) / 2 for a, b in itertools.pairwise(sorted(around))}
    return tuple(sorted(p for p in around if fact.low is None or p >= fact.low))


class Found(NamedTuple):
    """What decides a complete case: the verdict, by which provisions or closure, at which step of the walk."""

    verdict: str
    by: tuple[str, ...]
    at: int
    portion: str


class Seen(NamedTuple):
    """An option in a complete case, as a person sees it. ``ways``: by allowing provision, each line of its detail, (kind,
    provision, line, whether reported), and whether it is needed."""

    verdict: str
    by: tuple[str, ...]
    lean: str
    lean_by: tuple[str, ...]
    ways: Ways


class Oracle:
    """What one set of rules answers on one date for one base status."""

    def __init__(self, rules: m.Rules, status: str, as_of: str):
        self.rules, self.status, self.as_of = rules, status, as_of
        self._others = rules.statuses[status].becomes
        self._acts = set(rules.statuses[status].acts)
        for other in self._others:
            self._acts |= set(rules.statuses[other.status].acts)
        self._said: dict[
            tuple[Key, int | None, bool], list[tuple[m.PlaceRules, list[tuple[m.Provision, Any]]]]
        ] = {}
        self._told: dict[tuple[Key, bool], tuple[list[str], dict[Any, tuple]]] = {}
        self._decided: dict[tuple, tuple[str, str]] = {}

    def chains(self) -> list[tuple[m.PlaceRules, ...]]:
        return [self.rules.chain, *self.rules.after]

    def options(self) -> set[Key]:
        """The options: each family and portion that anything on the chain mentions."""
        return {
            (item.family, item.portion)
            for chain in self.chains()
            for place in chain
            for item in (*place.provisions, *place.closures)
            if getattr(item, "rejected", None) is None
        }

    # A complete case.

    def decide(self, row: Row, key: Key) -> tuple[str, str]:
        """The verdict of a complete case, and what it is with reported provisions let in where nothing firm decides."""
        firm, lean, _ = self._answer(row, key, ("before",))
        if firm is not None:
            return firm.verdict, firm.verdict
        return m.UNKNOWN, lean.verdict if lean else m.UNKNOWN

    def see(self, row: Row, key: Key) -> Seen:
        """All that a complete case shows of an option."""
        firm, lean, ways = self._answer(row, key, LISTED)
        return Seen(
            firm.verdict if firm else m.UNKNOWN,
            firm.by if firm else (),
            lean.verdict if lean else "",
            lean.by if lean else (),
            ways,
        )

    def _answer(
        self, row: Row, key: Key, kinds: tuple[str, ...]
    ) -> tuple[Found | None, Found | None, Ways]:
        """What firm rules find, what is leaned on where they find nothing, and the ways."""
        if row.get("account", "held") != "held":
            return Found(m.NOT_ELIGIBLE, (), 0, key[1]), None, ()
        firm = self._walk(row, key, let_in=False)
        if firm is not None:
            found, ways = self._ready(row, key, firm, kinds)
            return found, None, ways
        full = self._walk(row, key, let_in=True)
        if full is None or full.verdict == m.UNKNOWN or self._disagree(row, (key[0], full.portion)):
            return None, None, ()
        if full.verdict == m.ELIGIBLE and self._against_firm_ground(row, key, full):
            return None, None, ()
        found, ways = self._ready(row, key, full, kinds)
        return None, found, ways

    def _ready(
        self, row: Row, key: Key, found: Found, kinds: tuple[str, ...]
    ) -> tuple[Found, Ways]:
        """What is found, less the ways for which something has to be done first that is not done."""
        if found.verdict != m.ELIGIBLE:
            return found, ()
        every = self._ways(row, key, found, kinds)
        ready = tuple(
            (way, lines)
            for way, lines in every
            if all(
                row[line.act]
                for (kind, _, line, _), needed in lines
                if kind == "before" and needed and line.act in self._acts
            )
        )
        if not ready:
            return Found(m.NOT_ELIGIBLE, (), found.at, found.portion), ()
        by = found.by if len(ready) == len(every) else tuple(way for way, _ in ready)
        return found._replace(by=by), ready

    def _disagree(self, row: Row, key: Key) -> bool:
        """Whether reported provisions that apply say yes and no."""
        said = {
            p.rule
            for _, provisions in self._voices(row, key, let_in=True)
            for p, speaks in provisions
            if not p.is_firm(self.as_of) and holds(speaks, row)
        }
        return {m.ALLOWED, m.BARRED} <= said

    def _against_firm_ground(self, row: Row, key: Key, found: Found) -> bool:
        """Whether only an open rule kept a firm list from refusing what is leaned on, and its source does not report it."""
        strict = self._walk(row, key, let_in=False, past_open=True)
        if strict is None or strict.verdict != m.NOT_ELIGIBLE:
            return False
        opening = {
            cite.source
            for _, provisions in self._voices(row, key, let_in=False)
            for p, speaks in provisions
            if p.rule == m.OPEN and holds(speaks, row)
            for cite in p.cites
        }
        leaning = {
            cite.source
            for chain in self.chains()
            for place in chain
            for p in place.provisions
            if p.id in found.by
            for cite in p.cites
        }
        return not opening & leaning

    def _walk(self, row: Row, key: Key, let_in: bool, past_open: bool = False) -> Found | None:
        """From the place outward: what decides; unknown where firm rules conflict; None past the nation."""
        spoken = False
        said = [
            (place, [p for p, speaks in provisions if holds(speaks, row)])
            for place, provisions in self._voices(row, key, let_in)
        ]
        for i, (place, applying) in enumerate(said):
            granted = any(
                p.binding and p.rule == m.ALLOWED for _, wider in said[i + 1 :] for p in wider
            )
            allowed = tuple(p.id for p in applying if p.rule == m.ALLOWED)
            barred = () if granted else tuple(p.id for p in applying if p.rule == m.BARRED)
            closed = [
                c.id
                for c in place.closures
                if (c.family, c.portion) == key and self._counts(c, let_in) and holds(INSURED, row)
            ]
            left_open = any(p.rule == m.OPEN for p in applying) and not past_open
            if allowed and barred:
                return Found(m.UNKNOWN, allowed + barred, i, key[1])
            if allowed:
                return Found(m.ELIGIBLE, allowed, i, key[1])
            if barred:
                return Found(m.NOT_ELIGIBLE, barred, i, key[1])
            if closed and not left_open and not granted:
                return Found(m.NOT_ELIGIBLE, (closed[0],), i, key[1])
            spoken = spoken or bool(applying)
        if not spoken and key[1] != m.MAIN:
            main = self._walk(row, (key[0], m.MAIN), let_in, past_open)
            if not self._is_ahead(key) or (main and main.verdict == m.ELIGIBLE):
                return main
        return None

    def _is_ahead(self, key: Key) -> bool:
        """Whether rules speak of the portion, and all of them only from a later day on."""
        told = [
            p
            for chain in self.chains()
            for place in chain
            for p in place.provisions
            if p.portion == key[1] != m.MAIN
        ]
        return any(p.family == key[0] for p in told) and self._all_to_come(told)

    def _all_to_come(self, told: list[m.Provision]) -> bool:
        told = [p for p in told if p.is_sound]
        return bool(told) and all(p.start is not None and p.start > self.as_of for p in told)

    def _voices(
        self, row: Row, key: Key, let_in: bool
    ) -> list[tuple[m.PlaceRules, list[tuple[m.Provision, Any]]]]:
        """By place, nearest first: the option's provisions that count, each with its condition."""
        other = next((i for i, b in enumerate(self._others) if holds(b.when, row)), None)
        if (key, other, let_in) not in self._said:
            self._said[key, other, let_in] = [
                (
                    place,
                    [
                        (p, speaks_of(p))
                        for p in place.provisions
                        if (p.family, p.portion) == key and self._counts(p, let_in)
                    ],
                )
                for place in (self.rules.chain if other is None else self.rules.after[other])
            ]
        return self._said[key, other, let_in]

    def _counts(self, item: m.Provision | m.Closure, let_in: bool) -> bool:
        if not let_in:
            return item.is_firm(self.as_of)
        if isinstance(item, m.Closure):
            return item.in_force(self.as_of)
        if item.rejected is not None or item.ended is not None:
            return False
        return item.in_force(self.as_of) or self._is_ahead((item.family, item.portion))

    def _ways(self, row: Row, key: Key, found: Found, kinds: tuple[str, ...]) -> Ways:
        """Each allowing provision with its own detail; what it leaves out is from the nearest wider firm one, then from reported
        ones, never from one that allows beside it. A portion that follows main takes nothing from main's provisions."""
        decided = [
            [p for p, speaks in provisions if p.rule == m.ALLOWED and holds(speaks, row)]
            for _, provisions in self._voices(row, (key[0], found.portion), let_in=True)
        ]
        said = [
            [p for p, speaks in provisions if p.rule == m.ALLOWED and holds(speaks, row)]
            for _, provisions in self._voices(row, key, let_in=True)
        ]
        deciding = [p for p in decided[found.at] if p.id in found.by]
        others = [p for here in said[found.at + 1 :] for p in here if p.is_firm(self.as_of)]
        others += [p for here in said for p in here if not p.is_firm(self.as_of)]
        others = [p for p in others if p not in deciding]
        detailed = [p for p in deciding if any(getattr(p, kind) is not None for kind in DETAIL)]
        ways = []
        for way in detailed or deciding:
            givers = ([way] if way.portion == key[1] else []) + others
            lines = []
            for kind in kinds:
                giver = next((p for p in givers if getattr(p, kind) is not None), None)
                lines += [
                    ((kind, giver.id, line, not giver.is_firm(self.as_of)), holds(line.when, row))
                    for line in (getattr(giver, kind) if giver else ())
                ]
            ways.append((way.id, tuple(lines)))
        return tuple(ways)

    # A partial case.

    def spaces(self, key: Key, lines: bool = False) -> tuple[list[str], dict[Any, tuple]]:
        """The facts an option can turn on, and the values of each and of the judgements; ``lines``: its detail too."""
        if (key, lines) not in self._told:
            told = [INSURED, *(leaf for other in self._others for leaf in leaves(other.when))]
            told += [m.OneOf("account", ("held",))] if "account" in self.rules.facts else []
            for p in (p for chain in self.chains() for place in chain for p in place.provisions):
                if (p.family, p.portion) in {key, (key[0], m.MAIN)}:
                    told += leaves(speaks_of(p))
                    for line in p.before or ():
                        told += leaves(line.when)
                        told += [m.OneOf(line.act, (True,))] if line.act in self._acts else []
                    told += [
                        leaf
                        for kind in LISTED
                        if lines
                        for line in getattr(p, kind) or ()
                        for leaf in leaves(line.when)
                    ]
            names = {leaf.fact for leaf in told if hasattr(leaf, "fact")}
            # Facts that an impossible combination ties to one that matters.
            for combination in self.rules.impossible * len(self.rules.impossible):
                if names & set(combination):
                    names |= set(combination)
                    told += [m.OneOf(*item) for item in combination.items()]
            found: dict[Any, tuple] = {
                name: domain(self.rules.facts[name], told) for name in sorted(names)
            }
            found |= dict.fromkeys(
                sorted({leaf.id for leaf in told if isinstance(leaf, m.Judgement)}), (True, False)
            )
            self._told[key, lines] = sorted(names), found
        return self._told[key, lines]

    def completions(self, known: dict[str, tuple], key: Key, lines: bool = False) -> Iterator[Row]:
        """Every complete case that what is known leaves open, without the impossible ones."""
        _, spaces = self.spaces(key, lines)
        left = {name: known.get(name, values) for name, values in spaces.items()}
        for values in itertools.product(*left.values()):
            row = dict(zip(left, values, strict=True))
            if not breaks(self.rules, row):
                yield row

    def verdicts(self, known: dict[str, tuple], key: Key) -> tuple[str, str | None]:
        """Verdict and lean of an option, where ``known`` narrows some facts to the values they may have."""
        found = set()
        for row in self.completions(known, key):
            at = (key, *row.values())
            if at not in self._decided:
                self._decided[at] = self.decide(row, key)
            found.add(self._decided[at])
        assert found, "no completion"
        verdict = agree(firm for firm, _ in found)
        lean = agree(full for _, full in found)
        return verdict, lean if verdict == m.UNKNOWN and lean != m.UNKNOWN else None

    def ways(self, known: dict[str, tuple], key: Key) -> dict[str, dict[tuple, str]]:
        """Each way's lines: needed in every completion in which the way is open, in some (maybe), or in none of them.

        Completions granted by reported rules count only where no firm one grants and the answer leans on them.
        """
        seen = [self.see(row, key) for row in self.completions(known, key, lines=True)]
        granted = [one for one in seen if one.verdict == m.ELIGIBLE]
        if not granted and self.verdicts(known, key)[1] is not None:
            granted = [one for one in seen if one.lean == m.ELIGIBLE]
        found: dict[str, dict[tuple, str]] = {}
        for name in {name for one in granted for name, _ in one.ways}:
            versions = [lines for one in granted for way, lines in one.ways if way == name]
            found[name] = {}
            for line in {line for lines in versions for line, _ in lines}:
                needed = [(line, True) in lines for lines in versions]
                found[name][line] = (
                    "needed" if all(needed) else "maybe" if any(needed) else "not_needed"
                )
        return found

    def telling(self, known: dict[str, tuple]) -> tuple[set[str], set[str]]:
        """The facts of which another value, all else alike, shows something else; and those that impossible
        combinations tie together, so that none can change alone, though together they show something else."""
        telling: set[str] = set()
        tied: set[str] = set()
        for key in self.options():
            names, _ = self.spaces(key, lines=True)
            rows = [(row, self.see(row, key)) for row in self.completions(known, key, lines=True)]
            own = set()
            for name in names:
                alike: dict[tuple, set[Seen]] = {}
                for row, seen in rows:
                    alike.setdefault(tuple(v for n, v in row.items() if n != name), set()).add(seen)
                if any(len(found) > 1 for found in alike.values()):
                    own.add(name)
            telling |= own
            if not own and len({seen for _, seen in rows}) > 1:
                tied |= set(names)
        return telling, tied


def agree(found: Iterable[str]) -> str:
    """What all completions agree on; where they differ, conditional if one is eligible, else unknown."""
    seen = set(found)
    if len(seen) == 1:
        return seen.pop()
    return m.CONDITIONAL if m.ELIGIBLE in seen else m.UNKNOWN


class Contradiction(Exception):
    """What is told cannot be so."""


def known_of(rules: m.Rules, status: str, facts: dict[str, Any]) -> dict[str, tuple]:
    """What a person's words narrow: the status's own facts, what is stated, and what is presumed of the rest.

    A presumption that what is told rules out is no longer nearly always so: it falls away.

    Raises:
        Contradiction: what is told cannot be so.
    """
    own = rules.statuses[status]
    known = dict(own.facts)
    for name, value in facts.items():
        if value != UNKNOWN_VALUE:
            said = tuple(value) if isinstance(value, (list, tuple)) else (value,)
            known[name] = tuple(v for v in known.get(name, said) if v in said)
    for moot in rules.moot:
        if all(f in known and set(known[f]) <= set(values) for f, values in moot.given.items()):
            if moot.once and known.get(moot.fact) == moot.once:
                # They had it once, so they may have been of another kind when they were insured.
                for f, values in moot.given.items():
                    known[f] += tuple(v for v in rules.facts[f].says if v not in values)
            else:
                known.pop(moot.fact, None)
    if not all(known.values()) or not possible(rules, known):
        raise Contradiction
    base = rules.statuses[answered_as(rules, status, known)]
    opened = {
        fact
        for named in (rules.statuses[status], *rules.statuses.values())
        for other in rules.statuses[named.base].becomes
        if other.status == base.id != rules.statuses[status].base
        for fact in other.opens
    }
    for name, value in {**base.presumes, **dict.fromkeys(base.acts, True)}.items():
        if (
            name not in opened
            and name not in known
            and name not in facts
            and possible(rules, {**known, name: (value,)})
        ):
            known[name] = (value,)
    # What a person can still do stays open, though it is not done yet.
    return {
        name: values
        for name, values in known.items()
        if name not in base.acts or values != (False,)
    }


def answered_as(rules: m.Rules, status: str, known: dict[str, tuple]) -> str:
    """The base status, or the one it becomes where what is told settles that."""
    base = rules.statuses[rules.statuses[status].base]
    for other in base.becomes:
        named = [leaf.fact for leaf in leaves(other.when)]
        if all(name in known for name in named) and all(
            holds(other.when, dict(zip(named, case, strict=True)))
            for case in itertools.product(*(known[name] for name in named))
        ):
            return answered_as(rules, other.status, known)
    return base.id


def possible(rules: m.Rules, known: dict[str, tuple]) -> bool:
    """Whether some completion is none of the impossible combinations."""
    names = sorted({name for combination in rules.impossible for name in combination})
    told = [
        m.OneOf(name, values)
        for combination in rules.impossible
        for name, values in combination.items()
    ]
    spaces = [known.get(name) or domain(rules.facts[name], told) for name in names]
    cases = (dict(zip(names, values, strict=True)) for values in itertools.product(*spaces))
    return any(not breaks(rules, case) for case in cases)


def breaks(rules: m.Rules, row: Row) -> bool:
    """Whether a case is one of the combinations the catalog calls impossible."""
    return any(
        all(row.get(fact) in values for fact, values in combination.items())
        for combination in rules.impossible
    )
