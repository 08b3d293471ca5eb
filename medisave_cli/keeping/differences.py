"""Two books compared by their answers: which change, for whom, from what to what.

Every place with a file in either book and every base status is decided in both, over every completion of the facts; where
the two trees part, the cases they part on are named. So nothing is sampled, and a change of wording is told from a change of answer.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from medisave_cli.advisor.decide import Standpoint, standpoints
from medisave_cli.advisor.options import Outcome, Tree, grow, mentioned, under, verdict_of
from medisave_cli.book.store import Book
from medisave_cli.logic.conditions import Known, domains, holds, judgements_in
from medisave_cli.model import LISTED, TOPICS, UNKNOWN, Fact, Place, Rules, Text, Values
from medisave_cli.tuples import NamedTuple


class Said(NamedTuple):
    """What a case is told of one option. ``lean``: what unconfirmed rules say; ``lines``: (kind, the line without its condition)."""

    verdict: str
    lean: str | None
    disposition: str | None
    grade: str | None
    rules: tuple[str, ...]
    lines: tuple[tuple[str, Any], ...]

    @property
    def answer(self) -> tuple[Any, ...]:
        return self.verdict, self.lean, self.disposition if self.verdict == "eligible" else None


class Change(NamedTuple):
    """One change that the same cases meet in several ``places``. ``kind``: answer, basis (other rules or grade) or detail.

    ``regions``: the cases, each fact → the values it has there (facts left out may have any; presumed ones are left out too);
    empty: everyone. ``old`` or ``new`` is None where that book has no rule for them.
    """

    kind: str
    status: str
    family: str
    portion: str
    regions: tuple[dict[str, Values], ...]
    old: Said | None
    new: Said | None
    places: tuple[Place, ...]
    facts: dict[str, Fact]
    full: Known
    portions: dict[str, Text]
    judged: dict[str, Text]


class Untold(NamedTuple):
    """How the answer changes for someone who states nothing: verdicts of one place, status and option."""

    place: Place
    status: str
    family: str
    portion: str
    old: str
    new: str
    portions: dict[str, Text]


class Differences(NamedTuple):
    """``other``: (kind, id) of notes, guides, contacts, claims and sources that came, went or changed."""

    compared: int
    changes: tuple[Change, ...]
    untold: tuple[Untold, ...]
    places: dict[str, tuple[Place, ...]]
    other: dict[str, tuple[tuple[str, str], ...]]


def differences(
    old: Book, new: Book, as_of: str, only: Collection[str] | None = None
) -> Differences:
    """Compare two books on the ISO date ``as_of``; ``only``: the codes of the places to compare (default: all on file)."""
    before = {p.code: p for p in old.places_on_file()}
    after = {p.code: p for p in new.places_on_file()}
    statuses = [s.id for s in new.statuses.values() if s.id == s.base and s.id in old.statuses]
    found: dict[Any, list[Any]] = {}
    untold: list[Untold] = []
    compared = 0
    for code in sorted(before | after) if only is None else only:
        here, there = old.place(code), new.place(code)
        if here is None or there is None:
            continue
        for status in statuses:
            compared += 1
            one, other = old.rules(here, status), new.rules(there, status)
            if one == other and old.statuses[status] == new.statuses[status]:
                continue
            for change, place in _compare(one, other, status, as_of, there, untold):
                key = (
                    change.kind,
                    status,
                    change.family,
                    change.portion,
                    repr(change.regions),
                    change.old,
                    change.new,
                )
                found.setdefault(key, [change, []])[1].append(place)
    order = ("answer", "basis", "detail")
    changes = sorted(
        (change._replace(places=tuple(places)) for change, places in found.values()),
        key=lambda c: (order.index(c.kind), statuses.index(c.status)),
    )
    moved = {
        "added": tuple(after[c] for c in sorted(after.keys() - before)),
        "removed": tuple(before[c] for c in sorted(before.keys() - after)),
    }
    return Differences(compared, tuple(changes), tuple(untold), moved, _others(old, new, only))


def _compare(
    one: Rules, other: Rules, status: str, as_of: str, place: Place, untold: list[Untold]
) -> list[tuple[Change, Place]]:
    chains = standpoints(one, status, as_of), standpoints(other, status, as_of)
    facts = {**one.facts, **other.facts}
    for name in one.facts.keys() & other.facts.keys():
        facts[name] = facts[name]._replace(says={**one.facts[name].says, **other.facts[name].says})
    conditions = [when for chain in chains for when in _conditions(chain)]
    full = domains(facts, conditions)
    judged = judgements_in(conditions)
    impossible = tuple({repr(c): c for c in (*one.impossible, *other.impossible)}.values())
    usual = {f: (v,) for f, v in other.statuses[status].presumes.items() if f in full}
    own = {f: v for f, v in other.statuses[status].facts.items() if f in full}
    fixed = {**full, **own}
    portions = {**one.portions, **other.portions}
    becomes = other.statuses[status].becomes
    changes = []
    for family, portion in dict.fromkeys((*mentioned(chains[0]), *mentioned(chains[1]))):
        trees = [
            grow(chain, (), family, portion, full, impossible)
            if (family, portion) in mentioned(chain)
            else None
            for chain in chains
        ]
        before, after = (_untold(tree, {**fixed, **usual}, impossible) for tree in trees)
        if before != after:
            untold.append(Untold(place, status, family, portion, before, after, portions))
        parted: dict[tuple[Said | None, Said | None], list[dict[str, Values]]] = {}
        for region, first in _branches(trees[0], fixed, impossible):
            for narrower, second in _branches(trees[1], {**fixed, **region}, impossible):
                case = {**fixed, **region, **narrower}
                if any(holds(other.when, case) for other in becomes):
                    continue  # told under the status these cases are answered as
                said = _said(first), _said(second)
                if said[0] != said[1]:
                    parted.setdefault(said, []).append({**region, **narrower})
        for said, regions in parted.items():
            texts = tuple(_without(region, {**usual, **own}) for region in _joined(regions, full))
            kind = (
                "answer"
                if said[0] is None or said[1] is None or said[0].answer != said[1].answer
                else "basis"
                if said[0][:5] != said[1][:5]
                else "detail"
            )
            everyone = () if any(not region for region in texts) else texts
            changes.append(
                (
                    Change(
                        kind,
                        status,
                        family,
                        portion,
                        everyone,
                        said[0],
                        said[1],
                        (),
                        facts,
                        full,
                        portions,
                        judged,
                    ),
                    place,
                )
            )
    return changes


def _conditions(chain: tuple[Standpoint, ...]) -> list[Any]:
    """Every condition that can part the numbers and dates."""
    found: list[Any] = []
    for here in chain:
        for voice in here.voices:
            found.append(voice.applies)
            found += [
                line.when for kind in LISTED for line in getattr(voice.rule, kind, None) or ()
            ]
    return found


def _branches(
    tree: Tree | None, known: Known, impossible: tuple[dict[str, Values], ...]
) -> list[tuple[dict[str, Values], Outcome | None]]:
    return [({}, None)] if tree is None else list(under(tree, known, impossible))


def _untold(tree: Tree | None, known: Known, impossible: tuple[dict[str, Values], ...]) -> str:
    return (
        UNKNOWN
        if tree is None
        else verdict_of({outcome.finding.verdict for _, outcome in under(tree, known, impossible)})
    )


def _said(outcome: Outcome | None) -> Said | None:
    if outcome is None:
        return None
    finding, lean = outcome.finding, outcome.lean
    deciding = lean or finding
    rules = (*deciding.allowed, *deciding.barred)
    closure = deciding.closure
    if not rules and closure is None:
        return None
    grades = [p.grade for p in rules] + ([closure.grade] if closure else [])
    lines = []
    for d in outcome.details:
        value = getattr(d.provision, d.kind)
        if d.position is None:
            if value:  # an empty list says that none is needed: no line to compare
                lines.append((d.kind, value))
        elif d.needed:
            lines.append((d.kind, value[d.position]._replace(when=None, cites=())))
    return Said(
        finding.verdict,
        lean.verdict if lean else None,
        rules[0].disposition if rules else None,
        max(grades, default=None),
        (*(p.id for p in rules), *((closure.id,) if closure else ())),
        tuple(lines),
    )


def _joined(regions: list[dict[str, Values]], full: Known) -> list[dict[str, Values]]:
    """The same cases in fewer regions: two that differ in one fact alone become one."""
    rest = [dict(region) for region in regions]
    again = True
    while again:
        again = False
        for i, one in enumerate(rest):
            for j in range(i):
                merged = _merged(rest[j], one, full)
                if merged is not None:
                    rest[j] = merged
                    del rest[i]
                    again = True
                    break
            if again:
                break
    return rest


def _merged(
    one: dict[str, Values], other: dict[str, Values], full: Known
) -> dict[str, Values] | None:
    apart = [
        f
        for f in {**one, **other}
        if set(one.get(f, full.get(f, (True, False))))
        != set(other.get(f, full.get(f, (True, False))))
    ]
    if len(apart) > 1:
        return None
    if not apart:
        return one
    fact = apart[0]
    domain = full.get(fact, (True, False))
    values = tuple(v for v in domain if v in one.get(fact, domain) or v in other.get(fact, domain))
    merged = {**other, **one, fact: values}
    if len(values) == len(domain):
        del merged[fact]
    return merged


def _without(region: dict[str, Values], usual: Known) -> dict[str, Values]:
    """The region without what the status says or presumes of everyone."""
    return {
        f: values
        for f, values in region.items()
        if not (f in usual and set(usual[f]) <= set(values))
    }


def _others(
    old: Book, new: Book, only: Collection[str] | None
) -> dict[str, tuple[tuple[str, str], ...]]:
    before, after = _said_besides(old, only), _said_besides(new, only)
    return {
        "added": tuple(key for key in after if key not in before),
        "removed": tuple(key for key in before if key not in after),
        "changed": tuple(key for key in after if key in before and before[key] != after[key]),
    }


def _said_besides(book: Book, only: Collection[str] | None) -> dict[tuple[str, str], Any]:
    """Everything an answer shows that is no provision, by kind and id."""
    found: dict[tuple[str, str], Any] = {
        ("source", s.id): s for s in book.sources().values() if only is None or s.place in only
    }
    found |= {("claim", c.id): c for c in book.claims() if only is None or c.place in only}
    for place in book.places_on_file():
        if only is not None and place.code not in only:
            continue
        found |= {("note", n.id): n for rules in book.own(place.code).values() for n in rules.notes}
        found |= {
            ("guide", g.id): g
            for topic in TOPICS
            for g in book.guides(place, topic)
            if g.place == place.code
        }
        found |= {
            ("contact", f"{c.place}/{c.id}"): c
            for c in book.contacts(place)
            if c.place == place.code
        }
    return found
