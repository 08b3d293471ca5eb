"""What every place with a file answers, one YAML file a place, so that a change of rules shows as a change of answers.

``python -m tests.snapshots`` writes them anew. Ids and digests of the book, and all wording, are left out: only what is
decided, by which rules, on which grade, with which lines, questions and warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from medisave_cli import Book, Case, ask
from medisave_cli.model import (
    NATION,
    Advice,
    ChannelLine,
    DocumentLine,
    Line,
    Option,
    Place,
    TimeLine,
)

FOLDER = Path(__file__).parent
AS_OF = "2026-11-22"
MARKS = {"needed": "", "maybe": "?", "not_needed": " (not needed)"}


def snapshots(book: Book) -> Iterator[tuple[str, str]]:
    """(file name, content) of every place that has a file of its own."""
    for place in book.places_on_file():
        if place.code != NATION:
            yield (
                f"{place.code}-{re.sub('[^a-z]', '', place.name.en.lower())}.yaml",
                snapshot(book, place),
            )


def snapshot(book: Book, place: Place) -> str:
    """A place's answers to every status and named case with nothing more told."""
    answers: dict[str, Any] = {}
    for status in book.statuses.values():
        seen = project(ask(book, Case(place.code, status.id, {}, None, AS_OF)))
        same = status.id != status.base and seen == answers.get(status.base)
        answers[status.id] = f"as {status.base}" if same else seen
    head = f"# {place.name.zh}, {AS_OF}. Written by: python -m tests.snapshots\n"
    return head + yaml.safe_dump(
        answers, allow_unicode=True, sort_keys=False, width=10000, default_flow_style=None
    )


def project(advice: Advice) -> dict[str, Any]:
    """The advice without its wording."""
    seen: dict[str, Any] = {f"{o.family} {o.portion}": _option(o) for o in advice.options}
    seen["asks"] = [
        q.fact.id + ("" if q.assumed is None else f"={_value(q.assumed)}") + f" ({q.tells})"
        for q in advice.questions
    ]
    seen["warnings"] = [name for name, _ in advice.warnings]
    seen["notes"] = [note.id for note in advice.notes if note.place != NATION]
    return {name: value for name, value in seen.items() if value}


def _option(option: Option) -> Any:
    by = [p.id for p in option.deciders] or ([option.closure.id] if option.closure else [])
    lean = f", leaning {option.lean}" if option.lean else ""
    said: dict[str, Any] = {
        "verdict": f"{option.verdict}{lean}{f' ({option.grade})' if option.grade else ''}{', conflict' if option.conflict else ''}"
    }
    said["by"] = [f"{option.disposition}: {', '.join(by)}"] if by else []
    said["turns"] = {
        name: [turn.state for turn in option.turns if turn.provision == name]
        for name in (turn.provision for turn in option.turns)
    }
    said |= _lines(option.lines)
    for role in dict.fromkeys(h.role for h in option.heard):
        said[role] = [f"{h.provision.id} {h.state}" for h in option.heard if h.role == role]
    said = {name: value for name, value in said.items() if value}
    return said if len(said) > 1 else said["verdict"]


def _lines(lines: tuple[Line, ...]) -> dict[str, list[str | int]]:
    """By kind and the rule that says it: what is needed, ``?`` where that is not settled, ``~`` where it is not confirmed."""
    found: dict[str, list[str | int]] = {}
    for line in lines:
        said = found.setdefault(
            f"{line.kind} of {'~' if line.reported else ''}{line.provision}", []
        )
        word, mark = _word(line.item, len(said) + 1), MARKS[line.state]
        said.append(f"{word}{mark}" if mark else word)
    return found


def _word(item: Any, number: int) -> str | int:
    """A line's id; a sentence is named by its number."""
    if isinstance(item, DocumentLine):
        return " or ".join(name for name, _ in item.papers)
    if isinstance(item, ChannelLine):
        return item.id
    if isinstance(item, TimeLine):
        return (
            f"{item.purpose} {item.days} days"
            if item.working_days is None
            else f"{item.purpose} {item.working_days} working days"
        )
    return number


def _value(value: Any) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
