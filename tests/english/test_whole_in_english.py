"""Every Chinese name in an English answer has its English beside it when it first stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import medisave_cli
from medisave_cli import Book
from medisave_cli.show import plain_face
from medisave_cli.show.advice_page import advice_page
from medisave_cli.show.screen import first_screen
from tests.commands.asking import answered
from tests.english.glosses import unglossed
from tests.english.pages import cases, on_file

EVERY = 61
PLACES = ("310000", "110000", "320500", "440800", "530000")
POLICIES = Path(medisave_cli.__file__).parent.parent / "policies"


def english(raw: object) -> Iterator[str]:
    """Every English text of a policy file, the other names of things left out."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in ("en", "title_en") and isinstance(value, str):
                yield value
            elif key != "also":
                yield from english(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from english(value)


def shown(
    book: Book, every: int = 1, places: tuple[str, ...] | None = None
) -> dict[str, list[str]]:
    """What was asked → names without their English, on the first screen and on the whole page."""
    found = {}
    for said, advice in cases(book, tuple(book.statuses), {}, every, places):
        for page in (first_screen(advice, "en"), advice_page(advice, "en", more=True)):
            if missing := unglossed(plain_face.render(page)):
                found[said] = missing
    return found


def test_the_rule_finds_what_it_is_for() -> None:
    assert unglossed("Open 我要查 and pay.") != []
    assert unglossed("Open 我要查 (look up), then 我要查 again.") == []
    assert unglossed("Bring the passbook (医保存折).") == []
    assert unglossed("“余额能领出来吗？” Yú é … Can it be paid?") == []


@pytest.mark.parametrize("path", sorted(POLICIES.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_every_english_text_on_file_is_whole(path: Path) -> None:
    if path.stem in ("phrases", "issuers"):
        return
    texts = english(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
    assert [missing for text in texts if (missing := unglossed(text))] == []


def test_no_answer_leaves_a_chinese_name_alone(book: Book) -> None:
    assert shown(book, EVERY) == {}


@pytest.mark.long
@pytest.mark.parametrize("place", on_file())
def test_nor_does_any_answer_of_any_place(book: Book, place: str) -> None:
    assert shown(book, places=(place,)) == {}


@pytest.mark.parametrize("topic", ["uses", "sharing", "balance", "trouble", "claims"])
def test_nor_does_a_guide(capsys: pytest.CaptureFixture[str], topic: str) -> None:
    for place in PLACES:
        assert unglossed(answered(capsys, topic, "-c", place, "--lang", "en")) == [], place


@pytest.mark.parametrize("more", [(), ("--more",)])
def test_nor_does_a_move_or_a_comparison(
    capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    for asked in (
        ("transfer", "Shanghai", "Chengdu"),
        ("transfer", "Beijing", "Guangzhou"),
        ("compare", "-s", "deceased", "-c", "Shanghai", "-c", "Beijing"),
    ):
        assert unglossed(answered(capsys, *asked, *more, "--lang", "en")) == [], asked


def test_every_source_has_an_english_title_and_every_signed_one_an_english_issuer(
    book: Book,
) -> None:
    for source in book.sources().values():
        assert source.title_en, source.id
        if source.issuer != "unsigned":
            assert source.issuer_en, source.id
