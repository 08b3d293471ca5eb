"""Every place's answers are those on file under tests/snapshots: a change of data shows there, to be looked at and kept."""

from __future__ import annotations

import difflib

import pytest

from medisave_cli import Book, open_book
from medisave_cli.model import NATION
from tests.sampling import quick_and_long
from tests.snapshots import FOLDER, snapshot, snapshots

RENEW = "look at the change; if it is meant, run: python -m tests.snapshots"


@pytest.mark.parametrize(
    "path", quick_and_long(sorted(FOLDER.glob("*.yaml")), 9), ids=lambda path: path.stem
)
def test_answers_are_those_on_file(book: Book, path) -> None:
    place = book.place(path.name[:6])
    assert place is not None, f"{path.name} is of no place; {RENEW}"
    was, now = path.read_text(encoding="utf-8"), snapshot(book, place)
    difference = "\n".join(
        difflib.unified_diff(was.splitlines(), now.splitlines(), "on file", "now", lineterm="", n=1)
    )
    assert not difference, f"{path.name}: {RENEW}\n{difference[:4000]}"


def test_every_place_with_a_file_has_a_snapshot() -> None:
    places = {place.code for place in open_book().places_on_file()} - {NATION}
    assert places == {path.name[:6] for path in FOLDER.glob("*.yaml")}, RENEW


def test_nothing_that_changes_by_itself_is_in_a_snapshot(book: Book) -> None:
    """No ids of cases, no digest: only rules change a snapshot."""
    name, content = next(iter(snapshots(book)))
    assert book.digest not in content
    assert (FOLDER / name).exists()
