"""One rule says which policy folder a command reads, and the command says which it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medisave_cli.keeping import locate
from medisave_cli.keeping.folders import nearest, overlooked, reading, said
from medisave_cli.keeping.locate import policies
from medisave_cli.language import Speaker
from tests import caches
from tests.commands.asking import ask
from tests.keeping.policy_files import CITY, CITY_FILE, broken, whole_folder, written

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    caches.own_cache(tmp_path / "cache", monkeypatch)
    monkeypatch.delenv("MEDISAVE_POLICIES", raising=False)


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundled folder of two files, quick to read."""
    folder = whole_folder(tmp_path_factory.mktemp("base") / "policies")
    monkeypatch.setattr(locate, "CHECKOUT_POLICIES", folder)


def mine(folder: str = "policies", text: str = CITY) -> Path:
    return written(Path(folder), {CITY_FILE: text})


def test_what_is_given_wins_then_the_environment_then_the_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reading() == ((policies(),), (), "bundled")
    near = mine()
    assert reading() == ((policies(), near.resolve()), (near.resolve(),), "near")
    monkeypatch.setenv("MEDISAVE_POLICIES", os.pathsep.join(["one", "two"]))
    assert reading().own == (Path("one"), Path("two"))
    assert reading([Path("given")]).own == (Path("given"),)


def test_the_nearest_is_at_or_above_and_holds_places(monkeypatch: pytest.MonkeyPatch) -> None:
    near = mine().resolve()
    (near / "places" / "deep").mkdir()
    for start in (near.parent, near, near / "places" / "deep"):
        monkeypatch.chdir(start)
        assert nearest() == near
    Path("policies/places").mkdir(parents=True)
    Path("policies/places/notes.yaml").write_text("")
    assert nearest() == near


def test_a_whole_folder_stands_alone_and_the_bundled_one_is_itself() -> None:
    whole = whole_folder(Path("whole"))
    assert reading([whole]).stands_alone
    assert reading([policies()]).own == ()


@pytest.mark.long
def test_every_keepers_command_ends_by_saying_which_and_how_many(capsys: Said) -> None:
    mine()
    words = Speaker("en").message(said(reading()))
    assert words.startswith("read: policies (1 place), over the bundled ")
    for command in (
        ["lint"],
        ["coverage"],
        ["stale"],
        ["graph", "-c", "昆山", "-s", "deceased"],
        ["try", "镇江"],
        ["build", "-o", "book.sqlite"],
    ):
        code, _, err = ask(capsys, "--lang", "en", "policy", *command)
        assert code == 0 and err.splitlines()[-1] == words, command


@pytest.mark.usefixtures("small")
def test_the_folder_is_taken_in_the_same_place(capsys: Said) -> None:
    mine("rules")
    for command in (["lint"], ["coverage"], ["stale"], ["try", "镇江"]):
        for folder in (["rules"], ["--policies", "rules"]):
            code, _, err = ask(capsys, "--lang", "en", "policy", *command, *folder)
            assert code == 0 and "read: rules (1 place)" in err, command


def test_a_fault_beside_the_reader_is_never_called_clean(capsys: Said) -> None:
    mine(text=broken("    rule: allowed\n", "    rule: alowed\n"))
    code, out, _ = ask(capsys, "policy", "lint", "--lang", "en", "--format", "plain")
    assert code == 1 and "did you mean allowed" in out


def test_an_answer_says_that_a_folder_is_not_used(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert overlooked() is None
    mine()
    code, out, err = ask(
        capsys, "--lang", "en", "check", "-c", "镇江", "-s", "retired", "--format", "json"
    )
    assert code == 0 and "zj-retired" not in out
    assert "policies (1 place) here is not used" in err and "--policies policies" in err
    _, out, err = ask(
        capsys, "check", "-c", "镇江", "-s", "retired", "--policies", "policies", "--format", "json"
    )
    assert "zj-retired" in out and err == ""


@pytest.mark.long
def test_content_decides_where_size_and_time_do_not(capsys: Said) -> None:
    mine("rules")
    path = Path("rules") / CITY_FILE
    asked = ("check", "-c", "镇江", "-s", "retired", "--policies", "rules", "--format", "json")
    assert '"zj-guide"' in ask(capsys, *asked)[1]
    stat = path.stat()
    path.write_text(CITY.replace("zj-guide", "zj-gudie"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert '"zj-gudie"' in ask(capsys, *asked)[1]


def test_a_trial_says_what_the_file_changes_and_where_it_shows(capsys: Said) -> None:
    mine()
    code, out, _ = ask(capsys, "policy", "try", "镇江", "--lang", "en", "--format", "plain")
    assert code == 0 and "zj-retired" in out and "→" in out
    written(Path("policies"), {CITY_FILE: broken("    rule: allowed\n", "    rule: alowed\n")})
    code, out, _ = ask(capsys, "policy", "try", "镇江", "--lang", "en", "--format", "plain")
    assert code == 1 and "did you mean allowed" in out
    assert ask(capsys, "policy", "try", "玉树")[0] == 2
