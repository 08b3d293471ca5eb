"""The plan of an advice: its time limits put on the calendar, one after another."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from medisave_cli.dates import read_date
from medisave_cli.errors import AskedWrongly
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

YEARS = (2000, 2100)
AFTER = {"payment": "decision", "transfer_in": "transfer_out"}
"""A time limit that begins where another one ends; every other begins on the day of applying."""
ORDER = ("decision", "payment", "transfer_out", "transfer_in", "whole")
HAND_IN = Text("把材料交齐，提出申请", "hand in the papers and apply")
HAND_IN_MOVE = Text("提出转移申请", "apply for the transfer")
NO_FIRST = {
    "payment": Text(
        "没有查到审核要多久，从申请那天起算",
        "how long the decision takes was not found, so it is counted from the day of applying",
    ),
    "transfer_in": Text(
        "没有查到转出要多久，从申请那天起算",
        "how long the sending takes was not found, so it is counted from the day of applying",
    ),
}
UNCONFIRMED = Text("这个期限没有可靠依据", "the time limit is unconfirmed")
DEPENDS = Text("要符合条件才办得了", "only if the conditions are met")


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
                HAND_IN_MOVE if moving else HAND_IN,
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
            doubts.append(NO_FIRST[purpose])
        if line.reported or option.verdict not in (ELIGIBLE, CONDITIONAL):
            doubts.append(UNCONFIRMED)
        if option.verdict != ELIGIBLE or line.state != "needed":
            doubts.append(DEPENDS)
        if not (is_announced(filed) and is_announced(due)):
            doubts.append(_unannounced(filed, due))
        certain = not doubts and sure.get(first or "", True)
        ends[purpose] = max(due, ends.get(purpose, due))
        sure[purpose] = certain and sure.get(purpose, True)
        why = (
            Text("；".join(d.zh for d in doubts), "; ".join(d.en for d in doubts))
            if doubts
            else None
        )
        steps.append(
            PlanStep(
                _what(advice, option, line), begin.isoformat(), due.isoformat(), line, certain, why
            )
        )
    return steps


def _what(advice: Advice, option: Option, line: Line) -> Text:
    """What should be done by then."""
    out, into = advice.situation.place.name, advice.situation.destination
    to = into.name if into else Text("转入地", "the new place")
    said = {
        "decision": Text("经办机构审核办结", "the office decides"),
        "payment": Text("钱付到账", "the money is paid"),
        "transfer_out": Text(
            f"{out.zh}转出记录，划出余额", f"{out.en} sends the record and the balance"
        ),
        "transfer_in": Text(
            f"{to.zh}接上记录，余额入账", f"{to.en} takes up the record and credits the balance"
        ),
        "whole": Text("全部办完", "everything is done"),
    }[line.item.purpose]
    if option.portion == MAIN:
        return said
    portion = advice.portions.get(option.portion, Text(option.portion, option.portion))
    return Text(f"{portion.zh}：{said.zh}", f"{portion.en}: {said.en}")


def _unannounced(begin: date, end: date) -> Text:
    first, last = announced()
    if begin.year < first:
        return Text(
            f"{first}年以前的节假日没有资料，只扣了周末",
            f"holidays before {first} are not on file; only weekends were left out",
        )
    year = max(begin.year, last + 1)
    return Text(
        f"{year}年的放假安排还没有资料，只扣了周末",
        f"the holidays of {year} are not on file yet; only weekends were left out",
    )


def _notes(limited: list[_Limited], start: date, filed: date, steps: list[PlanStep]) -> list[Text]:
    if not limited:
        return [
            Text(
                "没有查到办理时限，排不出日期；办的时候请问清楚多久办完。",
                "No time limit is on file, so no dates can be given; ask how long it takes when you apply.",
            )
        ]
    notes = []
    if filed != start:
        notes.append(
            Text(
                f"{start} 是休息日，从下一个工作日 {filed} 起算；网上当天也能提交的，可能更早。",
                f"{start} is a day of rest; counted from the next working day, {filed}. Applied for online, it may be earlier.",
            )
        )
    if any(
        each.option.window is not None and _is_closed(each.option.window, filed) for each in limited
    ):
        notes.append(
            Text(
                "这一天不在受理时间里，先问什么时候受理。",
                "Applications are not taken on that day; ask first when they are.",
            )
        )
    last = announced()[1]
    if any(int(step.due[:4]) > last for step in steps):
        notes.append(
            Text(
                f"国务院公布的放假调休安排，本程序收到{last}年底；{last + 1}年起只扣周末，遇到放假会更晚。",
                f"The holidays and working weekends announced by the State Council are on file up to the end of {last}; from {last + 1} only weekends are left out, so holidays will make it later.",
            )
        )
    notes.append(
        Text(
            "期限是规定里最晚的日子，可能提前办完；要补材料的，从补齐那天重新算。",
            "These are the latest days the rules allow; it may be done sooner. If papers are missing, the count starts again once they are complete.",
        )
    )
    return notes


def _is_closed(window: Window, day: date) -> bool:
    """Whether applications are not taken on the day."""
    if window.months and day.month not in window.months:
        return True
    return not (window.start or "") <= day.isoformat() <= (window.end or "9999")
