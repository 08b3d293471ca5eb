"""``policy export``: the tables of the policy and their join, written beside each other."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from medisave_cli.batch.policy_sql import join_of
from medisave_cli.batch.policy_table import Tables, tables_of
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly
from medisave_cli.files import Output, write_whole
from medisave_cli.language import LANGUAGES, Speaker, scrub

TABLES = ("places", "statuses", "routes", "decisions")


def export(
    book: Book, path: Path, as_of: str, facts: list[str] | None, to: bool
) -> tuple[Tables, list[Path]]:
    """Write ``path`` (the decisions of cases that state ``facts``; None: as many facts as a table holds) and, beside it, the
    tables that lead to them and the join: ``decisions.places.parquet``, …, ``decisions.sql``. Each appears whole or not at all.

    Raises:
        AskedWrongly: the ending is neither .parquet nor .csv, or a fact does not exist, or there are too many.
        MedisaveError: a file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".parquet", ".csv"):
        raise AskedWrongly("exporting.ending", file=path)
    Output(path)
    for name in sorted(set(facts or ()) - set(book.facts())):
        raise AskedWrongly("exporting.no_such_fact", typed=scrub(name))
    tables = tables_of(book, as_of, facts, to)
    join = join_of(tables, book, to)
    written = []
    for name in TABLES:
        beside = path.with_name(f"{path.stem}.{name}{path.suffix}")
        target = path if name == "decisions" else beside
        table: pl.DataFrame = getattr(tables, name)
        written.append(_write(table, target, kind, described(book, table, as_of)))
    script = path.with_name(f"{path.stem}.sql")
    write_whole(script, join.encode())
    return tables, [*written, script]


def described(book: Book, table: pl.DataFrame, as_of: str) -> dict[str, str]:
    """What a Parquet file says of itself: ``medisave.columns`` (JSON: column → zh, en), the book, and the day."""
    speakers = [Speaker(lang) for lang in LANGUAGES]
    facts = book.facts()
    columns = {
        name: {
            say.lang: say.text(facts[name].name) if name in facts else say(f"exported.{name}")
            for say in speakers
        }
        for name in table.columns
    }
    return {
        "medisave.columns": json.dumps(columns, ensure_ascii=False),
        "medisave.book": json.dumps({"version": book.version, "digest": book.digest}),
        "medisave.as_of": as_of,
    }


def _write(table: pl.DataFrame, target: Path, kind: str, described: dict[str, str]) -> Path:
    output = Output(target)
    try:
        with output.open() as file:
            if kind == ".parquet":
                table.write_parquet(file, metadata=described)
            else:
                table.write_csv(file)
        output.settle()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise output.failure(error) from None
    finally:
        output.drop()
    return target
