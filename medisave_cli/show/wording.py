"""Conditions, facts and small words, said in one language."""

from __future__ import annotations

from typing import Any, overload

from medisave_cli.model import All, AnyOf, Fact, Judgement, Not, OneOf, Text, Values, Within, Worded

DISPOSITIONS = {
    "withdraw": Text("取现", "cash withdrawal"),
    "inherit": Text("由继承人继承", "inheritance by the heirs"),
    "payout_to_bank": Text("付到银行账户", "payment to a bank account"),
    "refund": Text("退还", "refund"),
    "transfer": Text("随医保关系转走", "moving with the insurance"),
    "keep_using": Text("留在账户里继续用", "staying in the account for use"),
    "frozen": Text("封存", "frozen"),
    "escheat": Text("无人继承时归公", "falling to the public where there is no heir"),
}
FAMILIES = {
    "cash": Text("取现", "cash"),
    "transfer": Text("转移", "transfer"),
    "stay": Text("留在账户", "staying in the account"),
}
VERDICTS = {
    "eligible": Text("可以", "Yes"),
    "conditional": Text("看情况", "It depends"),
    "not_eligible": Text("不可以", "No"),
    "unknown": Text("查不到依据", "Unknown"),
}
LEANS = {
    "eligible": Text("可能可以，未证实", "Likely yes, unconfirmed"),
    "conditional": Text("可能看情况，未证实", "May depend, unconfirmed"),
    "not_eligible": Text("可能不可以，未证实", "Likely no, unconfirmed"),
}
PURPOSES = {
    "decision": Text("审核办结", "decision"),
    "payment": Text("拨付到账", "payment"),
    "transfer_out": Text("转出地转出", "old place sends"),
    "transfer_in": Text("转入地入账", "new place credits"),
    "whole": Text("全程", "in all"),
}
STATES = {
    "met": Text("符合", "met"),
    "failed": Text("不符合", "not met"),
    "unknown": Text("未知", "not known"),
    "judgement": Text("由经办机构判断", "the bureau decides"),
}


@overload
def pick(text: Text, lang: str) -> str: ...
@overload
def pick(text: Text | None, lang: str) -> str | None: ...
def pick(text: Text | None, lang: str) -> str | None:
    """The text in one language; None for none."""
    said: str | None = None if text is None else getattr(text, lang)
    return said


def value_text(fact: Fact, value: Any) -> Text:
    """What it means that the fact has the value: 已注销户籍."""
    if value in fact.says:
        return fact.says[value]
    unit = fact.unit or Text("", "")
    return Text(f"{fact.name.zh}：{value}{unit.zh}", f"{fact.name.en}: {value} {unit.en}".strip())


def condition_text(condition: Any, facts: dict[str, Fact]) -> Text:
    """A condition in words."""
    kind = type(condition)
    if kind is Worded:
        return condition.says or condition_text(condition.part, facts)
    if isinstance(condition, Judgement):
        return condition.text
    if kind is OneOf:
        return _any_value(facts[condition.fact], condition.values)
    if kind is Within:
        return _range(condition, facts[condition.fact])
    if kind is Not:
        inner = condition.part
        if type(inner) is OneOf and len(facts[inner.fact].says) > len(inner.values):
            return _any_value(
                facts[inner.fact], tuple(v for v in facts[inner.fact].says if v not in inner.values)
            )
        said = condition_text(inner, facts)
        return Text(f"不属于：{said.zh}", f"not: {said.en}")
    parts = [condition_text(part, facts) for part in condition.parts]
    if kind is AnyOf:
        return _either(parts)
    assert kind is All
    return Text("，并且".join(t.zh for t in parts), ", and ".join(t.en for t in parts))


def _any_value(fact: Fact, values: Values) -> Text:
    """One of several values."""
    return _either([value_text(fact, v) for v in values])


def _either(parts: list[Text]) -> Text:
    return Text("，或者".join(t.zh for t in parts), ", or ".join(t.en for t in parts))


def _range(bounds: Within, fact: Fact) -> Text:
    unit = fact.unit or Text("", "")
    date = fact.type == "date"
    zh, en = [], []
    if bounds.low is not None and bounds.low == bounds.high:
        return value_text(fact, bounds.low)
    if bounds.low is not None:
        zh.append(f"{bounds.low} 或以后" if date else f"不少于{bounds.low}{unit.zh}")
        en.append(
            f"on or after {bounds.low}" if date else f"at least {bounds.low} {unit.en}".strip()
        )
    if bounds.high is not None:
        zh.append(f"{bounds.high} 或以前" if date else f"不超过{bounds.high}{unit.zh}")
        en.append(
            f"on or before {bounds.high}" if date else f"at most {bounds.high} {unit.en}".strip()
        )
    if bounds.before is not None:
        zh.append(f"{bounds.before} 以前" if date else f"少于{bounds.before}{unit.zh}")
        en.append(
            f"before {bounds.before}" if date else f"less than {bounds.before} {unit.en}".strip()
        )
    return Text(f"{fact.name.zh}{'、'.join(zh)}", f"{fact.name.en}: {' and '.join(en)}")


def facts_of(condition: Any) -> list[str]:
    """The facts a condition speaks of, in order."""
    kind = type(condition)
    if kind in (OneOf, Within):
        return [condition.fact]
    if kind is Judgement or condition is None:
        return []
    if kind in (Not, Worded):
        return facts_of(condition.part)
    return list(dict.fromkeys(f for part in condition.parts for f in facts_of(part)))


def time_text(purpose: str, working_days: int | None, days: int | None) -> Text:
    """A time limit in words: 审核办结：10个工作日."""
    name = PURPOSES[purpose]
    count = working_days if working_days is not None else days
    if count == 0:
        return Text(f"{name.zh}：当场", f"{name.en} on the spot")
    if working_days is not None:
        return Text(
            f"{name.zh}：{count}个工作日内",
            f"{name.en} within {count} working day{'s' * (count != 1)}",
        )
    return Text(f"{name.zh}：{count}天内", f"{name.en} within {count} day{'s' * (count != 1)}")


def window_text(window: Any) -> Text:
    """When a thing can be asked for."""
    if window.months:
        months_zh = "、".join(f"{n}月" for n in window.months)
        zh, en = (
            f"只在每年{months_zh}受理" if window.repeats else f"在{months_zh}受理",
            f"accepted in month {', '.join(map(str, window.months))}",
        )
    else:
        zh, en = (
            f"受理时间：{window.start or '…'} 至 {window.end or '…'}",
            f"accepted from {window.start or '…'} to {window.end or '…'}",
        )
    if window.repeats is None or (window.repeats is False and window.months):
        zh, en = zh + "（是否每年都有，没有查到）", en + " (whether it recurs is not known)"
    return Text(zh, en)


def document_name(name: Text, lang: str) -> str:
    """A paper's name: as the counter knows it, in English with that behind it, once."""
    if lang == "zh" or name.zh == name.en:
        return name.zh
    return name.en if name.zh.strip("《》") in name.en else f"{name.en} ({name.zh})"


def dial_of(dial: str | None, area_code: str | None) -> str:
    """A number as it is dialled from anywhere: the hotline with the place's area code."""
    if dial is None:
        return ""
    return f"{area_code}-{dial}" if area_code and len(dial) <= 5 else dial
