"""XLSX, written."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from typing import Any

import polars as pl

from medisave_cli.batch.answered import Answers
from medisave_cli.batch.target import Target
from medisave_cli.batch.texts import texts
from medisave_cli.errors import MedisaveError
from medisave_cli.language import Message

SHEET_ROWS = 1_048_576
SHEET_CELL = 32_767
SHEET_COLUMNS = 16_384


class Workbook:
    """XLSX: one sheet, texts as texts, so that no cell becomes a formula or a link."""

    def __init__(self, target: Target, names: list[str]):
        import xlsxwriter

        if len(names) > SHEET_COLUMNS:
            raise _too_big("columns", count=len(names))
        target.open().close()
        self._rows = tempfile.TemporaryDirectory(prefix="medisave-")
        self._book = xlsxwriter.Workbook(
            str(target.part),
            {"constant_memory": True, "nan_inf_to_errors": True, "tmpdir": self._rows.name},
        )
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._day, self._moment = (
            self._book.add_format({"num_format": "yyyy-mm-dd"}),
            self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        )
        bold = self._book.add_format({"bold": True})
        for at, name in enumerate(names):
            self._sheet.write_string(0, at, name[:SHEET_CELL], bold)
        self._at = 1

    def write(self, rows: Answers) -> None:
        given = rows.given
        if self._at + given.height > SHEET_ROWS:
            raise _too_big("rows", most=f"{SHEET_ROWS - 1:,}")
        simple = (pl.String, pl.Boolean, pl.Date)
        odd = [
            name
            for name, kind in given.schema.items()
            if kind not in simple and not kind.is_numeric() and not isinstance(kind, pl.Datetime)
        ]
        given = given.with_columns(texts(given.select(odd)).get_columns()) if odd else given
        for row in pl.concat([given, rows.added()], how="horizontal").iter_rows():
            for at, value in enumerate(row):
                if value is not None:
                    self._cell(at, value)
            self._at += 1

    def _cell(self, at: int, value: Any) -> None:
        if isinstance(value, str):
            if len(value) > SHEET_CELL:
                raise _too_big("cell", row=self._at, most=f"{SHEET_CELL:,}")
            self._sheet.write_string(self._at, at, value)
        elif isinstance(value, bool):
            self._sheet.write_boolean(self._at, at, value)
        elif isinstance(value, date) and value.year < 1900:
            # Before Excel's calendar begins.
            self._sheet.write_string(self._at, at, value.isoformat())
        elif isinstance(value, datetime):
            self._sheet.write_datetime(self._at, at, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            self._sheet.write_datetime(self._at, at, value, self._day)
        elif isinstance(value, int) and abs(value) >= 10**15:
            # Excel keeps fifteen digits of a number.
            self._sheet.write_string(self._at, at, str(value))
        else:
            self._sheet.write_number(self._at, at, float(value))

    def close(self) -> None:
        self._book.close()
        self._rows.cleanup()

    def abandon(self) -> None:
        self._book.fileclosed = True
        self._rows.cleanup()


def _too_big(what: str, **told: Any) -> MedisaveError:
    return MedisaveError("batch.too_much_for_xlsx", what=Message(f"batch.xlsx_{what}", told))
