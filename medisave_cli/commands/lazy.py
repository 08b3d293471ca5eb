"""Groups of commands, each in a module of its own that is loaded when it is called."""

from __future__ import annotations

from importlib import import_module, util
from typing import Any

import typer
from typer.core import TyperGroup

from medisave_cli.commands import COMMANDS
from medisave_cli.words import say

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


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
        single.command(name, help=say(*self.listed[name]))(module.run)
        return typer.main.get_command(single)
