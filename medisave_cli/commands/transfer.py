"""``medisave transfer FROM TO``: a move, seen from both ends."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.commands.answering import Wanted, show_advice, stale_since
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
    MoreOption,
    OutputOption,
    PagerOption,
    PoliciesOption,
    checked_lang,
    deliver,
    deliver_json,
    opened,
    render_page,
)


def run(
    origin: Annotated[str, typer.Argument(metavar="FROM")],
    destination: Annotated[str, typer.Argument(metavar="TO")],
    fact: Annotated[list[str] | None, typer.Option("--fact")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    start: StartOption = None,
    more: MoreOption = False,
    no_pager: PagerOption = False,
    format: DatedFormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.answer.reading import MOVERS
    from medisave_cli.commands.check import read_facts
    from medisave_cli.move import move

    language = checked_lang(lang)
    book = opened(policies)
    both_ends = move(book, origin, destination, read_facts(fact), as_of)
    face = dated_format(format, output)
    plan = plan_from(both_ends.advice, start, calendar=face is Format.ics)
    if face is Format.ics:
        from medisave_cli.show.calendar_face import render

        assert plan is not None
        deliver(render(plan, both_ends.advice, language), output)
    elif both_ends.advice.situation.base_status != MOVERS:
        # What is said where nothing moves: one insurance pool, or a retiree.
        wanted = Wanted(language, face, output, more, start=start)
        show_advice(both_ends.advice, wanted, not no_pager, book.newest_check)
    elif face is Format.json:
        from medisave_cli.show.transfer_json import transfer_json

        deliver_json(transfer_json(both_ends, language, plan), output)
    elif more:
        from medisave_cli.show.move_page import move_page

        render_page(move_page(both_ends, language, plan), face, output, paged=not no_pager)
    else:
        from medisave_cli.show.move_screen import move_screen

        since = stale_since(book.newest_check)
        render_page(move_screen(both_ends, language, is_handout(face), since, plan), face, output)
