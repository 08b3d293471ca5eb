"""What is asked next, on made-up rules: no book, no terminal."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from medisave_cli.interview.session import (
    ANSWERED,
    ASSUMPTIONS,
    DESTINATION,
    FACT,
    NOT_SURE,
    PLACE,
    STATUS,
    UNDECIDED,
    Session,
    Standing,
    confirm,
    next_step,
    say,
    settle_in,
    trail,
)
from medisave_cli.model import Fact, Question, Text

WORDS = Text("", "")


def made_up(*rules: tuple[str, dict[str, Any], Any]) -> Any:
    """An adviser that has the questions of ``rules``: (fact, the facts under which it matters, its presumed value or None)."""

    def advise(session: Session, facts: dict[str, Any]) -> Standing:
        asked = [
            Question(
                Fact(fact, "bool", WORDS, WORDS, WORDS, {}, None, None, False), assumed, "verdict"
            )
            for fact, under, assumed in rules
            if fact not in facts and all(facts.get(f) == v for f, v in under.items())
        ]
        asked.sort(key=lambda q: q.assumed is not None)
        return Standing(
            SimpleNamespace(questions=tuple(asked)), {q.fact.id: (True, False) for q in asked}
        )  # type: ignore[arg-type]

    return advise


def moves(status: str) -> bool:
    return status == "transfer"


HERE = Session("retired", "320000")


def test_status_comes_first_then_the_place():
    advise = made_up()
    assert next_step(Session(), advise, moves).kind == STATUS
    assert next_step(Session("retired"), advise, moves).kind == PLACE
    assert next_step(HERE, advise, moves).kind == ANSWERED


def test_a_move_has_a_destination_which_may_be_undecided():
    moving = Session("transfer", "320000")
    assert next_step(moving, made_up(), moves).kind == DESTINATION
    assert next_step(moving._replace(destination=UNDECIDED), made_up(), moves).kind == ANSWERED


def test_a_place_that_is_the_destination_asks_for_the_destination_again():
    moving = Session("transfer", "320000", "440000")
    assert settle_in(moving, "440000").destination is None
    assert settle_in(moving, "110000").destination == "440000"


def test_facts_are_asked_in_the_advisors_order():
    advise = made_up(("b", {}, None), ("a", {}, None))
    step = next_step(HERE, advise, moves)
    assert step.kind == FACT and step.question.fact.id == "b"
    assert next_step(say(HERE, "b", True), advise, moves).question.fact.id == "a"


def test_not_sure_is_an_answer():
    advise = made_up(("a", {}, None))
    step = next_step(say(HERE, "a", NOT_SURE), advise, moves)
    assert step.kind == ANSWERED and step.facts == {"a": NOT_SURE}


def test_changing_an_answer_keeps_later_ones_that_still_matter():
    advise = made_up(("a", {}, None), ("b", {}, None))
    session = say(say(HERE, "a", True), "b", False)
    changed = next_step(say(session, "a", False), advise, moves)
    assert changed.kind == ANSWERED and changed.facts == {"a": False, "b": False}


def test_an_answer_leaves_the_case_when_it_no_longer_matters_and_returns_when_it_does():
    advise = made_up(("a", {}, None), ("b", {"a": True}, None))
    session = say(say(HERE, "a", True), "b", False)
    without = say(session, "a", False)
    assert next_step(without, advise, moves).facts == {"a": False}
    assert next_step(say(without, "a", True), advise, moves).facts == {"a": True, "b": False}


def test_an_answer_that_has_become_impossible_is_asked_again():
    advise = made_up(("a", {}, None))
    step = next_step(say(HERE, "a", "elsewhere"), advise, moves)
    assert step.kind == FACT and step.question.fact.id == "a"


def test_presumed_facts_are_confirmed_together_after_the_open_ones():
    advise = made_up(("p", {}, True), ("a", {}, None), ("q", {}, True))
    assert next_step(HERE, advise, moves).question.fact.id == "a"
    step = next_step(say(HERE, "a", True), advise, moves)
    assert step.kind == ASSUMPTIONS and [q.fact.id for q in step.assumptions] == ["p", "q"]
    assert next_step(confirm(say(HERE, "a", True), step), advise, moves).kind == ANSWERED


def test_a_presumed_fact_stated_otherwise_opens_its_questions_and_needs_no_confirming():
    advise = made_up(("p", {}, True), ("a", {"p": False}, None))
    step = next_step(say(HERE, "p", False), advise, moves)
    assert step.kind == FACT and step.question.fact.id == "a" and step.facts == {"p": False}
    assert next_step(say(say(HERE, "p", False), "a", True), advise, moves).kind == ANSWERED


def test_a_new_assumption_is_confirmed_though_earlier_ones_were():
    advise = made_up(("p", {}, True), ("a", {}, None), ("q", {"a": False}, True))
    session = say(HERE, "a", True)
    session = confirm(session, next_step(session, advise, moves))
    assert next_step(session, advise, moves).kind == ANSWERED
    step = next_step(say(session, "a", False), advise, moves)
    assert step.kind == ASSUMPTIONS and [q.fact.id for q in step.assumptions] == ["p", "q"]


def test_the_trail_names_what_was_answered_in_order():
    advise = made_up(("a", {}, None), ("b", {}, None))
    session = say(Session("transfer", "320000", UNDECIDED), "a", True)
    assert trail(session, next_step(session, advise, moves), moves) == [
        STATUS,
        PLACE,
        DESTINATION,
        "a",
    ]
    assert trail(Session(), next_step(Session(), advise, moves), moves) == []
    # A destination given for a move is not part of a case that is no move.
    retired = session._replace(status="retired")
    assert trail(retired, next_step(retired, advise, moves), moves) == [STATUS, PLACE, "a"]
