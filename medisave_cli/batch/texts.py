"""Cells of any type as text, as a person would type them; and texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import polars as pl

from medisave_cli.language.harmless import FORMULA_SIGNS

FORMULA = "^[" + "".join(f"\\x{ord(sign):02x}" for sign in FORMULA_SIGNS) + "]"


def texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as text: 3 rather than 3.0, ISO dates and durations, nested values as JSON. Nothing stays nothing."""
    return frame.with_columns(
        _text(column) for column in frame.iter_columns() if column.dtype != pl.String
    )


def plain_json(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with what JSON cannot hold as it is made text: bytes, and numbers that are none."""
    return frame.with_columns(
        _text(column) for column in frame.iter_columns() if not _is_json(column.dtype)
    )


def _is_json(kind: pl.DataType) -> bool:
    if isinstance(kind, pl.List | pl.Array):
        return kind.inner is not None and _is_json(kind.inner)  # type: ignore[arg-type]
    if isinstance(kind, pl.Struct):
        return all(_is_json(field.dtype) for field in kind.fields)  # type: ignore[arg-type]
    return kind not in (pl.Binary, pl.Object)


def _text(column: pl.Series) -> pl.Series:
    kind, name = column.dtype, column.name
    if kind.is_float():
        return _number(column)
    if kind == pl.Binary:
        return column.bin.encode("base64")
    if kind.is_nested():
        return _nested(column)
    if kind == pl.Duration:
        return _nested(column).str.strip_chars('"')
    if isinstance(kind, pl.Datetime):
        return (
            column.dt.to_string("%Y-%m-%d %H:%M:%S%.f").str.strip_suffix(".000000000").alias(name)
        )
    if kind == pl.Object:
        said = [None if value is None else str(value) for value in column.to_list()]
        return pl.Series(name, said, dtype=pl.String)
    return column.cast(pl.String)


def _number(column: pl.Series) -> pl.Series:
    # Beyond 2^53 a float is whole anyway; beyond 2^63 it does not fit.
    whole = (column == column.round(0)) & (column.abs() < 2**63)
    value = pl.col(column.name)
    written = (
        pl.when(whole)
        .then(value.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(value.cast(pl.String))
    )
    return column.to_frame().select(written.alias(column.name)).to_series()


def _nested(column: pl.Series) -> pl.Series:
    if not _is_json(column.dtype):
        said = [None if value is None else str(value) for value in column.to_list()]
        return pl.Series(column.name, said, dtype=pl.String)
    one = column.rename("x").to_frame().select(pl.struct("x").struct.json_encode()).to_series()
    inner = one.str.slice(5).str.head(-1)
    written = pl.when(column.is_not_null()).then(pl.col("x")).alias(column.name)
    return inner.to_frame("x").select(written).to_series()


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
