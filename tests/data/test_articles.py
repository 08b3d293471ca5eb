"""What the articles that misled people say is met where a reader would ask: by a rule that says so, or by a claim that was checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands.asking import answered, data

ARTICLES = yaml.safe_load((Path(__file__).parent / "articles.yaml").read_text("utf-8"))
NAMING = ("id", "provision", "line", "fact")


def ids_in(answer: Any) -> set[str]:
    """Every id of a rule, line, remark, claim or fact in an answer, and the facts that it presumes."""
    if isinstance(answer, dict):
        own = {v for k, v in answer.items() if k in NAMING and isinstance(v, str)}
        if isinstance(answer.get("assumed"), dict):
            own |= set(answer["assumed"])
        return own.union(*map(ids_in, answer.values()))
    if isinstance(answer, list):
        return set().union(*map(ids_in, answer))
    return set()


@pytest.mark.parametrize("article", list(ARTICLES))
def test_each_statement_is_met_by_a_rule_or_a_checked_claim(
    capsys: pytest.CaptureFixture[str], article: str
) -> None:
    by_command: dict[tuple[str, ...], dict[str, str]] = {}
    for row in ARTICLES[article]:
        by_command.setdefault(tuple(map(str, row["ask"])), {})[row["met"]] = row["says"]
    for asked, wanted in by_command.items():
        found = ids_in(data(capsys, *asked))
        assert {m: said for m, said in wanted.items() if m not in found} == {}, asked


@pytest.mark.parametrize("article", list(ARTICLES))
def test_a_screen_says_where_what_it_leaves_out_is_told(
    capsys: pytest.CaptureFixture[str], article: str
) -> None:
    for row in ARTICLES[article][::8]:
        out = answered(capsys, *map(str, row["ask"]), "--lang", "zh", "--format", "plain")
        assert "--more" in out, row["ask"]
