"""JSON Lines: one object a line. Lines pass through as they are; what is read from them becomes text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from medisave_cli.batch.source import LINE, Block, column, size_of
from medisave_cli.errors import AskedWrongly
from medisave_cli.model import Text
from medisave_cli.words import pick

BLOCK = 4 << 20


class Lines:
    """A JSON Lines file. Its columns are the keys of all its objects, in the order of their first coming."""

    kind = "jsonl"
    notes: tuple[Text, ...] = ()

    def __init__(self, path: str, lang: str, rows: int | None = None):
        self._lang = lang
        self._file = open(path, "rb")  # noqa: SIM115 (closed by ``close``)
        self.total = size_of(self._file)
        self._size = BLOCK if rows is None else rows * 128
        keys: dict[str, None] = {}
        for line in self._file:
            found = _object(line)
            keys.update(dict.fromkeys(found if isinstance(found, dict) else ()))
        if not keys:
            raise AskedWrongly("没有一行是 JSON 对象", "no line is a JSON object")
        self.header = list(keys)
        self._file.seek(0)

    def close(self) -> None:
        self._file.close()

    def blocks(self) -> Iterator[Block]:
        """Every line that is not empty."""
        names = {name: column(i) for i, name in enumerate(self.header)}
        while lines := self._file.readlines(self._size):
            columns: dict[str, list[str | None]] = {name: [] for name in (*names.values(), LINE)}
            errors: list[str | None] = []
            for line in lines:
                found = _object(line)
                if found is None:
                    continue
                wrong = found if isinstance(found, Text) else None
                errors.append(wrong and pick(wrong, self._lang))
                row = {} if isinstance(found, Text) else found
                for name, at in names.items():
                    columns[at].append(_text(row.get(name)))
                columns[LINE].append(
                    json.dumps({LINE: _shown(line)}, ensure_ascii=False)
                    if wrong
                    else line.decode().strip().removeprefix("\ufeff")
                )
            if errors:
                cells = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
                yield Block(
                    cells,
                    pl.Series(errors, dtype=pl.String) if any(errors) else None,
                    self._file.tell(),
                )


class _Number(float):
    """A number that remembers how it was written."""

    text: str


def _number(text: str) -> _Number:
    number = _Number(text)
    number.text = text
    return number


def _object(line: bytes) -> dict[str, Any] | Text | None:
    """What a line holds: an object, or what is wrong with it; None for an empty line."""
    try:
        text = line.decode().strip().removeprefix("\ufeff")
        if not text:
            return None
        found = json.loads(text, parse_float=_number)
        if isinstance(found, dict):
            # What is no text (half a surrogate pair) could not be written.
            text.encode()
            json.dumps(found, ensure_ascii=False).encode()
            return found
    except (ValueError, RecursionError):
        pass
    return Text(
        f"这一行不是 JSON 对象：{_shown(line)}", f"this line is no JSON object: {_shown(line)}"
    )


def _shown(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace").strip()


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, _Number):
        return value.text
    return json.dumps(value, ensure_ascii=False)
