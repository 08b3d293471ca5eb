"""The exported policy, and a million cases answered by `batch` to hold the joins to."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("polars")

import polars as pl

from medisave_cli import Book
from medisave_cli.batch.export import TABLES, export
from medisave_cli.batch.run import Request, run
from tests.batch.made import made_cases

TODAY = "2026-11-22"
ROWS, DISTINCT = 1_000_000, 12_000
ANSWER = ["verdict", "lean", "grade", "options", "decision_id"]


RULES = """\
place: "000000"
checked: 2026-11-22
sources:
  cn-law: {title: 规定, issuer: 国家医保局, grade: A, published: 2010-10-28, url: "https://www.gov.cn/x"}
provisions:
  - {id: cn-gap, status: left_employment, disposition: withdraw, rule: allowed, when: {gap_months: {min: 6}}, summary: {zh: 可, en: granted}, cite: [cn-law]}
  - {id: cn-short, status: left_employment, disposition: withdraw, rule: barred, when: {gap_months: {max: 2}}, summary: {zh: 否, en: not granted}, cite: [cn-law]}
  - {id: cn-late, status: left_employment, disposition: keep_using, rule: allowed, when: {stopped_on: {after: 2022-09-01}}, summary: {zh: 留, en: stay}, cite: [cn-law]}
  - {id: cn-paid, status: left_employment, disposition: transfer, rule: allowed, when: {paid_share: {min: 0.5}}, summary: {zh: 转, en: move}, cite: [cn-law]}
  - {id: cn-age, status: retired, disposition: withdraw, rule: allowed, when: {nationality: hk_mo_tw, household_at_residence: yes}, summary: {zh: 可, en: granted}, cite: [cn-law]}
  - {id: cn-out, status: emigrated, disposition: withdraw, rule: allowed, when: {household_cancelled: yes, nationality: [foreign, hk_mo_tw]}, summary: {zh: 可, en: granted}, cite: [cn-law]}
"""
FACTS = """
  stopped_on:
    type: date
    name: {zh: 停缴日期, en: the day contributions stopped}
    question: {zh: 哪天停缴的？, en: "When did contributions stop?"}
    why: {zh: 新旧规定不同。, en: The rule changed.}
  paid_share:
    type: number
    min: 0
    name: {zh: 缴费比例, en: the share paid}
    question: {zh: 缴了多少？, en: "What share was paid?"}
    why: {zh: 有的规定看这个。, en: A rule turns on it.}
"""


class Exported:
    """The files of one export: ``tables`` by name, and the text of the join."""

    def __init__(self, decisions: Path, columns: tuple[str, ...] = ()):
        self.columns = list(columns)
        self.tables = {
            name: decisions
            if name == "decisions"
            else decisions.with_name(f"{decisions.stem}.{name}{decisions.suffix}")
            for name in TABLES
        }
        self.join = decisions.with_name(f"{decisions.stem}.sql").read_text("utf-8")


@pytest.fixture(scope="session")
def exported(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The whole policy, as Parquet."""
    path = tmp_path_factory.mktemp("policy") / "decisions.parquet"
    tables, _ = export(book, path, TODAY, None, to=True)
    return Exported(path, tables.columns)


@pytest.fixture(scope="session")
def million(book: Book, exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A million cases in a CSV file, wrong ones included: thousands of different ones, in an order of their own."""
    distinct = made_cases(book, DISTINCT, seed=7, facts=exported.columns).drop("id")
    n = pl.int_range(ROWS, eager=True)
    path = tmp_path_factory.mktemp("cases") / "cases.csv"
    distinct.select(pl.all().gather((n * 7919 + n // 1000) % DISTINCT)).with_columns(
        n.alias("id")
    ).write_csv(path)
    return path


@pytest.fixture(scope="session")
def answered(book: Book, million: Path) -> pl.DataFrame:
    """What `batch` answers to each of them, by id."""
    target = million.with_name("answered.parquet")
    run(book, Request(str(million), str(target), "en", TODAY))
    return (
        pl.read_parquet(target, columns=["id", *ANSWER, "error"])
        .with_columns(pl.col("id").cast(pl.Int64))
        .sort("id")
    )


@pytest.fixture(scope="session")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book whose rules cut numbers and dates, and tie facts together."""
    import shutil

    from medisave_cli.keeping.compile import build
    from medisave_cli.keeping.locate import policies

    folder = tmp_path_factory.mktemp("numbered")
    for name in ("catalog", "gazetteer"):
        shutil.copytree(policies() / name, folder / name)
    (folder / "places").mkdir()
    (folder / "places" / "000000-china.yaml").write_text(RULES, "utf-8")
    facts = folder / "catalog" / "facts.yaml"
    head, tail = facts.read_text("utf-8").split("# Combinations no person can be in.")
    facts.write_text(f"{head.rstrip()}{FACTS}\n# Combinations no person can be in.{tail}", "utf-8")
    return build((folder,), None, "0", "test")


def hold(joined: pl.DataFrame, answered: pl.DataFrame) -> None:
    """Compare the engine's rows (id, the answer, refused) with those of `batch`."""
    joined = joined.with_columns(pl.col("id").cast(pl.Int64)).sort("id")
    assert joined["id"].equals(answered["id"])
    for name in ANSWER:
        apart = joined[name].ne_missing(answered[name])
        assert not apart.any(), (name, joined.filter(apart).head(3), answered.filter(apart).head(3))
    apart = joined["refused"].is_null() != answered["error"].is_null()
    assert not apart.any(), (joined.filter(apart).head(3), answered.filter(apart).head(3))
    assert answered["decision_id"].n_unique() > 1000
    assert answered["error"].is_not_null().any()
