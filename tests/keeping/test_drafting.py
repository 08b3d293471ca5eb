"""A draft from what somebody noted: it lints, and nothing of it decides until it is judged; the words of the files have a line each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import caches
from tests.commands.asking import ask

ROOT = Path(__file__).resolve().parents[2]
Said = pytest.CaptureFixture[str]
EVIDENCE = """\
jurisdiction: {code: "321100", zh: 镇江市}
sources:
- {id: s1, title: 办事指南, issuer: 镇江市医疗保障局, tier: official, published: "2024-05-01", url: "https://ybj.zhenjiang.gov.cn/x"}
- {id: s2, title: 网上问答, issuer: unknown, tier: aggregator, url: "http://example.com/x"}
claims:
- situation: deceased
  stance: conditional
  disposition: inherit
  statement_zh: 继承人可以申请领出。
  statement_en: The heirs may draw it.
  conditions: [要先注销户口]
  documents: [身份证, 亲属关系公证]
  sources: [s1]
  locator: 第三条
- situation: foreign_leaver
  stance: not_allowed
  disposition: keep_using
  statement_zh: 外国人离开时不能取。
  statement_en: Foreigners who leave may not draw it.
  sources: [s2]
- situation: family_sharing
  stance: allowed
  statement_zh: 近亲属可以共用。
  statement_en: Near relatives may share it.
  sources: [s1]
- situation: hotline
  stance: procedure
  statement_zh: 打热线问。
  statement_en: Ask the hotline.
  sources: [s1]
"""
REPORT = """\
place: "321100"
status: retired
said: yes
source: 12393 answered by telephone
issuer: 镇江市医疗保障局
date: 2026-11-20
verify: [which document says so]
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    caches.own_cache(tmp_path / "cache", monkeypatch)
    monkeypatch.delenv("MEDISAVE_POLICIES", raising=False)


@pytest.mark.parametrize(("text", "status"), [(EVIDENCE, "deceased"), (REPORT, "retired")])
def test_a_draft_lints_and_never_decides(text: str, status: str, capsys: Said) -> None:
    Path("noted.yaml").write_text(text, encoding="utf-8")
    made = ask(capsys, "policy", "new", "镇江", "--from", "noted.yaml", "--policies", "mine")
    assert made[0] == 0
    code, out, _ = ask(capsys, "policy", "lint", "mine", "--lang", "en", "--format", "plain")
    assert code == 0 and "still to be judged" in out
    answer = ask(
        capsys, "check", "-c", "镇江", "-s", status, "--policies", "mine", "--format", "json"
    )[1]
    decided = [o["decided_by"] for o in json.loads(answer)["options"] if o["decided_by"]]
    assert decided and all(d["code"] != "321100" for d in decided)


def test_what_was_noted_is_kept(capsys: Said) -> None:
    Path("noted.yaml").write_text(EVIDENCE, encoding="utf-8")
    _, out, _ = ask(capsys, "policy", "new", "镇江", "--from", "noted.yaml", "-o", "-")
    for words in (
        "documents: [id-card]",
        '# documents: "亲属关系公证"',
        "status: emigrated",
        "nationality: [foreign, hk_mo_tw]",
        "rule: barred",
        'issuer: "unsigned"',
        'at: "第三条"',
        "要先注销户口",
    ):
        assert words in out, words
    assert "example.com" not in out


@pytest.mark.parametrize(
    "text", ["place: x\n", "- a\n", "claims: 1\n", "{", EVIDENCE.replace("321100", "320500")]
)
def test_what_is_no_note_of_the_place_is_refused(text: str, capsys: Said) -> None:
    Path("noted.yaml").write_text(text, encoding="utf-8")
    code, out, err = ask(capsys, "policy", "new", "镇江", "--from", "noted.yaml", "-o", "-")
    assert code in (1, 2) and out == "" and err.count("\n") == 1


@pytest.mark.parametrize(
    ("lang", "file"), [("en", "policy-words.md"), ("zh", "policy-words.zh-CN.md")]
)
def test_the_page_of_words_is_that_of_the_code(lang: str, file: str, capsys: Said) -> None:
    code, out, _ = ask(capsys, "policy", "words", "--lang", lang, "--format", "markdown")
    assert code == 0 and out == (ROOT / "docs" / file).read_text(encoding="utf-8")


def test_every_key_and_value_has_its_line_in_both_languages() -> None:
    from medisave_cli.keeping.vocabulary import words

    for word in words():
        assert word.line.zh and word.line.en and word.line.zh != word.line.en, word
        assert all(means.zh and means.en for _, means in word.values), word


def test_one_word_alone_and_no_word(capsys: Said) -> None:
    _, out, _ = ask(capsys, "policy", "words", "disposition", "--lang", "en", "--format", "json")
    (word,) = json.loads(out)["words"]
    assert word["under"] == "provisions" and "withdraw" in word["values"]
    assert ask(capsys, "policy", "words", "dispositon")[0] == 2


@pytest.mark.parametrize("typed", ["那部分钱", "Part of the money"])
def test_a_word_that_is_no_key_is_looked_for_in_what_the_keys_mean(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = ask(capsys, "policy", "words", typed, "--lang", "en", "--format", "json")
    assert code == 0 and "portion" in {word["key"] for word in json.loads(out)["words"]}
