"""Cells of one column → small numbers: each distinct text is read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import polars as pl

from medisave_cli.errors import MedisaveError
from medisave_cli.language import Speaker

CELLS_KEPT = 20_000
"""Distinct texts remembered for a column, beyond those of one block; a column of endless different ones is read anew."""
LONGEST_CELL = 200
"""No place, status, fact or date is written in more characters than this."""
NOTHING = 0
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f")
"""What programs and web pages leave in cells, and nobody sees."""


class Vocabulary:
    """What the cells of one column mean. ``read`` turns a text into a value; equal values share a number.

    Number 0 stands for an empty cell, and for one that could not be read.
    """

    def __init__(self, header: str, read: Callable[[str], Hashable], lang: str):
        self.header, self._read, self._speak = header, read, Speaker(lang)
        self.values: list[Any] = [None]
        self.samples: list[str] = [""]
        self._numbers: dict[Any, int] = {None: NOTHING}
        self._known: dict[str, tuple[int, str | None]] = {}
        self._codes = pl.Enum([])
        self._of_code = pl.Series(dtype=pl.UInt32)

    def numbers(self, column: pl.Series) -> tuple[pl.Series, pl.Series | None]:
        """The number of every cell, and what is wrong with it (None where no cell is wrong)."""
        codes = column.cast(self._codes, strict=False).to_physical()
        new = codes.is_null() & column.is_not_null()
        if new.any():
            self._learn(column.filter(new).unique().to_list())
            codes = column.cast(self._codes, strict=False).to_physical()
        numbers = self._of_code.gather(codes).fill_null(NOTHING)
        wrong = [error for _, error in self._known.values()]
        if not any(wrong):
            return numbers, None
        errors = pl.Series(wrong, dtype=pl.String).gather(codes)
        return numbers, None if errors.null_count() == len(errors) else errors

    def read(self) -> dict[str, Any]:
        """The words remembered, and what each was read as; those that could not be read are left out."""
        return {
            word: self.values[number]
            for word, (number, wrong) in self._known.items()
            if wrong is None and number != NOTHING
        }

    def _learn(self, texts: list[str]) -> None:
        """Read new texts; the old ones are forgotten where there are too many."""
        if len(self._known) + len(texts) > CELLS_KEPT:
            self._known.clear()
        for text in texts:
            self._known[text] = self._fresh(text)
        self._codes = pl.Enum(list(self._known))
        self._of_code = pl.Series([number for number, _ in self._known.values()], dtype=pl.UInt32)

    def _value(self, word: str) -> Hashable:
        if len(word) > LONGEST_CELL:
            raise MedisaveError("batch.cell_too_long", size=len(word))
        if word.startswith("="):
            raise MedisaveError("batch.formula")
        return self._read(word)

    def _fresh(self, text: str) -> tuple[int, str | None]:
        word = "".join(c for c in text if c not in INVISIBLE).strip()
        if not word:
            return NOTHING, None
        try:
            value = self._value(word)
        except MedisaveError as error:
            said = self._speak.text(error.text)
            if said.startswith(self.header):
                return NOTHING, said
            return NOTHING, self._speak("batch.of_column", header=self.header, said=said)
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
            self.samples.append(word)
        return number, None
