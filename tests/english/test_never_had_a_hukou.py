"""Foreigners and residents of Hong Kong, Macao and Taiwan never had a household registration: no answer to them names one."""

from __future__ import annotations

import re

import pytest

from medisave_cli import Book, Case, ask
from medisave_cli.model import DocumentLine
from medisave_cli.show import plain_face
from medisave_cli.show.screen import first_screen
from tests.english.pages import AS_OF, cases, faces, on_file

HUKOU = re.compile("户口|户籍|hukou|household reg", re.IGNORECASE)
STATUSES = ("emigrated", "left_employment", "retired", "deceased", "transfer", "lost_work_capacity")
EVERY = 29
KINDS = ("foreign", "hk_mo_tw")


def named(
    book: Book, every: int = 1, places: tuple[str, ...] | None = None
) -> list[tuple[str, str, str]]:
    """(what was asked, face, line) of every line that names a household registration."""
    return [
        (said, face, line)
        for kind in KINDS
        for said, advice in cases(book, STATUSES, {"nationality": kind}, every, places)
        for lang in ("zh", "en")
        for face, text in faces(advice, lang).items()
        for line in text.splitlines()
        if HUKOU.search(line)
    ]


def test_no_answer_names_a_household_registration(book: Book) -> None:
    assert named(book, EVERY) == []


@pytest.mark.long
@pytest.mark.parametrize("place", on_file())
def test_nor_does_any_answer_of_any_place(book: Book, place: str) -> None:
    assert named(book, places=(place,)) == []


def test_nationality_is_asked_first_where_a_household_registration_would_be(book: Book) -> None:
    for said, advice in cases(book, ("emigrated", "foreign_leaver"), {}):
        asked = [q.fact.id for q in advice.questions]
        if "household_cancelled" in asked:
            assert asked.index("nationality") < asked.index("household_cancelled"), said


def test_what_a_given_nationality_rules_out_is_not_on_the_first_screen(book: Book) -> None:
    for said, advice in cases(book, ("foreign_leaver",), {"nationality": "foreign"}, 3):
        for handout in (False, True):
            shown = plain_face.render(first_screen(advice, "en", handout))
            body = shown.split("\nSources\n")[0].split("\n", 1)[1]
            assert "insured as a resident of Hong Kong" not in body, (said, body)
            assert "insured as a mainland resident" not in body, (said, body)


@pytest.mark.parametrize("place", ["350500", "440600", "230100"])
def test_of_several_papers_only_those_that_such_people_have_are_offered(
    book: Book, place: str
) -> None:
    def papers(**facts: str) -> set[str]:
        advice = ask(book, Case(place, "deceased", dict(facts), None, AS_OF))
        lines = [line.item for o in advice.options for line in o.lines]
        return {n for item in lines if isinstance(item, DocumentLine) for n, _ in item.papers}

    everyone, foreigner = papers(), papers(nationality="foreign")
    assert everyone == papers(nationality="mainland")
    assert foreigner < everyone
    assert len(everyone - foreigner) == 1
