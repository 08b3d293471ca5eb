"""A page as Rich tables for a terminal; folded to its width, never cut."""

from __future__ import annotations

import io
import os
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.plain_face import refs_text

TONES = {"good": "bold green", "maybe": "bold yellow", "bad": "bold red", "unknown": "bold magenta"}
MARKS = {
    "todo": ("☐ ", "cyan"),
    "maybe": ("☐?", "yellow"),
    "no": ("× ", "dim"),
    "good": ("+ ", "green"),
    "bad": ("- ", "red"),
    "warn": ("! ", "yellow"),
}
ASCII_MARKS = {"☐ ": "[ ]", "☐?": "[?]", "× ": "[-]"}
FILE_WIDTH = 100


def render(page: Page, stream: Any) -> str:
    """Return the page laid out for ``stream`` (its width, colours and encoding), or without colour for a file (None)."""
    console = _console(stream)
    unicode_ok = _can_print(stream, "☐×")
    console.print(Text(page.title, "bold"))
    if page.subtitle:
        console.print(Text(page.subtitle, "dim"))
    if page.verdict:
        console.print(_verdict(page.verdict))
    for line in page.lead:
        console.print(Text(line))
    for section in page.sections:
        console.print()
        if section.columns:
            console.print(_table(section))
        else:
            console.print(_list(section, console, unicode_ok))
    if page.foot:
        console.print()
        for line in page.foot:
            console.print(Text(line, "dim"))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _console(stream: Any) -> Console:
    """A console that writes to memory and looks like ``stream``."""
    terminal = stream is not None and stream.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = (
        Console(file=stream).width
        if terminal
        else int(columns)
        if columns.isdecimal()
        else FILE_WIDTH
    )
    dull = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Console(
        file=io.StringIO(),
        force_terminal=terminal and not dull,
        width=max(width, 20),
        highlight=False,
        markup=False,
        emoji=False,
        no_color=dull,
        legacy_windows=False,
        safe_box=True,
        _environ={} if not terminal else None,
    )


def _can_print(stream: Any, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _verdict(verdict: Verdict) -> Any:
    from rich.box import HEAVY
    from rich.padding import Padding

    table = Table(
        box=HEAVY,
        show_header=False,
        border_style=TONES[verdict.tone].split()[-1],
        expand=True,
        padding=(0, 1),
    )
    table.add_column(overflow="fold")
    table.add_row(Text(verdict.text, TONES[verdict.tone]))
    if verdict.sure:
        table.add_row(Text(verdict.sure))
    return Padding(table, (1, 0, 0, 0))


def _title(section: Section) -> Text:
    return Text(f"{section.title}{refs_text(section.refs)}", "bold cyan")


def _table(section: Section) -> Table:
    table = Table(
        title=_title(section),
        title_justify="left",
        caption=section.lead or None,
        caption_justify="left",
        header_style="bold",
        expand=False,
        show_lines=True,
    )
    for column in section.columns:
        table.add_column(column, overflow="fold")
    for row in section.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _list(section: Section, console: Console, unicode_ok: bool) -> Text:
    """The items with their marks before them, folded beside these; laid out as text, for a table of them takes three times as long."""
    rows = [
        (_lead(item, number if section.numbered else None, unicode_ok), _body(item))
        for number, item in enumerate(section.items, 1)
    ]
    if section.lead:
        rows.insert(0, (Text(), Text(section.lead)))
    for lead, _ in rows:
        lead.rstrip()
    indent = max([2, *(lead.cell_len for lead, _ in rows)])
    lines = [_title(section)] if section.title else []
    for lead, body in rows:
        for line in body.wrap(console, max(console.width - indent - 1, 1), overflow="fold"):
            lines.append(Text.assemble(" " * (indent - lead.cell_len), lead, " ", line))
            lead = Text()
    return Text("\n").join(lines)


def _lead(item: Item, number: int | None, unicode_ok: bool) -> Text:
    mark, style = MARKS.get(item.mark, ("", ""))
    if not unicode_ok:
        mark = ASCII_MARKS.get(mark, mark)
    return Text(f"{mark}{number}." if number is not None else mark or "-", style)


def _body(item: Item) -> Text:
    body = Text()
    if item.tag:
        body.append(f"{item.tag} ", "bold")
    body.append(item.text, "dim strike" if item.mark == "no" else "")
    body.append(refs_text(item.refs), "dim")
    for note in item.notes:
        body.append(f"\n{note}", "dim")
    return body
