"""What help says of a command: gathered once, then printed as text or as a manual page."""

from __future__ import annotations

import re
import shutil
from typing import Any

from medisave_cli.language import LANGUAGES, Speaker, capital, chosen_language
from medisave_cli.tuples import NamedTuple

WIDEST, NARROWEST, LEFT = 100, 40, 26
"""Cells: the widest and narrowest page, and how much of it names may take before words begin beneath them."""

PARTS = {
    **dict.fromkeys(
        [
            "start",
            "explain",
            "more",
            "sources",
            "no_pager",
            "exit_status",
            "format",
            "output",
            "lang",
            "accessible",
            "help",
        ],
        "answer",
    ),
    **dict.fromkeys(["version", "full", "safe_cells", "excel"], "answer"),
    "policies": "rules",
    "as_of": "rules",
}
"""The part of the page where an option stands; every other asks the question."""

METAVARS = {
    "city": "CITY",
    "to": "CITY",
    "status": "STATUS",
    "fact": "K=V",
    "output": "FILE",
    "policies": "DIR",
    "province": "NAME",
}
"""What an option takes, where its declaration does not say."""

EXITS = ("0", "1", "2", "130")
MORE_EXITS = {"check": ("10", "11", "12"), "batch": ("3",), "policy.diff": ("10",)}
OWN_EXITS = {"policy.lint": "lint_exit", "policy.diff": "diff_exit"}
"""Commands whose exit codes say something of their own."""
ENVIRONMENT = (
    "MEDISAVE_LANG",
    "MEDISAVE_POLICIES",
    "MEDISAVE_TOLD",
    "MEDISAVE_DEBUG",
    "NO_COLOR",
    "PAGER",
)


class Part(NamedTuple):
    """A part of a help page: its heading, and rows of a name with what is said of it."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Helped(NamedTuple):
    """All that help says of one command. ``path``: the words that call it, ``medisave`` first."""

    path: tuple[str, ...]
    usage: str
    lines: tuple[str, ...]
    examples: tuple[str, ...]
    parts: tuple[Part, ...]
    labels: dict[str, str]


def help_text(ctx: Any) -> str:
    """The help of the command of ``ctx``, as wide as the terminal."""
    lang = ctx.find_root().obj
    width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size().columns - 1))
    return as_text(helped(ctx, Speaker(lang if lang in LANGUAGES else chosen_language())), width)


def helped(ctx: Any, say: Speaker) -> Helped:
    """All that help says of the command of ``ctx``, in the language of ``say``."""
    path = tuple(ctx.command_path.split())
    name = ".".join(path[1:]) or "root"
    said = say(f"help.{name}")
    lines = (capital(said), *_maybe(say, f"help.{name}.lead"))
    examples = tuple(say(f"help.{name}.examples").splitlines())
    commands = _commands(ctx, name, say)
    parts = (*commands, *_parameters(ctx, name, say), _exits(name, say), _environment(name, say))
    labels = {key: say(f"help.part.{key}") for key in ("examples",)} | {"usage": say("help.usage")}
    return Helped(path, _usage(ctx, path, say), lines, examples, parts, labels)


def words_of(say: Speaker, name: str, param: Any) -> str:
    """What is said of a parameter: of this command's, else of every command's; empty where nothing is."""
    keys = (f"help.{name}.{param.name}", f"help.option.{param.name}")
    listed = offered(param)
    gaps = {"listed": listed} if listed else {}
    return next((say(key, **gaps) for key in keys if say.knows(key)), "")


def offered(param: Any) -> tuple[str, ...]:
    """The words that a parameter takes, where it takes no others."""
    faces = getattr(getattr(param.type, "func", None), "offered", ())
    choices = faces or getattr(param.type, "choices", ())
    return tuple(str(getattr(choice, "value", choice)) for choice in choices)


def _maybe(say: Speaker, key: str) -> tuple[str, ...]:
    return (say(key),) if say.knows(key) else ()


def _commands(ctx: Any, name: str, say: Speaker) -> tuple[Part, ...]:
    if not hasattr(ctx.command, "list_commands"):
        return ()
    lead = "" if name == "root" else f"{name}."
    rows = tuple((n, say(f"help.{lead}{n}")) for n in ctx.command.list_commands(ctx))
    return (Part(say("help.part.commands"), rows),)


def _parameters(ctx: Any, name: str, say: Speaker) -> tuple[Part, ...]:
    grouped: dict[str, list[tuple[str, str]]] = {
        k: [] for k in ("arguments", "question", "answer", "rules")
    }
    for param in ctx.command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        is_argument = param.param_type_name == "argument"
        part = "arguments" if is_argument else PARTS.get(param.name, "question")
        label = metavar(param, say) if is_argument else _option(param, say)
        grouped[part].append((label, _said(param, name, say)))
    return tuple(Part(say(f"help.part.{k}"), tuple(rows)) for k, rows in grouped.items() if rows)


def _said(param: Any, name: str, say: Speaker) -> str:
    said = words_of(say, name, param)
    if param.required and param.param_type_name == "option":
        said += say("help.required")
    if isinstance(param.default, str) and param.default:
        said += say("help.default", value=param.default)
    return said


def _option(param: Any, say: Speaker) -> str:
    """``-c, --city CITY``, the short form first."""
    spelt = ", ".join(sorted(param.opts, key=len))
    if param.secondary_opts:
        spelt += " / " + ", ".join(param.secondary_opts)
    takes = "" if param.is_flag else metavar(param, say)
    return f"{spelt} {takes}" if takes else spelt


def metavar(param: Any, say: Speaker) -> str:
    """What a parameter takes, in the words of the language: [CITY] [TEXT] is [参保地] [文字]."""
    raw = param.metavar or METAVARS.get(param.name)
    if raw is None:
        raw = "|".join(offered(param)) or "TEXT"
    return re.sub(
        r"[A-Z]{2,}",
        lambda m: say(key) if say.knows(key := f"help.metavar.{m[0]}") else m[0],
        raw,
    )


def _usage(ctx: Any, path: tuple[str, ...], say: Speaker) -> str:
    words = [*path]
    words += [
        metavar(p, say) for p in ctx.command.get_params(ctx) if p.param_type_name == "argument"
    ]
    words.append(say("help.arguments"))
    if hasattr(ctx.command, "list_commands"):
        words.append(say("help.subcommand"))
    return " ".join(words)


def _exits(name: str, say: Speaker) -> Part:
    codes = sorted({*EXITS, *MORE_EXITS.get(name, ())}, key=int)
    if name == "root":
        codes = sorted({*EXITS, *(c for more in MORE_EXITS.values() for c in more)}, key=int)
    own = OWN_EXITS.get(name, "exit")
    rows = (
        (c, say(key if say.knows(key := f"help.{own}.{c}") else f"help.exit.{c}")) for c in codes
    )
    return Part(say("help.part.exit"), tuple(rows))


def _environment(name: str, say: Speaker) -> Part:
    names = (*ENVIRONMENT, "ACCESSIBLE") if name in ("root", "ask") else ENVIRONMENT
    return Part(
        say("help.part.environment"),
        tuple((variable, say(f"help.environment.{variable}")) for variable in names),
    )


def as_text(page: Helped, width: int) -> str:
    """The page as lines of at most ``width`` cells."""
    from medisave_cli.show.wrap import cells, fold

    out: list[str] = []
    for line in page.lines:
        out += fold(line, width)
    lead = page.labels["usage"]
    first, *rest = fold(page.usage, width - cells(lead))
    out += ["", lead + first, *(" " * cells(lead) + line for line in rest)]
    out += ["", page.labels["examples"], *(f"  {example}" for example in page.examples)]
    for part in page.parts:
        out += ["", part.title, *_rows(part, width)]
    return "\n".join(out)


def _rows(part: Part, width: int) -> list[str]:
    from medisave_cli.show.wrap import cells, fold

    column = min(LEFT, max(cells(name) for name, _ in part.rows)) + 4
    out = []
    for name, said in part.rows:
        lines = fold(said, width - column)
        if cells(name) > column - 4:
            out.append(f"  {name}")
        else:
            out.append(f"  {name}" + " " * (column - 2 - cells(name)) + lines.pop(0))
        out += [" " * column + line for line in lines]
    return out
