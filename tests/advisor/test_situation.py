"""From what is stated to what is known: how values are read, what a named case fixes, what is presumed and what rules it out."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import AskedWrongly, Case
from medisave_cli import model as m
from medisave_cli.advisor.decide import standpoints
from medisave_cli.advisor.situation import (
    Answered,
    Asked,
    answered_as,
    known_of,
    read_stated,
    read_value,
    situate,
)
from medisave_cli.logic.conditions import domains
from tests.advisor.made_up import AS_OF, FACTS, HERE, STATUSES, rule

SAID = m.Text("说", "said")
THERE = "440300"
SAYS = {
    "near": m.Text("住得近", "Lives near"),
    "far": m.Text("住得远", "lives far"),
    "yes": m.Text("有", "has"),
    "no": m.Text("没有", "has none"),
}


def fact(kind: str, low: Any = None, whole: bool = False, says: Any = None) -> m.Fact:
    return m.Fact("f", kind, SAID, SAID, SAID, says or {}, None, low, whole)


BOOL, CHOICE, DATE = fact("bool"), fact("choice", says=SAYS), fact("date")
NUMBER, COUNT = fact("number"), fact("number", low=0, whole=True)


@pytest.mark.parametrize(
    ("of", "typed", "value"),
    [
        *[(BOOL, word, True) for word in (True, "yes", " Y ", "TRUE", "1", 1, "是", "有", "对")],
        *[(BOOL, word, False) for word in (False, "no", "N", "false", "0", 0, "否", "没有", "不是", "无")],
        (CHOICE, "far", "far"),
        (CHOICE, " far ", "far"),
        (CHOICE, "住得远", "far"),
        (CHOICE, "LIVES NEAR", "near"),
        (CHOICE, True, "yes"),
        (CHOICE, False, "no"),
        (NUMBER, "1.5", 1.5),
        (NUMBER, -3, -3),
        (NUMBER, "2.0", 2),
        (NUMBER, 999_999_999, 999_999_999),
        (NUMBER, -999_999_999, -999_999_999),
        (COUNT, "0", 0),
        (COUNT, " 7 ", 7),
        (DATE, "2026/1/2", "2026-01-02"),
    ],
)  # fmt: skip
def test_a_value_as_people_write_it(of: m.Fact, typed: Any, value: Any) -> None:
    read = read_value(of, typed)
    assert read == value
    assert type(read) is type(value)


NOT_A_NUMBER = "f cannot be “{}”: give a number, or unknown"
NOT_WHOLE = "f cannot be “{}”: give a whole number, 0 or more, or unknown"


@pytest.mark.parametrize(
    ("of", "typed", "said"),
    [
        (BOOL, "maybe", "f cannot be “maybe”: use one of yes, no, or unknown"),
        (BOOL, 2, "f cannot be “2”: use one of yes, no, or unknown"),
        (CHOICE, "nowhere", "f cannot be “nowhere”: use one of near, far, yes, no, or unknown"),
        (NUMBER, "many", NOT_A_NUMBER.format("many")),
        (NUMBER, None, NOT_A_NUMBER.format("None")),
        (NUMBER, "nan", NOT_A_NUMBER.format("nan")),
        (NUMBER, 1e9, NOT_A_NUMBER.format("1000000000.0")),
        (NUMBER, -1e9, NOT_A_NUMBER.format("-1000000000.0")),
        (COUNT, "1.5", NOT_WHOLE.format("1.5")),
        (COUNT, -1, NOT_WHOLE.format("-1")),
        (fact("number", low=2), 1, "f cannot be “1”: give a number, 2 or more, or unknown"),
        (fact("number", whole=True), 1.5, "f cannot be “1.5”: give a whole number, or unknown"),
    ],
)
def test_what_a_fact_cannot_be_is_refused_with_what_it_can(
    of: m.Fact, typed: Any, said: str
) -> None:
    with pytest.raises(AskedWrongly) as error:
        read_value(of, typed)
    assert error.value.text.en == said


def test_a_day_that_is_none_is_refused_by_the_name_of_its_fact() -> None:
    with pytest.raises(AskedWrongly) as error:
        read_value(DATE, "soon")
    assert error.value.params["name"] == "f"
    assert error.value.params["typed"] == "soon"


def test_several_values_of_one_fact_and_what_is_declined() -> None:
    raw = {
        "where": "near,far",
        "told": None,
        "able": ["yes", False],
        "months": (1, 2),
        "scheme": "unknown",
        "share": "0.5",
    }
    assert read_stated(raw, FACTS) == (
        {"where": ("near", "far"), "able": (True, False), "months": (1, 2), "share": (0.5,)},
        ("told", "scheme"),
    )
    with pytest.raises(AskedWrongly):
        read_stated({"months": "1,2"}, FACTS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wher", "there is no fact “wher”; did you mean where?"),
        ("moxxxxth", "there is no fact “moxxxxth”; did you mean months?"),
        ("zzzzqqqq", "there is no fact “zzzzqqqq”; see medisave facts"),
    ],
)
def test_a_fact_that_is_none_is_refused_with_the_nearest(name: str, said: str) -> None:
    with pytest.raises(AskedWrongly) as error:
        read_stated({name: True}, FACTS)
    assert error.value.text.en == said


def becoming(status: str, fact: str, value: Any) -> m.Becoming:
    return m.Becoming(status, m.OneOf(fact, (value,)), SAID, ("scheme",))


def status(name: str, *becomes: m.Becoming, **more: Any) -> m.Status:
    return m.Status(
        name, more.get("base", name), SAID, SAID, {}, more.get("facts", {}), becomes, ()
    )


CHAINED = {
    "one": status("one", becoming("two", "told", True), becoming("three", "where", "far")),
    "two": status("two", becoming("three", "where", "abroad")),
    "three": status("three"),
    "named": status("named", base="one", facts={"where": ("far",)}),
    "round": status("round", becoming("back", "told", True)),
    "back": status("back", becoming("round", "told", True)),
}


@pytest.mark.parametrize(
    ("asked", "stated", "answered", "steps"),
    [
        ("one", {}, "one", []),
        ("one", {"told": (False,)}, "one", []),
        ("one", {"told": (True, False)}, "one", []),
        ("one", {"told": (True,)}, "two", ["two"]),
        ("one", {"told": (True,), "where": ("abroad",)}, "three", ["two", "three"]),
        ("one", {"told": (True,), "where": ("far",)}, "two", ["two"]),
        ("named", {}, "three", ["three"]),
        ("named", {"where": ("near",)}, "one", []),
    ],
)
def test_what_the_facts_make_of_a_status(
    asked: str, stated: dict[str, tuple], answered: str, steps: list[str]
) -> None:
    found = answered_as(CHAINED, asked, stated)
    assert found.status == answered
    assert [step.status for step in found.by] == steps


def test_statuses_that_become_each_other_come_to_an_end() -> None:
    found = answered_as(CHAINED, "round", {"told": (True,)})
    assert len(found.by) == len(CHAINED)


def place(code: str, province: str, name: str) -> m.Place:
    chain = (code, province, m.NATION)
    said = m.Text(name, name.upper())
    return m.Place(code, said, "prefecture", (m.Text("省", "PROVINCE"), said), chain, chain, None, None)  # fmt: skip


FROM = place(HERE, "990000", "a")
SAME = m.Fact("same_province", "bool", SAID, SAID, SAID, {}, None, None, False)
ACCOUNT = m.Fact("account", "choice", SAID, SAID, SAID, {"held": SAID, "none": SAID}, None, None, False)  # fmt: skip
MORE = {**FACTS, SAME.id: SAME, ACCOUNT.id: ACCOUNT}


def rules(**more: Any) -> m.Rules:
    given: dict[str, Any] = {
        "chain": (),
        "after": (),
        "arriving": (),
        "facts": MORE,
        "statuses": STATUSES,
        "impossible": (),
        "portions": {},
        **more,
    }
    return m.Rules(**given)


def settled(
    status: str,
    stated: dict[str, tuple] | None = None,
    declined: tuple[str, ...] = (),
    destination: m.Place | None = None,
    on_file: m.Rules | None = None,
) -> m.Situation:
    on_file = on_file or rules()
    answered = answered_as(on_file.statuses, status, stated or {})
    asked = Asked(
        Case(HERE, status, {}, None, AS_OF),
        *(answered, FROM, destination, stated or {}, declined, AS_OF),
        (("before", SAID),),
    )
    arriving = standpoints(on_file._replace(chain=on_file.arriving, after=()), answered.status, AS_OF)  # fmt: skip
    return situate(asked, on_file, arriving)


def refusal(*args: Any, **more: Any) -> str:
    with pytest.raises(AskedWrongly) as error:
        settled(*args, **more)
    return error.value.text.en


def test_a_situation_is_settled_whole() -> None:
    found = settled("gone", {"told": (True,)}, ("months",))
    assert found == m.Situation(
        Case(HERE, "gone", {}, None, AS_OF),
        *(FROM, None, "gone", "gone", {"told": (True,)}),
        {"scheme": "employee", "able": True},
        *({}, ("months",), AS_OF, (("before", SAID),), ()),
    )


def test_what_is_stated_or_declined_is_not_presumed() -> None:
    assert settled("gone", {"able": (True,)}).assumed == {"scheme": "employee"}
    assert settled("gone", {}, ("scheme",)).assumed == {"able": True}
    assert settled("staying", {}).assumed == {"scheme": "employee", "where": "near"}


def test_an_act_said_not_to_be_done_can_still_be_done() -> None:
    found = settled("gone", {"able": (False,), "told": (True,)})
    assert (found.to_do, found.stated["able"]) == (("able",), (False,))
    assert "able" not in found.assumed
    assert settled("gone", {"able": (True, False)}).to_do == ()
    full = domains(MORE, ())
    known = known_of(found, rules(), full)
    assert (known["able"], known["told"]) == ((True, False), (True,))


def test_a_status_that_became_another_says_so_and_opens_what_it_says() -> None:
    became = STATUSES["staying"].becomes[0]._replace(opens=("scheme",))
    statuses = {**STATUSES, "staying": STATUSES["staying"]._replace(becomes=(became,))}
    found = settled("staying", {"where": ("abroad",)}, on_file=rules(statuses=statuses))
    assert found.base_status == "gone"
    assert found.status == "staying"
    assert found.warnings == (("before", SAID), ("answered-as", SAID))
    assert found.assumed == {"able": True}


def test_a_named_case_fixes_its_facts() -> None:
    assert settled("far_away").stated == {"where": ("far",)}
    assert settled("far_away", {"where": ("near", "far")}).stated == {"where": ("far",)}
    said = refusal("far_away", {"where": ("near",)})
    assert said == "where=near contradicts “said”: drop the fact or choose another status"
    fixed = {**STATUSES, "far_away": STATUSES["far_away"]._replace(facts={"told": (True,)})}
    said = refusal("far_away", {"told": (False,)}, on_file=rules(statuses=fixed))
    assert said.startswith("told=no contradicts")
    fixed["far_away"] = fixed["far_away"]._replace(facts={"told": (False,)})
    said = refusal("far_away", {"told": (True,)}, on_file=rules(statuses=fixed))
    assert said.startswith("told=yes contradicts")
    fixed["far_away"] = fixed["far_away"]._replace(facts={"where": ("far",)})
    said = refusal("far_away", {"where": ("near", "abroad")}, on_file=rules(statuses=fixed))
    assert said.startswith("where=near、abroad contradicts")


def test_a_fact_of_another_place_is_refused() -> None:
    said = refusal("gone", {"elsewhere": (True,)})
    assert said == "elsewhere belongs to another place, not to A"


def test_what_such_people_never_had_counts_for_nothing() -> None:
    moot = (m.Moot("told", {"where": ("near", "far"), "scheme": ("resident",)}),)
    on_file = rules(moot=moot)
    kept = {"told": (True,), "where": ("near",)}
    assert settled("gone", kept, on_file=on_file).stated == kept
    given = {"told": (True,), "where": ("far",), "scheme": ("resident",)}
    assert settled("gone", given, on_file=on_file).stated == {
        "where": ("far",),
        "scheme": ("resident",),
    }
    open_still = {**given, "where": ("far", "abroad")}
    assert settled("gone", open_still, on_file=on_file).stated == open_still


IMPOSSIBLE = (
    {"where": ("near",), "told": (True,)},
    {"where": ("far",), "able": (False,)},
)


def test_facts_that_cannot_all_be_so_are_named() -> None:
    on_file = rules(impossible=IMPOSSIBLE)
    said = refusal("gone", {"where": ("far",), "able": (False,), "months": (1,)}, on_file=on_file)
    assert said == "these facts cannot hold together: where, able"
    settled("gone", {"where": ("far", "near"), "able": (False,)}, on_file=on_file)
    said = refusal(
        "gone",
        {"where": ("near", "far"), "told": (True,), "able": (False,), "months": (1,)},
        on_file=on_file,
    )
    assert said == "these facts cannot hold together: where, told, able, months"


def test_a_presumption_that_the_rest_rules_out_falls_away() -> None:
    on_file = rules(impossible=IMPOSSIBLE)
    assert settled("staying", {"told": (True,)}, on_file=on_file).assumed == {"scheme": "employee"}
    tied = rules(impossible=({"scheme": ("employee",), "where": ("near",)},))
    assert settled("staying", on_file=tied).assumed == {"scheme": "employee"}


NEAR_BY, AWAY = place("990200", "990000", "b"), place(THERE, "440000", "c")


@pytest.mark.parametrize(("there", "same"), [(NEAR_BY, True), (AWAY, False)])
def test_where_the_destination_lies_settles_the_province(there: m.Place, same: bool) -> None:
    found = settled("gone", destination=there)
    assert found.stated["same_province"] == (same,)
    assert found.destination == there
    assert [name for name, _ in found.warnings] == ["before"]
    agreed = settled("gone", {"same_province": (same,)}, destination=there)
    assert [name for name, _ in agreed.warnings] == ["before"]
    against = settled("gone", {"same_province": (not same,)}, destination=there)
    assert against.stated["same_province"] == (same,)
    name, said = against.warnings[1]
    assert name == "place-contradicts-status"
    assert said.en == (
        "A and B are both in PROVINCE: answered as a move within the province."
        if same
        else "A and C are in different provinces: answered as a move between provinces."
    )


def test_the_province_of_a_named_move_gives_way_to_where_it_goes() -> None:
    fixed = STATUSES["far_away"]._replace(facts={"same_province": (False,)})
    on_file = rules(statuses={**STATUSES, "far_away": fixed})
    found = settled("far_away", {"same_province": (True,)}, destination=NEAR_BY, on_file=on_file)
    assert found.stated["same_province"] == (True,)
    said = refusal("far_away", {"same_province": (True,)}, on_file=on_file)
    assert said.startswith("same_province=yes contradicts")


def supplying(*supplies: tuple[str, Any], **more: Any) -> m.Provision:
    return rule(m.ALLOWED, more.pop("when", None))._replace(supplies=supplies, place=THERE, **more)


def arriving(*provisions: m.Provision) -> m.Rules:
    nation = m.PlaceRules(m.NATION, SAID, (supplying(("told", False), ("months", 9)),), (), ())
    return rules(arriving=(m.PlaceRules(THERE, SAID, provisions, (), ()), nation))


def test_what_the_destination_settles_is_presumed_nearest_first() -> None:
    on_file = arriving(supplying(("told", True)), supplying(("share", 1), grade="C"))
    found = settled("gone", destination=AWAY, on_file=on_file)
    assert found.supplied == {"told": (True, THERE), "months": (9, m.NATION)}
    assert found.assumed == {"scheme": "employee", "able": True, "told": True, "months": 9}
    declined = settled("gone", {}, ("told",), destination=AWAY, on_file=on_file)
    assert declined.supplied == {"months": (9, m.NATION)}


def test_a_rule_that_is_not_of_this_move_supplies_nothing() -> None:
    near, far = m.OneOf("where", ("near",)), m.OneOf("where", ("far",))
    on_file = arriving(supplying(("told", True), when=far))
    assert settled("staying", on_file=on_file).supplied["told"] == (False, m.NATION)
    assert settled("gone", on_file=on_file).supplied["told"] == (False, m.NATION)
    on_file = arriving(supplying(("told", True), when=near))
    assert settled("staying", on_file=on_file).supplied["told"] == (True, THERE)
    assert settled("staying", {}, ("where",), on_file=on_file).supplied == {}
    stated = settled("gone", {"where": ("near",)}, on_file=on_file)
    assert stated.supplied["told"] == (True, THERE)


def test_what_is_stated_wins_over_what_is_supplied_and_both_are_said() -> None:
    facts = {**MORE, "told": MORE["told"]._replace(says={True: m.Text("是", "is so")})}
    on_file = arriving(supplying(("told", True)))._replace(facts=facts)
    found = settled("gone", {"told": (False,)}, destination=AWAY, on_file=on_file)
    assert found.supplied == {"months": (9, m.NATION)}
    name, said = found.warnings[1]
    assert name == "stated-over-supplied"
    assert said.en == "You state “False”; the rule of C says “is so”. Answered as you state."
    assert said.zh == "您说“False”，而c的规定是“是”；这里按您说的回答。"
    assert len(found.warnings) == 2
    either = settled("gone", {"told": (True, False)}, on_file=on_file)
    assert [name for name, _ in either.warnings] == ["before", *["stated-over-supplied"] * 2]
    assert "“is so or False”; the rule of  says" in either.warnings[1][1].en
    assert "“是或False”，而的规定" in either.warnings[1][1].zh
    agreed = settled("gone", {"told": (True,)}, destination=AWAY, on_file=on_file)
    assert len(agreed.warnings) == 2


def test_an_account_is_presumed_only_where_the_rules_tell_of_people_without() -> None:
    statuses = {**STATUSES, "gone": STATUSES["gone"]._replace(presumes={"account": "held"})}
    told = m.OneOf("account", ("none",))
    note = m.Note("n", HERE, "tip", SAID, told, "A", ())
    silent = m.PlaceRules(HERE, SAID, (rule(m.ALLOWED),), (), ())
    by_rule = silent._replace(provisions=(rule(m.BARRED, told),))
    by_note = silent._replace(notes=(note,))
    for chain, after, expected in (
        ((silent,), (), {"able": True}),
        ((silent, by_rule), (), {"account": "held", "able": True}),
        ((by_note,), (), {"account": "held", "able": True}),
        ((silent,), ((silent, by_rule),), {"account": "held", "able": True}),
        ((silent,), ((by_note,),), {"account": "held", "able": True}),
    ):
        on_file = rules(chain=chain, after=after, statuses=statuses)
        assert settled("gone", on_file=on_file).assumed == expected


def test_what_is_known_of_each_fact() -> None:
    months = m.Within("months", 3, None, None)
    full = domains(MORE, (months,))
    found = settled("gone", {"months": (7, 9, 1), "told": (True, False)})
    known = known_of(found, rules(), full)
    assert known == {
        **full,
        "months": (4, 2),
        "told": (True, False),
        "scheme": ("employee",),
        "able": (True,),
        "account": ("held",),
    }
    assert known_of(found, rules(), full, but="scheme")["scheme"] == ("employee", "resident")
    assert known_of(found, rules(), full, but="account")["account"] == ("held", "none")
    assert full["account"] == ("held", "none")
    declined = settled("gone", {}, ("account",))
    assert known_of(declined, rules(), full)["account"] == ("held", "none")
    stated = settled("gone", {"account": ("none",)})
    assert known_of(stated, rules(), full)["account"] == ("none",)
    without = {name: values for name, values in full.items() if name != "account"}
    assert "account" not in known_of(settled("gone"), rules(), without)


def test_answered_is_the_status_and_what_made_it_that() -> None:
    assert answered_as(STATUSES, "gone", {}) == Answered("gone", ())
