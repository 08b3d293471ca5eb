"""The recipes of docs/many-cases, run as they stand there: in DuckDB, in Spark, and what the files say of themselves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")

import polars as pl

from medisave_cli import Book
from medisave_cli.batch.export import export
from medisave_cli.language import LANGUAGES
from tests.batch.made import made_cases
from tests.engines.conftest import ANSWER, TODAY, Exported
from tests.engines.test_duckdb import joined

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = ("many-cases.md", "many-cases.zh-CN.md")


COLUMNS = ["pension", "settled", "to"]


@pytest.fixture(scope="module")
def few(numbered: Book, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A small policy, exported for tables that have these columns."""
    path = tmp_path_factory.mktemp("few") / "decisions.parquet"
    export(numbered, path, TODAY, COLUMNS[:-1], to=True)
    return Exported(path)


def block(page: str, name: str) -> str:
    """The block of a document that is marked so."""
    text = (DOCS / page).read_text("utf-8")
    (found,) = re.findall(rf"<!-- {name} -->\n```\w+\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return str(found)


def command(page: str) -> list[str]:
    """The words of the command that exports the policy."""
    text = (DOCS / page).read_text("utf-8")
    (found,) = re.findall(r"^    medisave (policy export -o .*)$", text, re.MULTILINE)
    return str(found).split()


@pytest.fixture
def ready(few: Exported, numbered: Book, tmp_path: Path) -> Path:
    """A folder with the files of the export, and cases beside them."""
    for path in few.tables.values():
        shutil.copy(path, tmp_path)
    (tmp_path / "decisions.sql").write_text(few.join, "utf-8")
    made = made_cases(numbered, 1000, seed=11)
    made.select("id", "city", "status", *COLUMNS).write_csv(tmp_path / "cases.csv")
    return tmp_path


def carried_out(code: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def hold_to_the_join(found: pl.DataFrame, ready: Path, few: Exported) -> None:
    """The recipe answers as the join does, which is held to `batch` elsewhere."""
    expected = joined(ready / "cases.csv", few).sort("id")
    assert set(found.columns) == {"id", "city", "status", *COLUMNS, *ANSWER, "refused"}
    assert found.select(expected.columns).sort("id").equals(expected)
    assert expected["verdict"].n_unique() >= 3


@pytest.mark.parametrize("page", PAGES)
def test_the_command_of_the_page_names_the_columns_of_these_cases(page: str) -> None:
    words = command(page)
    assert words[words.index("--columns") + 1].split(",") == COLUMNS
    assert words[words.index("-o") + 1] == "decisions.parquet"


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_the_recipe_for_duckdb_answers_as_the_join(page: str, ready: Path, few: Exported) -> None:
    carried_out(block(page, "duckdb"), ready)
    hold_to_the_join(pl.read_parquet(ready / "answers.parquet"), ready, few)


@pytest.mark.parametrize("name", ["decisions", "places", "statuses", "routes"])
def test_each_table_says_what_its_columns_hold(name: str, few: Exported, numbered: Book) -> None:
    said = pl.read_parquet_metadata(few.tables[name])
    columns = json.loads(said["medisave.columns"])
    assert list(columns) == list(pl.read_parquet_schema(few.tables[name]))
    assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in columns.values())
    assert json.loads(said["medisave.book"]) == {
        "version": numbered.version,
        "digest": numbered.digest,
    }
    assert said["medisave.as_of"] == TODAY


def test_another_engine_reads_what_the_columns_hold(few: Exported) -> None:
    for page in PAGES:
        asked = block(page, "columns").replace("decisions.parquet", str(few.tables["decisions"]))
        ((said,),) = duckdb.sql(asked).fetchall()
        assert json.loads(said)["verdict"]["zh"].startswith("eligible")


@pytest.mark.spark
@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_the_recipe_for_spark_answers_as_the_join(page: str, ready: Path, few: Exported) -> None:
    if find_spec("pyspark") is None or not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        if os.environ.get("MEDISAVE_REQUIRE_SPARK") == "1":
            pytest.fail("there is no Spark")
        pytest.skip("there is no Spark")
    carried_out(block(page, "spark"), ready)
    hold_to_the_join(pl.read_parquet(ready / "answers" / "*.parquet"), ready, few)
