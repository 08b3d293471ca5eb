"""Which cases a change or a branch is about, in words."""

from __future__ import annotations

import pytest

from medisave_cli.model import Fact, Text
from medisave_cli.show.regions import region_text, values_text

NAME, WHY = Text("事", "thing"), Text("因为", "because")
GAP = Fact(
    "gap_months",
    "number",
    Text("中断月数", "months without"),
    NAME,
    WHY,
    {},
    Text("个月", "months"),
    0,
    True,
)
BORN = Fact("born", "date", Text("出生日期", "date of birth"), NAME, WHY, {}, None, None, False)
PENSION = Fact(
    "pension",
    "choice",
    Text("养老金", "pension"),
    NAME,
    WHY,
    {v: Text(f"第{v}种", f"kind {v}") for v in "abc"},
    None,
    None,
    False,
)
HEIR = Fact(
    "heir",
    "bool",
    Text("继承人", "heir"),
    NAME,
    WHY,
    {True: Text("有继承人", "has an heir"), False: Text("没有继承人", "has no heir")},
    None,
    None,
    False,
)

MONTHS = (2, 3, 4, 6, 7)
DAYS = ("2022-08-31", "2022-09-01", "2022-09-02")


@pytest.mark.parametrize(
    ("fact", "values", "domain", "zh", "en"),
    [
        (GAP, (2, 3), MONTHS, "不超过 3个月", "up to 3 months"),
        (GAP, (4, 6, 7), MONTHS, "不少于 4个月", "4 months or more"),
        (GAP, (3, 4), MONTHS, "3 至 4个月", "3 to 4 months"),
        (GAP, (4,), MONTHS, "4个月", "4 months"),
        (
            GAP,
            (2, 6, 7),
            MONTHS,
            "不超过 2个月，或不少于 6个月",
            "up to 2 months or 6 months or more",
        ),
        (GAP, MONTHS, MONTHS, "任何值", "any"),
        (BORN, DAYS[:1], DAYS, "不晚于 2022-08-31", "up to 2022-08-31"),
        (BORN, DAYS[1:], DAYS, "2022-09-01 或以后", "2022-09-01 or later"),
        (PENSION, ("c", "a"), ("a", "b", "c"), "第a种，或第c种", "kind a or kind c"),
        (HEIR, (False,), (True, False), "没有继承人", "has no heir"),
    ],
)
def test_values_in_words(fact: Fact, values: tuple, domain: tuple, zh: str, en: str) -> None:
    assert values_text(fact, values, domain) == Text(zh, en)


def test_a_region_names_its_facts_and_what_the_office_decides() -> None:
    region = {"heir": (True,), "pension": ("b",), "judgement:特殊情况": (False,)}
    facts = {f.id: f for f in (HEIR, PENSION)}
    said = region_text(
        region,
        facts,
        {"heir": (True, False), "pension": ("a", "b", "c")},
        {"judgement:特殊情况": Text("特殊情况", "special cases")},
    )
    assert [t.zh for t in said] == ["有继承人", "养老金：第b种", "经办机构不认定：特殊情况"]
    assert [t.en for t in said] == [
        "has an heir",
        "pension: kind b",
        "the office does not accept: special cases",
    ]
