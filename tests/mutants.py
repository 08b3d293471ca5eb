"""Mutation testing: each small fault put into the logic, the advisor and the sentences people read first must fail a test.

    python -m tests.mutants                      every module
    python -m tests.mutants advisor/decide       these modules alone
    python -m tests.mutants --report             what the last runs found, without running anything

mutmut makes the mutants (``[tool.mutmut]`` in pyproject.toml says of what, and by which tests they are to be caught). Those that
change nothing anybody can see are listed with the reason in ``equivalent_mutants.yaml`` beside this file.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "mutants"
KILLED = {1, 3, 36, -24, 24, 152, 255, -11, -9}
"""Exit codes of mutmut's runs in which a mutant failed a test, hung or crashed."""
LEAST_KILLED, MOST_EQUIVALENT = 0.95, 0.05


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
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = config["tool"]["mutmut"]["only_mutate"]
    files = sorted((ROOT / "medisave_cli").rglob("*.py"))
    named = [path.relative_to(ROOT).as_posix() for path in files if path.name != "__init__.py"]
    return [
        name.removeprefix("medisave_cli/").removesuffix(".py")
        for name in named
        if any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
    ]


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


def report(names: list[str]) -> Iterator[str]:
    """A line a module, and in all; then each mutant that no test caught."""
    listed = equivalents()
    rows = [row for name in names if (row := found(name, listed)) is not None]
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
        patterns = [f"medisave_cli.{name.replace('/', '.')}.*" for name in names]
        subprocess.run([sys.executable, "-m", "mutmut", "run", *patterns], cwd=ROOT, check=True)
    lines = list(report(names))
    print(*lines, sep="\n")
    return int(lines[-1].startswith("TOO"))


if __name__ == "__main__":
    sys.exit(main())
