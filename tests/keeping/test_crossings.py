"""A bar of a wider place that a nearer place's yes crosses is shown to a person until one has looked; acts name what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest

from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.lint import lint
from medisave_cli.language import Speaker
from tests.keeping.policy_files import CITY, CITY_FILE, NATION, broken, whole_folder, written

BAR = """\
  - id: cn-no-cash
    status: retired
    disposition: withdraw
    rule: barred
    when: {settled: "no"}
    summary: {zh: 原则上不提现金。, en: In principle no cash.}
    cite: [cn-law]
"""
RULE = "    rule: allowed\n"
LOOKED = "    crosses: [{bar: cn-no-cash, zh: 只说原则上。, en: It says in principle.}]\n"
ENDED = "    ended: {zh: 已停办, en: it has ended}\n"
DOUBT = "    doubt: {zh: 可能已改, en: perhaps replaced}\n"


def found(folder: Path) -> list[Finding]:
    return lint((folder,), "2026-11-30")


def said(findings: list[Finding], lang: str = "en") -> list[str]:
    speak = Speaker(lang)
    return [f"{speak.message(f.what)} -> {speak.message(f.mend)}" for f in findings]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(whole_folder(tmp_path), {"places/000000-china.yaml": NATION + BAR})


@pytest.mark.parametrize("more", ["", DOUBT], ids=["firm", "reported"])
def test_a_crossed_bar_is_to_be_looked_at(folder: Path, more: str) -> None:
    written(folder, {CITY_FILE: broken(RULE, RULE + more)})
    (only,) = found(folder)
    assert only.warns and only.file.endswith("zhenjiang.yaml")
    for lang in ("zh", "en"):
        (text,) = said([only], lang)
        assert "zj-retired" in text and "crosses: [{bar: cn-no-cash" in text


@pytest.mark.parametrize(
    "city",
    [
        broken(RULE, RULE + LOOKED),
        broken(RULE, RULE + ENDED),
        broken("when: {pension: lump_sum}", "when: {settled: other_province}"),
        broken("rule: allowed", "rule: open"),
        broken("disposition: withdraw", "disposition: keep_using"),
    ],
    ids=["looked at", "ended", "another case", "no yes", "another family"],
)
def test_what_crosses_no_bar_or_was_looked_at_is_clean(folder: Path, city: str) -> None:
    written(folder, {CITY_FILE: city})
    assert found(folder) == []


def test_a_reason_for_what_crosses_nothing_is_told(folder: Path) -> None:
    written(folder, {CITY_FILE: broken(RULE, RULE + LOOKED.replace("cn-no-cash", "cn-inherit"))})
    texts = said(found(folder))
    assert any("crosses cn-inherit" in t and "did you mean cn-no-cash" in t for t in texts)


BEFORE = (
    "    before:\n      - {zh: 先停保。, en: Stop the cover first., act: contributions_stopped}\n"
)


def acts(folder: Path, lines: str, status: str = "left_employment") -> list[str]:
    text = broken(RULE, RULE + lines).replace("status: retired", f"status: {status}")
    written(folder, {CITY_FILE: text})
    return said(found(folder))


def test_an_act_that_a_status_of_the_rule_lists_is_clean(folder: Path) -> None:
    assert acts(folder, BEFORE) == [] == acts(folder, BEFORE, "[deceased, left_employment]")


@pytest.mark.parametrize(
    ("lines", "status", "words"),
    [
        (BEFORE, "deceased", ("lists `contributions_stopped`", "delete `act`", "emigrated")),
        (BEFORE.replace("before", "steps"), "left_employment", ("does nothing", "`before`")),
        (
            BEFORE.replace("contributions_stopped", "pension"),
            "left_employment",
            ("`pension`", "use one"),
        ),
        (
            BEFORE.replace("contributions_stopped", "contribution_stopped"),
            "left_employment",
            ("did you mean contributions_stopped",),
        ),
    ],
    ids=["another status", "on a step", "no act", "misspelt"],
)
def test_an_act_that_would_do_nothing_is_told(
    folder: Path, lines: str, status: str, words: tuple[str, ...]
) -> None:
    (text,) = acts(folder, lines, status)
    assert all(word in text for word in words), text


def test_acts_of_a_place_s_own_facts_and_of_none_are_told(folder: Path) -> None:
    fact = """\
facts:
  zj-left:
    type: bool
    name: {zh: 已离开, en: has left}
    question: {zh: 已离开吗？, en: Have you left?}
    why: {zh: 规定要求。, en: The rule asks.}
    says: {yes: {zh: 已离开, en: left}, no: {zh: 未离开, en: not left}}
    act: {zh: 先离开。, en: Leave first.}
"""
    written(folder, {CITY_FILE: CITY + fact})
    assert any("zj-left" in t and "only a fact of the catalog" in t for t in said(found(folder)))
    (folder / CITY_FILE).unlink()
    catalog = folder / "catalog/statuses.yaml"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("acts: [remote_care_registered]", ""), encoding="utf-8")
    assert any("no status lists it" in t for t in said(found(folder)))


def test_a_slip_that_stops_the_parser_hides_nothing_else(folder: Path) -> None:
    text = CITY.replace("title: Zhenjiang guide 2024", "title: Zhenjiang: guide 2024")
    written(folder, {CITY_FILE: text.replace("documents: [id-card]", "documents: [id-crad]")})
    first, second = said([f for f in found(folder) if not f.warns])
    assert 'title: "Zhenjiang: guide 2024"' in first and "id-card" in second
