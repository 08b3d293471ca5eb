"""Three-valued logic, said out by hand: what holds, what is split, which points a number or a date is told apart by."""

from __future__ import annotations

from itertools import product
from math import inf, nextafter
from typing import Any

import pytest

from medisave_cli.logic.conditions import (
    Known,
    Undetermined,
    completions,
    domains,
    facts_in,
    hidden_fact,
    holds,
    influence,
    is_possible,
    judgements_in,
    leaves,
    point_of,
    settled,
)
from medisave_cli.model import All, AnyOf, Fact, Judgement, Not, OneOf, Text, Within, Worded

SAID = Text("说", "said")
HARD, OTHER = (
    Judgement("hard", Text("特殊情况", "hardship")),
    Judgement("other", Text("酌情", "leave")),
)
A, B = OneOf("a", (True,)), OneOf("b", (True,))
YES, NO, OPEN = (True,), (False,), (True, False)
TRUTH = {YES: True, NO: False, OPEN: None}


def fact(kind: str, name: str = "n", low: Any = None, whole: bool = False) -> Fact:
    says = {"x": SAID, "y": SAID} if kind == "choice" else {}
    return Fact(name, kind, SAID, SAID, SAID, says, None, low, whole)


@pytest.mark.parametrize(("a", "b"), list(product(TRUTH, TRUTH)))
def test_parts_hold_together_as_three_values_do(a: tuple[bool, ...], b: tuple[bool, ...]) -> None:
    known: Known = {"a": a, "b": b}
    values = (TRUTH[a], TRUTH[b])
    every = False if False in values else None if None in values else True
    some = True if True in values else None if None in values else False
    for parts in ((A, B), (B, A)):
        assert holds(All(parts), known) is every
        assert holds(AnyOf(parts), known) is some
        assert holds(Not(All(parts)), known) is (None if every is None else not every)
        assert holds(Worded(AnyOf(parts), SAID, ()), known) is some


def test_no_condition_always_holds_and_no_part_decides_alone() -> None:
    assert holds(None, {}) is True
    assert settled(None, {}) is True
    assert holds(All(()), {}) is True
    assert holds(AnyOf(()), {}) is False


@pytest.mark.parametrize(
    ("bounds", "true", "false"),
    [
        ((3, None, None), [3, 4], [2]),
        ((None, 3, None), [2, 3], [4]),
        ((None, None, 3), [2], [3, 4]),
        ((2, 4, None), [2, 3, 4], [1, 5]),
        ((2, None, 4), [2, 3], [1, 4]),
        ((None, 3, 3), [2], [3]),
        ((None, None, None), [0, 9], []),
    ],
)
def test_a_range_holds_its_ends(bounds: tuple, true: list[int], false: list[int]) -> None:
    within = Within("n", *bounds)
    assert [holds(within, {"n": (v,)}) for v in (*true, *false)] == [
        *[True] * len(true),
        *[False] * len(false),
    ]
    if false:
        assert holds(within, {"n": (true[0], false[0])}) is None


def test_a_judgement_is_open_until_it_is_one_completion() -> None:
    name = hidden_fact(HARD)
    assert name == "judgement:hard"
    assert holds(HARD, {}) is None
    assert holds(HARD, {name: (True,)}) is True
    assert holds(HARD, {name: (False,)}) is False
    with pytest.raises(Undetermined) as need:
        settled(Not(HARD), {})
    assert (need.value.fact, need.value.parts) == (name, ((True,), (False,)))
    assert str(need.value) == name


@pytest.mark.parametrize(
    ("condition", "split"),
    [
        (OneOf("n", (1, 3)), ("n", ((1, 3), (2, 4)))),
        (Within("n", 3, None, None), ("n", ((3, 4), (1, 2)))),
        (Not(OneOf("n", (1,))), ("n", ((1,), (2, 3, 4)))),
        (Worded(Within("n", None, None, 2), None, ()), ("n", ((1,), (2, 3, 4)))),
        (All((A, OneOf("n", (4,)))), ("n", ((4,), (1, 2, 3)))),
        (AnyOf((Not(A), OneOf("n", (4,)))), ("n", ((4,), (1, 2, 3)))),
        (All((B, OneOf("n", (4,)))), ("b", ((True,), (False,)))),
    ],
)
def test_what_is_not_settled_is_split_on_its_first_open_leaf(condition: Any, split: tuple) -> None:
    with pytest.raises(Undetermined) as need:
        settled(condition, {"n": (1, 2, 3, 4), "a": YES, "b": OPEN})
    assert (need.value.fact, need.value.parts) == split


def test_what_is_settled_is_said() -> None:
    known: Known = {"a": YES, "b": NO}
    assert settled(A, known) is True
    assert settled(B, known) is False


DEEP = All((Not(A), AnyOf((Worded(HARD, SAID, ()), Within("n", 1, None, None), OTHER))))


def test_leaves_facts_and_judgements_of_a_condition() -> None:
    assert list(leaves(None)) == []
    assert list(leaves(DEEP)) == [A, HARD, Within("n", 1, None, None), OTHER]
    assert facts_in(None) == set()
    assert facts_in(DEEP) == {"a", "n"}
    assert judgements_in([None, DEEP, A]) == {
        "judgement:hard": HARD.text,
        "judgement:other": OTHER.text,
    }


@pytest.mark.parametrize(
    ("of", "conditions", "domain"),
    [
        (fact("bool"), [], (True, False)),
        (fact("choice"), [OneOf("n", ("x",))], ("x", "y")),
        (fact("date"), [], ("2000-01-01",)),
        (
            fact("date"),
            [Within("n", "2021-03-01", None, None), None],
            ("2021-02-28", "2021-03-01", "2021-03-02"),
        ),
        (
            fact("date"),
            [Within("n", None, "2021-12-31", "2022-06-01")],
            ("2021-12-30", "2021-12-31", "2022-01-01", "2022-05-31", "2022-06-01", "2022-06-02"),
        ),
        (fact("number", whole=True), [OneOf("n", (3, 8))], (2, 3, 4, 7, 8, 9)),
        (fact("number", whole=True, low=0), [Within("n", 0, 2, None)], (0, 1, 2, 3)),
        (fact("number", whole=True, low=5), [], (5,)),
        (fact("number", whole=True), [], (0,)),
        (fact("number", whole=True), [HARD, OneOf("n", (1,))], (0, 1, 2)),
        (
            fact("number", low=0),
            [Within("n", None, None, 0.5)],
            (nextafter(0.5, -inf), 0.5, nextafter(0.5, inf)),
        ),
        (fact("number", low=0), [Within("n", 0, None, None)], (0, nextafter(0, inf))),
    ],
)
def test_what_a_fact_may_be_is_told_apart_where_conditions_cut(
    of: Fact, conditions: list, domain: tuple
) -> None:
    found = domains({"n": of, "z": fact("bool", "z")}, conditions)
    assert found == {"n": domain, "z": (True, False)}


@pytest.mark.parametrize(
    ("of", "value", "domain", "point"),
    [
        (fact("bool"), True, (False,), True),
        (fact("choice"), "x", ("y", "z"), "x"),
        (fact("number"), 3, (2, 3, 4), 3),
        (fact("number"), 9, (2, 3, 4), 4),
        (fact("number"), 1, (2, 3, 4), 2),
        (fact("number"), 6, (2, 3, 8), 3),
        (fact("date"), "2021-05-05", ("2020-01-01", "2021-01-01", "2022-01-01"), "2021-01-01"),
    ],
)
def test_a_value_behaves_as_the_point_of_its_stretch(
    of: Fact, value: Any, domain: tuple, point: Any
) -> None:
    assert point_of(of, value, domain) == point


RULED_OUT = ({"a": YES, "b": YES}, {"b": NO, "c": YES})


@pytest.mark.parametrize(("a", "b", "c"), list(product(TRUTH, repeat=3)))
def test_what_is_possible_is_what_some_complete_case_is(a: tuple, b: tuple, c: tuple) -> None:
    cases = product(a, b, c)
    expected = any(not (x and y) and not (not y and z) for x, y, z in cases)
    assert is_possible({"a": a, "b": b, "c": c}, RULED_OUT) is expected


def test_only_facts_that_matter_are_split_on() -> None:
    def decide(known: Known) -> str:
        if settled(A, known):
            return "yes" if settled(B, known) else "perhaps"
        return "no"

    known: Known = {"a": OPEN, "b": OPEN, "c": OPEN}
    assert completions(decide, known) == [
        ({"a": YES, "b": YES, "c": OPEN}, "yes"),
        ({"a": YES, "b": NO, "c": OPEN}, "perhaps"),
        ({"a": NO, "b": OPEN, "c": OPEN}, "no"),
    ]
    assert [said for _, said in completions(decide, known, RULED_OUT)] == ["perhaps", "no"]
    assert completions(decide, {**known, "a": NO}) == [({**known, "a": NO}, "no")]


def test_a_fact_has_influence_where_it_alone_gives_another_outcome() -> None:
    """Of a and b, each open: both together say yes, all else no."""
    known: Known = {"a": OPEN, "b": OPEN, "c": ("x", "y", "z")}
    both = [({"a": YES, "b": YES}, "yes"), ({"a": YES, "b": NO}, "no"), ({"a": NO}, "no")]
    assert influence(both, known) == {"a": 0.5, "b": 0.5}
    alike = [({"a": YES}, "no"), ({"a": NO}, "no")]
    assert influence(alike, known) == {}
    assert influence([], known) == {}
    third = [
        ({"a": YES, "c": ("x",)}, "yes"),
        ({"a": NO, "c": ("x",)}, "no"),
        ({"c": ("y", "z")}, "no"),
    ]
    found = influence(third, known)
    assert found["a"] == pytest.approx(1 / 3)
    assert found["c"] == pytest.approx(0.5)


def test_shares_add_up_over_several_pairs_of_regions() -> None:
    known: Known = {"a": OPEN, "c": ("x", "y", "z", "w")}
    branches = [
        ({"a": YES, "c": ("x",)}, 1),
        ({"a": NO, "c": ("x",)}, 2),
        ({"a": YES, "c": ("y", "z")}, 3),
        ({"a": NO, "c": ("y", "z")}, 4),
        ({"c": ("w",)}, 4),
    ]
    assert influence(branches, known)["a"] == pytest.approx(0.75)


def test_a_hidden_judgement_counts_as_yes_or_no() -> None:
    name = hidden_fact(HARD)
    branches = [({name: YES, "a": YES}, 1), ({name: NO, "a": YES}, 2), ({"a": NO}, 2)]
    assert influence(branches, {"a": OPEN}) == {name: 0.5, "a": 0.5}


def test_facts_that_only_change_together_are_all_named_without_a_share() -> None:
    tied = ({"a": YES, "b": NO}, {"a": NO, "b": YES})
    branches = [({"a": YES, "b": YES}, "yes"), ({"a": NO, "b": NO}, "no")]
    known: Known = {"a": OPEN, "b": OPEN}
    assert influence(branches, known, tied) == {"a": 0.0, "b": 0.0}
    full = [
        ({"a": YES, "b": YES}, "yes"),
        ({"a": YES, "b": NO}, "no"),
        ({"a": NO, "b": OPEN}, "no"),
    ]
    assert influence(full, known, ({"a": NO, "b": YES},)) == {"b": 0.5}


def test_every_pair_of_regions_counts_and_every_fact_they_narrow() -> None:
    known: Known = {"a": OPEN, "c": ("x", "y", "z", "w"), "d": ("p", "q")}
    alike_first = [({"c": ("w",)}, 2), ({"a": YES, "c": ("x",)}, 1), ({"a": NO, "c": ("x",)}, 2)]
    assert influence(alike_first, known) == {"c": 0.5, "a": 0.25}
    narrowed = [
        ({"a": YES, "c": ("x", "y", "z"), "d": ("p",)}, 1),
        ({"a": NO, "c": ("y", "z", "w"), "d": ("p",)}, 2),
    ]
    assert influence(narrowed, known) == {"a": pytest.approx(0.25)}


def test_facts_that_change_together_are_named_whichever_region_differs() -> None:
    tied = ({"a": YES, "b": NO}, {"a": NO, "b": YES})
    for yes, no in (("yes", "no"), ("no", "yes")):
        branches = [({"a": YES, "b": YES}, yes), ({"a": NO, "b": NO}, no), ({"a": NO}, no)]
        assert influence(branches[:2], {"a": OPEN, "b": OPEN}, tied) == {"a": 0.0, "b": 0.0}
    assert influence([({"a": YES}, 1)], {"a": OPEN}) == {}


@pytest.mark.parametrize("condition", [OneOf("n", (1, 2)), Within("n", None, 2, None)])
def test_what_every_value_left_agrees_on_is_settled(condition: Any) -> None:
    for values, value in (((1, 2), True), ((3, 4), False), ((1, 3), None), ((4, 1), None)):
        assert holds(condition, {"n": values}) is value


def test_a_leaf_behind_a_judgement_is_told_apart_too() -> None:
    both = All((HARD, OneOf("n", (5,))))
    assert domains({"n": fact("number", whole=True)}, [both]) == {"n": (4, 5, 6)}


@pytest.mark.parametrize(("a", "b", "c"), list(product(TRUTH, repeat=3)))
def test_three_combinations_that_cannot_be(a: tuple, b: tuple, c: tuple) -> None:
    ruled_out = ({"a": YES, "b": YES}, {"b": NO, "c": YES}, {"a": NO, "c": NO})
    expected = any(not (x and y) and (y or not z) and (x or z) for x, y, z in product(a, b, c))
    assert is_possible({"a": a, "b": b, "c": c}, ruled_out) is expected
    swapped = (ruled_out[1], ruled_out[2], ruled_out[0])
    assert is_possible({"a": a, "b": b, "c": c}, swapped) is expected
