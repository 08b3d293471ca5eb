"""The advisor against the oracle on made-up rules: what decides, what detail goes with it, and what is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from medisave_cli import AskedWrongly
from medisave_cli import model as m
from tests.advisor.made_up import (
    AS_OF,
    FACTS,
    HERE,
    Inventor,
    MadeUpBook,
    ask,
    book_of,
    rule,
    values_of,
)
from tests.advisor.oracle import UNKNOWN_VALUE, Contradiction, Oracle, answered_as, known_of

PLENTY = int(os.environ.get("MEDISAVE_TEST_CASES", "25"))
"""How many books are made up a test; more when the advisor has been changed (docs/testing.md)."""


def cases(count: int) -> Iterator[tuple[MadeUpBook, str, dict[str, Any]]]:
    """Made-up books, each with a case."""
    for seed in range(count):
        inventor = Inventor(seed)
        yield inventor.book(), *inventor.case()


def possible_cases(count: int) -> Iterator[tuple[MadeUpBook, str, dict[str, Any]]]:
    """Those that do not contradict themselves."""
    for book, status, facts in cases(count):
        try:
            oracle_for(book, status, facts)
        except Contradiction:
            continue
        yield book, status, facts


def oracle_for(
    book: MadeUpBook, status: str, facts: dict[str, Any]
) -> tuple[Oracle, dict[str, tuple]]:
    """The oracle for a case, and what is known in it."""
    place = book.place(HERE)
    rules = book.rules(place, book.statuses[status].base)
    known = known_of(rules, status, facts)
    base = answered_as(rules, status, known)
    return Oracle(book.rules(place, base), base, AS_OF), known


def test_verdict_and_lean_of_every_option() -> None:
    for book, status, facts in cases(PLENTY * 5):
        try:
            oracle, known = oracle_for(book, status, facts)
        except Contradiction:
            with pytest.raises(AskedWrongly):
                ask(book, status, facts)
            continue
        advice = ask(book, status, facts)
        said = {(o.family, o.portion): (o.verdict, o.lean) for o in advice.options}
        assert said == {key: oracle.verdicts(known, key) for key in oracle.options()}
        assert (advice.verdict, advice.lean) == said.get(("cash", m.MAIN), (m.UNKNOWN, None))


def test_needed_lines_are_those_of_every_completion_that_is_granted() -> None:
    for book, status, facts in possible_cases(PLENTY):
        oracle, known = oracle_for(book, status, facts)
        for option in ask(book, status, facts).options:
            expected = oracle.ways(known, (option.family, option.portion))
            said = {
                way.provision.id: {
                    (line.kind, line.provision, line.item, line.reported): line.state
                    for line in way.lines
                }
                for way in option.ways
                if way.state != "failed"
            }
            assert {way: _merged(lines) for way, lines in expected.items()} == {
                way: _merged(lines) for way, lines in said.items()
            }


def _merged(lines: dict[tuple, str]) -> dict[tuple, str]:
    """The lines as a person reads them: the same words of one kind, whoever says them, are one line. Acts are held elsewhere."""
    return {
        (kind, item._replace(cites=())): state
        for (kind, _, item, _), state in lines.items()
        if kind != "before" or item.act is None
    }


def test_a_fact_is_asked_exactly_where_it_changes_what_is_shown() -> None:
    for book, status, facts in possible_cases(PLENTY):
        oracle, known = oracle_for(book, status, facts)
        advice = ask(book, status, facts)
        declined = {name for name, value in facts.items() if value == UNKNOWN_VALUE}
        telling, tied = oracle.telling(known)
        asked = {q.fact.id for q in advice.questions if q.assumed is None}
        assert telling - declined <= asked <= (telling | tied) - declined
        presumed = {q.fact.id for q in advice.questions if q.assumed is not None}
        assert presumed <= set(advice.situation.assumed)
        for name in advice.situation.assumed:
            telling, tied = oracle.telling(
                {fact: values for fact, values in known.items() if fact != name}
            )
            shown = {name} & presumed
            assert {name} & telling <= shown <= {name} & (telling | tied)


def test_facts_in_any_order_give_the_same_advice() -> None:
    for book, status, facts in possible_cases(PLENTY // 4):
        one, other = ask(book, status, facts), ask(book, status, dict(reversed(facts.items())))
        assert one == other._replace(
            situation=other.situation._replace(declined=one.situation.declined)
        )


def test_a_stated_fact_never_widens() -> None:
    left = {
        m.ELIGIBLE: {m.ELIGIBLE},
        m.NOT_ELIGIBLE: {m.NOT_ELIGIBLE},
        m.UNKNOWN: {m.UNKNOWN, m.NOT_ELIGIBLE},
        m.CONDITIONAL: set(m.VERDICTS),
    }
    for book, status, facts in possible_cases(PLENTY // 10):
        before = ask(book, status, facts)
        was = {(o.family, o.portion): o.verdict for o in before.options}
        for name in FACTS.keys() - facts.keys() - before.situation.assumed.keys():
            for value in values_of(FACTS[name]):
                try:
                    after = ask(book, status, {**facts, name: value})
                except AskedWrongly:
                    continue
                if after.situation.assumed != before.situation.assumed:
                    continue
                for option in after.options:
                    assert option.verdict in left[was[option.family, option.portion]], (name, value)


def test_unknown_is_not_given_but_not_asked_again() -> None:
    for book, status, facts in possible_cases(PLENTY // 4):
        before = ask(book, status, facts)
        for name in FACTS.keys() - facts.keys():
            after = ask(book, status, {**facts, name: UNKNOWN_VALUE})
            assert name not in {q.fact.id for q in after.questions}
            assert name not in after.situation.assumed
            if name not in before.situation.assumed:
                assert (after.options, after.decision_id) == (before.options, before.decision_id)
                assert {
                    (q.fact.id, q.assumed, q.tells) for q in before.questions if q.fact.id != name
                } == {(q.fact.id, q.assumed, q.tells) for q in after.questions}


def test_cases_of_one_decision_id_are_decided_alike() -> None:
    """All that is decided is alike, and its detail; only the states of conditions that change neither may differ."""
    for seed in range(PLENTY // 4):
        inventor = Inventor(seed)
        book, found = inventor.book(), {}
        for status, facts in [inventor.case() for _ in range(10)]:
            try:
                advice = ask(book, status, facts)
            except AskedWrongly:
                continue
            decided = [option._replace(turns=(), heard=(), opens=()) for option in advice.options]
            assert found.setdefault(advice.decision_id, decided) == decided


def test_numbers_and_dates_are_decided_where_they_lie() -> None:
    """A value between two points where rules cut is neither of them."""
    little = [rule(m.ALLOWED, m.Within("share", None, 0.5, None))]
    for value, verdict in (
        (0, m.ELIGIBLE),
        (0.5, m.ELIGIBLE),
        (0.51, m.UNKNOWN),
        (0.9, m.UNKNOWN),
        (7, m.UNKNOWN),
    ):
        assert ask(book_of(little), "gone", {"share": value}).verdict == verdict
    that_year = [rule(m.ALLOWED, m.Within("day", "2021-01-01", None, "2022-01-01"))]
    for day, verdict in (
        ("2020-12-31", m.UNKNOWN),
        ("2021-01-01", m.ELIGIBLE),
        ("2021-12-31", m.ELIGIBLE),
        ("2022-01-01", m.UNKNOWN),
    ):
        assert ask(book_of(that_year), "gone", {"day": day}).verdict == verdict


def test_three_rules_that_cover_a_fact_decide_without_it() -> None:
    advice = ask(
        book_of(
            [rule(m.ALLOWED, m.OneOf("where", (value,))) for value in ("near", "far", "abroad")]
        ),
        "gone",
        {},
    )
    assert advice.verdict == m.ELIGIBLE
    assert {q.tells for q in advice.questions if q.fact.id == "where"} <= {"detail"}


def test_a_judgement_is_never_asked_and_never_more_than_conditional() -> None:
    hardship = m.Judgement("hardship", m.Text("特殊情况", "hardship"))
    advice = ask(book_of([rule(m.ALLOWED, hardship)]), "gone", {})
    assert advice.verdict == m.CONDITIONAL
    assert [q.fact.id for q in advice.questions if q.assumed is None] == []
    [turn] = advice.options[0].turns
    assert (turn.state, turn.condition) == ("judgement", hardship)


def test_allowed_and_barred_together_are_unknown_and_both_are_shown() -> None:
    advice = ask(book_of([rule(m.ALLOWED), rule(m.BARRED)], [rule(m.ALLOWED)]), "gone", {})
    assert (advice.verdict, advice.lean) == (m.UNKNOWN, None)
    assert {p.rule for p in advice.options[0].deciders} == {m.ALLOWED, m.BARRED}
    assert advice.options[0].conflict


def test_binding_rules_cannot_be_barred_or_closed_from_below() -> None:
    for below in (
        book_of([rule(m.BARRED)], [rule(m.ALLOWED, binding=True)]),
        book_of([], [rule(m.ALLOWED, binding=True)], closed=True),
    ):
        assert ask(below, "gone", {}).verdict == m.ELIGIBLE
    assert ask(book_of([rule(m.BARRED)], [rule(m.ALLOWED)]), "gone", {}).verdict == m.NOT_ELIGIBLE


def test_a_complete_list_bars_what_is_not_on_it_unless_it_is_left_open() -> None:
    assert ask(book_of([], [rule(m.ALLOWED)], closed=True), "gone", {}).verdict == m.NOT_ELIGIBLE
    assert (
        ask(book_of([rule(m.OPEN)], [rule(m.ALLOWED)], closed=True), "gone", {}).verdict
        == m.ELIGIBLE
    )


def test_ways_beyond_what_refuses_are_not_shown_as_ways() -> None:
    """A wider rule cannot help where a nearer one, or a complete list, has refused; a way at the same place could have."""
    told = m.OneOf("told", (True,))
    for refused in (
        book_of([rule(m.BARRED)], [rule(m.ALLOWED, told)]),
        book_of([], [rule(m.ALLOWED, told)], closed=True),
    ):
        [option] = ask(refused, "gone", {}).options
        assert (option.verdict, option.turns) == (m.NOT_ELIGIBLE, ())
    [option] = ask(
        book_of([rule(m.ALLOWED, told)], [rule(m.BARRED)]), "gone", {"told": False}
    ).options
    assert [(turn.condition, turn.state) for turn in option.turns] == [(told, "failed")]


def test_a_portion_for_which_nothing_speaks_follows_main() -> None:
    """One that a source leaves open does not."""
    told = m.OneOf("told", (True,))
    silent = ask(
        book_of([rule(m.ALLOWED, told, portion="old"), rule(m.BARRED)]), "gone", {"told": False}
    )
    assert {o.portion: o.verdict for o in silent.options} == {
        "main": m.NOT_ELIGIBLE,
        "old": m.NOT_ELIGIBLE,
    }
    left_open = ask(book_of([rule(m.OPEN, portion="old"), rule(m.BARRED)]), "gone", {})
    assert {o.portion: o.verdict for o in left_open.options} == {
        "main": m.NOT_ELIGIBLE,
        "old": m.UNKNOWN,
    }


def test_detail_left_out_comes_from_the_nearest_wider_firm_rule() -> None:
    paper, step = (
        m.DocumentLine((("id-card", m.Text("证", "id")),), None, None, ()),
        m.TextLine(m.Text("去", "go"), None, ()),
    )
    near = [rule(m.ALLOWED, documents=())]
    wide = [
        rule(m.BARRED, m.OneOf("told", (True,)), steps=(step,)),
        rule(m.ALLOWED, documents=(paper,), steps=(step,)),
    ]
    [option] = ask(book_of(near, wide), "gone", {"told": False}).options
    assert [(line.kind, line.provision, line.reported) for line in option.lines] == [
        ("steps", "000000-1", False)
    ]


def test_a_reported_rule_never_decides_and_leans_only_where_nothing_firm_does() -> None:
    reported = rule(m.ALLOWED)._replace(grade="C")
    alone = ask(book_of([reported]), "gone", {})
    assert (alone.verdict, alone.lean) == (m.UNKNOWN, m.ELIGIBLE)
    against = ask(book_of([reported], [rule(m.BARRED)]), "gone", {})
    assert (against.verdict, against.lean) == (m.NOT_ELIGIBLE, None)
    assert [h.role for h in against.options[0].heard] == ["dispute"]
    wrong = ask(
        book_of([reported._replace(rejected=m.Text("错", "wrong")), rule(m.OPEN)]), "gone", {}
    )
    assert (wrong.verdict, wrong.lean) == (m.UNKNOWN, None)
    assert [h.role for h in wrong.options[0].heard] == ["rejected"]
