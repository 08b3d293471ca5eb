"""What a place file may hold beyond its rules' bare bones: procedures written once, ended practices, guides with a season."""

from __future__ import annotations

from pathlib import Path

import pytest

from medisave_cli import Book, Case, ask
from medisave_cli.book.places import find
from medisave_cli.keeping.compile import build
from medisave_cli.keeping.lint import lint
from medisave_cli.language import Speaker
from tests.keeping.policy_files import CITY, whole_folder

PROCEDURE = """
procedures:
  zj-counter:
    documents: [id-card, bank-account]
    complete: no
    channels: [counter]
    time_limit: [{for: decision, working_days: 10}]
    before:
      - {zh: 先停保, en: stop the cover first}
"""
SHARED = CITY.replace(
    "    documents: [id-card]\n    channels: [counter]\n", "    procedure: zj-counter\n"
)
GUIDES = """
guides:
  sharing:
    - id: zj-circle-old
      zh: 只限父母、配偶、子女。
      en: Parents, spouse and children only.
      about: [kin]
      overtaken_by: zj-circle
      cite: [zj-guide]
    - id: zj-circle
      zh: 近亲属都可以。
      en: Near relatives may.
      window: {months: [10, 11], repeats: yes}
      until: 2030-12-31
      cite: [zj-guide]
  trouble:
    - {id: zj-lost, zh: 补卡要身份证。, en: A new card takes an identity card., cite: [zj-guide]}
"""


def made(tmp_path: Path, text: str) -> Book:
    folder = whole_folder(tmp_path / "policies", text)
    assert lint([folder]) == []
    return build([folder], None, "test")


def findings(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    folder = whole_folder(tmp_path / "policies", text)
    return [(f.line, Speaker("en").message(f.what)) for f in lint([folder])]


def test_a_procedure_is_read_into_each_rule_that_names_it(tmp_path: Path) -> None:
    (rule,) = made(tmp_path, SHARED + PROCEDURE).own("321100")["retired"].provisions
    assert [d.papers[0][0] for d in rule.documents or ()] == ["id-card", "bank-account"]
    assert rule.complete is False and [c.id for c in rule.channels or ()] == ["counter"]
    assert [line.text.en for line in rule.before or ()] == ["stop the cover first"]


def test_what_the_rule_says_itself_wins(tmp_path: Path) -> None:
    text = SHARED.replace(
        "procedure: zj-counter", "procedure: zj-counter\n    documents: []\n    complete: yes"
    )
    (rule,) = made(tmp_path, text + PROCEDURE).own("321100")["retired"].provisions
    assert rule.documents == () and rule.complete is True and rule.channels


def test_a_procedure_must_be_declared_and_used(tmp_path: Path) -> None:
    assert findings(tmp_path / "undeclared", SHARED) == [
        (22, "zj-counter is not declared under procedures")
    ]
    assert findings(tmp_path, CITY + PROCEDURE) == [
        (30, "no rule uses the procedure zj-counter"),
    ]


def test_a_slip_in_a_procedure_is_told_once_where_it_stands(tmp_path: Path) -> None:
    text = SHARED + PROCEDURE.replace("bank-account", "bank-acount")
    assert findings(tmp_path, text) == [
        (30, "bank-acount is not declared under documents"),
    ]


@pytest.mark.parametrize("ended", ["2023-12-31", "{zh: 2023年停办, en: closed in 2023}"])
def test_a_practice_that_ended_is_told_and_never_leans_yes(tmp_path: Path, ended: str) -> None:
    book = made(tmp_path, CITY.replace("    when: {pension: lump_sum}\n", f"    ended: {ended}\n"))
    advice = ask(book, Case("321100", "retired", {}, None, "2026-11-22"))
    assert (advice.verdict, advice.lean) == ("unknown", None)
    cash = next(o for o in advice.options if o.family == "cash")
    assert [(h.provision.id, h.role) for h in cash.heard] == [("zj-retired", "lapsed")]


def test_guides_have_seasons_subjects_and_successors(tmp_path: Path) -> None:
    book = made(tmp_path, CITY + GUIDES)
    old, new = book.guides(find(book, "321100"), "sharing")
    assert old.about == ("kin",) and old.overtaken_by == "zj-circle"
    assert new.window is not None and new.window.months == (10, 11) and new.until == "2030-12-31"
    assert [g.id for g in book.guides(find(book, "321100"), "trouble")] == ["zj-lost"]


def test_a_successor_must_exist(tmp_path: Path) -> None:
    text = CITY + GUIDES.replace("overtaken_by: zj-circle", "overtaken_by: zj-none")
    assert [what for _, what in findings(tmp_path, text)] == [
        "zj-circle-old is overtaken by zj-none, which no guide here or in a wider place is"
    ]


def test_every_row_of_a_book_carries_its_digest(tmp_path: Path) -> None:
    from medisave_cli.book.printed import row_digest

    book = made(tmp_path, SHARED + PROCEDURE + GUIDES)
    for table in ("meta", "place", "name", "rules", "local", "source", "claim"):
        rows = book.query(f"SELECT * FROM {table}")
        if table != "claim":
            assert rows, table
        assert all(row_digest(table, *values) == digest for *values, digest in rows)
