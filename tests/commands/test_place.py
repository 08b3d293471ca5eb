"""``medisave place`` and ``medisave places``."""

from __future__ import annotations

import json

import pytest

from medisave_cli.book.holdings import also_called, provisions_at
from medisave_cli.model import NATION
from tests.commands.asking import answered, ask, data, wrong


def test_place_says_whose_rules_serve_it(capsys):
    answer = data(capsys, "place", "郫县", "--lang", "zh")
    assert answer["place"]["code"] == "510117"
    assert answer["place"]["path"] == ["四川省", "成都市", "郫都区"]
    assert (
        [p["code"] for p in answer["serving"]]
        == ["510100", "510000", NATION]
        == answer["place"]["rules_from"]
    )
    assert all(p["checked"] for p in answer["serving"])
    assert "郫县" in answer["also_called"]


def test_place_lists_every_provision_of_the_chain(capsys, book):
    answer = data(capsys, "place", "昆山")
    expected = [
        h.provision.id for code in answer["place"]["rules_from"] for h in provisions_at(book, code)
    ]
    assert [p["id"] for p in answer["provisions"]] == expected
    for p in answer["provisions"]:
        assert p["grade"] in "ABC" and p["statuses"] and p["cites"]
        assert (p["why_not_firm"] is None) == p["firm"]
    cited = {
        c
        for kind in ("provisions", "closed", "contacts")
        for line in answer[kind]
        for c in line["cites"]
    }
    assert {s["id"] for s in answer["sources"]} == cited


def test_place_counts_provisions_by_status_and_grade(capsys, book):
    out = answered(capsys, "place", "江苏", "--more", "--lang", "zh", "--format", "plain")
    held = [h.provision for h in provisions_at(book, "320000") if "deceased" in h.statuses]
    row = next(line for line in out.splitlines() if line.startswith("参保人去世 / deceased\t"))
    assert row.split("\t")[1].startswith(f"{len(held)} 条（")


def test_place_shows_what_was_looked_for_and_the_number_to_dial(capsys, book):
    answer = data(capsys, "place", "苏州", "--lang", "zh")
    assert [x["text"] for x in answer["looked_for"]] == [
        what.zh for _, what, _ in book.looked_for(book.place("320500"))
    ]
    assert "0512-12393" in {c["dial"] for c in answer["contacts"]}
    out = answered(capsys, "place", "苏州", "--more", "--lang", "zh", "--format", "plain")
    assert answer["looked_for"][0]["text"] in out and "0512-12393" in out


def test_hainans_counties_share_its_area_code(capsys):
    assert "0898-12393" in {c["dial"] for c in data(capsys, "place", "琼海")["contacts"]}


def test_the_nations_rules_come_with_all(capsys, book):
    national = provisions_at(book, NATION)[0].provision.summary.zh
    assert national not in answered(
        capsys, "place", "昆山", "--more", "--lang", "zh", "--format", "plain"
    )
    assert national in answered(
        capsys, "place", "昆山", "--all", "--lang", "zh", "--format", "plain"
    )


def test_what_does_not_decide_is_marked_and_says_why(capsys):
    answer = data(capsys, "place", "苏州", "--lang", "zh")
    rejected = [p for p in answer["provisions"] if p["rejected"]]
    assert rejected
    out = answered(capsys, "place", "苏州", "--more", "--lang", "zh", "--format", "plain")
    for p in rejected:
        if p["from"] != NATION:
            assert f"不可信：{p['summary']}" in out and p["why_not_firm"] in out


@pytest.mark.parametrize("city", ["昆山", "北京", "郫县"])
def test_a_place_opens_with_its_answer_in_each_situation(capsys, book, city):
    answer = data(capsys, "place", city)
    bases = [s.id for s in book.statuses.values() if s.id == s.base]
    assert [a["status"] for a in answer["answers"]] == bases
    out = answered(capsys, "place", city, "--lang", "zh", "--format", "plain")
    for told in answer["answers"]:
        asked = data(capsys, "check", "-c", city, "-s", told["status"])
        assert (told["verdict"], told["lean"], told["grade"], told["decision_id"]) == tuple(
            asked[key] for key in ("verdict", "lean", "grade", "decision_id")
        )
        assert f"\n{book.statuses[told['status']].name.zh}：" in out


@pytest.mark.parametrize(
    ("command", "key"),
    [
        (("place", "雄安"), "warnings"),
        (("claims", "-c", "雄安"), "warnings"),
        (("compare", "-s", "deceased", "-c", "雄安", "-c", "昆山"), "warnings"),
        (("uses", "-c", "雄安"), "notices"),
    ],
)
def test_json_says_how_a_place_was_found(capsys, command, key):
    code, out, said = ask(capsys, *command, "--json", "--lang", "zh")
    [warning] = json.loads(out)[key]
    assert code == 0 and warning["text"] in said and warning["id"]


def test_old_codes_and_names_are_told(book):
    assert {"510124", "郫县"} <= set(also_called(book, "510117"))


def test_places_are_those_on_file(capsys, book):
    answer = data(capsys, "places")
    assert [p["code"] for p in answer["places"]] == [p.code for p in book.places_on_file()]
    by_code = {p["code"]: p for p in answer["places"]}
    assert sum(by_code["320000"]["provisions"].values()) == len(provisions_at(book, "320000"))


def test_places_of_a_province(capsys):
    codes = [p["code"] for p in data(capsys, "places", "--province", "江苏")["places"]]
    assert {"320000", "320500", "320583"} <= set(codes) and all(
        code.startswith("32") for code in codes
    )
    assert all(p["code"].startswith("22") for p in data(capsys, "places", "-p", "吉林")["places"])
    assert "昆山" in wrong(capsys, "places", "-p", "昆三", "--lang", "zh")


@pytest.mark.parametrize("typed", ["朝阳", "chaoyang", "110105", "朝阳区"])
def test_search_finds_any_place_on_file_or_not(capsys, typed):
    found = {p["code"]: p for p in data(capsys, "places", "--search", typed)["places"]}
    assert found["110105"]["provisions"] is None and found["110105"]["rules_from"][0] == "110000"


def test_search_by_old_name_and_without_a_match(capsys):
    assert data(capsys, "places", "--search", "襄樊")["places"][0]["code"] == "420600"
    near = data(capsys, "places", "--search", "昆三")
    assert near["exact"] is False and "320583" in {p["code"] for p in near["places"]}
    assert "没有这样的地名" in answered(
        capsys, "places", "--search", "昆三", "--lang", "zh", "--format", "plain"
    )
    assert data(capsys, "places", "--search", "甪直")["places"] == []
    wrong(capsys, "places", "--search", "  ")


def test_what_is_taken_for_a_place_is_said_beside_the_page(capsys):
    answered(capsys, "place", "昆山", "--lang", "zh")
    for command in ("place", "雄安"), ("claims", "-c", "雄安"):
        code, _, said = ask(capsys, *command, "--lang", "zh")
        assert code == 0 and "雄安" in said and "河北省" in said
