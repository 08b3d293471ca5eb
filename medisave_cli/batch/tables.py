"""Parquet and XLSX: columns of types, which pass through as they are."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from typing import Any

import polars as pl

from medisave_cli.batch.source import Block, column
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.model import Text

ROWS = 100_000
LARGEST_SHEET = 4 << 30
"""Bytes a workbook may unpack to; a million rows of a hundred cells need less."""


class Table:
    """A Parquet file."""

    kind = "parquet"
    notes: tuple[Text, ...] = ()

    def __init__(self, path: str, rows: int | None = None):
        self._rows = rows or ROWS
        try:
            self._frame = pl.scan_parquet(path, glob=False)
            self.header = self._frame.collect_schema().names()
            self.total: int | None = self._frame.select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
            raise _damaged(path, "Parquet", error) from None

    def close(self) -> None:
        pass

    def blocks(self) -> Iterator[Block]:
        """Every row, in order."""
        done = 0
        batches = self._frame.collect_batches(chunk_size=self._rows, engine="streaming")
        try:
            for batch in batches:
                for part in batch.iter_slices(self._rows):
                    done += part.height
                    yield Block(
                        part.rename({name: column(i) for i, name in enumerate(self.header)}),
                        None,
                        done,
                    )
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise _damaged("", "Parquet", error) from None


class Sheet:
    """The first sheet of a workbook; its first row holds the names."""

    kind = "xlsx"

    def __init__(self, path: str, rows: int | None = None):
        try:
            import fastexcel
        except ImportError:
            raise MedisaveError(
                "读 XLSX 要先安装：pip install 'medisave[batch]'",
                "reading XLSX needs: pip install 'medisave[batch]'",
            ) from None
        # What it tells of columns that hold nothing is no news here.
        logging.getLogger("fastexcel").setLevel(logging.ERROR)
        self._rows = rows or ROWS
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(part.file_size for part in archive.infolist()) > LARGEST_SHEET:
                    raise AskedWrongly(
                        f"{path} 解开后太大，请另存为 CSV",
                        f"{path} unpacks to too much: save it as CSV",
                    )
            book = fastexcel.read_excel(path)
            first, *more = book.sheet_names
            self.notes: tuple[Text, ...] = (
                (
                    Text(
                        f"只读第一张表“{first}”，另有 {len(more)} 张没有读",
                        f"only the first sheet, “{first}”, is read; there are {len(more)} more",
                    ),
                )
                if more
                else ()
            )
            heads = book.load_sheet(0, header_row=None, n_rows=1, dtypes="string").to_polars()
            if not heads.height:
                raise AskedWrongly(
                    f"{path} 的第一张表是空的", f"the first sheet of {path} is empty"
                )
            self.header = [name or "" for name in heads.row(0)]
            cells = book.load_sheet(
                0, header_row=None, skip_rows=1, schema_sample_rows=None
            ).to_polars()
        except MedisaveError:
            raise
        except (
            fastexcel.FastExcelError,
            zipfile.BadZipFile,
            pl.exceptions.PolarsError,
            ValueError,
            OSError,
        ) as error:
            raise _damaged(path, "XLSX", error) from None
        self._cells = cells.select(
            _plain(cells[name]).alias(column(i))
            for i, name in enumerate(cells.columns[: len(self.header)])
        )
        self.total: int | None = cells.height

    def close(self) -> None:
        pass

    def blocks(self) -> Iterator[Block]:
        """Every row, in order."""
        done = 0
        for part in self._cells.iter_slices(self._rows):
            done += part.height
            yield Block(part, None, done)


def _plain(cells: pl.Series) -> pl.Series:
    """A workbook knows no whole numbers and no days without a time: columns that hold nothing else are given as such."""
    if (
        cells.dtype == pl.Float64
        and cells.is_finite().all()
        and (cells == cells.round(0)).all()
        and (cells.abs() < 2**53).all()
    ):
        return cells.cast(pl.Int64)
    if isinstance(cells.dtype, pl.Datetime) and (cells.dt.truncate("1d") == cells).all():
        return cells.dt.date()
    return cells


def _damaged(path: str, kind: str, error: Any) -> AskedWrongly:
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return AskedWrongly(
        f"{path} 不是完好的 {kind} 文件（{reason}）", f"{path} is no sound {kind} file ({reason})"
    )
