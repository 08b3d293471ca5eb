"""What holds for every lookup command: faces, languages, files, hostile input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import product

import pytest

from tests import caches
from tests.commands.asking import answered, ask, data, wrong
from tests.sampling import quick_and_long

COMMANDS = [
    ["place", "昆山"],
    ["places"],
    ["places", "--search", "朝阳"],
    ["statuses"],
    ["facts"],
    ["sources"],
    ["sources", "jiangsu-guide-2022"],
    ["claims"],
    ["claims", "retired-may-withdraw"],
    ["uses"],
    ["uses", "-c", "昆山"],
    ["balance", "-c", "北京"],
    ["sharing", "-c", "温州"],
    ["compare", "-s", "deceased", "-c", "昆山", "-c", "温州"],
    ["compare", "-s", "retired", "--provinces"],
]
SCREENS = ("place", "claims", "uses", "balance", "sharing", "trouble", "compare")
"""Commands that open with one screen; --more is the whole page."""
WHOLE = [[*command, "--more"] if command[0] in SCREENS else command for command in COMMANDS]
ALL = COMMANDS + [command for command in WHOLE if command not in COMMANDS]
named = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
sampled = pytest.mark.parametrize("command", quick_and_long(COMMANDS, 4), ids=" ".join)
whole = pytest.mark.parametrize("command", quick_and_long(WHOLE, 4), ids=" ".join)


@pytest.mark.parametrize(
    ("command", "lang", "face"),
    quick_and_long(list(product(ALL, ["zh", "en"], ["table", "plain", "markdown", "html"])), 9),
)
def test_every_face_in_both_languages(capsys, command, face, lang):
    out = answered(capsys, *command, "--format", face, "--lang", lang)
    assert out.strip()
    assert "\x1b" not in out and "…" not in out
    assert not re.search(r"\bNone\b|Text\(|Cite\(", out)


@sampled
def test_json_names_its_language_and_its_book(capsys, book, command):
    for lang in ("zh", "en"):
        answer = data(capsys, *command, "--lang", lang)
        assert answer["lang"] == lang
        assert answer["book"] == {"version": book.version, "digest": book.digest}


@sampled
def test_a_sentence_of_the_frame_is_in_the_language_asked_for(capsys, command):
    chinese, english = (
        answered(capsys, *command, "--lang", lang, "--format", "plain") for lang in ("zh", "en")
    )
    assert re.search("[一-鿿]", chinese.splitlines()[-1])
    assert not re.search("[一-鿿]", english.splitlines()[-1].replace("(医保局)", ""))


@whole
def test_a_narrow_terminal_loses_nothing(capsys, monkeypatch, command):
    wide = answered(capsys, *command, "--format", "plain", "--lang", "zh")
    monkeypatch.setenv("COLUMNS", "60")
    narrow = answered(capsys, *command, "--format", "table", "--lang", "zh")
    kept = set(re.findall("[一-鿿]", wide))
    assert kept <= set(re.findall("[一-鿿]", narrow))


@pytest.mark.parametrize("ending", [".json", ".md", ".html", ".txt"])
def test_a_file_gets_the_face_its_ending_names(capsys, tmp_path, ending):
    target = tmp_path / f"uses{ending}"
    assert answered(capsys, "uses", "-c", "昆山", "-o", str(target), "--lang", "zh") == ""
    text = target.read_text(encoding="utf-8")
    assert {
        ".json": text.startswith("{"),
        ".md": text.startswith("# "),
        ".html": text.startswith("<!DOCTYPE html>"),
        ".txt": text.startswith("江苏省苏州市昆山市"),
    }[ending]


def test_a_folder_that_is_missing_is_one_line_and_exit_2(capsys, tmp_path):
    code, out, err = ask(capsys, "places", "-o", str(tmp_path / "missing" / "a.json"))
    assert (code, out) == (2, "") and err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ["place"],
        ["uses", "-c"],
        ["balance", "-c"],
        ["sharing", "-c"],
        ["claims", "-c"],
        ["sources", "-c"],
        ["compare", "-s", "retired", "-c", "昆山", "-c"],
    ],
    ids=" ".join,
)
def test_a_city_is_read_the_same_everywhere(capsys, command):
    assert "211300" in wrong(capsys, *command, "朝阳")
    assert "昆山" in wrong(capsys, *command, "昆三", "--lang", "zh")
    assert "内地" in wrong(capsys, *command, "香港", "--lang", "zh")
    assert len(wrong(capsys, *command, "昆" * 5000)) < 400
    assert "\x1b" not in wrong(capsys, *command, "\x1b[31m红\x07")


@pytest.mark.parametrize(
    ("command", "near"),
    [("facts", "pension"), ("claims", "never-expires"), ("sources", "jiangsu-guide-2022")],
)
def test_an_unknown_id_names_the_nearest(capsys, command, near):
    assert near in wrong(capsys, command, near[:-1] + "x")
    assert f"medisave {command}" in wrong(capsys, command, "ＱＱＱ！")


@named
def test_wrong_language_and_wrong_format_are_asked_wrongly(capsys, command):
    assert "zh" in wrong(capsys, *command, "--lang", "fr")
    assert "markdown" in wrong(capsys, *command, "--format", "yaml")


@pytest.mark.parametrize("command", ["facts", "claims", "sources"])
def test_a_search_that_finds_nothing_is_an_answer(capsys, command):
    assert data(capsys, command, "--search", "zzzz")[command] == []
    assert "没有匹配" in answered(
        capsys, command, "--search", "zzzz", "--lang", "zh", "--format", "plain"
    )


@pytest.mark.parametrize("command", ["statuses", "facts", "claims", "sources"])
def test_every_word_of_a_search_must_be_there(capsys, command):
    everything = data(capsys, command)[command]
    some = data(capsys, command, "--search", "退休")[command]
    fewer = data(capsys, command, "--search", "退休 养老")[command]
    assert len(everything) > len(some) >= len(fewer)
    assert {r["id"] for r in fewer} <= {r["id"] for r in some} <= {r["id"] for r in everything}


def test_a_pipe_is_plain_and_whole():
    done = subprocess.run(
        [sys.executable, "-m", "medisave_cli", "uses", "-c", "昆山", "--more", "--lang", "zh"],
        capture_output=True,
        check=True,
    )
    text = done.stdout.decode("utf-8")
    assert done.stderr == b"" and "\x1b" not in text and "┃" not in text
    assert max(map(len, text.splitlines())) > 80


OVERLAY = """
place: "341000"
checked: 2026-11-22
sources:
  hs-page: {title: "黄山<script>页", issuer: 黄山市医疗保障局, grade: A, published: 2026-01-01}
guides:
  uses:
    - {id: hs-uses, rule: allowed, zh: "可以付[red]黄山[/red]的<b>费用</b>。", en: "Pays [red]Huangshan[/red] <b>bills</b>.", cite: [hs-page]}
"""


@pytest.fixture(scope="module")
def overlay(tmp_path_factory):
    folder = tmp_path_factory.mktemp("overlay")
    with pytest.MonkeyPatch.context() as patch:
        caches.own_cache(folder / "cache", patch)
        (folder / "mine" / "places").mkdir(parents=True)
        (folder / "mine" / "places" / "341000-huangshan.yaml").write_text(OVERLAY, encoding="utf-8")
        yield str(folder / "mine")


def test_own_files_are_laid_over_and_come_first(capsys, overlay):
    lines = data(capsys, "uses", "-c", "黄山", "--policies", overlay)["lines"]
    assert lines[0]["id"] == "hs-uses" and lines[-1]["from"] == "000000"
    assert "341000" in {p["code"] for p in data(capsys, "places", "--policies", overlay)["places"]}
    assert data(capsys, "sources", "hs-page", "--policies", overlay)["sources"][0]["cited_by"] == [
        {"from": "341000", "id": "hs-uses"}
    ]


def test_text_from_outside_never_becomes_markup(capsys, overlay):
    def shown(face):
        return answered(
            capsys, "uses", "-c", "黄山", "--policies", overlay, "--format", face, "--lang", "zh"
        )

    assert "[red]黄山[/red]" in shown("table") and "[red]黄山[/red]" in shown("plain")
    assert "<b>费用" not in shown("html") and "<script>" not in shown("html")
    assert "<b>费用" not in shown("markdown") and "<script>" not in shown("markdown")


CACHES = ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
"""Where the book that is built already is found."""


def test_json_is_utf8_whatever_the_locale():
    done = subprocess.run(
        [sys.executable, "-m", "medisave_cli", "statuses", "--format", "json"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C"}
        | {name: os.environ[name] for name in ("PATH", *CACHES) if name in os.environ},
    )
    assert json.loads(done.stdout.decode("utf-8"))["statuses"][0]["name"]["zh"]
