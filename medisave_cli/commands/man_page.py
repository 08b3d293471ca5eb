"""Help as manual pages: one of the program, one of each command, in the language of each."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

from medisave_cli import __version__
from medisave_cli.commands.help_page import Helped, helped
from medisave_cli.commands.lazy import every_context
from medisave_cli.language import LANGUAGES, Speaker

FOLDERS = {"zh": "zh_CN/man1", "en": "man1"}
"""Where man looks for a language's pages, below share/man."""
WIDEST, LEFT = 70, 20
"""How long a line of input is, and how much of it is left for a word of Latin letters within Chinese."""
WRITTEN_OUT = 8
"""As so many letters roff counts a character that is not ASCII: it is read as \\[u4E2D]."""


def write_pages(folder: Path, checked: str | None) -> None:
    """Write every page below ``folder``, which stands for share/man. ``checked``: the day of the rules' newest check.

    Raises:
        CannotWrite, OSError: a page cannot be written.
    """
    from medisave_cli.files import write_whole

    for name, text in man_pages(checked or "").items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text.encode())


def man_pages(day: str) -> dict[str, str]:
    """Every page by its file name below share/man; ``day`` stands on them."""
    import typer

    from medisave_cli.commands.program import app

    program = typer.main.get_command(app)
    pages = {}
    for lang in LANGUAGES:
        say = Speaker(lang)
        for ctx in every_context(program, lang):
            page = helped(ctx, say)
            pages[f"{FOLDERS[lang]}/{'-'.join(page.path)}.1"] = as_man(page, say, day)
    return pages


def as_man(page: Helped, say: Speaker, day: str) -> str:
    """A page in the language of man(7)."""
    name = "-".join(page.path)
    first, *more = page.lines
    out = [
        f'.TH {name.upper()} 1 "{day}" "medisave {__version__}"',
        ".ad l",  # Chinese has no spaces to widen
        _section(say("help.man.name")),
        *_filled(f"{name} - {first.rstrip('。.')}"),
        _section(say("help.man.synopsis")),
        f".B {_plain(' '.join(page.path))}",
        *_argued(page),
        _section(say("help.man.description")),
        *_filled(first),
    ]
    for line in more:
        out += [".PP", *_filled(line)]
    for part in page.parts:
        out.append(_section(part.title.rstrip("：:")))
        for row, said in part.rows:
            out += [".TP", f"\\fB{_plain(row)}\\fR", *_filled(said)]
    out += [_section(page.labels["examples"].rstrip("：:")), ".nf"]
    out += [part for example in page.examples for part in _joined(_plain(example))]
    out += [".fi", _section(say("help.man.see_also")), _see_also(page)]
    return "\n".join(out) + "\n"


def _filled(text: str) -> list[str]:
    """Lines of a paragraph, short as roff wants its input: broken at spaces, where the reader's page fills them again, and within
    Chinese, which has none, by an escape that joins them."""
    lines = wrap(text, WIDEST, break_long_words=False, break_on_hyphens=False)
    return [part for line in lines for part in _joined(_plain(line))]


def _joined(line: str) -> list[str]:
    """One line of the page as short lines of input: each but the last ends in a backslash, which joins it to the next."""
    parts, length = [""], 0
    for character in line:
        takes = 1 if character.isascii() else WRITTEN_OUT
        if takes > 1 and length + takes > WIDEST - LEFT:
            parts[-1] += "\\"
            parts.append("")
            length = 0
        parts[-1] += character
        length += takes
    return parts


def _argued(page: Helped) -> list[str]:
    rest = page.usage[len(" ".join(page.path)) :].strip()
    return _joined(_plain(rest)) if rest else []


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
