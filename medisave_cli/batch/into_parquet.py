"""Parquet, written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import Empty, Full, Queue
from typing import Any

import polars as pl

from medisave_cli.batch.answered import Answers
from medisave_cli.batch.target import Target

GROUP_ROWS = 131_072
WAIT = 0.05


class Parquet:
    """Parquet, written by Polars in a thread of its own as blocks come."""

    def __init__(self, target: Target, names: list[str]):
        self._target, self._names = target, names
        self._blocks: Queue[pl.DataFrame | None] = Queue(2)
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None
        self._left = False
        target.open().close()

    def write(self, rows: Answers) -> None:
        block = pl.concat(
            [
                rows.given.rename(dict(zip(rows.given.columns, self._names, strict=True))),
                rows.added(),
            ],
            how="horizontal",
        )
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(block.schema,), daemon=True)
            self._thread.start()
        self._put(block)

    def close(self) -> None:
        if self._thread is not None:
            self._put(None)
            self._thread.join()
        if self._error is not None:
            raise self._error

    def abandon(self) -> None:
        self._left = True
        if self._thread is not None:
            self._thread.join()

    def _put(self, block: pl.DataFrame | None) -> None:
        while self._error is None:
            try:
                return self._blocks.put(block, timeout=WAIT)
            except Full:
                continue
        raise self._error

    def _run(self, schema: pl.Schema) -> None:
        from polars.io.plugins import register_io_source

        def blocks(
            with_columns: Any, predicate: Any, n_rows: Any, batch_size: Any
        ) -> Iterator[pl.DataFrame]:
            while not self._left:
                try:
                    block = self._blocks.get(timeout=WAIT)
                except Empty:
                    continue
                if block is None:
                    return
                yield block

        try:
            register_io_source(blocks, schema=schema).sink_parquet(
                self._target.part, compression="zstd", row_group_size=GROUP_ROWS, engine="streaming"
            )
        except BaseException as error:
            self._error = error
