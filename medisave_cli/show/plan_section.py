"""A plan of dates as a section of a page, and as plain data for JSON."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Speaker, pick
from medisave_cli.model import Plan, PlanStep, Text
from medisave_cli.show.page import Item, Section
from medisave_cli.show.references import References


def plan_section(plan: Plan, lang: str, refs: References) -> Section:
    """The plan as a list to tick off: each date, what should be done by then, and the time limit it rests on."""
    speak = Speaker(lang)
    said: set[Text] = set()
    items = [_item(step, speak, refs, said) for step in plan.steps]
    mark = "warn" if not plan.steps else ""
    items += [Item(speak.text(note), mark=mark) for note in plan.notes]
    return Section(speak("plan.title", day=plan.start), tuple(items))


def due_text(step: PlanStep, speak: Speaker) -> str:
    """A step's date as it is said: by which day, and whether that is an estimate."""
    from datetime import date

    weekday = speak(f"plan.weekday_{date.fromisoformat(step.due).weekday()}")
    day = speak("plan.day", day=step.due, weekday=weekday)
    if step.line is None:
        return day
    return speak("plan.by" if step.certain else "plan.about", day=day)


def limit_text(step: PlanStep, speak: Speaker) -> str | None:
    """The time limit a step rests on: 10个工作日，从 2026-11-23 起."""
    if step.line is None:
        return None
    item = step.line.item
    working = item.working_days is not None
    count = item.working_days if working else item.days
    if count == 0:
        return speak("plan.at_once")
    key = ("working_day" if working else "calendar_day") + "s" * (count != 1)
    return speak(f"plan.{key}", start=step.start, n=count)


def plan_json(plan: Plan, lang: str) -> list[dict[str, Any]]:
    """The plan's steps for JSON; ``from`` and ``due`` are ISO dates, both included."""
    speak = Speaker(lang)
    return [
        {
            "text": speak.opening(step.text),
            "from": step.start,
            "due": step.due,
            "for": step.line.item.purpose if step.line else "apply",
            "working_days": step.line.item.working_days if step.line else None,
            "days": step.line.item.days if step.line else None,
            "certain": step.certain,
            "why_estimated": pick(step.why, lang),
            "place": step.line.place if step.line else None,
            "provision": step.line.provision if step.line else None,
            "grade": step.line.grade if step.line else None,
            "cites": list(dict.fromkeys(c.source for c in step.line.cites)) if step.line else [],
        }
        for step in plan.steps
    ]


def _item(step: PlanStep, speak: Speaker, refs: References, said: set[Text]) -> Item:
    """One step; a reason that stands under an earlier one (``said``) is not given again."""
    notes = [limit_text(step, speak)]
    if step.line is not None and step.line.item.note is not None:
        notes.append(speak.text(step.line.item.note))
    if step.why is not None and step.why not in said:
        said.add(step.why)
        notes.append(speak("plan.estimate", why=step.why))
    return Item(
        speak.opening(step.text),
        due_text(step, speak),
        tuple(n for n in notes if n),
        refs.refs(step.line.cites) if step.line else (),
        "todo",
    )
