"""The exported policy answers as `batch` does, in DuckDB."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")

import polars as pl

from medisave_cli import Book
from medisave_cli.batch.export import export
from medisave_cli.batch.run import Request, run
from medisave_cli.keeping.locate import open_book
from tests.batch.made import made_cases
from tests.engines.conftest import ANSWER, TODAY, Exported, hold


def joined(cases: Path, policy: Exported) -> pl.DataFrame:
    """The cases with their answers."""
    engine = duckdb.connect()
    engine.execute(f"CREATE VIEW cases AS SELECT * FROM read_csv('{cases}', all_varchar = true)")
    for name, path in policy.tables.items():
        reader = (
            f"read_csv('{path}', all_varchar = true)"
            if path.suffix == ".csv"
            else f"read_parquet('{path}')"
        )
        engine.execute(f"CREATE VIEW {name} AS SELECT * FROM {reader}")
    found = engine.execute(f"SELECT id, {', '.join(ANSWER)}, refused FROM ({policy.join})")
    return pl.DataFrame(
        found.fetchall(), schema=dict.fromkeys(("id", *ANSWER, "refused"), pl.String), orient="row"
    )


@pytest.mark.long
def test_a_million_cases_joined_are_answered_as_batch_answers_them(
    million: Path, exported: Exported, answered: pl.DataFrame
) -> None:
    hold(joined(million, exported), answered)


@pytest.mark.long
def test_what_a_foreigner_had_once_is_heard_as_batch_hears_it(
    numbered: Book, tmp_path: Path
) -> None:
    said = {
        "city": ["110000", "310000", "130100"],
        "status": ["emigrated", "foreign_leaver", "retired"],
        "nationality": ["foreign", "hk_mo_tw", "mainland", ""],
        "household_cancelled": ["yes", "no", ""],
        "foreign_nationality": ["", "no", "unknown"],
        "household_local": ["", "yes"],
    }
    rows = list(itertools.product(*said.values()))
    cases = pl.DataFrame(rows, schema=list(said), orient="row").with_row_index("id")
    cases.with_columns(to=pl.lit("")).write_csv(tmp_path / "cases.csv")
    export(numbered, tmp_path / "decisions.parquet", TODAY, list(said)[2:], to=False)
    run(numbered, Request(str(tmp_path / "cases.csv"), str(tmp_path / "out.parquet"), "en", TODAY))
    found = joined(tmp_path / "cases.csv", Exported(tmp_path / "decisions.parquet"))
    found = found.with_columns(pl.col("id").cast(pl.Int64)).sort("id")
    expected = pl.read_parquet(tmp_path / "out.parquet")
    apart = found["refused"].is_null() != expected["error"].is_null()
    assert not apart.any(), found.filter(apart)
    for name in ANSWER:
        apart = found[name].ne_missing(expected[name])
        assert not apart.any(), (name, found.filter(apart), expected.filter(apart))


@pytest.mark.long
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_numbers_dates_and_facts_tied_to_others_are_cut_as_the_rules_cut_them(
    numbered: Book, tmp_path: Path, kind: str
) -> None:
    facts = [
        "gap_months",
        "stopped_on",
        "paid_share",
        "nationality",
        "foreign_nationality",
        "household_cancelled",
        "settled",
        "household_at_residence",
        "stage",
    ]
    said = {
        "gap_months": [
            "0",
            "2",
            "3",
            "5",
            "6",
            "7",
            "600",
            "2.5",
            "-1",
            "six",
            "unknown",
            "６",
            " 4 ",
            "1e9",
        ],
        "stopped_on": [
            "2022-08-31",
            "2022-09-01",
            "2022-09-02",
            "1999-01-01",
            "2022-02-30",
            "unknown",
        ],
        "paid_share": ["0", "0.49", "0.5", "0.75", "1", "-0.1", "half"],
    }
    cases = made_cases(numbered, 4000, seed=5, wrong=0.01, facts=facts)
    n = pl.int_range(cases.height, eager=True)
    cases = cases.with_columns(
        pl.Series(cells).gather((n * (7 + i)) // 3 % len(cells)).alias(fact)
        for i, (fact, cells) in enumerate(said.items())
    )
    statuses = [
        "left_employment",
        "retired",
        "emigrated",
        "foreign_leaver",
        "remote_settled_retiree",
    ]
    cases = cases.with_columns(
        pl.Series(statuses).gather(n % len(statuses)).alias("status"), pl.lit("").alias("to")
    )
    # Facts that exclude each other, in every combination.
    for i, (fact, cells) in enumerate(
        {
            "nationality": ["", "foreign", "mainland", "unknown"],
            "foreign_nationality": ["", "yes", "no"],
            "household_cancelled": ["", "no", "yes", "unknown"],
            "settled": ["", "no", "abroad", "other_province", "unknown"],
            "household_at_residence": ["", "yes", "no"],
        }.items()
    ):
        cases = cases.with_columns(
            pl.Series(cells).gather((n // (5 + 3 * i)) % len(cells)).alias(fact)
        )
    cases.write_csv(tmp_path / "cases.csv")
    export(numbered, tmp_path / f"decisions.{kind}", TODAY, facts, to=True)
    run(numbered, Request(str(tmp_path / "cases.csv"), str(tmp_path / "out.parquet"), "en", TODAY))
    expected = pl.read_parquet(tmp_path / "out.parquet").with_columns(pl.col("id").cast(pl.Int64))
    found = (
        joined(tmp_path / "cases.csv", Exported(tmp_path / f"decisions.{kind}"))
        .with_columns(pl.col("id").cast(pl.Int64))
        .sort("id")
    )
    for name in ANSWER:
        apart = found[name].ne_missing(expected[name])
        assert not apart.any(), (
            name,
            expected.filter(apart).head(2).to_dicts(),
            found.filter(apart).head(2).to_dicts(),
        )
    assert found["refused"].is_null().equals(expected["error"].is_null())
    answered = expected.filter(pl.col("error").is_null())
    assert answered["decision_id"].n_unique() > 30
    assert expected["error"].null_count() < expected.height


def test_the_join_reads_only_the_columns_that_are_named(
    book: Book, numbered: Book, tmp_path: Path
) -> None:
    from medisave_cli import AskedWrongly

    export(numbered, tmp_path / "d.parquet", TODAY, ["gap_months"], to=False)
    (tmp_path / "cases.csv").write_text(
        "id,city,status,gap_months\n1,昆山,left_employment,12\n2,kunshan,left_employment,\n",
        "utf-8",
    )
    rows = joined(tmp_path / "cases.csv", Exported(tmp_path / "d.parquet"))
    assert rows.sort("id")["verdict"].to_list() == ["eligible", "conditional"]
    with pytest.raises(AskedWrongly):
        export(numbered, tmp_path / "d.parquet", TODAY, ["shoe_size"], to=False)
    with pytest.raises(AskedWrongly):
        export(numbered, tmp_path / "d.xlsx", TODAY, None, to=False)
    assert open_book().digest == book.digest


@pytest.mark.long
def test_the_tables_are_small_and_every_key_is_there_once(exported: Exported, book: Book) -> None:
    decisions = pl.read_parquet(exported.tables["decisions"])
    assert decisions["key"].n_unique() == decisions.height
    assert exported.tables["decisions"].stat().st_size < 64 << 20
    places = pl.read_parquet(exported.tables["places"])
    assert places["city"].n_unique() == places.height
    # Every division of the mainland is there, by code and by its full name.
    codes = {
        p.code for p in book.places() if p.code != "000000" and p.code[:2] not in ("71", "81", "82")
    }
    assert codes <= set(places["city"])
    assert codes == set(places["code"])
    routes = pl.read_parquet(exported.tables["routes"])
    assert set(decisions["rules"]) == set(routes["rules"])
    assert set(book.statuses) <= set(routes["status"])
