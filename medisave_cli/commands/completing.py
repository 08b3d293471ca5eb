"""What may follow on a command line: asked by the shells' scripts (commands/completion.py) at every Tab.

The script sets ``_MEDISAVE_COMPLETE`` to the shell's name and ``COMP_LINE`` to the line up to the cursor; each line printed is a
word, a tab and what it means; ``:files`` alone asks the shell for file names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

# Typer carries Click's completion inside; the bound typer<0.29 holds it in place.
from typer._click.shell_completion import (
    CompletionItem,
    ShellComplete,
    _resolve_context,
    _resolve_incomplete,
    split_arg_string,
)

from medisave_cli.commands.lazy import SHORT
from medisave_cli.language import LANGUAGES, Speaker, chosen_language, reads_chinese

FILES = frozenset(["output", "policies", "source", "folders", "man", "mapping", "old", "new"])
PLACES = frozenset(["city", "to", "origin", "destination", "name", "code"])
WIDEST = {"bash": 40}
"""How many characters of an explanation a shell is given; 70 where nothing is said."""

Found = Iterable[tuple[str, str]]


def complete(program: Any) -> int:
    """Print what may follow. Whatever goes wrong, the person's line stays as it is, and nothing is said."""
    try:
        print(Completer(program, {}, "medisave", "_MEDISAVE_COMPLETE").complete())
    except Exception:
        if os.environ.get("MEDISAVE_DEBUG"):
            raise
        return 1
    return 0


class Completer(ShellComplete):
    """Click's completion, with the words of the book, and of help, for what commands and options mean."""

    name = "medisave"
    source_template = ""

    def source_vars(self) -> dict[str, Any]:
        return {}

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ.get("COMP_LINE", "")
        words = split_arg_string(line)[1:]
        if not words or line[-1:].isspace():
            return words, ""
        return words[:-1], words[-1]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        lang = chosen_language(args)
        before = list(args)
        ctx = _resolve_context(self.cli, {"obj": lang}, self.prog_name, args)
        wanted, rest = _resolve_incomplete(ctx, before, incomplete)
        lead = incomplete[: len(incomplete) - len(rest)] if rest != incomplete else ""
        say = Speaker(lang)
        if wanted is ctx.command:
            found = [*_commands(ctx, rest, say), *_options(ctx, rest, say)]
        else:
            found = list(_values(ctx, wanted, rest, say))
        unique = dict(reversed(found))
        listed = [(v, unique.pop(v)) for v, _ in found if v in unique]
        return [CompletionItem(lead + value, help=said) for value, said in listed]

    def format_completion(self, item: CompletionItem) -> str:
        shell = os.environ.get("_MEDISAVE_COMPLETE", "")
        value = str(item.value)
        if shell == "bash":
            value = value[self._kept() :]
        widest = WIDEST.get(shell, 70)
        said = " ".join((item.help or "").split())
        said = said if len(said) <= widest else said[: widest - 1] + "…"
        return f"{value}\t{said}" if said else value

    def _kept(self) -> int:
        """How much of the word bash keeps: it breaks words at = and :, and takes what stands behind the last."""
        breaks = os.environ.get("MEDISAVE_WORDBREAKS", "")
        word = self.get_completion_args()[1]
        return max((word.rfind(sign) + 1 for sign in "=:" if sign in breaks), default=0)


def _commands(ctx: Any, typed: str, say: Speaker) -> Found:
    if not hasattr(ctx.command, "list_commands"):
        return
    lead = "".join(f"{word}." for word in ctx.command_path.split()[1:])
    for name in ctx.command.list_commands(ctx):
        if name.startswith(typed):
            yield name, say(f"help.{lead}{name}")


def _options(ctx: Any, typed: str, say: Speaker) -> Found:
    """Options not given yet, by their long name; a short one where it is typed."""
    if not typed.startswith("-"):
        return
    from medisave_cli.commands.help_page import offered, words_of

    command = ".".join(ctx.command_path.split()[1:]) or "root"
    for param in ctx.command.get_params(ctx):
        given = str(ctx.get_parameter_source(param.name)).endswith("COMMANDLINE")
        if param.param_type_name != "option" or (given and not param.multiple):
            continue
        said = words_of(say, command, param)
        names = [*param.opts, *param.secondary_opts]
        for name in names:
            if name.startswith(typed) and (name.startswith("--") or name == typed):
                yield name, said
        for short, long in SHORT.items():
            if (
                short.startswith(typed)
                and param.name == "format"
                and long.partition("=")[2] in offered(param)
            ):
                yield short, long.replace("=", " ")


def _values(ctx: Any, param: Any, typed: str, say: Speaker) -> Found:
    from medisave_cli.commands.help_page import offered

    name, command = param.name, ctx.command_path.split()[-1]
    if name == "words":
        return _words(ctx, command, typed, say)
    if name in PLACES:
        return _places(ctx, typed, say)
    if name in FILES:
        return [(":files", "")]
    if name == "topic":
        return _help_topics(ctx, typed, say)
    simple: dict[str, Callable[[], Found]] = {
        "status": lambda: _statuses(ctx, typed, say),
        "fact": lambda: _facts(ctx, typed, say),
        "province": lambda: _provinces(ctx, typed, say),
        "id": lambda: _ids(ctx, command, say),
        "lang": lambda: [(lang, "") for lang in LANGUAGES],
        "format": lambda: [(str(f), say(f"help.face.{f}")) for f in offered(param)],
    }
    if name in simple:
        return [(value, said) for value, said in simple[name]() if value.startswith(typed)]
    return [(str(item.value), item.help or "") for item in param.shell_complete(ctx, typed)]


def _book(ctx: Any) -> Any:
    from medisave_cli.commands.options import opened

    return opened(ctx.params.get("policies"))


def _places(ctx: Any, typed: str, say: Speaker) -> Found:
    from medisave_cli.book.beginnings import places_beginning

    found = places_beginning(_book(ctx), typed, pinyin=not reads_chinese(say.lang))
    return [(place.value, getattr(place, say.lang)) for place in found]


def _provinces(ctx: Any, typed: str, say: Speaker) -> Found:
    from medisave_cli.book.beginnings import places_beginning

    if typed:
        return _places(ctx, typed, say)
    book = _book(ctx)
    found = places_beginning(book, "", not reads_chinese(say.lang), most=1000)
    provinces = {getattr(p.path[0], say.lang) for p in book.places() if p.code.endswith("0000")}
    return [(p.value, getattr(p, say.lang)) for p in found if getattr(p, say.lang) in provinces]


def _statuses(ctx: Any, typed: str, say: Speaker) -> Found:
    """Statuses by id, or by name where no Latin letter is typed."""
    statuses = _book(ctx).statuses.values()
    if typed and not typed.isascii():
        return [(say.text(s.name).split()[0], s.id) for s in statuses]
    return [(s.id, say.text(s.name)) for s in statuses]


def _facts(ctx: Any, typed: str, say: Speaker) -> Found:
    """``pension=`` with its question; behind the sign, its values with their words."""
    facts = _known_facts(ctx)
    name, sign, _ = typed.partition("=")
    if not sign:
        given = {str(word).partition("=")[0] for word in ctx.params.get("fact") or ()}
        return [(f"{id}=", say.text(f.question)) for id, f in facts.items() if id not in given]
    fact = facts.get(name)
    if fact is None:
        return []
    says = {str(value).lower(): text for value, text in fact.says.items()}
    if fact.type == "bool":
        values = [
            ("yes", say.text(says.get("true")) or say("completion.yes")),
            ("no", say.text(says.get("false")) or say("completion.no")),
        ]
    else:
        values = [(str(value), say.text(text)) for value, text in fact.says.items()]
    return [(f"{name}={v}", said) for v, said in [*values, ("unknown", say("completion.unknown"))]]


def _known_facts(ctx: Any) -> Any:
    """The catalog's facts, and those of the place where it is named already."""
    from medisave_cli.book.names import Names, key_of

    book = _book(ctx)
    typed = ctx.params.get("city") or next(iter(ctx.params.get("words") or ()), None)
    codes = Names(book).exact(key_of(typed)) if isinstance(typed, str) else ()
    place = book.place(codes[0]) if len(codes) == 1 else None
    return book.facts(place) if place else book.catalog_facts


def _words(ctx: Any, command: str, typed: str, say: Speaker) -> Found:
    """A person's own words: the place and then the situation for check, what a guide can be about, a situation."""
    said = ctx.params.get("words") or ()
    if command == "check":
        if not said and not ctx.params.get("city"):
            return _places(ctx, typed, say)
        return [(v, t) for v, t in _statuses(ctx, typed, say) if v.startswith(typed)]
    if command == "statuses":
        return []
    topic = _book(ctx).phrases().get("topics", {}).get(command, {})
    names = [text[say.lang] for text in topic.get("about", {}).values()]
    return [(name, "") for name in names if name.startswith(typed) and " " not in name]


def _help_topics(ctx: Any, typed: str, say: Speaker) -> Found:
    from medisave_cli.commands.lazy import context_of

    at = context_of(ctx.find_root().command, ctx.params.get("topic") or (), say.lang)
    return _commands(at, typed, say) if at is not None else []


def _ids(ctx: Any, command: str, say: Speaker) -> Found:
    book = _book(ctx)
    if command == "facts":
        return [(f.id, say.text(f.name)) for f in book.catalog_facts.values()]
    if command == "claims":
        return [(c.id, say.text(c.claim)) for c in book.claims()]
    return [(s.id, s.title) for s in book.sources().values()]
