"""The HTML face: nothing typed or read becomes markup, nothing is fetched, and the page is built for everyone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medisave_cli import Case, ask
from medisave_cli.show.advice_page import advice_page
from medisave_cli.show.html_face import PALETTE, TONES, render
from medisave_cli.show.page import Item, Page, Section, Verdict

VOID = {"meta", "br"}


class Outline(HTMLParser):
    """The tags of a document in order, whether they close, and the text between them."""

    def __init__(self, document: str):
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(document)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def a_page(text: str, lang: str = "zh") -> Page:
    """A page with ``text`` in every place where text can stand."""
    item = Item(text, text, (text,), (1,), "todo")
    return Page(
        text,
        text,
        lang,
        Verdict(text, "good", text),
        (text,),
        (
            Section(
                text,
                (
                    item,
                    item._replace(mark="maybe"),
                    item._replace(mark="no"),
                    item._replace(mark="warn"),
                ),
                lead=text,
                refs=(1,),
            ),
            Section(text, columns=(text, text), rows=((text, text),)),
            Section(text, (Item(text),), numbered=True, key="sources"),
        ),
        (text,),
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>x</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='x",
    "</style><b>",
    "&lt;b&gt;",
    "<!--",
    "]]>",
    "<a href=javascript:x>",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_is_shown_and_is_not_markup(text, lang):
    plain, hostile = Outline(render(a_page("x", lang))), Outline(render(a_page(text, lang)))
    assert hostile.tags == plain.tags
    assert hostile.words.count(text) == plain.words.count("x")


@given(st.text(alphabet="<>&\"'`=/ax -!;#\x00\x1b\u202e[]{}", min_size=1, max_size=40))
def test_no_text_whatever_changes_the_structure(text):
    assert Outline(render(a_page(text))).tags == Outline(render(a_page("x"))).tags


def test_control_characters_and_turned_directions_are_dropped():
    document = render(a_page("a\x00b\x1b[31mc\u202ed\u2066e"))
    assert "ab[31mcde" in document
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", document)


def test_only_a_whole_web_address_becomes_a_link():
    notes = (
        "https://ybj.example.gov.cn/a?b=1&c=2",
        "javascript:alert(1)",
        "see https://x.cn",
        "data:text/html,x",
        'https://x.cn/" onclick="x',
    )
    found = Outline(
        render(Page("t", "", "zh", sections=(Section("s", (Item("i", notes=notes),)),)))
    )
    assert [value for tag, name, value in found.attributes if tag == "a" and name == "href"] == [
        "https://ybj.example.gov.cn/a?b=1&c=2"
    ]
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]


def test_phone_numbers_can_be_tapped_and_dates_cannot():
    found = Outline(
        render(
            Page(
                "t",
                "",
                "zh",
                lead=(
                    "0512-12393，或打12393问；2026-12-20；20261239312393；x12393；医保办发〔2021〕43号",
                ),
            )
        )
    )
    calls = [value for tag, name, value in found.attributes if tag == "a" and name == "href"]
    assert calls == ["tel:0512-12393", "tel:12393"]


@pytest.fixture(scope="module")
def pages(book):
    asked = [
        ("昆山", "deceased"),
        ("北京", "transfer"),
        ("泉州", "emigrated"),
        ("长沙", "retired"),
        ("拉萨", "left_employment"),
    ]
    return [
        render(advice_page(ask(book, Case(place, status)), lang, handout=handout))
        for place, status in asked
        for lang in ("zh", "en")
        for handout in (True, False)
    ]


def test_a_page_fetches_nothing_and_runs_nothing(pages):
    for document in pages:
        found = Outline(document)
        assert not {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "svg",
        } & set(found.tags)
        assert not [
            a
            for a in found.attributes
            if a[1] in ("src", "srcset", "style") or a[1].startswith("on")
        ]
        assert "@import" not in document and "url(" not in document
        assert ("meta", "http-equiv", "Content-Security-Policy") in found.attributes


def test_headings_language_and_tables_are_for_screen_readers(pages):
    for document in pages:
        found = Outline(document)
        headings = [t for t in found.tags if re.fullmatch(r"h\d", t)]
        assert headings[0] == "h1" and headings.count("h1") == 1 and set(headings[1:]) == {"h2"}
        assert {("html", "lang", lang) for lang in ("zh-CN", "en")} & set(found.attributes)
        assert {"header", "main", "footer", "section"} <= set(found.tags)
    table = Outline(
        render(
            Page(
                "t",
                "",
                "zh",
                sections=(Section("比较", columns=("地方", "取现"), rows=(("昆山", "可以"),)),),
            )
        )
    )
    scopes = [value for tag, name, value in table.attributes if tag == "th" and name == "scope"]
    assert scopes == ["col", "col", "row"]
    assert ("div", "aria-label", "比较") in table.attributes


def test_chinese_words_in_an_english_page_are_marked_as_chinese():
    found = Outline(
        render(Page("t", "", "en", lead=("bring 继承人身份证 (heir's card) and 《参保凭证》.",)))
    )
    assert found.words[found.words.index("继承人身份证")]
    assert found.attributes.count(("span", "lang", "zh-CN")) == 2


def test_every_number_leads_to_its_source(pages):
    for document in pages:
        found = Outline(document)
        wanted = {
            value[1:]
            for tag, name, value in found.attributes
            if tag == "a" and name == "href" and value.startswith("#")
        }
        there = {value for _, name, value in found.attributes if name == "id"}
        assert wanted and wanted <= there


def test_a_mark_is_drawn_and_said():
    items = (Item("材料", mark="todo"), Item("看情况", mark="maybe"), Item("不用", mark="no"))
    document = render(Page("t", "", "zh", sections=(Section("要带什么", items),)))
    assert document.count('class="box"') == 2
    assert [w for w in Outline(document).words if w in ("要做：", "看情况：", "不需要：")] == [
        "要做：",
        "看情况：",
        "不需要：",
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("column", [0, 1], ids=["light", "dark"])
def test_every_text_colour_stands_out_from_its_ground(column):
    ground = PALETTE["ground"][column]
    for name in ("text", "muted", "link", "good", "bad", "maybe"):
        assert contrast(PALETTE[name][column], ground) >= 4.5, name
    for tone in TONES:
        assert contrast(PALETTE[tone][column], PALETTE[f"{tone}-ground"][column]) >= 4.5, tone
