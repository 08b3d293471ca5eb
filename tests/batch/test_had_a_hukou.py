"""A foreigner who says that a household registration was cancelled had one once: batch and check hear it alike, by the same answers."""

from __future__ import annotations

import itertools

import pytest

pl = pytest.importorskip("polars")

from medisave_cli import Book, Case, ask
from medisave_cli.batch.answers import Answerer
from tests.batch.test_same_as_check import TODAY, hold_to_check

CELLS = {
    "nationality": ["foreign", "hk_mo_tw", "mainland", ""],
    "household_cancelled": ["yes", "no"],
    "foreign_nationality": ["", "no"],
    "household_local": ["", "yes"],
}


def test_check_and_batch_hear_it_alike(book: Book) -> None:
    rows = [
        {"city": city, "status": status, **dict(zip(CELLS, said, strict=True))}
        for city, status in itertools.product(("北京",), ("emigrated", "foreign_leaver"))
        for said in itertools.product(*CELLS.values())
    ]
    hold_to_check(book, Answerer(book, "en", TODAY), pl.DataFrame(rows))


@pytest.mark.parametrize("status", ["emigrated", "foreign_leaver"])
@pytest.mark.parametrize("kind", ["foreign", "hk_mo_tw"])
def test_what_is_said_is_heard_and_leaves_open_who_was_insured(
    book: Book, status: str, kind: str
) -> None:
    heard = ask(
        book, Case("北京", status, {"nationality": kind, "household_cancelled": True}, None, TODAY)
    )
    assert heard.situation.stated["household_cancelled"] == (True,)
    assert {"mainland", kind} == set(heard.situation.stated["nationality"])
    assert "another-kind-then" in {name for name, _ in heard.warnings}
    shown = {h.provision.id for o in heard.options for h in o.heard}
    assert "beijing-emigrated" in shown
    assert heard.questions[0].fact.id == "nationality"
