"""``medisave statuses``, ``facts``, ``sources`` and ``claims``."""

from __future__ import annotations

import pytest

from medisave_cli.show.claims_page import MARKS
from tests.commands.asking import answered, data


def test_statuses_are_all_there_in_both_languages(capsys, book):
    records = data(capsys, "statuses")["statuses"]
    assert [r["id"] for r in records] == list(book.statuses)
    for r in records:
        assert r["name"]["zh"] and r["name"]["en"]
    out = answered(capsys, "statuses", "--lang", "en", "--format", "plain")
    lines = out.splitlines()
    assert all(f"- {s.id}: {s.name.zh} / {s.name.en}" in lines for s in book.statuses.values())


def test_a_named_case_says_what_it_stands_for(capsys):
    out = answered(capsys, "statuses", "--lang", "zh", "--format", "plain")
    assert "等于 transfer，same_province=no" in out
    records = {r["id"]: r for r in data(capsys, "statuses")["statuses"]}
    assert records["cross_province_transfer"]["base_status"] == "transfer"
    assert records["cross_province_transfer"]["facts"] == {"same_province": [False]}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("父亲走了", "deceased"),
        ("移民", "emigrated"),
        ("green card", "emigrated"),
        ("GREEN CARD", "emigrated"),
        ("辞职", "left_employment"),
        ("外国人", "foreign_leaver"),
    ],
)
def test_a_status_is_found_by_an_everyday_word(capsys, word, status):
    for asked in (("--search", word), (word,)):
        found = data(capsys, "statuses", *asked)
        assert found["matches"][0]["id"] == status and found["matches"][0]["kind"] == "status"


def test_places_of_a_status_are_those_with_rules_on_it(capsys, book):
    places = next(
        r["places"] for r in data(capsys, "statuses")["statuses"] if r["id"] == "deceased"
    )
    for code in ("320000", "000000"):
        assert code in places
    assert all(any(book.rules(book.place(code), "deceased").chain[0].provisions) for code in places)


def test_facts_are_all_there_and_can_be_typed_as_shown(capsys, book):
    from medisave_cli.advisor.situation import read_value

    records = data(capsys, "facts")["facts"]
    facts = book.facts()
    assert [r["id"] for r in records] == list(facts)
    for r in records:
        assert r["question"]["zh"] and r["question"]["en"] and r["why"]["zh"]
        for value in r["values"] or []:
            assert read_value(facts[r["id"]], value["typed"]) == value["value"]
    out = answered(capsys, "facts", "--lang", "zh", "--format", "plain")
    assert "--fact pension=lump_sum: " in out and "--fact death_in_shared_data=yes: " in out


def test_a_fact_says_where_it_matters(capsys):
    record = data(capsys, "facts", "death_in_shared_data")["facts"][0]
    assert (
        record["statuses"] == ["deceased"]
        and "320000" in record["places"]
        and record["only_in"] is None
    )
    assert [f["id"] for f in data(capsys, "facts", "death-in-shared-data")["facts"]] == [
        "death_in_shared_data"
    ]


def test_a_fact_of_one_place_serves_it_and_those_inside_it(capsys, book):
    local = [r for r in data(capsys, "facts")["facts"] if r["only_in"]]
    assert local
    for r in local:
        assert all(r["only_in"] in book.place(code).chain for code in r["places"])


def test_sources_are_all_there_with_what_cites_them(capsys, book):
    records = data(capsys, "sources")["sources"]
    assert {r["id"] for r in records} == set(book.sources())
    assert all(r["cited_by"] for r in records), [r["id"] for r in records if not r["cited_by"]]


def test_one_source_shows_what_each_citing_line_says(capsys, book):
    out = answered(capsys, "sources", "jiangsu-guide-2022", "--lang", "zh", "--format", "plain")
    source = book.sources(["jiangsu-guide-2022"])["jiangsu-guide-2022"]
    assert (
        out.startswith(source.title)
        and source.url in out
        and source.issuer in out
        and source.published in out
        and "官方原文" in out
    )
    cited_by = data(capsys, "sources", "jiangsu-guide-2022")["sources"][0]["cited_by"]
    assert {"from": "320000", "id": "jiangsu-deceased"} in cited_by
    assert all(line["id"] in out for line in cited_by)


def test_no_link_leads_off_an_authoritys_site(capsys):
    for r in data(capsys, "sources")["sources"]:
        assert ".gov.cn" in (r["url"] or ".gov.cn"), r["id"]


def test_sources_of_a_city_are_its_chains_nearest_first(capsys):
    places = [r["place"] for r in data(capsys, "sources", "-c", "昆山")["sources"]]
    order = ["320583", "320500", "320000", "000000"]
    assert places == sorted(places, key=order.index)


def test_claims_carry_finding_truth_and_sources(capsys, book):
    answer = data(capsys, "claims")
    assert [r["id"] for r in answer["claims"]] == [c.id for c in book.claims()]
    listed = {s["id"] for s in answer["sources"]}
    for r in answer["claims"]:
        assert (
            r["finding"] in MARKS
            and r["claim"]
            and r["truth"]
            and set(r["cites"]) <= listed
            and r["cites"]
        )


def test_a_claim_is_answered_and_pointed_to_the_rules(capsys, book):
    out = answered(capsys, "claims", "retired-may-withdraw", "--lang", "zh", "--format", "plain")
    claim = next(c for c in book.claims() if c.id == "retired-may-withdraw")
    assert (
        f"“{claim.claim.zh}”" in out
        and claim.truth.zh in out
        and "江苏省 320000" in out
        and "\n\n依据\n[1] " in out
    )


def test_claims_of_a_city_start_with_its_own(capsys):
    records = data(capsys, "claims", "-c", "昆山")["claims"]
    assert records[0]["from"] == "320583" and records[-1]["from"] == "000000"
    assert {r["from"] for r in records} <= {"320583", "320500", "320000", "000000"}


def test_claims_are_searched_in_both_languages(capsys):
    assert "retired-may-withdraw" in {
        r["id"] for r in data(capsys, "claims", "--search", "退休 取出来")["claims"]
    }
    assert "retired-may-withdraw" in {
        r["id"]
        for r in data(capsys, "claims", "--search", "RETIREES balance", "--lang", "zh")["claims"]
    }
