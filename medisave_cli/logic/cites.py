"""What is cited: by everything that is on file, or by what an advice shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from medisave_cli.model import (
    Advice,
    All,
    AnyOf,
    Cite,
    Claim,
    Condition,
    Contact,
    Not,
    Provision,
    Rules,
    Worded,
)


def of_dossier(rules: Rules, claims: Iterable[Claim], contacts: Iterable[Contact]) -> list[str]:
    """The ids of every source that a line of the rules, a claim or a contact cites."""
    cites: list[Cite] = []
    for here in (*rules.chain, *(p for chain in rules.after for p in chain), *rules.arriving):
        for provision in here.provisions:
            cites += of_provision(provision)
        for closure in here.closures:
            cites += closure.cites
        for note in here.notes:
            cites += note.cites
    for claim in claims:
        cites += claim.cites
    for contact in contacts:
        cites += contact.cites
    return list(dict.fromkeys(cite.source for cite in cites))


def of_provision(provision: Provision) -> Iterator[Cite]:
    """A provision's own, and those of its lines and of its conditions."""
    yield from provision.cites
    yield from _of_condition(provision.when)
    lists = (
        provision.documents,
        provision.before,
        provision.steps,
        provision.channels,
        provision.time_limit,
    )
    for lines in lists:
        for line in lines or ():
            yield from line.cites


def _of_condition(condition: Condition | None) -> Iterator[Cite]:
    match condition:
        case Worded(part, _, cites):
            yield from cites
            yield from _of_condition(part)
        case Not(part):
            yield from _of_condition(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _of_condition(part)


def of_advice(advice: Advice) -> list[str]:
    """The ids of every source that a line of the advice cites, in the order of reading."""
    cites: list[Cite] = []
    for option in advice.options:
        for decider in option.deciders + option.bars + option.opens:
            cites += decider.cites
        cites += option.closure.cites if option.closure else ()
        for turn in option.turns:
            cites += turn.cites
        for line in option.lines:
            cites += line.cites
        for way in option.ways:
            for single in way.singles:
                cites += single.cites
        for heard in option.heard:
            cites += heard.provision.cites
    for note in advice.notes:
        cites += note.cites
    for claim in advice.claims:
        cites += claim.cites
    for contact in advice.contacts:
        cites += contact.cites
    for refused in advice.call.refused if advice.call else ():
        cites += refused.cites
    return list(dict.fromkeys(cite.source for cite in cites))
