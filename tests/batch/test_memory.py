"""Memory grows with the number of decisions, not of rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("polars")

import polars as pl

PEAK = """
import sys
from medisave_cli import open_book
from medisave_cli.batch.run import Request, run
summary = run(open_book(), Request(sys.argv[1], sys.argv[2], "en", "2026-11-22"))
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(summary.rows, summary.decisions, int(status["VmHWM"].split()[0]) // 1024)
"""
pytestmark = pytest.mark.long

linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="Linux tells how much memory a process had at the most",
)
SMALL, LARGE = 300_000, 3_000_000
ROOM = 150
"""Megabytes by which one run may differ from another; the larger file alone is 180."""


def peak(source: Path, target: Path) -> tuple[int, int, int]:
    """(rows, decisions, megabytes at the most) of a run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(source), str(target)],
        capture_output=True,
        check=True,
        text=True,
    )
    rows, decisions, most = map(int, done.stdout.split())
    return rows, decisions, most


def cases(rows: int, path: Path) -> Path:
    """Few decisions, many rows; every name, number and note different."""
    n = pl.int_range(rows, eager=True)
    pl.DataFrame(
        {
            "name": n.cast(pl.String) + "号职工",
            "city": pl.Series(["昆山", "苏州", "上海", "成都"]).gather(n % 4),
            "status": pl.Series(["deceased", "retired"]).gather(n // 4 % 2),
            "gap_months": n.cast(pl.String),
            "note": "备注" + (n * 7919).cast(pl.String),
        }
    ).write_csv(path)
    return path


@linux
@pytest.mark.parametrize("into", ["csv", "parquet"])
def test_ten_times_the_rows_need_no_more_memory(tmp_path: Path, into: str) -> None:
    few = peak(cases(SMALL, tmp_path / "few.csv"), tmp_path / f"few-out.{into}")
    many = peak(cases(LARGE, tmp_path / "many.csv"), tmp_path / f"many-out.{into}")
    assert (few[0], many[0]) == (SMALL, LARGE)
    assert few[1] == many[1]
    assert many[2] - few[2] < ROOM
    assert many[2] < 1024


def test_endless_different_mistakes_need_no_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medisave_cli.batch import cells

    monkeypatch.setattr(cells, "CELLS_KEPT", 100)
    words = cells.Vocabulary("status", lambda word: word if word == "x" else 1 / 0, "en")
    with pytest.raises(ZeroDivisionError):
        words.numbers(pl.Series(["y"]))

    def read(word: str) -> str:
        raise cells.MedisaveError("batch.empty_city")

    words = cells.Vocabulary("status", read, "en")
    for start in range(0, 1000, 50):
        _, errors = words.numbers(pl.Series([str(n) for n in range(start, start + 50)]))
        assert errors is not None
        assert errors.null_count() == 0
        assert len(words._known) <= 100
    assert len(words.values) == 1
