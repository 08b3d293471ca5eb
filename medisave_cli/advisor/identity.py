"""Ids: what of a case makes its decision another one."""

from __future__ import annotations

import json
from collections.abc import Callable

from medisave_cli.advisor.outlook import Outlook
from medisave_cli.digests import short_digest
from medisave_cli.logic.conditions import Known, is_possible


def decision_ids(view: Outlook, book: tuple[str, str]) -> Callable[[Known], str]:
    """The function that gives what is known its decision's id: the same for all cases that differ only in what does not
    matter here. Places that follow the same rules are alike; a value ruled out by what else is known does not count as open."""
    impossible = view.rules.impossible
    tied = list({f: None for combination in impossible for f in combination})
    rest = [
        [here.place for here in view.chain],
        view.status,
        rule_period(view),
        [p.place for p in view.arriving if p.provisions],
    ]
    left: dict[tuple[object, ...], Known] = {}

    def identify(known: Known) -> str:
        under = tuple(known[f] for f in tied)
        if under not in left:
            left[under] = {
                f: tuple(v for v in known[f] if is_possible({**known, f: (v,)}, impossible))
                for f in tied
            }
        return digest([*rest, {f: left[under].get(f, known[f]) for f in view.matters}], book)

    return identify


def rule_period(view: Outlook) -> list[str | None]:
    """The first day and the last day between which no rule of the chain begins or ends."""
    rules = [v.rule for here in (*view.chain, *view.arriving) for v in here.voices]
    begun = [r.start for r in rules if r.start and r.start <= view.as_of] + [
        r.until for r in rules if r.until and r.until < view.as_of
    ]
    ahead = [r.start for r in rules if r.start and r.start > view.as_of] + [
        r.until for r in rules if r.until and r.until >= view.as_of
    ]
    return [max(begun, default=None), min(ahead, default=None)]


def digest(key: object, book: tuple[str, str]) -> str:
    return short_digest(json.dumps([key, book[1]], ensure_ascii=False, sort_keys=True))
