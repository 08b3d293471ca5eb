"""``policy export``: the tables of the policy and their join, written beside each other."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from medisave_cli.batch.policy_sql import join_of
from medisave_cli.batch.policy_table import Tables, tables_of
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly
from medisave_cli.files import Output, write_whole

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
    Output(path)
    tables = tables_of(book, as_of)
    join = join_of(tables, book, facts, to)
    written = []
    for name in TABLES:
        beside = path.with_name(f"{path.stem}.{name}{path.suffix}")
        written.append(_write(getattr(tables, name), path if name == "decisions" else beside, kind))
    script = path.with_name(f"{path.stem}.sql")
    write_whole(script, join.encode())
    return tables, [*written, script]


def _write(table: pl.DataFrame, target: Path, kind: str) -> Path:
    output = Output(target)
    try:
        with output.open() as file:
            if kind == ".parquet":
                table.write_parquet(file)
            else:
                table.write_csv(file)
        output.settle()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise output.failure(error) from None
    finally:
        output.drop()
    return target
