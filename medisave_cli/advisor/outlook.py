"""All that can be worked out before the case is known: for each option, every outcome and the facts it holds for."""

from __future__ import annotations

from collections.abc import Callable, Collection

from medisave_cli.advisor.decide import Standpoint, standpoints
from medisave_cli.advisor.options import Tree, grow, mentioned, shown
from medisave_cli.logic.conditions import Known, domains, influence
from medisave_cli.model import LISTED, Condition, Rules, Text
from medisave_cli.tuples import NamedTuple


class Outlook(NamedTuple):
    """All that can be worked out before anything is known of the case: one for each place, status and rule period."""

    rules: Rules
    status: str
    as_of: str
    chain: tuple[Standpoint, ...]
    arriving: tuple[Standpoint, ...]
    full: Known
    trees: tuple[Tree, ...]
    matters: tuple[str, ...]


def outlook(rules: Rules, status: str, as_of: str, only: tuple[str, str] | None = None) -> Outlook:
    """Decide every option for every completion of the facts. ``only``: that family and portion alone, for a verdict and no advice."""
    grown = _grown(rules, status, as_of, lambda key: only is None or key == only)
    return Outlook(rules, status, as_of, *grown, _matter(rules, grown.trees, grown.full))


class _Grown(NamedTuple):
    chain: tuple[Standpoint, ...]
    arriving: tuple[Standpoint, ...]
    full: Known
    trees: tuple[Tree, ...]


def grow_all(rules: Rules, status: str, as_of: str, families: Collection[str]) -> None:
    """Decide every option of the families, only to see that it can be done.

    Raises:
        BadData: the rules turn on so many facts together that they cannot be answered from.
    """
    _grown(rules, status, as_of, lambda key: key[0] in families)


def _grown(
    rules: Rules, status: str, as_of: str, wanted: Callable[[tuple[str, str]], bool]
) -> _Grown:
    chain = standpoints(rules, status, as_of)
    arriving = (
        standpoints(rules._replace(chain=rules.arriving, after=()), status, as_of)
        if rules.arriving
        else ()
    )
    full = domains(rules.facts, _conditions(rules, chain, arriving))
    acts = acts_of(rules, status)
    trees = tuple(
        grow(chain, arriving, *key, full, rules.impossible, acts)
        for key in mentioned(chain)
        if wanted(key)
    )
    return _Grown(chain, arriving, full, trees)


def acts_of(rules: Rules, status: str) -> dict[str, Text]:
    """What a person in this status, or in one it may become, can still do, by the fact that says it is done."""
    base = rules.statuses[status]
    every = [*base.acts, *(a for b in base.becomes for a in rules.statuses[b.status].acts)]
    return {f: rules.facts[f].act or rules.facts[f].name for f in every if f in rules.facts}


def _conditions(
    rules: Rules, chain: tuple[Standpoint, ...], arriving: tuple[Standpoint, ...]
) -> list[Condition | None]:
    """Every condition that can part the numbers and dates."""
    found: list[Condition | None] = []
    for here in (*chain, *arriving):
        for voice in here.voices:
            found.append(voice.applies)
            for kind in LISTED:
                found += [line.when for line in getattr(voice.rule, kind, None) or ()]
    chains = (rules.chain, *rules.after)
    return found + [note.when for chain in chains for place in chain for note in place.notes]


def _matter(rules: Rules, trees: tuple[Tree, ...], full: Known) -> tuple[str, ...]:
    """The facts that can change anything an option shows, in the order of the catalog."""
    found = {
        f
        for tree in trees
        for f in influence([(n, shown(o)) for n, o in tree.branches], full, rules.impossible)
    }
    return tuple(f for f in rules.facts if f in found)
