"""The advice: every option under what is known, what is still worth asking, and what to beware of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from medisave_cli.advisor.call import REFUSED, call_of, may_compare
from medisave_cli.advisor.decide import Standpoint, standpoints
from medisave_cli.advisor.options import (
    NO_ACCOUNT,
    Tree,
    grow,
    mentioned,
    option,
    shown,
    under,
)
from medisave_cli.advisor.situation import (
    ACCOUNT,
    HELD,
    RETIREES_STAY,
    SAME_POOL,
    Asked,
    known_of,
    situate,
)
from medisave_cli.logic.cites import of_advice
from medisave_cli.logic.conditions import (
    JUDGED,
    Known,
    domains,
    holds,
    influence,
    is_possible,
)
from medisave_cli.model import (
    MAIN,
    NATION,
    UNKNOWN,
    Advice,
    Claim,
    Condition,
    Contact,
    Dossier,
    Elsewhere,
    Note,
    Option,
    Question,
    Rules,
    Situation,
    Source,
    Text,
)

try:
    # What hashlib hands out, without the OpenSSL that importing hashlib loads: it would slow a one-shot answer by 4 %.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


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
    chain = standpoints(rules, status, as_of)
    arriving = (
        standpoints(rules._replace(chain=rules.arriving, after=()), status, as_of)
        if rules.arriving
        else ()
    )
    full = domains(rules.facts, _conditions(rules, chain, arriving))
    acts = acts_of(rules, status)
    trees = tuple(
        grow(chain, arriving, family, portion, full, rules.impossible, acts)
        for family, portion in mentioned(chain)
        if only is None or (family, portion) == only
    )
    return Outlook(rules, status, as_of, chain, arriving, full, trees, _matter(rules, trees, full))


def acts_of(rules: Rules, status: str) -> dict[str, Text]:
    """What a person in this status, or in one it may become, can still do, by the fact that says it is done."""
    base = rules.statuses[status]
    every = [*base.acts, *(a for b in base.becomes for a in rules.statuses[b.status].acts)]
    return {f: rules.facts[f].act or rules.facts[f].name for f in every if f in rules.facts}


def _conditions(
    rules: Rules, chain: tuple[Standpoint, ...], arriving: tuple[Standpoint, ...]
) -> list[Any]:
    """Every condition that can part the numbers and dates."""
    found: list[Any] = []
    for here in (*chain, *arriving):
        for voice in (*here.provisions, *here.closures):
            found.append(voice.applies)
            for kind in ("documents", "before", "steps", "channels", "time_limit"):
                found += [line.when for line in getattr(voice.rule, kind, None) or ()]
    chains = (rules.chain, *rules.after)
    return found + [note.when for chain in chains for place in chain for note in place.notes]


def answer(dossier: Dossier, asked: Asked) -> Advice:
    """Return the advice, whole: a pure function of what is on file and of what is asked.

    Raises:
        AskedWrongly: stated facts contradict each other, the status or the place.
        BadData: the rules turn on too many facts together.
    """
    view = outlook(dossier.rules, asked.answered.status, asked.as_of)
    return conclude(view, situate(asked, dossier.rules, view.arriving), dossier)


def conclude(view: Outlook, situation: Situation, dossier: Dossier) -> Advice:
    """The advice for a settled case, with the sources it cites."""
    advice = advise(view, situation, dossier.book, list(dossier.claims), list(dossier.contacts))
    return finished(advice, dossier.sources, dossier.elsewhere)


def finished(advice: Advice, sources: dict[str, Source], elsewhere: Elsewhere | None) -> Advice:
    """The advice with the call it leaves to be made, what is said elsewhere, and of ``sources`` those it cites."""
    refused = [note for note in advice.notes if note.kind == REFUSED]
    advice = advice._replace(
        notes=tuple(note for note in advice.notes if note.kind != REFUSED), sources=sources
    )
    advice = advice._replace(
        call=call_of(advice, refused), elsewhere=elsewhere if may_compare(advice) else None
    )
    return advice._replace(sources={n: sources[n] for n in of_advice(advice) if n in sources})


def advise(
    view: Outlook,
    situation: Situation,
    book: tuple[str, str],
    claims: list[Claim],
    contacts: list[Contact],
) -> Advice:
    """Return the advice for a settled case. ``book`` is the book's version and digest. Sources are left to the caller."""
    known = known_of(situation, view.rules, view.full)
    impossible = view.rules.impossible
    options = tuple(option(tree, view.chain, known, impossible, view.as_of) for tree in view.trees)
    options = _for_such_people(options, situation, view.rules)
    cash = main_cash(options)
    notes = _notes(view, known)
    return Advice(
        situation,
        book,
        _digest(_case_key(situation), book),
        decision_ids(view, book)(known),
        cash.verdict if cash else UNKNOWN,
        cash.lean if cash else None,
        cash.grade if cash else None,
        options,
        _questions(view, situation, known),
        notes,
        situation.warnings + _warnings(view, situation, known),
        tuple(c for c in claims if _may_hold(c.when, situation.stated, view.rules)),
        tuple(contacts),
        {},
        view.rules.facts,
        view.rules.statuses,
        view.rules.portions,
        {p.place: p.name for p in (*view.rules.chain, *view.rules.arriving)},
        _because(situation, known),
    )


def _for_such_people(
    options: tuple[Option, ...], situation: Situation, rules: Rules
) -> tuple[Option, ...]:
    """The options without what is only said of other people: a foreigner is not shown what asks for a household registration."""
    stated = situation.stated
    kinds = {f: stated[f] for moot in rules.moot for f in moot.given if f in stated}
    if not kinds:
        return options
    return tuple(
        o._replace(heard=tuple(h for h in o.heard if _may_hold(h.provision.when, kinds, rules)))
        for o in options
    )


def _may_hold(when: Condition | None, stated: Known, rules: Rules) -> bool:
    """Whether a condition is not ruled out by what is stated, everything else left open."""
    return when is None or holds(when, {**domains(rules.facts, (when,)), **stated}) is not False


def _because(situation: Situation, known: Known) -> str | None:
    """A reason that is no rule's, which the answer begins with."""
    told = {name for name, _ in situation.warnings}
    if SAME_POOL in told:
        return "same_pool"
    if ACCOUNT in known and HELD not in known[ACCOUNT]:
        return NO_ACCOUNT
    if situation.base_status == "deceased" and known.get("heir_exists") == (False,):
        return "no_heir"
    return "retirees_stay" if RETIREES_STAY in told else None


def main_cash(options: tuple[Option, ...]) -> Option | None:
    """The option whose verdict is the advice's."""
    return next((o for o in options if o.family == "cash" and o.portion == MAIN), None)


def _matter(rules: Rules, trees: tuple[Tree, ...], full: Known) -> tuple[str, ...]:
    """The facts that can change anything an option shows, in the order of the catalog."""
    found = {
        f
        for tree in trees
        for f in influence([(n, shown(o)) for n, o in tree.branches], full, rules.impossible)
    }
    return tuple(f for f in rules.facts if f in found)


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
    left: dict[tuple, Known] = {}

    def identify(known: Known) -> str:
        under = tuple(known[f] for f in tied)
        if under not in left:
            left[under] = {
                f: tuple(v for v in known[f] if is_possible({**known, f: (v,)}, impossible))
                for f in tied
            }
        return _digest([*rest, {f: left[under].get(f, known[f]) for f in view.matters}], book)

    return identify


def rule_period(view: Outlook) -> list[str | None]:
    """The first day and the last day between which no rule of the chain begins or ends."""
    rules = [
        v.rule for here in (*view.chain, *view.arriving) for v in (*here.provisions, *here.closures)
    ]
    begun = [r.start for r in rules if r.start and r.start <= view.as_of] + [
        r.until for r in rules if r.until and r.until < view.as_of
    ]
    ahead = [r.start for r in rules if r.start and r.start > view.as_of] + [
        r.until for r in rules if r.until and r.until >= view.as_of
    ]
    return [max(begun, default=None), min(ahead, default=None)]


def _case_key(s: Situation) -> list[Any]:
    facts = {f: sorted(map(str, v)) for f, v in sorted(s.stated.items())}
    return [
        s.place.code,
        s.destination and s.destination.code,
        s.base_status,
        facts,
        sorted(s.declined),
        s.as_of,
    ]


def _digest(key: Any, book: tuple[str, str]) -> str:
    return blake2b(
        json.dumps([key, book[1]], ensure_ascii=False, sort_keys=True).encode(), digest_size=8
    ).hexdigest()


TELLS = ("verdict", "option", "detail")


class _Telling(NamedTuple):
    """What a fact can change (the verdict or its lean, another option, a detail), and in what share of the cases still open."""

    fact: str
    tells: str
    share: float


def _questions(view: Outlook, situation: Situation, known: Known) -> tuple[Question, ...]:
    """The open facts that can change anything shown, presumed ones after the others.

    Those that can change the verdict or its lean come first, then those that can change another option, then details. Within these,
    a fact at least half as telling as the most telling one keeps the catalog's order, for a share alone makes odd reading.
    """
    opened = [t for t in _telling(view, known) if t.fact not in situation.declined]
    presumed = [
        t
        for f in situation.assumed
        for t in _telling(view, known_of(situation, view.rules, view.full, but=f))
        if t.fact == f
    ]
    already = {t.fact for t in opened}
    facts = view.rules.facts
    return tuple(Question(facts[t.fact], None, t.tells) for t in _ranked(opened, view)) + tuple(
        Question(facts[t.fact], situation.assumed[t.fact], t.tells)
        for t in _ranked(presumed, view)
        if t.fact not in already
    )


def _ranked(tellings: list[_Telling], view: Outlook) -> list[_Telling]:
    order = list(view.rules.facts)
    best: dict[str, _Telling] = {}
    for t in tellings:
        held = best.get(t.fact)
        if held is None or (TELLS.index(t.tells), -t.share) < (
            TELLS.index(held.tells),
            -held.share,
        ):
            best[t.fact] = t
    top = {
        tells: max((t.share for t in best.values() if t.tells == tells), default=0.0)
        for tells in TELLS
    }
    ranked = sorted(
        best.values(),
        key=lambda t: (TELLS.index(t.tells), t.share < top[t.tells] / 2, order.index(t.fact)),
    )
    return _who_first(ranked, view)


def _who_first(ranked: list[_Telling], view: Outlook) -> list[_Telling]:
    """What some people never had is asked only behind what tells whether this person is one of them."""
    waiting = {m.fact: set(m.given) for m in view.rules.moot}
    result: list[_Telling] = []
    for telling in ranked:
        first = [t for t in ranked if t.fact in waiting.get(telling.fact, ())]
        result += [t for t in (*first, telling) if t not in result]
    return result


def _telling(view: Outlook, known: Known) -> list[_Telling]:
    """Every open fact that matters, once an option that it matters to."""
    impossible = view.rules.impossible
    found = []
    for tree in view.trees:
        branches = under(tree, known, impossible)
        if len(branches) < 2:
            continue
        details = influence([(n, shown(o)) for n, o in branches], known, impossible)
        verdicts = influence(
            [(n, (o.finding.verdict, o.lean and o.lean.verdict)) for n, o in branches],
            known,
            impossible,
        )
        decisive = "verdict" if (tree.family, tree.portion) == ("cash", MAIN) else "option"
        found += [
            _Telling(f, decisive if f in verdicts else "detail", verdicts.get(f, share))
            for f, share in details.items()
        ]
    return [t for t in found if not t.fact.startswith(JUDGED)]


def _notes(view: Outlook, known: Known) -> tuple[Note, ...]:
    """Remarks that are not ruled out by what is known, nearest place first."""
    becomes = view.rules.statuses[view.status].becomes
    other = next((i for i, b in enumerate(becomes) if holds(b.when, known) is True), None)
    places = view.rules.chain if other is None else view.rules.after[other]
    return tuple(
        note for place in places for note in place.notes if holds(note.when, known) is not False
    )


def _warnings(view: Outlook, situation: Situation, known: Known) -> tuple[tuple[str, Text], ...]:
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
