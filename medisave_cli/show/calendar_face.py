"""A plan of dates as a calendar file (iCalendar, RFC 5545), by the ``icalendar`` library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from medisave_cli.model import Advice, Plan, PlanStep
from medisave_cli.show.named import title_words
from medisave_cli.show.plan_section import limit_text

PRODUCT = "-//medisave//medisave//ZH"


def render(plan: Plan, advice: Advice, lang: str) -> str:
    """Return the plan as a calendar: one all-day event a step, with a reminder the day before.

    The same plan gives the same text: identifiers come from the advice's id, the time stamp from the day the case is judged at.
    """
    from icalendar import Calendar

    zh = lang == "zh"
    place, status = advice.situation.place, advice.statuses[advice.situation.status].name
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add(
        "x-wr-calname",
        f"医保个人账户：{place.name.zh}，{status.zh}"
        if zh
        else f"Medical-insurance account: {place.name.en}, {status.en}",
    )
    for number, step in enumerate(plan.steps, 1):
        calendar.add_component(_event(step, number, plan, advice, lang))
    made: bytes = calendar.to_ical()
    return made.decode("utf-8")


def _event(step: PlanStep, number: int, plan: Plan, advice: Advice, lang: str) -> Any:
    from icalendar import Alarm, Event

    zh = lang == "zh"
    due = date.fromisoformat(step.due)
    text = step.text.zh if zh else step.text.en[:1].upper() + step.text.en[1:]
    event = Event()
    event.add("uid", f"{advice.id}-{plan.start}-{number}@medisave")
    event.add("dtstamp", datetime.fromisoformat(advice.situation.as_of).replace(tzinfo=UTC))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add(
        "summary", text if step.certain else f"{text}（估计）" if zh else f"{text} (estimate)"
    )
    event.add("description", "\n".join(_lines(step, advice, lang)))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    return event


def _lines(step: PlanStep, advice: Advice, lang: str) -> list[str]:
    zh = lang == "zh"
    lines = [limit_text(step, lang)]
    if step.why is not None:
        lines.append(f"估计：{step.why.zh}" if zh else f"An estimate: {step.why.en}")
    elif not step.certain:
        lines.append("日期是估计的" if zh else "The date is an estimate")
    if step.line is not None:
        titles = [
            title_words(advice.sources[c.source], lang)
            for c in step.line.cites
            if c.source in advice.sources
        ]
        lines += [f"依据：{title}" if zh else f"Source: {title}" for title in dict.fromkeys(titles)]
    lines.append(
        "以参保地医保经办机构的答复为准，电话12393。"
        if zh
        else "What the medical insurance bureau (医保局) of the place tells you counts: call 12393."
    )
    return [line for line in lines if line]
