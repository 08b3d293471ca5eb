"""``policy export``: the tables of the policy and their join, written beside each other."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl

from medisave_cli.batch.policy_sql import join_of
from medisave_cli.batch.policy_table import Tables, tables_of
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly, MedisaveError

TABLES = ("places", "statuses", "routes", "decisions")


def export(
    book: Book, path: Path, as_of: str, facts: list[str] | None, to: bool
) -> tuple[Tables, list[Path]]:
    """Write ``path`` (the decisions) and, beside it, the tables that lead to them and the join: ``decisions.places.parquet``,
    …, ``decisions.sql``. Each appears whole or not at all, the decisions last.

    Raises:
        AskedWrongly: the ending is neither .parquet nor .csv, or a fact does not exist.
        MedisaveError: a file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".parquet", ".csv"):
        raise AskedWrongly(
            f"-o 要以 .parquet 或 .csv 结尾，不能是 {path}",
            f"-o must end in .parquet or .csv, not {path}",
        )
    if not path.parent.is_dir():
        raise AskedWrongly(f"没有文件夹 {path.parent}", f"there is no folder {path.parent}")
    tables = tables_of(book, as_of)
    join = join_of(tables, book, facts, to)
    written = []
    try:
        for name in TABLES:
            target = (
                path if name == "decisions" else path.with_name(f"{path.stem}.{name}{path.suffix}")
            )
            written.append(_write(getattr(tables, name), target, kind))
        script = path.with_name(f"{path.stem}.sql")
        part = script.with_name(f"{script.name}.{os.getpid()}.part")
        part.write_text(join, encoding="utf-8")
        os.replace(part, script)
    except OSError as error:
        raise MedisaveError(
            f"写不了 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}"
        ) from None
    return tables, [*written, script]


def _write(table: pl.DataFrame, target: Path, kind: str) -> Path:
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        if kind == ".parquet":
            table.write_parquet(part)
        else:
            table.write_csv(part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target
