"""Cells of any type as text, as a person would type them; and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import polars as pl

FORMULA = r"^[=+\-@\t\r]"


def texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as text: 3 rather than 3.0, ISO dates, nested values as JSON. Nothing stays nothing."""
    return frame.with_columns(
        _text(column) for column in frame.iter_columns() if column.dtype != pl.String
    )


def _text(column: pl.Series) -> pl.Series:
    kind, name = column.dtype, column.name
    if kind.is_float():
        # Beyond 2^53 a float is whole anyway; beyond 2^63 it does not fit.
        whole = (column == column.round(0)) & (column.abs() < 2**63)
        value = pl.col(name)
        written = (
            pl.when(whole)
            .then(value.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(value.cast(pl.String))
        )
        return column.to_frame().select(written.alias(name)).to_series()
    if kind == pl.Binary:
        return column.bin.encode("base64")
    if kind.is_nested():
        one = column.rename("x").to_frame().select(pl.struct("x").struct.json_encode()).to_series()
        inner = one.str.slice(5).str.head(-1)
        return (
            inner.to_frame("x")
            .select(pl.when(column.is_not_null()).then(pl.col("x")).alias(name))
            .to_series()
        )
    if isinstance(kind, pl.Datetime):
        return (
            column.dt.to_string("%Y-%m-%d %H:%M:%S%.f").str.strip_suffix(".000000000").alias(name)
        )
    if kind == pl.Object:
        return pl.Series(
            name,
            [None if value is None else str(value) for value in column.to_list()],
            dtype=pl.String,
        )
    return column.cast(pl.String)


def safe(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before texts that a spreadsheet would take for a formula."""
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(FORMULA))
        .then(pl.lit("'") + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String
    )
