"""Statuses by everyday words, places as one types."""

from __future__ import annotations

import pytest

from medisave_cli.interview.desk import Desk
from medisave_cli.interview.session import Session


@pytest.fixture(scope="module")
def desk(book):
    return Desk(book, "2026-11-22")


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("去世", "deceased"),
        ("我爸上个月去世了，医保卡里的钱怎么办", "deceased"),
        ("my father died in May", "deceased"),
        ("移民", "emigrated"),
        ("退休", "retired"),
        ("當兵".replace("當", "当"), "enlisted"),
        ("台胞", "foreign_leaver"),
        ("RETIREMENT", "retired"),
        ("quit", "left_employment"),
        ("deceased", "deceased"),
        ("外省工作", "cross_province_transfer"),
    ],
)
def test_everyday_words_find_the_status(desk, typed, status):
    assert desk.situations(typed).matches[0].id == status


def test_a_status_is_found_by_what_it_is_called(desk):
    for status in desk.book.statuses.values():
        for word in (status.id, *status.label, *status.name):
            found = desk.situations(word)
            assert found.sure and found.matches[0].id == status.id, word


def test_all_statuses_are_listed_named_cases_behind_their_base(desk):
    listed = [m.id for m in desk.situations().matches if m.kind == "status"]
    assert sorted(listed) == sorted(desk.book.statuses)
    assert listed[listed.index("retired") + 1] == "remote_settled_retiree"


def test_words_that_mean_nothing_find_nothing(desk):
    for typed in ("股票", "x" * 5000):
        assert not desk.situations(typed).matches


@pytest.mark.parametrize("typed", ["昆山", "kunshan", "320583", "昆", "Kun"])
def test_places_are_suggested_as_one_types(desk, typed):
    assert "320583" in [p.code for p in desk.suggest(typed)]


def test_old_names_are_suggested(desk):
    assert desk.suggest("郫县")[0].code == "510117"


def test_a_place_of_that_very_name_comes_first_then_cities(desk):
    assert desk.suggest("朝阳")[0].name.zh.startswith("朝阳")
    assert desk.suggest("shenz")[0].level == "prefecture"


def test_places_without_mainland_insurance_are_not_suggested(desk):
    assert desk.suggest("香港") == [] and desk.suggest("taiwan") == []
    assert desk.outside("香港") and desk.outside("台北") and not desk.outside("昆山")


def test_a_long_paste_is_not_searched_for(desk):
    assert desk.suggest("昆山" * 5000) == [] and desk.nearest("昆山" * 5000) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_handle_of_every_place_finds_it_again(desk, lang):
    for place in desk.book.places_on_file():
        if place.code != "000000":
            assert desk.find(desk.handle(place.code, lang)).place.code == place.code


def test_a_place_whose_name_is_shared_is_handled_by_its_full_name_or_code(desk):
    handle = desk.handle("110105", "zh")
    assert handle != "朝阳区" and desk.find(handle).place.code == "110105"


def test_the_outlook_of_a_place_and_status_is_worked_out_once(desk, monkeypatch):
    from medisave_cli.answer import asking

    worked_out = []
    outlook = asking.outlook
    monkeypatch.setattr(asking, "outlook", lambda *args: worked_out.append(args) or outlook(*args))
    fresh = Desk(desk.book, "2026-11-22")
    session = Session("emigrated", "310000")
    first = fresh.standing(session, {})
    name = first.advice.questions[0].fact.id
    for value in first.values[name]:
        fresh.standing(session, {name: value})
    assert len(worked_out) == 1


def test_choices_that_other_facts_rule_out_are_not_offered(desk):
    standing = desk.standing(Session("foreign_leaver", "340100"), {})
    assert "mainland" not in standing.values["nationality"] and set(
        standing.values["nationality"]
    ) == {"foreign", "hk_mo_tw"}
