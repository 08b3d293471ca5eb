"""Write schema/answers from real answers, and add what is new to the frozen list: ``python -m tests.schemas``."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from medisave_cli import open_book
from tests.schemas.questions import PLACES, asked, batched, checks, fixed, questions_of, reported
from tests.schemas.shapes import schema_of, spots

HERE = Path(__file__).parent
ANSWERS = HERE.parents[1] / "schema" / "answers"
FROZEN = HERE / "frozen.tsv"


def rare(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with what no sample shows: a window, places elsewhere, what an office told."""
    window = {"months": [1], "start": None, "end": None, "repeats": None, "text": ""}
    option = answer["options"][0]
    first = _dated(option, window)
    others = [
        _dated(option, {**window, "start": "", "end": "", "repeats": True}),
        *answer["options"],
    ]
    counted = {"as_of": "", "places": 5, "eligible": 1, "conditional": 1, "not_eligible": 1}
    told = [{"id": "", "said": "", "by": "", "on": "", "document": None}]
    return {**answer, "options": [first, *others], "elsewhere": counted, "told": told}


def _dated(option: dict[str, Any], window: dict[str, Any]) -> dict[str, Any]:
    ways = [{**way, "window": window} for way in option["ways"]]
    return {**option, "window": window, "ways": [*option["ways"], *ways]}


def gathered() -> dict[str, list[Any]]:
    """Real answers of every command."""
    with tempfile.TemporaryDirectory() as made:
        answers = {n: [asked(c, "zh") for c in cs] for n, cs in fixed(Path(made)).items()}
        answers["told"] = [reported(Path(made))]
        answers["batch"] = [added(line) for line in batched(Path(made))]
    book = open_book()
    answers["check"] += [asked(c, "zh") for c in checks(PLACES, book.statuses)]
    answers["check"].append(rare(answers["check"][0]))
    answers["next_question"] = questions_of(book)
    return answers


def added(line: dict[str, Any]) -> dict[str, Any]:
    """A batch's line without the columns that were given."""
    return {k: v for k, v in line.items() if k not in ("city", "status", "as_of")}


def write(answers: dict[str, list[Any]]) -> None:
    """Write the schemas; keep every frozen line and add those that are new."""
    ANSWERS.mkdir(parents=True, exist_ok=True)
    frozen = dict.fromkeys(FROZEN.read_text("utf-8").splitlines() if FROZEN.exists() else ())
    for name, given in answers.items():
        schema = schema_of(name, given)
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (ANSWERS / f"{name}.json").write_text(text, encoding="utf-8")
        frozen.update(dict.fromkeys(f"{name}\t{spot}\t{kind}" for spot, kind in spots(schema)))
    FROZEN.write_text("\n".join(sorted(frozen)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(gathered())
