"""A question as people type it: words before options, places and situations in words, guides for topics."""

from __future__ import annotations

import json

import pytest

from tests.commands.asking import ask as invoke
from tests.commands.asking import data


@pytest.mark.parametrize(
    "words",
    [
        ("昆山", "去世"),
        ("昆山", "deceased"),
        ("昆山 我爸走了",),
        ("昆山", "我爸", "走了"),
        ("-c", "昆山", "我爸走了"),
        ("昆山", "-s", "病故"),
        ("我爸走了", "昆山"),
        ("Kunshan", "my", "father", "died"),
    ],
)
def test_a_place_and_a_situation_are_read_from_words(capsys, words):
    case = data(capsys, "check", *words)["case"]
    assert (case["place"]["code"], case["status"]) == ("320583", "deceased")


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("昆山",), "the situation is missing"),
        (("-c", "昆山"), "the situation is missing"),
        (("我爸走了",), "the place is missing"),
        ((), "a place and a situation are missing"),
    ],
)
def test_off_a_terminal_what_is_missing_is_named(capsys, words, missing):
    code, out, err = invoke(capsys, "check", *words, "--lang", "en")
    assert (code, out) == (2, "") and missing in err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("昆衫 去世", "昆山"),
        ("昆衫市 我爸走了", "昆山"),
        ("去世 昆衫", "昆山"),
        ("深证 离职", "深圳"),
        ("Kunshn died", "Kunshan"),
        ("Hanzhou left my job", "Hangzhou"),
        ("died Shangai", "Shanghai"),
        ("shenzen quit my job", "Shenzhen"),
    ],
)
def test_a_place_misspelt_among_the_words_is_offered(capsys, words, meant):
    lang = "en" if words.isascii() else "zh"
    code, out, err = invoke(capsys, "check", *words.split(), "--lang", lang)
    assert (code, out) == (2, "") and meant in err


@pytest.mark.parametrize(
    "words",
    [
        "my father died",
        "sister died",
        "uncle passed away",
        "suddenly died",
        "company fired me",
        "I quit",
        "finally retired",
        "退休 移民",
        "老公 去世",
        "老伴 去世",
        "妈妈 走了",
        "刚刚 退休",
        "公司 辞职",
    ],
)
def test_a_plain_sentence_is_not_taken_for_a_place(capsys, words):
    code, out, err = invoke(capsys, "check", *words.split(), "--lang", "en")
    assert (code, out) == (2, "") and "the place is missing" in err


def test_words_that_settle_nothing_are_answered_with_the_choices(capsys):
    code, out, err = invoke(capsys, "check", "昆山", "想把钱取出来", "--lang", "zh")
    assert (code, out) == (2, "") and "-s active" in err and err.count("-s ") <= 4


def test_a_topic_is_answered_by_its_guide(capsys):
    found = data(capsys, "check", "-c", "昆山", "-s", "打HPV疫苗")
    assert (found["kind"], found["topic"]) == ("topic", "uses")
    code, _, _ = invoke(capsys, "check", "-s", "医保卡丢了", "--exit-status")
    assert code == 12


def test_facts_are_understood_by_their_names(capsys):
    for typed in ("养老金=一次性领走", "pension=lump_sum", "养老金怎么领=一次性领走"):
        case = data(capsys, "check", "上海", "retired", "--fact", typed)["case"]
        assert case["facts"]["pension"] == "lump_sum"
    case = data(capsys, "check", "昆山", "deceased", "--fact", "有继承人=没有")["case"]
    assert case["facts"]["heir_exists"] is False


def test_a_guide_answers_by_thing_and_by_person(capsys):
    lines = data(capsys, "sharing", "公婆")["lines"]
    assert [line["id"] for line in lines] == ["china-sharing-in-laws"]
    code, _, err = invoke(capsys, "uses", "zzz", "--lang", "zh")
    assert code == 2 and "疫苗" in err


def test_json_is_short_for_format_json(capsys):
    code, out, _ = invoke(capsys, "statuses", "我爸走了", "--json")
    found = json.loads(out)
    assert code == 0 and found["sure"] and found["matches"][0]["id"] == "deceased"
    assert {"id", "kind", "label", "score"} <= set(found["matches"][0])
