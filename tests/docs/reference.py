"""The reference of the commands, made from the commands themselves."""

from __future__ import annotations

import typer

from medisave_cli.commands.help_page import Helped, helped
from medisave_cli.commands.lazy import every_context
from medisave_cli.commands.program import app
from medisave_cli.language import Speaker
from tests.docs.printed import ROOT

PAGES = {"en": ROOT / "docs" / "commands.md", "zh": ROOT / "docs" / "commands.zh-CN.md"}
TITLES = {"en": "Commands", "zh": "命令"}
INTRODUCED = {
    "en": (
        "[中文](commands.zh-CN.md)\n\nMade from the commands by `python -m tests.docs`; "
        "`medisave help COMMAND` and `man medisave` say the same.\n"
        "Exit codes and environment variables are told once, under `medisave`."
    ),
    "zh": (
        "[English](commands.md)\n\n由 `python -m tests.docs` 从命令生成；`medisave help 命令` 和 `man medisave` 说的一样。\n"
        "退出码和环境变量只在 `medisave` 一节说一次。"
    ),
}


def reference(lang: str) -> str:
    """The whole reference in a language, as Markdown."""
    say = Speaker(lang)
    pages = [helped(ctx, say) for ctx in every_context(typer.main.get_command(app), lang)]
    said_once = {row for part in pages[0].parts for row in part.rows}
    sections = [_section(page, said_once if page is not pages[0] else set()) for page in pages]
    return "\n\n".join([f"# {TITLES[lang]}", INTRODUCED[lang], *sections]) + "\n"


def _section(page: Helped, said_once: set[tuple[str, str]]) -> str:
    lines = [f"## {' '.join(page.path)}", "", *page.lines, "", "```text", page.usage, "```", ""]
    lines += [page.labels["examples"], "", "```sh", *page.examples, "```"]
    for part in page.parts:
        rows = [row for row in part.rows if row not in said_once]
        if rows:
            title = part.title.rstrip("：:")
            lines += ["", f"| {title} | |", "| --- | --- |"]
            lines += [f"| `{_cell(name)}` | {_cell(said)} |" for name, said in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
