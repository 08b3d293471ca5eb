"""``medisave mcp``: a server for assistants, on standard input and output."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from typing import Annotated

import typer

from medisave_cli.commands.options import LangOption, PoliciesOption, checked_lang, opened
from medisave_cli.errors import MedisaveError


def run(
    told: Annotated[bool, typer.Option("--told")] = False,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        from medisave_cli.installed import line_for

        raise MedisaveError("assistants.needs_sdk", line=line_for("mcp"))
    from medisave_cli.assistants.server import serve

    serve(opened(policies), checked_lang(lang), told)
