"""One situation has one answer, however it is asked: other order, other words, a fact more that does not matter."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import AskedWrongly, Book, Case
from medisave_cli import ask as answer_to
from medisave_cli.model import Advice
from tests.sampling import quick_and_long

AS_OF = "2026-11-22"
CITIES = ("昆山", "上海", "北京", "深圳", "长沙", "温州", "泉州", "重庆", "长春")


def ask(
    book: Book, place: str, status: str, destination: str | None = None, **facts: Any
) -> Advice:
    return answer_to(book, Case(place, status, facts, destination, AS_OF))


def but_what_was_asked(advice: Advice) -> Advice:
    """The advice without how the question was put, which the words for the telephone repeat."""
    situation = advice.situation._replace(asked=None, status="", declined=())
    return advice._replace(situation=situation, call=None)


@pytest.mark.parametrize("place", CITIES)
def test_facts_in_any_order(book: Book, place: str) -> None:
    facts = {
        "pension": "lump_sum",
        "settled": "other_province",
        "household_at_residence": "unknown",
        "remote_care_registered": True,
    }
    one = ask(book, place, "retired", **facts)
    other = ask(book, place, "retired", **dict(reversed(facts.items())))
    assert one.id == other.id
    assert but_what_was_asked(one) == but_what_was_asked(other)


@pytest.mark.parametrize("place", CITIES)
@pytest.mark.parametrize(
    ("named", "base", "facts"),
    [
        ("cross_province_transfer", "transfer", {"same_province": False}),
        ("intra_province_transfer", "transfer", {"same_province": True}),
        ("transfer_refused", "transfer", {"destination_accepts_balance": False}),
        ("remote_settled_retiree", "retired", {"settled": "other_province"}),
        ("foreign_leaver", "emigrated", {"nationality": ["foreign", "hk_mo_tw"]}),
    ],
)
def test_a_named_case_is_its_base_status_with_the_facts_stated(
    book: Book, place: str, named: str, base: str, facts: dict
) -> None:
    one, other = ask(book, place, named), ask(book, place, base, **facts)
    assert (one.id, one.decision_id) == (other.id, other.decision_id)
    assert but_what_was_asked(one) == but_what_was_asked(other)


@pytest.mark.parametrize("place", CITIES)
def test_retired_and_settled_abroad_is_answered_as_emigrated(book: Book, place: str) -> None:
    retired, emigrated = (
        ask(book, place, "retired", settled="abroad"),
        ask(book, place, "emigrated", stage="retired", settled="abroad"),
    )
    assert retired.situation.base_status == "emigrated"
    assert "answered-as" in [warning for warning, _ in retired.warnings]
    assert retired.options == emigrated.options
    assert retired.decision_id == emigrated.decision_id


@pytest.mark.parametrize("place", quick_and_long(CITIES, 9))
def test_unknown_is_as_if_not_given_but_is_not_asked_again(book: Book, place: str) -> None:
    for status in book.statuses:
        before = ask(book, place, status)
        for question in before.questions:
            after = ask(book, place, status, **{question.fact.id: "unknown"})
            assert question.fact.id not in [q.fact.id for q in after.questions]
            assert question.fact.id not in after.situation.assumed
            assert after.id != before.id
            if question.assumed is None:
                assert after.options == before.options
                assert after.decision_id == before.decision_id


@pytest.mark.parametrize("place", CITIES)
def test_what_does_not_matter_changes_no_decision_and_is_not_asked(book: Book, place: str) -> None:
    """``gap_months`` decides nothing about the money after a death, nor does an heir's insurance where no rule turns on it."""
    before = ask(book, place, "deceased")
    assert "gap_months" not in [q.fact.id for q in before.questions]
    after = ask(book, place, "deceased", gap_months=4)
    assert after.decision_id == before.decision_id
    assert after.options == before.options
    assert after.id != before.id


def test_a_presumption_that_cannot_hold_falls_away(book: Book) -> None:
    """Someone whose household has moved no longer lives where insured: the answer does not rest on it, and asks."""
    advice = ask(book, "上海", "retired", household_at_residence=True)
    assert "settled" not in advice.situation.assumed
    assert (
        advice.options
        == ask(
            book,
            "上海",
            "retired",
            household_at_residence=True,
            settled=["same_province", "other_province", "abroad"],
        ).options
    )
    assert "settled" in [q.fact.id for q in advice.questions if q.assumed is None]


@pytest.mark.parametrize(
    ("status", "facts"),
    [
        ("deceased", {"no_such_fact": True}),
        ("retired", {"pension": "weekly"}),
        ("retired", {"stage": "active"}),
        ("remote_settled_retiree", {"settled": "no"}),
        ("transfer_refused", {"destination_accepts_balance": True}),
        ("emigrated", {"nationality": "foreign", "foreign_nationality": False}),
        ("transfer", {"gap_months": -1}),
        ("transfer", {"gap_months": 1.5}),
        ("transfer", {"gap_months": float("nan")}),
    ],
)
def test_what_cannot_be_so_is_refused(book: Book, status: str, facts: dict) -> None:
    with pytest.raises(AskedWrongly):
        ask(book, "昆山", status, **facts)


def test_the_destination_settles_the_province_and_a_contradiction_is_said(book: Book) -> None:
    told = ask(book, "深圳", "cross_province_transfer", "广州")
    plain = ask(book, "深圳", "transfer", "广州")
    assert "place-contradicts-status" in [warning for warning, _ in told.warnings]
    assert told.situation.stated["same_province"] == (True,)
    assert told.options == plain.options
    assert told.decision_id == plain.decision_id


def test_a_stated_fact_wins_over_what_the_destination_supplies(book: Book) -> None:
    """合肥's province says that it takes balances in."""
    supplied = ask(book, "深圳", "transfer", "合肥")
    assert supplied.situation.supplied["destination_accepts_balance"][0] is True
    stated = ask(book, "深圳", "transfer", "合肥", destination_accepts_balance=False)
    assert "stated-over-supplied" in [warning for warning, _ in stated.warnings]
    assert stated.situation.stated["destination_accepts_balance"] == (False,)
    assert stated.verdict != supplied.verdict


def test_a_destination_supplies_only_what_its_rule_says_of_this_move(book: Book) -> None:
    """长沙's rule on taking balances in is for moves within 湖南."""
    within = ask(book, "衡阳", "transfer", "长沙")
    assert within.situation.supplied["destination_accepts_balance"][0] is True
    across = ask(book, "深圳", "transfer", "长沙")
    assert across.situation.supplied == {}
    refused = ask(book, "深圳", "transfer", "长沙", destination_accepts_balance=False)
    assert "stated-over-supplied" not in [warning for warning, _ in refused.warnings]
