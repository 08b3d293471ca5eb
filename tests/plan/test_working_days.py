"""Chinese working days: holidays, adjusted weekends, and years whose holidays are not announced."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from medisave_cli.plan.working_days import (
    after_days,
    after_working_days,
    announced,
    is_announced,
    is_working,
    next_working,
)

DAYS = st.dates(date(2006, 1, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-09-25", False),  # Mid-Autumn, a Friday
        ("2026-10-08", True),
        ("2026-10-10", True),  # a Saturday worked for the National Day
        ("2026-10-11", False),
        ("2025-09-28", True),  # a Sunday worked
        ("2025-10-03", False),
    ],
)
def test_days_the_state_council_announced(day, works):
    assert is_working(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-09-24", 10, "2026-10-15"),  # over the National Day week, with the worked Saturday
        ("2026-11-23", 10, "2026-12-07"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-27", 1, "2026-11-30"),
    ],
)
def test_known_periods(start, count, due):
    assert after_working_days(date.fromisoformat(start), count).isoformat() == due


@given(DAYS, st.integers(1, 40))
def test_a_period_holds_as_many_working_days_as_it_says_and_ends_on_one(start, count):
    due = after_working_days(start, count)
    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(is_workday(day) for day in between) == count
    assert is_workday(due)


@given(DAYS, st.integers(0, 60))
def test_calendar_days_end_on_the_day_or_the_next_working_one(start, count):
    due, plain = after_days(start, count), start + timedelta(days=count)
    assert due >= plain and is_workday(due)
    assert not any(is_workday(plain + timedelta(days=n)) for n in range((due - plain).days))


def test_beyond_what_is_announced_only_weekends_are_left_out():
    year = announced()[1] + 1
    new_year = date(year, 1, 1)
    assert not is_announced(new_year) and is_announced(date(year - 1, 12, 31))
    for n in range(365):
        day = new_year + timedelta(days=n)
        assert is_working(day) is (day.weekday() < 5)
    assert next_working(date(year, 5, 1)).weekday() < 5
