"""Why a file is no YAML, in words for the person who wrote it: the line of the slip, its cause, the mend.

YAML's own messages name where the parser gave up, often lines after the slip, and in one language only. So the lines are read for
the slips people make; only where none is found does the parser's place stand, explained by what was open there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from medisave_cli.keeping.finding import lint
from medisave_cli.language import Message

Told = tuple[int, Message, Message]
"""Line, what is wrong, how to mend it."""

HEAD = r"(?P<head>\s*(?:-\s+)*)"
KEY = r"(?P<key>[A-Za-z_][\w-]*)"
LOOKALIKE_COLON = re.compile(rf"^{HEAD}[\"']?{KEY}[\"']?\s*(?P<sign>[：﹕∶])")
LOOKALIKE_COLON_INSIDE = re.compile(rf"[{{,，]\s*{KEY}\s*(?P<sign>[：﹕∶])")
NO_SPACE = re.compile(rf"^{HEAD}{KEY}:(?P<rest>[^\s:/].*)$")
DASH_WITHOUT_SPACE = re.compile(r"^\s*(?:[－—–]|-(?=[A-Za-z{\[\"'\u3400-\u9fff]))")
COLON_IN_TEXT = re.compile(rf"^{HEAD}{KEY}:\s+(?P<text>[^\"'\[{{|>#&*!].*?:(?:\s.*|$))")
AFTER_QUOTE = re.compile(
    rf"^{HEAD}{KEY}:\s+(?P<text>(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*[^\s#,}}\]].*)$"
)
LEADS_BADLY = re.compile(rf"^{HEAD}{KEY}:\s+(?P<sign>[%@`])(?P<text>.*)$")
FULL_BRACKET = re.compile(rf"^{HEAD}{KEY}:\s*(?P<sign>[｛［【])")
BLOCK = re.compile(r"[:\-]\s+[|>][+-]?\d*\s*(?:#.*)?$")
MARKER = re.compile(r"^(---|\.\.\.)\s*$")


def diagnose(text: str, error: Any) -> list[Told]:
    """What is wrong with ``text``, which YAML refused with ``error`` (a ``yaml.YAMLError``); at least one, by line."""
    found = list(_slips(text))
    if found:
        return found[:20]
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    lines = text.splitlines() or [""]
    at = lines[min(line, len(lines)) - 1]
    if opened is not None:
        start = lines[min(opened.line, len(lines) - 1)][opened.column :][:1]
        if start in ("'", '"'):
            return [(opened.line + 1, lint("quote_open", sign=start), lint("quote_open.mend"))]
        if start in ("[", "{"):
            where = _unclosed(lines, opened.line) or (opened.line, start)
            close = {"[": "]", "{": "}"}[where[1]]
            return [
                (
                    where[0] + 1,
                    lint("bracket_open", sign=where[1]),
                    lint("bracket_open.mend", close=close),
                )
            ]
    if MARKER.match(at):
        return [(line, lint("two_documents"), lint("two_documents.mend"))]
    uneven = _uneven(lines)
    if uneven is not None:
        return [uneven]
    for number in (line, line - 1):
        said = lines[number - 1] if 0 < number <= len(lines) else ""
        if re.match(rf"^{HEAD}[^:#\[\]{{}}]+$", said):
            return [(number, lint("no_colon", text=said.strip()[:40]), lint("no_colon.mend"))]
    return [(line, lint("no_yaml"), lint("no_yaml.mend"))]


def _slips(text: str) -> Iterator[Told]:
    for number, line in _significant(text):
        for told in (_in_line(line), _colon_inside(line)):
            if told is not None:
                yield (number, *told)
                break


def _in_line(line: str) -> tuple[Message, Message] | None:
    """A slip that the line alone shows for certain."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or "\u3000" in indent or "\xa0" in indent:
        return lint("tab"), lint("tab.mend")
    if m := LOOKALIKE_COLON.match(line):
        return lint("wide_colon", sign=m["sign"]), lint("wide_colon.mend", key=m["key"])
    if m := FULL_BRACKET.match(line):
        return lint("wide_sign", sign=m["sign"]), lint("wide_sign.mend")
    if DASH_WITHOUT_SPACE.match(line):
        return lint("tight_dash"), lint("tight_dash.mend")
    if (m := NO_SPACE.match(line)) and not m["rest"].startswith("//"):
        return lint("tight_colon", key=m["key"]), lint("tight_colon.mend", key=m["key"])
    if m := LEADS_BADLY.match(line):
        said = m["sign"] + m["text"]
        return lint("leads_badly", sign=m["sign"]), lint("quote_it", key=m["key"], text=said[:60])
    if m := AFTER_QUOTE.match(line):
        return lint("after_quote"), lint("after_quote.mend")
    if m := COLON_IN_TEXT.match(line):
        said = m["text"].replace('"', '\\"')
        return lint("colon_in_text"), lint("quote_it", key=m["key"], text=said[:60])
    return None


def _colon_inside(line: str) -> tuple[Message, Message] | None:
    """A lookalike colon in braces, outside quotes."""
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", lambda m: " " * len(m[0]), line)
    if "{" in bare and (m := LOOKALIKE_COLON_INSIDE.search(bare)):
        return lint("wide_colon", sign=m["sign"]), lint("wide_colon.mend", key=m["key"])
    return None


def _significant(text: str) -> Iterator[tuple[int, str]]:
    """Line number and line, without comments, blank lines and the insides of ``|`` and ``>`` texts and of quoted texts."""
    block: int | None = None
    quote = ""
    for number, line in enumerate(text.splitlines(), 1):
        indent = len(line) - len(line.lstrip())
        if quote:
            if quote in line:
                quote = ""
            continue
        if block is not None:
            if not line.strip() or indent > block:
                continue
            block = None
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if BLOCK.search(line):
            block = indent
        yield number, line
        quote = _left_open(line)


def _left_open(line: str) -> str:
    """The quotation mark that a line opens as a value and does not close."""
    m = re.search(r":\s+([\"'])(?P<rest>.*)$", line)
    if not m:
        return ""
    sign, rest = m[1], m["rest"].replace("\\" + m[1], "").replace(m[1] * 2, "")
    return "" if sign in rest else sign


def _unclosed(lines: list[str], near: int) -> tuple[int, str] | None:
    """The last bracket before line ``near`` or on it that its own line, where it should, does not close."""
    for number in range(near, max(-1, near - 30), -1):
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", lines[number])
        for sign, close in (("[", "]"), ("{", "}")):
            if bare.count(sign) > bare.count(close):
                return number, sign
    return None


def _uneven(lines: list[str]) -> Told | None:
    """The first line whose indentation fits nothing above it."""
    open_indents = [0]
    opens = True
    flow = 0
    for number, line in _significant("\n".join(lines)):
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", line)
        inside, flow = flow > 0, flow + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
        if inside:
            continue
        indent = len(line) - len(line.lstrip())
        if indent > open_indents[-1] and not opens:
            return _said(number, indent, [open_indents[-1]])
        if indent < open_indents[-1]:
            known = [i for i in open_indents if i <= indent]
            if not known or known[-1] != indent:
                nearest = sorted(set(open_indents), key=lambda i: abs(i - indent))[:2]
                return _said(number, indent, sorted(nearest))
            open_indents = known
        if indent > open_indents[-1]:
            open_indents.append(indent)
        rest = line.lstrip()
        while rest.startswith("- "):
            step = len(rest) - len(rest[2:].lstrip())
            indent, rest = indent + step, rest[step:]
            open_indents.append(indent)
        opens = bool(re.search(r":\s*(?:#.*)?$", rest)) or rest.strip() == "-"
        if ":" not in rest:
            opens = True  # text that may go on
    return None


def _said(number: int, indent: int, fits: list[int]) -> Told:
    shown = tuple(map(str, fits))
    return number, lint("uneven", indent=indent), lint("uneven.mend", fits=shown)
