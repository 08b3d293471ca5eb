"""Where each detail comes from, and what a way is made of: papers, steps, single details, acts that come first."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import model as m
from medisave_cli.advisor.decide import Finding, walk
from medisave_cli.advisor.details import Detail, Path, paths
from medisave_cli.advisor.ways import WayWriter
from medisave_cli.logic.conditions import Known, Undetermined
from tests.advisor.made_up import AS_OF, HERE, SAID
from tests.advisor.test_walk import CASH, FAR, HARD, KNOWN, TOLD, YES, chain, made

ABLE = m.OneOf("able", (True,))
OLD = ("cash", "old")


def paper(name: str, when: Any = None, cites: str = "") -> m.DocumentLine:
    by = (m.Cite(cites),) if cites else ()
    return m.DocumentLine(((name, m.Text(name, name)),), None, when, by)


def step(word: str, when: Any = None, act: str | None = None) -> m.TextLine:
    return m.TextLine(m.Text(word, word), when, (), None, act)


FORM, CARD, GO = (paper("form"),), (paper("card"),), (step("go"),)
PAPERS = made("papers", m.ALLOWED)._replace(documents=FORM)
STEPS = made("steps", m.ALLOWED)._replace(steps=GO, documents=CARD)
PAYS = made("pays", m.ALLOWED, grade="C")._replace(pays_to=SAID, documents=CARD)


def found(
    *places: tuple[Any, ...], key: tuple[str, str] = CASH, arriving: Any = ()
) -> list[tuple[str, list[tuple]]]:
    """The ways by their rule, each detail as kind, rule, position, needed, reported, arriving."""
    here, there = chain(*places), chain(*arriving) if arriving else ()
    result = paths(here, there, key, walk(here, *key, KNOWN), KNOWN)
    return [
        (way.provision.id, [(d.kind, d.provision.id, *d[2:]) for d in way.details])
        for way in result
    ]


@pytest.mark.parametrize(
    ("places", "ways"),
    [
        ([(YES,)], [("yes", [])]),
        ([(PAPERS,)], [("papers", [("documents", "papers", 0, True, False, False)])]),
        (
            [(PAPERS._replace(documents=(paper("a"), paper("b", FAR))),)],
            [("papers", [("documents", "papers", 0, True, False, False), ("documents", "papers", 1, False, False, False)])],
        ),
        ([(PAPERS._replace(documents=()),)], [("papers", [("documents", "papers", None, True, False, False)])]),
        # What is left out comes from the next place that grants, and never from one that decides beside it.
        (
            [(PAPERS,), (STEPS,)],
            [("papers", [("documents", "papers", 0, True, False, False), ("steps", "steps", 0, True, False, False)])],
        ),
        (
            [(PAPERS, STEPS)],
            [
                ("papers", [("documents", "papers", 0, True, False, False)]),
                ("steps", [("documents", "steps", 0, True, False, False), ("steps", "steps", 0, True, False, False)]),
            ],
        ),
        # A principle alone is no way beside one with detail.
        ([(YES, PAPERS)], [("papers", [("documents", "papers", 0, True, False, False)])]),
        (
            [(YES,), (STEPS._replace(rule=m.BARRED),), (PAPERS,)],
            [("yes", [("documents", "papers", 0, True, False, False)])],
        ),
        ([(YES,), (PAPERS._replace(when=FAR),)], [("yes", [])]),
        ([(YES,), (PAPERS._replace(disposition="transfer"),)], [("yes", [])]),
        ([(YES,), (PAPERS._replace(portion="old"),)], [("yes", [])]),
        ([(YES, PAYS._replace(rejected=SAID))], [("yes", [])]),
        # Reported ones come behind all firm ones, wherever they stand.
        (
            [(YES, PAYS), (PAPERS,)],
            [("yes", [("documents", "papers", 0, True, False, False), ("pays_to", "pays", None, True, True, False)])],
        ),
        (
            [(YES._replace(applicant=SAID), PAYS._replace(documents=None)), (STEPS._replace(documents=None),)],
            [("yes", [("steps", "steps", 0, True, False, False), ("applicant", "yes", None, True, False, False), ("pays_to", "pays", None, True, True, False)])],
        ),
    ],
)  # fmt: skip
def test_where_details_come_from(places: list[tuple], ways: list) -> None:
    assert found(*places) == ways


def test_a_portion_takes_its_detail_from_rules_of_its_own() -> None:
    bank = made("bank", m.ALLOWED, grade="C", portion="old")._replace(steps=GO)
    assert found((PAPERS, bank), key=OLD) == [("papers", [("steps", "bank", 0, True, True, False)])]
    own = PAPERS._replace(portion="old")
    assert found((own,), key=OLD) == [("papers", [("documents", "papers", 0, True, False, False)])]


def test_what_is_let_in_by_report_is_marked_so() -> None:
    here = chain((PAYS,))
    [way] = paths(here, (), CASH, walk(here, *CASH, KNOWN, reported=True), KNOWN)
    assert [(d.kind, d.reported) for d in way.details] == [("documents", True), ("pays_to", True)]


@pytest.mark.parametrize(
    ("arriving", "said"),
    [
        ([(STEPS,)], [("documents", "steps", 0, True, False, True), ("steps", "steps", 0, True, False, True)]),
        ([(PAYS,), (PAPERS,)], [("documents", "papers", 0, True, False, True)]),
        ([(PAYS,)], [("documents", "pays", 0, True, True, True)]),
        ([(PAPERS._replace(portion="old"),)], [("documents", "papers", 0, True, False, True)]),
        ([(PAPERS._replace(rule=m.BARRED),)], []),
        ([(PAPERS._replace(disposition="transfer"),)], []),
        ([(PAPERS._replace(when=FAR),)], []),
        ([(PAYS._replace(rejected=SAID),)], []),
    ],
)  # fmt: skip
def test_what_the_destination_adds(arriving: list[tuple], said: list[tuple]) -> None:
    [(_, details)] = found((PAPERS,), arriving=arriving)
    assert details == [("documents", "papers", 0, True, False, False), *said]


def test_a_line_that_turns_on_an_open_fact_is_not_settled() -> None:
    here = chain((PAPERS._replace(documents=(paper("a", ABLE),)),))
    with pytest.raises(Undetermined):
        paths(here, (), CASH, walk(here, *CASH, KNOWN), KNOWN)


def detail(rule: m.Provision, kind: str, position: int | None = 0, **more: bool) -> Detail:
    given = {"needed": True, "reported": False, "arriving": False, **more}
    return Detail(kind, rule, position, **given)


def test_the_acts_of_a_way_are_those_that_lines_before_it_need() -> None:
    before = (step("a", None, "able"), step("b"), step("c", None, "told"), step("d", None, "able"))
    held = made("x", m.ALLOWED)._replace(before=before, steps=(step("e", None, "where"),))
    every = [detail(held, "before", i) for i in range(4)]
    assert Path(held, (*every, detail(held, "steps"))).acts == ["able", "told"]
    assert Path(held, (detail(held, "before", 0, needed=False),)).acts == []
    assert Path(held, (detail(held, "before", None),)).acts == []
    assert Path(held, ()).acts == []


ACTS = {"able": m.Text("先办", "do it first"), "told": m.Text("先说", "tell first")}


def writer(known: Known | None = None, gates: Any = None, acts: Any = None) -> WayWriter:
    return WayWriter(gates or {}, ACTS if acts is None else acts, known or KNOWN, AS_OF)


def lines(*ways: Path, **more: Any) -> list[tuple]:
    return [
        (x.kind, x.provision, x.item.text.zh if x.kind != "documents" else x.item.papers[0][0], x.state)
        for x in writer(**more).lines(list(ways))
    ]  # fmt: skip


def test_lines_are_needed_where_every_completion_needs_them() -> None:
    held = PAPERS._replace(documents=(paper("a"), paper("b"), paper("c")), steps=GO)
    one = Path(held, (detail(held, "documents", 0), detail(held, "documents", 1), detail(held, "documents", 2, needed=False)))  # fmt: skip
    other = Path(held, (detail(held, "documents", 0), detail(held, "documents", 1, needed=False), detail(held, "documents", 2, needed=False), detail(held, "steps")))  # fmt: skip
    assert lines(one, other) == [
        ("documents", "papers", "a", "needed"),
        ("documents", "papers", "b", "maybe"),
        ("documents", "papers", "c", "not_needed"),
        ("steps", "papers", "go", "maybe"),
    ]


def test_the_same_words_are_one_line_and_the_firm_one_speaks() -> None:
    firm, weak = PAPERS, PAYS._replace(documents=FORM)
    told_twice = Path(firm, (detail(weak, "documents", reported=True), detail(firm, "documents")))
    [line] = writer().lines([told_twice])
    assert (line.provision, line.reported, line.state) == ("papers", False, "needed")
    [line] = writer().lines([Path(firm, tuple(reversed(told_twice.details)))])
    assert (line.provision, line.reported) == ("papers", False)
    again = PAPERS._replace(id="again", documents=(paper("form", None, "own"),))
    [line] = writer().lines([Path(firm, (detail(firm, "documents"), detail(again, "documents")))])
    assert (line.provision, line.cites) == ("papers", PAPERS.cites)
    [line] = writer().lines([Path(again, (detail(again, "documents", reported=True, arriving=True),))])  # fmt: skip
    assert line == m.Line("documents", again.documents[0], "again", "", "A", (m.Cite("own"),), True, "needed", True)  # fmt: skip
    unneeded = Path(firm, (detail(firm, "documents"), detail(again, "documents", needed=False)))
    assert lines(unneeded) == [("documents", "papers", "form", "needed")]


def test_no_line_of_an_empty_list_or_a_single_detail() -> None:
    held = PAPERS._replace(documents=(), pays_to=SAID)
    assert lines(Path(held, (detail(held, "documents", None), detail(held, "pays_to", None)))) == []


def test_what_has_to_be_done_first_comes_first() -> None:
    before = (step("plain"), step("do it", None, "able"), step("do it too", None, "able"))
    held = PAPERS._replace(before=before)
    details = (detail(held, "documents"), *(detail(held, "before", i) for i in range(3)))
    assert lines(Path(held, details)) == [
        ("before", "papers", "do it", "needed"),
        ("documents", "papers", "form", "needed"),
        ("before", "papers", "plain", "needed"),
    ]


def test_an_act_that_a_condition_needs_and_no_line_tells_is_told() -> None:
    needs = PAPERS._replace(when=m.All((ABLE, TOLD)), place=HERE)
    [one, other] = writer().lines([Path(needs, ())])
    item = m.TextLine(ACTS["able"], None, (), None, "able")
    assert one == m.Line("before", item, "papers", HERE, "A", needs.cites, False, "needed", False)
    assert other.item.act == "told"
    weak = writer().lines([Path(needs._replace(grade="C"), ()), Path(YES, ())])
    assert [(x.item.act, x.state, x.reported) for x in weak] == [("able", "maybe", True), ("told", "maybe", True)]  # fmt: skip
    both = writer().lines([Path(needs, ()), Path(needs._replace(id="second"), ())])
    assert [(x.provision, x.state) for x in both] == [("papers", "needed")] * 2
    tells = needs._replace(before=(step("do it", None, "able"),))
    told = writer().lines([Path(tells, (detail(tells, "before"),))])
    assert [x.item.text.zh for x in told] == ["先说", "do it"]
    assert writer(acts={}).lines([Path(needs, ())]) == ()


OPEN: Known = {**KNOWN, "told": (True, False)}


def test_a_way_is_whole() -> None:
    window = m.Window((1,), None, None, True)
    held = PAPERS._replace(
        when=TOLD, applicant=SAID, pays_to=m.Text("本人", "you"), window=window, complete=False,
        place=HERE, before=(step("do it", None, "able"),),
    )  # fmt: skip
    every = tuple(detail(held, k, None) for k in ("applicant", "pays_to", "window"))
    way = Path(held, (detail(held, "documents"), detail(held, "before"), *every))
    [made_way] = writer(OPEN).ways([(way,), (way,)], [])
    assert made_way.provision == held
    assert made_way.state == "unknown"
    assert made_way.turns == (
        m.Turn(TOLD, "unknown", "papers", held.cites),
        m.Turn(ABLE, "unknown", "papers", held.cites),
    )
    assert [x.kind for x in made_way.lines] == ["before", "before", "documents"]
    assert made_way.applicant == m.Single("applicant", SAID, "papers", HERE, "A", held.cites, False)
    assert made_way.pays_to is not None
    assert made_way.pays_to.value == held.pays_to
    assert made_way.window is not None
    assert made_way.window.value == window
    assert (made_way.complete, made_way.reported) == (False, False)
    firm = writer().ways([(Path(PAPERS, (detail(PAPERS, "documents"),)),)], [])[0]
    assert (firm.complete, firm.state, firm.turns, firm.applicant) == (True, "met", (), None)
    assert writer().ways([(Path(PAYS, ()),)], [])[0].reported is True
    no_papers = writer().ways([(Path(held._replace(before=None), every),)], [])[0]
    assert no_papers.complete is True


def test_a_single_detail_is_told_where_every_completion_has_it() -> None:
    held = PAPERS._replace(pays_to=SAID, applicant=SAID)
    weak = PAYS._replace(pays_to=m.Text("谁", "who"))
    with_it = Path(held, (detail(held, "pays_to", None), detail(weak, "pays_to", None)))
    [way] = writer().ways([(with_it,)], [])
    assert way.pays_to is not None
    assert (way.pays_to.value, way.pays_to.provision) == (SAID, "papers")
    [way] = writer().ways([(with_it,), (Path(held, ()),)], [])
    assert way.pays_to is None
    [way] = writer().ways([(Path(held, (detail(weak, "pays_to", None, reported=True),)),)], [])
    assert way.pays_to is not None
    assert (way.pays_to.grade, way.pays_to.reported) == ("C", True)


def test_ways_in_the_order_of_their_rules_then_those_that_failed() -> None:
    fails = made("fails", m.ALLOWED, FAR)
    weak = made("weak", m.ALLOWED, FAR, grade="C")
    granted = [(Path(STEPS, ()), Path(PAPERS, ())), (Path(PAPERS, ()),)]
    ways = writer().ways(granted, [fails, PAPERS, weak, made("met", m.ALLOWED, TOLD), YES])
    assert [(w.provision.id, w.state, w.reported) for w in ways] == [
        ("steps", "met", False),
        ("papers", "met", False),
        ("fails", "failed", False),
        ("weak", "failed", True),
    ]
    assert ways[2] == m.Way(fails, "failed", (m.Turn(FAR, "failed", "fails", fails.cites),), (), None, None, None, True, False)  # fmt: skip


def test_what_a_rule_turns_on_with_its_gate_and_what_comes_first() -> None:
    held = made("x", m.ALLOWED, HARD)
    gate = m.OneOf("told", (False,))
    turns = writer(OPEN, gates={"x": gate}).turns(held, ["able", "told", "where"])
    assert [(t.condition, t.state) for t in turns] == [
        (gate, "unknown"),
        (HARD, "judgement"),
        (ABLE, "unknown"),
        (TOLD, "unknown"),
    ]
    assert {(t.provision, t.cites) for t in turns} == {("x", held.cites)}
    named = made("y", m.ALLOWED, ABLE)
    assert [t.condition for t in writer(gates={"x": gate}).turns(named, ["able"])] == [ABLE]


def test_no_ways_where_nothing_was_found() -> None:
    assert writer().ways([], []) == ()
    found = Finding(m.ELIGIBLE, (YES,), (), None, 0, m.MAIN)
    assert paths(chain((YES,)), (), CASH, found, KNOWN) == (Path(YES, ()),)
