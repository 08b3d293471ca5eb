"""Parquet: columns of types, which pass through as they are."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from medisave_cli.batch.blocks import ADDED, CELLS, Block, column
from medisave_cli.errors import AskedWrongly
from medisave_cli.files import shown
from medisave_cli.language import Message, scrub

ROWS = 100_000


class Table:
    """A Parquet file."""

    kind = "parquet"
    for_excel = False
    first = 2

    def __init__(self, path: str, rows: int | None = None):
        self._path, self.notes = path, list[Message]()
        try:
            self._frame = pl.scan_parquet(path, glob=False)
            self.header = self._frame.collect_schema().names()
            self.total: int | None = self._frame.select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise damaged(path, "Parquet", error) from None
        self._rows = min(rows or ROWS, max(CELLS // (len(self.header) + ADDED), 1))

    def close(self) -> None:
        pass

    def blocks(self) -> Iterator[Block]:
        """Every row, in order."""
        done = 0
        try:
            batches = self._frame.collect_batches(chunk_size=self._rows, engine="streaming")
            for batch in batches:
                for part in batch.iter_slices(self._rows):
                    done += part.height
                    yield Block(
                        part.rename({name: column(i) for i, name in enumerate(self.header)}),
                        None,
                        done,
                    )
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise damaged(self._path, "Parquet", error) from None


def damaged(path: str, kind: str, error: BaseException) -> AskedWrongly:
    """What to say of a file that is not what it is called, or not all of it."""
    reason = scrub(str(error).splitlines()[0] if str(error) else type(error).__name__, 200)
    return AskedWrongly("batch.damaged", file=shown(path), kind=kind, reason=reason)
