"""``policy diff``: which answers change, for whom, from what to what."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from medisave_cli import Book, Case
from medisave_cli import ask as answer_to
from medisave_cli.keeping.compile import build
from medisave_cli.keeping.differences import Differences, differences
from tests.commands.asking import ask
from tests.keeping.policy_files import ANOTHER, CITY, whole_folder
from tests.sampling import quick_and_long

Said = pytest.CaptureFixture[str]
DAY = "2026-11-22"


def book_of(folder: Path) -> Book:
    return build((folder,), None, "test")


@pytest.fixture
def compared(tmp_path: Path) -> Any:
    old = book_of(whole_folder(tmp_path / "old"))

    def compare(city: str) -> tuple[Differences, Book, Book]:
        new = book_of(whole_folder(tmp_path / "new", city))
        return differences(old, new, DAY), old, new

    return compare


def test_nothing_changes_between_a_folder_and_itself(compared: Any) -> None:
    found, old, _ = compared(CITY)
    assert (found.changes, found.untold) == ((), ())
    assert not any(found.other.values()) and not any(found.places.values())
    assert found.compared == 2 * sum(s.id == s.base for s in old.statuses.values())


def test_a_rule_that_now_bars_changes_the_answer_of_those_it_is_about(compared: Any) -> None:
    found, old, new = compared(CITY.replace("rule: allowed", "rule: barred"))
    (change,) = found.changes
    assert (change.kind, change.status, change.family, [p.code for p in change.places]) == (
        "answer",
        "retired",
        "cash",
        ["321100"],
    )
    assert change.regions == ({"pension": ("lump_sum",)},)
    assert change.old is not None and change.new is not None
    assert (change.old.verdict, change.new.verdict) == ("eligible", "not_eligible")
    assert old.digest != new.digest
    # And that is what a person asking would be told.
    for book, verdict in ((old, "eligible"), (new, "not_eligible")):
        assert (
            answer_to(book, Case("镇江", "retired", {"pension": "lump_sum"}, as_of=DAY)).verdict
            == verdict
        )


def test_what_someone_who_states_nothing_is_told(compared: Any) -> None:
    found, old, new = compared(CITY.replace("    when: {pension: lump_sum}\n", ""))
    (untold,) = found.untold
    assert (untold.place.code, untold.status, untold.old, untold.new) == (
        "321100",
        "retired",
        "conditional",
        "eligible",
    )
    assert [answer_to(book, Case("镇江", "retired", as_of=DAY)).verdict for book in (old, new)] == [
        untold.old,
        untold.new,
    ]


def test_another_paper_is_a_detail(compared: Any) -> None:
    found, _, _ = compared(CITY.replace("[id-card]", "[passport]"))
    (change,) = found.changes
    assert change.kind == "detail" and change.old is not None and change.new is not None
    papers = [
        [item.papers[0][0] for kind, item in said.lines if kind == "documents"]
        for said in (change.old, change.new)
    ]
    assert papers == [["id-card"], ["passport"]]


def test_another_grade_is_another_basis(compared: Any) -> None:
    (change,) = compared(CITY.replace("grade: A", "grade: B"))[0].changes
    assert change.kind == "basis"


def test_a_rule_no_longer_firm_becomes_a_lean(compared: Any) -> None:
    (change,) = compared(CITY.replace("grade: A", "grade: C"))[0].changes
    assert change.kind == "answer" and change.new is not None
    assert (change.new.verdict, change.new.lean) == ("unknown", "eligible")


def test_an_option_that_nothing_mentioned(compared: Any) -> None:
    found, _, _ = compared(
        CITY.replace(
            "\nlooked_for:",
            ANOTHER.replace("retired", "enlisted")
            .replace("withdraw", "frozen")
            .replace("barred", "allowed")
            + "\nlooked_for:",
        )
    )
    (change,) = found.changes
    assert (change.kind, change.status, change.family, change.old, change.regions) == (
        "answer",
        "enlisted",
        "stay",
        None,
        (),
    )
    assert change.new is not None and change.new.disposition == "frozen"


def test_a_wording_alone_changes_no_answer(compared: Any) -> None:
    found, _, _ = compared(
        CITY.replace("一次性领走养老金的人可以取。", "养老金一次性领走的人可以取。").replace(
            "title: Zhenjiang guide 2024", "title: Zhenjiang guide"
        )
    )
    assert found.changes == ()
    assert found.other["changed"] == (("source", "zj-guide"),)


def test_the_day_counts(compared: Any) -> None:
    ends = CITY.replace("    rule: allowed\n", "    rule: allowed\n    until: 2026-12-31\n")
    found, old, new = compared(ends)
    assert found.changes == ()
    assert [change.kind for change in differences(old, new, "2027-01-01").changes] == ["answer"]


def test_a_national_change_is_told_once_for_all_places(tmp_path: Path) -> None:
    folders = [whole_folder(tmp_path / name) for name in ("old", "new")]
    nation = folders[1] / "places/000000-china.yaml"
    nation.write_text(
        nation.read_text(encoding="utf-8").replace(
            "disposition: inherit", "disposition: payout_to_bank"
        ),
        encoding="utf-8",
    )
    (change,) = differences(book_of(folders[0]), book_of(folders[1]), DAY).changes
    assert (change.kind, [p.code for p in change.places]) == ("answer", ["000000", "321100"])
    assert change.regions == ()  # the heir is presumed


def test_places_that_came_and_went(tmp_path: Path) -> None:
    old, new = whole_folder(tmp_path / "old"), whole_folder(tmp_path / "new")
    (new / "places/321100-zhenjiang.yaml").unlink()
    (new / "places/320200-wuxi.yaml").write_text(
        'place: "320200"\nchecked: 2026-11-22\n', encoding="utf-8"
    )
    found = differences(book_of(old), book_of(new), DAY)
    assert [p.code for p in found.places["added"]] == ["320200"] and [
        p.code for p in found.places["removed"]
    ] == ["321100"]
    assert [c.new for c in found.changes] == [None]


# The command.


@pytest.mark.long
def test_two_folders(tmp_path: Path, capsys: Said) -> None:
    pension = book_of(whole_folder(tmp_path / "old")).facts()["pension"]
    whole_folder(tmp_path / "new", CITY.replace("rule: allowed", "rule: barred"))
    code, out, err = ask(
        capsys,
        "policy",
        "diff",
        str(tmp_path / "old"),
        str(tmp_path / "new"),
        "--lang",
        "en",
        "--format",
        "plain",
        "--as-of",
        DAY,
    )
    assert code == 0
    assert err == f"read: {tmp_path / 'old'} (2 places) → {tmp_path / 'new'} (2 places)\n"
    assert "! Zhenjiang: retired · cash: Yes (cash withdrawal) → No" in out
    assert "    for whom: " in out and f"{pension.says['lump_sum'].en}\n" in out
    told = json.loads(
        ask(
            capsys,
            "policy",
            "diff",
            str(tmp_path / "old"),
            str(tmp_path / "new"),
            "--lang",
            "zh",
            "--format",
            "json",
            "--as-of",
            DAY,
        )[1]
    )
    (change,) = told["changes"]
    assert change["cases"] == [{"pension": ["lump_sum"]}] and change["cases_text"].endswith(
        pension.says["lump_sum"].zh
    )
    assert (change["old"]["verdict"], change["new"]["verdict"]) == ("eligible", "not_eligible")
    assert change["places"] == [{"code": "321100", "name": "镇江市"}]


@pytest.mark.parametrize(
    ("format", "lang"),
    quick_and_long(list(product(["table", "markdown", "html", "plain"], ["zh", "en"])), 5),
)
def test_no_change_is_said_so(format: str, lang: str, tmp_path: Path, capsys: Said) -> None:
    whole_folder(tmp_path / "old")
    code, out, _ = ask(
        capsys,
        "policy",
        "diff",
        str(tmp_path / "old"),
        str(tmp_path / "old"),
        "--lang",
        lang,
        "--format",
        format,
    )
    assert code == 0 and ("没有答案变化" if lang == "zh" else "no answer changes") in out


@pytest.mark.parametrize(
    ("changed", "code"),
    [("rule: barred", 10), ("rule: allowed\n    grade: B", 0), ("rule: allowed", 0)],
)
@pytest.mark.long
def test_the_exit_code_says_whether_an_answer_changes(
    changed: str, code: int, tmp_path: Path, capsys: Said
) -> None:
    sides = [str(whole_folder(tmp_path / "old")), str(tmp_path / "new")]
    whole_folder(tmp_path / "new", CITY.replace("rule: allowed", changed))
    assert ask(capsys, "policy", "diff", *sides, "--exit-status", "-f", "json")[0] == code
    assert ask(capsys, "policy", "diff", *sides, "-f", "json")[0] == 0


@pytest.mark.parametrize(("old", "new", "title"), [("A", "B", "Weaker"), ("B", "A", "Better")])
def test_for_a_pull_request_grades_and_new_sources_are_listed(
    old: str, new: str, title: str, tmp_path: Path, capsys: Said
) -> None:
    source = "sources:\n  zj-more: {title: 新办法, title_en: New measure, issuer: 镇江市医疗保障局, grade: A}\n"
    whole_folder(tmp_path / "old", CITY.replace("grade: A", f"grade: {old}"))
    whole_folder(
        tmp_path / "new",
        CITY.replace("grade: A", f"grade: {new}").replace("sources:\n", source),
    )
    _, out, _ = ask(
        capsys,
        *("policy", "diff", str(tmp_path / "old"), str(tmp_path / "new")),
        *("-f", "markdown", "--lang", "en"),
    )
    assert f"## {title} grades" in out and f": {old} → {new}" in out
    assert "## Sources added" in out and "New measure" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_came_and_went_is_named_in_words(lang: str, tmp_path: Path, capsys: Said) -> None:
    part = "portions:\n  zj-part: {zh: 五千元以上的部分, en: the part above 5000 yuan}\nsources:\n"
    rule = ANOTHER.replace("    rule: ", "    portion: zj-part\n    rule: ")
    renamed = CITY.replace("zj-guide", "zj-new").replace("\nlooked_for:", rule + "\nlooked_for:")
    whole_folder(tmp_path / "old")
    whole_folder(
        tmp_path / "new", renamed.replace("sources:\n", part).replace("zj-guide", "zj-new")
    )
    folders = str(tmp_path / "old"), str(tmp_path / "new")
    code, out, _ = ask(capsys, "policy", "diff", *folders, "--lang", lang, "-f", "plain")
    named = {"zh": ("来源", "五千元以上的部分"), "en": ("sources", "the part above 5000 yuan")}
    assert code == 0 and "{" not in out and "zj-part" not in out
    assert all(words in out for words in named[lang])


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose first revision has the city's file, whose second one bars it."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    root = tmp_path / "repo"
    root.mkdir()
    monkeypatch.chdir(root)

    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
            cwd=root,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    folder = whole_folder(root / "policies")
    git("add", ".")
    git("commit", "-qm", "first")
    git("tag", "v1")
    path = folder / "places/321100-zhenjiang.yaml"
    path.write_text(CITY.replace("rule: allowed", "rule: barred"), encoding="utf-8")
    git("commit", "-qam", "second")
    return root


@pytest.mark.long
def test_two_revisions(repository: Path, capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "diff", "v1", "HEAD", "--format", "json", "--as-of", DAY)
    told = json.loads(out)
    assert (code, err.count("\n")) == (0, 1) and [change["kind"] for change in told["changes"]] == [
        "answer"
    ]
    assert told["old"]["named"] == "v1" and told["old"]["digest"] != told["new"]["digest"]
    code, out, _ = ask(capsys, "policy", "diff", "HEAD", "policies", "--format", "json")
    assert code == 0 and json.loads(out)["changes"] == []


def test_a_revision_that_cannot_be_read_is_named(repository: Path, capsys: Said) -> None:
    path = repository / "policies/places/321100-zhenjiang.yaml"
    path.write_text("- x\n", encoding="utf-8")
    code, out, err = ask(capsys, "policy", "diff", "v1", "policies", "--lang", "en")
    assert (code, out) == (1, "") and err.count("\n") == 1 and "policies: " in err


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "wrong", ["nosuch", "--upload-pack=x", "HEAD~9", ":/", "v1:policies", "\x1b[31m"]
)
def test_what_is_neither(wrong: str, capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "diff", "--", wrong)
    assert (code, out) == (2, "") and err.count("\n") == 1 and err.strip().isprintable()


def test_outside_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, out, err = ask(capsys, "policy", "diff", "HEAD")
    assert (code, out) == (2, "") and err.count("\n") == 1


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, out, err = ask(capsys, "policy", "diff", "HEAD")
    assert (code, out) == (1, "") and "git" in err and err.count("\n") == 1
