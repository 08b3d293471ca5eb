"""The whole site as it is published: every page of the real rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from medisave_cli import Book
from medisave_cli.model import NATION
from tests.browser.driven import Browser
from tests.site.conftest import AS_OF
from tests.site.reading import Read, astray

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 40_000_000
PAPER_WIDTH, PAPER_HEIGHT = 703, 1047
"""What the margins leave of a sheet of A4, in CSS pixels."""
PRINTED = 12
SET_ALONE = """(() => {
  const parts = [...document.querySelectorAll('details.answer')], found = {};
  for (const part of parts) {
    parts.forEach(other => { other.open = other === part; });
    const name = part.querySelector('.inside').id;
    if (name !== 'file' && name !== 'claims') found[name] = document.body.getBoundingClientRect().height;
  }
  return JSON.stringify(found);
})()"""


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
def test_each_situation_of_every_place_is_printed_on_one_sheet(
    whole: Path, browser: Browser, root: str
) -> None:
    """All are measured as they would be set on paper; those that fill a sheet most are printed."""
    found = []
    for file in sorted((whole / root / "place").glob("*.html")):
        if file.stem != NATION:
            browser.open(file, width=PAPER_WIDTH)
            browser.call("Emulation.setEmulatedMedia", media="print")
            heights: dict[str, float] = json.loads(browser.ask(SET_ALONE))
            found += [(height, file, status) for status, height in heights.items()]
    assert len(found) > 1000
    fullest = sorted(found, reverse=True)[:PRINTED]
    assert fullest[0][0] <= PAPER_HEIGHT, fullest
    for _, file, status in fullest:
        browser.open(file, fragment=status)
        assert browser.sheets() == 1, (file.name, status)
