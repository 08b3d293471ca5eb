"""A row of a batch is answered as `check` answers the same case, wrong ones included."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("polars")

import polars as pl

from medisave_cli import AskedWrongly, Book, Case, ask
from medisave_cli.batch.answers import Answerer, answer_of, options_text
from medisave_cli.batch.deciding import ASKED, Decider
from medisave_cli.model import Advice
from medisave_cli.show.headline import headline
from tests.batch.conftest import TODAY
from tests.batch.made import made_cases


@pytest.fixture(scope="module")
def answerer(book: Book) -> Answerer:
    return Answerer(book, "en", TODAY)


def checked(book: Book, row: dict[str, Any]) -> Advice | None:
    """What `check` answers, None where it refuses."""
    said = {key: cell.strip() for key, cell in row.items() if cell and cell.strip()}
    facts = {key: cell for key, cell in said.items() if key not in ASKED}
    if "city" not in said or "status" not in said:
        return None
    try:
        return ask(
            book,
            Case(said["city"], said["status"], facts, said.get("to"), said.get("as_of", TODAY)),
        )
    except AskedWrongly:
        return None


def hold_to_check(book: Book, answerer: Answerer, cases: pl.DataFrame) -> tuple[int, int]:
    """Compare every row; returns how many were answered and how many refused."""
    decided = Decider(answerer, {key: key for key in cases.columns}).decide(
        cases.with_columns(pl.all().replace("", None))
    )
    counts = [0, 0]
    for row, number, error in zip(
        cases.rows(named=True), decided.numbers.to_list(), decided.errors.to_list(), strict=True
    ):
        advice = checked(book, row)
        counts[advice is None] += 1
        if advice is None:
            assert number is None and error, row
        else:
            assert error is None, (row, error)
            assert answerer.answers[number] == answer_of(advice, "en"), row
    return counts[0], counts[1]


@pytest.mark.long
def test_random_cases_are_answered_as_check_answers_them(book: Book, answerer: Answerer) -> None:
    cases = made_cases(book, 1500, seed=20261122).drop("id", "note")
    answered, refused = hold_to_check(book, answerer, cases)
    assert answered > 1000
    assert refused > 50


@pytest.mark.parametrize("rows", [96, pytest.param(480, marks=pytest.mark.long)])
def test_cases_of_other_days_are_answered_by_the_rules_of_the_day(
    book: Book, answerer: Answerer, rows: int
) -> None:
    days = [
        "1997-01-01",
        "1999-12-31",
        "2003-05-05",
        "2020-02-29",
        "2022-08-31",
        "2022-09-01",
        "2023-07-01",
        "2026-11-22",
        "2030-01-01",
        "2026-02-30",
        "soon",
        "",
    ]
    facts = ["pension", "settled", "nationality", "renounces_scheme"]
    cases = made_cases(book, rows, seed=3, facts=facts).drop("id", "note")
    answered, refused = hold_to_check(
        book,
        answerer,
        cases.with_columns(pl.Series("as_of", [days[n % len(days)] for n in range(rows)])),
    )
    assert answered > rows // 2
    assert refused > rows // 12


CELLS = {
    "city": [
        "昆山",
        "厦门",
        "350200",
        "上海",
        "chengdu",
        "江苏昆山",
        "玄武区",
        "南京",
        "朝阳区",
        "",
        " 苏州 ",
        "\x00",
    ],
    "status": [
        "retired",
        "退休",
        "emigrated",
        "transfer",
        "cross_province_transfer",
        "remote_settled_retiree",
        "foreign_leaver",
        "deceased",
        "死亡",
        "x" * 500,
    ],
    "to": ["", "", "", "北京", "苏州", "南京", "长沙", "火星"],
    "settled": ["", "no", "abroad", "other_province", "unknown", "定居外省", "somewhere"],
    "household_at_residence": ["", "yes", "no", "unknown"],
    "nationality": ["", "foreign", "hk_mo_tw", "foreign,hk_mo_tw", "mainland", "unknown"],
    "foreign_nationality": ["", "yes", "no", "unknown"],
    "household_cancelled": ["", "yes", "no"],
    "stage": ["", "retired", "active"],
    "same_province": ["", "yes", "no"],
    "destination_accepts_balance": ["", "yes", "no", "unknown"],
    "xiamen_retires_here": ["", "", "", "yes", "unknown"],
    "gap_months": ["", "0", "3", "3.5", "７", "-1", "unknown", "1e400"],
}


@pytest.mark.long
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.fixed_dictionaries({key: st.sampled_from(cells) for key, cells in CELLS.items()}),
        min_size=1,
        max_size=12,
    )
)
def test_facts_that_fix_presume_and_exclude_each_other_come_out_as_in_check(
    book: Book, answerer: Answerer, rows: list[dict[str, str]]
) -> None:
    hold_to_check(book, answerer, pl.DataFrame(rows, schema=dict.fromkeys(CELLS, pl.String)))


def test_options_are_written_with_their_portion(book: Book) -> None:
    advice = ask(book, Case("北京", "retired"))
    text = options_text(advice.options)
    assert text.startswith("cash:")
    for option in advice.options:
        name = option.family if option.portion == "main" else f"{option.family}({option.portion})"
        assert f"{name}:{option.verdict}" in text.split(";")


def test_the_row_says_what_decides_and_what_to_ask(book: Book) -> None:
    advice = ask(book, Case("昆山", "deceased"))
    answer = answer_of(advice, "zh")
    assert answer.decided_by is not None
    place, provision = answer.decided_by.split(":")
    assert (place, provision) == (
        advice.options[0].deciders[0].place,
        advice.options[0].deciders[0].id,
    )
    assert answer.questions == ";".join(q.fact.id for q in advice.questions)
    assert answer.headline == headline(advice, "zh")


def test_each_distinct_decision_is_made_once(book: Book) -> None:
    answerer = Answerer(book, "en", TODAY)
    rows = 5000
    cases = pl.DataFrame(
        {
            "city": ["昆山", "320583", "kunshan", "张家港"] * (rows // 4),
            "status": ["deceased"] * rows,
            "death_in_shared_data": ["yes" if n // 4 % 2 else "no" for n in range(rows)],
            "gap_months": [str(n) for n in range(rows)],
            "pension": ["monthly", "lump_sum", "unknown", ""] * (rows // 4),
        }
    )
    decider = Decider(answerer, {key: key for key in cases.columns})
    assert decider.decide(cases).errors.null_count() == rows
    # What does not matter here (a gap, a pension, how the place is written) multiplies nothing.
    alike = {
        ask(book, Case(city, "deceased", {"death_in_shared_data": said}, None, TODAY)).decision_id
        for city in ("昆山", "张家港")
        for said in (True, False)
    }
    assert {a.decision_id for a in answerer.answers} == alike
    assert len(answerer.answers) == len(alike)


def test_decision_ids_are_shared_by_places_that_follow_the_same_rules_and_by_no_others(
    book: Book,
) -> None:
    def of(place: str, **facts: Any) -> str:
        return ask(book, Case(place, "emigrated", facts, None, TODAY)).decision_id

    plain = [p for p in book.places() if p.rules_from == ("130000", "000000")][:3]
    assert len({of(p.code) for p in plain}) == 1
    assert of("石家庄") != of("上海")
    # What another fact rules out does not count as open: a foreigner has no household registration to keep.
    assert of("上海", nationality="foreign") == of(
        "上海", nationality="foreign", household_local=False
    )
    assert of("上海", nationality="foreign") != of("上海", nationality="mainland")
