"""A page as plain text: no colour, no width, nothing cut. For pipes, screen readers and files."""

from __future__ import annotations

from medisave_cli.show.page import Item, Page, Section

MARKS = {"todo": "[ ] ", "maybe": "[?] ", "no": "[-] ", "good": "+ ", "bad": "- ", "warn": "! "}


def render(page: Page) -> str:
    """Return the page as lines of text."""
    lines = [page.title]
    if page.subtitle:
        lines.append(page.subtitle)
    if page.verdict:
        lines += ["", page.verdict.text]
        if page.verdict.sure:
            lines.append(page.verdict.sure)
    lines += [""] * bool(page.lead) + list(page.lead)
    for section in page.sections:
        lines += ["", *_section(section)]
    if page.foot:
        lines += ["", *page.foot]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> list[str]:
    lines = [f"## {section.title}{refs_text(section.refs)}"] if section.title else []
    if section.lead:
        lines.append(section.lead)
    if section.columns:
        lines.append("\t".join(section.columns))
        lines += [
            "\t".join(cell.replace("\n", " / ").replace("\t", " ") for cell in row)
            for row in section.rows
        ]
    for number, item in enumerate(section.items, 1):
        lines += _item(
            item, f"{number}. " if section.numbered else "- " if not MARKS.get(item.mark) else ""
        )
    return lines


def _item(item: Item, lead: str) -> list[str]:
    tag = f"[{item.tag}] " if item.tag else ""
    first = f"{lead}{MARKS.get(item.mark, '')}{tag}{item.text}{refs_text(item.refs)}"
    return [first, *(f"    {note}" for note in item.notes)]


def refs_text(refs: tuple[int, ...]) -> str:
    """Source numbers as they stand behind a line: `` [1][3]``."""
    return " " + "".join(f"[{n}]" for n in refs) if refs else ""
