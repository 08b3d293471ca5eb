"""``medisave policy diff``: which answers change between two policy folders or git revisions, for whom, from what to what."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Annotated

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.dates import today

ANSWERS_CHANGE = 10
"""The exit code with ``--exit-status`` where somebody is answered otherwise."""


def run(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str | None, typer.Argument(metavar="[NEW]")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    exit_status: Annotated[bool, typer.Option("--exit-status")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    from medisave_cli.advisor.situation import read_date
    from medisave_cli.commands.policy_revisions import book_now, book_of
    from medisave_cli.keeping.differences import differences
    from medisave_cli.keeping.differences_page import (
        Sides,
        changes_answers,
        differences_json,
        differences_page,
    )
    from medisave_cli.language import Speaker

    say = Speaker(checked_lang(lang))
    day = read_date(as_of, "--as-of") if as_of else today()
    with ExitStack() as stack:
        before = book_of(old, stack)
        after, named = (book_of(new, stack), new) if new else book_now()
    found = differences(before, after, day)
    sides = Sides(old, named, before.digest, after.digest, day)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(differences_json(found, sides, say), output)
    else:
        page = differences_page(found, sides, after.statuses, after.sources(), say)
        render_page(page, face, output)
    read = [
        say("differences.side_read", named=name, places=len(book.places_on_file()))
        for name, book in ((old, before), (named, after))
    ]
    print(say("differences.read", old=read[0], new=read[1]), file=sys.stderr)
    if exit_status and changes_answers(found):
        raise typer.Exit(ANSWERS_CHANGE)
