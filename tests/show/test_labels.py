"""Every word shown carries its own grade, on the first screen and on the whole page, in every face for reading."""

from __future__ import annotations

import html
import re

import pytest

from medisave_cli import Book, Case, ask
from medisave_cli.model import Advice, Line
from medisave_cli.show import html_face, markdown_face, plain_face
from medisave_cli.show.advice_page import advice_page
from medisave_cli.show.grading import PAGES, known_by
from medisave_cli.show.screen import first_screen
from tests.show.screens import AS_OF, advices, screen_lines

EVERY, EVERY_LONG = 37, 7
UNCONFIRMED, OFFICIAL = "未证实", "官方说法"


@pytest.fixture(scope="module", params=[EVERY, pytest.param(EVERY_LONG, marks=pytest.mark.long)])
def found(book: Book, request: pytest.FixtureRequest) -> list[Advice]:
    return list(advices(book, request.param))


def faces(advice: Advice) -> dict[str, list[str]]:
    """The lines of the answer in every face for reading."""
    first, whole = first_screen(advice, "zh"), advice_page(advice, "zh", more=True)
    tags = re.compile("<[^>]*>")
    return {
        "plain": plain_face.render(first).splitlines(),
        "whole": plain_face.render(whole).splitlines(),
        "markdown": markdown_face.render(first).splitlines(),
        "html": html.unescape(tags.sub("", html_face.render(first))).splitlines(),
        "table": screen_lines(advice, "zh", 400),
    }


def words_of(line: Line) -> str:
    """What must be readable of a line: the first paper's name, the text, the channel's name, the days."""
    item = line.item
    if line.kind == "documents":
        return str(item.papers[0][1].zh)
    if line.kind == "time_limit":
        return (
            f"{item.working_days or item.days}个工作日" if item.working_days else f"{item.days}天"
        )
    return str((item.name if line.kind == "channels" else item.text).zh).rstrip("。")


def test_nothing_is_called_unconfirmed_and_official_on_one_line(found: list[Advice]) -> None:
    for advice in found:
        for face, lines in faces(advice).items():
            if face == "table":
                continue
            for line in lines:
                assert not (UNCONFIRMED in line and OFFICIAL in line), (face, line)


def test_each_reported_line_says_that_it_is_unconfirmed(found: list[Advice]) -> None:
    for advice in found:
        shown = faces(advice)
        for option in advice.options:
            for way in option.ways:
                reported = [x for x in way.lines if x.reported and x.state != "not_needed"]
                if way.state == "failed":
                    continue
                for line in reported:
                    if line.kind == "time_limit" and not (line.item.working_days or line.item.days):
                        continue
                    said = words_of(line)
                    for face in ("plain", "html", "whole"):
                        holding = [text for text in shown[face] if said in text]
                        assert any(UNCONFIRMED in text for text in holding), (face, said)


def test_what_only_unsigned_pages_carry_is_no_official_word(book: Book) -> None:
    advice = ask(book, Case("广州", "emigrated", {}, None, AS_OF))
    cash = next(o for o in advice.options if (o.family, o.portion) == ("cash", "main"))
    rule = cash.deciders[0]
    assert known_by(rule.grade, rule.cites, advice.sources) == PAGES
    assert "广东省规定 · 两处网页一致，未见官方原文" in plain_face.render(
        first_screen(advice, "zh")
    )
