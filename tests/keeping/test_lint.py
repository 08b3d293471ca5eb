"""Every fault that DESIGN §4 names is refused, each with the file, the line and how to mend it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.lint import is_authority, lint
from medisave_cli.keeping.locate import policies
from medisave_cli.language import Message, Speaker
from tests.keeping.policy_files import (
    ANOTHER,
    CITY,
    CITY_FILE,
    NATION,
    broken,
    whole_folder,
    written,
)
from tests.sampling import quick_and_long


def line_of(text: str) -> int:
    """The line that a bad file marks as the one to be named."""
    marked = [number for number, line in enumerate(text.splitlines(), 1) if "# HERE" in line]
    assert len(marked) == 1
    return marked[0]


def en(message: Message) -> str:
    return Speaker("en").message(message)


def zh(message: Message) -> str:
    return Speaker("zh").message(message)


def found_in(tmp_path: Path, city: str) -> list[Finding]:
    return lint((whole_folder(tmp_path / "policies", city),))


def test_a_good_file_is_clean(tmp_path: Path) -> None:
    assert found_in(tmp_path, CITY) == []


def test_the_bundled_folder_is_clean() -> None:
    assert [f for f in lint((policies(),)) if not f.warns] == []


SUMMARY_EN = "      en: Someone with a lump-sum pension may draw it.\n"
SUMMARY = "    summary:\n"
WHEN = "    when: {pension: lump_sum}\n"
CITE = "    cite: [zj-guide]\n"
URL = "    url: https://ybj.zhenjiang.gov.cn/guide\n"
PUBLISHED = "    published: 2024-05-01\n"
GRADE = "    grade: A\n"

FAULTS = {
    # name: (the bad file, words of what is wrong, words of the mend)
    "unknown key": (
        broken(SUMMARY, "    sumary: {zh: 可以, en: yes it is}   # HERE\n    summary:\n"),
        "unknown key `sumary`",
        "did you mean `summary`?",
    ),
    "unknown key at the top": (
        CITY + "provision: []   # HERE\n",
        "unknown key `provision`",
        "did you mean `provisions`?",
    ),
    "unknown key in guides": (
        CITY + "guides:\n  using: []   # HERE\n",
        "unknown key `using`",
        "uses, sharing, balance",
    ),
    "duplicate key": (
        broken(CITE, CITE + "    rule: barred   # HERE\n"),
        "the key rule stands twice (first on line 17)",
        "delete or merge",
    ),
    "no citation": (
        broken("  - id: zj-retired\n", "  - id: zj-retired   # HERE\n").replace(CITE, ""),
        "no citation",
        "add cite: [source id]",
    ),
    "empty citation": (broken(CITE, "    cite: []   # HERE\n"), "cite is empty", "write it"),
    "source nobody cites": (
        broken(
            "provisions:\n",
            "  zj-page:   # HERE\n    {title: 网页, title_en: A page, issuer: unsigned, grade: C}\nprovisions:\n",
        ),
        "nobody cites the source zj-page",
        "cite it where it is used, or delete it",
    ),
    "undeclared source": (
        broken(CITE, "    cite: [zj-guide, zj-guid]   # HERE\n"),
        "no source zj-guid",
        "did you mean zj-guide",
    ),
    "source without issuer": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n").replace(
            "    issuer: 镇江市医疗保障局\n", ""
        ),
        "no issuer",
        "`unsigned` where the page names nobody",
    ),
    "issuer unknown": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n").replace("镇江市医疗保障局", "unknown"),
        "the issuer of zj-guide is “unknown”",
        "write `unsigned`",
    ),
    "undeclared document": (
        broken("    documents: [id-card]\n", "    documents: [id-crad]   # HERE\n"),
        "id-crad is not declared under documents",
        "did you mean id-card (",
    ),
    "undeclared channel": (
        broken("    channels: [counter]\n", "    channels: [zj-app]   # HERE\n"),
        "zj-app is not declared under channels",
        "declare it under channels",
    ),
    "undeclared portion": (
        broken(WHEN, WHEN + "    portion: zj-old   # HERE\n"),
        "the portion zj-old is not declared",
        "declare it under portions",
    ),
    "undeclared portion of a closed list": (
        CITY
        + "closed:\n  - {id: zj-closed, family: cash, portion: zj-old, words: 仅限, lists: [retired, deceased], cite: [zj-guide]}   # HERE\n",
        "the portion zj-old is not declared",
        "declare it under portions",
    ),
    "undeclared fact": (
        broken(WHEN, "    when: {pensoin: lump_sum}   # HERE\n"),
        "the fact `pensoin` is not declared",
        "did you mean pension (",
    ),
    "undeclared fact deep inside": (
        broken(
            WHEN,
            "    when:   # HERE\n      any: [{pension: lump_sum}, {all: [{not: {moon: yes}}]}]\n",
        ),
        "the fact `moon` is not declared",
        "declare it under facts",
    ),
    "undeclared fact of a paper": (
        broken(
            "    documents: [id-card]\n",
            "    documents:\n      - {document: id-card, when: {moon: yes}}   # HERE\n",
        ),
        "the fact `moon` is not declared",
        "declare it under facts",
    ),
    "value a fact cannot have": (
        broken(WHEN, "    when: {pension: weekly}   # HERE\n"),
        "`pension` cannot be weekly",
        "use one of: monthly (",
    ),
    "no value": (
        broken(WHEN, "    when: {pension: []}   # HERE\n"),
        "`pension` names no value",
        "name a value",
    ),
    "text missing in English": (
        broken(SUMMARY, "    summary:   # HERE\n").replace(SUMMARY_EN, ""),
        "the English text is missing",
        "add en: …",
    ),
    "text missing in Chinese": (
        broken("      zh: 一次性领走养老金的人可以取。\n", "").replace(
            SUMMARY, "    summary:   # HERE\n"
        ),
        "the Chinese text is missing",
        "add zh: …",
    ),
    "English text left empty": (
        broken(SUMMARY_EN, "      en:   # HERE\n"),
        "summary.en is empty",
        "write it",
    ),
    "English text in Chinese": (
        broken(SUMMARY_EN, "      en: 可以取。   # HERE\n"),
        "the English text is not English",
        "write it in English",
    ),
    "Chinese text in English": (
        broken("      zh: 一次性领走养老金的人可以取。\n", "      zh: may draw it   # HERE\n"),
        "the Chinese text is not Chinese",
        "write it in Chinese",
    ),
    "link off an authority's site": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n").replace(
            "https://ybj.zhenjiang.gov.cn/guide", "https://www.zjnews.com/guide"
        ),
        "not on an authority's site",
        "drop `url`",
    ),
    "link in a text": (
        broken(SUMMARY_EN, "      en: See https://bit.ly/xyz for more.   # HERE\n"),
        "a text holds a link that is not on an authority's site: https://bit.ly/xyz",
        "drop the link",
    ),
    "allowed and barred": (
        CITY.replace(
            "\nlooked_for:", ANOTHER.replace("zj-other\n", "zj-other   # HERE\n") + "\nlooked_for:"
        ),
        "zj-retired allows what zj-other bars",
        "write `conflicts_with`",
    ),
    "bar on a binding rule": (
        CITY.replace(
            "\nlooked_for:",
            ANOTHER.replace("zj-other\n", "zj-other   # HERE\n").replace("retired", "deceased")
            + "\nlooked_for:",
        ),
        "zj-other bars what the wider rule cn-inherit guarantees",
        "narrow its `when`",
    ),
    "closed list against a binding rule": (
        CITY
        + "closed:\n  - {id: zj-closed, family: cash, words: 仅限, lists: [retired], cite: [zj-guide]}   # HERE\n",
        "zj-closed closes out deceased, which the wider rule cn-inherit guarantees",
        "add deceased to `lists`",
    ),
    "rule that ends before it starts": (
        broken(
            "  - id: zj-retired\n",
            "  - id: zj-retired   # HERE\n    from: 2024-06-01\n    until: 2024-05-31\n",
        ),
        "dates cross: 2024-06-01 to 2024-05-31",
        "mend from or until",
    ),
    "rule that ends before its source": (
        broken("  - id: zj-retired\n", "  - id: zj-retired   # HERE\n    until: 2024-04-30\n"),
        "dates cross: 2024-05-01 to 2024-04-30",
        "mend from or until",
    ),
    "window that ends before it starts": (
        broken(WHEN, WHEN + "    window: {start: 2024-06-01, end: 2024-05-01}   # HERE\n"),
        "dates cross",
        "swap start and end",
    ),
    "range of dates that is empty": (
        broken(WHEN, "    when: {gap_months: {min: 4, max: 3}}   # HERE\n"),
        "the range of `gap_months` is empty",
        "swap the bounds",
    ),
    "source newer than the check": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n").replace("2024-05-01", "2026-12-01"),
        "dates cross: zj-guide was published on 2026-12-01",
        "renew `checked`",
    ),
    "search newer than the check": (
        CITY.replace("guide, on: 2026-11-22}", "guide, on: 2026-12-01}   # HERE"),
        "dates cross: looked for on 2026-12-01",
        "renew `checked`",
    ),
    "no date of the calendar": (
        broken(PUBLISHED, '    published: "2024-02-30"   # HERE\n'),
        "published is no date: 2024-02-30",
        "write it like",
    ),
    "no month": (
        broken(PUBLISHED, '    published: "2024-13"   # HERE\n'),
        "published is no date: 2024-13",
        "write it like",
    ),
    "a bare date that does not exist": (
        broken(PUBLISHED, "    published: 2024-02-30   # HERE\n"),
        "published is no date: 2024-02-30",
        "write it like 2026-11-22",
    ),
    "grade above the source's": (
        broken(GRADE, "    grade: C\n").replace(CITE, CITE + "    grade: A   # HERE\n"),
        "the grade A is above its sources' C",
        "drop `grade`",
    ),
    "unsigned A": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n").replace("镇江市医疗保障局", "unsigned"),
        "unsigned, yet graded A",
        "grade it C",
    ),
    "B without a date": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n")
        .replace(GRADE, "    grade: B\n")
        .replace(PUBLISHED, ""),
        "graded B without a date",
        "an undated page is C",
    ),
    "A read in part, undated": (
        broken("  zj-guide:\n", "  zj-guide:   # HERE\n")
        .replace(GRADE, GRADE + "    read: {zh: 只读到检索摘录, en: an excerpt only}\n")
        .replace(PUBLISHED, ""),
        "a part was read, and it has no date",
        "grade it C",
    ),
    "grade that is none": (
        broken(GRADE, "    grade: D   # HERE\n"),
        "grade cannot be D",
        "use one of: A (read on an authority's own site), B",
    ),
    "named case as status": (
        broken("    status: retired\n", "    status: remote_settled_retiree   # HERE\n"),
        "remote_settled_retiree is a named case",
        "status: retired",
    ),
    "unknown status": (
        broken("    status: retired\n", "    status: [retired, asleep]   # HERE\n"),
        "no status asleep",
        "use one of: deceased",
    ),
    "disposition that is none": (
        broken("    disposition: withdraw\n", "    disposition: cash   # HERE\n"),
        "disposition cannot be cash",
        "did you mean withdraw (",
    ),
    "time limit in two units": (
        broken(
            CITE,
            CITE + "    time_limit:\n      - {for: decision, days: 3, working_days: 3}   # HERE\n",
        ),
        "give either working_days or days",
        "keep one",
    ),
    "one paper and any of several": (
        broken(
            "    documents: [id-card]\n",
            "    documents:\n      - {document: id-card, any_of: [id-card, passport]}   # HERE\n",
        ),
        "give either document or any_of",
        "keep one",
    ),
    "supplies without direction": (
        broken(CITE, CITE + "    supplies: {destination_accepts_balance: yes}   # HERE\n"),
        "`supplies` goes with `direction: in`",
        "add direction: in",
    ),
    "id taken in the file": (
        CITY.replace(
            "\nlooked_for:",
            ANOTHER.replace("rule: barred", "rule: open").replace(
                "id: zj-other\n", "id: zj-retired   # HERE\n"
            )
            + "\nlooked_for:",
        ),
        "the id zj-retired is taken, in 321100-zhenjiang.yaml line 14",
        "choose another id",
    ),
    "id taken elsewhere": (
        broken("  - id: zj-retired\n", "  - id: cn-inherit   # HERE\n"),
        "the id cn-inherit is taken, in 000000-china.yaml line 6",
        "choose another id",
    ),
    "catalog word declared again": (
        broken(
            "provisions:\n",
            "documents:\n  id-card: {zh: 身份证, en: identity card}   # HERE\nprovisions:\n",
        ),
        "the id id-card is taken, in documents.yaml",
        "choose another id",
    ),
    "id that is none": (
        broken("  - id: zj-retired\n", "  - id: ZJ Retired   # HERE\n"),
        "this is no id: ZJ Retired",
        "lower-case",
    ),
    "conflict with nothing": (
        broken(
            "  - id: zj-retired\n", "  - id: zj-retired   # HERE\n    conflicts_with: [zj-gone]\n"
        ),
        "conflicts with zj-gone, which does not exist",
        "mend the id",
    ),
    "condition that no case meets": (
        broken("  - id: zj-retired\n", "  - id: zj-retired   # HERE\n").replace(
            WHEN, "    when: {stage: active}\n"
        ),
        "no case can meet the `when` of zj-retired",
        "mend `when`",
    ),
    "number where text belongs": (
        broken("    issuer: 镇江市医疗保障局\n", "    issuer: 12393   # HERE\n"),
        "issuer must be text",
        'put it in quotes: "12393"',
    ),
    "code without quotes": (
        broken('place: "321100"\n', "place: 321100   # HERE\n"),
        "place must be text",
        'put it in quotes: "321100"',
    ),
    "list that is none": (
        broken("    documents: [id-card]\n", "    documents: id-card   # HERE\n"),
        "documents must be a list",
        "write [id-card]",
    ),
    "choice with nothing to choose": (
        broken(
            "provisions:\n",
            "facts:\n  zj_card:   # HERE\n    {type: choice, name: {zh: 卡, en: card}, question: {zh: 卡？, en: card?}, why: {zh: 因为, en: because}}\nprovisions:\n",
        ),
        "zj_card needs at least two choices",
        "add choices",
    ),
    "yes or no without words": (
        broken(
            "provisions:\n",
            "facts:\n  zj_card:   # HERE\n    {type: bool, name: {zh: 卡, en: card}, question: {zh: 卡？, en: card?}, why: {zh: 因为, en: because}}\nprovisions:\n",
        ),
        "zj_card lacks `says`",
        "add says",
    ),
    "citation of a condition": (
        broken(WHEN, "    when: {pension: lump_sum, cite: 7}   # HERE\n"),
        "this is no `cite`",
        "write cite: [source id]",
    ),
}


@pytest.mark.parametrize("name", quick_and_long(FAULTS, 3))
def test_a_fault_is_refused_with_file_line_and_mend(name: str, tmp_path: Path) -> None:
    city, what, mend = FAULTS[name]
    # Where a fault takes the only citation away, that is told as well.
    findings = [
        f
        for f in found_in(tmp_path, city)
        if "nobody cites" in what or "nobody cites" not in en(f.what)
    ]
    assert [f.line for f in findings] == [line_of(city)], findings
    (finding,) = findings
    assert Path(finding.file) == tmp_path / "policies" / CITY_FILE
    assert what in en(finding.what)
    assert mend in en(finding.mend)
    assert zh(finding.what) and zh(finding.mend) and zh(finding.what) != en(finding.what)


def both(allowed: str = "", barred: str = "") -> str:
    """The city with a rule that allows and one that bars, each with lines of its own."""
    other = ANOTHER.replace("    rule: barred\n", f"    rule: barred\n{barred}")
    return CITY.replace("    rule: allowed\n", f"    rule: allowed\n{allowed}").replace(
        "\nlooked_for:", other + "\nlooked_for:"
    )


APART = {
    "the conflict is owned": both(barred="    conflicts_with: [zj-retired]\n"),
    "the conditions exclude each other": both(barred="    when: {pension: [monthly, not_yet]}\n"),
    "never in force together": both(
        allowed="    until: 2024-12-31\n", barred="    from: 2025-01-01\n"
    ),
    "one is not firm": both(barred="    basis: inferred\n"),
    "one is doubted": both(barred="    doubt: {zh: 可能过时, en: may be old}\n"),
    "one is for resident insurance": both(barred="    when: {scheme: resident}\n"),
    "another portion": both(barred="    portion: zj-old\n")
    + "portions: {zj-old: {zh: 旧卡, en: the old card}}\n",
    "another end of the move": both(barred="    direction: in\n"),
}


@pytest.mark.parametrize("name", APART)
def test_rules_that_do_not_meet_may_differ(name: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, APART[name]) == []


@pytest.mark.parametrize(
    "mark",
    [
        "    rejected: {zh: 与法律相反, en: against the law}\n",
        "    basis: inferred\n",
        "    when: {heir_exists: no}\n",
        "    until: 2009-12-31\n    from: 2009-01-01\n",
    ],
)
def test_a_bar_that_cannot_decide_against_a_binding_rule_may_stand(
    mark: str, tmp_path: Path
) -> None:
    city = CITY.replace(
        "\nlooked_for:",
        ANOTHER.replace("retired", "deceased").replace(
            "    rule: barred\n", f"    rule: barred\n{mark}"
        )
        + "\nlooked_for:",
    )
    assert found_in(tmp_path, city) == []


def test_a_code_must_be_a_division(tmp_path: Path) -> None:
    folder = written(
        whole_folder(tmp_path / "policies"),
        {"places/321199-nowhere.yaml": 'place: "321199"   # HERE\nchecked: 2026-11-22\n'},
    )
    (finding,) = lint((folder,))
    assert (Path(finding.file).name, finding.line) == ("321199-nowhere.yaml", 1)
    assert "321199 is no division" in en(finding.what)


def test_one_file_a_place_named_by_its_code(tmp_path: Path) -> None:
    folder = written(
        whole_folder(tmp_path / "policies"),
        {
            "places/321100-zj2.yaml": 'place: "321100"\nchecked: 2026-11-22\n',
            "places/wuxi.yaml": 'place: "320200"\nchecked: 2026-11-22\n',
        },
    )
    findings = {Path(f.file).name: en(f.what) for f in lint((folder,))}
    twice = [findings.get(f"321100-{name}.yaml", "") for name in ("zj2", "zhenjiang")]
    assert any("321100 already has the file" in said for said in twice)
    assert "does not begin with the code 320200" in findings["wuxi.yaml"]


def test_a_file_that_an_editor_renamed_is_not_overlooked(tmp_path: Path) -> None:
    folder = written(
        whole_folder(tmp_path / "policies"), {"places/320200-wuxi.yaml.txt": 'place: "320200"\n'}
    )
    (finding,) = lint((folder,))
    assert "make it end in .yaml" in en(finding.mend)


def test_faults_do_not_hide_each_other_and_nothing_is_blamed_twice(tmp_path: Path) -> None:
    """Two broken entries, a broken source and a good rule that cites it: three findings, not more."""
    city = (
        CITY.replace(GRADE, "")
        .replace(SUMMARY_EN, "")
        .replace("\nlooked_for:", ANOTHER.replace("rule: barred", "rule: bared") + "\nlooked_for:")
    )
    found = [en(f.what) for f in found_in(tmp_path, city)]
    assert sorted(found) == ["no grade", "rule cannot be bared", "the English text is missing"]


def test_findings_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    city = (
        CITY.replace("[id-card]", "[nothing]")
        .replace("[counter]", "[nowhere]")
        .replace(WHEN, "    when: {moon: yes}\n")
    )
    lines = [f.line for f in found_in(tmp_path, city)]
    assert lines == sorted(lines) and len(lines) == 3


def test_a_province_file_that_cannot_be_read_is_the_only_finding(tmp_path: Path) -> None:
    """Its cities cite it: what they cite cannot be told missing."""
    city = CITY.replace(CITE, "    cite: [zj-guide, js-guide]\n")
    folder = written(
        whole_folder(tmp_path / "policies", city), {"places/320000-jiangsu.yaml": "place: [\n"}
    )
    (finding,) = lint((folder,))
    assert Path(finding.file).name == "320000-jiangsu.yaml"
    assert "cannot be read on" in en(finding.what)


CATALOG_FAULTS = {
    "status of an undeclared fact": (
        "catalog/statuses.yaml",
        "account: held, heir_exists: yes,",
        "account: held, heir_lives: yes,",
        "the fact `heir_lives` is not declared",
    ),
    "value a status cannot have": (
        "catalog/statuses.yaml",
        "facts: {stage: retired}",
        "facts: {stage: asleep}",
        "`stage` cannot be asleep",
    ),
    "named case of no status": (
        "catalog/statuses.yaml",
        "    base: emigrated\n",
        "    base: departed\n",
        "the base of foreign_leaver must be a base status",
    ),
    "status that becomes nothing": (
        "catalog/statuses.yaml",
        "      - status: emigrated\n        when: {settled: abroad}",
        "      - status: departed\n        when: {settled: abroad}",
        "no status departed",
    ),
    "impossible combination of an undeclared fact": (
        "catalog/facts.yaml",
        "  - {nationality: foreign, foreign_nationality: no}",
        "  - {nationality: foreign, moon: no}",
        "the fact `moon` is not declared",
    ),
    "fact without its English question": (
        "catalog/facts.yaml",
        'question: {zh: 养老金是怎么领的？, en: "How is the pension paid?"}',
        "question: {zh: 养老金是怎么领的？}",
        "the English text is missing",
    ),
}


@pytest.mark.parametrize("name", CATALOG_FAULTS)
def test_the_catalog_is_checked_too(name: str, tmp_path: Path) -> None:
    file, old, new, what = CATALOG_FAULTS[name]
    folder = whole_folder(tmp_path / "policies")
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    findings = lint((folder,))
    line = text[: text.index(old)].count("\n") + 1
    assert [what in en(f.what) for f in findings] == [True], findings
    assert Path(findings[0].file) == folder / file
    assert abs(findings[0].line - line) <= 1


@pytest.mark.parametrize("file", ["statuses.yaml", "facts.yaml", "documents.yaml", "channels.yaml"])
def test_a_missing_catalog_file_is_named(file: str, tmp_path: Path) -> None:
    folder = whole_folder(tmp_path / "policies")
    (folder / "catalog" / file).unlink()
    (finding,) = lint((folder,))
    assert Path(finding.file) == folder / "catalog" / file
    assert "cannot be read" in en(finding.what)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.cn/x",
        "http://ybj.jiangsu.gov.cn:8080/a?b=c",
        "https://flk.npc.gov.cn/",
        "https://gov.cn",
    ],
)
def test_sites_of_the_state(url: str) -> None:
    assert is_authority(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.zjnews.com/",
        "https://gov.cn.evil.com/",
        "https://evilgov.cn/",
        "https://www.gov.cn@evil.com/",
        "https://user:pw@www.gov.cn/",
        "https://evil.com\\.gov.cn/",
        "https://evil.com/#.gov.cn",
        "javascript:alert(1)//.gov.cn",
        "ftp://www.gov.cn/",
        "https://[::1/",
        "//www.gov.cn/",
        "https://.gov.cn/",
        "https://xn--gov.cn/",
        "",
    ],
)
def test_what_only_looks_like_one(url: str) -> None:
    assert not is_authority(url)


def test_national_rules_alone_are_clean(tmp_path: Path) -> None:
    folder = whole_folder(tmp_path / "policies")
    (folder / CITY_FILE).unlink()
    assert NATION and lint((folder,)) == []


@pytest.mark.parametrize("name", ["scheme", "account", "same_province"])
def test_a_catalog_without_a_fact_that_every_answer_needs(name: str, tmp_path: Path) -> None:
    folder = whole_folder(tmp_path / "policies")
    path = folder / "catalog" / "facts.yaml"
    text = path.read_text(encoding="utf-8")
    without, found = re.subn(rf"^  {name}:\n(?:(?: {{4}}.*)?\n)+", "", text, flags=re.MULTILINE)
    assert found == 1
    path.write_text(without, encoding="utf-8")
    told = [f for f in lint((folder,)) if "lacks the fact" in en(f.what)]
    assert [Path(f.file) for f in told] == [path] and name in en(told[0].what)
    assert not told[0].warns and name in zh(told[0].mend)
