"""What the rules on file must answer: the cases the project was asked for, each with what it turns on.

Dates are pinned, so that a new day changes nothing. Where a rule changes, the case changes with it here, on purpose.
"""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import Book, Case
from medisave_cli import ask as answer_to
from medisave_cli.model import Advice, DocumentLine, Line, Option

AS_OF = "2026-11-22"
ASK = "12393"


def ask(
    book: Book,
    place: str,
    status: str,
    destination: str | None = None,
    as_of: str = AS_OF,
    **facts: Any,
) -> Advice:
    return answer_to(book, Case(place, status, facts, destination, as_of))


def option(advice: Advice, family: str = "cash", portion: str = "main") -> Option:
    [found] = [o for o in advice.options if (o.family, o.portion) == (family, portion)]
    return found


def papers(o: Option) -> dict[str, str]:
    """The Chinese name of every paper, as the counter knows it, and its state; any-of joined by 或."""
    return {
        "或".join(name.zh for _, name in line.item.papers): line.state
        for line in o.lines
        if isinstance(line.item, DocumentLine)
    }


def times(o: Option) -> list[tuple[str, int | None, str]]:
    return [
        (line.item.purpose, line.item.working_days, line.state)
        for line in o.lines
        if line.kind == "time_limit"
    ]


def asked(advice: Advice, assumed: bool = False) -> list[str]:
    """The facts asked; with ``assumed``, those answered under a presumption."""
    return [q.fact.id for q in advice.questions if (q.assumed is not None) == assumed]


def telling(advice: Advice) -> list[str]:
    """The open facts that can change the verdict."""
    return [q.fact.id for q in advice.questions if q.assumed is None and q.tells == "verdict"]


def heard(o: Option, role: str) -> list[str]:
    return [h.provision.id for h in o.heard if h.role == role]


def deciding(o: Option) -> set[str]:
    return {p.place for p in o.deciders} | (
        {o.closure.place} if o.closure and not o.deciders else set()
    )


def warned(advice: Advice) -> list[str]:
    return [name for name, _ in advice.warnings]


def line_of(o: Option, paper: str) -> Line:
    [found] = [
        line
        for line in o.lines
        if isinstance(line.item, DocumentLine)
        and paper in [name.zh for _, name in line.item.papers]
    ]
    return found


# 昆山


def test_kunshan_deceased(book: Book) -> None:
    advice = ask(book, "昆山", "deceased")
    cash = option(advice)
    assert (advice.verdict, advice.lean, advice.grade) == ("eligible", None, "A")
    assert deciding(cash) == {"320000"}
    assert times(cash) == [("decision", 10, "needed")]
    assert not any("公证" in paper for paper in papers(cash))
    assert "death_in_shared_data" in asked(advice)
    assert telling(advice) == []


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, "maybe"),
        ({"death_in_shared_data": True}, "not_needed"),
        ({"death_in_shared_data": False}, "needed"),
    ],
)
def test_kunshan_undertaking_only_if_shared_data_does_not_show_the_death(
    book: Book, told: dict, state: str
) -> None:
    assert papers(option(ask(book, "昆山", "deceased", **told)))["个人承诺书"] == state


def test_kunshan_retired_turns_on_how_the_pension_is_paid(book: Book) -> None:
    advice = ask(book, "昆山", "retired")
    assert advice.verdict == "conditional"
    assert asked(advice)[0] == "pension"
    assert telling(advice) == ["pension"]
    [turn] = [turn for turn in option(advice).turns if turn.state == "unknown"]
    assert turn.condition.fact == "pension"


def test_kunshan_monthly_pensioner(book: Book) -> None:
    advice = ask(book, "昆山", "retired", pension="monthly")
    assert (advice.verdict, advice.grade) == ("not_eligible", "B")
    assert deciding(option(advice)) == {"000000"}
    assert option(advice, "stay").verdict == "eligible"


def test_kunshan_lump_sum_pensioner(book: Book) -> None:
    advice = ask(book, "昆山", "retired", pension="lump_sum")
    assert (advice.verdict, advice.grade) == ("eligible", "A")
    assert papers(option(advice))["养老金核定表"] == "needed"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"renounces_scheme": False},
        {"renounces_scheme": "unknown"},
        {"household_cancelled": False, "renounces_scheme": False},
    ],
)
def test_kunshan_emigrated_is_never_a_flat_no(book: Book, told: dict) -> None:
    advice = ask(book, "昆山", "emigrated", **told)
    assert advice.verdict in ("conditional", "unknown")
    renouncing = [
        turn for turn in option(advice).turns if "renounces_scheme" in str(turn.condition)
    ]
    assert renouncing, "the way by written renunciation is not shown"
    assert option(advice, "stay").verdict == "eligible"


def test_kunshan_emigrated_who_renounces_in_writing(book: Book) -> None:
    advice = ask(book, "昆山", "emigrated", renounces_scheme=True)
    assert (advice.verdict, advice.grade) == ("eligible", "A")
    [way] = [way for way in option(advice).ways if way.state == "met"]
    needed = [line.item.papers[0][1].zh for line in way.lines if line.kind == "documents"]
    assert "主动放弃基本医保关系的情况说明" in needed


# 温州


def test_wenzhou_deceased(book: Book) -> None:
    assert ask(book, "温州", "deceased").verdict == "eligible"


def test_wenzhou_emigrated(book: Book) -> None:
    advice = ask(book, "温州", "emigrated")
    if advice.verdict != "eligible":
        assert (advice.verdict, telling(advice)) == ("conditional", ["settlement_proof"])


def test_wenzhou_retired(book: Book) -> None:
    assert ask(book, "温州", "retired").verdict == "not_eligible"


def test_wenzhou_moving_away_is_a_transfer_not_cash(book: Book) -> None:
    advice = ask(book, "温州", "transfer")
    assert advice.verdict == "not_eligible"
    assert option(advice, "transfer").verdict == "eligible"


# 上海


def test_shanghai_emigrated_shows_what_it_turns_on_and_that_it_is_unconfirmed(book: Book) -> None:
    advice = ask(book, "上海", "emigrated")
    assert "conditional" in (advice.verdict, advice.lean)
    assert advice.verdict in ("conditional", "unknown")
    cash = option(advice)
    assert {"household_cancelled", "stage"} <= set(telling(advice))
    assert any("pension" in str(turn.condition) for turn in cash.turns)
    doubted = [
        h.provision for h in cash.heard if h.provision.place == "310000" and h.provision.doubt
    ]
    assert doubted, "nothing says that the rule could not be confirmed"


def test_shanghai_retired_and_living_there(book: Book) -> None:
    assert ask(book, "上海", "retired").verdict == "conditional"
    advice = ask(book, "上海", "retired", pension="monthly")
    assert advice.verdict == "not_eligible"
    assert advice.situation.assumed["settled"] == "no"
    assert any("商业" in note.text.zh and note.kind == "instead" for note in advice.notes)


# 北京


def test_beijing_retired_has_two_portions(book: Book) -> None:
    advice = ask(book, "北京", "retired")
    assert advice.verdict == "not_eligible"
    assert asked(advice) == []
    [old] = [o for o in advice.options if o.family == "cash" and o.portion != "main"]
    assert old.verdict == "eligible"
    assert "2022" in advice.portions[old.portion].zh


# 深圳


def test_shenzhen_to_beijing_moves_with_you(book: Book) -> None:
    advice = ask(book, "深圳", "transfer", "北京")
    assert advice.verdict == "not_eligible"
    move = option(advice, "transfer")
    assert move.verdict == "eligible"
    assert ("transfer_out", 10, "needed") in times(move)
    assert ("transfer_in", 5, "needed") in times(move)
    assert advice.situation.assumed["destination_accepts_balance"] is True
    assert "destination_accepts_balance" in asked(advice, assumed=True)


def test_shenzhen_to_beijing_refused_is_one_answer(book: Book) -> None:
    named = ask(book, "深圳", "transfer_refused", "北京")
    stated = ask(book, "深圳", "transfer", "北京", destination_accepts_balance=False)
    assert named.verdict == "conditional", "the province leaves it to the office"
    assert (named.id, named.decision_id, named.options, named.questions) == (
        stated.id,
        stated.decision_id,
        stated.options,
        stated.questions,
    )


@pytest.mark.parametrize(
    "status", ["transfer", "cross_province_transfer", "intra_province_transfer"]
)
def test_shenzhen_to_guangzhou_stays_where_it_is(book: Book, status: str) -> None:
    advice = ask(book, "深圳", status, "广州")
    assert advice.verdict == "not_eligible"
    assert option(advice, "transfer").verdict == "not_eligible"
    assert option(advice, "stay").verdict == "eligible"
    contradictions = [
        text.zh for name, text in advice.warnings if name == "place-contradicts-status"
    ]
    assert bool(contradictions) == (status == "cross_province_transfer")
    assert all("广东" in text for text in contradictions)


# 重庆、四川


def test_chongqing_retired_follows_the_nation_and_says_what_is_not_followed(book: Book) -> None:
    advice = ask(book, "重庆", "retired")
    assert (advice.verdict, advice.grade) == ("not_eligible", "B")
    assert deciding(option(advice)) == {"000000"}
    wrong = [
        claim
        for claim in advice.claims
        if claim.finding in ("contradicted", "unsupported") and claim.place == "500000"
    ]
    assert [*heard(option(advice), "rejected"), *wrong]


@pytest.mark.parametrize("place", ["成都", "达州", "郫县"])
def test_sichuan_deceased_is_decided_by_the_nation(book: Book, place: str) -> None:
    advice = ask(book, place, "deceased")
    cash = option(advice)
    assert advice.verdict == "eligible"
    assert deciding(cash) == {"000000"}
    local = [h.provision for h in cash.heard if h.role == "local" and h.provision.place == "510000"]
    assert local
    assert all(p.inferred for p in local)
    assert all(line.reported for line in cash.lines if line.place == "510000")


def test_leshan_deceased(book: Book) -> None:
    advice = ask(book, "乐山", "deceased")
    assert advice.verdict == "eligible"
    assert ("decision", 2, "needed") in times(option(advice))


# 泉州


def test_quanzhou_emigrated_is_unknown_with_a_lean(book: Book) -> None:
    advice = ask(book, "泉州", "emigrated")
    assert advice.verdict == "unknown"
    assert advice.lean in ("eligible", "conditional")
    cash = option(advice)
    assert heard(cash, "local")
    assert cash.lines
    assert all(line.reported for line in cash.lines)


# Dates


@pytest.mark.parametrize("status", ["deceased", "retired", "emigrated", "transfer"])
def test_a_date_before_any_rule_is_said(book: Book, status: str) -> None:
    for place in ("昆山", "重庆", "拉萨"):
        advice = ask(book, place, status, as_of="1990-01-01")
        assert "date-not-covered" in warned(advice)
        assert advice.verdict == "unknown"
        # Only pages without any date are left to lean on.
        assert all(p.start is None and p.grade == "C" for o in advice.options for p in o.deciders)


@pytest.mark.parametrize("status", ["deceased", "emigrated", "left_employment"])
def test_xian_window_of_2023_is_last_known_practice(book: Book, status: str) -> None:
    advice = ask(book, "西安", status)
    cash = option(advice)
    lapsed = [
        h.provision for h in cash.heard if h.role == "lapsed" and h.provision.place == "610100"
    ]
    assert lapsed
    assert not {p.id for p in lapsed} & {p.id for p in (*cash.deciders, *cash.bars)}
    assert not {p.id for p in lapsed} & {line.provision for line in cash.lines}
    within = ask(book, "西安", status, as_of="2023-03-01")
    assert {p.id for p in lapsed} & {p.id for p in option(within).deciders}


def test_a_lapsed_rule_does_not_lean(book: Book) -> None:
    """Without the national reported rules for foreigners, 西安's emigrants have nothing but the window of 2023."""
    advice = ask(book, "西安", "emigrated", nationality="mainland")
    assert (advice.verdict, advice.lean) == ("unknown", None)


def test_rules_begin_on_their_own_day(book: Book) -> None:
    """The national transfer rules of 2021 decide from the day they were issued, not before."""
    assert option(ask(book, "昆山", "retired", as_of="2021-10-31"), "transfer").verdict == "unknown"
    assert (
        option(ask(book, "昆山", "retired", as_of="2021-11-01"), "transfer").verdict
        == "not_eligible"
    )
