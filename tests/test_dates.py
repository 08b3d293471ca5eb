"""Dates as people and spreadsheets write them; and which day it is."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medisave_cli import dates
from medisave_cli.errors import AskedWrongly

WRITTEN = [
    "{0:04}-{1:02}-{2:02}",
    "{0:04}-{1}-{2}",
    "{0:04}/{1}/{2}",
    "{0:04}.{1}.{2}",
    "{0:04}年{1}月{2}日",
    "{0:04} 年 {1:02} 月 {2:02} 日",
    "{0:04}年{1}月{2}号",
    "{0:04}{1:02}{2:02}",
    "{0:04}-{1:02}-{2:02} 00:00:00",
    "{0:04}/{1}/{2} 0:00",
    " {0:04}-{1:02}-{2:02}T00:00:00 ",
]
WIDE = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


@settings(derandomize=True)
@given(st.dates(datetime.date(1900, 1, 1)), st.sampled_from(WRITTEN), st.booleans())
def test_however_it_is_written_the_day_is_read(day: datetime.date, form: str, wide: bool) -> None:
    typed = form.format(day.year, day.month, day.day)
    assert dates.read_date(typed.translate(WIDE) if wide else typed, "x") == day.isoformat()


@pytest.mark.parametrize(
    "typed",
    [
        "1/2/2026", "01-02-2026", "1.2.26", "26-01-02", "12/31/2026", "2026-13-01", "2026-02-30", "2026-1/2", "2026",
        "2026-01", "", "明天", "0000-01-01", "2026-01-02 13:00", "-2026-01-02", "2026--1-2", "9" * 100, "\x1b[31m",
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_several_is_refused_with_the_form(typed: str) -> None:
    with pytest.raises(AskedWrongly) as caught:
        dates.read_date(typed, "--as-of")
    for text in caught.value.text:
        assert "2026-11-22" in text
        assert "--as-of" in text
        assert text.isprintable()


def test_dates_of_the_library_are_taken() -> None:
    assert dates.read_date(datetime.date(2026, 1, 2), "x") == "2026-01-02"
    assert dates.read_date(datetime.datetime(2026, 1, 2, 3), "x") == "2026-01-02"


def test_today_is_china_s_day_whatever_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDISAVE_TODAY", raising=False)

    class Late(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return datetime.datetime(2026, 11, 22, 16, 30, tzinfo=datetime.UTC).astimezone(tz)

    monkeypatch.setattr(dates, "datetime", Late)
    assert dates.today() == "2026-11-23"


def test_today_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDISAVE_TODAY", "2026/11/22")
    assert dates.today() == "2026-11-22"
    monkeypatch.setenv("MEDISAVE_TODAY", "soon")
    with pytest.raises(AskedWrongly):
        dates.today()
