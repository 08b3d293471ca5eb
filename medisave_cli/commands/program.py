"""The program as Typer knows it: every command, and what ``medisave`` does alone."""

from __future__ import annotations

import typer

from medisave_cli.commands.lazy import SETTINGS, Lazy

app = typer.Typer(
    cls=Lazy,
    add_completion=False,
    rich_markup_mode=None,
    context_settings=SETTINGS,
    invoke_without_command=True,
    no_args_is_help=False,
)


@app.callback()
def root(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version"),
    lang: str = typer.Option(None, "--lang", metavar="zh|en"),
) -> None:
    if version:
        from medisave_cli.commands.doctor import version_lines

        print(version_lines(ctx.obj))
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from medisave_cli.commands.ask import start

        start()
