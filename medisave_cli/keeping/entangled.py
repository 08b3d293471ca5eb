"""Rules that together turn on more facts than an answer can be worked out for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from math import prod

from medisave_cli.advisor.options import MAX_SPLITS
from medisave_cli.advisor.outlook import grow_all
from medisave_cli.advisor.situation import ACCOUNT
from medisave_cli.errors import BadData
from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.checks import Checks
from medisave_cli.keeping.compile import Ready
from medisave_cli.keeping.finding import lint
from medisave_cli.logic.conditions import Leaf, hidden_fact, leaves
from medisave_cli.model import LISTED, MAIN, Fact, Judgement, OneOf, PlaceRules, Provision, Rules

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
    tests: dict[tuple[str, str], set[Leaf]] = {}
    facts = dict(whole.facts)
    for here in (whole.places[c] for c in chain_of(code, known) if c in whole.places):
        facts |= here.facts
        for p in (
            *here.provisions.get(status, ()),
            *(p for other in becomes for p in here.provisions.get(other.status, ())),
        ):
            tests.setdefault((p.family, p.portion), set()).update(_tests_of(p))
    # A portion of which nothing speaks follows the main one, and is asked whatever that is asked.
    return {
        family
        for (family, portion), made in tests.items()
        if _cases(made | tests.get((family, MAIN), set()), facts) > FEW_CASES
    }


def _tests_of(rule: Provision) -> set[Leaf]:
    """All that is tested of the facts where this rule may decide: its condition, those of its lines, what has to come first."""
    lines = [line for kind in LISTED for line in getattr(rule, kind) or ()]
    found = {leaf for when in (rule.when, *(line.when for line in lines)) for leaf in leaves(when)}
    return found | {OneOf(line.act, (True,)) for line in rule.before or () if line.act}


def _cases(tests: Iterable[Leaf], facts: Mapping[str, Fact]) -> int:
    """At most how many cases the tests tell apart: of each fact the parts it is cut into, multiplied."""
    by_fact: dict[str, list[Leaf]] = {"scheme": [OneOf("scheme", ("employee",))]}
    for leaf in tests:
        name = hidden_fact(leaf) if isinstance(leaf, Judgement) else leaf.fact
        by_fact.setdefault(name, []).append(leaf)
    # Without an account nothing more is asked, and with one nothing more is asked about it.
    by_fact.pop(ACCOUNT, None)
    return 1 + prod(_parts(facts.get(name), made) for name, made in by_fact.items())


def _parts(fact: Fact | None, tests: list[Leaf]) -> int:
    """At most how many parts the tests cut a fact into; a judgement is a yes or no."""
    if fact is None or fact.type == "bool":
        return 2
    if fact.type == "choice":
        return min(len(fact.says), 1 << len(tests))
    # A line of numbers or dates, cut at both ends of each value or interval.
    ends = sum(2 * len(leaf.values) if isinstance(leaf, OneOf) else 2 for leaf in tests)
    return min(ends + 1, 1 << len(tests))
