"""Cells of one column → small numbers: each distinct text is read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import polars as pl

from medisave_cli.errors import MedisaveError
from medisave_cli.words import pick

CELLS_KEPT = 20_000
"""Distinct texts remembered for a column; a column of endless different ones is read anew from time to time."""
LONGEST_CELL = 200
"""No place, status, fact or date is written in more characters than this."""
NOTHING = 0


class Vocabulary:
    """What the cells of one column mean. ``read`` turns a text into a value; equal values share a number.

    Number 0 stands for an empty cell, and for one that could not be read.
    """

    def __init__(self, header: str, read: Callable[[str], Hashable], lang: str):
        self.header, self._read, self._lang = header, read, lang
        self.values: list[Any] = [None]
        self.samples: list[str] = [""]
        self._numbers: dict[Any, int] = {None: NOTHING}
        self._known: dict[str, tuple[int, str | None]] = {}

    def numbers(self, column: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        """The number of every cell, and what is wrong with it (None where no cell is wrong)."""
        texts = column.unique()
        found = [self._number(text) for text in texts.to_list()]
        numbers = pl.Series([number for number, _ in found], dtype=pl.UInt32)
        wrong = [error for _, error in found]
        if len(found) == 1:
            return pl.repeat(found[0][0], len(column), dtype=pl.UInt32, eager=True), _maybe(pl.Series(wrong * len(column), dtype=pl.String))
        at = _positions(column, texts)
        return numbers.gather(at), pl.Series(wrong, dtype=pl.String).gather(at) if any(wrong) else None

    def _number(self, text: str | None) -> tuple[int, str | None]:
        if text is None:
            return NOTHING, None
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= CELLS_KEPT:
                self._known.clear()
            known = self._known[text] = self._fresh(text)
        return known

    def _fresh(self, text: str) -> tuple[int, str | None]:
        word = text.strip()
        if not word:
            return NOTHING, None
        try:
            if len(word) > LONGEST_CELL:
                raise MedisaveError(f"内容太长（{len(word)} 个字符）", f"too long ({len(word)} characters)")
            value = self._read(word)
        except MedisaveError as error:
            said = pick(error.text, self._lang)
            return NOTHING, said if said.startswith(self.header) else f"{self.header}{'：' if self._lang == 'zh' else ': '}{said}"
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
            self.samples.append(word)
        return number, None


def _positions(column: pl.Series, texts: pl.Series) -> pl.Series:
    """Where each cell stands among the distinct texts."""
    table = pl.DataFrame({"text": texts, "at": pl.int_range(len(texts), dtype=pl.UInt32, eager=True)})
    return pl.DataFrame({"text": column}).join(table, on="text", how="left", nulls_equal=True, maintain_order="left")["at"]


def _maybe(errors: pl.Series) -> pl.Series | None:
    return None if errors.null_count() == len(errors) else errors
