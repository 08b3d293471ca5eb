"""Many cases, measured: `batch` from CSV to CSV, the same work by other engines, and the join of the exported policy.

    python -m benchmarks.batch [ROWS] [--engines] [--join]

Made cases go into a temporary folder. Rates are of one run each, printed as a Markdown table; compare them only within one run.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import polars as pl

from medisave_cli import open_book

EMPLOYEES = 370_000_000
"""About as many people are insured as employees in China (国家医保局, 2023 bulletin: 371 million)."""
KEYS = ["city", "status", "pension", "settled"]
FACTS = ["pension", "settled", "gap_months"]


HEAD = "| what | rows | time | rows a second | memory at the most |\n| --- | ---: | ---: | ---: | ---: |"


def made(rows: int, path: Path) -> Path:
    """Cases of every prefecture and six statuses, facts that matter and facts that do not."""
    cities = [
        p.name.zh
        for p in open_book().places()
        if p.level == "prefecture" and p.code[:2] not in ("71", "81", "82")
    ]
    statuses = [
        "retired",
        "deceased",
        "emigrated",
        "cross_province_transfer",
        "left_employment",
        "active",
    ]

    def some(cells: list[str | None], step: int) -> pl.Series:
        n = pl.int_range(rows, eager=True)
        return pl.Series(cells, dtype=pl.String).gather((n * step) % 1_000_003 % len(cells))

    n = pl.int_range(rows, eager=True)
    pl.DataFrame(
        {
            "id": (n + 100_000_000).cast(pl.String),
            "city": some([*cities], 7919),
            "status": some([*statuses], 104_729),
            "pension": some(["monthly", "monthly", "lump_sum", None], 31),
            "settled": some(["no", "other_province", None], 17),
            "gap_months": some([str(k) for k in range(36)], 13),
            "balance": ((n * 37) % 1_000_000).cast(pl.String),
        }
    ).write_csv(path)
    return path


def measured(command: list[str]) -> tuple[float, int, str]:
    """(seconds, megabytes at the most, standard error) of a program; the memory is sampled where /proc tells it."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    most = 0
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        with suppress(OSError):
            most = max(
                [
                    most,
                    *(
                        int(line.split()[1]) // 1024
                        for line in status.read_text().splitlines()
                        if line.startswith("VmHWM")
                    ),
                ]
            )
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    said = process.stderr.read() if process.stderr else ""
    if process.returncode not in (0, 3):
        raise SystemExit(f"{command}: {said}")
    return seconds, most, said


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def batch(source: Path, target: Path, rows: int) -> float:
    """Report the run; returns the rows a second of reading and writing."""
    seconds, most, said = measured(
        [
            sys.executable,
            "-m",
            "medisave_cli",
            "batch",
            str(source),
            "-o",
            str(target),
            "--lang",
            "en",
        ]
    )
    print(
        f"| `batch`, CSV to CSV | {rows:,} | {seconds:.1f} s | {rows / seconds:,.0f} | {most} MB |"
    )
    line = next(text for text in said.splitlines() if "decisions made" in text)
    print(f"|  of it: {line} | | | | |")
    return rows / seconds


def engines(source: Path, folder: Path, rows: int) -> None:
    """Reading, joining nine columns and writing, by the engines that were compared."""
    import duckdb

    answers = (
        pl.scan_csv(source, infer_schema=False).select(KEYS).unique().collect(engine="streaming")
    )
    text = "能不能取现要看情况：一次性领走养老金、社保关系清退的，可以，钱还是本人的，留在账户里。"
    nine = {f"a{n}": pl.lit(text if n == 3 else "conditional;eligible") for n in range(9)}
    answers = answers.with_columns(**nine)
    answers.write_parquet(folder / "answers.parquet")
    names = ", ".join(f"d.{name}" for name in nine)
    same = " AND ".join(f"i.{k} IS NOT DISTINCT FROM d.{k}" for k in KEYS)

    def by_duckdb() -> None:
        engine = duckdb.connect()
        engine.execute("SET memory_limit = '900MB'")
        engine.execute(
            f"SELECT DISTINCT {', '.join(KEYS)} FROM read_csv('{source}', all_varchar = true)"
        ).fetchall()
        engine.execute(
            f"COPY (SELECT i.*, {names} FROM read_csv('{source}', all_varchar = true) i LEFT JOIN '{folder}/answers.parquet' d ON {same}) TO '{folder}/duckdb.csv' (HEADER)"
        )

    def by_polars() -> None:
        cases = pl.scan_csv(source, infer_schema=False)
        cases.select(KEYS).unique().collect(engine="streaming")
        cases.join(
            answers.lazy(), on=KEYS, how="left", nulls_equal=True, maintain_order="left"
        ).sink_csv(folder / "polars.csv", engine="streaming")

    for name, work in (
        ("DuckDB, two passes of SQL", by_duckdb),
        ("Polars, two passes of its streaming engine", by_polars),
    ):
        seconds = timed(work)
        print(
            f"| {name} (deciding not included) | {rows:,} | {seconds:.1f} s | {rows / seconds:,.0f} | |"
        )


def join(source: Path, folder: Path, rows: int) -> None:
    """The exported policy, joined by DuckDB and, where it is installed, by Spark."""
    import duckdb

    command = [
        sys.executable,
        "-m",
        "medisave_cli",
        "policy",
        "export",
        "-o",
        str(folder / "decisions.parquet"),
        "--columns",
        ",".join(FACTS),
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    size = sum(path.stat().st_size for path in folder.glob("decisions*"))
    count = pl.scan_parquet(folder / "decisions.parquet").select(pl.len()).collect().item()
    print(
        f"| `policy export`: {count:,} decisions, {size / 1e6:.1f} MB | | {time.perf_counter() - started:.1f} s | | |"
    )
    script = (folder / "decisions.sql").read_text("utf-8")
    tables = {
        name: folder / f"decisions{'' if name == 'decisions' else '.' + name}.parquet"
        for name in ("places", "statuses", "routes", "decisions")
    }

    def by_duckdb() -> None:
        engine = duckdb.connect()
        engine.execute(
            f"CREATE VIEW cases AS SELECT * FROM read_csv('{source}', all_varchar = true)"
        )
        for name, path in tables.items():
            engine.execute(f"CREATE VIEW {name} AS SELECT * FROM '{path}'")
        engine.execute(f"COPY ({script}) TO '{folder}/joined.parquet'")

    def by_spark() -> None:
        session.read.csv(str(source), header=True).createOrReplaceTempView("cases")
        for name, path in tables.items():
            session.read.parquet(str(path)).createOrReplaceTempView(name)
        session.sql(script).write.mode("overwrite").parquet(str(folder / "spark"))

    works: dict[str, Callable[[], None]] = {"DuckDB": by_duckdb}
    try:
        from pyspark.sql import SparkSession

        session = (
            SparkSession.builder.master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.memory", "4g")
            .config("spark.sql.shuffle.partitions", "16")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        works["Spark, local mode"] = by_spark
    except ImportError:
        pass
    for name, work in works.items():
        seconds = timed(work)
        print(
            f"| the join in {name}, CSV to Parquet | {rows:,} | {seconds:.1f} s | {rows / seconds:,.0f} | |"
        )
        _all_of_china(name, rows / seconds)


def _all_of_china(name: str, rate: float) -> None:
    print(
        f"|  at that rate, {EMPLOYEES:,} cases by {name} | | {EMPLOYEES / rate / 60:.0f} min | | |"
    )


def growth() -> str:
    """Time and peak memory from ten thousand rows to ten million, as Markdown."""
    lines = [HEAD]
    with (
        tempfile.TemporaryDirectory(prefix="medisave-") as name,
        contextlib.redirect_stdout(io.StringIO()) as said,
    ):
        for rows in (10_000, 100_000, 1_000_000, 10_000_000):
            batch(made(rows, Path(name) / "cases.csv"), Path(name) / "out.csv", rows)
    return "\n".join([*lines, said.getvalue().rstrip()])


def main() -> None:
    """Measure what is asked for."""
    options = argparse.ArgumentParser()
    options.add_argument("rows", type=int, nargs="?", default=10_000_000)
    options.add_argument(
        "--engines", action="store_true", help="also the engines that were compared"
    )
    options.add_argument(
        "--join", action="store_true", help="also the exported policy in DuckDB and Spark"
    )
    chosen = options.parse_args()
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="medisave-") as name:
        folder = Path(name)
        source = made(chosen.rows, folder / "cases.csv")
        _all_of_china("`batch`", batch(source, folder / "out.csv", chosen.rows))
        (folder / "out.csv").unlink()
        if chosen.engines:
            engines(source, folder, chosen.rows)
        if chosen.join:
            join(source, folder, chosen.rows)


if __name__ == "__main__":
    main()
