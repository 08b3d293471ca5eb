"""``medisave policy``: for those who keep the rules. A subcommand ``x`` is ``policy_x.py``, loaded when it is called."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

import typer

from medisave_cli.commands.lazy import SETTINGS, Lazy
from medisave_cli.commands.options import LangOption

LISTED = (
    "new",
    "lint",
    "try",
    "words",
    "coverage",
    "sweep",
    "stale",
    "diff",
    "graph",
    "schema",
    "build",
    "export",
)


class PolicyGroup(Lazy):
    prefix = "policy_"
    listed = LISTED


app = typer.Typer(
    cls=PolicyGroup,
    add_completion=False,
    rich_markup_mode=None,
    context_settings=SETTINGS,
    no_args_is_help=False,
    invoke_without_command=True,
)


@app.callback()
def group(ctx: typer.Context, lang: LangOption = None) -> None:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help())
