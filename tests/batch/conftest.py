"""What the suites of `batch` share: cases in files, answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("polars")

import polars as pl

from medisave_cli import Book
from medisave_cli.batch.run import Request, Summary, run

TODAY = "2026-11-22"
Answered = Callable[..., tuple[pl.DataFrame, Summary]]


@pytest.fixture
def answered(book: Book, tmp_path: Path) -> Answered:
    """Answer a file, or bytes put into one; returns the output read back as texts, and the summary."""

    def answer(
        given: bytes | Path, name: str = "in.csv", out: str = "out.csv", **options: Any
    ) -> tuple[pl.DataFrame, Summary]:
        source = given if isinstance(given, Path) else tmp_path / name
        if isinstance(given, bytes):
            source.write_bytes(given)
        target = tmp_path / out
        summary = run(
            book, Request(str(source), str(target), options.pop("lang", "en"), TODAY, **options)
        )
        return read_back(target), summary

    return answer


def read_back(path: Path) -> pl.DataFrame:
    """The file as texts, by the plainest reader of its format."""
    kind = path.suffix
    if kind in (".csv", ".tsv"):
        return pl.read_csv(path, infer_schema=False, separator="\t" if kind == ".tsv" else ",")
    if kind == ".parquet":
        return pl.read_parquet(path)
    if kind == ".jsonl":
        return pl.read_ndjson(path, infer_schema_length=None)
    return pl.read_excel(
        path, infer_schema_length=None, drop_empty_rows=False, drop_empty_cols=False
    )
