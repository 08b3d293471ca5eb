"""The records of delimited text, however broken: in time that grows with the text alone.

- A line without quotation marks is a record.
- A line is a record where each of its fields is one in quotation marks, or one that does not begin with any.
- Else the record may go on behind the line, as long as every mark in it opens or closes a field, or is doubled inside one, and
  for LONGEST_RECORD bytes at the most.
- Where it does not come to an end so, its line is refused; of the lines behind, up to the one in which a mark stands wrong,
  those that hold marks are refused too (they stand inside the quotation that never closed), and the others are read.

None of this depends on how much is read at a time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from medisave_cli.tuples import NamedTuple

LONGEST_RECORD = 16 << 20
"""A quotation mark that nothing closes would otherwise swallow the rest of the file."""
LINE_END = re.compile(rb"\r\n|\r|\n")


class Grammar(NamedTuple):
    """Patterns for one delimiter. ``line``: a record of one line; ``whole``: as many whole strict fields as there are, each with
    its delimiter; ``last``: a strict field. ``loose``: lines none of whose fields begins with a quotation mark; ``hopeless``:
    lines each of which is refused for a mark that stands wrong in it, or at once in the next. ``strict_text``: text in which
    every mark opens or closes a field; ``outside`` is what follows the last field that is closed, ``open`` one that is not."""

    line: re.Pattern[bytes]
    whole: re.Pattern[bytes]
    last: re.Pattern[bytes]
    loose: re.Pattern[bytes]
    hopeless: re.Pattern[bytes]
    strict_text: re.Pattern[bytes]


@lru_cache
def grammar(mark: bytes) -> Grammar:
    """The patterns for the delimiter ``mark``."""
    m = re.escape(mark)
    quoted = rb'"[^"]*+(?:""[^"]*+)*+"'
    in_line = rb'"(?:[^"\r\n]++|"")*+'
    bare = rb'[^"' + m + rb"\r\n]"
    loose = rb"(?:" + bare + rb"[^" + m + rb"\r\n]*+|)"
    strict = rb"(?:" + quoted + rb"|" + bare + rb"*+)"
    one = rb"(?:" + in_line + rb'"|' + loose + rb")"
    line = one + rb"(?:" + m + one + rb")*+"
    strict_in_line = rb"(?:(?:" + in_line + rb'"|' + bare + rb"*+)" + m + rb")*+"
    astray = rb'"[^"' + m + rb"\r\n]"
    wrong = (
        strict_in_line
        + rb"(?:"
        + in_line
        + rb"(?:"
        + astray
        + rb"|(?:\r\n|\r|\n)(?:[^\"\r\n]++|\"\")*+"
        + astray
        + rb")|"
        + bare
        + rb'++")'
    )
    end = rb"(?:\r\n|\n|\r(?=[^\n]))"
    begins, ends = rb"(?<![^" + m + rb"\r\n])", rb"(?![^" + m + rb"\r\n])"
    return Grammar(
        re.compile(line + rb"(?=[\r\n]|\Z)"),
        re.compile(rb"(?:" + strict + m + rb")*+"),
        re.compile(strict),
        re.compile(rb"(?:" + loose + rb"(?:" + m + loose + rb")*+" + end + rb")++"),
        re.compile(rb"(?:(?!" + line + rb"[\r\n])(?=" + wrong + rb")[^\r\n]*+" + end + rb")++"),
        re.compile(
            rb'(?:[^"]*+' + begins + quoted + ends + rb")*+"
            rb'(?P<outside>[^"]*+)(?P<open>' + begins + rb'"(?:[^"]++|"")*+)?+\Z'
        ),
    )


class Record(NamedTuple):
    """One record, or lines that are refused. ``text``: its bytes without the line end; ``end``: where the next begins;
    ``refused``: the quotation marks of its lines do not match."""

    text: bytes
    end: int
    refused: bool


def line_end(data: bytes, at: int, ended: bool) -> tuple[int, int] | None:
    """Where the line around ``at`` ends and the next begins; None if that is not known yet."""
    found = LINE_END.search(data, at)
    if found is None:
        return (len(data), len(data)) if ended else None
    if found.end() == len(data) and found[0] == b"\r" and not ended:
        return None
    return found.span()


def record_at(data: bytes, start: int, mark: bytes, ended: bool) -> Record | None:
    """The record that begins at ``start``; None if more of the text is needed to tell.

    ``ended``: nothing comes behind ``data``.
    """
    line = line_end(data, start, ended)
    if line is None and data.find(b'"', start) < 0:
        return None
    if line is not None and data.find(b'"', start, line[0]) < 0:
        return Record(data[start : line[0]], line[1], False)
    words = grammar(mark)
    if line is not None and (alone := words.line.match(data, start)) and alone.end() == line[0]:
        return Record(data[start : line[0]], line[1], False)
    wrong, closed = _strict(data, start, words)
    if closed and wrong - start <= LONGEST_RECORD:
        end = line_end(data, wrong, ended)
        return end and Record(data[start:wrong], end[1], False)
    limit = start + LONGEST_RECORD
    if wrong >= len(data) and not ended and len(data) <= limit:
        return None
    until = _refused_until(data, line, min(wrong, limit), ended)
    return None if until is None else Record(data[start:until], until, True)


def _strict(data: bytes, start: int, words: Grammar) -> tuple[int, bool]:
    """How far a record from ``start`` is strictly well-formed, and whether it ends there."""
    whole = words.whole.match(data, start)
    last = words.last.match(data, whole.end()) if whole else None
    at = last.end() if last else start
    behind = data[at : at + 1]
    if behind == b'"' and last is not None and not last[0]:
        # A quotation mark that opens, and is not closed in what there is.
        return len(data), False
    return at, behind in (b"\r", b"\n", b"")


def _refused_until(
    data: bytes, line: tuple[int, int] | None, wrong: int, ended: bool
) -> int | None:
    """Where reading goes on behind a record that came to no end: at the line around ``wrong``, or behind its own first line."""
    if line is None:
        return None
    if wrong >= len(data) and ended:
        return len(data)
    begins = max(data.rfind(b"\n", line[0], wrong), data.rfind(b"\r", line[0], wrong)) + 1
    return max(begins, line[1])


def fields_of(record: bytes, mark: bytes) -> list[str | None]:
    """The cells of a record: None for an empty one, "" for an empty one in quotation marks."""
    if b'"' not in record:
        return [cell or None for cell in record.decode("utf-8", "replace").split(mark.decode())]
    cells: list[str | None] = []
    at, size, words = 0, len(record), grammar(mark)
    while at <= size:
        found = words.last.match(record, at)
        end = found.end() if found else at
        if record[at : at + 1] == b'"' and end > at:
            cells.append(record[at + 1 : end - 1].decode("utf-8", "replace").replace('""', '"'))
        else:
            end = record.find(mark, at)
            end = size if end < 0 else end
            cells.append(record[at:end].decode("utf-8", "replace") or None)
        at = end + 1
    return cells


def well_formed(data: bytes, mark: bytes, ended: bool) -> tuple[bytes, int] | None:
    """The whole records at the beginning of ``data``, with line ends that every reader knows, and where they end.

    None if a quotation mark stands wrong. All at once, for text that has nothing wrong.
    """
    found = grammar(mark).strict_text.match(data)
    if found is None or (ended and found["open"]):
        return None
    if ended:
        cut = len(data)
    else:
        outside = found["outside"] or b""
        outside = outside[:-1] if outside.endswith(b"\r") else outside
        end = max(outside.rfind(b"\n"), outside.rfind(b"\r") if b"\r" in outside else -1)
        cut = found.start("outside") + end + 1 if end >= 0 else _last_end(data, data.split(b'"'))
    whole = data[:cut]
    if b"\r" not in whole or whole.count(b"\r") == whole.count(b"\r\n"):
        return whole, cut
    parts = whole.split(b'"')
    parts[::2] = [part.replace(b"\r\n", b"\n").replace(b"\r", b"\n") for part in parts[::2]]
    return b'"'.join(parts), cut


def _last_end(data: bytes, parts: list[bytes]) -> int:
    """Behind the last line end that stands outside quotation marks; 0 if there is none."""
    at = total = len(data)
    for i in range(len(parts) - 1, -1, -1):
        if part := parts[i]:
            at -= len(part)
            if not i & 1:
                whole = part[:-1] if at + len(part) == total and part.endswith(b"\r") else part
                end = max(whole.rfind(b"\n"), whole.rfind(b"\r")) + 1
                if end:
                    return at + end
        at -= 1
    return 0
