"""A one-shot answer loads what it needs: what is heavy and not needed would slow every answer."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

NEVER = {
    "yaml",
    "pydantic",
    "polars",
    "questionary",
    "prompt_toolkit",
    "icalendar",
    "chinese_calendar",
    "csv",
    "tempfile",
    "medisave_cli.keeping.compile",
}
ASKED = ["check", "-c", "昆山", "-s", "deceased", "--format"]
PROGRAM = """
import sys
from medisave_cli.cli import run
code = run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def loaded(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("face", "besides"),
    [
        ("json", {"rich", "medisave_cli.show.page", "medisave_cli.show.advice_page"}),
        ("plain", {"rich", "json.tool"}),
        ("table", {"rich.markdown", "rich.traceback"}),
    ],
)
def test_a_one_shot_answer_loads_no_more_than_it_needs(book, face, besides):
    assert not loaded(*ASKED, face) & (NEVER | besides)


def test_the_version_loads_neither_advisor_nor_tables():
    assert not {
        name
        for name in loaded("--version")
        if name.startswith(("medisave_cli.advisor", "medisave_cli.finder", "rich"))
    }
