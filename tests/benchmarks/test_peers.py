"""The engines that the benchmarks compare answer alike where everything is known; medisave alone is right where something is not."""

from __future__ import annotations

from importlib import import_module

import pytest

from benchmarks import growth, ours, soundness
from benchmarks.peers import NAMES
from benchmarks.rule import FACTS, FAILED, MET, STATUSES, cases, columns, truth

LIBRARIES = {
    "openfisca": "openfisca_core",
    "zen_table": "zen",
    "zen_expression": "zen",
    "json_logic_rule": "json_logic",
    "cel_rust": "cel",
    "cel_python": "celpy",
    "rule_engine_rule": "rule_engine",
}
EDGES = [
    {**MET, "balance": 0.0},
    {**MET, "balance": 0.01},
    {**MET, "years": 10},
    {**MET, "years": 9},
    {**MET, "left_province": False},
    {**MET, "scheme": "resident"},
    *({**MET, "status": status} for status in STATUSES),
    FAILED,
    MET,
]


def peer(name):
    pytest.importorskip(LIBRARIES[name])
    return import_module(f"benchmarks.peers.{name}")


def test_the_cases_are_the_same_for_the_same_seed_and_not_all_alike():
    drawn = cases(2_000, seed=7)
    assert drawn == cases(2_000, seed=7) != cases(2_000, seed=8)
    granted = [case for case in drawn if truth(case)]
    assert 0.05 < len(granted) / len(drawn) < 0.25
    for fact in FACTS:
        values = {case[fact] for case in drawn}
        assert len(values) > 1
    assert {case["status"] for case in drawn} == set(STATUSES)


def test_every_peer_is_compared():
    assert set(LIBRARIES) == set(NAMES) - {"openfisca_country"}


def test_a_whole_advice_says_what_the_rule_says():
    decide = ours.decider()
    for case in [*cases(500), *EDGES]:
        assert decide(case) == ("eligible" if truth(case) else "not_eligible"), case


def test_the_table_of_decisions_says_what_the_rule_says():
    pl = pytest.importorskip("polars")
    rows = [*cases(20_000), *EDGES]
    assert ours.Table().decide(pl.DataFrame(columns(rows))).to_list() == [
        "eligible" if truth(row) else "not_eligible" for row in rows
    ]


def test_the_table_refuses_a_status_it_does_not_know():
    pl = pytest.importorskip("polars")
    with pytest.raises(pl.exceptions.PolarsError):
        ours.Table().decide(pl.DataFrame(columns([{**MET, "status": "retierd"}])))


@pytest.mark.parametrize("name", sorted(LIBRARIES))
def test_a_peer_says_what_the_rule_says(name):
    decide = peer(name).decider()
    for case in [*cases(300), *EDGES]:
        assert bool(decide(case)) == truth(case), case


def test_openfisca_says_the_same_of_all_cases_at_once():
    module, np = peer("openfisca"), pytest.importorskip("numpy")
    rows = [*cases(5_000), *EDGES]
    said = module.decide_all(
        module.system(), {name: np.array(values) for name, values in columns(rows).items()}
    )
    assert said.tolist() == [truth(row) for row in rows]


def test_zen_says_the_same_in_batch_and_with_its_trace():
    module = peer("zen_table")
    rows = [*cases(300), *EDGES]
    right = [truth(row) for row in rows]
    assert module.decide_all(rows) == right
    traced = module.decider(trace=True)
    assert [traced(row) for row in rows] == right


def test_the_country_template_answers():
    pytest.importorskip("openfisca_country_template")
    decide = import_module("benchmarks.peers.openfisca_country").decider()
    assert decide({"age": 40}) is True
    assert decide({"age": 10}) is False


def test_medisave_is_right_on_every_partial_case():
    decide = ours.decider()
    partial = list(soundness.partial_cases())
    assert len(partial) == 3 ** len(FACTS) - 2 ** len(FACTS)
    for case, right in partial:
        assert soundness.answer(decide, case) == right, case


def test_medisave_asks_for_what_is_missing_and_for_nothing_else():
    advise = ours.adviser()
    for case, right in soundness.partial_cases():
        asked = {question.fact.id for question in advise(case).questions}
        assert asked == (set(FACTS) - set(case) if right == soundness.UNDETERMINED else set()), case


def test_an_enlarged_book_answers_as_the_real_one(book, tmp_path):
    import sqlite3

    from medisave_cli import Book, Case, ask

    connection = sqlite3.connect(":memory:")
    book._db.backup(connection)
    growth.enlarge(connection, 3)
    large = Book(connection)
    assert len(large.places()) == 3 * (len(book.places()) - 1) + 1
    for asked in (
        Case("昆山", "deceased"),
        Case("深圳", "transfer", destination="北京"),
        Case("shanghai", "emigrated"),
    ):
        assert ask(large, asked) == ask(book, asked)
    copied = ask(large, Case("320583c2", "deceased"))
    assert copied.verdict == ask(book, Case("320583", "deceased")).verdict
    assert copied.situation.place.rules_from[0] == "320583c2"
