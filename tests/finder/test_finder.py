"""What is found in people's own words: the labelled phrases, and what must hold of any."""

from __future__ import annotations

import pytest

from medisave_cli.finder import finder_of
from medisave_cli.finder.heard import read
from tests.finder.measure import HERE, labelled, measure

FILES = sorted(HERE.glob("*.tsv"))


@pytest.fixture(scope="module")
def finder(book):
    return finder_of(book)


def first(finder, text):
    found = finder.find(text)
    return found.matches[0].id if found.matches else None, found.sure


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labelled_phrases_are_found_and_never_wrongly_settled(finder, path):
    counted = measure(finder, labelled(path))
    assert counted.sure_wrong == ()
    assert counted.three >= 0.95 * counted.with_right, counted.missed
    assert counted.sure_right >= 0.7 * counted.settled, counted.unsure


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("退休了", "还没退休"),
        ("移民", "不想移民了"),
        ("离职", "我没离职"),
        ("去世", "还没去世"),
        ("退保", "不打算退保"),
        ("入伍", "没有入伍"),
        ("I retired", "I am not retired"),
        ("emigrating", "not emigrating"),
    ],
)
def test_what_is_denied_is_not_settled(finder, said, denied):
    assert first(finder, said)[1]
    assert not first(finder, denied)[1]


@pytest.mark.parametrize("text", ["老伴没了", "我爸不在了", "爷爷走了", "奶奶去世了钱没用完"])
def test_words_of_death_that_look_like_denials_deny_nothing(finder, text):
    assert first(finder, text) == ("deceased", True)


@pytest.mark.parametrize("text", ["钱转走了", "外公的卡没了", "老人走失了", "户口没了"])
def test_gone_is_a_death_only_of_a_person(finder, text):
    assert first(finder, text) != ("deceased", True)


@pytest.mark.parametrize(
    "word", ["上班", "出国", "外省", "养老", "残疾", "取出来", "户口", "军人家属", "钱", "医保"]
)
def test_one_such_word_settles_nothing(finder, word):
    assert not finder.find(word).sure


@pytest.mark.parametrize(
    "text",
    ["divorced", "disease", "decease?d", "designed", "tired", "hired", "required", "retried"],
)
def test_looks_alone_find_no_death_and_settle_nothing(finder, text):
    found = finder.find(text)
    assert not found.sure
    assert "deceased" not in [m.id for m in found.matches]


def test_using_the_money_is_told_from_taking_it(finder):
    assert first(finder, "住养老院能刷医保卡吗")[0] == "uses"
    assert first(finder, "父母在外省能用我的医保吗")[0] == "sharing"
    assert first(finder, "在职能把余额取出来吗")[0] == "active"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("退休金不在深圳领", {"retired_elsewhere": True}),
        ("没有继承人的老人死了", {"heir_exists": False}),
        ("退休了，人在外地，卡在老家", {"settled": "unknown"}),
        ("养老金一次性领走了", {"pension": "lump_sum"}),
        ("已经加入外国籍", {"foreign_nationality": True}),
    ],
)
def test_what_the_words_state_is_a_fact(finder, text, facts):
    assert dict(finder.find(text).matches[0].facts).items() >= facts.items()


def test_every_fact_that_words_state_is_one_of_the_catalog(finder, book):
    for stated in finder.words.facts:
        assert set(stated.states) <= set(book.catalog_facts), stated


def test_two_named_cities_tell_a_move_within_a_province_from_one_out_of_it(finder):
    assert first(finder, "从南京调到苏州工作")[0] == "intra_province_transfer"
    assert first(finder, "从南京调到上海工作")[0] == "cross_province_transfer"


def test_what_is_too_long_or_no_text_is_read_in_bounds(finder):
    for text in ("去世" * 50_000, "\x00\u202e", "…" * 300, "-" * 10_000, "a" * 100_000):
        finder.find(text)
    assert len(read("字" * 10_000, finder.words, finder.places).heard) < 1000


def test_the_finder_is_not_loaded_for_an_id():
    import subprocess
    import sys

    code = (
        "import sys; from medisave_cli import Case, ask, open_book;"
        "ask(open_book(), Case('昆山', 'deceased'));"
        "sys.exit(any(m.startswith('medisave_cli.finder') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
