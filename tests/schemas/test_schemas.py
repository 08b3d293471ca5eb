"""The JSON of every command is as its schema says, in both languages, and no key of schema 1 goes or changes its type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from medisave_cli import AskedWrongly, Book
from medisave_cli.commands.lazy import every_context
from medisave_cli.commands.program import app
from tests.schemas.__main__ import ANSWERS, FROZEN
from tests.schemas.questions import (
    FEW,
    PLACES,
    Command,
    asked,
    batched,
    checks,
    fixed,
    interviewed,
    questions_of,
    reported,
)
from tests.schemas.shapes import closed, spots
from tests.schemas.words import TITLES

jsonschema = pytest.importorskip("jsonschema")

SLOW = {
    "coverage",
    "unknown",
    "sweep",
    "diff",
    "compare",
    "claims",
    "sources",
    "facts",
    "place",
    "build",
}


@cache
def schema(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((ANSWERS / f"{name}.json").read_text("utf-8"))
    return made


def hold(name: str, answer: Any) -> None:
    """Every key must be named: a schema that leaves some out describes less than is answered."""
    checker(name).validate(answer)


@cache
def checker(name: str) -> Any:
    from referencing import Registry, Resource

    known = Registry().with_resource("check.json", Resource.from_contents(closed(schema("check"))))
    whole = schema(name) if name == "batch" else closed(schema(name))
    return jsonschema.Draft202012Validator(whole, registry=known)


@pytest.mark.parametrize("name", sorted(TITLES))
def test_each_schema_is_one_and_says_what_it_is_of(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["title"] and schema(name)["description"]


def test_there_is_a_schema_of_every_answer_and_no_other() -> None:
    assert {path.stem for path in ANSWERS.glob("*.json")} == set(TITLES)


def test_no_key_goes_and_none_changes_its_type() -> None:
    frozen = set(FROZEN.read_text("utf-8").splitlines())
    now = {f"{name}\t{spot}\t{kind}" for name in TITLES for spot, kind in spots(schema(name))}
    assert frozen - now == set(), "a promise of schema 1 is broken"
    assert now - frozen == set(), "new keys: python -m tests.schemas adds them to the frozen list"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_quick_sample(book: Book, tmp_path: Path, lang: str) -> None:
    for name, commands in fixed(tmp_path).items():
        if name not in SLOW:
            for command in commands[:1]:
                hold(name, asked(command, lang))
    for command in checks(FEW[2:] if lang == "en" else FEW[:1], book.statuses):
        hold("check", asked(command, lang))


def test_the_lines_of_a_batch(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    lines = batched(tmp_path)
    assert len(lines) == 4 and sum(line["error"] is not None for line in lines) == 1
    for line in lines:
        hold("batch", line)


def test_what_was_told(tmp_path: Path) -> None:
    hold("told", reported(tmp_path))


def test_what_the_questionnaire_answers_with() -> None:
    hold("check", interviewed())


def test_every_command_that_answers_in_json_is_asked_here(tmp_path: Path) -> None:
    asked_here = {command for commands in fixed(tmp_path).values() for command in commands}
    asked_here |= {("told",), ("ask",)}
    silent = {
        path
        for path in in_json()
        if not any(command[: len(path)] == path for command in asked_here)
    }
    assert silent == set()


def in_json() -> Iterator[Command]:
    """The commands that take ``--format json``."""
    for ctx in every_context(typer.main.get_command(app), "en"):
        for param in ctx.command.get_params(ctx):
            if "--format" not in param.opts:
                continue
            with suppress(AskedWrongly):
                param.type.convert("json", param, ctx)
                yield tuple(ctx.command_path.split()[1:])


def test_what_is_asked_next(book: Book) -> None:
    for answer in questions_of(book):
        hold("next_question", answer)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_status_at_every_sample_place_and_every_command(
    book: Book, tmp_path: Path, lang: str
) -> None:
    for name, commands in fixed(tmp_path).items():
        for command in commands:
            hold(name, asked(command, lang))
    for command in checks(PLACES, book.statuses):
        hold("check", asked(command, lang))
