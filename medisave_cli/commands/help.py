"""``medisave help [COMMAND]``: the help of a command as a page, and the manual pages."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from pathlib import Path
from typing import Annotated, Any

import typer

from medisave_cli.commands.ending import deliver
from medisave_cli.commands.lazy import context_of
from medisave_cli.commands.options import LangOption, PagerOption, checked_lang
from medisave_cli.errors import AskedWrongly


def run(
    ctx: typer.Context,
    topic: Annotated[list[str] | None, typer.Argument(metavar="[COMMAND]")] = None,
    man: Annotated[Path | None, typer.Option("--man", metavar="DIR")] = None,
    no_pager: PagerOption = False,
    lang: LangOption = None,
) -> None:
    from medisave_cli.commands.help_page import help_text

    root: Any = ctx.find_root()
    root.obj = checked_lang(lang)
    if man is not None:
        from medisave_cli.commands.man_page import write_pages
        from medisave_cli.keeping.locate import open_book

        write_pages(man, open_book().newest_check)
        return
    asked = context_of(root.command, [w for w in topic or [] if w != "medisave"], root.obj)
    if asked is None:
        from medisave_cli.language import nearest, scrub

        typed = " ".join(topic or [])
        near = nearest((topic or [""])[0], root.command.list_commands(root), 1, 0.75)
        if near:
            raise AskedWrongly("complaints.no_help_near", typed=scrub(typed), near=near[0])
        raise AskedWrongly("complaints.no_help", typed=scrub(typed))
    deliver(help_text(asked), None, paged=not no_pager)
