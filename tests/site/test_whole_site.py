"""The whole site as it is published: every page of the real rules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from medisave_cli import Book
from medisave_cli.site.build import FIRST
from tests.browser.driven import Browser
from tests.site.conftest import AS_OF
from tests.site.reading import Read, astray

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 40_000_000
EVERY = 7
"""One place in so many is looked at on paper."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as the command writes it."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    command = ["policy", "export", "--format", "site", str(folder), "--as-of", AS_OF]
    subprocess.run([sys.executable, "-m", "medisave_cli", *command], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="module")
def files(whole: Path) -> list[Path]:
    return sorted(whole.rglob("*.html"))


def test_it_is_small_whole_and_all_its_links_lead_somewhere(
    whole: Path, files: list[Path], book: Book
) -> None:
    assert sum(f.stat().st_size for f in whole.rglob("*") if f.is_file()) < MOST_BYTES
    lists = 3 + len(book.places_on_file()) + len(book.statuses)
    assert len(files) == 2 * (lists + len(book.sources()) + len(book.claims()))
    read = {f.relative_to(whole).as_posix(): Read(f.read_text("utf-8")) for f in files}
    assert astray(read) == []


@pytest.mark.browser
def test_no_page_complains_loads_anything_or_sticks_out_on_a_phone(
    files: list[Path], browser: Browser
) -> None:
    for file in files:
        browser.loaded.clear()
        browser.open(file, width=320)
        assert browser.sticking() == [], file
        assert set(browser.loaded) <= {"about:blank", file.as_uri()}
    assert browser.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("root", ["", "en"])
def test_each_of_the_main_situations_is_printed_on_one_sheet(
    whole: Path, browser: Browser, root: str
) -> None:
    places = sorted((whole / root / "place").glob("*.html"))
    for file in [p for p in places if p.stem != "000000"][::EVERY]:
        for status in FIRST:
            browser.open(file, fragment=status)
            assert browser.sheets() == 1, (file.name, status)
