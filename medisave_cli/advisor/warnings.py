"""What to beware of in an answer: rules that are not the place's own, or of another day."""

from __future__ import annotations

from medisave_cli.advisor.outlook import Outlook
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
            for v in (*here.provisions, *here.closures)
        )
    ]
    if not local:
        found.append(
            (
                "no-local-rule",
                Text(
                    f"没有查到{place.name.zh}及其上级省市对这种情形的规定，以下只按全国规定回答；去之前请先打电话问清楚。",
                    f"No local rule for this situation is on file for {place.name.en} or its province; this rests on national rules alone. Call before you go.",
                ),
            )
        )
    elif local[0].place not in place.chain[:1]:
        speaking = {here.place for here in local}
        wider = [p.name for p in view.rules.chain if p.place in speaking]
        found.append(
            (
                "no-own-rule",
                Text(
                    f"没有查到{place.name.zh}自己的规定，以下按{'、'.join(n.zh for n in wider)}和全国的规定回答。",
                    f"No rule of {place.name.en}'s own is on file; this rests on the rules of {', '.join(n.en for n in wider)} and of the nation.",
                ),
            )
        )
    sound = [
        v.rule
        for here in view.chain
        for v in (*here.provisions, *here.closures)
        if v.rule._replace(start=None, until=None).is_firm(view.as_of)
    ]
    if sound and not any(r.in_force(view.as_of) for r in sound):
        first = min((r.start for r in sound if r.start), default=None)
        found.append(
            (
                "date-not-covered",
                Text(
                    f"{view.as_of} 这一天没有查到有效的规定"
                    + (f"；已收录的可靠规定从 {first} 开始。" if first else "。"),
                    f"No reliable rule on file was in force on {view.as_of}"
                    + (f"; those on file start on {first}." if first else "."),
                ),
            )
        )
    return tuple(found)
