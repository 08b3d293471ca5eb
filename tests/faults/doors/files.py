"""Broken CSV, JSON Lines, workbooks and Parquet files: read alike in blocks of any size, or refused by the program's own error."""

from __future__ import annotations

import io
import random
from pathlib import Path

import polars as pl

from medisave_cli import open_book
from medisave_cli.batch.delimited import Delimited
from medisave_cli.batch.run import Request, run
from medisave_cli.errors import MedisaveError
from tests.faults.doors import Once

BITS = [
    b"a",
    b'"',
    b",",
    b"\n",
    b"\r\n",
    b"\r",
    b'""',
    "昆山".encode(),
    "昆".encode("gb18030"),
    b'","',
    b'5" x',
    b"\0",
    b";",
    b"\t",
    b"|",
    b"\xff",
    b'"\n"',
    b"deceased",
    b"\n,\n",
]
SIZES = (1, 7, 64, 4096)


def rows_of(data: bytes, size: int | None) -> list[tuple[object, ...]] | str:
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    try:
        source = Delimited(stream, "en", lambda cells: "city" in cells)
        if size is not None:
            source._size = size
        found: list[tuple[object, ...]] = []
        for block in source.blocks():
            errors = (
                block.errors.to_list() if block.errors is not None else [None] * block.cells.height
            )
            found += [(*row, error) for row, error in zip(block.cells.rows(), errors, strict=True)]
        return found
    except MedisaveError as error:
        return error.text.en


def broken_text(dice: random.Random) -> bytes:
    bits = dice.sample(BITS, dice.randint(2, 8))
    return b"city,status,note\n" + b"".join(dice.choices(bits, k=dice.randint(0, 60)))


def broken_file(dice: random.Random, folder: Path) -> Path:
    kind = dice.choice(["xlsx", "parquet", "jsonl", "csv"])
    path = folder / f"in.{kind}"
    frame = pl.DataFrame({"city": ["昆山"] * 3, "status": ["deceased"] * 3, "n": [1.5, None, 3]})
    {
        "xlsx": frame.write_excel,
        "parquet": frame.write_parquet,
        "jsonl": frame.write_ndjson,
        "csv": frame.write_csv,
    }[kind](path)  # type: ignore[operator]
    data = bytearray(path.read_bytes())
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data))
        what = dice.random()
        if what < 0.4:
            data[at] ^= 1 << dice.randrange(8)
        elif what < 0.7:
            del data[at : at + dice.randint(1, 40)]
        else:
            data[at:at] = dice.randbytes(dice.randint(1, 9))
        if not data:
            break
    path.write_bytes(data)
    return path


def attack(folder: Path) -> Once:
    """A broken text read in blocks of several sizes; one time in ten, a broken file through ``batch``."""
    book = open_book()

    def once(dice: random.Random) -> str:
        if dice.random() < 0.9:
            data = broken_text(dice)
            whole = rows_of(data, None)
            for size in SIZES:
                assert rows_of(data, size) == whole, f"blocks of {size} change a row of {data!r}"
            return "text"
        source = broken_file(dice, folder)
        into = folder / f"out.{dice.choice(['csv', 'jsonl', 'xlsx', 'parquet'])}"
        try:
            run(book, Request(str(source), str(into), "en", "2026-11-22"))
            said = "file read"
        except MedisaveError:
            said = "file refused"
        assert not list(folder.glob(".*.part")), "a part is left"
        return said

    return once
