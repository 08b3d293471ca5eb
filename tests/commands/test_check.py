"""``medisave check`` as a user and a script meet it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from medisave_cli.cli import run

ASKED = ["check", "-c", "昆山", "-s", "deceased"]


def invoke(capsys, *args):
    code = run(list(args))
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys, *args):
    code, out, err = invoke(capsys, *args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


# The JSON contract: every key always present, null or [] where empty.

TOP = {
    "schema",
    "id",
    "decision_id",
    "lang",
    "book",
    "asked",
    "case",
    "verdict",
    "lean",
    "grade",
    "headline",
    "options",
    "questions",
    "instead",
    "claims",
    "warnings",
    "disputes",
    "contacts",
    "plan",
    "sources",
}
OPTION = {
    "family",
    "portion",
    "disposition",
    "verdict",
    "lean",
    "grade",
    "decided_by",
    "summary",
    "conditions",
    "documents",
    "steps",
    "channels",
    "time_limit",
    "pays_to",
    "applicant",
    "before",
    "window",
    "cites",
}
PER_LINE = {"from", "grade", "cites"}


@pytest.mark.parametrize(
    "status",
    [
        "deceased",
        "retired",
        "emigrated",
        "transfer",
        "transfer_refused",
        "foreign_leaver",
        "active",
        "enlisted",
    ],
)
@pytest.mark.parametrize("city", ["昆山", "北京", "泉州", "拉萨"])
def test_json_keeps_every_key(capsys, city, status):
    data = answer(capsys, "check", "-c", city, "-s", status)
    assert set(data) >= TOP
    assert set(data["case"]) >= {
        "place",
        "destination",
        "status",
        "base_status",
        "facts",
        "assumed",
        "as_of",
    }
    assert set(data["case"]["place"]) >= {"code", "name", "path", "rules_from"}
    for option in data["options"]:
        assert set(option) >= OPTION
        for kind in ("documents", "steps", "channels", "time_limit", "before"):
            for line in option[kind]:
                assert set(line) >= PER_LINE
        for paper in option["documents"]:
            assert set(paper) >= {"id", "name", "group", "if", "state"}
            assert paper["state"] in ("needed", "maybe", "not_needed")
        for condition in option["conditions"]:
            assert set(condition) >= {"text", "facts", "state", "cites"}
            assert condition["state"] in ("met", "failed", "unknown", "judgement")
    known = {s["id"] for s in data["sources"]}
    for s in data["sources"]:
        assert set(s) >= {
            "id",
            "title",
            "issuer",
            "number",
            "grade",
            "published",
            "effective_from",
            "checked",
            "url",
        }
    assert set(cites_in(data)) <= known


def cites_in(data):
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "cites":
                yield from value
            else:
                yield from cites_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from cites_in(item)


def test_every_line_shown_is_cited(capsys):
    data = answer(capsys, *ASKED)
    for option in data["options"]:
        if option["verdict"] != "unknown":
            assert option["cites"]
        for kind in ("documents", "steps", "channels", "time_limit", "before"):
            assert all(line["cites"] and line["from"] for line in option[kind])
    assert all(n["cites"] for n in data["instead"])


def test_kunshan_deceased_in_json(capsys):
    data = answer(capsys, *ASKED, "--fact", "death_in_shared_data=no", "--as-of", "2026-11-22")
    cash = data["options"][0]
    assert (data["verdict"], data["grade"]) == ("eligible", "A")
    assert cash["decided_by"] == {
        "code": "320000",
        "name": "江苏省" if data["lang"] == "zh" else "Jiangsu",
        "provision": "jiangsu-deceased",
    }
    papers = {d["id"]: d for d in cash["documents"]}
    assert papers["signed-undertaking"]["state"] == "needed"
    assert papers["e-voucher"]["group"] == papers["id-card"]["group"] is not None
    assert "inheritance-notarised" not in papers
    assert [t["working_days"] for t in cash["time_limit"]] == [10]
    assert data["case"]["facts"] == {"death_in_shared_data": False}
    assert data["case"]["assumed"].items() >= {"scheme": "employee", "heir_exists": True}.items()
    assert any(c["dial"] == "0512-12393" for c in data["contacts"])


def test_a_district_is_answered_by_the_place_that_pools_it(capsys):
    data = answer(capsys, "check", "-c", "郫县", "-s", "deceased", "--lang", "zh")
    assert data["asked"]["place"] == "郫县"
    assert data["case"]["place"]["path"] == ["四川省", "成都市", "郫都区"]
    assert data["case"]["place"]["rules_from"] == ["510100", "510000", "000000"]


def test_both_ways_of_asking_have_one_answer(capsys):
    named = answer(capsys, "check", "-c", "深圳", "-s", "transfer_refused", "--to", "北京")
    stated = answer(
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
    )
    for key in (
        "id",
        "decision_id",
        "verdict",
        "lean",
        "grade",
        "headline",
        "options",
        "questions",
        "sources",
    ):
        assert named[key] == stated[key], key


# Faces.


@pytest.mark.parametrize("face", ["plain", "markdown", "table", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_face_says_the_verdict_and_the_papers(capsys, face, lang):
    code, out, _ = invoke(capsys, *ASKED, "--format", face, "--lang", lang)
    assert code == 0
    assert "继承人身份证" in out
    assert (
        "继承人可以把账户里的钱领出来" if lang == "zh" else "The heirs can have the money paid out"
    ) in out
    assert "0512" in out and "12393" in out


def test_a_pipe_gets_plain_text_without_escapes(capsys):
    code, out, _ = invoke(capsys, *ASKED, "--lang", "zh")
    assert code == 0
    assert "\x1b" not in out and "…" not in out and "┃" not in out


@pytest.mark.parametrize("columns", ["20", "60", "200"])
def test_tables_fold_and_cut_nothing(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    code, out, _ = invoke(capsys, *ASKED, "--format", "table", "--lang", "zh")
    assert code == 0
    squeezed = "".join(c for c in out if c not in " \n│")
    assert (
        "参保地医保经办窗口（设区市或县（市、区）医保经办窗口）；当地医保网上服务大厅" in squeezed
    )
    assert "…" not in out


def test_output_to_a_file_leaves_nothing_on_stdout(capsys, tmp_path):
    target = tmp_path / "answer.md"
    code, out, _ = invoke(capsys, *ASKED, "-o", str(target), "--lang", "zh")
    assert (code, out) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert re.search(r"^(?:-|1\.) \[ \]", text, re.MULTILINE)
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_is_one_line(capsys, tmp_path):
    code, out, err = invoke(
        capsys, *ASKED, "-o", str(tmp_path / "none" / "answer.md"), "--lang", "en"
    )
    assert code == 2 and out == "" and err.count("\n") == 1 and "no folder" in err


def test_explain_names_each_rule_and_why(capsys):
    data = answer(
        capsys, "check", "-c", "昆山", "-s", "retired", "--fact", "pension=monthly", "--explain"
    )
    outcomes = {row["rule"]: row["outcome"] for row in data["explain"]}
    assert outcomes["china-retired-no-cash"] == "decides"
    assert outcomes["jiangsu-lump-sum-pension"] == "does_not_apply"
    assert outcomes["jiangsu-retired-monthly"] == "reported"


def test_exit_status_tells_the_verdict(capsys):
    asked = ["check", "-c", "昆山", "-s", "retired", "--format", "json", "--exit-status"]
    assert invoke(capsys, *asked)[0] == 10
    assert invoke(capsys, *asked, "--fact", "pension=monthly")[0] == 11
    assert invoke(capsys, *asked, "--fact", "pension=lump_sum")[0] == 0
    assert (
        invoke(
            capsys, "check", "-c", "泉州", "-s", "emigrated", "--format", "json", "--exit-status"
        )[0]
        == 12
    )


# Wrong questions: one line on stderr, the nearest right thing, exit 2.

WRONG = [
    (["check", "-c", "昆三", "-s", "deceased"], "昆山市"),
    (["check", "-c", "朝阳", "-s", "deceased"], "110105"),
    (["check", "-c", "鼓楼区", "-s", "deceased"], "320106"),
    (["check", "-c", "香港", "-s", "deceased"], "mainland"),
    (["check", "-c", "昆山", "-s", "decesed"], "fits no situation on file"),
    (["check", "-c", "昆山", "-s", "retired", "--fact", "pensoin=monthly"], "did you mean pension"),
    (
        ["check", "-c", "昆山", "-s", "retired", "--fact", "pension=weekly"],
        "monthly, lump_sum, not_yet",
    ),
    (["check", "-c", "昆山", "-s", "retired", "--fact", "pension"], "K=V"),
    (
        [
            "check",
            "-c",
            "昆山",
            "-s",
            "retired",
            "--fact",
            "pension=monthly",
            "--fact",
            "pension=lump_sum",
        ],
        "twice",
    ),
    (["check", "-c", "昆山", "-s", "transfer", "--fact", "gap_months=-1"], "whole number"),
    (["check", "-c", "昆山", "-s", "retired", "--as-of", "2026-02-30"], "no date"),
    (["check", "-c", "昆山", "-s", "deceased", "--to", "北京"], "drop --to"),
    (["check", "-c", "昆山", "-s", "transfer", "--to", "香港"], "does not apply"),
    (
        [
            "check",
            "-c",
            "昆山",
            "-s",
            "transfer_refused",
            "--fact",
            "destination_accepts_balance=yes",
        ],
        "contradicts",
    ),
    (["check", "-c", "昆山"], "the situation is missing"),
    (["check", "-c", "昆山", "-s", "deceased", "--format", "xml"], "there is no format"),
    (["check", "-c", "昆山", "-s", "deceased", "--lang", "fr"], "zh or en"),
    (["check", "-c", "昆山", "-s", "deceased", "--frmat", "json"], "did you mean --format"),
    (["check", "-c", "", "-s", "deceased"], "name the city"),
    (["check", "-c", "x" * 5000, "-s", "deceased"], "no place"),
    (["check", "-c", "[red]昆山[/red]\x1b[31m", "-s", "deceased"], "no place"),
    (["chek"], "did you mean check"),
]


@pytest.mark.parametrize(("args", "hint"), WRONG)
def test_a_wrong_question_is_one_clear_line(capsys, monkeypatch, args, hint):
    monkeypatch.setenv("MEDISAVE_LANG", "en")
    code, out, err = invoke(capsys, *args)
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1 and err.startswith("medisave: ")
    assert hint in err
    assert "Traceback" not in err and "\x1b" not in err and len(err) < 800


def test_the_same_in_chinese(capsys):
    code, _, err = invoke(capsys, "check", "-c", "昆山", "-s", "decesed", "--lang", "zh")
    assert code == 2 and "没有看懂“decesed”是哪种情形" in err


# Surroundings.


def run_in(env, *args):
    clean = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("LC_", "LANG", "MEDISAVE", "PYTHON"))
    }
    return subprocess.run(
        [sys.executable, "-m", "medisave_cli", *args],
        env={**clean, **env},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_lang_c_still_prints_chinese_names():
    done = run_in({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, *ASKED)
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert "继承人身份证" in done.stdout.decode("utf-8")


def test_a_gbk_terminal_gets_gbk():
    done = run_in({"PYTHONIOENCODING": "gbk", "MEDISAVE_LANG": "zh"}, *ASKED, "--format", "table")
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert "继承人身份证" in done.stdout.decode("gbk")


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m medisave_cli check -c 昆山 -s deceased | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False, timeout=60
    )
    assert b"Traceback" not in done.stderr and b"Exception" not in done.stderr


def test_the_library_gives_the_same_answer(capsys, book):
    from medisave_cli import Case, ask

    advice = ask(book, Case("昆山", "deceased", {"death_in_shared_data": True}, as_of="2026-11-22"))
    data = answer(capsys, *ASKED, "--fact", "death_in_shared_data=yes", "--as-of", "2026-11-22")
    assert (data["id"], data["decision_id"], data["verdict"]) == (
        advice.id,
        advice.decision_id,
        advice.verdict,
    )
