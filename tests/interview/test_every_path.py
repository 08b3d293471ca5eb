"""Every answer path of the questionnaire, over every place and status on file.

Each walk ends, asks no fact twice and none whose answer cannot matter, never has more left than it said, and lands on the
advice that ``check`` gives for the same facts. Places under whose rules a status reads alike are walked once. Where presumed
facts are asked too, at most one of them is answered with not sure; ``tests.interview.walk`` walks all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from medisave_cli import Case, ask
from medisave_cli.interview.desk import Desk
from medisave_cli.interview.session import NOT_SURE, Session, Step, say
from medisave_cli.model import Advice
from tests.interview.walk import AS_OF, Path, answers, begin, cases, paths


@pytest.fixture(scope="module")
def desk(book):
    return Desk(book, AS_OF)


def shown(advice: Advice) -> tuple:
    """What a person sees of an advice that a question could change: also which ways are open, and what is to be done first."""
    return advice.situation.to_do, tuple(
        (
            o.family,
            o.portion,
            o.verdict,
            o.lean,
            tuple(p.id for p in o.deciders),
            o.closure and o.closure.id,
            o.applicant,
            o.pays_to,
            o.window,
            tuple((line.kind, line.provision, line.item, line.state) for line in o.lines),
            tuple(way.state for way in o.ways),
        )
        for o in advice.options
    )


def could_both_be(one: dict[str, Any], other: dict[str, Any], but: str) -> bool:
    """Whether two sets of answers, none of them not sure, can be one person's except for ``but``."""
    return all(one[f] == other[f] for f in one if f in other and f != but) and NOT_SURE not in (
        *one.values(),
        *other.values(),
    )


def matters(desk: Desk, session: Session, step: Step) -> bool:
    """Whether another answer to the step's question, all else alike, shows something else. The other presumed facts stay presumed."""
    assert step.question is not None
    fact = step.question.fact.id
    ends = {
        value: [p.end for p in paths(desk, say(session, fact, value), presumed=False)]
        for value in answers(step, fact)
        if value != NOT_SURE
    }
    before = set(step.facts)
    later = {
        value: [
            (shown(e.standing.advice), {f: v for f, v in e.facts.items() if f not in before})
            for e in found
        ]
        for value, found in ends.items()
    }
    values = list(later)
    return any(
        seen != other_seen and could_both_be(facts, other_facts, fact)
        for i, value in enumerate(values)
        for other in values[:i]
        for seen, facts in later[value]
        for other_seen, other_facts in later[other]
    )


def walked(desk: Desk, status: str, presumed: bool) -> Iterator[tuple[Session, Path]]:
    for session, _ in cases(desk, status):
        for path in paths(desk, session, presumed, doubts=1):
            yield session, path


def statuses() -> list[str]:
    from medisave_cli import open_book

    return list(open_book().statuses)


IDLE_AFTER_NOT_SURE = {
    "remote_settled_retiree": 'a question after "not sure" that changes nothing shown',
    "emigrated": "Shanghai, retired, pension not known: whether the household is cancelled is asked, though no answer to it changes what is shown",
    "foreign_leaver": "Shanghai, a foreigner, pension not known: whether the scheme is given up is asked, though no answer to it changes what is shown",
    "switched_to_resident": "Leshan, giving up the scheme not known: whether the move is within the province is asked, though no answer to it changes what is shown",
}
"""Where a question is still asked after "not sure" that makes no difference."""


QUICK = ("deceased", "duplicate_enrolment")
"""Statuses whose paths are walked in a second or two."""


def open_statuses() -> list:
    """The statuses, with the known faults of their questions; all but a few are long."""
    return [
        pytest.param(
            s,
            marks=[
                *([] if s in QUICK else [pytest.mark.long]),
                *(
                    [pytest.mark.xfail(strict=False, reason=IDLE_AFTER_NOT_SURE[s])]
                    if s in IDLE_AFTER_NOT_SURE
                    else []
                ),
            ],
        )
        for s in statuses()
    ]


@pytest.mark.parametrize("status", open_statuses())
def test_open_questions(desk, status):
    seen = set()
    for start, path in walked(desk, status, presumed=False):
        asked = [step.question.fact.id for step in path.asked]
        assert len(asked) == len(set(asked)), "a fact is asked twice"
        assert list(path.end.facts) == asked
        left = [
            sum(q.assumed is None for q in step.standing.advice.questions) for step in path.asked
        ]
        assert all(a > b for a, b in pairwise(left)), "there is more left than was said"
        for step in path.asked:
            key = (start.place, tuple(step.facts.items()))
            if key not in seen:
                seen.add(key)
                assert not any(q.fact.id in step.facts for q in step.standing.advice.questions), (
                    "the advisor asks again what was answered"
                )
                assert len(step.standing.values[step.question.fact.id]) != 1, (
                    "a question with one answer"
                )
                assert matters(desk, path.session._replace(said=step.facts), step), (
                    start,
                    step.facts,
                    step.question.fact.id,
                )
        checked = ask(desk.book, Case(start.place, status, path.end.facts, None, AS_OF))
        given = desk.answer(path.session, path.end.facts, "zh")
        assert (given.id, given.decision_id, given.verdict, given.options) == (
            checked.id,
            checked.decision_id,
            checked.verdict,
            checked.options,
        )
        assert not [q for q in checked.questions if q.assumed is None]


@pytest.mark.long
@pytest.mark.parametrize("status", statuses())
def test_presumed_facts_asked_too(desk, status):
    desk._standings.clear()
    for start, path in walked(desk, status, presumed=True):
        asked = [step.question.fact.id for step in path.asked]
        assert len(asked) == len(set(asked)) and list(path.end.facts) == asked
        assert not path.end.standing.advice.questions, "a fact that matters was not asked"
        last = path.asked[-1] if path.asked else None
        if last is not None:
            assert len(last.standing.values[last.question.fact.id]) != 1, (start, last.facts)


@pytest.mark.long
@pytest.mark.parametrize("status", statuses())
def test_a_presumed_fact_that_is_asked_can_change_the_answer(desk, status):
    for start, _ in cases(desk, status):
        for path in paths(desk, start, presumed=False):
            end = path.end
            if NOT_SURE in end.facts.values():
                continue
            for question in end.assumptions:
                step = end._replace(question=question)
                assert matters(desk, path.session._replace(confirmed=frozenset()), step), (
                    start,
                    end.facts,
                    question.fact.id,
                )


@pytest.mark.long
@pytest.mark.parametrize("end", ["110000", "440100", "310000"])
@pytest.mark.parametrize("place", ["320000", "440300", "510100"])
def test_a_destination_settles_what_it_can(desk, place, end):
    """With both ends known, nothing is asked that geography or the new place's own rules answer."""
    session = begin(desk, "transfer", place)._replace(destination=end)
    for path in one_presumed_fact_answered(desk, session):
        assert "same_province" not in path.end.facts
        given = desk.answer(path.session, path.end.facts, "zh")
        checked = ask(desk.book, Case(place, "transfer", path.end.facts, end, AS_OF))
        assert (given.id, given.verdict, given.options) == (
            checked.id,
            checked.verdict,
            checked.options,
        )


def one_presumed_fact_answered(desk: Desk, session: Session) -> Iterator[Path]:
    """Every way through that leaves the presumed facts as they are, and each with one of them answered: all at once are millions."""
    for path in paths(desk, session, presumed=False):
        yield path
        said = path.session._replace(confirmed=frozenset())
        for question in path.end.assumptions:
            for value in answers(path.end, question.fact.id):
                yield from paths(desk, say(said, question.fact.id, value), presumed=False)
