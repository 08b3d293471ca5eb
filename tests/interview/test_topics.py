"""What the questionnaire does with a person's first words: topics, facts they state, places that are one area."""

from __future__ import annotations

from medisave_cli.interview.session import Session
from tests.interview.test_talk import Held


def test_a_topic_is_answered_by_its_guide_for_the_place(book):
    held = Held(book, "医保卡丢了", "昆山", "1")
    assert held.guided == [("trouble", "320583", ("lost_card",))] and held.shown == []


def test_a_topic_needs_no_place_and_something_else_can_be_asked(book):
    held = Held(book, "补牙", "", "2", "家人去世", "昆山", "1", "1", "1")
    assert held.guided == [("uses", None, ("teeth",))]
    assert held.case.status == "deceased"


def test_words_that_settle_nothing_are_asked_about(book):
    held = Held(book, "想把钱取出来", "1", "昆山")
    assert "是哪一种？" in held.said


def test_what_the_words_state_is_not_asked_again(book):
    held = Held(book, "养老金一次性领走了", "上海", *["1"] * 8)
    assert held.case.facts["pension"] == "lump_sum"
    assert book.catalog_facts["pension"].question.zh not in held.said


def test_a_retiree_who_lives_with_a_son_elsewhere_is_a_settled_one(book):
    held = Held(book, "退休后跟儿子住上海", "昆山", *["1"] * 8)
    assert held.case.status == "remote_settled_retiree"


def test_a_foreigner_is_asked_who_they_are_before_anything_else(book):
    held = Held(book, "移民", "上海", *["1"] * 10)
    assert held.case.facts and next(iter(held.case.facts)) == "nationality"


def test_two_places_of_one_area_are_answered(book):
    held = Held(book, *["1"] * 8, start=Session("transfer", "110105", "110000"))
    assert held.ended is None and held.shown
