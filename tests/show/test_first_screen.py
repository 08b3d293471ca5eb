"""One screen: how long it may get, what it must hold, and how its lines break, over places and statuses."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from typing import Any

import pytest

from medisave_cli import Book
from medisave_cli.model import CONDITIONAL, ELIGIBLE, Advice
from medisave_cli.show import plain_face
from medisave_cli.show.json_face import advice_json
from medisave_cli.show.screen import first_screen
from medisave_cli.show.selection import select
from medisave_cli.show.wrap import CLOSING, OPENING, cells
from tests.show.screens import advices, by_verdict, measure, screen_lines

EVERY, EVERY_LONG = 29, 7
"""One in so many of all answers: enough of each verdict, and quick. Prime to the number of statuses, so that each comes up."""
MEDIAN = {"zh": 24, "en": 30}
WORST = {"zh": 36, "en": 48}
BEGINS = 8
OPEN = (ELIGIBLE, CONDITIONAL)
GLOSS = re.compile(r" \([\u3400-\u9fff《》（）]+\)|(?<=[\u3400-\u9fff]) \([^()\u3400-\u9fff]+\)")
"""The Chinese name behind an English one, or the other way round."""


@pytest.fixture(scope="module", params=[EVERY, pytest.param(EVERY_LONG, marks=pytest.mark.long)])
def found(book: Book, request: pytest.FixtureRequest) -> list[Advice]:
    return list(advices(book, request.param))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_one_screen_for_each_verdict_by_itself(found: list[Advice], lang: str) -> None:
    for verdict, lengths in by_verdict(measure(found, lang, 80)).items():
        lines = [length.lines for length in lengths]
        assert statistics.median(lines) <= MEDIAN[lang], (verdict, statistics.median(lines))
        assert lines[-1] <= WORST[lang], lengths[-1]
        assert max(length.begins for length in lengths) <= BEGINS, verdict


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_break_by_the_rules_and_none_is_too_wide(found: list[Advice], width: int) -> None:
    for advice in found:
        for line in screen_lines(advice, "zh", width):
            assert cells(line) <= width
            said = line.strip("│ ").removeprefix("! ")
            if said and line[0] not in "╭╰":
                assert said[0] not in CLOSING - {"-"}, line
                assert said[-1] not in OPENING, line
                assert not (said.endswith("：") and len(said) < 8), line


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_open_way_is_there_whole_in_the_words_of_its_json(
    found: list[Advice], lang: str
) -> None:
    for advice in found:
        text = unglossed(plain_face.render(first_screen(advice, lang)))
        for option in advice_json(advice, lang)["options"]:
            if option["verdict"] not in OPEN and option["lean"] not in OPEN:
                continue
            for way in option["ways"]:
                if way["state"] == "failed":
                    assert not (way["documents"] or way["steps"] or way["time_limit"])
                    continue
                for said in said_of(way):
                    assert unglossed(said) in text, (advice.situation.place, said)


def test_fraud_is_warned_of_only_where_money_is_taken_out_and_nothing_else_is_to_be_said(
    found: list[Advice],
) -> None:
    warned = 0
    for advice in found:
        screen = select(advice)
        frauds = [n for n in advice.notes if n.about == "fraud"]
        others = [n for n in advice.notes if n.kind == "warning" and n not in frauds]
        shown = [n for n in (*frauds, *others) if n == screen.warning or n in screen.notes]
        assert len([n for n in shown if n == screen.warning]) <= 1
        assert screen.warning in (others or [None, *frauds])
        if screen.warning in frauds:
            warned += 1
            assert any(way.family == "cash" for way in screen.ways), advice.situation.place
        assert not set(frauds) & set(screen.notes)
    assert warned


def said_of(way: dict[str, Any]) -> Iterator[str]:
    """What a way asks for, line by line, as its JSON words it."""
    for kind, key in (("documents", "name"), ("steps", "text"), ("before", "text")):
        for line in way[kind]:
            if line["state"] != "not_needed":
                yield line[key].rstrip("。.")
    yield from (line["name"] for line in way["channels"] if line["state"] != "not_needed")
    for limit in way["time_limit"]:
        days = limit["working_days"] or limit["days"]
        yield str(days) if days else ""
    yield from (way[single] or "" for single in ("applicant", "pays_to"))


def unglossed(text: str) -> str:
    """English without the Chinese names in it, which stand there once only."""
    return GLOSS.sub("", text)
