"""The library's doors: the same answer in one call and in steps, and the examples of docs/library.md as they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import medisave_cli
from medisave_cli import Book, Case, advise, ask, next_question, open_book, read_case, render

DOCS = Path(__file__).resolve().parents[2] / "docs" / "library.md"
AS_OF = "2026-11-22"


@pytest.fixture(scope="module")
def book() -> Book:
    return open_book()


@pytest.mark.parametrize("name", medisave_cli.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(medisave_cli, name).__doc__


@pytest.mark.parametrize(
    ("place", "status", "to", "facts"),
    [
        ("昆山", "deceased", None, {"death_in_shared_data": False}),
        ("北京", "retired", None, {}),
        ("深圳", "transfer", "北京", {}),
        ("深圳", "transfer", "北京", {"stage": "retired"}),
        ("昆山", "transfer", "苏州", {}),
        ("遵义", "emigrated", None, {}),
    ],
)
def test_the_steps_give_what_one_call_gives(
    book: Book, place: str, status: str, to: str | None, facts: dict[str, Any]
) -> None:
    case = Case(place, status, facts, to, AS_OF)
    asked = read_case(book, case)
    dossier = book.dossier(asked.place, asked.answered.status, asked.into)
    advice, at_once = advise(dossier, asked), ask(book, case)
    assert advice == at_once


def test_an_advice_is_a_function_of_the_dossier_alone() -> None:
    book = open_book()
    asked = read_case(book, Case("昆山", "deceased", as_of=AS_OF))
    dossier = book.dossier(asked.place, asked.answered.status, asked.into)
    book.close()
    assert advise(dossier, asked).verdict == "eligible"


def test_the_next_question_is_the_one_that_tells_most(book: Book) -> None:
    case = Case("昆山", "retired", as_of=AS_OF)
    first = next_question(ask(book, case))
    assert first is not None and first == ask(book, case).questions[0]
    assert (
        next_question(ask(book, Case("昆山", "active", as_of=AS_OF))._replace(questions=())) is None
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("format", ["plain", "markdown", "html", "json"])
def test_an_advice_is_rendered(book: Book, lang: str, format: str) -> None:
    advice = ask(book, Case("昆山", "deceased", as_of=AS_OF))
    text = render(advice, lang, format)
    if format == "json":
        assert json.loads(text)["lang"] == lang
    else:
        assert {"zh": "昆山", "en": "Kunshan"}[lang] in text
        assert len(render(advice, lang, format, more=True)) > len(text)


def test_there_is_no_such_face(book: Book) -> None:
    with pytest.raises(ValueError, match="latex"):
        render(ask(book, Case("昆山", "deceased", as_of=AS_OF)), "zh", "latex")


@pytest.mark.parametrize(
    "example", re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
)
def test_the_examples_run(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(example, {})
