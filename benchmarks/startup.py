"""One question from a cold start: medisave beside the floor it stands on, and peers answering one small rule.

python -m benchmarks.startup
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from statistics import median
from typing import Any

from benchmarks import lab
from benchmarks.peers import NAMES
from benchmarks.report import ms, table, times
from benchmarks.timing import ROUNDS, programs

PEERS = {
    "openfisca_country": "OpenFisca, country template, basic income",
    "openfisca": "OpenFisca core, the shared rule",
    "zen_table": "zen-engine, decision table",
    "zen_expression": "zen-engine, expression",
    "json_logic_rule": "json-logic",
    "cel_rust": "CEL (common-expression-language)",
    "cel_python": "CEL (cel-python)",
    "rule_engine_rule": "rule-engine",
}
CHECK = ["check", "-c", "昆山", "-s", "deceased", "--format"]
BARE, TYPER, RICH, ASK = (
    "bare Python",
    "Typer, prints one line",
    "Typer and Rich, prints one table",
    "`medisave ask`, to its first prompt",
)
GOALS = {
    "`medisave check --format json`": "1.2 × Typer",
    "`medisave check --format table`": "1.2 × Typer and Rich",
    ASK: "2.5 × Typer and Rich",
}
QUESTION_MARK = "？".encode()
PATIENCE = 20
NATION = "000000"


def report() -> str:
    here = lab.folder() / "benchmarks"
    commands = {
        BARE: [lab.python(), "-c", "pass"],
        TYPER: [lab.python(), str(here / "oneshot" / "typer_line.py")],
        RICH: [lab.python(), str(here / "oneshot" / "rich_table.py")],
        "`medisave --version`": [lab.command(), "--version"],
        **{
            f"`medisave check --format {face}`": [lab.command(), *CHECK, face]
            for face in ("json", "plain", "table", "markdown", "html")
        },
        **{
            PEERS[name]: [lab.python(), str(here / "peers" / f"{name}.py")]
            for name in NAMES
            if _can_run(name)
        },
    }
    special = {ASK: _first_prompt} if hasattr(os, "openpty") else {}
    found = programs(commands, env=lab.environment(), cwd=str(lab.folder()), special=special)
    order = [*list(commands)[:9], *special, *list(commands)[9:]]
    rows = [
        [
            name,
            ms(found[name].middle),
            ms(found[name].least),
            times(found[name].over(found[BARE])),
            times(found[name].over(found[TYPER])),
            times(found[name].over(found[RICH])),
            GOALS.get(name, ""),
        ]
        for name in order
    ]
    shown = table(
        [
            "one answer, from a cold start",
            "median ms",
            "least ms",
            "× bare Python",
            "× Typer",
            "× Typer and Rich",
            "goal",
        ],
        rows,
    )
    missing = "".join(
        f"\n\n{PEERS[name]}: could not be installed." for name in NAMES if not _can_run(name)
    )
    return f"## One-shot\n\n`medisave check -c 昆山 -s deceased`; {ROUNDS} rounds, each running every program once; ratios are medians of the rounds' ratios.\n\n{shown}{missing}\n\n{_next_questions()}"


def _can_run(peer: str) -> bool:
    from importlib import import_module

    return lab.installed(import_module(f"benchmarks.peers.{peer}").PACKAGE) is not None


def _first_prompt() -> float:
    """Seconds until the questionnaire, on a terminal, has put its first question."""
    import pty

    ours, theirs = pty.openpty()
    started = time.perf_counter()
    process = subprocess.Popen(
        [lab.command(), "ask"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=lab.environment(TERM="xterm-256color"),
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    try:
        while QUESTION_MARK not in seen:
            if not select.select([ours], [], [], PATIENCE)[0]:
                raise RuntimeError(
                    f"medisave ask put no question: {seen.decode(errors='replace')[-500:]}"
                )
            seen += os.read(ours, 65536)
        return time.perf_counter() - started
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _next_questions() -> str:
    """How long the next question takes once the questionnaire runs: every place on file, every base status, an open fact answered."""
    from medisave_cli import Case, open_book
    from medisave_cli.answer.asking import Kept

    book = open_book()
    kept = Kept(book)
    bases = sorted({status.base for status in book.statuses.values()})
    asked = [
        Case(place.code, status)
        for place in book.places_on_file()
        if place.code != NATION
        for status in bases
    ]
    answered = [
        case._replace(facts={question.fact.id: value})
        for case in asked
        for question in kept.ask(case).questions
        for value in list(question.fact.says)[:2]
    ]
    timed = ((_seconds_to_answer(kept, case), case) for case in answered)
    taken = sorted(
        ((seconds, case) for seconds, case in timed if seconds is not None), key=lambda one: one[0]
    )
    middle, most, (slowest, case) = (
        median(seconds for seconds, _ in taken),
        taken[len(taken) * 99 // 100][0],
        taken[-1],
    )
    return (
        f"The questionnaire's next question, {len(taken):,} of them (every place on file, every base status, an open fact answered; best of three): "
        f"median {ms(middle)} ms, 99 of 100 within {ms(most)} ms, slowest {ms(slowest)} ms ({case.place}, {case.status}, {case.facts}). Goal: under 5 ms."
    )


def _seconds_to_answer(kept: Any, case: Any) -> float | None:
    """The best of three; None where the answer contradicts the status."""
    from medisave_cli import AskedWrongly

    taken = []
    for _ in range(3):
        started = time.perf_counter()
        try:
            kept.ask(case)
        except AskedWrongly:
            return None
        taken.append(time.perf_counter() - started)
    return min(taken)


if __name__ == "__main__":
    lab.run("benchmarks.startup", report)
