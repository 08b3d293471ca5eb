"""The walk, rule by rule: what became of each rule that was looked at, and how it is said and given to programs."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import Case
from medisave_cli import model as m
from medisave_cli.advisor.explain import looked_at
from medisave_cli.answer.asking import settle
from medisave_cli.show.explain_page import explain_json, explain_section
from medisave_cli.show.page import Item
from tests.advisor.made_up import AS_OF, HERE, MadeUpBook, book_of, rule

TOLD, FAR = m.OneOf("told", (True,)), m.OneOf("where", ("far",))
HARD = m.Judgement("hard", m.Text("特殊情况", "hardship"))
WRONG = m.Text("错", "wrong")


def walked(
    book: MadeUpBook, status: str = "gone", **facts: Any
) -> tuple[tuple[m.Looked, ...], m.Advice]:
    settled = settle(book, Case(HERE, status, facts, None, AS_OF))
    advice = settled.advice()
    return looked_at(settled.outlook, advice), advice


def outcomes(book: MadeUpBook, **facts: Any) -> list[tuple[str, str, str]]:
    return [(look.rule.id, look.state, look.outcome) for look in walked(book, **facts)[0]]


def test_what_became_of_each_rule_nearest_first() -> None:
    near = [
        rule(m.ALLOWED)._replace(rejected=WRONG),
        rule(m.ALLOWED)._replace(until="2020-01-01"),
        rule(m.ALLOWED)._replace(ended=m.Text("停", "ended")),
        rule(m.ALLOWED)._replace(grade="C"),
        rule(m.ALLOWED, TOLD),
        rule(m.OPEN),
    ]
    wide = [rule(m.BARRED), rule(m.ALLOWED)._replace(start="2030-01-01")]
    assert outcomes(book_of(near, wide), told=False) == [
        ("110000-0", "met", "rejected"),
        ("110000-1", "met", "not_in_force"),
        ("110000-2", "met", "not_in_force"),
        ("110000-3", "met", "reported"),
        ("110000-4", "failed", "does_not_apply"),
        ("110000-5", "met", "leaves_open"),
        ("000000-0", "met", "decides"),
        ("000000-1", "met", "not_in_force"),
    ]


def test_what_lies_behind_the_rule_that_decides_is_not_reached() -> None:
    assert outcomes(book_of([rule(m.ALLOWED)], [rule(m.BARRED)])) == [
        ("110000-0", "met", "decides"),
        ("000000-0", "met", "not_reached"),
    ]


def test_a_complete_list_is_looked_at_behind_the_rules_of_its_place() -> None:
    closed = book_of([rule(m.ALLOWED, TOLD)], [rule(m.ALLOWED)], closed=True)
    assert outcomes(closed, told=False) == [
        ("110000-0", "failed", "does_not_apply"),
        ("list", "met", "decides"),
        ("000000-0", "met", "not_reached"),
    ]
    assert outcomes(closed, told=True)[1] == ("list", "met", "not_reached")


def test_a_list_that_is_over_or_unconfirmed_decides_nothing() -> None:
    book = book_of([], [rule(m.ALLOWED)], closed=True)
    for change, outcome in (
        ({"until": "2020-01-01"}, "not_in_force"),
        ({"grade": "C"}, "reported"),
    ):
        near, *rest = book._chain_of["gone"]
        closure = near.closures[0]._replace(**change)
        chain = (near._replace(closures=(closure,)), *rest)
        assert outcomes(MadeUpBook({"gone": chain, "staying": chain}, ()))[0] == (
            "list",
            "met",
            outcome,
        )


def test_a_rule_that_may_decide_decides_with_what_is_open() -> None:
    looked, _ = walked(book_of([rule(m.ALLOWED, m.All((TOLD, HARD)))], [rule(m.BARRED)]))
    assert [(look.state, look.outcome) for look in looked] == [
        ("unknown", "decides"),
        ("met", "decides"),
    ]
    assert looked[0].parts == ((TOLD, "unknown"), (HARD, "unknown"))
    assert looked[1].parts == ()


def test_the_parts_of_a_condition_with_their_states() -> None:
    either = m.AnyOf((TOLD, FAR))
    [look], _ = walked(book_of([rule(m.ALLOWED, either)]), told=False, where="near")
    assert (look.state, look.parts) == ("failed", ((either, "failed"),))
    [look], _ = walked(book_of([rule(m.ALLOWED, m.All((TOLD, FAR)))]), told=True, where="near")
    assert look.parts == ((TOLD, "met"), (FAR, "failed"))


def test_each_option_is_walked_and_a_status_that_is_not_the_case_is_left_out() -> None:
    old = rule(m.ALLOWED, portion="old")
    moves = rule(m.BARRED)._replace(disposition="transfer")
    looked, advice = walked(book_of([old, moves, rule(m.ALLOWED)]))
    assert [look.rule.id for look in looked] == ["110000-2", "110000-1", "110000-0"]
    assert [(o.family, o.portion) for o in advice.options] == [
        ("cash", "main"),
        ("transfer", "main"),
        ("cash", "old"),
    ]
    place = m.PlaceRules(HERE, m.Text("地", "place"), (), (), ())
    own = place._replace(provisions=(rule(m.BARRED)._replace(id="own", place=HERE),))
    abroad = place._replace(provisions=(rule(m.ALLOWED)._replace(id="abroad", place=HERE),))
    two = MadeUpBook({"staying": (own,), "gone": (abroad,)}, ())
    assert [look.rule.id for look in walked(two, "staying")[0]] == ["own"]
    both, _ = walked(two, "staying", where="unknown")
    assert [(look.rule.id, look.state) for look in both] == [
        ("own", "unknown"),
        ("abroad", "unknown"),
    ]


def told_apart() -> tuple[tuple[m.Looked, ...], m.Advice]:
    near = rule(m.ALLOWED, TOLD)._replace(start="2020-01-01", until="2030-12-31")
    wide = rule(m.BARRED)._replace(start="2021-01-01", grade="B")
    old = rule(m.ALLOWED, portion="old")
    looked, advice = walked(book_of([near, old], [wide], closed=False), told=False)
    yes = advice.facts["told"]._replace(
        says={True: m.Text("说了", "told"), False: m.Text("没说", "not told")}
    )
    return looked, advice._replace(
        facts={**advice.facts, "told": yes}, portions={"old": m.Text("旧卡", "old card")}
    )


LINES = {
    "zh": (
        "怎么得出来的（由近到远）",
        "取现: 不可以；取现 · 旧卡: 可以",
        [
            ("取现 · 地", "110000-0：允许 → 条件不符，往上一级看", ["说了：不符合", "等级 A · 自 2020-01-01 – 2030-12-31"], ""),
            ("取现 · 地", "000000-0：不许 → 由它决定", ["等级 B · 自 2021-01-01"], "good"),
            ("取现 · 旧卡 · 地", "110000-1：允许 → 由它决定", ["等级 A · 自 …"], "good"),
        ],
    ),
    "en": (
        "How this came about (nearest place first)",
        "cash: No; cash · old card: Yes",
        [
            ("cash · place", "110000-0: allows → its condition is not met: the next wider place is asked", ["told: not met", "grade A · from 2020-01-01 – 2030-12-31"], ""),
            ("cash · place", "000000-0: bars → decides", ["grade B · from 2021-01-01"], "good"),
            ("cash · old card · place", "110000-1: allows → decides", ["grade A · from …"], "good"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_walk_in_words(lang: str) -> None:
    looked, advice = told_apart()
    title, lead, lines = LINES[lang]
    section = explain_section(looked, advice, lang)
    assert (section.title, section.lead) == (title, lead)
    assert section.items == tuple(
        Item(text, tag, tuple(notes), mark=mark) for tag, text, notes, mark in lines
    )


def test_a_place_or_portion_without_a_name_is_named_by_its_id() -> None:
    looked, advice = told_apart()
    section = explain_section(looked, advice._replace(names={}, portions={}), "en")
    assert section.items[2].tag == "cash · old · 110000"
    assert section.lead.endswith("cash · old: Yes")


SAYS = {
    "rejected": ("经核不可信", "found to be wrong"),
    "not_in_force": ("当日未施行或已失效", "not in force on the date"),
    "reported": ("未证实，不作依据", "unconfirmed, does not decide"),
    "leaves_open": ("没有说定，往上一级看", "leaves it open: the next wider place is asked"),
    "not_reached": ("更近的规定已经决定", "a nearer rule had decided"),
}


@pytest.mark.parametrize("outcome", SAYS)
def test_every_outcome_in_words(outcome: str) -> None:
    looked, advice = told_apart()
    look = looked[0]._replace(outcome=outcome, rule=rule(m.OPEN)._replace(id="r", place=HERE))
    zh, en = (explain_section((look,), advice, lang).items[0].text for lang in ("zh", "en"))
    assert zh == f"r：没有说定 → {SAYS[outcome][0]}"
    assert en == f"r: leaves it open → {SAYS[outcome][1]}"


def test_the_walk_for_programs() -> None:
    looked, advice = told_apart()
    first, second, _ = explain_json(looked, advice, "en")
    assert first == {
        "family": "cash",
        "portion": "main",
        "place": "110000",
        "rule": "110000-0",
        "says": "allowed",
        "grade": "A",
        "firm": True,
        "start": "2020-01-01",
        "until": "2030-12-31",
        "state": "failed",
        "conditions": [{"text": "told", "state": "failed"}],
        "outcome": "does_not_apply",
    }
    assert (second["says"], second["until"], second["conditions"]) == ("barred", None, [])
    [line] = explain_json(looked[:1], advice, "zh")
    assert line["conditions"] == [{"text": "说了", "state": "failed"}]


def test_a_complete_list_is_said_to_close() -> None:
    looked, advice = walked(book_of([], [rule(m.ALLOWED)], closed=True))
    assert explain_json(looked[:1], advice, "zh")[0]["says"] == "closed"
    zh, en = (explain_section(looked, advice, lang).items[0] for lang in ("zh", "en"))
    assert zh.text == "list：所列情形以外不许 → 由它决定"
    assert en.text == "list: closes a complete list → decides"
