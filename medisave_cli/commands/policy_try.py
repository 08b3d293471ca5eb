"""``medisave policy try``: one place's file checked, what it changes, where it shows, and how each answer begins."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, reading, shown, tell, uncollected
from medisave_cli.errors import FAILED, AskedWrongly


def run(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    folders: FoldersArgument = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    """Exit code: 0 clean, 1 where the file has faults."""
    from medisave_cli.book.places import find
    from medisave_cli.dates import read_date, today
    from medisave_cli.keeping.locate import at_hand
    from medisave_cli.keeping.locate import policies as bundled
    from medisave_cli.keeping.trial import file_of, trial
    from medisave_cli.keeping.trial_page import screens, trial_json, trial_page
    from medisave_cli.language import Speaker

    speak = Speaker(checked_lang(lang))
    read = reading(folders, policies)
    day = read_date(as_of, "--as-of") if as_of else today()
    book = at_hand((bundled(),))
    place = find(book, code)
    file = file_of(read, place.code)
    if file is None:
        raise AskedWrongly("trial.no_file", name=place.name, code=place.code)
    with uncollected():
        tried = trial(read, place.code, file, day)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json({**trial_json(tried, speak), "file": shown(str(file))}, output)
    else:
        page = trial_page(tried, book.statuses, speak.text(place.name), speak)
        render_page(page, face, output)
        if output is None and tried.place is not None:
            for screen in screens(tried, book.statuses, speak):
                print(f"\n{'─' * 40}\n{screen}")
    tell(read, speak.lang)
    if tried.place is None:
        raise typer.Exit(FAILED)
