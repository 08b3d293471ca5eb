"""A page as plain text: no colour, no box, no width, nothing cut. For pipes, chats, screen readers and files."""

from __future__ import annotations

from medisave_cli.show.page import Item, Page, Section, labelled

MARKS = {"todo": "☐ ", "maybe": "☐? ", "no": "× ", "good": "+ ", "bad": "- ", "warn": "! "}


def render(page: Page) -> str:
    """Return the page as lines of text that make sense wherever they are wrapped."""
    lines = [page.title]
    if page.subtitle:
        lines.append(page.subtitle)
    if page.verdict:
        verdict = page.verdict
        lines += ["", *(line for line in (verdict.text, verdict.sure, verdict.aside) if line)]
    lines += [""] * bool(page.lead) + list(page.lead)
    for section in page.sections:
        lines += ["", *_section(section, page.lang, page.compact)]
    if page.foot:
        lines += ["", *page.foot]
    return "\n".join(lines) + "\n"


def _section(section: Section, lang: str, compact: bool) -> list[str]:
    lines = [f"{section.title}{refs_text(section.refs)}"] if section.title else []
    if section.lead:
        lines.append(section.lead)
    if section.columns and compact:
        lines += [_row(row, lang) for row in section.rows]
    elif section.columns:
        lines.append("\t".join(section.columns))
        lines += [
            "\t".join(cell.replace("\n", " / ").replace("\t", " ") for cell in row)
            for row in section.rows
        ]
    for number, item in enumerate(section.items, 1):
        count = f"[{number}] " if section.key == "sources" else f"{number}. "
        lines += _item(item, count if section.numbered else "", bool(section.title), lang)
    return lines


def _row(row: tuple[str, ...], lang: str) -> str:
    """A row that makes sense by itself: what it is of, a colon, and what is said of it."""
    tag, text = labelled(Item(" · ".join(cell for cell in row[1:] if cell), row[0]), lang)
    return tag + text


def _item(item: Item, lead: str, listed: bool, lang: str) -> list[str]:
    tag, text = labelled(item, lang)
    mark = MARKS.get(item.mark, "- " if listed and not lead else "")
    return [
        f"{lead}{mark}{tag}{text}{refs_text(item.refs)}",
        *(f"    {note}" for note in item.notes),
    ]


def refs_text(refs: tuple[int, ...]) -> str:
    """Source numbers as they stand behind a line: `` [1][3]``."""
    return " " + "".join(f"[{n}]" for n in refs) if refs else ""
