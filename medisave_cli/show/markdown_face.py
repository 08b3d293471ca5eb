"""A page as Markdown: headings, tick boxes, tables; text from outside never becomes markup."""

from __future__ import annotations

import re

from medisave_cli.language import Speaker
from medisave_cli.show.page import Item, Page, Section, labelled
from medisave_cli.show.plain_face import refs_text

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
BOXES = {"todo": "[ ] ", "maybe": "[ ] ", "no": ""}


def render(page: Page) -> str:
    """Return the page as Markdown (GitHub's task lists and tables)."""
    parts = [f"# {escape(page.title)}"]
    if page.subtitle:
        parts.append(escape(page.subtitle))
    if page.verdict:
        sure = "".join(
            f"\n>\n> {escape(line)}" for line in (page.verdict.sure, page.verdict.aside) if line
        )
        parts.append(f"> **{escape(page.verdict.text)}**{sure}")
    parts += [escape(line) for line in page.lead]
    parts += [_section(section, page.lang) for section in page.sections]
    if page.foot:
        parts.append("---")
        parts += [escape(line) for line in page.foot]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, lang: str) -> str:
    lines = (
        [f"## {escape(section.title)}{escape(refs_text(section.refs))}", ""]
        if section.title
        else []
    )
    if section.lead:
        lines += [escape(section.lead), ""]
    if section.columns:
        lines.append("| " + " | ".join(map(_cell, section.columns)) + " |")
        lines.append("|" + " --- |" * len(section.columns))
        lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in section.rows]
    for number, item in enumerate(section.items, 1):
        lines += _item(item, f"{number}. " if section.numbered else "- ", lang)
    return "\n".join(lines)


def _item(item: Item, lead: str, lang: str) -> list[str]:
    tag, text = (escape(part) for part in labelled(item, lang))
    if tag:
        tag = f"**{tag.strip()}**{Speaker(lang)('frame.space')}"
    if item.link:
        text = f"[{text}](<{item.link}>)"
    if item.mark == "no":
        text = f"~~{text}~~"
    first = f"{lead}{BOXES.get(item.mark, '')}{tag}{text}{escape(refs_text(item.refs))}"
    return [first, *(f"{' ' * len(lead)}- {escape(note)}" for note in item.notes)]


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def escape(text: str) -> str:
    """``text`` with every character that Markdown or HTML would read as markup made plain."""
    return (
        _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;"))
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
    )
