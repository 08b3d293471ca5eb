"""What Typer says of a wrong command line, as one line in the language of the run, with the right thing where it is plain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.language import Speaker, nearest, scrub

ALIKE = 0.75
"""How like a word must be to be offered: --frmat is --format, --json is not --as-of."""

MEANT = {
    "--place": "--city",
    "--where": "--city",
    "--from": "--city",
    "--destination": "--to",
    "--situation": "--status",
    "--date": "--as-of",
    "--on": "--as-of",
    "--language": "--lang",
    "--out": "--output",
    "--file": "--output",
    "--verbose": "--more",
    "--details": "--more",
    "--full": "--more",
    "--why": "--explain",
    "--policy": "--policies",
    "--rules": "--policies",
    "--mapped": "--map",
}
"""Options of other programs, by what they mean here; offered where the command has it."""

OF_THEIR_OWN = frozenset(
    [
        "--fast",
        "--last",
        "--force",
        "--config",
        "--color",
        "--colour",
        "--limit",
        "--sort",
        "--quiet",
        "--silent",
        "--debug",
        "--yes",
        "--dry-run",
        "--filter",
        "--total",
        "--state",
        "--note",
        "--start-date",
        "--end",
    ]
)
"""Options of other programs that mean something else, however like one of ours they are spelt: none is offered for them."""

COMMANDS_MEANT = {
    "status": "statuses",
    "situations": "statuses",
    "situation": "statuses",
    "fact": "facts",
    "city": "place",
    "find": "place",
    "cities": "places",
    "list": "places",
    "source": "sources",
    "claim": "claims",
    "rumours": "claims",
    "use": "uses",
    "usage": "uses",
    "spend": "uses",
    "share": "sharing",
    "family": "sharing",
    "card": "trouble",
    "problem": "trouble",
    "move": "transfer",
    "query": "check",
    "answer": "check",
    "withdraw": "check",
    "start": "ask",
    "interview": "ask",
    "questionnaire": "ask",
    "version": "--version",
    "rules": "policy",
    "policies": "policy",
    "completions": "completion",
    "man": "help",
}
"""Commands of other programs and other words, by what they mean here."""


def explain(error: Any, say: Speaker) -> str:
    """One line for a usage error of Typer's."""
    ctx = getattr(error, "ctx", None)
    see = say("complaints.see", usage=ctx.command_path if ctx else "medisave")
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _no_option(error, say, see)
    if kind == "MissingParameter" and error.param is not None:
        return say("complaints.missing", name=_name(error.param, say)) + see
    message = error.format_message()
    if message.startswith("No such command"):
        return _no_command(message, ctx, say, see)
    if message == "Missing command.":
        return say("complaints.missing_command") + see
    if kind == "BadParameter" and getattr(error, "param", None) is not None:
        return _bad_value(error, say, see)
    if kind == "BadOptionUsage":
        key = "takes_none" if "does not take" in message else "takes_value"
        return say(f"complaints.{key}", name=error.option_name) + see
    if "unexpected extra argument" in message:
        extra = message.rpartition("(")[2].rstrip(")")
        return say("complaints.too_many", typed=scrub(extra)) + see
    return say("complaints.other", said=message.rstrip(".")) + see


def _no_option(error: Any, say: Speaker, see: str) -> str:
    typed = error.option_name
    there = {name for param in error.ctx.command.params for name in param.opts} if error.ctx else ()
    near = MEANT.get(typed) if MEANT.get(typed) in there else None
    if near is None and typed not in OF_THEIR_OWN:
        near = _near(typed, error.possibilities or ())
    hint = say("complaints.meant", near=near) if near else see
    return say("complaints.no_option", typed=scrub(typed)) + hint


def _no_command(message: str, ctx: Any, say: Speaker, see: str) -> str:
    typed = message[len("No such command ") :].rstrip(".").strip("'\"")
    known = ctx.command.list_commands(ctx)
    near: str | None = None
    if ctx.parent is None:
        near = COMMANDS_MEANT.get(typed.lower()) or _of_keepers(typed)
        if not typed.isascii():
            near = f"medisave check {scrub(typed)} …"
    near = near or _near(typed, known)
    hint = say("complaints.meant", near=near) if near else see
    return say("complaints.no_command", typed=scrub(typed)) + hint


def _of_keepers(typed: str) -> str | None:
    from medisave_cli.commands.policy import LISTED

    return f"policy {typed}" if typed in LISTED else None


def _bad_value(error: Any, say: Speaker, see: str) -> str:
    name, message = _name(error.param, say), str(error.message)
    choices = getattr(error.param.type, "choices", None)
    if not choices:
        return say("complaints.bad_value", name=name) + see
    listed = tuple(str(getattr(choice, "value", choice)) for choice in choices)
    typed = message.split("'")[1] if message.count("'") > 1 else ""
    near = _near(typed, listed)
    if near:
        return say("complaints.bad_choice_near", name=name, near=near, listed=listed) + see
    return say("complaints.bad_choice", name=name, listed=listed) + see


def _near(typed: str, known: Iterable[str]) -> str | None:
    return next(iter(nearest(typed, known, 1, ALIKE)), None)


def _name(param: Any, say: Speaker) -> str:
    """A parameter as its user knows it: an option by its spelling, an argument by what it takes."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    from medisave_cli.commands.help_page import metavar

    return metavar(param, say)
