"""Whatever is changed on the way, and however often, the conversation ends on the advice that ``check`` gives for what was said."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medisave_cli import Case, ask, open_book
from medisave_cli.interview.desk import Desk
from medisave_cli.interview.session import (
    ANSWERED,
    ASSUMPTIONS,
    DESTINATION,
    NOT_SURE,
    PLACE,
    STATUS,
    UNDECIDED,
    Session,
    confirm,
    next_step,
    say,
    settle_in,
    trail,
)
from tests.interview.walk import AS_OF, answers

BOOK = open_book()
DESK = Desk(BOOK, AS_OF)
PLACES = ("310000", "140100", "340100", "350200", "320583", "440300", "110000", "110105")


def answered(data: st.DataObject, session: Session, key: str, step) -> Session:
    """The session with ``key`` answered in any way open to a person."""
    if key == STATUS:
        return session._replace(status=data.draw(st.sampled_from(sorted(BOOK.statuses))))
    if key == PLACE:
        return settle_in(session, data.draw(st.sampled_from(PLACES)))
    if key == DESTINATION:
        return session._replace(
            destination=data.draw(
                st.sampled_from([UNDECIDED, *(p for p in PLACES if p != session.place)])
            )
        )
    return say(session, key, data.draw(st.sampled_from(answers(step, key))))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_order_of_answers_and_changes(data):
    session = Session()
    for _ in range(14):
        step = next_step(session, DESK.standing, DESK.moves)
        keys = trail(session, step, DESK.moves)
        if keys and data.draw(st.booleans()):
            key = data.draw(st.sampled_from(keys))
            if key in step.facts:
                before = dict(list(step.facts.items())[: list(step.facts).index(key)])
                session = answered(
                    data, session, key, step._replace(standing=DESK.standing(session, before))
                )
            else:
                session = answered(data, session, key, step)
        elif step.kind == ASSUMPTIONS:
            changed = data.draw(st.sampled_from([None, *(q.fact.id for q in step.assumptions)]))
            session = (
                confirm(session, step)
                if changed is None
                else answered(data, session, changed, step)
            )
        elif step.kind != ANSWERED:
            session = answered(
                data, session, step.question.fact.id if step.question else step.kind, step
            )
    while (step := next_step(session, DESK.standing, DESK.moves)).kind != ANSWERED:
        if step.kind == ASSUMPTIONS:
            session = confirm(session, step)
        elif step.question:
            session = say(session, step.question.fact.id, NOT_SURE)
        else:
            session = answered(data, session, step.kind, step)
    given_advice = DESK.answer(session, step.facts, "en")
    destination = session.destination if DESK.moves(session.status) else None
    checked = ask(BOOK, Case(session.place, session.status, step.facts, destination or None, AS_OF))
    assert (given_advice.id, given_advice.verdict, given_advice.options) == (
        checked.id,
        checked.verdict,
        checked.options,
    )
    assert not [q for q in checked.questions if q.assumed is None]
