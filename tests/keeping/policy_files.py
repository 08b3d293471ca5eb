"""Small policy folders to break: the real catalog, the gazetteer of a few provinces, one national rule, one city."""

from __future__ import annotations

import csv
import io
import shutil
from functools import cache
from pathlib import Path

from medisave_cli.keeping.locate import policies

NATION = """\
place: "000000"
checked: 2026-11-22
sources:
  cn-law: {title: 社会保险法, title_en: Social Insurance Law, issuer: 全国人民代表大会常务委员会, grade: A, published: 2010-10-28, url: "https://www.gov.cn/x"}
provisions:
  - id: cn-inherit
    status: deceased
    disposition: inherit
    rule: allowed
    binding: yes
    when: {heir_exists: yes}
    summary: {zh: 余额可以继承。, en: The balance is inherited.}
    cite: [cn-law]
"""

CITY = """\
# yaml-language-server: $schema=../../schema/place.json
place: "321100"
checked: 2026-11-22

sources:
  zj-guide:
    title: Zhenjiang guide 2024
    issuer: 镇江市医疗保障局
    grade: A
    published: 2024-05-01
    url: https://ybj.zhenjiang.gov.cn/guide

provisions:
  - id: zj-retired
    status: retired
    disposition: withdraw
    rule: allowed
    when: {pension: lump_sum}
    summary:
      zh: 一次性领走养老金的人可以取。
      en: Someone with a lump-sum pension may draw it.
    documents: [id-card]
    channels: [counter]
    cite: [zj-guide]

looked_for:
  - {zh: 镇江自己的指南, en: Zhenjiang's own guide, on: 2026-11-22}
"""

ANOTHER = """
  - id: zj-other
    status: retired
    disposition: withdraw
    rule: barred
    summary: {zh: 不能取。, en: No cash.}
    cite: [zj-guide]
"""
CITY_FILE = "places/321100-zhenjiang.yaml"


PROVINCES = ("00", "11", "31", "32")
"""Whose divisions a small gazetteer holds: the nation, two cities that are provinces, and the province of ``CITY``."""


@cache
def gazetteer() -> dict[str, str]:
    """The tables of the real gazetteer cut to ``PROVINCES``, by file name: a book of all divisions takes a second to build."""
    tables = {}
    for path in sorted((policies() / "gazetteer").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            heads, *rows = csv.reader(file)
        codes = [at for at, head in enumerate(heads) if head in ("code", "codes", "now")]
        kept = io.StringIO()
        csv.writer(kept, lineterminator="\n").writerows(
            [heads, *(row for row in rows if all(_within(row[at]) for at in codes))]
        )
        tables[path.name] = kept.getvalue()
    return tables


def _within(codes: str) -> bool:
    return all(code.startswith(PROVINCES) for code in codes.split("|"))


def whole_folder(at: Path, city: str = CITY, everywhere: bool = False) -> Path:
    """A policy folder that stands alone, clean but for what ``city`` does; ``everywhere``: with every division of the country."""
    shutil.copytree(policies() / "catalog", at / "catalog")
    if everywhere:
        shutil.copytree(policies() / "gazetteer", at / "gazetteer")
    else:
        written(at / "gazetteer", gazetteer())
    return written(at, {"places/000000-china.yaml": NATION, CITY_FILE: city})


def written(at: Path, files: dict[str, str]) -> Path:
    """``at``, with these files in it."""
    for name, text in files.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return at


def broken(old: str, new: str) -> str:
    """The city's file with one passage replaced; the passage must be there."""
    assert CITY.count(old) == 1, old
    return CITY.replace(old, new)
