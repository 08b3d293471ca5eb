"""``medisave compare``."""

from __future__ import annotations

import csv
import io

import pytest

from medisave_cli import Case, ask
from medisave_cli.show.comparison import ASPECTS, compared, differing
from medisave_cli.show.comparison_data import comparison_csv
from tests.commands.asking import answered, data, wrong

TWO = ["compare", "-s", "deceased", "-c", "昆山", "-c", "温州"]


@pytest.mark.parametrize(
    "status", ["deceased", "retired", "emigrated", "transfer", "cross_province_transfer"]
)
def test_a_comparison_gives_each_places_own_answer(capsys, book, status):
    answer = data(
        capsys,
        "compare",
        "-s",
        status,
        "-c",
        "昆山",
        "-c",
        "北京",
        "-c",
        "成都",
        "--as-of",
        "2026-11-22",
    )
    assert [p["code"] for p in answer["places"]] == ["320583", "110000", "510100"]
    for p in answer["places"]:
        alone = ask(book, Case(p["code"], status, {}, None, "2026-11-22"))
        assert (p["verdict"], p["lean"], p["grade"], p["id"], p["decision_id"]) == (
            alone.verdict,
            alone.lean,
            alone.grade,
            alone.id,
            alone.decision_id,
        )


def test_what_differs_comes_first_and_the_rest_is_said_once(capsys):
    answer = data(capsys, *TWO, "--lang", "zh")
    assert set(answer["differ"]) | set(answer["same"]) == set(ASPECTS) and not set(
        answer["differ"]
    ) & set(answer["same"])
    out = answered(capsys, *TWO, "--lang", "zh", "--format", "plain", "--more")
    assert out.index("\n不一样的\n") < out.index("\n都一样的\n") < out.index("\n依据\n")
    assert "10个工作日" in out and "昆山市\t温州市" in out


def test_places_with_one_answer_share_a_line(capsys, book):
    out = answered(
        capsys, "compare", "-s", "transfer", "--provinces", "--lang", "zh", "--plain", "--more"
    )
    assert all(
        place["name"] in out
        for place in data(capsys, "compare", "-s", "transfer", "--provinces", "--lang", "zh")[
            "places"
        ]
    )
    table = out.split("## 都一样的")[0]
    rows = [line for line in table.splitlines() if line.count("\t") > 2]
    assert len(rows) < 32 and "处）\t" in table


def test_the_same_answer_everywhere_is_said(capsys):
    out = answered(
        capsys,
        "compare",
        "-s",
        "retired",
        "-c",
        "海口",
        "-c",
        "三亚",
        "--lang",
        "en",
        "--plain",
        "--more",
    )
    assert "The answer is the same in all of them." in out and "What differs" not in out


def test_provinces_and_all(capsys, book):
    provinces = [
        p["code"] for p in data(capsys, "compare", "-s", "deceased", "--provinces")["places"]
    ]
    assert (
        len(provinces) == 32
        and "660000" in provinces
        and not {"710000", "810000", "820000", "000000"} & set(provinces)
    )
    everywhere = {p["code"] for p in data(capsys, "compare", "-s", "deceased", "--all")["places"]}
    assert everywhere == {p.code for p in book.places_on_file()} - {"000000"}


def test_where_it_is_paid_comes_first_in_a_long_list(capsys):
    verdicts = [p["verdict"] for p in data(capsys, "compare", "-s", "emigrated", "--all")["places"]]
    order = ["eligible", "conditional", "unknown", "not_eligible"]
    assert verdicts == sorted(verdicts, key=order.index) and len(set(verdicts)) > 1


def test_facts_change_the_answer(capsys):
    before = data(capsys, "compare", "-s", "retired", "-c", "江苏", "-c", "温州")["places"][0]
    after = data(
        capsys, "compare", "-s", "retired", "-c", "江苏", "-c", "温州", "--fact", "pension=lump_sum"
    )["places"][0]
    assert (before["verdict"], after["verdict"]) == ("conditional", "eligible")


def test_a_fact_of_one_place_is_told_to_that_place(capsys, book):
    local = next(
        r
        for r in data(capsys, "facts")["facts"]
        if r["only_in"] and r["type"] == "bool" and r["statuses"]
    )
    args = [
        "compare",
        "-s",
        local["statuses"][0],
        "-c",
        local["only_in"],
        "-c",
        "昆山",
        "--fact",
        f"{local['id']}=yes",
    ]
    assert len(data(capsys, *args)["places"]) == 2
    wrong(
        capsys,
        "compare",
        "-s",
        local["statuses"][0],
        "-c",
        "昆山",
        "-c",
        "温州",
        "--fact",
        f"{local['id']}=yes",
    )


@pytest.mark.parametrize(
    "args",
    [
        ["-s", "deceased"],
        ["-s", "deceased", "-c", "昆山"],
        ["-s", "deceased", "-c", "昆山", "-c", "kunshan"],
        ["-s", "qqqq", "-c", "昆山", "-c", "温州"],
        ["-s", "deceased", "-c", "昆山", "-c", "温州", "--fact", "nosuch=yes"],
        ["-s", "deceased", "-c", "昆山", "-c", "温州", "--fact", "pension"],
        ["-s", "deceased", "-c", "昆山", "-c", "温州", "--as-of", "2026-02-30"],
        ["-c", "昆山", "-c", "温州"],
    ],
    ids=" ".join,
)
def test_asked_wrongly(capsys, args):
    wrong(capsys, "compare", *args)


def test_csv_has_a_row_a_place_and_every_column(capsys):
    rows = list(
        csv.DictReader(
            io.StringIO(
                answered(
                    capsys,
                    "compare",
                    "-s",
                    "emigrated",
                    "--provinces",
                    "--format",
                    "csv",
                    "--lang",
                    "zh",
                )
            )
        )
    )
    answer = data(capsys, "compare", "-s", "emigrated", "--provinces", "--lang", "zh")
    assert [r["code"] for r in rows] == [p["code"] for p in answer["places"]]
    assert [(r["verdict"], r["lean"], r["decision_id"]) for r in rows] == [
        (p["verdict"], p["lean"] or "", p["decision_id"]) for p in answer["places"]
    ]
    assert all(None not in r and None not in r.values() for r in rows)


def test_a_csv_file_opens_in_a_spreadsheet(capsys, tmp_path):
    target = tmp_path / "a.csv"
    answered(capsys, *TWO, "-o", str(target))
    assert (
        target.read_bytes().startswith(b"\xef\xbb\xbfcode,place,")
        and b"\r" not in target.read_bytes()
    )


def test_no_cell_is_a_formula(book):
    row = compared([ask(book, Case("昆山", "deceased", {}, None, "2026-11-22"))], "zh")[0]
    evil = [
        row._replace(aspects={**row.aspects, "conditions": f"{sign}cmd|' /C calc'!A0"})
        for sign in "=+-@\t"
    ]
    for cells in csv.DictReader(io.StringIO(comparison_csv(evil, {}, "zh"))):
        assert cells["conditions"].startswith("'")


def test_differing_sees_any_difference(book):
    rows = compared([ask(book, Case("昆山", "deceased", {}, None, "2026-11-22"))] * 2, "zh")
    assert differing(rows) == []
    for aspect in ASPECTS:
        other = rows[1]._replace(aspects={**rows[1].aspects, aspect: "别的"})
        assert differing([rows[0], other]) == [aspect]


def test_html_is_one_file(capsys):
    page = answered(capsys, *TWO, "--format", "html", "--more", "--lang", "en")
    assert page.startswith("<!DOCTYPE html>") and "<script" not in page and 'src="' not in page
