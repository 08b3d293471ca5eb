"""Rows with their answers, and what takes them."""

from __future__ import annotations

from typing import Protocol

import polars as pl

from medisave_cli.batch.columns import ERROR, FULL
from medisave_cli.tuples import NamedTuple


class Answers(NamedTuple):
    """Some rows, answered: ``given`` are their own cells, ``numbers`` and ``table`` say which answer each has, ``errors`` why it
    has none, ``whole`` the advice as JSON where that was asked for. ``lines``: the JSON lines they came as, if they did.
    ``plain``: as of a Block."""

    given: pl.DataFrame
    table: pl.DataFrame
    numbers: pl.Series
    errors: pl.Series
    whole: pl.Series | None
    lines: pl.Series | None
    plain: str | None

    def added(self) -> pl.DataFrame:
        """The columns behind the given ones."""
        more = [self.errors.alias(ERROR), *([] if self.whole is None else [self.whole.alias(FULL)])]
        return self.table.select(pl.all().gather(self.numbers)).with_columns(more)


class Rows(Protocol):
    """Writes rows in one format."""

    def write(self, rows: Answers) -> None: ...

    def close(self) -> None:
        """Write what is left: the file is whole."""

    def abandon(self) -> None:
        """Let go of the file, as it is."""
