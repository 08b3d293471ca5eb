"""The exported policy answers as `batch` does, in Apache Spark: the real one, on this machine alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("polars")

import polars as pl

from tests.engines.conftest import ANSWER, Exported, hold

pytestmark = [pytest.mark.spark, pytest.mark.long]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A local Spark session; where there is none, the suite is skipped unless it is required."""
    missing = None
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        missing = "pyspark is not installed"
    if missing is None and shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        missing = "there is no Java"
    if missing is not None:
        if os.environ.get("MEDISAVE_REQUIRE_SPARK") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    session = (
        SparkSession.builder.master("local[2]")
        .appName("medisave")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_a_million_cases_joined_are_answered_as_batch_answers_them(
    spark: Any, million: Path, exported: Exported, answered: pl.DataFrame, tmp_path: Path
) -> None:
    spark.read.csv(str(million), header=True).createOrReplaceTempView("cases")
    for name, path in exported.tables.items():
        spark.read.parquet(str(path)).createOrReplaceTempView(name)
    spark.sql(exported.join).select("id", *ANSWER, "refused").write.parquet(
        str(tmp_path / "joined")
    )
    hold(pl.read_parquet(tmp_path / "joined" / "*.parquet"), answered)
