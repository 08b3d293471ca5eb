"""Each key and value of the policy files in one plain line, in both languages: for editors (the schema), ``policy words`` and its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from medisave_cli.keeping import format as shapes
from medisave_cli.keeping.values import VALUES
from medisave_cli.model import Text

KINDS: dict[str, type[BaseModel]] = {
    "place": shapes.PlaceFile,
    "sources": shapes.SourceShape,
    "provisions": shapes.ProvisionShape,
    "procedures": shapes.ProcedureShape,
    "documents": shapes.DocumentShape,
    "channels": shapes.ChannelShape,
    "steps": shapes.LineShape,
    "time_limit": shapes.TimeShape,
    "window": shapes.WindowShape,
    "crosses": shapes.CrossShape,
    "cite": shapes.CiteShape,
    "closed": shapes.ClosureShape,
    "notes": shapes.NoteShape,
    "guides": shapes.GuideShape,
    "contacts": shapes.ContactShape,
    "looked_for": shapes.LookedForShape,
    "facts": shapes.FactShape,
    "claims": shapes.ClaimShape,
    "statuses": shapes.StatusShape,
    "named_cases": shapes.NamedCaseShape,
}
"""Where keys stand, by the list or mapping that holds them."""
LINES = {
    "zh": Text("中文", "in Chinese"),
    "en": Text("英文", "in English"),
    "note": Text("附注，写在后面的括号里", "a note, shown in brackets behind"),
    "when": Text("对谁适用，不写就是所有人", "for whom; left out: everyone"),
    "cite": Text("依据：sources 里的 id", "what it rests on: ids under sources"),
    "at": Text("第几条、第几项", "where in it"),
    "source": Text("sources 里的 id", "an id under sources"),
    "id": Text("全书唯一的名字，以地名拼音开头", "its name, unique in the book, led by the pinyin"),
    "document": Text("一样材料的 id", "one paper's id"),
    "any_of": Text("几样里任选一样", "any one of these papers"),
    "channel": Text("一个渠道的 id", "a channel's id"),
    "side": Text("在转出地办还是转入地办", "at which end of a move it is done"),
    "for": Text("到哪一步为止", "until what"),
    "working_days": Text("工作日；0 是当场", "working days; 0 is on the spot"),
    "days": Text("自然日", "calendar days"),
    "months": Text("一年里的哪几个月，1 到 12", "which months of the year, 1 to 12"),
    "start": Text("从哪天", "from this day"),
    "end": Text("到哪天", "to this day"),
    "repeats": Text("是否每年如此", "whether every year"),
    "family": Text("现金、转移还是留下", "cash, a transfer, or staying"),
    "words": Text("出处自称完整的原话", "the very words by which the source calls it complete"),
    "lists": Text("清单上有的情形", "the statuses on the list"),
    "portion": Text("账户里单独有规定的那部分钱", "a part of the money under a rule of its own"),
    "grade": Text("等级，一般不写，随来源", "the grade; mostly left out: its sources' own"),
    "from": Text("从哪天起", "its own start"),
    "until": Text("到哪天止", "its own end"),
    "doubt": Text("为什么可能不对，不作依据", "why it may not hold: it never decides"),
    "status": Text("情形", "the situation"),
    "dial": Text("拨的号码，加引号", "the number to dial, quoted"),
    "on": Text("哪天查的", "when it was looked for"),
    "type": Text("是否、几选一、数字还是日期", "yes or no, a choice, a number or a date"),
    "name": Text("叫什么", "what it is called"),
    "label": Text("问卷里怎么说", "how the questionnaire puts it"),
    "question": Text("怎么问", "how it is asked"),
    "why": Text("为什么问", "why it is asked"),
    "choices": Text("可选的答案", "the answers to choose from"),
    "says": Text("这样或那样时怎么说", "how each value is said"),
    "unit": Text("单位", "its unit"),
    "min": Text("最小的数", "the least number"),
    "whole": Text("只能是整数", "whole numbers alone"),
    "presumes": Text("几乎总是如此的事实", "facts that are nearly always so"),
    "facts": Text("情形本身说定的事实", "facts that the status itself settles"),
    "holds_if": Text(
        "按去向：没有它就什么规定都给不了", "by family: without it no rule can grant it"
    ),
    "becomes": Text("事实使它成为另一种情形", "the status that facts make of it"),
    "acts": Text("本人先要办的事", "what the person has to do first"),
    "base": Text("是哪种基本情形", "the base status it is"),
    "place": Text("哪个地方", "which place"),
    "finding": Text("核对的结论", "what was found"),
    "claim": Text("流传的说法", "what circulates"),
    "truth": Text("实际如何", "what is true of it"),
    "bar": Text("上级那条禁止的 id", "the id of the wider place's bar"),
    "binding": Text("下级不得另行禁止（继承）", "no lower place may bar it (inheritance)"),
    "see": Text("还涉及哪些地方", "the other places it touches"),
}
"""The lines of keys that carry none of their own."""


class Word(NamedTuple):
    """A key, where it stands, whether it must, its line, and its fixed values each with a line."""

    home: str
    key: str
    needed: bool
    line: Text
    values: tuple[tuple[str, Text], ...]


def line_of(key: str, description: str | None) -> Text:
    """A key's line in both languages: its own description, else the common one."""
    zh, _, en = (part.strip() for part in (description or "").partition("·"))
    return Text(zh, en) if en else LINES.get(key, Text("", ""))


def words(about: str = "") -> Iterator[Word]:
    """Every key, or those that are, stand under, or hold the value ``about``."""
    for home, kind in KINDS.items():
        for name, field in kind.model_fields.items():
            key = field.alias or name
            values = tuple((v, value.means) for v, value in VALUES.get(key, {}).items())
            word = Word(home, key, field.is_required(), line_of(key, field.description), values)
            if not about or about in (home, key, *(v for v, _ in values)):
                yield word


def with_lines(node: Any, key: str = "") -> Any:
    """A JSON Schema in which every key and value carries its line."""
    if isinstance(node, list):
        return [with_lines(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {name: with_lines(value) for name, value in node.items()}
    for name, value in node.get("properties", {}).items():
        if isinstance(value, dict):
            line = line_of(name, value.get("description"))
            if line.zh and "description" not in made["properties"][name]:
                made["properties"][name]["description"] = f"{line.zh} · {line.en}"
            _value_lines(made["properties"][name], name)
    return made


def _value_lines(node: dict[str, Any], key: str) -> None:
    known = VALUES.get(key, {})
    if "enum" in node and all(v in known for v in node["enum"]):
        node["enumDescriptions"] = [
            f"{known[v].means.zh} · {known[v].means.en}" for v in node["enum"]
        ]
    for option in node.get("anyOf", ()):
        _value_lines(option, key)
