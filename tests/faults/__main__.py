"""The long attack on the readers of ``batch``: ``python -m tests.faults --minutes 10 [--seed N]``."""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

import polars as pl

from medisave_cli import open_book
from medisave_cli.batch.delimited import Delimited
from medisave_cli.batch.run import Request, run
from medisave_cli.errors import MedisaveError

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


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--minutes", type=float, default=10)
    words.add_argument("--seed", type=int, default=None)
    asked = words.parse_args()
    seed = random.randrange(1 << 32) if asked.seed is None else asked.seed
    book, tried, until = open_book(), Counter[str](), time.monotonic() + 60 * asked.minutes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while time.monotonic() < until:
            dice = random.Random(seed)
            data = broken_text(dice)
            whole = rows_of(data, None)
            for size in SIZES:
                assert rows_of(data, size) == whole, (
                    f"seed {seed}: blocks of {size} change a row of {data!r}"
                )
            tried["texts"] += 1
            if seed % 10 == 0:
                path, into = (
                    broken_file(dice, folder),
                    folder / f"out.{dice.choice(['csv', 'jsonl', 'xlsx', 'parquet'])}",
                )
                try:
                    run(book, Request(str(path), str(into), "en", "2026-11-22"))
                    tried["files read"] += 1
                except MedisaveError:
                    tried["files refused"] += 1
                except BaseException:
                    print(f"seed {seed}")
                    raise
                assert not list(folder.glob(".*.part")), f"seed {seed}: a part is left"
            seed += 1
    print(", ".join(f"{count:,} {what}" for what, count in tried.items()), "· none failed")


if __name__ == "__main__":
    main()
