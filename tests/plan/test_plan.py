"""The plan of an advice: its time limits on the calendar, certain or estimated, and why."""

from __future__ import annotations

from datetime import date

import pytest

from medisave_cli import AskedWrongly, Case, ask
from medisave_cli.model import MAIN, TimeLine, Window
from medisave_cli.plan import plan_for, read_start
from medisave_cli.plan.working_days import announced

AS_OF = "2026-11-22"


def plan(book, place, status, start, facts=None, to=None):
    return plan_for(
        ask(book, Case(place, status, facts or {}, to, AS_OF)), date.fromisoformat(start)
    )


def with_limits(book, *limits, **changes):
    """昆山's advice on a death, with other time limits: (purpose, working days, days)."""
    advice = ask(book, Case("昆山", "deceased", {}, None, AS_OF))
    line = next(
        x
        for o in advice.options
        if (o.family, o.portion) == ("cash", MAIN)
        for x in o.lines
        if x.kind == "time_limit"
    )
    lines = tuple(
        line._replace(item=TimeLine(purpose, working, days, None, None, ()))
        for purpose, working, days in limits
    )
    options = tuple(
        o._replace(lines=lines, **changes)
        if (o.family, o.portion) == ("cash", MAIN)
        else o._replace(lines=())
        for o in advice.options
    )
    return advice._replace(options=options)


def dates(made):
    return [
        (step.line.item.purpose if step.line else "apply", step.start, step.due, step.certain)
        for step in made.steps
    ]


def test_a_decision_in_ten_working_days(book):
    made = plan(book, "昆山", "deceased", "2026-09-24")
    assert dates(made) == [
        ("apply", "2026-09-24", "2026-09-24", True),
        ("decision", "2026-09-24", "2026-10-15", True),
    ]
    assert made.steps[1].line.cites
    assert made.steps[1].why is None


def test_the_new_place_begins_where_the_old_one_ends(book):
    made = plan(book, "西宁", "transfer", "2026-09-28", to="兰州")
    assert dates(made)[:3] == [
        ("apply", "2026-09-28", "2026-09-28", True),
        ("transfer_out", "2026-09-28", "2026-10-16", True),
        ("transfer_in", "2026-10-16", "2026-10-23", True),
    ]
    assert "西宁市" in made.steps[1].text.zh and "兰州市" in made.steps[2].text.zh


def test_a_start_on_a_day_of_rest_is_counted_from_the_next_working_day(book):
    made = plan(book, "昆山", "deceased", "2026-10-03")
    assert (made.start, made.filed) == ("2026-10-03", "2026-10-08")
    assert any("2026-10-08" in note.zh and "2026-10-08" in note.en for note in made.notes)


def test_dates_beyond_the_announced_holidays_are_estimates_that_say_so(book):
    last = announced()[1]
    made = plan(book, "昆山", "deceased", f"{last}-12-28")
    decided = made.steps[-1]
    assert decided.due > f"{last + 1}-01-01"
    assert decided.certain is False
    assert str(last + 1) in decided.why.zh and str(last + 1) in decided.why.en
    assert any(str(last) in note.zh for note in made.notes)


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
def test_a_reported_limit_never_gives_a_certain_date(book, every):
    for place in book.places_on_file()[::every]:
        if place.code == "000000":
            continue
        for status in ("deceased", "transfer"):
            made = plan(book, place.code, status, "2026-03-02")
            for step in made.steps:
                if step.line is not None and step.line.reported:
                    assert step.certain is False and step.why is not None, (place.name, status)


def test_payment_follows_the_decision(book):
    made = plan_for(
        with_limits(book, ("payment", 5, None), ("decision", 10, None)), date(2026, 11, 23)
    )
    assert dates(made)[1:] == [
        ("decision", "2026-11-23", "2026-12-07", True),
        ("payment", "2026-12-07", "2026-12-14", True),
    ]


def test_payment_without_a_decision_is_an_estimate(book):
    made = plan_for(with_limits(book, ("payment", 5, None)), date(2026, 11, 23))
    assert dates(made)[1:] == [("payment", "2026-11-23", "2026-11-30", False)]
    assert "审核" in made.steps[1].why.zh


def test_a_date_that_follows_an_estimate_is_an_estimate(book):
    advice = with_limits(book, ("decision", 3, None), ("payment", 3, None))
    option = next(o for o in advice.options if o.lines)
    doubtful = option._replace(lines=(option.lines[0]._replace(reported=True), option.lines[1]))
    made = plan_for(
        advice._replace(options=tuple(doubtful if o is option else o for o in advice.options)),
        date(2026, 11, 23),
    )
    assert [
        (certain, why is not None) for certain, why in ((s.certain, s.why) for s in made.steps[1:])
    ] == [(False, True), (False, False)]


def test_what_depends_on_a_condition_is_an_estimate(book):
    made = plan_for(
        with_limits(book, ("decision", 3, None), verdict="conditional"), date(2026, 11, 23)
    )
    assert made.steps[1].certain is False and "条件" in made.steps[1].why.zh


def test_calendar_days_and_on_the_spot(book):
    made = plan_for(
        with_limits(book, ("decision", 0, None), ("payment", None, 30)), date(2026, 9, 1)
    )
    assert dates(made)[1:] == [
        ("decision", "2026-09-01", "2026-09-01", True),
        ("payment", "2026-09-01", "2026-10-08", True),
    ]


def test_a_closed_window_is_said(book):
    advice = with_limits(book, ("decision", 5, None), window=Window((3, 4), None, None, True))
    said = "这一天不在受理时间里"
    assert any(said in note.zh for note in plan_for(advice, date(2026, 5, 6)).notes)
    assert not any(said in note.zh for note in plan_for(advice, date(2026, 3, 6)).notes)


def test_nothing_is_planned_that_is_not_open(book):
    made = plan_for(
        with_limits(book, ("decision", 5, None), verdict="not_eligible", lean=None),
        date(2026, 3, 6),
    )
    assert made.steps == () and len(made.notes) == 1


def test_no_time_limit_gives_no_dates_and_says_so(book):
    made = plan_for(with_limits(book), date(2026, 3, 6))
    assert made.steps == ()
    assert "没有查到办理时限" in made.notes[0].zh


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-30",
        "2026-13-01",
        "明天",
        "",
        "0001-01-01",
        "9999-12-31",
        "11/22/2026",
        "x" * 500,
        "\x1b[31m",
    ],
)
def test_an_impossible_start_is_refused(typed):
    with pytest.raises(AskedWrongly) as error:
        read_start(typed)
    assert len(error.value.text.zh) < 120 and "\x1b" not in error.value.text.en


def test_a_start_too_far_away_is_refused(book):
    advice = ask(book, Case("昆山", "deceased", {}, None, AS_OF))
    for start in (date.max, date.min):
        with pytest.raises(AskedWrongly):
            plan_for(advice, start)
