"""JSON Lines: one object a line. Lines pass through as they are; what is read from them becomes text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl

from medisave_cli.batch.blocks import ADDED, CELLS, LINE, Block, column, size_of
from medisave_cli.batch.members import members_of
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Message, Speaker

BLOCK = 2 << 20
LONGEST_LINE = 32 << 20
MOST_COLUMNS = 16_384


class Lines:
    """A JSON Lines file. Its columns are the keys of all its objects, in the order of their first coming."""

    kind = "jsonl"
    for_excel = False
    first = 1

    def __init__(self, path: str, lang: str, rows: int | None = None):
        self._speak, self.notes = Speaker(lang), list[Message]()
        self._file = open(path, "rb")  # noqa: SIM115 (closed by ``close``)
        self.total = size_of(self._file)
        keys: dict[str, None] = {}
        while line := self._line():
            found = members_of(_text(line))
            keys.update(dict.fromkeys(member.key for member in found or ()))
            if len(keys) > MOST_COLUMNS:
                raise AskedWrongly("batch.too_wide", columns=len(keys), most=MOST_COLUMNS)
        if not keys:
            raise AskedWrongly("batch.no_object")
        self.header = list(keys)
        self._size = BLOCK if rows is None else rows * 128
        self._most = max(CELLS // (len(keys) + ADDED), 1)
        self._file.seek(0)

    def close(self) -> None:
        self._file.close()

    def blocks(self) -> Iterator[Block]:
        """Every line that is not empty."""
        names = {name: at for at, name in enumerate(self.header)}
        while lines := self._some():
            rows: list[list[str | None]] = []
            kept: list[str] = []
            errors: list[str | None] = []
            for line in lines:
                text = _text(line)
                if not text:
                    continue
                row: list[str | None] = [None] * len(names)
                found = members_of(text)
                for key, _, (begins, ends) in found or ():
                    row[names[key]] = _cell(text[begins:ends])
                rows.append(row)
                kept.append(json.dumps({LINE: text}, ensure_ascii=False) if found is None else text)
                errors.append(self._speak("batch.no_json", line=text) if found is None else None)
            if rows:
                columns = {column(i): cells for i, cells in enumerate(zip(*rows, strict=True))}
                cells = pl.DataFrame(
                    {**columns, LINE: kept}, schema=dict.fromkeys([*columns, LINE], pl.String)
                )
                wrong = pl.Series(errors, dtype=pl.String) if any(errors) else None
                yield Block(cells, wrong, self._file.tell())

    def _line(self) -> bytes:
        line = self._file.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE:
            raise AskedWrongly("batch.line_too_long", most=LONGEST_LINE >> 20)
        return line

    def _some(self) -> list[bytes]:
        """The next lines, of some megabytes and not too many cells."""
        lines: list[bytes] = []
        size = 0
        while size < self._size and len(lines) < self._most and (line := self._line()):
            lines.append(line)
            size += len(line)
        return lines


def _text(line: bytes) -> str:
    """A line without what is around it; what is no text is written out."""
    try:
        return line.decode().strip().removeprefix("\ufeff").strip()
    except UnicodeDecodeError:
        # No JSON object, whatever it looks like.
        return "\ufffd " + line.decode("utf-8", "backslashreplace").strip()


def _cell(raw: str) -> str | None:
    """A value as a cell: texts as they read, all else as it is written; nothing for null and the empty text."""
    if raw.startswith('"'):
        text: str = json.loads(raw)
        # Half a surrogate pair is no text: it stays as it is written.
        return (text if text.isascii() or _is_text(text) else raw) or None
    return None if raw == "null" else raw


def _is_text(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)
