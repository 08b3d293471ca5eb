"""A way is whole: two allowing rules never mix, and a portion of its own never takes the counter of the rest."""

from __future__ import annotations

from typing import Any

from medisave_cli import model as m
from tests.advisor.made_up import ask, book_of, rule

TOLD, NOT_TOLD = m.OneOf("told", (True,)), m.OneOf("told", (False,))


def paper(name: str) -> m.DocumentLine:
    return m.DocumentLine(((name, m.Text(name, name)),), None, None, ())


def step(word: str) -> m.TextLine:
    return m.TextLine(m.Text(word, word), None, ())


def shown(way: m.Way) -> dict[str, list[Any]]:
    """What a way asks for, by kind."""
    found: dict[str, list[Any]] = {}
    for line in way.lines:
        item = line.item.papers[0][0] if line.kind == "documents" else line.item.text.zh
        found.setdefault(line.kind, []).append((item, line.state))
    return found


def test_two_ways_keep_their_own_papers_and_steps() -> None:
    one = rule(m.ALLOWED, TOLD, documents=(paper("form"), paper("card")), steps=(step("寄"),))
    other = rule(m.ALLOWED, NOT_TOLD, documents=(paper("form"),), steps=(step("去"),))
    [option] = ask(book_of([one, other]), "gone", {}).options
    assert [(way.state, shown(way)) for way in option.ways] == [
        (
            "unknown",
            {"documents": [("form", "needed"), ("card", "needed")], "steps": [("寄", "needed")]},
        ),
        ("unknown", {"documents": [("form", "needed")], "steps": [("去", "needed")]}),
    ]
    # Run together, a paper that both ask for is listed once, and what one alone asks for may not be needed.
    papers = [
        (line.item.papers[0][0], line.state) for line in option.lines if line.kind == "documents"
    ]
    assert papers == [("form", "needed"), ("card", "maybe")]


def test_a_way_that_decides_beside_another_lends_it_nothing() -> None:
    one = rule(m.ALLOWED, TOLD, documents=(paper("form"),), steps=(step("寄"),))
    other = rule(m.ALLOWED, None, documents=(paper("card"),))
    wide = rule(m.ALLOWED, steps=(step("问"),))
    [option] = ask(book_of([one, other], [wide]), "gone", {"told": True}).options
    assert [shown(way)["steps"] for way in option.ways] == [[("寄", "needed")], [("问", "needed")]]


def test_a_rule_that_states_the_principle_alone_is_no_way_beside_one_with_detail() -> None:
    principle, guide = rule(m.ALLOWED), rule(m.ALLOWED, documents=(paper("form"),))
    [option] = ask(book_of([principle, guide]), "gone", {}).options
    assert [way.provision.id for way in option.ways] == [option.deciders[1].id]


def test_a_failed_way_is_named_without_lines() -> None:
    one = rule(m.ALLOWED, TOLD, documents=(paper("form"),))
    other = rule(m.ALLOWED, NOT_TOLD, documents=(paper("card"),))
    [option] = ask(book_of([one, other], [rule(m.BARRED)]), "gone", {"told": True}).options
    assert [(way.state, bool(way.lines)) for way in option.ways] == [("met", True)]
    [option] = ask(book_of([one], [rule(m.BARRED)]), "gone", {"told": False}).options
    assert [(way.state, way.lines) for way in option.ways] == [("failed", ())]


def test_a_portion_that_follows_main_takes_its_verdict_and_not_its_counter() -> None:
    main = rule(m.ALLOWED, documents=(paper("form"),), steps=(step("去窗口"),))
    bank = rule(m.ALLOWED, portion="old", steps=(step("去银行"),))._replace(grade="C")
    options = {o.portion: o for o in ask(book_of([main, bank]), "gone", {}).options}
    assert (options["old"].verdict, options["old"].follows) == (m.ELIGIBLE, True)
    assert [shown(way) for way in options["old"].ways] == [{"steps": [("去银行", "needed")]}]
    assert [shown(way)["steps"] for way in options["main"].ways] == [[("去窗口", "needed")]]


def test_a_single_detail_carries_its_own_grade() -> None:
    near = rule(m.ALLOWED, documents=(paper("form"),))
    said = m.Text("继承人", "the heirs")
    page = rule(m.ALLOWED)._replace(grade="C", pays_to=said)
    [option] = ask(book_of([near, page]), "gone", {}).options
    [way] = option.ways
    assert way.pays_to is not None and not way.reported
    assert (way.pays_to.value, way.pays_to.grade, way.pays_to.reported) == (said, "C", True)
    assert option.unsure == ("pays_to",)
