"""Groups of commands, each in a module of its own that is loaded when it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module, util
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from medisave_cli.commands import COMMANDS

SETTINGS = {"help_option_names": ["-h", "--help"]}
SHORT = {f"--{face}": f"--format={face}" for face in ("json", "plain", "table", "markdown", "html")}
"""What may be said for short, in every command that takes ``--format``."""


class Command(TyperCommand):
    """A command that takes ``--json`` for ``--format json``, and so each face that is a word of its own; its help is written by help_page."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if any("--format" in param.opts for param in self.params):
            end = args.index("--") if "--" in args else len(args)
            args = [SHORT.get(arg, arg) for arg in args[:end]] + args[end:]
        return super().parse_args(ctx, args)

    def get_help(self, ctx: Any) -> str:
        from medisave_cli.commands.help_page import help_text

        return help_text(ctx)


class Lazy(TyperGroup):
    """A group whose commands are imported when they are called: a one-shot answer loads one command, not twenty."""

    package = "medisave_cli.commands"
    prefix = ""
    listed: tuple[str, ...] = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name in self.listed if util.find_spec(self._module(name))]

    def _module(self, name: str) -> str:
        return f"{self.package}.{self.prefix}{name}"

    def get_command(self, ctx: Any, name: str) -> Any:
        if name not in self.listed or not util.find_spec(self._module(name)):
            return None
        module = import_module(self._module(name))
        if hasattr(module, "app"):
            return typer.main.get_command(module.app)
        single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
        single.command(name, cls=Command)(module.run)
        return typer.main.get_command(single)

    def get_help(self, ctx: Any) -> str:
        from medisave_cli.commands.help_page import help_text

        return help_text(ctx)


def context_of(program: Any, words: Iterable[str], lang: str) -> Any:
    """The context of the command that ``words`` call (no words: the program's own); None where they call none."""
    ctx = _context(program, "medisave", obj=lang)
    for word in words:
        command = (
            ctx.command.get_command(ctx, word) if hasattr(ctx.command, "get_command") else None
        )
        if command is None:
            return None
        ctx = _context(command, word, parent=ctx)
    return ctx


def every_context(program: Any, lang: str) -> Iterator[Any]:
    """The context of the program and of every command below it."""
    todo = [_context(program, "medisave", obj=lang)]
    while todo:
        ctx: Any = todo.pop(0)
        yield ctx
        if hasattr(ctx.command, "list_commands"):
            for name in ctx.command.list_commands(ctx):
                below = ctx.command.get_command(ctx, name)
                todo.append(_context(below, name, parent=ctx))


def _context(command: Any, name: str, **more: Any) -> Any:
    return typer.Context(command, info_name=name, **command.context_settings, **more)
