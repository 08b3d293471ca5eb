"""CSV, TSV and JSON Lines, written."""

from __future__ import annotations

import sys
from typing import Any

import polars as pl

from medisave_cli.batch.answered import Answers
from medisave_cli.batch.columns import ERROR, FULL
from medisave_cli.batch.target import Target
from medisave_cli.batch.texts import plain_json, texts


class Delimited:
    """CSV or TSV in UTF-8; for Excel with a byte-order mark and its line ends."""

    def __init__(self, target: Target, names: list[str], mark: str, excel: bool):
        self._file = target.open()
        self._written = pl.Series(dtype=pl.String)
        self._format: dict[str, Any] = {
            "separator": mark,
            "line_terminator": "\r\n" if excel else "\n",
        }
        if excel:
            self._file.write(b"\xef\xbb\xbf")
        heads = pl.DataFrame(
            [[name] for name in names], schema=[f"h{i}" for i in range(len(names))]
        )
        heads.write_csv(self._file, include_header=False, **self._format)

    def write(self, rows: Answers) -> None:
        given = texts(rows.given)
        if rows.plain == self._format["separator"] and rows.whole is None:
            # Nothing given needs quotation marks, and each answer is put into them once for all its rows.
            tails = self._tails(rows).gather(rows.numbers.fill_null(rows.table.height))
            if rows.errors.null_count() < len(rows.errors):
                nothing = self._format["separator"] * rows.table.width
                error = '"' + rows.errors.str.replace_all('"', '""', literal=True) + '"'
                tails = pl.select(
                    pl.when(rows.errors.is_null()).then(tails).otherwise(nothing + error)
                ).to_series()
            given.with_columns(tails.alias("tail")).write_csv(
                self._file, include_header=False, quote_style="never", **self._format
            )
        else:
            pl.concat([given, rows.added()], how="horizontal").write_csv(
                self._file, include_header=False, **self._format
            )

    def _tails(self, rows: Answers) -> pl.Series:
        """Every answer as it stands behind a row, and last what stands behind a row without one."""
        if len(self._written) != rows.table.height + 1:
            empty = pl.DataFrame(
                {name: [None] for name in rows.table.columns}, schema=rows.table.schema
            )
            table = pl.concat([rows.table, empty]).with_columns(
                pl.lit(None, pl.String).alias(ERROR)
            )
            mark = self._format["separator"]
            quoted = [
                pl.when(pl.col(n).str.contains(f'["\r\n{mark}]'))
                .then('"' + pl.col(n).str.replace_all('"', '""', literal=True) + '"')
                .otherwise(pl.col(n))
                .fill_null("")
                for n in table.columns
            ]
            self._written = table.select(pl.concat_str(quoted, separator=mark)).to_series()
        return self._written

    def close(self) -> None:
        self._file.flush()
        self.abandon()

    def abandon(self) -> None:
        if self._file is not sys.stdout.buffer:
            self._file.close()


class Lines:
    """JSON Lines. A line that came as JSON goes on as it was, with the answer behind."""

    def __init__(self, target: Target, names: list[str]):
        self._file, self._names = target.open(), names

    def write(self, rows: Answers) -> None:
        lines, added = rows.lines, rows.added()
        if lines is None:
            plain = rows.given.rename(dict(zip(rows.given.columns, self._names, strict=True)))
            lines = _json(plain_json(plain))
        answer = _json(added.drop(FULL, strict=False)).str.slice(1).str.head(-1)
        frame = pl.DataFrame(
            {
                "line": lines.str.strip_chars_end().str.head(-1).str.strip_chars_end(),
                "answer": answer,
            }
        )
        frame = frame.with_columns(
            pl.when(pl.col("line") == "{")
            .then(pl.lit("{"))
            .otherwise(pl.col("line") + ",")
            .alias("line")
        )
        parts = [pl.col("line"), pl.col("answer")]
        if rows.whole is not None:
            frame = frame.with_columns(rows.whole.fill_null("null").alias(FULL))
            parts += [pl.lit(f',"{FULL}":'), pl.col(FULL)]
        frame.select(pl.concat_str(*parts, pl.lit("}"))).write_csv(
            self._file, include_header=False, quote_style="never"
        )

    def close(self) -> None:
        self._file.flush()
        self.abandon()

    def abandon(self) -> None:
        if self._file is not sys.stdout.buffer:
            self._file.close()


def _json(frame: pl.DataFrame) -> pl.Series:
    return frame.select(pl.struct(pl.all()).struct.json_encode()).to_series()
