"""What to beware of in an answer: rules that are not the place's own, or of another day."""

from __future__ import annotations

from medisave_cli.advisor.outlook import Outlook
from medisave_cli.language.speaker import both
from medisave_cli.logic.conditions import Known, holds
from medisave_cli.model import NATION, Situation, Text


def warnings(view: Outlook, situation: Situation, known: Known) -> tuple[tuple[str, Text], ...]:
    found = []
    place = situation.place
    local = [
        here
        for here in view.chain
        if here.place != NATION
        and any(
            getattr(v.rule, "rejected", None) is None and holds(v.gate, known) is not False
            for v in here.voices
        )
    ]
    if not local:
        found.append(
            (
                "no-local-rule",
                both("caution.no_local_rule", place=place.name),
            )
        )
    elif local[0].place not in place.chain[:1]:
        speaking = {here.place for here in local}
        wider = [p.name for p in view.rules.chain if p.place in speaking]
        found.append(
            (
                "no-own-rule",
                both("caution.no_own_rule", place=place.name, wider=tuple(wider)),
            )
        )
    sound = [
        v.rule
        for here in view.chain
        for v in here.voices
        if v.rule._replace(start=None, until=None).is_firm(view.as_of)
    ]
    if sound and not any(r.in_force(view.as_of) for r in sound):
        first = min((r.start for r in sound if r.start), default=None)
        found.append(
            (
                "date-not-covered",
                both("caution.date_not_covered_yet", day=view.as_of, first=first)
                if first
                else both("caution.date_not_covered", day=view.as_of),
            )
        )
    return tuple(found)
