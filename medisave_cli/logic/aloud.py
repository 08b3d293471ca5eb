"""What of all that is on file may have to be said aloud: on the telephone, by who reads no Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from medisave_cli.logic.conditions import judgements_in
from medisave_cli.model import Fact, Provision, Rules, Source, Text


def may_be_said(rules: Rules, sources: dict[str, Source]) -> list[str]:
    """The Chinese of every situation, value of a fact, portion, judgement and source, each once."""
    found = [status.name.zh for status in rules.statuses.values()]
    found += values_said(rules.facts)
    found += [portion.zh for portion in rules.portions.values()]
    for here in (*rules.chain, *(p for chain in rules.after for p in chain), *rules.arriving):
        found += said_of(here.provisions, sources)
    return list(dict.fromkeys(found))


def values_said(facts: dict[str, Fact]) -> Iterator[str]:
    """The Chinese of each value that a fact may have."""
    for fact in facts.values():
        for text in fact.says.values():
            yield text.zh


def said_of(provisions: tuple[Provision, ...], sources: dict[str, Source]) -> Iterator[str]:
    """The judgements of the rules, and where they are written."""
    texts: dict[str, Text] = judgements_in(p.when for p in provisions)
    for text in texts.values():
        yield text.zh
    for provision in provisions:
        for cite in provision.cites:
            if cite.at:
                yield cite.at
            if cite.source in sources:
                yield sources[cite.source].title.strip("《》")
