"""An option over every completion: its verdict, what decides, bars, opens, closes, and what is still worth asking."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import model as m
from medisave_cli.advisor import options
from medisave_cli.advisor.identity import decision_ids, rule_period
from medisave_cli.advisor.options import grow, mentioned, option, shown, under, verdict_of
from medisave_cli.advisor.outlook import Outlook, acts_of, grow_all, outlook
from medisave_cli.advisor.questions import questions
from medisave_cli.advisor.warnings import warnings
from medisave_cli.errors import BadData
from medisave_cli.logic.conditions import Known
from tests.advisor.made_up import AS_OF, FACTS, HERE, SAID, STATUSES
from tests.advisor.test_details import FORM, GO, paper, step
from tests.advisor.test_walk import (
    BINDING,
    FAR,
    HARD,
    LEFT,
    NO,
    PLACES,
    TOLD,
    WEAK,
    WEAK_NO,
    YES,
    chain,
    listed,
    made,
    rules_of,
)

ABLE = m.OneOf("able", (True,))
FULL: Known = {
    "scheme": ("employee",),
    "told": (True, False),
    "where": ("near", "far", "abroad"),
    "able": (True, False),
}


def of(
    *places: tuple[Any, ...],
    key: tuple[str, str] = ("cash", m.MAIN),
    known: Known | None = None,
    acts: Any = None,
    impossible: Any = (),
) -> m.Option:
    here = chain(*places)
    tree = grow(here, (), *key, FULL, impossible, acts)
    return option(tree, here, {**FULL, **(known or {})}, impossible, AS_OF)


def ids(found: m.Option) -> tuple:
    return (
        found.verdict,
        found.lean,
        [p.id for p in found.deciders],
        [p.id for p in found.bars],
        found.closure and found.closure.id,
        found.grade,
        found.conflict,
    )


IF_TOLD, IF_FAR = made("if-told", m.ALLOWED, TOLD), made("if-far", m.ALLOWED, FAR)
NO_IF_FAR = made("no-if-far", m.BARRED, FAR)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([(YES,)], (m.ELIGIBLE, None, ["yes"], [], None, "A", False)),
        ([(YES, made("b", m.ALLOWED, grade="B"))], (m.ELIGIBLE, None, ["yes", "b"], [], None, "B", False)),
        ([(NO,)], (m.NOT_ELIGIBLE, None, ["no"], ["no"], None, "A", False)),
        ([(IF_TOLD,), (NO._replace(grade="B"),)], (m.CONDITIONAL, None, ["if-told"], ["no"], None, "A", False)),
        ([(IF_TOLD,)], (m.CONDITIONAL, None, ["if-told"], [], None, "A", False)),
        ([(NO_IF_FAR,)], (m.UNKNOWN, None, ["no-if-far"], ["no-if-far"], None, None, False)),
        ([(LEFT,)], (m.UNKNOWN, None, [], [], None, None, False)),
        ([(YES, NO)], (m.UNKNOWN, None, ["yes", "no"], ["no"], None, "A", True)),
        ([(IF_TOLD, NO)], (m.UNKNOWN, None, ["if-told", "no"], ["no"], None, "A", True)),
        ([(listed(grade="B"),)], (m.NOT_ELIGIBLE, None, [], [], "list", "B", False)),
        ([(IF_TOLD, listed(grade="B"))], (m.CONDITIONAL, None, ["if-told"], [], "list", "A", False)),
        ([(WEAK,)], (m.UNKNOWN, m.ELIGIBLE, ["weak"], [], None, "C", False)),
        ([(WEAK_NO,)], (m.UNKNOWN, m.NOT_ELIGIBLE, ["weak-no"], ["weak-no"], None, "C", False)),
        ([(listed(grade="C"),)], (m.UNKNOWN, m.NOT_ELIGIBLE, [], [], "list", "C", False)),
        ([(WEAK._replace(when=TOLD),)], (m.UNKNOWN, m.CONDITIONAL, ["weak"], [], None, "C", False)),
        ([(WEAK._replace(when=TOLD), WEAK_NO._replace(when=m.Not(TOLD)))], (m.UNKNOWN, m.CONDITIONAL, ["weak"], ["weak-no"], None, "C", False)),
        ([(WEAK_NO._replace(when=TOLD),)], (m.UNKNOWN, None, [], [], None, None, False)),
        ([(WEAK,), (WEAK_NO,)], (m.UNKNOWN, None, [], [], None, None, False)),
        ([(WEAK,), (IF_TOLD,)], (m.CONDITIONAL, None, ["if-told"], [], None, "A", False)),
        ([(IF_TOLD,), (IF_FAR,)], (m.CONDITIONAL, None, ["if-told", "if-far"], [], None, "A", False)),
        ([(made("x", m.ALLOWED, HARD),)], (m.CONDITIONAL, None, ["x"], [], None, "A", False)),
        ([(NO,), (BINDING,)], (m.ELIGIBLE, None, ["binding"], [], None, "A", False)),
    ],
)  # fmt: skip
def test_what_an_option_rests_on(places: list[tuple], said: tuple) -> None:
    assert ids(of(*places)) == said


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        ({m.ELIGIBLE}, m.ELIGIBLE),
        ({m.UNKNOWN}, m.UNKNOWN),
        ({m.ELIGIBLE, m.NOT_ELIGIBLE}, m.CONDITIONAL),
        ({m.ELIGIBLE, m.UNKNOWN}, m.CONDITIONAL),
        ({m.NOT_ELIGIBLE, m.UNKNOWN}, m.UNKNOWN),
    ],
)
def test_what_all_completions_agree_on(verdicts: set[str], whole: str) -> None:
    assert verdict_of(verdicts) == whole


def test_known_facts_leave_the_branches_they_allow() -> None:
    assert of((IF_TOLD,), (NO,), known={"told": (True,)}).verdict == m.ELIGIBLE
    assert of((IF_TOLD,), (NO,), known={"told": (False,)}).verdict == m.NOT_ELIGIBLE
    impossible = ({"told": (True,), "where": ("far",)},)
    far = {"where": ("far",)}
    assert of((IF_TOLD,), (NO,), known=far, impossible=impossible).verdict == m.NOT_ELIGIBLE
    assert of((IF_TOLD,), (NO,), known=far).verdict == m.CONDITIONAL
    tree = grow(chain((IF_FAR,)), (), "cash", m.MAIN, FULL, ())
    assert [n for n, _ in tree.branches] == [{"where": ("far",)}, {"where": ("near", "abroad")}]
    assert [n for n, _ in under(tree, {**FULL, "where": ("near", "far")}, ())] == [
        {"where": ("far",)},
        {"where": ("near",)},
    ]


def test_the_options_that_rules_mention() -> None:
    moves = made("moves", m.ALLOWED, disposition="transfer")
    stays = made("stays", m.ALLOWED, disposition="keep_using", portion="old")
    new = made("new", m.BARRED, portion="new")
    wrong = made("wrong", m.ALLOWED, portion="wrong", rejected=SAID)
    here = chain((stays, new, moves, wrong), (YES,))
    assert mentioned(here) == [
        ("cash", "main"),
        ("transfer", "main"),
        ("cash", "new"),
        ("stay", "old"),
    ]
    assert mentioned(chain((listed(family="stay"),))) == [("stay", "main")]


def test_the_disposition_is_that_of_what_decides_else_of_the_first_that_speaks() -> None:
    inherit = made("inherit", m.ALLOWED, disposition="inherit")
    assert of((LEFT,), (inherit,)).disposition == "inherit"
    assert of((LEFT._replace(disposition="refund", grade="C"),)).disposition == "refund"
    assert of((listed(),)).disposition is None
    other = made("x", m.OPEN, disposition="transfer")
    assert of((other, listed())).disposition is None


def test_what_is_left_open_is_named_where_it_may_apply() -> None:
    may = LEFT._replace(id="may", when=TOLD)
    places = (
        LEFT,
        may,
        LEFT._replace(id="far", when=FAR),
        LEFT._replace(id="weak", grade="C"),
        LEFT._replace(id="old", portion="old"),
    )
    found = of((*places, YES), known={"where": ("near",)})
    assert [p.id for p in found.opens] == ["open", "may"]


def turns(found: m.Option) -> list[tuple]:
    return [(t.provision, t.state) for t in found.turns]


def test_what_would_have_allowed_it_is_named_out_to_the_place_that_refuses() -> None:
    known: Known = {"told": (False,), "where": ("near",)}
    refused = of(
        (IF_TOLD,),
        (IF_FAR, NO._replace(place=PLACES[1])),
        (made("x", m.ALLOWED, TOLD),),
        known=known,
    )
    assert turns(refused) == [("if-told", "failed"), ("if-far", "failed")]
    assert [w.state for w in refused.ways] == ["failed", "failed"]
    closed = of((IF_TOLD, listed()), (IF_FAR,), known=known)
    assert turns(closed) == [("if-told", "failed")]
    silent = of((IF_TOLD,), (IF_FAR,), known=known)
    assert turns(silent) == [("if-told", "failed"), ("if-far", "failed")]
    nobody = of((IF_TOLD._replace(grade="C"), IF_FAR._replace(portion="old"), NO), known=known)
    assert turns(nobody) == []
    granted = of((YES, IF_TOLD), known=known)
    assert turns(granted) == []
    either = of((IF_TOLD,), (IF_FAR,))
    assert turns(either) == [("if-told", "unknown"), ("if-far", "unknown")]


def test_single_details_are_those_of_the_first_way_that_has_them() -> None:
    one = IF_TOLD._replace(documents=FORM, complete=False)
    window = m.Window((1,), None, None, True)
    other = IF_FAR._replace(pays_to=SAID, applicant=m.Text("谁", "who"), window=window)
    found = of((one, other))
    assert (found.pays_to, found.applicant, found.window) == (SAID, m.Text("谁", "who"), window)
    assert found.unsure == ()
    assert found.complete is False
    assert [(x.kind, x.state) for x in found.lines] == [("documents", "maybe")]
    assert of((one._replace(complete=True), other)).complete is True
    reported = WEAK._replace(pays_to=SAID, window=window)
    assert of((YES, reported)).unsure == ("pays_to", "window")
    assert of((YES,)).unsure == ()
    nothing = of((NO,))
    assert (nothing.pays_to, nothing.applicant, nothing.window) == (None, None, None)


def test_a_portion_follows_where_main_alone_decides() -> None:
    old = made("old", m.ALLOWED, TOLD, portion="old")
    assert of((YES, old), key=("cash", "old"), known={"told": (False,)}).follows is True
    assert of((YES, old), key=("cash", "old")).follows is False
    assert of((YES,)).follows is False
    weak = made("x", m.ALLOWED, FAR, portion="old", grade="C")
    assert of((WEAK, weak), key=("cash", "old"), known={"where": ("near",)}).follows is True


def test_an_act_that_is_not_done_makes_a_way_conditional() -> None:
    first = YES._replace(before=(step("do it", None, "able"),), documents=FORM)
    other = IF_TOLD._replace(steps=GO)
    acts = {"able": m.Text("先办", "do it first")}
    assert of((first,)).verdict == m.ELIGIBLE
    found = of((first,), acts=acts)
    assert (found.verdict, [x.state for x in found.lines]) == (m.CONDITIONAL, ["needed", "needed"])
    assert turns(found) == [("yes", "unknown")]
    assert of((first,), acts=acts, known={"able": (True,)}).verdict == m.ELIGIBLE
    undone = of((first,), acts=acts, known={"able": (False,)})
    assert (undone.verdict, undone.deciders, undone.closure) == (m.NOT_ELIGIBLE, (), None)
    beside = of((first, other), acts=acts, known={"able": (False,), "told": (True,)})
    assert [p.id for p in beside.deciders] == ["if-told"]
    both = of((first, other), acts=acts, known={"able": (True,), "told": (True,)})
    assert [p.id for p in both.deciders] == ["yes", "if-told"]
    leaning = of((WEAK._replace(before=first.before),), acts=acts, known={"able": (False,)})
    assert (leaning.verdict, leaning.lean) == (m.UNKNOWN, m.NOT_ELIGIBLE)


def test_without_an_account_nothing_can_be_had_and_no_rule_says_so() -> None:
    full = {**FULL, "account": ("held", "none")}
    here = chain((YES,))
    tree = grow(here, (), "cash", m.MAIN, full, ())
    none = option(tree, here, {**full, "account": ("none",)}, (), AS_OF)
    assert (none.verdict, none.deciders, none.because) == (m.NOT_ELIGIBLE, (), "no_account")
    held = option(tree, here, {**full, "account": ("held",)}, (), AS_OF)
    assert (held.verdict, held.because) == (m.ELIGIBLE, None)
    either = option(tree, here, full, (), AS_OF)
    assert (either.verdict, either.because) == (m.CONDITIONAL, None)


def test_rules_that_turn_on_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    here = chain((IF_TOLD,), (NO,))
    monkeypatch.setattr(options, "MAX_SPLITS", 3)
    assert len(grow(here, (), "cash", m.MAIN, FULL, ()).branches) == 2
    monkeypatch.setattr(options, "MAX_SPLITS", 2)
    with pytest.raises(BadData) as error:
        grow(here, (), "cash", m.MAIN, FULL, ())
    assert error.value.args == ("case.too_many",)
    with pytest.raises(BadData):
        grow_all(rules_of((IF_TOLD,), (NO,)), "gone", AS_OF, {"cash"})
    grow_all(rules_of((IF_TOLD,), (NO,)), "gone", AS_OF, {"stay"})


def test_completions_that_look_alike_are_one() -> None:
    held = YES._replace(documents=(paper("a", TOLD), paper("b", m.Not(TOLD)), paper("c")))
    tree = grow(chain((held,)), (), "cash", m.MAIN, FULL, ())
    one, other = (shown(outcome) for _, outcome in tree.branches)
    said = (m.ELIGIBLE, ["yes"], None)
    assert one == (
        said,
        None,
        (("yes", "documents", "yes", 0), ("yes", "documents", "yes", 2)),
    )
    assert other[2] == (("yes", "documents", "yes", 1), ("yes", "documents", "yes", 2))
    [(_, leaning)] = grow(chain((WEAK,)), (), "cash", m.MAIN, FULL, ()).branches
    assert shown(leaning) == ((m.UNKNOWN, [], None), (m.ELIGIBLE, ["weak"], None), ())
    [(_, closed)] = grow(chain((listed(),)), (), "cash", m.MAIN, FULL, ()).branches
    assert shown(closed) == ((m.NOT_ELIGIBLE, [], "list"), None, ())
    [(_, conflict)] = grow(chain((YES, NO)), (), "cash", m.MAIN, FULL, ()).branches
    assert shown(conflict)[0] == (m.UNKNOWN, ["yes", "no"], None)


# What is worked out before the case is known, what is asked, its id and its warnings.


def view(*places: tuple[Any, ...], status: str = "gone", **more: Any) -> Outlook:
    return outlook(rules_of(*places, status=status)._replace(**more), status, AS_OF)


def test_only_what_is_wanted_is_worked_out() -> None:
    moves = made("moves", m.ALLOWED, disposition="transfer")
    rules = rules_of((YES, moves))
    assert [(t.family, t.portion) for t in outlook(rules, "gone", AS_OF).trees] == [
        ("cash", "main"),
        ("transfer", "main"),
    ]
    only = outlook(rules, "gone", AS_OF, ("transfer", "main"))
    assert [(t.family, t.portion) for t in only.trees] == [("transfer", "main")]
    assert (only.rules, only.status, only.as_of, only.arriving) == (rules, "gone", AS_OF, ())


def test_the_facts_that_can_change_what_is_shown() -> None:
    assert view((IF_FAR, YES._replace(documents=(paper("a", TOLD),)))).matters == (
        "scheme",
        "where",
        "told",
    )
    assert view((LEFT._replace(when=FAR),)).matters == ()


def test_numbers_are_told_apart_wherever_a_condition_cuts() -> None:
    def cut(at: int) -> m.Within:
        return m.Within("months", at, None, None)

    held = made("x", m.ALLOWED, cut(10))._replace(
        documents=(paper("a", cut(20)),), steps=(step("b", cut(30)),)
    )
    note = m.Note("n", HERE, "tip", SAID, cut(40), "A", ())
    there = made("there", m.ALLOWED, cut(50))._replace(before=(step("c", cut(60)),))
    rules = rules_of((held,), after=())
    chained = rules.chain[0]._replace(notes=(note,))
    becoming = m.PlaceRules(HERE, SAID, (), (), (note._replace(when=cut(70)),))
    after = (becoming, *rules.chain[1:])
    arriving = (m.PlaceRules("440300", SAID, (there,), (), ()),)
    found = outlook(
        rules._replace(chain=(chained, *rules.chain[1:]), after=(after,), arriving=arriving),
        "gone",
        AS_OF,
    )
    assert found.full["months"] == tuple(n + by for n in range(10, 80, 10) for by in (-1, 0, 1))
    assert [here.place for here in found.arriving] == ["440300"]


def test_the_acts_of_a_status_and_of_those_it_may_become() -> None:
    fact = FACTS["able"]._replace(act=m.Text("去办", "do it"))
    rules = rules_of()._replace(facts={**FACTS, "able": fact})
    assert acts_of(rules, "gone") == {"able": fact.act}
    assert acts_of(rules, "staying") == {"able": fact.act}
    assert acts_of(rules_of(), "gone") == {"able": SAID}
    gone = STATUSES["gone"]._replace(acts=("nowhere",))
    assert acts_of(rules._replace(statuses={**STATUSES, "gone": gone}), "gone") == {}


def situation(**more: Any) -> m.Situation:
    place = m.Place(HERE, m.Text("某地", "Somewhere"), "prefecture", (SAID,), PLACES, PLACES, None, None)  # fmt: skip
    given: dict[str, Any] = {
        "asked": None,
        "place": place,
        "destination": None,
        "status": "gone",
        "base_status": "gone",
        "stated": {},
        "assumed": {"scheme": "employee"},
        "supplied": {},
        "declined": (),
        "as_of": AS_OF,
        "warnings": (),
        **more,
    }
    return m.Situation(**given)


def asked(here: Outlook, **more: Any) -> list[tuple]:
    case = situation(**more)
    known = {**here.full, **{f: (v,) for f, v in case.assumed.items()}, **case.stated}
    return [(q.fact.id, q.assumed, q.tells) for q in questions(here, case, known)]


def test_what_is_asked_the_most_telling_first() -> None:
    papers = YES._replace(id="papers", when=m.Not(FAR), documents=(paper("a", TOLD),))
    moves = made("moves", m.ALLOWED, ABLE, disposition="transfer")
    here = view((papers, moves), (made("x", m.BARRED, FAR),))
    assert asked(here) == [
        ("where", None, "verdict"),
        ("able", None, "option"),
        ("told", None, "detail"),
        ("scheme", "employee", "verdict"),
    ]
    assert asked(here, declined=("where",))[0] == ("able", None, "option")
    assert asked(here, stated={"where": ("near",)})[0] == ("able", None, "option")
    assert asked(here, assumed={"scheme": "employee", "where": "near"}) == [
        ("able", None, "option"),
        ("told", None, "detail"),
        ("scheme", "employee", "verdict"),
        ("where", "near", "verdict"),
    ]


def test_a_judgement_is_not_asked() -> None:
    here = view((made("x", m.ALLOWED, m.All((HARD, TOLD))),))
    assert [f for f, _, _ in asked(here)] == ["told", "scheme"]


def test_of_facts_alike_the_catalogs_order_and_the_less_telling_behind() -> None:
    """``months`` matters in one of three stretches once ``told``; ``where`` always."""
    few = m.All((TOLD, m.OneOf("where", ("far",)), ABLE, m.Within("share", 0.5, None, None)))
    here = view((made("x", m.ALLOWED, m.AnyOf((m.OneOf("months", (3,)), few))),))
    assert next(f for f, known, _ in asked(here) if known is None) == "months"
    both = view((made("x", m.ALLOWED, m.All((TOLD, ABLE))),))
    assert [f for f, known, _ in asked(both) if known is None] == ["able", "told"]


def test_who_such_people_are_is_asked_before_what_they_never_had() -> None:
    moot = (m.Moot("able", {"told": (False,)}),)
    here = view((made("x", m.ALLOWED, m.All((ABLE, TOLD))),), moot=moot)
    assert [f for f, known, _ in asked(here) if known is None] == ["told", "able"]
    other = view((made("x", m.ALLOWED, m.All((ABLE, TOLD))),), moot=(m.Moot("able", {"day": ()}),))
    assert [f for f, known, _ in asked(other) if known is None] == ["able", "told"]


def test_the_days_between_which_no_rule_begins_or_ends() -> None:
    def period(*dates: tuple[str | None, str | None]) -> list[str | None]:
        rules = tuple(
            made(f"r{i}", m.ALLOWED, start=start, until=until)
            for i, (start, until) in enumerate(dates)
        )
        return rule_period(view(rules[:1], rules[1:]))

    assert period((None, None)) == [None, None]
    assert period(("2020-01-01", None), ("2022-01-01", None)) == ["2022-01-01", None]
    assert period(("2020-01-01", "2021-12-31"), (AS_OF, AS_OF)) == [AS_OF, AS_OF]
    assert period((None, "2021-12-31"), ("2027-01-01", "2028-01-01")) == [
        "2021-12-31",
        "2027-01-01",
    ]
    assert period((None, "2029-01-01"), (None, "2028-01-01")) == [None, "2028-01-01"]


def test_a_decision_has_the_same_id_where_what_differs_does_not_matter() -> None:
    here = view((IF_TOLD,), impossible=({"where": ("far",), "told": (True,)},))
    book = ("0", "digest")
    identify = decision_ids(here, book)
    plain = identify(here.full)
    assert identify({**here.full, "able": (True,)}) == plain
    assert identify({**here.full, "told": (True,)}) != plain
    # What is ruled out by what else is known does not count as open.
    far = {**here.full, "where": ("far",)}
    assert identify(far) == identify({**far, "told": (False,)})
    assert decision_ids(here, ("0", "other"))(here.full) != plain
    assert decision_ids(here, ("1", "digest"))(here.full) == plain
    other = decision_ids(here._replace(status="staying"), book)
    assert other(here.full) != plain
    later = decision_ids(view((IF_TOLD._replace(start="2020-01-01"),)), book)
    assert later(here.full) != decision_ids(view((IF_TOLD,)), book)(here.full)
    there = view((IF_TOLD,), arriving=(m.PlaceRules("440300", SAID, (YES,), (), ()),))
    assert decision_ids(there, book)(here.full) != decision_ids(view((IF_TOLD,)), book)(here.full)
    silent = view((IF_TOLD,), arriving=(m.PlaceRules("440300", SAID, (), (), ()),))
    assert decision_ids(silent, book)(here.full) == decision_ids(view((IF_TOLD,)), book)(here.full)


def warned(*places: tuple[Any, ...], **more: Any) -> list[tuple[str, str]]:
    here = view(*places, **more)
    known = {**here.full, "scheme": ("employee",)}
    return [(name, said.en) for name, said in warnings(here, situation(), known)]


NO_LOCAL = (
    "no-local-rule",
    "No local rule for this situation is on file for Somewhere or its province; this rests on national rules alone. Call before you go.",
)


def test_what_to_beware_of() -> None:
    assert warned((YES,)) == []
    assert warned((listed(),)) == []
    assert warned((), (), (YES,)) == [NO_LOCAL]
    assert warned((YES._replace(rejected=SAID),), (), (NO,)) == [NO_LOCAL]
    [(name, said)] = warned((), (YES,))
    assert name == "no-own-rule"
    assert said.startswith("No rule of Somewhere's own is on file; this rests on the rules of said")
    gone = "No reliable rule on file was in force on 2026-11-22."
    assert warned((YES._replace(until="2020-01-01"),)) == [("date-not-covered", gone)]
    coming = (YES._replace(start="2028-01-01"), NO._replace(start="2027-01-01"))
    assert warned(coming) == [
        (
            "date-not-covered",
            "No reliable rule on file was in force on 2026-11-22; those on file start on 2027-01-01.",
        )
    ]
    assert warned((YES._replace(start="2028-01-01"), NO)) == []
    assert warned((YES._replace(start="2028-01-01", grade="C"),)) == []
    assert warned((WEAK, YES._replace(until="2020-01-01")))[0][0] == "date-not-covered"
