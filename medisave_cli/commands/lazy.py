"""Groups of commands, each in a module of its own that is loaded when it is called."""

from __future__ import annotations

from importlib import import_module, util
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from medisave_cli.commands import COMMANDS
from medisave_cli.words import say

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


SHORT = {"--json": "--format=json", "--plain": "--format=plain"}
"""What may be said for short, in every command that takes ``--format``."""


class WithShorthands(TyperCommand):
    """A command that takes ``--json`` and ``--plain`` for ``--format``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if any("--format" in param.opts for param in self.params):
            end = args.index("--") if "--" in args else len(args)
            args = [SHORT.get(arg, arg) for arg in args[:end]] + args[end:]
        return super().parse_args(ctx, args)


class Lazy(TyperGroup):
    """A group whose commands are imported when they are called: a one-shot answer loads one command, not twenty."""

    package = "medisave_cli.commands"
    prefix = ""
    listed = COMMANDS

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
        single.command(name, cls=WithShorthands, help=say(*self.listed[name]))(module.run)
        return typer.main.get_command(single)
