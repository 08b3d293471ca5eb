"""The site in a real browser, from files: quiet, readable by everybody, found without a script, and printed one answer a sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.driven import Browser

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / ".axe/node_modules/axe-core/axe.min.js"
KINDS = (
    "index.html",
    "place/320583.html",
    "place/510000.html",
    "place/000000.html",
    "situation/emigrated.html",
    "source/jiangsu-guide-2022.html",
    "claim/beijing-table.html",
    "sources.html",
    "claims.html",
)
PAGES = [root + kind for root in ("", "en/") for kind in KINDS]
QUICK = ("index.html", "en/place/320583.html")
"""The pages of every kind are looked at in the long tests."""
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"
LISTED = "[...document.querySelectorAll('#places [data-names]')].filter(e => e.checkVisibility()).map(e => e.innerText)"


@pytest.fixture(scope="module")
def axe() -> str:
    """The script that looks for what shuts people out."""
    if not AXE.is_file():
        if chromium.REQUIRED:
            pytest.fail(f"MEDISAVE_REQUIRE_BROWSER=1, and there is no {AXE}")
        pytest.skip("no axe-core: npm install --prefix .axe axe-core@4")
    return AXE.read_text("utf-8")


def barriers(browser: Browser, axe: str) -> list[str]:
    """What axe-core finds wrong with the page as it stands, all of it opened."""
    browser.ask(OPEN_ALL)
    browser.ask(f"{axe};0")
    found = json.loads(browser.ask("axe.run().then(found => JSON.stringify(found.violations))"))
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def type_in(browser: Browser, word: str) -> list[str]:
    """What is left in the lists once this is typed."""
    browser.ask(f"typed.value = {json.dumps(word)}; typed.dispatchEvent(new Event('input'))")
    return browser.ask(LISTED)


@pytest.mark.parametrize(
    "page", [pytest.param(p, marks=() if p in QUICK else pytest.mark.long) for p in PAGES]
)
def test_nothing_shuts_anybody_out(folder: Path, browser: Browser, axe: str, page: str) -> None:
    for dark, width in ((False, 1280), (True, 320)):
        browser.open(folder / page, width=width, dark=dark)
        assert barriers(browser, axe) == [], (dark, width)
        assert browser.sticking() == [], (dark, width)
    assert browser.wrong == []


def test_a_page_loads_itself_and_nothing_else(folder: Path, browser: Browser) -> None:
    for page in PAGES:
        browser.loaded.clear()
        browser.open(folder / page)
        assert set(browser.loaded) <= {"about:blank", (folder / page).as_uri()}
        assert browser.ask("typeof injected") == "undefined"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("昆山", ["昆山市"]),
        ("Kun shan", ["昆山市"]),
        ("ＫＵＮＳＨＡＮ", ["昆山市"]),
        ("郫县", ["成都市 郫都区"]),
        ("lüliang", ["吕梁市"]),
        ("peking", ["北京市"]),
        ("姑苏", ["苏州市 姑苏区"]),
    ],
)
def test_a_place_is_found_by_name_pinyin_and_old_name(
    folder: Path, browser: Browser, typed: str, left: list[str]
) -> None:
    browser.open(folder / "index.html")
    found = type_in(browser, typed)
    assert [one for one in found if one in left] == left
    assert len(found) < 12


def test_what_is_not_found_is_said_and_all_comes_back(folder: Path, browser: Browser) -> None:
    browser.open(folder / "index.html")
    whole = browser.ask(LISTED)
    assert type_in(browser, "atlantis") == []
    assert browser.ask("said.innerText.length") > 5
    assert type_in(browser, "") == whole
    assert browser.ask("said.innerText") == ""


def test_enter_opens_the_first_place_left(folder: Path, browser: Browser) -> None:
    browser.open(folder / "index.html")
    assert "昆山市" in type_in(browser, "kunshan")
    browser.ask("setTimeout(() => box.requestSubmit()); 0")
    browser.stand((folder / "place/320583.html").as_uri())


def test_nothing_is_lost_without_scripts(folder: Path, browser: Browser) -> None:
    browser.open(folder / "index.html")
    with_script = browser.ask(LISTED)
    browser.open(folder / "index.html", scripts=False)
    assert browser.ask(LISTED) == with_script
    assert browser.ask("document.getElementById('find').checkVisibility()") is False
    browser.open(folder / "place/320583.html", fragment="deceased", scripts=False)
    assert browser.ask("document.getElementById('deceased').checkVisibility()") is True


@pytest.mark.parametrize("page", ["place/320583.html", "en/place/320583.html"])
def test_one_situation_is_printed_on_one_sheet_and_two_on_two(
    folder: Path, browser: Browser, page: str
) -> None:
    browser.open(folder / page, fragment="deceased")
    assert browser.sheets() == 1
    browser.ask("document.getElementById('retired').parentElement.open = true")
    assert browser.sheets() == 2
