"""The folder of a site: whose it must be, and what a second build leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from medisave_cli import AskedWrongly, Book
from medisave_cli.cli import run as medisave
from medisave_cli.site import build as building
from tests.site.conftest import AS_OF


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the next builds write, in place of all pages."""
    made = {"index.html": "first", "place/1.html": "one"}
    monkeypatch.setattr(building, "pages", lambda book, as_of: iter(made.items()))
    return made


def test_a_second_build_takes_away_what_is_its_own_and_leaves_the_rest(
    small: Book, few: dict[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "new"
    written = building.build(small, target, AS_OF)
    assert (written.pages, written.size) == (2, 8)
    (target / "CNAME").write_text("example.org")
    before = (target / "index.html").stat()
    del few["place/1.html"]
    few["place/2.html"] = "two"
    building.build(small, target, AS_OF)
    found = {p.relative_to(target).as_posix() for p in target.rglob("*.*") if p.is_file()}
    assert found == {"index.html", "place/2.html", ".nojekyll", building.LISTED}
    assert (target / "CNAME").read_text() == "example.org"
    assert (target / "index.html").stat() == before


@pytest.mark.parametrize("listed", ["../keep.txt", "/keep.txt", "place/../../keep.txt"])
def test_a_list_that_was_tampered_with_takes_nothing_away_elsewhere(
    small: Book, few: dict[str, str], tmp_path: Path, listed: str
) -> None:
    keep = tmp_path / "keep.txt"
    keep.write_text("mine")
    target = tmp_path / "site"
    building.build(small, target, AS_OF)
    absolute = str(keep) if listed.startswith("/") else listed
    (target / building.LISTED).write_text(absolute + "\n")
    building.build(small, target, AS_OF)
    assert keep.read_text() == "mine"


def test_a_folder_of_other_things_is_refused_and_untouched(
    small: Book, few: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(AskedWrongly):
        building.build(small, tmp_path, AS_OF)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(AskedWrongly):
        building.build(small, tmp_path / "letter.txt", AS_OF)


def test_a_checkout_that_is_otherwise_empty_will_do(
    small: Book, few: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    building.build(small, tmp_path, AS_OF)
    assert (tmp_path / "index.html").is_file()


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "site"),
        ("--format", "site", "one", "two"),
        ("--format", "site", "one", "--columns", "pension"),
        ("--format", "parquet", "-o", "x.csv"),
    ],
)
def test_what_cannot_be_is_told(
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert medisave(["policy", "export", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and not list(tmp_path.iterdir())


def test_the_command_writes_it_and_names_the_front_page(
    few: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert medisave(["policy", "export", "--format", "site", "pages", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert Path(out.strip()) == Path("pages/index.html")
    assert "2 pages" in err and (tmp_path / "pages" / "index.html").read_text() == "first"
