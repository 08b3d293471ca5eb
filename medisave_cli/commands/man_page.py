"""Help as manual pages: one of the program, one of each command, in the language of each."""

from __future__ import annotations

from typing import Any

from medisave_cli import __version__
from medisave_cli.commands.help_page import Helped, helped
from medisave_cli.commands.lazy import every_context
from medisave_cli.language import LANGUAGES, Speaker

FOLDERS = {"zh": "zh_CN/man1", "en": "man1"}
"""Where man looks for a language's pages, below share/man."""


def man_pages(program: Any, day: str | None = None) -> dict[str, str]:
    """Every page by its file name below share/man. ``day``: the day that stands on them (default: of the rules' newest check)."""
    day = day or _newest_check()
    pages = {}
    for lang in LANGUAGES:
        say = Speaker(lang)
        for ctx in every_context(program, lang):
            page = helped(ctx, say)
            pages[f"{FOLDERS[lang]}/{'-'.join(page.path)}.1"] = as_man(page, say, day)
    return pages


def _newest_check() -> str:
    from medisave_cli.keeping.locate import open_book

    return open_book().newest_check or "2026-01-01"


def as_man(page: Helped, say: Speaker, day: str) -> str:
    """A page in the language of man(7)."""
    name = "-".join(page.path)
    out = [
        f'.TH {name.upper()} 1 "{day}" "medisave {__version__}"',
        _section(say("help.man.name")),
        f"{name} \\- {_plain(page.lines[0].rstrip('。.'))}",
        _section(say("help.man.synopsis")),
        f".B {_plain(' '.join(page.path))}",
        *_argued(page),
        _section(say("help.man.description")),
        *"\n.PP\n".join(_plain(line) for line in page.lines).split("\n"),
    ]
    for part in page.parts:
        out.append(_section(part.title.rstrip("：:")))
        for row, said in part.rows:
            out += [".TP", f"\\fB{_plain(row)}\\fR", _plain(said)]
    out += [_section(page.labels["examples"].rstrip("：:")), ".nf"]
    out += [_plain(example) for example in page.examples]
    out += [".fi", _section(say("help.man.see_also")), _see_also(page)]
    return "\n".join(out) + "\n"


def _argued(page: Helped) -> list[str]:
    rest = page.usage[len(" ".join(page.path)) :].strip()
    return [_plain(rest)] if rest else []


def _section(title: str) -> str:
    return f".SH {_plain(title.upper())}"


def _see_also(page: Helped) -> str:
    if len(page.path) > 1:
        return f".BR {_plain('-'.join(page.path[:-1]))} (1)"
    return ".BR medisave-check (1)"


def _plain(text: str) -> str:
    """Text that roff takes as it stands."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + safe if safe[:1] in (".", "'") else safe
