"""The handout in a real browser: on a screen, on a phone, in the dark, and on paper."""

from __future__ import annotations

import struct
import unicodedata
from datetime import date

import pytest

from medisave_cli import Case, ask
from medisave_cli.move import move
from medisave_cli.plan import plan_for
from medisave_cli.show.bilingual import bilingual
from medisave_cli.show.html_face import render
from medisave_cli.show.move_screen import move_screen
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.screen import first_screen
from tests.browser import chromium
from tests.sampling import quick_and_long

pytestmark = pytest.mark.browser

AS_OF = "2026-11-22"
START = date(2026, 11, 23)
WIDTHS = [1280, 390, 320]
ASKED = ["death-zh", "death-en", "unknown-zh", "move-zh", "move-en", "wide-zh"]


@pytest.fixture(scope="module")
def handouts(book):
    """Documents by name."""
    found = {}
    for lang in ("zh", "en"):
        death = ask(book, Case("昆山", "deceased", {"death_in_shared_data": False}, None, AS_OF))
        found[f"death-{lang}"] = render(
            first_screen(death, lang, True, None, plan_for(death, START))
        )
        unknown = ask(book, Case("泉州", "emigrated", {}, None, AS_OF))
        found[f"unknown-{lang}"] = render(
            first_screen(unknown, lang, True, None, plan_for(unknown, START))
        )
        both = move(book, "深圳", "北京", {}, AS_OF)
        found[f"move-{lang}"] = render(
            move_screen(both, lang, True, None, plan_for(both.advice, START))
        )
    rows = tuple(
        (f"城市{n}", *("可以，要先注销户口并带上国（境）外定居证明",) * 7) for n in range(6)
    )
    found["wide-zh"] = render(
        Page(
            "比较",
            "",
            "zh",
            sections=(Section("并排", columns=tuple(f"第{n}列" for n in range(8)), rows=rows),),
        )
    )
    return found


@pytest.fixture(scope="module")
def measured(handouts, tmp_path_factory):
    """What the browser finds in each handout: by name, width and whether it is dark."""
    found = {}
    for is_dark in (False, True):
        asked = [(name, width) for name in handouts for width in WIDTHS]
        results = chromium.measure(
            [(handouts[name], width) for name, width in asked],
            tmp_path_factory.mktemp("measured"),
            is_dark,
        )
        found.update(
            {
                (name, width, is_dark): result
                for (name, width), result in zip(asked, results, strict=True)
            }
        )
    return found


@pytest.fixture
def written(handouts, tmp_path):
    def write(name):
        page = tmp_path / f"{name}.html"
        page.write_text(handouts[name], encoding="utf-8")
        return page

    return write


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_at_any_width(measured, name, width):
    found = measured[name, width, False]
    assert found["texts"] > 5
    assert found["sideways"] <= 0
    assert found["sticking"] == []
    assert found["smallest"] >= 11


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_every_word_can_be_read_by_day_and_by_night(measured, name, is_dark):
    found = measured[name, 390, is_dark]
    assert (found["ground"] < 0.05) is is_dark
    assert found["lowest"] >= 4.5


@pytest.mark.parametrize("name", ["death-zh", "death-en"])
def test_boxes_to_tick_are_drawn(measured, name):
    found = measured[name, 390, False]
    assert len(found["boxes"]) >= found["ticks"] >= 6
    assert all(box["width"] >= 10 and box["border"] >= 1 for box in found["boxes"])


@pytest.mark.parametrize("name", ASKED)
def test_the_page_fetches_nothing_and_says_its_language(measured, name):
    found = measured[name, 1280, False]
    assert found["fetched"] == 0 and found["h1"] == 1
    assert found["lang"] == ("en" if name.endswith("en") else "zh-CN")


@pytest.mark.parametrize("name", ASKED)
def test_chinese_letters_are_drawn_and_not_as_empty_boxes(measured, name):
    assert measured[name, 1280, False]["letters"] == 4


def test_hostile_text_runs_nothing(tmp_path):
    bad = "<script>injected=1</script><img src=x onerror='injected=1'>\"><svg onload=injected=1>"
    page = Page(
        bad,
        bad,
        "zh",
        Verdict(bad, "bad", bad),
        (bad,),
        (Section(bad, (Item(bad, bad, (bad,)),)), Section(bad, columns=(bad,), rows=((bad,),))),
        (bad,),
    )
    (found,) = chromium.measure([(render(page), 1280)], tmp_path)
    assert found["injected"] == "undefined" and found["fetched"] == 0
    assert "<script>" in found["title"]


@pytest.mark.parametrize(
    "name",
    quick_and_long(["death-zh", "unknown-zh", "move-zh", "death-en", "unknown-en", "move-en"], 4),
)
def test_it_prints_on_one_sheet_of_a4(written, tmp_path, name):
    from pypdf import PdfReader

    target = tmp_path / "paper.pdf"
    chromium.paper(written(name), target)
    printed = PdfReader(target)
    assert len(printed.pages) == 1
    for sheet in printed.pages:
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == (
            595,
            842,
        )
    # Chromium writes some letters as the radicals of the same shape.
    text = unicodedata.normalize(
        "NFKC", "".join(page.extract_text() for page in printed.pages)
    ).replace("\n", "")
    assert {"death": "继承人身份证", "unknown": "12393", "move": "参保凭证"}[
        name.split("-")[0]
    ] in text
    assert "medisave" in text.split("规则库" if name.endswith("zh") else "rule book")[0][-40:]


@pytest.mark.parametrize(("width", "is_dark"), [(1280, False), (500, False), (1280, True)])
def test_a_picture_can_be_taken(written, tmp_path, width, is_dark):
    target = tmp_path / "picture.png"
    chromium.picture(written("death-zh"), target, width, 1600, is_dark)
    data = target.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, 1600)
    assert len(data) > 50_000  # a blank page is a few thousand bytes


def test_the_tallest_in_both_languages_prints_on_one_sheet(book, tmp_path):
    from pypdf import PdfReader

    advice = ask(book, Case("长沙", "transfer", {}, None, AS_OF))
    pages = [first_screen(advice, lang, handout=True) for lang in ("zh", "en")]
    source, target = tmp_path / "both.html", tmp_path / "paper.pdf"
    source.write_text(render(bilingual(*pages)), "utf-8")
    chromium.paper(source, target)
    assert len(PdfReader(target).pages) == 1
