"""The calendar file, read back by a calendar library."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from medisave_cli import Case, ask
from medisave_cli.model import Text
from medisave_cli.plan import plan_for
from medisave_cli.show.calendar_face import render


@pytest.fixture(scope="module")
def advice(book):
    return ask(book, Case("昆山", "transfer", {}, "北京", "2026-11-22"))


@pytest.fixture(scope="module")
def plan(advice):
    return plan_for(advice, date(2026, 9, 24))


def events(text):
    return Calendar.from_ical(text).walk("VEVENT")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_step_is_an_event_on_its_day(advice, plan, lang):
    read = events(render(plan, advice, lang))
    assert [e.decoded("dtstart").isoformat() for e in read] == [step.due for step in plan.steps]
    assert all(e.decoded("dtend") - e.decoded("dtstart") == timedelta(days=1) for e in read)
    assert all(
        str(e["summary"])
        .lower()
        .startswith((step.text.zh if lang == "zh" else step.text.en).lower())
        for e, step in zip(read, plan.steps, strict=True)
    )
    assert len({str(e["uid"]) for e in read}) == len(read)
    assert all(e.walk("VALARM") for e in read)


def test_sources_and_the_hotline_stand_in_the_event(advice, plan):
    last = events(render(plan, advice, "zh"))[-1]
    assert "12393" in last["description"]
    assert advice.sources[plan.steps[-1].line.cites[0].source].title in last["description"]


def test_an_estimate_is_called_one(advice, plan):
    doubtful = plan._replace(
        steps=tuple(
            s._replace(certain=False, why=Text("没有资料", "not on file")) for s in plan.steps
        )
    )
    for lang, word in (("zh", "估计"), ("en", "estimate")):
        assert all(
            word in e["summary"] and word in e["description"].lower()
            for e in events(render(doubtful, advice, lang))
        )


def test_the_file_keeps_to_the_standard(advice, plan):
    text = render(plan, advice, "zh")
    assert text.count("\n") == text.count("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert {"PRODID", "VERSION"} <= set(Calendar.from_ical(text))
    assert Calendar.from_ical(text).errors == []


def test_the_same_plan_is_the_same_file(advice, plan):
    assert render(plan, advice, "zh") == render(plan, advice, "zh")


def test_text_that_looks_like_calendar_lines_stays_text(advice, plan):
    nasty = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y;,\\"
    changed = plan._replace(steps=(plan.steps[0]._replace(text=Text(nasty, nasty)),))
    read = events(render(changed, advice, "zh"))
    assert len(read) == 1
    assert str(read[0]["summary"]).replace("\r\n", "\n") == nasty.replace("\r\n", "\n")
