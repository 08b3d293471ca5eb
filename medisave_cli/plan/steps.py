"""The plan of an advice: its time limits put on the calendar, one after another."""

from __future__ import annotations

from datetime import date

from medisave_cli.dates import read_date
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Message
from medisave_cli.language.speaker import both, joined
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    Advice,
    Line,
    Option,
    Plan,
    PlanStep,
    Text,
    Window,
)
from medisave_cli.plan.working_days import (
    after_days,
    after_working_days,
    announced,
    is_announced,
    next_working,
)
from medisave_cli.tuples import NamedTuple

YEARS = (2000, 2100)
AFTER = {"payment": "decision", "transfer_in": "transfer_out"}
"""A time limit that begins where another one ends; every other begins on the day of applying."""
ORDER = ("decision", "payment", "transfer_out", "transfer_in", "whole")


class _Limited(NamedTuple):
    """An option and its time limits, in the order in which they run."""

    option: Option
    lines: list[Line]


def read_start(typed: str) -> date:
    """The day a plan starts.

    Raises:
        AskedWrongly: it is no date, or lies too far away to plan for.
    """
    return _near(date.fromisoformat(read_date(typed, "--start")))


def plan_for(advice: Advice, start: date) -> Plan:
    """Return by when each step should be done if the person applies on ``start``, from the time limits of what is open to them.

    Working days are those of the Chinese calendar (``working_days``). A step is certain where a firm rule gives its limit, the
    conditions are settled and the holidays of its years are announced; the others are estimates and say why.

    Raises:
        AskedWrongly: ``start`` lies too far away to plan for.
    """
    filed = next_working(_near(start))
    limited = _limited(advice)
    steps: list[PlanStep] = []
    if limited:
        moving = all(each.option.family == "transfer" for each in limited)
        steps.append(
            PlanStep(
                both("plan.hand_in_move" if moving else "plan.hand_in"),
                start.isoformat(),
                filed.isoformat(),
                None,
                is_announced(start),
                None,
            )
        )
    for each in limited:
        steps += _dated(advice, each, filed)
    return Plan(
        start.isoformat(),
        filed.isoformat(),
        tuple(steps),
        tuple(_notes(limited, start, filed, steps)),
    )


def _near(day: date) -> date:
    first, last = YEARS
    if not first <= day.year <= last:
        raise AskedWrongly("dates.too_far", day=day.isoformat(), first=first, last=last)
    return day


def _limited(advice: Advice) -> list[_Limited]:
    """What has time limits: the cash options open to the case, else the transfer; for a move the other way round.

    A portion of the money that goes by the same limits as one before it is left out.
    """
    cash_main = next((o for o in advice.options if (o.family, o.portion) == ("cash", MAIN)), None)
    if cash_main is not None and cash_main.verdict == ELIGIBLE:
        families: tuple[str, ...] = ("cash",)
    else:
        families = (
            ("transfer", "cash")
            if advice.situation.base_status == "transfer"
            else ("cash", "transfer")
        )
    for family in families:
        found: list[_Limited] = []
        for option in advice.options:
            lines = _own(option) if option.family == family and _is_open(option) else []
            if lines and all(lines != other.lines for other in found):
                found.append(_Limited(option, lines))
        if found:
            return found
    return []


def _is_open(option: Option) -> bool:
    return option.verdict in (ELIGIBLE, CONDITIONAL) or option.lean in (ELIGIBLE, CONDITIONAL)


def _own(option: Option) -> list[Line]:
    """An option's time limits in their order; of two for the same thing, what the end that does it says of itself."""
    lines = [
        line for line in option.lines if line.kind == "time_limit" and line.state != "not_needed"
    ]
    kept: list[Line] = []
    for purpose in ORDER:
        same = [line for line in lines if line.item.purpose == purpose]
        here = [line for line in same if line.arriving == (purpose == "transfer_in")]
        kept += {
            (line.item.working_days, line.item.days): line for line in reversed(here or same)
        }.values()
    return kept


def _dated(advice: Advice, limited: _Limited, filed: date) -> list[PlanStep]:
    option, lines = limited
    ends: dict[str, date] = {}
    sure: dict[str, bool] = {}
    steps = []
    for line in lines:
        purpose, first = line.item.purpose, AFTER.get(line.item.purpose)
        begin = ends.get(first, filed) if first else filed
        count = line.item.working_days
        due = (
            after_working_days(begin, count)
            if count is not None
            else after_days(begin, line.item.days)
        )
        doubts = []
        if first and first not in ends:
            doubts.append(both(f"plan.no_first_{purpose}"))
        if line.reported or option.verdict not in (ELIGIBLE, CONDITIONAL):
            doubts.append(both("plan.unconfirmed"))
        if option.verdict != ELIGIBLE or line.state != "needed":
            doubts.append(both("plan.depends"))
        if not (is_announced(filed) and is_announced(due)):
            doubts.append(_unannounced(filed, due))
        certain = not doubts and sure.get(first or "", True)
        ends[purpose] = max(due, ends.get(purpose, due))
        sure[purpose] = certain and sure.get(purpose, True)
        why = joined("plan.and", doubts) if doubts else None
        steps.append(
            PlanStep(
                _what(advice, option, line), begin.isoformat(), due.isoformat(), line, certain, why
            )
        )
    return steps


def _what(advice: Advice, option: Option, line: Line) -> Text:
    """What should be done by then."""
    purpose, into = line.item.purpose, advice.situation.destination
    if purpose == "transfer_out":
        said = both("plan.transfer_out", place=advice.situation.place.name)
    elif purpose == "transfer_in":
        there = into.name if into else Message("plan.the_new_place")
        said = both("plan.transfer_in", place=there)
    else:
        said = both(f"plan.{purpose}")
    if option.portion == MAIN:
        return said
    portion = advice.portions.get(option.portion, option.portion)
    return both("plan.of_portion", portion=portion, said=said)


def _unannounced(begin: date, end: date) -> Text:
    first, last = announced()
    if begin.year < first:
        return both("plan.no_holidays_before", year=first)
    return both("plan.no_holidays_yet", year=max(begin.year, last + 1))


def _notes(limited: list[_Limited], start: date, filed: date, steps: list[PlanStep]) -> list[Text]:
    if not limited:
        return [both("plan.no_limit")]
    notes = []
    if filed != start:
        notes.append(both("plan.day_of_rest", day=start, filed=filed))
    if any(
        each.option.window is not None and _is_closed(each.option.window, filed) for each in limited
    ):
        notes.append(both("plan.not_taken"))
    last = announced()[1]
    if any(int(step.due[:4]) > last for step in steps):
        notes.append(both("plan.known_until", last=last, next=last + 1))
    return [*notes, both("plan.latest")]


def _is_closed(window: Window, day: date) -> bool:
    """Whether applications are not taken on the day."""
    if window.months and day.month not in window.months:
        return True
    return not (window.start or "") <= day.isoformat() <= (window.end or "9999")
