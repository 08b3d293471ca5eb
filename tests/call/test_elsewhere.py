"""What other places say: counted by firm verdicts, left out where it could mislead."""

from __future__ import annotations

import pytest

from medisave_cli import Book, Case, ask
from medisave_cli.keeping.elsewhere import counted
from medisave_cli.model import NATION, UNKNOWN, Elsewhere
from medisave_cli.show import plain_face
from medisave_cli.show.screen import first_screen
from tests.show.screens import AS_OF, advices

MANY = Elsewhere(AS_OF, 20, 10, 0)


def test_it_counts_what_each_place_on_file_answers(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "statuses", {**book.statuses})
    for name, status in list(book.statuses.items()):
        if status.id == status.base and name != "enlisted":
            monkeypatch.delitem(book.statuses, name)
    newest = book.newest_check
    assert newest is not None
    places = [p.code for p in book.places_on_file() if p.code != NATION]
    found = counted(book)
    said = [ask(book, Case(code, "enlisted", {}, None, newest)).verdict for code in places]
    counts = [said.count(v) for v in ("eligible", "conditional", "not_eligible")]
    assert found["enlisted"] == [newest, *counts]


def test_it_stands_only_beside_an_answer_that_nothing_speaks_against(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Book, "elsewhere", lambda self, status: MANY)
    shown = 0
    for advice in advices(book, 31):
        cash = next((o for o in advice.options if (o.family, o.portion) == ("cash", "main")), None)
        if advice.elsewhere is None:
            continue
        shown += 1
        assert advice.verdict == UNKNOWN
        if cash is not None and advice.lean is None:
            assert not cash.conflict
            assert not any(
                h.provision.rule == "allowed" and h.state != "failed" for h in cash.heard
            )
        text = plain_face.render(first_screen(advice, "zh"))
        line = next(x for x in text.splitlines() if x.startswith("别处"))
        assert "不作数" in line and AS_OF in line
        assert "更容易查到" in line
    assert shown


@pytest.mark.parametrize("counts", [(4, 0, 0), (0, 0, 0), (2, 1, 1)])
def test_fewer_than_five_places_say_nothing(
    book: Book, counts: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    def rows(self: Book, table: str, where: str, *values: object) -> list[tuple]:
        return [("elsewhere", json.dumps({"enlisted": [AS_OF, *counts]}))]

    monkeypatch.setattr(Book, "_rows", rows)
    assert book.elsewhere("enlisted") is None
