"""The shared rule over 100,000 cases, every answer compared with the rule in bare Python before any time is given.

python -m benchmarks.throughput
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from statistics import median
from typing import Any

from benchmarks import lab
from benchmarks.report import table, times
from benchmarks.rule import COUNT, FACTS, GRANTED, cases, columns, truth

BLOCKS = 10
OURS_TRACED, OURS_BATCH = (
    "**medisave**, a whole advice for each case",
    "**medisave**, table of decisions joined in Polars",
)
CEILING, OPENFISCA = "plain Polars (the ceiling)", "OpenFisca, vectorised"
ONE_BY_ONE = {
    "openfisca": None,
    "json_logic_rule": "json-logic",
    "cel_rust": "CEL (common-expression-language)",
    "cel_python": "CEL (cel-python)",
    "rule_engine_rule": "rule-engine",
    "zen_expression": "zen-engine, expression",
    "zen_table": "zen-engine, table",
}


def report() -> str:
    """Time every engine in turn, block by block, and compare every answer."""
    rows = cases()
    right = [truth(row) for row in rows]
    size = COUNT // BLOCKS
    blocks = [rows[i : i + size] for i in range(0, COUNT, size)]
    single, whole, missing = engines(rows)
    seconds: dict[str, list[float]] = {name: [] for name in (*single, *whole)}
    answers: dict[str, list[bool]] = {name: [] for name in single}
    for block in blocks:
        for name, decide_all in whole.items():
            started = time.perf_counter()
            said = decide_all()
            seconds[name].append(time.perf_counter() - started)
            _compare(name, as_booleans(said), right)
        for name, decide in single.items():
            started = time.perf_counter()
            said = decide(block)
            seconds[name].append((time.perf_counter() - started) * BLOCKS)
            answers[name] += as_booleans(said)
    for name, said in answers.items():
        _compare(name, said, right)
    middle = {name: median(taken) for name, taken in seconds.items()}
    listed = [
        [
            name,
            _seconds(middle[name]),
            _seconds(min(seconds[name])),
            f"{COUNT / middle[name]:,.0f}",
            _over(middle, name, OPENFISCA),
            _over(middle, name, CEILING),
        ]
        for name in sorted(middle, key=middle.__getitem__)
    ]
    shown = table(
        [
            f"the shared rule, {COUNT:,} cases",
            "median seconds",
            "least",
            "cases a second",
            "× OpenFisca, vectorised",
            "× plain Polars",
        ],
        listed,
    )
    return (
        f"## Throughput\n\nOne rule of five conditions; {sum(right):,} of {COUNT:,} cases are granted, and every engine's answer to every case is the same. "
        f"Medians of {BLOCKS} rounds; engines that take one case at a time decide a tenth of the cases in each. "
        f"The vectorised ones start from columns of text and numbers. Goal: medisave's batch at most half the time of OpenFisca's.\n\n{shown}"
        + "".join(f"\n\n{name}: could not be installed." for name in missing)
    )


def engines(
    rows: list[dict[str, Any]],
) -> tuple[dict[str, Callable[[list], list]], dict[str, Callable[[], Any]], list[str]]:
    """The engines that take blocks of cases, those that take all cases as columns, and those that are not installed."""
    import polars as pl

    from benchmarks import ours

    single: dict[str, Callable[[list], list]] = {}
    missing: list[str] = []
    for name, label in ONE_BY_ONE.items():
        module = import_module(f"benchmarks.peers.{name}")
        if not lab.installed(module.PACKAGE):
            missing.append(label or OPENFISCA)
        elif label:
            single[label] = _each(module.decider())
            if name == "zen_table":
                single[f"{label}, with its trace"] = _each(module.decider(trace=True))
                single[f"{label}, in batch"] = module.decide_all
    single[OURS_TRACED] = _each(ours.decider())
    frame = pl.DataFrame(columns(rows))
    decisions = ours.Table()
    whole: dict[str, Callable[[], Any]] = {
        CEILING: lambda: frame.select(_polars_rule()).to_series(),
        OURS_BATCH: lambda: decisions.decide(frame),
    }
    if OPENFISCA not in missing:
        import numpy as np

        from benchmarks.peers import openfisca

        legislation = openfisca.system()
        arrays = {name: np.array(values) for name, values in columns(rows).items()}
        whole[OPENFISCA] = lambda: openfisca.decide_all(legislation, arrays)
    return single, whole, missing


def as_booleans(said: Any) -> list[bool]:
    """An engine's answers, however it puts them, as booleans."""
    values = (
        said
        if isinstance(said, list)
        else said.to_list()
        if hasattr(said, "to_list")
        else said.tolist()
    )
    return [value == "eligible" if isinstance(value, str) else bool(value) for value in values]


def _each(decide: Callable[[dict[str, Any]], Any]) -> Callable[[list], list]:
    return lambda block: [decide(case) for case in block]


def _polars_rule() -> Any:
    import polars as pl

    status, scheme, balance, left_province, years = (pl.col(fact) for fact in FACTS)
    return (
        status.is_in(list(GRANTED))
        & (scheme == "employee")
        & (balance > 0)
        & left_province
        & (years >= 10)
    )


def _compare(name: str, said: list[bool], right: list[bool]) -> None:
    wrong = sum(a != b for a, b in zip(said, right, strict=True))
    if wrong:
        raise AssertionError(f"{name} answers {wrong} cases otherwise than the rule")


def _over(middle: dict[str, float], name: str, floor: str) -> str:
    return times(middle[name] / middle[floor]) if floor in middle else ""


def _seconds(value: float) -> str:
    return f"{value:.4f}" if value < 1 else f"{value:.1f}"


if __name__ == "__main__":
    lab.run("benchmarks.throughput", report)
