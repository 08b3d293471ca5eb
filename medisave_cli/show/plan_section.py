"""A plan of dates as a section of a page, and as plain data for JSON."""

from __future__ import annotations

from typing import Any

from medisave_cli.model import Plan, PlanStep
from medisave_cli.show.page import Item, Section
from medisave_cli.show.references import References

WEEKDAYS = (
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
)


def plan_section(plan: Plan, lang: str, refs: References) -> Section:
    """The plan as a list to tick off: each date, what should be done by then, and the time limit it rests on."""
    zh = lang == "zh"
    said: set[str] = set()
    items = [_item(step, lang, refs, said) for step in plan.steps]
    items += [
        Item(note.zh if zh else note.en, mark="warn" if not plan.steps else "")
        for note in plan.notes
    ]
    return Section(
        f"日程：{plan.start} 开始" if zh else f"Dates, starting on {plan.start}", tuple(items)
    )


def day_text(day: str, lang: str) -> str:
    """A date with its weekday: 2026-11-22（周日）."""
    from datetime import date

    weekday = WEEKDAYS[lang != "zh"][date.fromisoformat(day).weekday()]
    return f"{day}（{weekday}）" if lang == "zh" else f"{weekday} {day}"


def due_text(step: PlanStep, lang: str) -> str:
    """A step's date as it is said: by which day, and whether that is an estimate."""
    zh = lang == "zh"
    day = day_text(step.due, lang)
    if step.line is None:
        return day
    if step.certain:
        return f"最晚 {day}" if zh else f"by {day}"
    return f"大约 {day}" if zh else f"about {day}"


def limit_text(step: PlanStep, lang: str) -> str | None:
    """The time limit a step rests on: 10个工作日，从 2026-11-23 起."""
    if step.line is None:
        return None
    item, zh = step.line.item, lang == "zh"
    count = item.working_days if item.working_days is not None else item.days
    if count == 0:
        return "当场办" if zh else "done on the spot"
    unit = (
        ("个工作日" if zh else " working day" + "s" * (count != 1))
        if item.working_days is not None
        else ("天" if zh else " day" + "s" * (count != 1))
    )
    return f"{step.start} 之后{count}{unit}内" if zh else f"within {count}{unit} after {step.start}"


def plan_json(plan: Plan, lang: str) -> list[dict[str, Any]]:
    """The plan's steps for JSON; ``from`` and ``due`` are ISO dates, both included."""
    zh = lang == "zh"
    return [
        {
            "text": step.text.zh if zh else _capital(step.text.en),
            "from": step.start,
            "due": step.due,
            "for": step.line.item.purpose if step.line else "apply",
            "working_days": step.line.item.working_days if step.line else None,
            "days": step.line.item.days if step.line else None,
            "certain": step.certain,
            "why_estimated": None if step.why is None else step.why.zh if zh else step.why.en,
            "place": step.line.place if step.line else None,
            "provision": step.line.provision if step.line else None,
            "grade": step.line.grade if step.line else None,
            "cites": list(dict.fromkeys(c.source for c in step.line.cites)) if step.line else [],
        }
        for step in plan.steps
    ]


def _item(step: PlanStep, lang: str, refs: References, said: set[str]) -> Item:
    """One step; a reason that stands under an earlier one (``said``) is not given again."""
    zh = lang == "zh"
    notes = [limit_text(step, lang)]
    if step.line is not None and step.line.item.note is not None:
        notes.append(step.line.item.note.zh if zh else step.line.item.note.en)
    if step.why is not None and step.why.zh not in said:
        said.add(step.why.zh)
        notes.append(f"估计：{step.why.zh}" if zh else f"An estimate: {step.why.en}")
    text = step.text.zh if zh else _capital(step.text.en)
    return Item(
        text,
        due_text(step, lang),
        tuple(n for n in notes if n),
        refs.refs(step.line.cites) if step.line else (),
        "todo",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
