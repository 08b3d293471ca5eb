"""The advisor against the oracle on made-up rules: what decides, what detail goes with it, and what is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from medisave_cli import AskedWrongly, Case, advise
from medisave_cli import model as m
from tests.advisor.made_up import AS_OF, FACTS, HERE, Inventor, MadeUpBook, values_of
from tests.advisor.oracle import UNKNOWN_VALUE, Contradiction, Oracle, answered_as, known_of

PLENTY = int(os.environ.get("MEDISAVE_TEST_CASES", "200"))
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


def ask(book: MadeUpBook, status: str, facts: dict[str, Any]) -> m.Advice:
    return advise(book, Case(HERE, status, facts, None, AS_OF))


def oracle_for(book: MadeUpBook, status: str, facts: dict[str, Any]) -> tuple[Oracle, dict[str, tuple]]:
    """The oracle for a case, and what is known in it."""
    place = book.place(HERE)
    rules = book.rules(place, book.statuses[status].base)
    known = known_of(rules, status, facts)
    base = answered_as(rules, status, known)
    return Oracle(book.rules(place, base), base, AS_OF), known


def test_verdict_and_lean_of_every_option() -> None:
    for book, status, facts in cases(PLENTY):
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
            expected = oracle.lines(known, (option.family, option.portion))
            said: dict[tuple, set[str]] = {}
            for line in option.lines:
                # A provision may hold the same line twice.
                said.setdefault((line.kind, line.provision, line.item, line.reported), set()).add(line.state)
            assert said == {line: {state} for line, state in expected.items()}


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
            telling, tied = oracle.telling({fact: values for fact, values in known.items() if fact != name})
            assert name not in telling or name in presumed
            assert name not in presumed or name in telling | tied


def test_facts_in_any_order_give_the_same_advice() -> None:
    for book, status, facts in possible_cases(PLENTY // 4):
        one, other = ask(book, status, facts), ask(book, status, dict(reversed(facts.items())))
        assert one == other._replace(situation=other.situation._replace(declined=one.situation.declined))


def test_a_stated_fact_never_widens() -> None:
    left = {m.ELIGIBLE: {m.ELIGIBLE}, m.NOT_ELIGIBLE: {m.NOT_ELIGIBLE}, m.UNKNOWN: {m.UNKNOWN, m.NOT_ELIGIBLE}, m.CONDITIONAL: set(m.VERDICTS)}
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
                assert {(q.fact.id, q.assumed, q.tells) for q in before.questions if q.fact.id != name} == {
                    (q.fact.id, q.assumed, q.tells) for q in after.questions
                }


def test_numbers_and_dates_are_decided_where_they_lie() -> None:
    """A value between two points where rules cut is neither of them."""
    when = m.Within("share", None, 0.5, None)
    cut = {"cash": [(m.ALLOWED, when)]}
    for value, verdict in ((0, m.ELIGIBLE), (0.5, m.ELIGIBLE), (0.51, m.UNKNOWN), (0.9, m.UNKNOWN), (7, m.UNKNOWN)):
        assert ask(_simple(cut), "gone", {"share": value}).verdict == verdict
    within = m.Within("day", "2021-01-01", None, "2022-01-01")
    for day, verdict in (("2020-12-31", m.UNKNOWN), ("2021-01-01", m.ELIGIBLE), ("2021-12-31", m.ELIGIBLE), ("2022-01-01", m.UNKNOWN)):
        assert ask(_simple({"cash": [(m.ALLOWED, within)]}), "gone", {"day": day}).verdict == verdict


def test_three_rules_that_cover_a_fact_decide_without_asking_it() -> None:
    rules = [(m.ALLOWED, m.OneOf("where", (value,))) for value in ("near", "far", "abroad")]
    advice = ask(_simple({"cash": rules}), "gone", {})
    assert advice.verdict == m.ELIGIBLE


def test_a_judgement_is_never_asked_and_never_more_than_conditional() -> None:
    hardship = m.Judgement(m.Text("特殊情况", "hardship"))
    advice = ask(_simple({"cash": [(m.ALLOWED, hardship)]}), "gone", {})
    assert advice.verdict == m.CONDITIONAL
    assert [q.fact.id for q in advice.questions if q.assumed is None] == []
    [turn] = advice.options[0].turns
    assert turn.state == "judgement"
    assert turn.condition == hardship


def test_binding_rules_cannot_be_barred_or_closed_from_below() -> None:
    nation = (m.ALLOWED, None)
    barred = _simple({"cash": [(m.BARRED, None)]}, {"cash": [nation]}, binding=True)
    assert ask(barred, "gone", {}).verdict == m.ELIGIBLE
    assert ask(_simple({"cash": [(m.BARRED, None)]}, {"cash": [nation]}), "gone", {}).verdict == m.NOT_ELIGIBLE


def _simple(local: dict[str, list], nation: dict[str, list] | None = None, binding: bool = False) -> MadeUpBook:
    """A book of a place and the nation; ``family: [(rule, when)]``."""
    disposition = {"cash": "withdraw", "stay": "keep_using"}

    def said(place: str, by_family: dict[str, list], binds: bool) -> m.PlaceRules:
        rules = [
            m.Provision(f"{place}-{family}-{i}", place, "gone", m.MAIN, disposition[family], rule, "out", m.Text("说", "said"), when, "A", None, None,
                        False, None, None, (), binds, (), None, None, None, None, True, None, None, None, None, ())
            for family, listed in by_family.items() for i, (rule, when) in enumerate(listed)
        ]  # fmt: skip
        return m.PlaceRules(place, m.Text("地", "place"), tuple(rules), (), ())

    chain = (said(HERE, local, False), said(m.NATION, nation or {}, binding))
    return MadeUpBook({"gone": chain, "staying": chain}, ())
