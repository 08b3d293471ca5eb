"""Every mainland place answers for every status, whatever is on file, and never hides what it rests on."""

from __future__ import annotations

import pytest

from medisave_cli import Book, Case, open_book
from medisave_cli import ask as answer_to
from medisave_cli.model import FAMILIES, NATION, VERDICTS, Advice
from tests.sampling import quick_and_long

AS_OF = "2026-11-22"
OUTSIDE = ("71", "81", "82")


def _one_of_each_chain() -> list[str]:
    """One place for every distinct set of rules that some place follows, and a county and a city of each province."""
    chosen: dict[tuple, str] = {}
    for place in open_book().places():
        if place.code != NATION and place.code[:2] not in OUTSIDE:
            chosen.setdefault((place.rules_from, place.code in place.rules_from), place.code)
            chosen.setdefault((place.code[:2], place.level), place.code)
    return sorted(set(chosen.values()))


PLACES = _one_of_each_chain()


def base_statuses(book: Book) -> list[str]:
    return [status.id for status in book.statuses.values() if status.id == status.base]


def ask(book: Book, place: str, status: str) -> Advice:
    return answer_to(book, Case(place, status, {}, None, AS_OF))


def test_the_mainland_is_whole(book: Book) -> None:
    places = [
        place for place in book.places() if place.code != NATION and place.code[:2] not in OUTSIDE
    ]
    assert len(places) > 3150
    assert all(place.chain[0] == place.code and place.chain[-1] == NATION for place in places)
    assert all(place.rules_from[-1] == NATION for place in places)


@pytest.mark.parametrize("place", quick_and_long(PLACES, 16))
def test_answers_for_every_status(book: Book, place: str) -> None:
    where = book.place(place)
    assert where is not None
    for status in base_statuses(book):
        advice = ask(book, place, status)
        assert advice.verdict in VERDICTS
        assert {o.family for o in advice.options} <= set(FAMILIES)
        assert len({(o.family, o.portion) for o in advice.options}) == len(advice.options)
        chain = book.rules(where, status).chain
        local = {
            here.place
            for here in chain
            for p in here.provisions
            if here.place != NATION and p.rejected is None
        }
        local |= {here.place for here in chain if here.place != NATION and here.closures}
        warned = {name for name, _ in advice.warnings}
        assert ("no-local-rule" in warned) == (not local), (place, status)
        assert ("no-own-rule" in warned) == (bool(local) and place not in local), (place, status)
        assert "date-not-covered" not in warned


@pytest.mark.parametrize(
    "place",
    quick_and_long((p.code for p in open_book().places_on_file() if p.code != NATION), 16),
)
def test_nothing_on_file_is_lost_or_decides_unfit(book: Book, place: str) -> None:
    """Every rule that is not firm is heard, with its part in the answer; none decides; every line says where it is from."""
    where = book.place(place)
    assert where is not None
    for status in base_statuses(book):
        advice = ask(book, place, status)
        cited = set(advice.sources)
        heard = {h.provision.id: h.role for o in advice.options for h in o.heard}
        for here in book.rules(where, status).chain:
            for p in here.provisions:
                if p.is_firm(AS_OF):
                    assert heard.get(p.id, "conflict") == "conflict"
                    continue
                assert p.id in heard, (status, p.id)
                assert (heard[p.id] == "rejected") == (p.rejected is not None)
                if p.rejected is None:
                    over = p.ended is not None or (p.until is not None and p.until < AS_OF)
                    assert (heard[p.id] == "lapsed") == over
                    assert (heard[p.id] == "coming") == (p.start is not None and p.start > AS_OF)
        for o in advice.options:
            for p in o.deciders:
                assert p.in_force(AS_OF)
                assert p.rejected is None
                if not p.is_firm(AS_OF):
                    assert o.verdict == "unknown" and o.lean is not None, (status, p.id)
            if o.verdict in ("eligible", "not_eligible"):
                assert [*o.deciders, *filter(None, [o.closure])]
                assert o.grade in ("A", "B")
            for line in o.lines:
                assert line.cites
                assert {cite.source for cite in line.cites} <= cited
                assert line.place in where.rules_from, "detail from another city"
