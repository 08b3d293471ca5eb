"""``medisave mcp``: a server for assistants, on standard input and output."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from typing import Annotated

import typer

from medisave_cli.commands.options import LangOption, PoliciesOption, checked_lang, opened
from medisave_cli.errors import MedisaveError
from medisave_cli.words import say


def run(
    told: Annotated[
        bool,
        typer.Option(
            "--told",
            help=say(
                "把自己记下的窗口答复也交给助手",
                "hand the assistant what an office told you, as you noted it",
            ),
        ),
    ] = False,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise MedisaveError("assistants.needs_sdk")
    from medisave_cli.assistants.server import serve

    serve(opened(policies), checked_lang(lang), told)
