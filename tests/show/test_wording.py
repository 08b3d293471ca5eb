"""Conditions, values, time limits, windows, papers and numbers in words: each form said out by hand in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from medisave_cli.language import Message, Speaker, pick
from medisave_cli.model import (
    All,
    AnyOf,
    Fact,
    Judgement,
    Not,
    Note,
    OneOf,
    Text,
    TimeLine,
    Window,
    Within,
    Worded,
)
from medisave_cli.show.terms import (
    disposition_term,
    family_term,
    finding_term,
    purpose_term,
    state_term,
    verdict_term,
)
from medisave_cli.show.wording import (
    condition_text,
    dial_of,
    document_name,
    facts_of,
    time_text,
    value_text,
    when_text,
    window_text,
)

T = Text
NAME = T("停保", "gap in insurance")
SAYS = {
    "near": T("住得近", "lives near"),
    "far": T("住得远", "lives far"),
    "abroad": T("在国外", "is abroad"),
}


def fact(kind: str, says: dict[Any, Text] | None = None, unit: Text | None = None) -> Fact:
    return Fact("f", kind, NAME, NAME, NAME, says or {}, unit, None, True)


MONTHS = fact("number", unit=T("个月", "months"))
BARE = fact("number")
DAY = fact("date")
WHERE = fact("choice", SAYS)
HARD = Judgement("hard", T("特殊情况", "hardship"))
NEAR, FAR = OneOf("f", ("near",)), OneOf("f", ("far",))


@pytest.mark.parametrize(
    ("condition", "of", "zh", "en"),
    [
        (NEAR, WHERE, "住得近", "lives near"),
        (OneOf("f", ("near", "far")), WHERE, "住得近，或者住得远", "lives near, or lives far"),
        (OneOf("f", (3,)), MONTHS, "停保：3个月", "gap in insurance: 3 months"),
        (OneOf("f", (3,)), BARE, "停保：3", "gap in insurance: 3"),
        (HARD, WHERE, "特殊情况", "hardship"),
        (Worded(NEAR, T("就在这儿", "is here"), ()), WHERE, "就在这儿", "is here"),
        (Worded(NEAR, None, ()), WHERE, "住得近", "lives near"),
        (Not(NEAR), WHERE, "住得远，或者在国外", "lives far, or is abroad"),
        (Not(OneOf("f", (3,))), MONTHS, "不属于：停保：3个月", "not: gap in insurance: 3 months"),
        (
            Not(OneOf("f", ("near", "far", "abroad"))),
            WHERE,
            "不属于：住得近，或者住得远，或者在国外",
            "not: lives near, or lives far, or is abroad",
        ),
        (Not(HARD), WHERE, "不属于：特殊情况", "not: hardship"),
        (All((NEAR, HARD)), WHERE, "住得近，并且特殊情况", "lives near, and hardship"),
        (AnyOf((NEAR, HARD)), WHERE, "住得近，或者特殊情况", "lives near, or hardship"),
        (Within("f", 3, None, None), MONTHS, "停保不少于3个月", "gap in insurance: at least 3 months"),
        (Within("f", None, 3, None), MONTHS, "停保不超过3个月", "gap in insurance: at most 3 months"),
        (Within("f", None, None, 3), MONTHS, "停保少于3个月", "gap in insurance: less than 3 months"),
        (
            Within("f", 1, None, 3),
            BARE,
            "停保不少于1、少于3",
            "gap in insurance: at least 1 and less than 3",
        ),
        (
            Within("f", 1, 5, None),
            BARE,
            "停保不少于1、不超过5",
            "gap in insurance: at least 1 and at most 5",
        ),
        (Within("f", 3, 3, None), MONTHS, "停保：3个月", "gap in insurance: 3 months"),
        (
            Within("f", "2021-01-01", None, None),
            DAY,
            "停保2021-01-01 或以后",
            "gap in insurance: on or after 2021-01-01",
        ),
        (
            Within("f", None, "2021-01-01", None),
            DAY,
            "停保2021-01-01 或以前",
            "gap in insurance: on or before 2021-01-01",
        ),
        (
            Within("f", None, None, "2021-01-01"),
            DAY,
            "停保2021-01-01 以前",
            "gap in insurance: before 2021-01-01",
        ),
    ],
)  # fmt: skip
def test_a_condition_in_words(condition: Any, of: Fact, zh: str, en: str) -> None:
    assert condition_text(condition, {"f": of}) == T(zh, en)


def test_a_value_in_words() -> None:
    assert value_text(WHERE, "far") == T("住得远", "lives far")
    assert value_text(MONTHS, 4) == T("停保：4个月", "gap in insurance: 4 months")
    assert value_text(BARE, 4) == T("停保：4", "gap in insurance: 4")


def test_the_facts_of_a_condition_in_order_and_once() -> None:
    a, b = OneOf("a", (True,)), Within("b", 1, None, None)
    assert facts_of(None) == []
    assert facts_of(HARD) == []
    assert facts_of(a) == ["a"]
    assert facts_of(All((Not(b), AnyOf((a, HARD)), Worded(b, None, ())))) == ["b", "a"]


@pytest.mark.parametrize(
    ("limit", "zh", "en"),
    [
        (("decision", 10, None), "审核办结：10个工作日内", "decision within 10 working days"),
        (("decision", 1, None), "审核办结：1个工作日内", "decision within 1 working day"),
        (("payment", None, 30), "拨付到账：30天内", "payment within 30 days"),
        (("payment", None, 1), "拨付到账：1天内", "payment within 1 day"),
        (("whole", 0, None), "全程：当场", "in all on the spot"),
        (("whole", None, 0), "全程：当场", "in all on the spot"),
        (("transfer_in", 0, 5), "转入地入账：当场", "new place credits on the spot"),
    ],
)
def test_a_time_limit_in_words(limit: tuple, zh: str, en: str) -> None:
    assert time_text(TimeLine(*limit, None, None, ())) == T(zh, en)


UNSURE = ("（是否每年都有，没有查到）", " (whether it recurs is not known)")


@pytest.mark.parametrize(
    ("window", "zh", "en"),
    [
        (Window((1, 7), None, None, True), "只在每年1月、7月受理", "accepted in month 1, 7"),
        (
            Window((7,), None, None, False),
            "在7月受理" + UNSURE[0],
            "accepted in month 7" + UNSURE[1],
        ),
        (
            Window((7,), None, None, None),
            "在7月受理" + UNSURE[0],
            "accepted in month 7" + UNSURE[1],
        ),
        (
            Window((), "2026-01-01", "2026-03-31", False),
            "受理时间：2026-01-01 至 2026-03-31",
            "accepted from 2026-01-01 to 2026-03-31",
        ),
        (
            Window((), None, "2026-03-31", None),
            "受理时间：… 至 2026-03-31" + UNSURE[0],
            "accepted from … to 2026-03-31" + UNSURE[1],
        ),
        (
            Window((), "2026-01-01", None, True),
            "受理时间：2026-01-01 至 …",
            "accepted from 2026-01-01 to …",
        ),
    ],
)
def test_a_window_in_words(window: Window, zh: str, en: str) -> None:
    assert window_text(window) == T(zh, en)


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        (T("死亡证明", "death certificate"), "死亡证明", "death certificate (死亡证明)"),
        (T("IC卡", "IC卡"), "IC卡", "IC卡"),
        (T("《申请表》", "form 申请表"), "《申请表》", "form 申请表"),
        (T("《X光片》", "film 光片"), "《X光片》", "film 光片 (《X光片》)"),
        (T("申请表", "the form (申请表)"), "申请表", "the form (申请表)"),
    ],
)
def test_a_paper_is_named_as_the_counter_knows_it(name: Text, zh: str, en: str) -> None:
    assert (document_name(name, "zh"), document_name(name, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("dial", "area", "said"),
    [
        (None, "0512", ""),
        ("12393", "0512", "0512-12393"),
        ("12393", None, "12393"),
        ("12393", "", "12393"),
        ("65239300", "0512", "65239300"),
        ("123456", "0512", "123456"),
    ],
)
def test_a_number_as_it_is_dialled(dial: str | None, area: str | None, said: str) -> None:
    assert dial_of(dial, area) == said


def test_a_text_in_one_language() -> None:
    assert (pick(NAME, "zh"), pick(NAME, "en"), pick(None, "en")) == (
        "停保",
        "gap in insurance",
        None,
    )


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (
            verdict_term,
            {
                "eligible": ("可以", "Yes"),
                "conditional": ("看情况", "It depends"),
                "not_eligible": ("不可以", "No"),
                "unknown": ("查不到依据", "Unknown"),
            },
        ),
        (
            lambda lean: verdict_term("unknown", lean),
            {
                "eligible": ("可能可以，未证实", "Likely yes, unconfirmed"),
                "conditional": ("可能看情况，未证实", "May depend, unconfirmed"),
                "not_eligible": ("可能不可以，未证实", "Likely no, unconfirmed"),
            },
        ),
        (
            state_term,
            {
                "met": ("符合", "met"),
                "failed": ("不符合", "not met"),
                "unknown": ("未知", "not known"),
                "judgement": ("由经办机构判断", "the bureau decides"),
            },
        ),
        (
            family_term,
            {
                "cash": ("取现", "cash"),
                "transfer": ("转移", "transfer"),
                "stay": ("留在账户", "staying in the account"),
            },
        ),
        (
            purpose_term,
            {
                "decision": ("审核办结", "decision"),
                "payment": ("拨付到账", "payment"),
                "transfer_out": ("转出地转出", "old place sends"),
                "transfer_in": ("转入地入账", "new place credits"),
                "whole": ("全程", "in all"),
            },
        ),
        (
            disposition_term,
            {
                "withdraw": ("取现", "cash withdrawal"),
                "inherit": ("由继承人继承", "inheritance by the heirs"),
                "payout_to_bank": ("付到银行账户", "payment to a bank account"),
                "refund": ("退还", "refund"),
                "transfer": ("随医保关系转走", "moving with the insurance"),
                "keep_using": ("留在账户里继续用", "staying in the account for use"),
                "frozen": ("封存", "frozen"),
                "escheat": (
                    "无人继承时归公",
                    "falling to the public where there is no heir",
                ),
            },
        ),
        (
            finding_term,
            {
                "supported": ("属实", "true"),
                "partly": ("部分属实", "partly true"),
                "outdated": ("过时", "outdated"),
                "unsupported": ("没有依据", "no source for it"),
                "contradicted": ("不对", "wrong"),
                "misattributed": ("引错了依据", "cites the wrong rule"),
            },
        ),
    ],
    ids=["verdicts", "leans", "states", "families", "purposes", "dispositions", "findings"],
)
def test_the_words_that_answers_are_made_of(
    term: Callable[[str], Message], said: dict[str, tuple[str, str]]
) -> None:
    speak = Speaker("zh"), Speaker("en")
    found = {key: tuple(one(term(key).key, **term(key).params) for one in speak) for key in said}
    assert found == said


def test_a_lean_is_told_of_an_unknown_answer_alone() -> None:
    assert verdict_term("eligible", "not_eligible") == verdict_term("eligible")
    assert verdict_term("unknown") == Message("terms.verdict_unknown")


def test_whom_a_remark_is_about() -> None:
    note = Note("n", "110000", "tip", NAME, NEAR, "A", ())
    assert when_text(note, {"f": WHERE}) == T("住得近", "lives near")
