"""What the commands that can be dated share: ``--start``, and the calendar among the formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.commands.ending import chosen, read_format
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.show.faces import DATED, FACES, Format

if TYPE_CHECKING:
    from medisave_cli.model import Advice, Plan


DatedFormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=read_format(DATED),
        metavar="FORMAT",
    ),
]
StartOption = Annotated[str | None, typer.Option("--start", metavar="DATE")]


def dated_format(format: Format | None, output: Path | None) -> Format:
    """The face asked for, or told by the file's ending; a calendar among them."""
    return chosen(format, output, DATED)


def is_handout(format: Format) -> bool:
    """Whether the format is for taking along, on paper or a phone, and not for the terminal."""
    return FACES[format].taken_along


def plan_from(advice: Advice, start: str | None, calendar: bool) -> Plan | None:
    """The plan of an advice from ``--start``; None where no start is given.

    Raises:
        AskedWrongly: the start is no date, or a calendar is asked for without one.
        MedisaveError: a calendar is asked for and there is no time limit to put on it.
    """
    if start is None:
        if calendar:
            raise AskedWrongly("arguments.calendar_start")
        return None
    from medisave_cli.plan import plan_for, read_start

    plan = plan_for(advice, read_start(start))
    if calendar and not plan.steps:
        raise MedisaveError("arguments.no_dates")
    return plan
