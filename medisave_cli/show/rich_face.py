"""A page as Rich tables for a terminal; folded to its width by ``wrap``, never cut."""

from __future__ import annotations

import io
import os
from typing import IO, Any

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.style import Style
from rich.table import Table
from rich.text import Text

from medisave_cli.language import Speaker
from medisave_cli.show.page import Item, Page, Section, Verdict, labelled
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.wrap import breaks, cells, widest_unit

TONES = {"good": "bold green", "maybe": "bold yellow", "bad": "bold red", "unknown": "bold magenta"}
MARKS = {
    "todo": ("☐", "cyan"),
    "maybe": ("☐?", "yellow"),
    "no": ("×", "dim"),
    "good": ("+", "green"),
    "bad": ("-", "red"),
    "warn": ("!", "yellow"),
}
ASCII_MARKS = {"☐": "[ ]", "☐?": "[?]", "×": "[-]"}
FILE_WIDTH = 100
NARROWEST, WIDEST, WIDEST_TO_READ = 20, 1000, 120
SIDE_BY_SIDE = 80
NARROWEST_CUT = 50
"""Cells from which a source's title may be cut to keep to its line, on a terminal alone."""
SHARES = (0.4, 0.5, 0.6)
WIDEST_NAME = 0.3
"""How much of a table's width its first column may take: what a row is of folds before what is said of it."""


class Folded:
    """Text in a cell that breaks where Chinese may break."""

    def __init__(self, text: str, style: str = ""):
        self.text = Text(text, style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        plain = self.text.plain
        longest = max(map(cells, plain.split("\n")))
        return Measurement(min(widest_unit(plain), longest), longest)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _joined(_fold(self.text, max(options.max_width, 2)))


class Layout:
    """How wide it may get, and what the terminal can print."""

    def __init__(self, stream: IO[str] | None, page: Page):
        self.console = _console(stream)
        full = self.console.width
        self.width = min(full, WIDEST_TO_READ) if page.compact else full
        self.unicode_ok = _can_print(stream, "☐×╭")
        self.compact, self.lang = page.compact, page.lang


def render(page: Page, stream: IO[str] | None) -> str:
    """Return the page laid out for ``stream`` (its width, colours and encoding), or without colour for a file (None)."""
    layout = Layout(stream, page)
    console = layout.console
    for line in (page.title, page.subtitle):
        if line:
            style = "bold" if line is page.title else "dim"
            console.print(_joined(_fold(Text(line, style), layout.width)))
    if page.verdict:
        if not page.compact:
            console.print()
        console.print(_verdict(page.verdict, layout))
    for line in page.lead:
        console.print(_joined(_fold(Text(line), layout.width)))
    _sections(page, layout)
    if page.foot:
        if not page.compact:
            console.print()
        for line in page.foot:
            console.print(_joined(_fold(Text(line, "dim"), layout.width - 1), 1))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _sections(page: Page, layout: Layout) -> None:
    sections = list(page.sections)
    while sections:
        section = sections.pop(0)
        if not page.compact:
            layout.console.print()
        if section.columns:
            layout.console.print(_table(section, layout))
        elif sections and sections[0].beside:
            layout.console.print(_pair(section, sections.pop(0), layout))
        else:
            layout.console.print(_single(section, layout))


def _console(stream: IO[str] | None) -> Console:
    """A console that writes to memory and looks like ``stream``."""
    terminal = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    return Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=_width(stream),
        highlight=False,
        markup=False,
        emoji=False,
        no_color=bool(os.environ.get("NO_COLOR")),
        legacy_windows=False,
        safe_box=True,
        _environ={} if not terminal else None,
    )


def _width(stream: IO[str] | None) -> int:
    """Columns to lay out for: COLUMNS where it is a sensible number, else the terminal's; a file's own where there is none."""
    asked = os.environ.get("COLUMNS", "").strip()
    if asked.isdecimal() and int(asked[:9]) > 0:
        return min(max(int(asked[:9]), NARROWEST), WIDEST)
    if stream is None or not stream.isatty():
        return FILE_WIDTH
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return min(max(found or SIDE_BY_SIDE, NARROWEST), WIDEST)


def _can_print(stream: IO[str] | None, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


# Text, folded.


def _fold(text: Text, width: int) -> list[Text]:
    return [text[start:end] for start, end in breaks(text.plain, max(width, 2))]


def _joined(lines: list[Text], indent: int = 0) -> Text:
    text = Text("\n", no_wrap=True, overflow="ignore").join(
        [Text(" " * indent) + line for line in lines] if indent else lines
    )
    text.no_wrap, text.overflow = True, "ignore"
    return text


def _verdict(verdict: Verdict, layout: Layout) -> Table:
    """The sentence in a box, under it what it rests on, with what it assumes to the right of that where there is room."""
    inner = layout.width - 4
    lines = _fold(Text(verdict.text, TONES[verdict.tone]), inner)
    gap = inner - cells(verdict.sure) - cells(verdict.aside)
    if verdict.sure and verdict.aside and gap >= 2:
        lines.append(Text(f"{verdict.sure}{' ' * gap}{verdict.aside}"))
    else:
        for line in (verdict.sure, verdict.aside):
            lines += _fold(Text(line), inner) if line else []
    table = Table(
        box=ROUNDED,
        show_header=False,
        border_style=TONES[verdict.tone].split()[-1],
        width=layout.width,
        padding=(0, 1),
    )
    table.add_column(no_wrap=True, overflow="ignore")
    table.add_row(_joined(lines))
    return table


def _pair(left: Section, right: Section, layout: Layout) -> Any:
    """Two sections side by side, as wide each as makes them lowest; one under the other where that is lower or too narrow."""
    room = layout.width - 4
    stacked = len(_lines(left, layout.width, layout)) + len(_lines(right, layout.width, layout))
    best: tuple[int, int, int] | None = None
    if layout.width >= SIDE_BY_SIDE:
        for share in SHARES:
            width = int(room * share)
            height = max(len(_lines(left, width, layout)), len(_lines(right, room - width, layout)))
            found = (height, abs(room - 2 * width), width)
            best = min(best or found, found)
    if best is None or best[0] + 1 > stacked:
        table = Table.grid()
        table.add_column(no_wrap=True, overflow="ignore")
        table.add_row(_joined(_lines(left, layout.width, layout)))
        table.add_row(_joined(_lines(right, layout.width, layout)))
        return table
    width = best[2]
    table = Table(box=None, show_header=False, show_edge=False, padding=0, pad_edge=False)
    table.add_column(no_wrap=True, overflow="ignore", width=width + 3)
    table.add_column(no_wrap=True, overflow="ignore", width=room - width + 1)
    table.add_row(
        _joined(_lines(left, width, layout)), _joined(_lines(right, room - width, layout))
    )
    return table


def _single(section: Section, layout: Layout) -> Table:
    table = Table.grid()
    table.add_column(no_wrap=True, overflow="ignore")
    table.add_row(_joined(_lines(section, layout.width, layout)))
    return table


def _title(section: Section) -> Text:
    style = "bold yellow" if section.tone == "warn" else "bold cyan"
    title = Text(section.title, style)
    return title.append(refs_text(section.refs), "dim")


def _table(section: Section, layout: Layout) -> Table:
    if layout.compact:
        table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
        for n, column in enumerate(section.columns):
            table.add_column(column, max_width=int(layout.width * WIDEST_NAME) if not n else None)
        for row in section.rows:
            table.add_row(*(Folded(cell) for cell in row))
        return table
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
        table.add_row(*(Folded(cell) for cell in row))
    return table


def _lines(section: Section, width: int, layout: Layout) -> list[Text]:
    """A section's title and items as lines, each item folded beside its mark, with a margin of one cell."""
    inner = width - 1
    inline = layout.compact and section.key == "sources"
    lines = [] if inline else _fold(_title(section), inner) if section.title else []
    if section.lead:
        lines += _fold(Text(section.lead), inner)
    rows = [
        (
            _lead(item, number if section.numbered else None, section, layout),
            _body(item, section, layout, inner),
        )
        for number, item in enumerate(section.items, 1)
    ]
    if inline and rows:
        title = labelled(Item("", section.title), layout.lang)[0]
        rows = [
            (Text.assemble((title if not n else "", "bold"), lead), body)
            for n, (lead, body) in enumerate(rows)
        ]
    if layout.compact and not inline and width == layout.width:
        rows = _packed(rows, inner, in_order=section.numbered)
        if len(rows) == 1 and section.title and not section.tone:
            return _one_line(section, rows[0], inner, layout) or _hung(lines, rows, inner)
    return _hung(lines, rows, inner)


def _one_line(section: Section, row: tuple[Text, Text], inner: int, layout: Layout) -> list[Text]:
    """A title and its only line as one, where they fit."""
    lead, body = row
    colon = labelled(Item("", " "), layout.lang)[0].strip()
    line = Text.assemble(
        _title(section), colon, Speaker(layout.lang)("frame.space"), lead, " ", body
    )
    return [Text(" ") + line] if line.cell_len <= inner and "\n" not in line.plain else []


def _hung(lines: list[Text], rows: list[tuple[Text, Text]], inner: int) -> list[Text]:
    """``lines``, then each row folded beside its mark, all with a margin of one cell."""
    indent = max([0, *(lead.cell_len + 1 for lead, _ in rows if lead.plain)])
    for lead, body in rows:
        hang = indent if lead.plain else 0
        for line in _fold(body, inner - hang):
            pad = Text(" " * (hang - lead.cell_len - 1 if lead.plain else hang))
            lines.append(Text.assemble(pad, lead, " " if lead.plain else "", line))
            lead = Text()
    return [Text(" ") + line for line in lines]


def _packed(rows: list[tuple[Text, Text]], width: int, in_order: bool) -> list[tuple[Text, Text]]:
    """Short lines of one kind that fit beside one another, on one line: labelled ones, papers to tick off, steps ``in_order``."""
    packed: list[tuple[Text, Text]] = []
    marks: list[str] = []
    for lead, body in rows:
        kind = "" if in_order else lead.plain
        for at in range(len(packed) - 1 if in_order and packed else 0, len(packed)):
            first, held = packed[at]
            beside = Text.assemble(held, "  ", lead, " " if lead.plain else "", body)
            indent = first.cell_len + 1 if first.plain else 0
            if marks[at] == kind != "!" and beside.cell_len + indent <= width:
                packed[at] = (first, beside)
                break
        else:
            packed.append((lead, body))
            marks.append(kind)
    return packed


def _shortened(text: str, room: int) -> str:
    """A source's last wording with its title cut, so that it takes one line; the whole stands under ``--sources``."""
    title, dot, label = text.rpartition(" · ")
    if not dot:
        return text
    room -= cells(dot + label) + 1
    while cells(title) > room > 10:
        title = title[:-1]
    return f"{title}…{dot}{label}"


def _lead(item: Item, number: int | None, section: Section, layout: Layout) -> Text:
    mark, style = MARKS.get(item.mark, ("", ""))
    if not layout.unicode_ok:
        mark = ASCII_MARKS.get(mark, mark)
    if number is not None:
        counted = f"[{number}]" if section.key == "sources" else f"{number}."
        return Text(f"{mark} {counted}" if mark else counted, style)
    if not mark and section.title:
        mark = "-"
    return Text(mark, style)


def _body(item: Item, section: Section, layout: Layout, width: int) -> Text:
    if item.brief and layout.compact:
        room = width - (
            cells(section.title) + 6 if section.key == "sources" else cells(item.tag) + 2
        )
        fits = (text for text in (item.text, *item.brief) if cells(text) <= room)
        last = item.brief[-1]
        cut = layout.console.is_terminal and section.key == "sources" and width >= NARROWEST_CUT
        item = item._replace(text=next(fits, _shortened(last, room) if cut else last))
    body = Text()
    tag, text = labelled(item, layout.lang)
    body.append(tag, "bold")
    style = Style.parse("dim strike" if item.mark == "no" else "")
    if item.link and layout.console.is_terminal:
        style += Style(link=item.link)
    body.append(text, style)
    body.append(refs_text(item.refs), "dim")
    for note in item.notes:
        body.append(f"\n{note}", "dim")
    return body
