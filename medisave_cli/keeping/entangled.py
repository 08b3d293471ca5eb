"""Rules that together turn on more facts than an answer can be worked out for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from medisave_cli.advisor.options import MAX_SPLITS
from medisave_cli.advisor.outlook import grow_all
from medisave_cli.advisor.situation import ACCOUNT
from medisave_cli.errors import BadData
from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.compile import Ready
from medisave_cli.keeping.finding import lint
from medisave_cli.logic.conditions import hidden_fact, leaves
from medisave_cli.model import LISTED, Fact, Judgement, PlaceRules, Rules

FEW_CASES = MAX_SPLITS // 2
"""So few cases are reached in fewer splits than are allowed, and need not be counted."""


def check_entangled(checks: Checks) -> None:
    """Note the places whose rules together turn on too many facts."""
    for code in checks.whole.places:
        checks.once("answerable", checks.chain_key(code), partial(_place, checks, code))


def _place(checks: Checks, code: str) -> None:
    ready, whole = checks.ready, checks.whole
    for status in _base_statuses(ready):
        spoken = _spoken(code, status, ready)
        families = spoken and spoken & _suspects(code, status, ready)
        if not families:
            continue
        try:
            grow_all(_rules(ready, code, status), status, whole.places[code].checked, families)
        except BadData as error:
            what = lint("entangled", status=status, why=error.text)
            checks.at(whole.draft.places[code].document, "", what, lint("entangled.mend"))


def _rules(ready: Ready, code: str, status: str) -> Rules:
    """The rules of a place for a status as a book would hand them out, without a book."""
    whole, known, _ = ready
    becomes = whole.statuses[status].becomes
    chain = [c for c in chain_of(code, known) if c in whole.places]

    def said(about: str) -> tuple[PlaceRules, ...]:
        return tuple(
            PlaceRules(
                c,
                known[c].name,
                tuple(p for p in whole.places[c].provisions.get(about, ()) if p.direction == "out"),
                tuple(whole.places[c].closures.get(about, ())),
                tuple(whole.places[c].notes.get(about, ())),
            )
            for c in chain
        )

    facts = {f.id: f for c in chain for f in whole.places[c].facts.values()}
    portions = {n: t for c in chain for n, t in whole.places[c].portions.items()}
    return Rules(
        said(status),
        tuple(said(other.status) for other in becomes),
        (),
        {**whole.facts, **facts},
        whole.statuses,
        tuple(whole.impossible),
        portions,
    )


def _base_statuses(ready: Ready) -> list[str]:
    return [s.id for s in ready[0].statuses.values() if s.id == s.base]


def _spoken(code: str, status: str, ready: Ready) -> set[str]:
    """The families that the place itself speaks of: where it is silent, the wider place is checked in its stead."""
    here, becomes = ready[0].places[code], ready[0].statuses[status].becomes
    every = (status, *(other.status for other in becomes))
    return {p.family for about in every for p in here.provisions.get(about, ())}


def _suspects(code: str, status: str, ready: Ready) -> set[str]:
    """The families whose rules, along the chain, make so many tests that the cases might become too many."""
    whole, known, _ = ready
    becomes = whole.statuses[status].becomes
    tests: dict[str, set[Any]] = {}
    for here in (whole.places[c] for c in chain_of(code, known) if c in whole.places):
        for p in (
            *here.provisions.get(status, ()),
            *(p for other in becomes for p in here.provisions.get(other.status, ())),
        ):
            lines = [line.when for kind in LISTED for line in getattr(p, kind) or ()]
            tests.setdefault(p.family, set()).update(
                leaf for when in (p.when, *lines) for leaf in leaves(when)
            )
    facts = {**whole.facts, **whole.places[code].facts}
    return {family for family, made in tests.items() if _cases(made, facts) > FEW_CASES}


def _cases(tests: Iterable[Any], facts: Mapping[str, Fact]) -> int:
    """At most how many cases the tests tell apart: of each fact the parts it is cut into, multiplied."""
    by_fact = {ACCOUNT: 1, "scheme": 1}
    for leaf in tests:
        name = hidden_fact(leaf) if isinstance(leaf, Judgement) else leaf.fact
        by_fact[name] = by_fact.get(name, 0) + 1
    cases = 1
    for name, made in by_fact.items():
        fact = facts.get(name)
        bounded = fact is None or fact.type in ("bool", "choice")
        values = len(fact.says) if fact and fact.type == "choice" else 2
        cases *= min(values, 2**made) if bounded else 2**made
    return cases
