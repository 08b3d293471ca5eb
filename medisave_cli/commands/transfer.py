"""``medisave transfer FROM TO``: a move, seen from both ends."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from medisave_cli.commands.dated import (
    DatedFormatOption,
    StartOption,
    dated_format,
    is_handout,
    plan_from,
)
from medisave_cli.commands.options import (
    Format,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    deliver,
    deliver_json,
    opened,
    render_page,
)


def run(
    origin: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
        ),
    ],
    destination: Annotated[
        str,
        typer.Argument(
            metavar="TO",
        ),
    ],
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
        ),
    ] = None,
    start: StartOption = None,
    more: Annotated[bool, typer.Option("--more")] = False,
    format: DatedFormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.answer import MOVERS
    from medisave_cli.commands.check import read_facts
    from medisave_cli.move import move

    language = checked_lang(lang)
    both_ends = move(opened(policies), origin, destination, read_facts(fact), as_of)
    face = dated_format(format, output)
    plan = plan_from(both_ends.advice, start, calendar=face is Format.ics)
    if face is Format.ics:
        from medisave_cli.show.calendar_face import render

        assert plan is not None
        deliver(render(plan, both_ends.advice, language), output)
    elif both_ends.advice.situation.base_status != MOVERS:
        _deliver_advice(both_ends.advice, language, plan, more, face, output)
    elif face is Format.json:
        from medisave_cli.show.transfer_json import transfer_json

        deliver_json(transfer_json(both_ends, language, plan), output)
    else:
        from medisave_cli.show.transfer_page import transfer_page

        render_page(
            transfer_page(both_ends, language, plan, more, handout=is_handout(face)), face, output
        )


def _deliver_advice(
    advice: Any, language: str, plan: Any, more: bool, face: Format, output: Path | None
) -> None:
    """What is said where nothing moves: one insurance pool, or a retiree."""
    if face is Format.json:
        from medisave_cli.show.json_face import advice_json

        deliver_json(advice_json(advice, language, plan), output)
        return
    from medisave_cli.show.advice_page import advice_page

    render_page(advice_page(advice, language, plan, more, handout=is_handout(face)), face, output)
