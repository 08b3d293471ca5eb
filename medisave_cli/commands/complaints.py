"""What Typer says of a wrong command line, as one line in the language of the run, with the nearest right thing."""

from __future__ import annotations

from typing import Any

from medisave_cli.commands import COMMANDS
from medisave_cli.language.near import nearest

ALIKE = 0.75
"""How like a word must be to be offered: --frmat is --format, --json is not --as-of."""


def explain(error: Any, lang: str) -> str:
    """One line for a usage error."""
    zh = lang == "zh"
    kind = type(error).__name__
    ctx = getattr(error, "ctx", None)
    usage = ctx.command_path if ctx else "medisave"
    see = f"（用法：{usage} --help）" if zh else f" (usage: {usage} --help)"
    if kind == "NoSuchOption":
        near = next(iter(nearest(error.option_name, error.possibilities or [], 1, ALIKE)), None)
        hint = (f"，是不是 {near}？" if zh else f"; did you mean {near}?") if near else see
        return (
            f"没有选项 {error.option_name}" if zh else f"no such option: {error.option_name}"
        ) + hint
    if kind == "MissingParameter" and error.param is not None:
        name = (
            error.param.opts[0]
            if error.param.opts[0].startswith("-")
            else (error.param.metavar or error.param.name or "").upper()
        )
        return (f"缺少 {name}" if zh else f"missing {name}") + see
    message = error.format_message()
    if message.startswith("No such command"):
        typed = message.split("'")[1] if "'" in message else ""
        known = (
            ctx.command.list_commands(ctx)
            if ctx and hasattr(ctx.command, "list_commands")
            else list(COMMANDS)
        )
        near = next(iter(nearest(typed, known, 1, ALIKE)), None)
        hint = (f"，是不是 {near}？" if zh else f"; did you mean {near}?") if near else see
        return (f"没有命令 {typed}" if zh else f"no such command: {typed}") + hint
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        name = error.param.opts[0]
        choices = getattr(error.param.type, "choices", None)
        if choices:
            listed = ", ".join(str(getattr(c, "value", c)) for c in choices)
            return (f"{name} 只能是：{listed}" if zh else f"{name} must be one of: {listed}") + see
        return (f"{name} 的值不对：{error.message}" if zh else f"{name}: {error.message}") + see
    if "requires an argument" in message and zh:
        return f"选项 {getattr(error, 'option_name', '')} 后面要有值" + see
    if "unexpected extra argument" in message.lower() and zh:
        return "多出了参数 " + message.split("(")[-1].rstrip(")") + see
    return message.rstrip(".") + see
