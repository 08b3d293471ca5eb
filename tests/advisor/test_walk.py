"""The walk from the place outward and what may be leaned on, decision by decision, on chains of three places."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import model as m
from medisave_cli.advisor.decide import Finding, Standpoint, gates_of, standpoints, walk
from medisave_cli.advisor.heard import heard_of
from medisave_cli.advisor.leaning import lean
from medisave_cli.advisor.turns import state_of, together, turns_of
from medisave_cli.logic.conditions import Known, Undetermined
from tests.advisor.made_up import AS_OF, FACTS, HERE, STATUSES, rule

SAID = m.Text("说", "said")
PLACES = (HERE, "990000", m.NATION)
TOLD, FAR = m.OneOf("told", (True,)), m.OneOf("where", ("far",))
HARD = m.Judgement("hard", SAID)
EMPLOYEE = m.OneOf("scheme", ("employee",))
KNOWN: Known = {
    "scheme": ("employee",),
    "told": (True,),
    "where": ("near",),
    "able": (True, False),
}
CASH = ("cash", m.MAIN)


def made(name: str, kind: str, when: Any = None, **more: Any) -> m.Provision:
    """A firm rule about cash with an id, citing a letter of its own."""
    portion, binding = more.pop("portion", m.MAIN), more.pop("binding", False)
    found = rule(kind, when, portion, binding)
    return found._replace(id=name, cites=(m.Cite(more.pop("cites", name)),), **more)


def listed(name: str = "list", **more: Any) -> m.Closure:
    closure = m.Closure(name, HERE, "cash", m.MAIN, "仅限", (), "A", None, None, None, ())
    return closure._replace(**more)


Said = m.Provision | m.Closure


def rules_of(*places: tuple[Said, ...], after: Any = (), status: str = "gone") -> m.Rules:
    def read(said: tuple[tuple[Said, ...], ...]) -> tuple[m.PlaceRules, ...]:
        filled = (*said, *[()] * (len(PLACES) - len(said)))
        return tuple(
            m.PlaceRules(
                code,
                SAID,
                tuple(x for x in here if isinstance(x, m.Provision)),
                tuple(x for x in here if isinstance(x, m.Closure)),
                (),
            )
            for code, here in zip(PLACES, filled, strict=True)
        )

    return m.Rules(read(places), tuple(read(chain) for chain in after), (), FACTS, STATUSES, (), {})


def chain(*places: tuple[Said, ...]) -> tuple[Standpoint, ...]:
    return standpoints(rules_of(*places), "gone", AS_OF)


def said(found: Finding | None) -> Any:
    """A finding by ids: verdict, what allowed, what barred, the list, and at which step."""
    if found is None:
        return None
    return (
        found.verdict,
        [p.id for p in found.allowed],
        [p.id for p in found.barred],
        found.closure and found.closure.id,
        found.at,
    )


YES, NO, LEFT = made("yes", m.ALLOWED), made("no", m.BARRED), made("open", m.OPEN)
OTHER, FAILS = made("other", m.ALLOWED), made("fails", m.ALLOWED, FAR)
WEAK = made("weak", m.ALLOWED, grade="C")
WEAK_NO = made("weak-no", m.BARRED, grade="C")
BINDING = made("binding", m.ALLOWED, binding=True)
NOTHING = (m.UNKNOWN, [], [], None, None)


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([], NOTHING),
        ([(YES, OTHER)], (m.ELIGIBLE, ["yes", "other"], [], None, 0)),
        ([(), (YES,), (NO,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
        ([(NO,), (YES,)], (m.NOT_ELIGIBLE, [], ["no"], None, 0)),
        ([(FAILS,), (), (NO,)], (m.NOT_ELIGIBLE, [], ["no"], None, 2)),
        ([(YES, NO, FAILS)], (m.UNKNOWN, ["yes"], ["no"], None, 0)),
        ([(LEFT,), (YES,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
        ([(LEFT,)], NOTHING),
        ([(listed(),), (YES,)], (m.NOT_ELIGIBLE, [], [], "list", 0)),
        ([(YES, listed())], (m.ELIGIBLE, ["yes"], [], None, 0)),
        ([(NO, listed())], (m.NOT_ELIGIBLE, [], ["no"], None, 0)),
        ([(LEFT, listed()), (YES,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
        ([(FAILS, listed()), (YES,)], (m.NOT_ELIGIBLE, [], [], "list", 0)),
        ([(NO,), (), (BINDING,)], (m.ELIGIBLE, ["binding"], [], None, 2)),
        ([(listed(),), (BINDING,)], (m.ELIGIBLE, ["binding"], [], None, 1)),
        ([(YES, NO), (BINDING,)], (m.ELIGIBLE, ["yes"], [], None, 0)),
        ([(BINDING, NO)], (m.UNKNOWN, ["binding"], ["no"], None, 0)),
        ([(NO,), (BINDING._replace(when=FAR),)], (m.NOT_ELIGIBLE, [], ["no"], None, 0)),
        ([(NO,), (BINDING._replace(grade="C"),)], (m.NOT_ELIGIBLE, [], ["no"], None, 0)),
        ([(NO,), (BINDING._replace(portion="old"),)], (m.NOT_ELIGIBLE, [], ["no"], None, 0)),
        ([(NO,), (NO._replace(binding=True),)], (m.NOT_ELIGIBLE, [], ["no"], None, 0)),
        ([(WEAK,), (NO,)], (m.NOT_ELIGIBLE, [], ["no"], None, 1)),
        ([(made("x", m.ALLOWED, disposition="transfer"),)], NOTHING),
        ([(made("x", m.ALLOWED, portion="old"),)], NOTHING),
        ([(listed(grade="C"),), (YES,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
        ([(listed(until="2020-01-01"),), (YES,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
        ([(listed(family="stay"),), (YES,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
        ([(listed(portion="old"),), (YES,)], (m.ELIGIBLE, ["yes"], [], None, 1)),
    ],
)  # fmt: skip
def test_who_decides(places: list[tuple[Said, ...]], found: tuple) -> None:
    assert said(walk(chain(*places), *CASH, KNOWN)) == found


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([(WEAK,), (NO,)], (m.ELIGIBLE, ["weak"], [], None, 0)),
        ([(WEAK_NO,), (YES,)], (m.NOT_ELIGIBLE, [], ["weak-no"], None, 0)),
        ([(listed(grade="C"),), (YES,)], (m.NOT_ELIGIBLE, [], [], "list", 0)),
        ([(WEAK_NO,), (BINDING._replace(grade="C"),)], (m.ELIGIBLE, ["binding"], [], None, 1)),
        ([(WEAK._replace(rejected=SAID),), (NO,)], (m.NOT_ELIGIBLE, [], ["no"], None, 1)),
        ([(WEAK._replace(ended=SAID),), (NO,)], (m.NOT_ELIGIBLE, [], ["no"], None, 1)),
        ([(WEAK._replace(until="2020-01-01"),), (NO,)], (m.NOT_ELIGIBLE, [], ["no"], None, 1)),
    ],
)
def test_who_would_decide_with_reported_rules_let_in(
    places: list[tuple[Said, ...]], found: tuple
) -> None:
    assert said(walk(chain(*places), *CASH, KNOWN, reported=True)) == found


def test_a_list_closes_even_what_is_left_open_where_that_is_asked() -> None:
    here = chain((LEFT, listed()), (YES,))
    closed = (m.NOT_ELIGIBLE, [], [], "list", 0)
    assert said(walk(here, *CASH, KNOWN, past_open=True)) == closed
    old = chain((LEFT._replace(portion="old"), listed(portion="old")), (YES,))
    assert said(walk(old, "cash", "old", KNOWN, past_open=True)) == closed
    follows = chain((LEFT, listed()), (made("x", m.ALLOWED, FAR, portion="old"),))
    assert said(walk(follows, "cash", "old", KNOWN, past_open=True)) == closed
    assert said(walk(follows, "cash", "old", KNOWN)) == NOTHING


@pytest.mark.parametrize(
    ("places", "found", "of"),
    [
        ([(YES,)], (m.ELIGIBLE, ["yes"], [], None, 0), m.MAIN),
        ([(NO,)], (m.NOT_ELIGIBLE, [], ["no"], None, 0), m.MAIN),
        ([(LEFT._replace(portion="old"),), (YES,)], NOTHING, "old"),
        ([(YES, made("x", m.BARRED, portion="old"))], (m.NOT_ELIGIBLE, [], ["x"], None, 0), "old"),
        ([(YES, listed(portion="old"))], (m.NOT_ELIGIBLE, [], [], "list", 0), "old"),
        ([(YES, made("x", m.BARRED, FAR, portion="old"))], (m.ELIGIBLE, ["yes"], [], None, 0), m.MAIN),
        ([(NO, made("x", m.ALLOWED, portion="old", start="2030-01-01"))], NOTHING, "old"),
        ([(YES, made("x", m.ALLOWED, portion="old", start="2030-01-01"))], (m.ELIGIBLE, ["yes"], [], None, 0), m.MAIN),
        ([(NO, made("x", m.ALLOWED, portion="old", start="2030-01-01", disposition="transfer"))], (m.NOT_ELIGIBLE, [], ["no"], None, 0), m.MAIN),
        ([(NO, made("x", m.ALLOWED, portion="new", start="2030-01-01"))], (m.NOT_ELIGIBLE, [], ["no"], None, 0), m.MAIN),
        ([(NO, made("x", m.ALLOWED, portion="old", start="2030-01-01", grade="C"))], (m.NOT_ELIGIBLE, [], ["no"], None, 0), m.MAIN),
    ],
)  # fmt: skip
def test_a_portion_of_its_own_or_as_main(
    places: list[tuple[Said, ...]], found: tuple, of: str
) -> None:
    result = walk(chain(*places), "cash", "old", KNOWN)
    assert (said(result), result.portion) == (found, of)


def test_a_conflict_is_its_own_portions_and_a_list_is_of_the_employees() -> None:
    assert walk(chain((YES, NO)), *CASH, KNOWN).portion == m.MAIN
    resident = {**KNOWN, "scheme": ("resident",)}
    assert said(walk(chain((listed(),)), *CASH, resident)) == NOTHING


def test_reported_rules_of_main_are_let_in_for_a_portion_that_follows_it() -> None:
    here = chain((WEAK,))
    found = walk(here, "cash", "old", KNOWN, reported=True)
    assert said(found) == (m.ELIGIBLE, ["weak"], [], None, 0)


def test_what_turns_on_an_open_fact_is_not_decided() -> None:
    able = m.OneOf("able", (True,))
    for places in ([(made("x", m.ALLOWED, able),)], [(NO,), (BINDING._replace(when=able),)]):
        with pytest.raises(Undetermined):
            walk(chain(*places), *CASH, KNOWN)


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([], None),
        ([(WEAK,)], (m.ELIGIBLE, ["weak"], [], None, 0)),
        ([(WEAK_NO,)], (m.NOT_ELIGIBLE, [], ["weak-no"], None, 0)),
        ([(WEAK,), (WEAK_NO,)], None),
        ([(WEAK_NO,), (WEAK,)], None),
        ([(WEAK,), (WEAK_NO._replace(when=FAR),)], (m.ELIGIBLE, ["weak"], [], None, 0)),
        ([(WEAK,), (WEAK_NO._replace(portion="old"),)], (m.ELIGIBLE, ["weak"], [], None, 0)),
        ([(WEAK,), (WEAK_NO._replace(rejected=SAID),)], (m.ELIGIBLE, ["weak"], [], None, 0)),
        ([(WEAK,), (LEFT._replace(grade="C"),)], (m.ELIGIBLE, ["weak"], [], None, 0)),
        ([(WEAK,), (NO,)], None),
        ([(LEFT, listed()), (WEAK,)], None),
        ([(LEFT._replace(cites=(m.Cite("page"),)), listed()), (WEAK._replace(cites=(m.Cite("page", "x"),)),)], (m.ELIGIBLE, ["weak"], [], None, 1)),
        ([(LEFT._replace(when=FAR), LEFT._replace(id="left"), listed()), (WEAK._replace(cites=LEFT.cites),)], (m.ELIGIBLE, ["weak"], [], None, 1)),
        ([(LEFT._replace(cites=(m.Cite("page"),), grade="C"), LEFT, listed()), (WEAK._replace(cites=(m.Cite("page"),)),)], None),
        ([(LEFT._replace(cites=(m.Cite("page"),), when=FAR), LEFT, listed()), (WEAK._replace(cites=(m.Cite("page"),)),)], None),
        ([(LEFT._replace(cites=(m.Cite("page"),), portion="old"), LEFT, listed()), (WEAK._replace(cites=(m.Cite("page"),)),)], None),
        ([(made("x", m.BARRED, FAR, cites="page"), LEFT, listed()), (WEAK._replace(cites=(m.Cite("page"),)),)], None),
        ([(LEFT, listed()), (WEAK_NO,)], (m.NOT_ELIGIBLE, [], ["weak-no"], None, 1)),
    ],
)  # fmt: skip
def test_what_may_be_leaned_on(places: list[tuple[Said, ...]], found: tuple | None) -> None:
    assert said(lean(chain(*places), CASH, KNOWN)) == found


def test_a_portion_that_follows_main_leans_as_main_does() -> None:
    both = chain((WEAK,), (WEAK_NO,))
    assert lean(both, ("cash", "old"), KNOWN) is None
    apart = chain((WEAK._replace(portion="old"),), (WEAK_NO._replace(portion="new"), WEAK_NO))
    assert said(lean(apart, ("cash", "old"), KNOWN)) == (m.ELIGIBLE, ["weak"], [], None, 0)


A, B, C = (m.OneOf(name, (True,)) for name in "abc")


def test_when_a_case_is_in_each_status_it_may_become() -> None:
    def becomes(*conditions: Any) -> tuple[m.Becoming, ...]:
        return tuple(m.Becoming("x", when, SAID, ()) for when in conditions)

    assert gates_of(()) == (None,)
    assert gates_of(becomes(A)) == (m.Not(A), A)
    assert gates_of(becomes(A, B, C)) == (
        m.Not(m.AnyOf((A, B, C))),
        A,
        m.All((B, m.Not(A))),
        m.All((C, m.Not(A), m.Not(B))),
    )


def test_what_each_voice_is() -> None:
    abroad = STATUSES["staying"].becomes[0].when
    scheme = m.OneOf("scheme", ("resident",))
    own = (YES, made("res", m.ALLOWED, scheme), made("when", m.ALLOWED, TOLD), listed())
    after = ((NO._replace(start="2030-01-01"),),)
    found = standpoints(rules_of(own, after=(after,), status="staying"), "staying", AS_OF)
    assert [here.place for here in found] == list(PLACES)
    gate = m.Not(abroad)
    assert [(v.rule.id, v.gate, v.applies, v.firm, v.live) for v in found[0].voices] == [
        ("yes", gate, m.All((gate, EMPLOYEE)), True, True),
        ("res", gate, m.All((gate, scheme)), True, True),
        ("when", gate, m.All((gate, EMPLOYEE, TOLD)), True, True),
        ("no", abroad, m.All((abroad, EMPLOYEE)), False, False),
        ("list", gate, m.All((gate, EMPLOYEE)), True, True),
    ]
    plain = chain((YES, listed()))[0]
    assert [v.applies for v in plain.voices] == [EMPLOYEE, EMPLOYEE]
    assert not any(v.ahead for v in plain.provisions)


@pytest.mark.parametrize(
    ("provision", "live", "ahead"),
    [
        (made("x", m.ALLOWED, portion="old", start="2030-01-01"), True, True),
        (made("x", m.ALLOWED, portion="old", start="2030-01-01", rejected=SAID), False, False),
        (made("x", m.ALLOWED, start="2030-01-01"), False, False),
        (made("x", m.ALLOWED, portion="old", start=AS_OF), True, False),
        (made("x", m.ALLOWED, portion="old"), True, False),
        (made("x", m.ALLOWED, ended=SAID), False, False),
    ],
)
def test_what_is_still_to_come_of_a_portion_may_be_leaned_on(
    provision: m.Provision, live: bool, ahead: bool
) -> None:
    [voice] = chain((provision,))[0].provisions
    assert (voice.live, voice.ahead) == (live, ahead)


def test_a_portion_spoken_of_anywhere_already_is_not_to_come() -> None:
    coming = made("x", m.ALLOWED, portion="old", start="2030-01-01")
    begun = made("y", m.ALLOWED, portion="old", start="2020-01-01")
    for rules in (rules_of((coming,), (begun,)), rules_of((coming,), after=(((), (begun,)),))):
        assert [v.ahead for v in standpoints(rules, "gone", AS_OF)[0].provisions] == [False]
    later = rules_of((), after=(((coming,),),), status="staying")
    voices = standpoints(later, "staying", AS_OF)[0].provisions
    assert [v.ahead for v in voices] == [True]


def finding(verdict: str) -> Finding:
    return Finding(verdict, (), (), None, 0, m.MAIN)


@pytest.mark.parametrize(
    ("provision", "verdict", "role", "state"),
    [
        (WEAK._replace(rejected=SAID, start="2030-01-01"), m.ELIGIBLE, "rejected", "met"),
        (WEAK._replace(start="2030-01-01", ended=SAID), m.NOT_ELIGIBLE, "coming", "met"),
        (WEAK._replace(start=AS_OF), m.ELIGIBLE, "local", "met"),
        (WEAK._replace(ended=SAID), m.NOT_ELIGIBLE, "lapsed", "met"),
        (WEAK._replace(until="2020-01-01"), m.NOT_ELIGIBLE, "lapsed", "met"),
        (WEAK, m.NOT_ELIGIBLE, "dispute", "met"),
        (WEAK, m.ELIGIBLE, "local", "met"),
        (WEAK, m.UNKNOWN, "local", "met"),
        (WEAK_NO, m.ELIGIBLE, "dispute", "met"),
        (WEAK_NO, m.NOT_ELIGIBLE, "local", "met"),
        (WEAK._replace(when=FAR), m.NOT_ELIGIBLE, "local", "failed"),
        (WEAK._replace(when=m.OneOf("able", (True,))), m.NOT_ELIGIBLE, "dispute", "unknown"),
        (LEFT._replace(grade="C"), m.NOT_ELIGIBLE, "local", "met"),
    ],
)
def test_what_is_heard_beside_and_why_it_does_not_decide(
    provision: m.Provision, verdict: str, role: str, state: str
) -> None:
    heard = heard_of(chain((YES, provision)), CASH, [({}, finding(verdict))], KNOWN, AS_OF)
    assert heard == (m.Heard(provision, role, state),)


def test_only_the_options_own_rules_of_the_cases_own_status_are_heard() -> None:
    able = m.OneOf("able", (True,))
    far = made("far", m.ALLOWED, grade="C", disposition="transfer")
    assert heard_of(chain((far, WEAK._replace(portion="old"))), CASH, [], KNOWN, AS_OF) == ()
    rules = rules_of((), after=(((WEAK,),),), status="staying")
    here = standpoints(rules, "staying", AS_OF)
    assert heard_of(here, CASH, [], KNOWN, AS_OF) == ()
    open_still = {**KNOWN, "where": ("near", "abroad")}
    [heard] = heard_of(here, CASH, [], open_still, AS_OF)
    assert (heard.role, heard.state) == ("local", "unknown")
    # Against a finding of one case only what applies in that case is in dispute.
    apart = [({"able": (False,)}, finding(m.NOT_ELIGIBLE)), ({"able": (True,)}, finding(m.ELIGIBLE))]  # fmt: skip
    [heard] = heard_of(chain((WEAK._replace(when=able),)), CASH, apart, KNOWN, AS_OF)
    assert heard.role == "local"


@pytest.mark.parametrize(
    ("condition", "state"),
    [
        (None, "met"),
        (TOLD, "met"),
        (FAR, "failed"),
        (m.OneOf("able", (True,)), "unknown"),
        (HARD, "judgement"),
        (m.All((TOLD, HARD)), "judgement"),
    ],
)
def test_the_state_of_a_condition(condition: Any, state: str) -> None:
    assert state_of(condition, KNOWN) == state


def test_what_a_rule_turns_on() -> None:
    own = m.Worded(FAR, None, (m.Cite("own"),))
    able = m.OneOf("able", (True,))
    held = made("x", m.ALLOWED, m.All((TOLD, own, m.Worded(able, SAID, ()))))
    turns = [
        m.Turn(TOLD, "met", "x", held.cites),
        m.Turn(own, "failed", "x", own.cites),
        m.Turn(m.Worded(able, SAID, ()), "unknown", "x", held.cites),
    ]
    assert turns_of(held, TOLD, KNOWN) == tuple(turns)
    gate = m.All((TOLD, able))
    gated = [m.Turn(part, state, "x", held.cites) for part, state in ((TOLD, "met"), (able, "unknown"))]  # fmt: skip
    assert turns_of(held, gate, KNOWN) == (*gated, *turns)
    assert turns_of(YES, None, KNOWN) == ()
    assert turns_of(made("y", m.ALLOWED, TOLD), None, KNOWN) == (m.Turn(TOLD, "met", "y", (m.Cite("y"),)),)  # fmt: skip


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ((), "met"),
        (("met",), "met"),
        (("met", "judgement"), "judgement"),
        (("judgement", "unknown"), "unknown"),
        (("unknown", "failed", "judgement"), "failed"),
    ],
)
def test_the_state_of_all_conditions_together(states: tuple[str, ...], whole: str) -> None:
    assert together(tuple(m.Turn(TOLD, state, "x", ()) for state in states)) == whole
