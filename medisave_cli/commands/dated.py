"""What the commands that can be dated share: ``--start``, and the calendar among the formats."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.commands.options import Format, chosen
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.words import say

if TYPE_CHECKING:
    from medisave_cli.model import Advice, Plan


class DatedFormat(StrEnum):
    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    html = "html"
    ics = "ics"


DatedFormatOption = Annotated[
    DatedFormat | None,
    typer.Option(
        "--format",
        "-f",
        help=say(
            "输出格式（默认：终端用 table，管道用 plain；ics 是日历文件）",
            "output format (default: table on a terminal, plain in a pipe; ics is a calendar file)",
        ),
    ),
]
StartOption = Annotated[
    str | None,
    typer.Option(
        "--start",
        metavar="DATE",
        help=say("从这天开始办，列出各步日期", "start on this day: adds a plan with dates"),
    ),
]


def dated_format(format: DatedFormat | None, output: Path | None) -> Format | None:
    """The format asked for, or told by the file's ending; None for a calendar."""
    if format is DatedFormat.ics or (
        format is None and output is not None and output.suffix.lower() == ".ics"
    ):
        return None
    return chosen(Format(format.value) if format else None, output)


def is_handout(format: Format) -> bool:
    """Whether the format is for taking along, on paper or a phone, and not for the terminal."""
    return format in (Format.html, Format.markdown)


def plan_from(advice: Advice, start: str | None, calendar: bool) -> Plan | None:
    """The plan of an advice from ``--start``; None where no start is given.

    Raises:
        AskedWrongly: the start is no date, or a calendar is asked for without one.
        MedisaveError: a calendar is asked for and there is no time limit to put on it.
    """
    if start is None:
        if calendar:
            raise AskedWrongly(
                "写日历文件要同时给 --start 日期，例如 --start 2026-11-23",
                "a calendar file needs --start DATE, such as --start 2026-11-23",
            )
        return None
    from medisave_cli.plan import plan_for, read_start

    plan = plan_for(advice, read_start(start))
    if calendar and not plan.steps:
        raise MedisaveError(
            "没有查到办理时限，排不出日期，所以没有写日历；去掉 --format ics 可以看完整回答",
            "no time limit is on file, so there are no dates for a calendar; drop --format ics to see the whole answer",
        )
    return plan
