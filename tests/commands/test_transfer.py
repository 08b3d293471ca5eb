"""``medisave transfer FROM TO``: a move as a user and a script meet it."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from tests.commands.asking import answered, ask, data, wrong

AS_OF = ("--as-of", "2026-11-22")


def option(advice, family):
    return next(o for o in advice["options"] if (o["family"], o["portion"]) == (family, "main"))


def outcome(rows, family):
    return next(row for row in rows if row["family"] == family)


def test_both_places_are_named_and_the_money_moves(capsys):
    move = data(capsys, "transfer", "深圳", "北京", *AS_OF)
    assert (move["from"]["code"], move["to"]["code"]) == ("440300", "110000")
    assert option(move["advice"], "transfer")["verdict"] == "eligible"
    assert option(move["advice"], "cash")["verdict"] == "not_eligible"
    assert move["plan"] is None


def test_json_keeps_every_key_and_knows_every_source(capsys):
    for ends in (("深圳", "北京"), ("昆山", "合肥"), ("拉萨", "西宁"), ("广州", "深圳")):
        move = data(capsys, "transfer", *ends, *AS_OF)
        assert set(move) == {
            "schema",
            "lang",
            "book",
            "from",
            "to",
            "advice",
            "refused",
            "retired",
            "cases",
            "destination_contacts",
            "plan",
            "sources",
        }
        known = {s["id"] for s in move["sources"]}
        assert set(cites_in(move)) <= known
        for case in move["cases"]:
            assert set(case) == {"facts", "condition", "outcome", "note"}
            assert (case["outcome"] is None) != (case["note"] is None)


def cites_in(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from value if key == "cites" else cites_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from cites_in(item)


def test_it_agrees_with_check(capsys):
    move = data(capsys, "transfer", "深圳", "北京", *AS_OF)
    check = data(capsys, "check", "-c", "深圳", "-s", "transfer", "--to", "北京", *AS_OF)
    refused = data(
        capsys,
        "check",
        "-c",
        "深圳",
        "-s",
        "transfer",
        "--to",
        "北京",
        "--fact",
        "destination_accepts_balance=no",
        *AS_OF,
    )
    assert (move["advice"]["decision_id"], move["refused"]["decision_id"]) == (
        check["decision_id"],
        refused["decision_id"],
    )
    assert move["advice"]["options"] == check["options"]


def test_retirees_may_not_move_and_the_rule_is_cited(capsys):
    move = data(capsys, "transfer", "深圳", "北京", *AS_OF)
    rule = outcome(move["retired"], "transfer")
    assert rule["verdict"] == "not_eligible" and rule["cites"]
    assert "已退休的人" in answered(
        capsys, "transfer", "深圳", "北京", "--lang", "zh", "--more", *AS_OF
    )


def test_the_cash_route_where_the_balance_is_refused(capsys):
    move = data(capsys, "transfer", "长沙", "西宁", *AS_OF)
    cash = option(move["refused"], "cash")
    assert cash["verdict"] == "conditional" and cash["pays_to"]
    page = answered(capsys, "transfer", "长沙", "西宁", "--lang", "zh", "--more", *AS_OF)
    assert "西宁市不收余额时，能不能取现" in page
    assert cash_summary(page, "西宁市不收余额时，能不能取现").startswith(("! 取现：", "+ 取现："))


def cash_summary(page, title):
    return page.split(f"\n{title}\n")[1].split("\n")[0]


def test_gaps_and_quotas_are_told_with_their_sources(capsys):
    move = data(capsys, "transfer", "深圳", "北京", *AS_OF)
    gaps = [case for case in move["cases"] if case["note"] and "gap" in case["note"]["id"]]
    assert len(gaps) == 2 and all(case["note"]["cites"] and case["condition"] for case in gaps)
    page = answered(capsys, "transfer", "深圳", "北京", "--lang", "zh", "--more", *AS_OF)
    assert "断缴3个月以内" in page and "断缴超过3个月" in page and "家庭共济额度" in page


@pytest.mark.parametrize(
    ("months", "told", "left_out"),
    [(2, "追溯", "等待期"), (3, "追溯", "等待期"), (4, "等待期", "追溯"), (12, "等待期", "追溯")],
)
def test_a_stated_gap_is_answered_alone(capsys, months, told, left_out):
    page = answered(
        capsys, "transfer", "拉萨", "西宁", "--fact", f"gap_months={months}", "--lang", "zh", *AS_OF
    )
    assert told in page and left_out not in page
    assert page.count(told) == 1, page
    cases = data(capsys, "transfer", "拉萨", "西宁", "--fact", f"gap_months={months}", *AS_OF)[
        "cases"
    ]
    assert not any("gap" in case["note"]["id"] for case in cases if case["note"])


def test_the_table_of_cases_holds_what_is_not_so_here(capsys):
    cases = data(capsys, "transfer", "深圳", "北京", *AS_OF)["cases"]
    facts = [case["facts"] for case in cases if case["outcome"]]
    assert {"destination_accepts_balance": False} in facts
    assert {"destination_scheme": "resident"} in facts
    stated = data(
        capsys, "transfer", "深圳", "北京", "--fact", "destination_scheme=resident", *AS_OF
    )["cases"]
    assert not any(case["facts"].get("destination_scheme") == "resident" for case in stated)


IN_PROVINCE = [
    (
        "广州",
        "深圳",
        {"transfer": "not_eligible", "stay": "eligible", "cash": "not_eligible"},
    ),  # the account simply works everywhere
    ("杭州", "宁波", {"transfer": "eligible", "cash": "not_eligible"}),
    ("合肥", "滁州", {"transfer": "eligible", "cash": "not_eligible"}),
    ("长沙", "衡阳", {"stay": "eligible", "cash": "not_eligible"}),
]


@pytest.mark.parametrize(("origin", "destination", "verdicts"), IN_PROVINCE)
def test_in_province_rules_come_from_the_province(capsys, origin, destination, verdicts):
    move = data(capsys, "transfer", origin, destination, *AS_OF)
    assert {family: option(move["advice"], family)["verdict"] for family in verdicts} == verdicts
    local = next(f for f in ("stay", "transfer") if verdicts.get(f) == "eligible")
    assert option(move["advice"], local)["decided_by"]["code"][:2] == move["from"]["code"][:2]


def test_each_line_says_at_which_end_it_is_done(capsys):
    page = answered(capsys, "transfer", "西宁", "合肥", "--lang", "zh", "--more", *AS_OF)
    assert "\n1. 先办：西宁市：" in page and "先办：合肥市：" in page
    assert "西宁市：转出地转出：10个工作日内" in page
    assert "合肥市：转入地入账：5个工作日内" in page
    assert "0971-12393" in page and "0551-12393" in page
    english = answered(capsys, "transfer", "西宁", "合肥", "--lang", "en", "--more", *AS_OF)
    assert "Xining: " in english and "Hefei: " in english


def test_json_says_at_which_end_each_step_is_done(capsys):
    steps = option(data(capsys, "transfer", "西宁", "合肥", *AS_OF)["advice"], "transfer")["steps"]
    assert {step["side"] for step in steps} == {"out", "in", None}
    assert all(step["side"] == "in" for step in steps if step["from"] == "340000")


def test_the_same_paper_is_asked_for_once(capsys):
    page = answered(capsys, "transfer", "西宁", "南京", "--lang", "zh", *AS_OF)
    papers = page.split("\n要带什么\n")[1].split("\n\n")[0]
    assert papers.count("社会保障卡") == 1


def test_dates_count_chinese_working_days(capsys):
    plan = data(capsys, "transfer", "西宁", "兰州", "--start", "2026-09-28", *AS_OF)["plan"]
    assert [(step["for"], step["due"], step["certain"]) for step in plan][:3] == [
        ("apply", "2026-09-28", True),
        ("transfer_out", "2026-10-16", True),
        ("transfer_in", "2026-10-23", True),
    ]
    assert all(step["cites"] for step in plan[1:])
    page = answered(
        capsys, "transfer", "西宁", "兰州", "--start", "2026-09-28", "--lang", "zh", *AS_OF
    )
    assert "最晚 2026-10-16（周五）" in page


def test_a_calendar_that_a_calendar_library_reads(capsys, tmp_path):
    text = answered(
        capsys, "transfer", "西宁", "兰州", "--start", "2026-09-28", "--format", "ics", *AS_OF
    )
    assert [e.decoded("dtstart").isoformat() for e in Calendar.from_ical(text).walk("VEVENT")][
        :3
    ] == ["2026-09-28", "2026-10-16", "2026-10-23"]
    target = tmp_path / "move.ics"
    assert (
        answered(
            capsys, "transfer", "西宁", "兰州", "--start", "2026-09-28", "-o", str(target), *AS_OF
        )
        == ""
    )
    assert len(Calendar.from_ical(target.read_bytes()).walk("VEVENT")) >= 3


def test_check_writes_a_calendar_too(capsys):
    text = answered(
        capsys,
        "check",
        "-c",
        "昆山",
        "-s",
        "deceased",
        "--start",
        "2026-09-24",
        "--format",
        "ics",
        *AS_OF,
    )
    assert [e.decoded("dtstart").isoformat() for e in Calendar.from_ical(text).walk("VEVENT")] == [
        "2026-09-24",
        "2026-10-15",
    ]


def test_no_time_limit_is_no_calendar(capsys):
    code, out, err = ask(
        capsys,
        "check",
        "-c",
        "昆山",
        "-s",
        "retired",
        "--fact",
        "pension=monthly",
        "--start",
        "2026-09-24",
        "--format",
        "ics",
        "--lang",
        "en",
        *AS_OF,
    )
    assert (code, out) == (1, "") and "no time limit" in err and err.count("\n") == 1


@pytest.mark.parametrize("face", ["table", "plain", "markdown", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_face_names_both_ends(capsys, face, lang):
    page = answered(
        capsys,
        "transfer",
        "深圳",
        "北京",
        "--format",
        face,
        "--lang",
        lang,
        "--start",
        "2026-09-24",
        *AS_OF,
    )
    for name in ("深圳", "北京") if lang == "zh" else ("Shenzhen", "Beijing"):
        assert name in page
    assert "2026-10-" in page and "12393" in page


def test_a_handout_has_no_words_for_the_command_line(capsys):
    for face in ("html", "markdown"):
        for ask_for in (("transfer", "深圳", "北京"), ("check", "-c", "昆山", "-s", "deceased")):
            page = answered(capsys, *ask_for, "--format", face, "--lang", "zh", *AS_OF)
            assert (
                "--more" not in page
                and "--fact" not in page
                and "medisave claims" not in page
                and "medisave check" not in page
            )


WRONG = [
    (["深圳", "香港"], "-s emigrated"),
    (["深圳", "London"], "-s emigrated"),
    (["London", "深圳"], "no place"),
    (["深圳", "朝阳区"], "110105"),
    (["深圳", "北京", "--fact", "gap_months=两个月"], "whole number"),
    (
        [
            "深圳",
            "北京",
            "--fact",
            "destination_scheme=resident",
            "--fact",
            "destination_scheme=none",
        ],
        "twice",
    ),
    (["深圳", "北京", "--start", "2026-02-30"], "no date"),
    (["深圳", "北京", "--start", "9999-12-31"], "too far"),
    (["深圳", "北京", "--as-of", "2026-02-30"], "no date"),
    (["深圳", "北京", "--format", "ics"], "--start"),
    (["深圳", "北京", "-o", "plan.ics"], "--start"),
    (["深圳"], "missing TO"),
    (["深圳", "北京", "上海"], "too many words"),
    (["深圳", "[red]北京\x1b[31m"], "no place"),
    (["深圳", "x" * 5000], "no place"),
]


@pytest.mark.parametrize(("args", "hint"), WRONG)
def test_a_wrong_question_is_one_line_that_says_what_to_do(capsys, monkeypatch, args, hint):
    monkeypatch.setenv("MEDISAVE_LANG", "en")
    err = wrong(capsys, "transfer", *args)
    assert hint in err and "\x1b" not in err and len(err) < 800
    assert "\x1b" not in wrong(capsys, "transfer", *args, "--lang", "zh")


@pytest.mark.parametrize(
    ("origin", "destination"),
    [
        ("深圳", "深圳"),
        ("深圳", "龙岗区"),
        ("海淀", "北京朝阳"),
        ("昆山", "苏州"),
        ("太仓", "昆山"),
    ],
)
def test_a_move_inside_one_pool_is_answered_in_the_first_line(
    capsys, origin: str, destination: str
) -> None:
    for args in (
        ["transfer", origin, destination],
        ["check", "-c", origin, "-s", "transfer", "--to", destination],
    ):
        out = answered(capsys, *args, "--lang", "zh", "--format", "plain")
        assert "不用转" in "".join(out.split("\n")[:6])
        assert "提交转移申请" not in out


def test_a_retiree_who_moves_is_answered_as_a_retiree_whatever_asks(capsys) -> None:
    asked = []
    for args in (
        ["transfer", "深圳", "北京", "--fact", "stage=retired"],
        ["check", "-c", "深圳", "-s", "transfer", "--to", "北京", "--fact", "stage=retired"],
        ["check", "-c", "深圳", "-s", "retired", "--to", "北京", "--fact", "settled=unknown"],
    ):
        found = data(capsys, *args)
        assert found["case"]["base_status"] == "retired"
        asked.append(
            [(o["family"], o["portion"], o["verdict"], o["decided_by"]) for o in found["options"]]
        )
    assert asked[0] == asked[1] == asked[2]
