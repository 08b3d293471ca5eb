"""Why a file is no YAML, in words for the person who wrote it: the line of the slip, its cause, the mend.

YAML's own messages name where the parser gave up, often lines after the slip, and in one language only. So the lines are read for
the slips people make; only where none is found does the parser's place stand, explained by what was open there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from medisave_cli.keeping.finding import lint
from medisave_cli.language import Message
from medisave_cli.tuples import NamedTuple

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
    rf"^{HEAD}{KEY}:\s+(?P<text>(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+')\s*[^\s#,}}\]].*)$"
)
LEADS_BADLY = re.compile(rf"^{HEAD}{KEY}:\s+(?P<sign>[%@`])(?P<text>.*)$")
FULL_BRACKET = re.compile(rf"^{HEAD}{KEY}:\s*(?P<sign>[｛［【])")
WIDE_SPACE = re.compile(rf"^{HEAD}{KEY}:(?P<sign>[\u3000\xa0]\s*)")
BULLET = re.compile(r"^\s*(?P<sign>[*·•●○▪])\s*\S")
MERGE_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
WRAPPED = re.compile(r"^“([^“”]*)”$")
QUOTE_LEFT = re.compile(rf"^{HEAD}{KEY}:\s+(?P<sign>[\"'])")
CUT = re.compile(
    r"^[ -]*(?:zh|en|title|title_en|issuer|number|words): +(?P<text>[^\"'\s\[{|>#][^\"'\n]*?) #[^\s#]",
    re.MULTILINE,
)
BLOCK = re.compile(r"[:\-]\s+[|>][+-]?\d*\s*(?:#.*)?$")
MARKER = re.compile(r"^(---|\.\.\.)\s*$")


def diagnose(text: str, error: Any) -> list[Told]:
    """What is wrong with ``text``, which YAML refused with ``error`` (a ``yaml.YAMLError``); at least one, by line."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    left = _quote_left(text.splitlines()[:line])
    if left is not None:
        return [left]
    found = list(_slips(text, line))
    # A slip below the line where reading stopped is one more, and not the cause.
    if not found or found[0][0] > line:
        found.insert(0, _structure(text.splitlines() or [""], line, error))
    return found[:20]


def cut_off(text: str) -> Iterator[Told]:
    """The texts without quotes that end where a ``#`` begins a word: YAML takes the rest of the line for a comment."""
    for m in CUT.finditer(text):
        line = text.count("\n", 0, m.start("text")) + 1
        yield line, lint("cut_off", text=m["text"][:40]), lint("cut_off.mend")


def _quote_left(lines: list[str]) -> Told | None:
    """The first text whose quotation mark is not closed before the next key begins."""
    for number, (said, below) in enumerate(pairwise(lines), 1):
        m = QUOTE_LEFT.match(said)
        if m and _left_open(said) and re.match(rf"{HEAD}{KEY}:(?:\s|$)", below):
            return number, lint("quote_open", sign=m["sign"]), lint("quote_open.mend")
    return None


def _structure(lines: list[str], line: int, error: Any) -> Told:
    """What several lines show together: a quotation mark or bracket left open, or how they are indented."""
    opened = getattr(error, "context_mark", None)
    at = lines[min(line, len(lines)) - 1]
    if opened is not None:
        start = lines[min(opened.line, len(lines) - 1)][opened.column :][:1]
        if start in ("'", '"'):
            return opened.line + 1, lint("quote_open", sign=start), lint("quote_open.mend")
        if start in ("[", "{"):
            number, sign = _unclosed(lines, opened.line) or (opened.line, start)
            close = {"[": "]", "{": "}"}[sign]
            mend = lint("bracket_open.mend", close=close)
            return number + 1, lint("bracket_open", sign=sign), mend
    if MARKER.match(at):
        return line, lint("two_documents"), lint("two_documents.mend")
    uneven = _uneven(lines)
    if uneven is not None:
        return uneven
    for number in (line, line - 1):
        said = lines[number - 1] if 0 < number <= len(lines) else ""
        if re.match(r"^\s*[^-\s:#\[\]{}][^:#\[\]{}]*$", said):
            return number, lint("no_colon", text=said.strip()[:40]), lint("no_colon.mend")
    indent = len(at) - len(at.lstrip())
    fits = _indent_before(lines, line, indent)
    if fits is not None:
        return _said(line, indent, [fits])
    return line, lint("no_yaml"), lint("no_yaml.mend")


def _indent_before(lines: list[str], line: int, indent: int) -> int | None:
    """The indentation of the nearest key above that stands less deep than the line, which hangs on a text that needs none below it."""
    for said in reversed(lines[: line - 1]):
        bare = said.lstrip()
        if bare and not bare.startswith(("#", "- ")) and re.match(rf"{KEY}:", bare):
            own = len(said) - len(bare)
            if own < indent:
                return own
    return None


def _slips(text: str, line: int) -> Iterator[Told]:
    """The slips that lines show by themselves; what may be right elsewhere counts only at ``line``, where reading stopped."""
    for number, said in _significant(text):
        near = number in (line, line - 1)
        for told in (_in_line(said, near), _colon_inside(said)):
            if told is not None:
                yield (number, *told)
                break


def _in_line(line: str, near: bool) -> tuple[Message, Message] | None:
    """A slip that the line alone shows; ``near``: reading stopped about here, so that what is mostly right may be one."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or "\u3000" in indent or "\xa0" in indent:
        return lint("tab"), lint("tab.mend")
    if MERGE_MARK.match(line):
        return lint("merge_mark"), lint("merge_mark.mend")
    if m := LOOKALIKE_COLON.match(line):
        return lint("wide_colon", sign=m["sign"]), lint("wide_colon.mend", key=m["key"])
    if m := WIDE_SPACE.match(line):
        return lint("wide_space", key=m["key"]), lint("tight_colon.mend", key=m["key"])
    if near and (m := BULLET.match(line)):
        return lint("bullet", sign=m["sign"]), lint("tight_dash.mend")
    if near and (m := FULL_BRACKET.match(line)):
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
        said = WRAPPED.sub(r"\1", m["text"].strip()).replace('"', '\\"')
        return lint("colon_in_text"), lint("quote_it", key=m["key"], text=said[:60])
    return None


def mended(text: str, lines: list[int]) -> str:
    """The text with the slips on these lines out of the way, where one of them alone can have been meant."""
    said = text.splitlines(keepends=True)
    for number in lines:
        if number > len(said):  # the parser stopped at the end of the file
            continue
        said[number - 1] = _mended(said[number - 1])
    return "".join(said)


def _mended(line: str) -> str:
    if FULL_BRACKET.match(line):
        return line.translate(str.maketrans("｛｝［］【】", "{}[][]"))
    if m := LOOKALIKE_COLON.match(line):
        return f"{line[: m.start('sign')]}: {line[m.end('sign') :].lstrip(' ')}"
    if m := WIDE_SPACE.match(line):
        return f"{line[: m.start('sign')]} {line[m.end('sign') :]}"
    if m := BULLET.match(line):
        return f"{line[: m.start('sign')]}- {line[m.end('sign') :].lstrip(' ')}"
    if m := DASH_WITHOUT_SPACE.match(line):
        return f"{line[: m.end() - 1]}- {line[m.end() :]}"
    if m := NO_SPACE.match(line):
        return f"{line[: m.start('rest')]} {line[m.start('rest') :]}"
    if m := LEADS_BADLY.match(line) or COLON_IN_TEXT.match(line):
        start = m.start("sign") if m.re is LEADS_BADLY else m.start("text")
        quoted = line[start:].strip().replace("\\", "\\\\").replace('"', '\\"')
        return f'{line[:start]}"{quoted}"\n'
    return LOOKALIKE_COLON_INSIDE.sub(lambda m: m[0].replace(m["sign"], ": "), line)


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


class _Level(NamedTuple):
    """A level of indentation that is open: that of dashes or of keys, the line it began on, and what that line said."""

    indent: int
    dashes: bool
    line: int
    said: str


def _uneven(lines: list[str]) -> Told | None:
    """The first line whose indentation fits nothing above it."""
    levels = [_Level(0, False, 1, "")]
    opens, flow = True, 0
    above = (0, "")
    told_lines = list(_significant("\n".join(lines)))
    for i, (number, line) in enumerate(told_lines):
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", line)
        inside, flow = flow > 0, flow + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
        if inside:
            continue
        indent, rest = len(line) - len(line.lstrip()), line.lstrip()
        below = told_lines[i + 1][1] if i + 1 < len(told_lines) else ""
        if len(below) - len(below.lstrip()) == indent and _is_entry(above[1]):
            told = _dash(indent, levels, opens, above)
        else:
            told = _misplaced(number, indent, rest, levels, opens)
        if told is not None:
            return told
        levels = [level for level in levels if level.indent <= indent]
        if rest.startswith("- ") and levels[-1] == levels[-1]._replace(indent=indent, dashes=True):
            levels.pop()
        if indent > levels[-1].indent or (rest.startswith("- ") and not levels[-1].dashes):
            levels.append(_Level(indent, rest.startswith("- "), number, rest))
        while rest.startswith("- "):
            step = len(rest) - len(rest[2:].lstrip())
            indent, rest = indent + step, rest[step:]
            levels.append(_Level(indent, rest.startswith("- "), number, rest))
        # Text may go on below.
        opens = bool(re.search(r":\s*(?:#.*)?$", rest)) or rest.strip() == "-" or ":" not in rest
        above = (number, line)
    return None


def _is_entry(line: str) -> bool:
    """Whether a list's entry begins on the line with its first key."""
    return re.match(rf"\s*- {KEY}:", line) is not None


def _dash(indent: int, levels: list[_Level], opens: bool, above: tuple[int, str]) -> Told | None:
    """Where the lines of an entry agree with each other, it is the dash before its first key that stands elsewhere."""
    last = levels[-1].indent
    if indent == last or (indent > last and opens) or indent <= levels[-2].indent:
        return None
    dash = len(above[1]) - len(above[1].lstrip())
    what = lint("uneven_dash", indent=dash, lines=indent)
    return above[0], what, lint("uneven_dash.mend", fits=indent - (last - dash))


def _misplaced(
    number: int, indent: int, rest: str, levels: list[_Level], opens: bool
) -> Told | None:
    """Why the line does not fit the levels that are open; None where it does."""
    last = levels[-1].indent
    if indent > last:
        return None if opens else _said(number, indent, [last])
    here = [level for level in levels if level.indent == indent]
    if not here:
        first = next(i for i, level in enumerate(levels) if level.indent > indent)
        began = levels[first]
        if rest.startswith("- ") and not began.dashes and not levels[first - 1].dashes:
            mend = lint("no_dash.mend", key=began.said.partition(":")[0])
            return began.line, lint("no_dash"), mend
        nearest = sorted({level.indent for level in levels}, key=lambda i: abs(i - indent))[:2]
        return _said(number, indent, sorted(nearest))
    if not rest.startswith("- ") and all(level.dashes for level in here):
        keys = [level.indent for level in levels if not level.dashes]
        fits = [i for i in keys if i < indent][-1:] if len(levels) > 3 else []
        if _is_entry(here[-1].said):
            fits += [i for i in keys if i > indent][:1]
        return _said(number, indent, fits or [indent + 2])
    return None


def _said(number: int, indent: int, fits: list[int]) -> Told:
    shown = tuple(map(str, fits))
    return number, lint("uneven", indent=indent), lint("uneven.mend", fits=shown)
