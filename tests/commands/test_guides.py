"""``medisave uses``, ``sharing`` and ``balance``."""

from __future__ import annotations

import re

import pytest

from medisave_cli.model import NATION
from tests.commands.asking import answered, data
from tests.sampling import quick_and_long

topic = pytest.mark.parametrize("topic", ["uses", "sharing", "balance"])


@topic
@pytest.mark.parametrize("city", ["昆山", "北京", "温州", "拉萨", "五家渠", "海口", "郫县"])
def test_local_lines_come_first_then_the_nations(capsys, topic, city):
    answer = data(capsys, topic, "-c", city)
    chain = answer["place"]["rules_from"]
    places = [line["from"] for line in answer["lines"]]
    assert places == sorted(places, key=chain.index) and places[-1] == NATION
    listed = {s["id"] for s in answer["sources"]}
    for line in answer["lines"]:
        assert line["grade"] in "ABC" and line["cites"] and set(line["cites"]) <= listed


@topic
def test_without_a_city_the_nation_alone_speaks(capsys, topic):
    answer = data(capsys, topic)
    assert answer["place"] is None and {line["from"] for line in answer["lines"]} == {NATION}


@topic
def test_every_page_warns_of_brokers_and_names_the_penalty(capsys, book, topic):
    answer = data(capsys, topic, "-c", "拉萨", "--lang", "zh")
    broker = next(w for w in answer["warnings"] if "中介" in w["text"])
    assert "罚" in broker["text"] and broker["cites"]
    assert broker["text"] in answered(
        capsys, topic, "-c", "拉萨", "--more", "--lang", "zh", "--format", "plain"
    )
    english = next(
        w for w in data(capsys, topic, "--lang", "en")["warnings"] if w["id"] == broker["id"]
    )
    assert "brokers" in english["text"] and "fine" in english["text"]


@topic
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_line_says_how_sure_it_is_and_where_it_is_written(capsys, topic, lang):
    out = answered(capsys, topic, "-c", "温州", "--more", "--lang", lang, "--format", "plain")
    for line in data(capsys, topic, "-c", "温州", "--lang", lang)["lines"]:
        at = next(i for i, text in enumerate(out.splitlines()) if line["text"] in text)
        block = [out.splitlines()[at]]
        for text in out.splitlines()[at + 1 :]:
            if not text.startswith("    "):
                break
            block.append(text)
        assert re.search(f"[(（]{line['grade']}[)）]", block[-1])
        assert block[0].rstrip().endswith("]")
        if line["grade"] == "C":
            assert ("未证实" if lang == "zh" else "unconfirmed") in block[0]


def test_a_place_without_its_own_lines_says_whose_they_are(capsys):
    plain = ("--lang", "zh", "--format", "plain")
    out = answered(capsys, "uses", "-c", "太仓", "--more", *plain)
    assert "没有查到太仓市自己的规定，以下是苏州市、江苏省、全国的。" in out
    assert "以下是全国的" in answered(capsys, "balance", "-c", "拉萨", "--more", *plain)
    assert "没有查到太仓市自己的规定。" in answered(capsys, "uses", "-c", "太仓", *plain)


def test_uses_say_what_it_may_and_may_not_pay(capsys):
    assert {line["rule"] for line in data(capsys, "uses")["lines"]} >= {"allowed", "barred"}
    assert "不可以：" in answered(capsys, "uses", "--more", "--lang", "zh", "--format", "plain")


THINGS = {
    "teeth": ("牙", "补牙", "teeth", "dentist"),
    "glasses": ("眼镜", "配眼镜", "glasses"),
    "gym": ("健身", "gym"),
    "vaccine": ("疫苗", "HPV", "vaccine"),
    "checkup": ("体检", "check-up"),
    "otc": ("非处方药", "感冒药", "over-the-counter"),
    "premium": ("商业保险", "惠民保", "insurance"),
    "refund": ("退款", "refund"),
    "foreigner": ("外国人", "foreigner"),
}
"""What people ask of what the money may pay, in the words of both languages."""


@pytest.mark.parametrize(("thing", "words"), quick_and_long(THINGS.items(), 6), ids=list(THINGS))
def test_what_people_ask_is_answered_by_uses_and_by_a_search_of_claims(capsys, thing, words):
    for word in words:
        asked = data(capsys, "uses", word)
        assert thing in asked["about"], word
        [told] = [a for a in asked["answers"] if thing in a["about"]]
        guide = data(capsys, "claims", "--search", word)["guide"]
        assert [a["line"] for a in guide["answers"] if thing in a["about"]] == [told["line"]], word
        line = next(g for g in asked["lines"] if g["id"] == told["line"])
        assert line["text"] in answered(capsys, "uses", word, "--format", "plain")


@pytest.mark.parametrize("topic", ["uses", "sharing"])
def test_a_reported_line_never_decides(capsys, book, topic):
    for city in ("广州", "徐州", "烟台", "泰安", "昆山"):
        answer = data(capsys, topic, "-c", city)
        by_id = {line["id"]: line for line in answer["lines"]}
        for told in answer["answers"]:
            line = by_id[told["line"]]
            firm = line["grade"] in "AB" and line["doubt"] is None
            assert told["reported"] == (not firm)
            if told["reported"]:
                about = [g for g in answer["lines"] if set(told["about"]) & set(g["about"])]
                assert not [
                    g
                    for g in about
                    if g["grade"] in "AB" and not g["doubt"] and g["rule"] != "open"
                ]


def test_a_local_line_about_no_one_thing_is_on_the_screen(capsys):
    out = answered(capsys, "uses", "-c", "烟台", "--lang", "zh", "--format", "plain")
    assert "66元" in out


def test_sharing_tells_relatives_provinces_and_the_quota(capsys):
    text = "\n".join(line["text"] for line in data(capsys, "sharing", "--lang", "zh")["lines"])
    for word in ("配偶", "兄弟姐妹", "外省", "额度", "自动解除"):
        assert word in text


def test_balance_names_counter_online_phone_and_the_number(capsys):
    answer = data(capsys, "balance", "-c", "北京", "--lang", "zh")
    channels = {c["id"] for line in answer["lines"] for c in line["channels"] or []}
    assert {"counter", "online-hall", "national-app", "hotline"} <= channels
    assert "010-12393" in {c["dial"] for c in answer["contacts"]}
