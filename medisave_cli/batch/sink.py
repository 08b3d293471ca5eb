"""The format of the output, and its writer."""

from __future__ import annotations

from pathlib import Path

from medisave_cli.batch.answered import Rows
from medisave_cli.batch.into_parquet import Parquet
from medisave_cli.batch.into_text import Delimited, Lines
from medisave_cli.batch.into_workbook import Workbook
from medisave_cli.batch.opening import ENDINGS
from medisave_cli.batch.target import Target
from medisave_cli.errors import AskedWrongly
from medisave_cli.files import shown


def format_for(path: str, source: str, direct: bool = False) -> str:
    """The format to write, by the name's ending; to standard output or a device (``direct``) JSON Lines for JSON Lines, else CSV.

    Raises:
        AskedWrongly: the ending is of no format that can be written.
    """
    ending = Path(path).suffix.lower()
    if direct and ending not in (".csv", ".tsv", ".jsonl"):
        return "jsonl" if source == "jsonl" else "csv"
    if ending not in ENDINGS:
        raise AskedWrongly("batch.what_format", file=shown(path))
    return ENDINGS[ending]


def rows_for(kind: str, target: Target, names: list[str], added: list[str], excel: bool) -> Rows:
    """A writer of ``kind``. ``names`` are the passed columns' names, ``added`` those behind them."""
    if kind in ("csv", "tsv"):
        return Delimited(target, [*names, *added], "\t" if kind == "tsv" else ",", excel)
    if kind == "jsonl":
        return Lines(target, names)
    if kind == "parquet":
        return Parquet(target, names)
    return Workbook(target, [*names, *added])
