"""From what a person states to what is known: named cases, presumed facts, what places supply."""

from __future__ import annotations

from typing import Any

from medisave_cli.advisor.conditions import JUDGED, Known, domains, holds, is_possible, point_of
from medisave_cli.advisor.decide import Standpoint
from medisave_cli.errors import AskedWrongly
from medisave_cli.model import Case, Fact, Place, Rules, Situation, Status, Text

UNKNOWN_VALUE = "unknown"
SAME_PROVINCE = "same_province"


def base_of(statuses: dict[str, Status], status: str, stated: dict[str, tuple]) -> str:
    """The base status a case is answered as: a named case's base, or what the stated facts make of it."""
    base = statuses[statuses[status].base]
    if base.becomes is not None:
        becomes_known = {**statuses[status].facts, **stated}
        leaf_known = {f: v for f, v in becomes_known.items()}
        try:
            if holds(base.becomes[1], leaf_known):
                return base.becomes[0]
        except KeyError:
            pass
    return base.id


def read_facts(
    raw: dict[str, Any], facts: dict[str, Fact]
) -> tuple[dict[str, tuple], tuple[str, ...]]:
    """Check stated facts: values by type, ``a,b`` or a list for "one of these", ``unknown`` for declined.

    Returns (fact → possible values, declined facts).

    Raises:
        AskedWrongly: an unknown fact, or a value it cannot have.
    """
    stated: dict[str, tuple] = {}
    declined = []
    for name, value in raw.items():
        fact = facts.get(name)
        if fact is None:
            raise AskedWrongly(*_unknown_fact(name, facts))
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
        listed = f"a{' whole' if fact.whole else ''} number" + (
            f", {fact.low} or more" if fact.low is not None else ""
        )
        zh = f"{'整数' if fact.whole else '数字'}" + (
            f"，不小于 {fact.low}" if fact.low is not None else ""
        )
        raise AskedWrongly(
            f"{fact.id} 不能是“{_short(raw)}”：要填{zh}；不清楚就填 unknown",
            f"{fact.id} cannot be “{_short(raw)}”: give {listed}, or unknown",
        )
    else:
        return read_date(word, fact.id)
    raise AskedWrongly(
        f"{fact.id} 不能是“{_short(raw)}”，可用：{listed}；不清楚就填 unknown",
        f"{fact.id} cannot be “{_short(raw)}”: use one of {listed}, or unknown",
    )


def read_date(raw: Any, name: str) -> str:
    """As ``dates.read_date``."""
    from medisave_cli.dates import read_date as read

    return read(raw, name)


def situate(
    asked: Case,
    rules: Rules,
    base_status: str,
    place: Place,
    destination: Place | None,
    stated: dict[str, tuple],
    declined: tuple[str, ...],
    as_of: str,
    arriving: tuple[Standpoint, ...],
) -> Situation:
    """Settle what is stated, presumed, geographic and supplied by the destination.

    A named case's facts count as stated. Where the destination lies settles ``same_province``, whatever was said; any
    other fact stated wins over what a place supplies, with a warning (DESIGN §2).

    Raises:
        AskedWrongly: stated facts contradict each other or the status.
    """
    status = rules.statuses[asked.status]
    warnings: list[tuple[str, Text]] = []
    merged = {**status.facts}
    for name, values in stated.items():
        both = tuple(v for v in merged.get(name, values) if v in values)
        if not both:
            said = "、".join(str(v) for v in values)
            if name == SAME_PROVINCE and destination is not None:
                continue
            raise AskedWrongly(
                f"{name}={_yes_no(said)} 与“{status.name.zh}”矛盾：去掉这个事实，或换一个情形",
                f"{name}={_yes_no(said)} contradicts “{status.name.en}”: drop the fact or choose another status",
            )
        merged[name] = both
    if destination is not None:
        same = (place.chain[-2:-1] == destination.chain[-2:-1],)
        claimed = merged.get(SAME_PROVINCE)
        if claimed is not None and claimed != same:
            where = (
                Text(
                    f"{place.name.zh}和{destination.name.zh}同属{place.path[0].zh}，按省内转移回答。",
                    f"{place.name.en} and {destination.name.en} are both in {place.path[0].en}: answered as a move within the province.",
                )
                if same[0]
                else Text(
                    f"{place.name.zh}和{destination.name.zh}不在同一个省，按跨省转移回答。",
                    f"{place.name.en} and {destination.name.en} are in different provinces: answered as a move between provinces.",
                )
            )
            warnings.append(("place-contradicts-status", where))
        merged[SAME_PROVINCE] = same
    base = rules.statuses[base_status]
    likely = {
        **domains(rules.facts, ()),
        **{f: (v,) for f, v in base.presumes.items() if f not in declined},
        **merged,
    }
    supplied: dict[str, tuple[Any, str]] = {}
    for here in arriving:
        for voice in here.provisions:
            if not voice.firm or holds(voice.applies, likely) is not True:
                continue
            for name, value in voice.rule.supplies:
                if name in merged:
                    if merged[name] != (value,):
                        warnings.append(
                            (
                                "stated-over-supplied",
                                Text(
                                    f"您说“{_said(rules.facts[name], merged[name]).zh}”，而{destination.name.zh if destination else ''}的规定是“{_said(rules.facts[name], (value,)).zh}”；这里按您说的回答。",
                                    f"You state “{_said(rules.facts[name], merged[name]).en}”; the rule of {destination.name.en if destination else ''} says “{_said(rules.facts[name], (value,)).en}”. Answered as you state.",
                                ),
                            )
                        )
                elif name not in supplied and name not in declined:
                    supplied[name] = (value, here.place)
    # What the destination's rules supply is assumed too: a person may know better, and is asked where it matters.
    expected = {**base.presumes, **{f: value for f, (value, _) in supplied.items()}}
    # What is stated may rule a presumption out (the household has moved: the person no longer lives where insured).
    assumed: dict[str, Any] = {}
    possible = {**domains(rules.facts, ()), **merged}
    for name, value in expected.items():
        if (
            name not in merged
            and name not in declined
            and is_possible({**possible, name: (value,)}, rules.impossible)
        ):
            assumed[name] = value
            possible[name] = (value,)
    if status.base != base_status:
        warnings.append(
            (
                "answered-as",
                Text(
                    f"退休后在国（境）外定居，按“{base.name.zh}”回答。",
                    f"Retired and settled abroad is answered as “{base.name.en}”.",
                ),
            )
        )
    situation = Situation(
        asked,
        place,
        destination,
        asked.status,
        base_status,
        merged,
        assumed,
        supplied,
        declined,
        as_of,
        tuple(warnings),
    )
    if not is_possible({**domains(rules.facts, ()), **merged}, rules.impossible):
        raise AskedWrongly(
            "这些事实不可能同时成立：" + "、".join(merged),
            "these facts cannot hold together: " + ", ".join(merged),
        )
    return situation


def known_of(situation: Situation, rules: Rules, full: Known, but: str | None = None) -> Known:
    """What is known of every fact; ``but`` leaves one assumed fact open."""
    known = dict(full)
    for name, values in situation.stated.items():
        known[name] = tuple(
            dict.fromkeys(point_of(rules.facts[name], v, full[name]) for v in values)
        )
    for name, value in situation.assumed.items():
        if name != but:
            known[name] = (value,)
    return known


def is_judgement(fact: str) -> bool:
    return fact.startswith(JUDGED)


def _said(fact: Fact, values: tuple) -> Text:
    texts = [fact.says.get(v, Text(str(v), str(v))) for v in values]
    return Text("或".join(t.zh for t in texts), " or ".join(t.en for t in texts))


def _yes_no(said: str) -> str:
    return {"True": "yes", "False": "no"}.get(said, said)


def _unknown_fact(name: str, facts: dict[str, Fact]) -> tuple[str, str]:
    import difflib

    near = difflib.get_close_matches(name, list(facts), 1, 0.5)
    hint_zh, hint_en = (
        (f"，是不是 {near[0]}？", f"; did you mean {near[0]}?")
        if near
        else ("，见 medisave facts", "; see medisave facts")
    )
    return f"没有“{_short(name)}”这个事实{hint_zh}", f"there is no fact “{_short(name)}”{hint_en}"


def _short(raw: Any) -> str:
    text = "".join(c for c in str(raw) if c.isprintable())
    return text if len(text) <= 60 else text[:57] + "…"
