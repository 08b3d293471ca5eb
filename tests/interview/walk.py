"""Walks every answer path of the questionnaire, and counts the questions.

``python -m tests.interview.walk`` prints the numbers of docs/questionnaire.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from medisave_cli.interview.desk import Desk
from medisave_cli.interview.session import (
    ANSWERED,
    ASSUMPTIONS,
    FACT,
    NOT_SURE,
    UNDECIDED,
    Session,
    Step,
    confirm,
    next_step,
    say,
)
from medisave_cli.model import NATION

AS_OF = "2026-11-22"
NUMBERS = (0, 1, 3, 4, 12, 1000)
DATES = ("1998-12-14", "2022-08-31", "2022-09-01", "2026-01-01")


class Path(NamedTuple):
    """One walk to the end: the steps at which a fact was asked, and the last step."""

    asked: tuple[Step, ...]
    session: Session
    end: Step


def begin(desk: Desk, status: str, place: str) -> Session:
    """A session with status and place given, and no destination decided."""
    return Session(status, place, UNDECIDED if desk.moves(status) else None)


def cases(desk: Desk, status: str) -> list[tuple[Session, int]]:
    """Every place on file whose rules on the status read differently, and how many places read like it."""
    alike: dict[str, list[str]] = {}
    for place in desk.book.places_on_file():
        if place.code == NATION:
            continue
        rules = desk.book.rules(place, desk.book.statuses[status].base)
        speaking = [
            (p.provisions, p.closures)
            for p in (*rules.chain, *(p for after in rules.after for p in after))
            if p.provisions or p.closures
        ]
        alike.setdefault(repr(speaking), []).append(place.code)
    return [(begin(desk, status, codes[0]), len(codes)) for codes in alike.values()]


def answers(step: Step, fact: str) -> tuple[Any, ...]:
    """Everything a person may answer, not sure among it."""
    assert step.standing is not None
    values = step.standing.values[fact]
    if not values:
        values = NUMBERS if step.standing.advice.facts[fact].type == "number" else DATES
    return (*values, NOT_SURE)


def paths(
    desk: Desk, session: Session, presumed: bool, doubts: int = 99, asked: tuple[Step, ...] = ()
) -> Iterator[Path]:
    """Every way through from ``session``. With ``presumed`` the presumed facts are asked one by one, else they are confirmed.

    ``doubts`` limits how many presumed facts a path answers with not sure.
    """
    step = next_step(session, desk.standing, desk.moves)
    if step.kind == ASSUMPTIONS:
        if not presumed:
            yield from paths(desk, confirm(session, step), presumed, doubts, asked)
            return
        step = step._replace(question=step.assumptions[0])
    if step.kind == ANSWERED:
        yield Path(asked, session, step)
        return
    assert step.kind in (FACT, ASSUMPTIONS) and step.question is not None
    fact = step.question.fact.id
    for value in answers(step, fact):
        doubted = step.kind == ASSUMPTIONS and value == NOT_SURE
        if not doubted or doubts:
            yield from paths(
                desk, say(session, fact, value), presumed, doubts - doubted, (*asked, step)
            )


def main() -> None:
    from medisave_cli import open_book

    book = open_book()
    print(
        "| status | mean | worst | mean, presumed facts too | worst |\n| --- | --- | --- | --- | --- |"
    )
    every: dict[bool, list[tuple[float, int, int]]] = {False: [], True: []}
    for status in book.statuses:
        cells = []
        for presumed in (False, True):
            desk = Desk(book, AS_OF)
            found = []
            for session, places in cases(desk, status):
                lengths = []
                for path in paths(desk, session, presumed):
                    asked = [step.question.fact.id for step in path.asked if step.question]
                    if len(asked) != len(set(asked)) or (
                        presumed and path.end.standing and path.end.standing.advice.questions
                    ):
                        raise SystemExit(f"{session}: {path.end.facts} is asked wrongly")
                    lengths.append(len(asked))
                found.append((sum(lengths) / len(lengths), max(lengths), places))
            every[presumed] += found
            cells += _row(found)
        print(f"| {status} | " + " | ".join(cells) + " |")
    print("| all | " + " | ".join(_row(every[False]) + _row(every[True])) + " |")
    print(
        f"\n{sum(n for *_, n in every[False])} places and statuses, {len(every[False])} that read differently"
    )


def _row(found: list[tuple[float, int, int]]) -> list[str]:
    """Mean over places of the mean over paths, and the longest path."""
    return [
        f"{sum(mean * n for mean, _, n in found) / sum(n for *_, n in found):.2f}",
        str(max(worst for _, worst, _ in found)),
    ]


if __name__ == "__main__":
    main()
