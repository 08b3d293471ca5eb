"""The call asks what the answer leaves open, nothing else, and can be read aloud in full."""

from __future__ import annotations

import re
import shlex

import pytest

from medisave_cli import Book, Case
from medisave_cli import ask as answer_to
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Elsewhere,
    Option,
    Told,
)
from medisave_cli.show import plain_face
from medisave_cli.show.call_words import sentences
from medisave_cli.show.json_face import advice_json
from medisave_cli.show.screen import first_screen
from tests.show.screens import AS_OF, advices

EVERY, EVERY_LONG = 37, 7
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ABOUT = {"verdict", "condition", "documents", "channel", "time", "payee", "applicant", "balance"}
LINES = {"documents": "documents", "channel": "channels", "time": "time_limit"}
FACTS = (
    ("emigrated", {"nationality": "foreign"}),
    ("emigrated", {"household_cancelled": True}),
    ("retired", {"pension": "lump_sum"}),
    ("retired", {"settled": "other_province"}),
    ("left_employment", {"renounces_scheme": True}),
    ("transfer", {"destination_accepts_balance": False}),
)


@pytest.fixture(scope="module", params=[EVERY, pytest.param(EVERY_LONG, marks=pytest.mark.long)])
def found(book: Book, request: pytest.FixtureRequest) -> list[Advice]:
    """Answers of every kind: each place and status in its turn, and some with facts stated."""
    plain = list(advices(book, request.param))
    stated = [
        answer_to(book, Case(place.code, status, facts, None, AS_OF))
        for n, place in enumerate(p for p in book.places_on_file() if p.code != "000000")
        for status, facts in FACTS
        if n % (request.param - 1) == 0
    ]
    return plain + stated


def cash_of(advice: Advice) -> Option | None:
    return next((o for o in advice.options if (o.family, o.portion) == ("cash", "main")), None)


def test_it_opens_what_nothing_firm_settles_and_only_that(found: list[Advice]) -> None:
    for advice in found:
        assert advice.call is not None
        cash = cash_of(advice)
        judged = cash is not None and any(
            w.state == "judgement" and not w.reported for w in cash.ways
        )
        if advice.because is None and advice.verdict == UNKNOWN:
            assert advice.call.first
            assert 2 <= len(advice.call.asks) <= 5
            assert advice.call.asks[0].about == ("verdict",)
        if advice.verdict in (ELIGIBLE, NOT_ELIGIBLE):
            assert not advice.call.first
        if advice.verdict == CONDITIONAL:
            assert advice.call.first == judged


def test_nothing_that_a_firm_rule_settles_is_asked(found: list[Advice]) -> None:
    for advice in found:
        assert advice.call is not None
        cash = cash_of(advice)
        about = [a for ask in advice.call.asks for a in ask.about]
        moves = next((o for o in advice.options if o.family == "transfer"), None)
        if advice.verdict == NOT_ELIGIBLE:
            assert set(about) <= {"verdict"}
            if about:
                assert moves is not None and moves.verdict == UNKNOWN
        if advice.verdict == ELIGIBLE:
            assert not {"verdict", "condition"} & set(about)
        ways = [w for w in cash.ways if w.state != "failed"] if cash else []
        for name, kind in LINES.items():
            settled = any(x.kind == kind and not x.reported for w in ways for x in w.lines)
            if settled and not (name == "documents" and not all(w.complete for w in ways)):
                assert name not in about, (advice.situation.place, advice.situation.status)
        if any(w.pays_to and not w.pays_to.reported for w in ways):
            assert "payee" not in about


def test_nothing_is_asked_whose_answer_changes_nothing(book: Book, found: list[Advice]) -> None:
    for advice in found:
        assert advice.call is not None
        s = advice.situation
        stated = {f: v[0] for f, v in s.stated.items() if len(v) == 1}
        for ask in advice.call.asks:
            for name in ask.facts:
                said = set()
                for value in advice.facts[name].says:
                    case = Case(s.place.code, s.base_status, {**stated, name: value}, None, AS_OF)
                    try:
                        other = answer_to(book, case)
                    except Exception as impossible:
                        assert type(impossible).__name__ == "AskedWrongly"
                        continue
                    cash = cash_of(other)
                    said.add(
                        (other.verdict, other.lean, cash and cash.deciders, cash and cash.turns)
                    )
                assert len(said) > 1, (s.place, s.status, name)


def test_every_sentence_can_be_read_aloud_and_understood(found: list[Advice]) -> None:
    for advice in found:
        assert advice.call is not None
        for said in sentences(advice.call):
            assert CHINESE.search(said.zh)
            assert said.pinyin
            assert not CHINESE.search(said.pinyin), said
            assert said.en
            assert not re.search(r"[{}]", said.zh + said.pinyin + said.en)


def test_the_json_has_it_whole_whatever_the_answer(found: list[Advice]) -> None:
    for advice in found:
        for lang in ("zh", "en"):
            data = advice_json(advice, lang)
            assert data["told"] == []
            assert "elsewhere" in data
            call = data["call"]
            assert set(call) >= {"dial", "ask", "if_refused"}
            for ask in call["ask"]:
                assert ask["about"] in ABOUT
                assert ask["text"] and ask["pinyin"] and ask["en"]
            for refused in call["if_refused"]:
                known = {source["id"] for source in data["sources"]}
                assert set(refused["cites"]) <= known


@pytest.mark.parametrize("handout", [False, True])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_says_it_before_anything_else(
    found: list[Advice], lang: str, handout: bool
) -> None:
    for advice in found:
        assert advice.call is not None
        text = plain_face.render(first_screen(advice, lang, handout=handout))
        for said in sentences(advice.call) if advice.call.first else ():
            assert said.zh in text
            assert (said.pinyin in text and said.en in text) == (lang == "en")


def test_the_number_is_dialled_with_the_area_code(book: Book) -> None:
    call = advice_json(answer_to(book, Case("520300", "emigrated", {}, None, AS_OF)), "zh")["call"]
    assert call["dial"] == "0851-12393"


def test_a_place_without_pinyin_on_file_still_sounds(book: Book) -> None:
    for place in [p for p in book.places() if p.level == "county"][::97]:
        advice = answer_to(book, Case(place.code, "enlisted", {}, None, AS_OF))
        assert advice.call is not None
        for said in sentences(advice.call):
            assert not CHINESE.search(said.pinyin)


@pytest.mark.parametrize("status", ["emigrated", "left_employment", "retired"])
def test_other_places_and_what_was_told_touch_nothing(
    book: Book, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case("520300", status, {}, None, AS_OF)
    with monkeypatch.context() as patched:
        patched.setattr(Book, "elsewhere", lambda self, status: None)
        without = answer_to(book, case)
    with monkeypatch.context() as patched:
        patched.setattr(Book, "elsewhere", lambda self, status: Elsewhere(AS_OF, 90, 5, 5))
        beside = answer_to(book, case)
    assert beside._replace(elsewhere=None) == without
    assert without.elsewhere is None
    told = Told("0" * 8, "520300", status, "yes", "12393", AS_OF)
    plain, shown = advice_json(without, "zh"), advice_json(without._replace(told=(told,)), "zh")
    assert plain.pop("told") == []
    assert len(shown.pop("told")) == 1
    assert plain == shown


@pytest.mark.parametrize("place", ["西安", "内蒙古"])
def test_the_command_that_keeps_the_answer_can_be_typed_as_it_stands(
    book: Book, place: str
) -> None:
    advice = answer_to(book, Case(place, "lost_work_capacity", {}, None, AS_OF))
    shown = plain_face.render(first_screen(advice, "en"))
    (line,) = [line for line in shown.splitlines() if "medisave told" in line]
    typed = line.split("medisave ")[1].split(" (")[0]
    assert shlex.split(typed) == ["told", advice.situation.place.code, "lost_work_capacity"]
