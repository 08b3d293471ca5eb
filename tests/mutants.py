"""Mutation testing: each small fault put into the logic, the advisor and the sentences people read first must fail a test.

    python -m tests.mutants                      every module
    python -m tests.mutants advisor/decide       these modules alone
    python -m tests.mutants --report             what the last runs found, without running anything

mutmut makes the mutants (``[tool.mutmut]`` in pyproject.toml says of what). Each is to be caught by the tests nearest to its module,
which hold it form by form; the enumerations would take hours. Mutants that change nothing anybody can see are listed with the
reason in ``equivalent_mutants.yaml`` beside this file.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "mutants"
KEPT = MADE / "found.json"
KILLED = {1, 3, 36, -24, 24, 152, 255, -11, -9}
"""Exit codes of mutmut's runs in which a mutant failed a test, hung or crashed."""
LEAST_KILLED, MOST_EQUIVALENT = 0.95, 0.05
NEAREST = {
    "tests/logic": ("logic/conditions", "logic/cites", "logic/aloud"),
    "tests/show/test_headline.py": ("show/headline",),
    "tests/advisor/test_walk.py": (
        *("advisor/decide", "advisor/leaning", "advisor/turns", "advisor/heard"),
    ),
    "tests/show/test_wording.py": ("show/wording", "show/terms"),
    "tests/advisor/test_explain.py": ("advisor/explain", "show/explain_page"),
    "tests/advisor/test_options.py": (
        *("advisor/options", "advisor/questions", "advisor/outlook", "advisor/identity"),
        "advisor/warnings",
    ),
    "tests/advisor/test_details.py": ("advisor/details", "advisor/ways"),
    "tests/advisor/test_situation.py": ("advisor/situation",),
    "tests/call/test_asks.py": ("advisor/call",),
    "tests/advisor/test_advice.py": ("advisor/advice",),
}
"""The tests nearest to each module, what an answer hangs on first."""
RUN = """
import sys
from mutmut import configuration
configuration.config().pytest_add_cli_args_test_selection = [sys.argv.pop(1)]
from mutmut.__main__ import cli
cli()
"""


class Module(NamedTuple):
    """How many mutants of a module were made, were tried, were killed and are equivalent; the names of the others."""

    name: str
    made: int
    tried: int
    killed: int
    equivalent: int
    survived: tuple[str, ...]


def modules() -> list[str]:
    """The modules that are mutated, as ``advisor/decide``."""
    return [name for near in NEAREST.values() for name in near]


def equivalents() -> set[tuple[str, str, str]]:
    """(module, the line as it is, the line as mutated) of each mutant that is listed as equivalent."""
    listed = yaml.safe_load((Path(__file__).parent / "equivalent_mutants.yaml").read_text("utf-8"))
    return {(one["module"], one["was"].strip(), one["is"].strip()) for one in listed}


def changed(mutant: str) -> tuple[str, str]:
    """The first line a mutant changes: as it is, and as mutated."""
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", mutant], capture_output=True, text=True, cwd=ROOT
    ).stdout.splitlines()
    was, now = (
        [line[1:].strip() for line in shown if line[:1] == mark and line[:3] != mark * 3]
        for mark in "-+"
    )
    return " ".join(was), " ".join(now)


def found(name: str, listed: set[tuple[str, str, str]]) -> Module | None:
    """What the last run says of a module; None where none has been."""
    meta = MADE / "medisave_cli" / f"{name}.py.meta"
    if not meta.exists():
        return None
    codes = json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    tried = {mutant: code for mutant, code in codes.items() if code is not None}
    left = [mutant for mutant, code in tried.items() if code not in KILLED]
    alike = {mutant for mutant in left if (name, *changed(mutant)) in listed}
    survived = tuple(mutant for mutant in left if mutant not in alike)
    return Module(name, len(codes), len(tried), len(tried) - len(left), len(alike), survived)


def run(names: list[str]) -> None:
    """Try every mutant of the modules; what is found of each is kept in a file, for a run by other tests forgets it."""
    listed = equivalents()
    for old in MADE.glob(
        "*"
    ):  # mutmut does not tell a module that has changed from one that has not
        if old.is_dir():
            shutil.rmtree(old)
    (MADE / "mutmut-stats.json").unlink(missing_ok=True)
    for tests, near in NEAREST.items():
        wanted = [name for name in near if name in names]
        patterns = [f"medisave_cli.{name.replace('/', '.')}.*" for name in wanted]
        if not wanted:
            continue
        command = [sys.executable, "-c", RUN, tests, "run", "--max-children", "2", *patterns]
        subprocess.run(command, cwd=ROOT, check=True)
        rows = {**kept(), **{row.name: row for name in wanted if (row := found(name, listed))}}
        KEPT.write_text(json.dumps([*rows.values()]), encoding="utf-8")


def kept() -> dict[str, Module]:
    """What the last run of each module found."""
    if not KEPT.exists():
        return {}
    rows = [Module(*row) for row in json.loads(KEPT.read_text("utf-8"))]
    return {row.name: row for row in rows}


def report(names: list[str]) -> Iterator[str]:
    """A line a module, and in all; then each mutant that no test caught."""
    rows = [row for name, row in kept().items() if name in names]
    yield f"{'module':<24}{'made':>6}{'tried':>7}{'killed':>8}{'equivalent':>12}{'left':>6}"
    whole = Module("in all", *(sum(row[i] for row in rows) for i in range(1, 5)), ())
    left = [mutant for row in rows for mutant in row.survived]
    for row in (*rows, whole._replace(survived=tuple(left))):
        numbers = f"{row.made:>6}{row.tried:>7}{row.killed:>8}{row.equivalent:>12}"
        yield f"{row.name:<24}{numbers}{len(row.survived):>6}"
    yield from left
    if not whole.tried:
        yield "TOO FEW: none was tried"
    elif whole.killed < LEAST_KILLED * whole.tried:
        yield f"TOO FEW: {whole.killed / whole.tried:.1%} were killed"
    elif whole.equivalent >= MOST_EQUIVALENT * whole.tried:
        yield f"TOO MANY: {whole.equivalent / whole.tried:.1%} are called equivalent"


def main() -> int:
    known = modules()
    parser = argparse.ArgumentParser(description="Mutation testing (docs/testing.md).")
    parser.add_argument("modules", nargs="*", metavar="module")
    parser.add_argument("--report", action="store_true", help="only show what the last runs found")
    asked = parser.parse_args()
    if strange := set(asked.modules) - set(known):
        parser.error(f"not mutated: {', '.join(sorted(strange))}")
    names = asked.modules or known
    if not asked.report:
        run(names)
    lines = list(report(names))
    print(*lines, sep="\n")
    return int(lines[-1].startswith("TOO"))


if __name__ == "__main__":
    sys.exit(main())
