"""A plan of dates as a calendar file (iCalendar, RFC 5545), by the ``icalendar`` library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from medisave_cli.language import Speaker
from medisave_cli.model import Advice, Plan, PlanStep
from medisave_cli.show.named import title_words
from medisave_cli.show.plan_section import limit_text

PRODUCT = "-//medisave//medisave//ZH"


def render(plan: Plan, advice: Advice, lang: str) -> str:
    """Return the plan as a calendar: one all-day event a step, with a reminder the day before.

    The same plan gives the same text: identifiers come from the advice's id, the time stamp from the day the case is judged at.
    """
    from icalendar import Calendar

    speak = Speaker(lang)
    place, status = advice.situation.place, advice.statuses[advice.situation.status].name
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", speak("plan.calendar", place=place.name, status=status))
    for number, step in enumerate(plan.steps, 1):
        calendar.add_component(_event(step, number, plan, advice, speak))
    made: bytes = calendar.to_ical()
    return made.decode("utf-8")


def _event(step: PlanStep, number: int, plan: Plan, advice: Advice, speak: Speaker) -> Any:
    from icalendar import Alarm, Event

    due = date.fromisoformat(step.due)
    text = speak.opening(step.text)
    event = Event()
    event.add("uid", f"{advice.id}-{plan.start}-{number}@medisave")
    event.add("dtstamp", datetime.fromisoformat(advice.situation.as_of).replace(tzinfo=UTC))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", text if step.certain else speak("plan.estimated", text=text))
    event.add("description", "\n".join(_lines(step, advice, speak)))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    return event


def _lines(step: PlanStep, advice: Advice, speak: Speaker) -> list[str]:
    lines = [limit_text(step, speak)]
    if step.why is not None:
        lines.append(speak("plan.estimate", why=step.why))
    elif not step.certain:
        lines.append(speak("plan.is_estimate"))
    if step.line is not None:
        titles = [
            title_words(advice.sources[c.source], speak.lang)
            for c in step.line.cites
            if c.source in advice.sources
        ]
        lines += [speak("plan.source", title=title) for title in dict.fromkeys(titles)]
    lines.append(speak("plan.counts"))
    return [line for line in lines if line]
