"""From what a person states to what is known: named cases, presumed facts, what places supply."""

from __future__ import annotations

from typing import Any

from medisave_cli.advisor.decide import Standpoint
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import nearest, scrub
from medisave_cli.language.speaker import both
from medisave_cli.logic.conditions import (
    Known,
    domains,
    facts_in,
    holds,
    is_possible,
    point_of,
)
from medisave_cli.model import (
    Becoming,
    Case,
    Condition,
    Fact,
    Moot,
    Place,
    Rules,
    Situation,
    Status,
    Text,
    Values,
)
from medisave_cli.tuples import NamedTuple

UNKNOWN_VALUE = "unknown"
SAME_PROVINCE = "same_province"
ACCOUNT, HELD = "account", "held"
"""Whether there is a personal account at all: taken as held, and spoken of only where the place is known to have a tier without."""
SAME_POOL, RETIREES_STAY = "same-pool", "retirees-stay"
"""Warnings that say why a move is none."""


class Answered(NamedTuple):
    """The base status a case is answered as, and what made it that (none where it is the one asked about)."""

    status: str
    by: tuple[Becoming, ...]


def answered_as(statuses: dict[str, Status], status: str, stated: dict[str, Values]) -> Answered:
    """A named case's base, or what the stated facts make of it, one step after another."""
    base = statuses[statuses[status].base]
    known = {**statuses[status].facts, **stated}
    by: list[Becoming] = []
    while len(by) < len(statuses):
        other = next((b for b in base.becomes if _is_told(b.when, known)), None)
        if other is None:
            break
        base = statuses[other.status]
        by.append(other)
    return Answered(base.id, tuple(by))


def _is_told(condition: Condition | None, known: Known) -> bool:
    return facts_in(condition) <= known.keys() and holds(condition, known) is True


def read_stated(
    raw: dict[str, Any], facts: dict[str, Fact]
) -> tuple[dict[str, Values], tuple[str, ...]]:
    """Check stated facts: values by type, ``a,b`` or a list for "one of these", ``unknown`` for declined.

    Returns (fact → possible values, declined facts).

    Raises:
        AskedWrongly: an unknown fact, or a value it cannot have.
    """
    stated: dict[str, Values] = {}
    declined = []
    for name, value in raw.items():
        fact = facts.get(name)
        if fact is None:
            raise _unknown_fact(name, facts)
        if value == UNKNOWN_VALUE or value is None:
            declined.append(name)
            continue
        listed = (
            value
            if isinstance(value, (list, tuple))
            else str(value).split(",")
            if isinstance(value, str) and fact.type == "choice"
            else [value]
        )
        stated[name] = tuple(read_value(fact, item) for item in listed)
    return stated, tuple(declined)


YES = frozenset({"yes", "y", "true", "1", "是", "有", "对"})
NO = frozenset({"no", "n", "false", "0", "否", "没有", "不是", "无"})


def read_value(fact: Fact, raw: Any) -> Any:
    """A stated value in the fact's type.

    Raises:
        AskedWrongly: the fact cannot have it; the message lists what it can.
    """
    word = raw.strip() if isinstance(raw, str) else raw
    if fact.type == "bool":
        if isinstance(word, bool):
            return word
        if str(word).lower() in YES:
            return True
        if str(word).lower() in NO:
            return False
        listed = "yes, no"
    elif fact.type == "choice":
        if isinstance(word, bool):
            word = "yes" if word else "no"
        by_label = {said.zh: value for value, said in fact.says.items()} | {
            said.en.lower(): value for value, said in fact.says.items()
        }
        if word in fact.says:
            return word
        if str(word).lower() in by_label:
            return by_label[str(word).lower()]
        listed = ", ".join(fact.says)
    elif fact.type == "number":
        try:
            number = float(word)
            if (
                number == number
                and abs(number) < 1e9
                and (fact.low is None or number >= fact.low)
                and (not fact.whole or number == int(number))
            ):
                return int(number) if number == int(number) else number
        except (TypeError, ValueError):
            pass
        key = "case.not_a_whole_number" if fact.whole else "case.not_a_number"
        key += "" if fact.low is None else "_from"
        raise AskedWrongly(key, fact=fact.id, typed=scrub(raw), low=fact.low)
    else:
        return read_date(word, fact.id)
    raise AskedWrongly("case.not_a_value", fact=fact.id, typed=scrub(raw), listed=listed)


def read_date(raw: Any, name: str) -> str:
    """As ``dates.read_date``."""
    from medisave_cli.dates import read_date as read

    return read(raw, name)


class Asked(NamedTuple):
    """A case as read: ``answered`` as which status, the places found, the facts stated and declined."""

    case: Case
    answered: Answered
    place: Place
    destination: Place | None
    stated: dict[str, Values]
    declined: tuple[str, ...]
    as_of: str
    warnings: tuple[tuple[str, Text], ...] = ()
    into: Place | None = None
    """The destination whose rules speak: none where nothing moves."""


def situate(asked: Asked, rules: Rules, arriving: tuple[Standpoint, ...]) -> Situation:
    """Settle what is stated, presumed, geographic and supplied by the destination.

    A named case's facts count as stated. Where the destination lies settles ``same_province``, whatever was said; any
    other fact stated wins over what a place supplies, with a warning. An act stated not to be done yet can still be done: it stays open.

    Raises:
        AskedWrongly: stated facts contradict each other or the status.
    """
    for name in asked.stated:
        if name not in rules.facts:
            raise AskedWrongly("case.fact_of_elsewhere", fact=name, place=asked.place.name)
    base = rules.statuses[asked.answered.status]
    warnings = list(asked.warnings)
    merged = _merged(asked, rules)
    if _had_once({**base.facts, **asked.stated}, rules):
        warnings.append(("another-kind-then", both("caution.another_kind_then")))
    if asked.destination is not None:
        warnings += _settle_province(asked, asked.destination, merged)
    _refuse_clashes(merged, rules)
    to_do = tuple(f for f in base.acts if merged.get(f) == (False,))
    supplied = _supplied(asked, rules, merged, arriving, warnings)
    assumed = _assumed(asked, rules, merged, supplied)
    warnings += [("answered-as", b.says) for b in asked.answered.by]
    return Situation(
        asked.case,
        asked.place,
        asked.destination,
        asked.case.status,
        base.id,
        merged,
        assumed,
        supplied,
        asked.declined,
        asked.as_of,
        tuple(warnings),
        to_do,
    )


def _merged(asked: Asked, rules: Rules) -> dict[str, Values]:
    """The status's own facts and those stated, without what such a person never had; where it was had once, the kind of then
    is left open.

    Raises:
        AskedWrongly: a fact contradicts the status.
    """
    status = rules.statuses[asked.case.status]
    merged = {**status.facts}
    for name, values in asked.stated.items():
        both = tuple(v for v in merged.get(name, values) if v in values)
        if both:
            merged[name] = both
        elif name != SAME_PROVINCE or asked.destination is None:
            said = "、".join(_yes_no(str(v)) for v in values)
            raise AskedWrongly("case.against_the_status", fact=name, said=said, status=status.name)
    for moot in _had_once(merged, rules):
        for name, values in moot.given.items():
            merged[name] = tuple(
                v for v in rules.facts[name].says if v in merged[name] or v not in values
            )
    never = {moot.fact for moot in rules.moot if _is_such(moot, merged)}
    return {name: values for name, values in merged.items() if name not in never}


def _is_such(moot: Moot, known: Known) -> bool:
    return all(f in known and set(known[f]) <= set(v) for f, v in moot.given.items())


def _had_once(known: Known, rules: Rules) -> list[Moot]:
    """What people of this kind never have, and this person says to have had."""
    return [m for m in rules.moot if m.once and known.get(m.fact) == m.once and _is_such(m, known)]


def _settle_province(
    asked: Asked, destination: Place, merged: dict[str, Values]
) -> list[tuple[str, Text]]:
    """Write into ``merged`` whether the move stays within the province; a warning where something else was said."""
    place = asked.place
    same = (place.chain[-2:-1] == destination.chain[-2:-1],)
    claimed = merged.get(SAME_PROVINCE)
    merged[SAME_PROVINCE] = same
    if claimed is None or claimed == same:
        return []
    said = both(
        f"caution.{'same' if same[0] else 'other'}_province",
        place=place.name,
        destination=destination.name,
        province=place.path[0],
    )
    return [("place-contradicts-status", said)]


def _refuse_clashes(merged: dict[str, Values], rules: Rules) -> None:
    """
    Raises:
        AskedWrongly: the facts cannot all be so; the message names those that clash.
    """
    if is_possible({**domains(rules.facts, ()), **merged}, rules.impossible):
        return
    clashing = next(
        (
            [f for f in combination if f in merged]
            for combination in rules.impossible
            if not is_possible({**domains(rules.facts, ()), **merged}, (combination,))
        ),
        list(merged),
    )
    raise AskedWrongly("case.cannot_hold_together", facts=tuple(clashing))


def _supplied(
    asked: Asked,
    rules: Rules,
    merged: dict[str, Values],
    arriving: tuple[Standpoint, ...],
    warnings: list[tuple[str, Text]],
) -> dict[str, tuple[Any, str]]:
    """What the destination's firm rules settle, by fact: the value and the place; a warning where something else is stated."""
    base = rules.statuses[asked.answered.status]
    likely = {
        **domains(rules.facts, ()),
        **{f: (v,) for f, v in _usual(base).items() if f not in asked.declined},
        **merged,
    }
    supplied: dict[str, tuple[Any, str]] = {}
    for here in arriving:
        for voice in here.provisions:
            if not voice.firm or holds(voice.applies, likely) is not True:
                continue
            for name, value in voice.rule.supplies:
                if name not in merged:
                    if name not in supplied and name not in asked.declined:
                        supplied[name] = (value, here.place)
                elif merged[name] != (value,):
                    warnings.append(_stated_wins(asked, rules.facts[name], merged[name], value))
    return supplied


def _stated_wins(asked: Asked, fact: Fact, stated: Values, value: Any) -> tuple[str, Text]:
    where = asked.destination.name if asked.destination else Text("", "")
    said, supplied = _said(fact, stated), _said(fact, (value,))
    return (
        "stated-over-supplied",
        both("caution.stated_over_supplied", said=said, place=where, supplied=supplied),
    )


def _assumed(
    asked: Asked, rules: Rules, merged: dict[str, Values], supplied: dict[str, tuple[Any, str]]
) -> dict[str, Any]:
    """What is nearly always so, what the destination's rules supply (a person may know better, and is asked where it matters), and
    that what can still be done is done; without what is stated or declined, and without what the rest rules out."""
    opened = {f for b in asked.answered.by for f in b.opens} | set(asked.declined) | set(merged)
    usual = _usual(rules.statuses[asked.answered.status])
    expected = {**usual, **{f: value for f, (value, _) in supplied.items()}}
    assumed: dict[str, Any] = {}
    # What is stated may rule a presumption out (the household has moved: the person no longer lives where insured).
    possible = {**domains(rules.facts, ()), **merged}
    for name, value in expected.items():
        if (
            name not in opened
            and name in rules.facts
            and (name != ACCOUNT or _tells_of_accounts(rules))
            and is_possible({**possible, name: (value,)}, rules.impossible)
        ):
            assumed[name] = value
            possible[name] = (value,)
    return assumed


def _tells_of_accounts(rules: Rules) -> bool:
    places = [here for chain in (rules.chain, *rules.after) for here in chain]
    told = [p.when for here in places for p in here.provisions]
    told += [note.when for here in places for note in here.notes]
    return any(ACCOUNT in facts_in(when) for when in told)


def _usual(base: Status) -> dict[str, Any]:
    return {**base.presumes, **dict.fromkeys(base.acts, True)}


def known_of(situation: Situation, rules: Rules, full: Known, but: str | None = None) -> Known:
    """What is known of every fact; ``but`` leaves one assumed fact open."""
    known = dict(full)
    for name, values in situation.stated.items():
        if name in situation.to_do:
            continue
        known[name] = tuple(
            dict.fromkeys(point_of(rules.facts[name], v, full[name]) for v in values)
        )
    for name, value in situation.assumed.items():
        if name != but:
            known[name] = (value,)
    if ACCOUNT in known and ACCOUNT not in (*situation.stated, *situation.declined, but):
        known[ACCOUNT] = (HELD,)
    return known


def _said(fact: Fact, values: Values) -> Text:
    texts = [fact.says.get(v, Text(str(v), str(v))) for v in values]
    either = both("caution.either")
    return Text(either.zh.join(t.zh for t in texts), either.en.join(t.en for t in texts))


def _yes_no(said: str) -> str:
    return {"True": "yes", "False": "no"}.get(said, said)


def _unknown_fact(name: str, facts: dict[str, Fact]) -> AskedWrongly:
    near = nearest(name, facts, least=0.5)
    if not near:
        return AskedWrongly("case.no_such_fact", typed=scrub(name))
    return AskedWrongly("case.no_such_fact_but", typed=scrub(name), near=near[0])
