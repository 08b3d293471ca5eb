"""Numbered prompts: plain lines in, plain lines out."""

from __future__ import annotations

import io

import pytest

from medisave_cli.interview.numbered import Numbered
from medisave_cli.interview.prompts import BACK, Ask, Choice

FRUIT = [Choice("a", "苹果"), Choice("b", "香蕉", "海南")]


def prompts(*lines: str) -> tuple[Numbered, io.StringIO]:
    out = io.StringIO()
    return Numbered("zh", io.StringIO("".join(f"{line}\n" for line in lines)), out), out


def test_a_choice_is_taken_by_its_number_or_its_words():
    assert prompts("2")[0].choose(Ask("哪个？"), FRUIT) == "b"
    assert prompts("２")[0].choose(Ask("哪个？"), FRUIT) == "b"
    assert prompts("苹果")[0].choose(Ask("哪个？"), FRUIT) == "a"


@pytest.mark.parametrize("wrong", ["", "3", "-1", "1.0", "①", "x", "999999999999999999999", "苹"])
def test_anything_else_is_asked_again_never_taken_as_the_first(wrong):
    asking, out = prompts(wrong, "2")
    assert asking.choose(Ask("哪个？", back=False), FRUIT) == "b"
    assert "请输入 1 到 2 的编号" in out.getvalue()


def test_zero_goes_back_where_there_is_something_to_go_back_to():
    assert prompts("0")[0].choose(Ask("哪个？"), FRUIT) is BACK
    assert prompts("<")[0].choose(Ask("哪个？"), FRUIT) is BACK
    assert prompts("<")[0].enter(Ask("哪里？"), lambda typed: []) is BACK
    asking, out = prompts("0", "1")
    assert asking.choose(Ask("哪个？", back=False), FRUIT) == "a" and "返回" not in out.getvalue()


def test_every_line_of_the_question_is_printed_in_order():
    asking, out = prompts("1")
    asking.choose(Ask("哪个？", ("因为要问",)), FRUIT)
    assert [line.strip() for line in out.getvalue().splitlines() if line.strip()][:4] == [
        "哪个？",
        "因为要问",
        "1. 苹果",
        "2. 香蕉  海南",
    ]


def test_words_typed_where_suggestions_are_listed():
    def listed(typed: str) -> list[Choice]:
        return FRUIT if not typed else []

    assert prompts("2")[0].enter(Ask("哪个？"), listed) == FRUIT[1]
    assert prompts("梨子")[0].enter(Ask("哪个？"), listed) == "梨子"
    # Nothing listed: a number is what was typed.
    assert prompts("2")[0].enter(Ask("几个？"), lambda typed: []) == "2"


def test_enter_alone_takes_what_is_offered():
    assert prompts("")[0].enter(Ask("存到哪里？"), lambda typed: [], "", "a.html") == "a.html"
    assert prompts("")[0].enter(Ask("几个？"), lambda typed: []) == ""


def test_the_end_of_input_is_not_an_answer():
    with pytest.raises(EOFError):
        prompts()[0].choose(Ask("哪个？"), FRUIT)
    with pytest.raises(EOFError):
        prompts()[0].enter(Ask("哪里？"), lambda typed: [])


def test_bytes_that_are_no_text_do_not_stop_it():
    source = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n2\n"), encoding="utf-8")
    assert Numbered("zh", source, io.StringIO()).choose(Ask("哪个？"), FRUIT) == "b"
