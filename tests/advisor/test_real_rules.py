"""The advisor against the oracle on the rules on file: every place with a file, every base status and named case."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medisave_cli import AskedWrongly, Book, Case, ask, open_book
from medisave_cli.answer.asking import Kept
from tests.advisor.oracle import UNKNOWN_VALUE, Contradiction, Oracle, answered_as, domain, known_of

AS_OF = "2026-11-22"
OTHER_DAYS = ("1999-01-01", "2005-06-30", "2021-10-31", "2021-11-01", "2023-03-01", "2030-01-01")


@cache
def _open() -> Book:
    return open_book()


PLACES = [place.code for place in _open().places_on_file() if place.code != "000000"]


@cache
def _oracle(book: Book, place: str, base: str, as_of: str = AS_OF) -> Oracle:
    found = book.place(place)
    assert found is not None
    return Oracle(book.rules(found, base), base, as_of)


def differences(
    book: Book,
    place: str,
    status: str,
    facts: dict[str, Any],
    as_of: str = AS_OF,
    kept: Kept | None = None,
) -> list[tuple]:
    """Where the advisor and the oracle part: (option, what the advisor says, what the oracle says).

    ``kept`` saves working out the same place and status again.
    """
    rules = _oracle(book, place, book.statuses[status].base, as_of).rules
    try:
        known = known_of(rules, status, facts)
    except Contradiction:
        with pytest.raises(AskedWrongly):
            ask(book, Case(place, status, facts, None, as_of))
        return []
    oracle = _oracle(book, place, answered_as(rules, status, known), as_of)
    advice = (kept or Kept(book)).settle(Case(place, status, facts, None, as_of)).standing()
    options = {(o.family, o.portion): (o.verdict, o.lean) for o in advice.options}
    main = options.get(("cash", "main"), ("unknown", None))
    found = (
        []
        if (advice.verdict, advice.lean) == main
        else [("advice", (advice.verdict, advice.lean), main)]
    )
    for key in sorted(oracle.options() | set(options)):
        expected = oracle.verdicts(known, key) if key in oracle.options() else None
        if options.get(key) != expected:
            found.append((key, options.get(key), expected))
    return found


@pytest.mark.long
@pytest.mark.parametrize("place", PLACES)
def test_nothing_told_and_each_single_fact(book: Book, place: str) -> None:
    wrong: list[tuple] = []
    kept = Kept(book)
    for status in book.statuses.values():
        told: list[dict[str, Any]] = [{}]
        if status.id == status.base:
            told += [
                {fact: value}
                for fact, values in _values(book, place, status.base).items()
                for value in values
            ]
            # Of a fact that nothing presumes, unknown is the same as nothing told.
            told += [{fact: UNKNOWN_VALUE} for fact in status.presumes]
        for facts in told:
            wrong += [
                (status.id, facts, *difference)
                for difference in differences(book, place, status.id, facts, kept=kept)
            ]
    assert wrong == []


def _values(book: Book, place: str, base: str) -> dict[str, tuple]:
    """The facts that any option turns on, and their values."""
    oracle = _oracle(book, place, base)
    found: dict[str, set] = {}
    for key in oracle.options():
        names, spaces = oracle.spaces(key)
        for name in names:
            found.setdefault(name, set()).update(spaces[name])
    return {name: tuple(sorted(values, key=str)) for name, values in sorted(found.items())}


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str, dict[str, Any], str]:
    """A place, a status, up to eight facts told, some of which do not matter, and a day."""
    book = _open()
    place, status = draw(st.sampled_from(PLACES)), draw(st.sampled_from(sorted(book.statuses)))
    values = _values(book, place, book.statuses[status].base)
    others = {
        fact.id: domain(fact, ()) for fact in book.catalog_facts.values() if fact.id not in values
    }
    chosen = draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=6))
    chosen += draw(st.lists(st.sampled_from(sorted(others)), unique=True, max_size=2))
    return (
        place,
        status,
        {fact: draw(st.sampled_from((*(values | others)[fact], UNKNOWN_VALUE))) for fact in chosen},
        draw(st.sampled_from((AS_OF, AS_OF, *OTHER_DAYS))),
    )


@pytest.mark.parametrize("examples", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_any_facts_told_on_any_day(examples: int) -> None:
    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(case=cases())
    def hold(case: tuple[str, str, dict[str, Any], str]) -> None:
        assert differences(_open(), *case) == []

    hold()
