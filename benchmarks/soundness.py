"""What each engine says when a fact of the shared rule is missing.

    python -m benchmarks.soundness

Right is what every completion of the missing facts agrees on: not eligible as soon as a known fact fails, undetermined otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from typing import Any

from benchmarks import lab
from benchmarks.report import table
from benchmarks.rule import FACTS, FAILED, MET

ENGINES = {
    "ours": "**medisave**",
    "openfisca": "OpenFisca",
    "zen_table": "zen-engine, table",
    "zen_expression": "zen-engine, expression",
    "json_logic_rule": "json-logic",
    "cel_rust": "CEL (common-expression-language)",
    "cel_python": "CEL (cel-python)",
    "rule_engine_rule": "rule-engine",
}
ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, ERROR = "eligible", "not eligible", "undetermined", "error"
WORDS = {
    "eligible": ELIGIBLE,
    "not_eligible": NOT_ELIGIBLE,
    "conditional": UNDETERMINED,
    "unknown": UNDETERMINED,
}


def report() -> str:
    """What each says in the three named cases, and how often it is right over all cases with something missing."""
    rows = [_row(name) for name in ENGINES if lab.installed(_module(name).PACKAGE)]
    missing = [ENGINES[name] for name in ENGINES if not lab.installed(_module(name).PACKAGE)]
    shown = table(
        [
            "engine",
            "A: all known met, one absent",
            "B: a known one fails, one absent",
            "C: one absent, a later one fails",
            "right",
            "yes too early",
            "no too early",
            "error",
        ],
        rows,
    )
    total = sum(1 for _ in partial_cases())
    return (
        "## Soundness on partial input\n\n"
        "A: years absent, the rest met. B: resident scheme, years absent. C: scheme absent, the person has not left the province.\n"
        f"Right: A undetermined, B and C not eligible. The last columns count over all {total} combinations of met, failed and absent facts with at least one absent; "
        "a null is taken as undetermined.\n\n"
        f"{shown}" + "".join(f"\n\n{name}: could not be installed." for name in missing)
    )


def named_cases() -> list[tuple[dict[str, Any], str]]:
    """The cases A, B and C, with the right answer."""
    a = {fact: value for fact, value in MET.items() if fact != "years"}
    b = {**a, "scheme": FAILED["scheme"]}
    c = {
        **{fact: value for fact, value in MET.items() if fact != "scheme"},
        "left_province": FAILED["left_province"],
    }
    return [(a, UNDETERMINED), (b, NOT_ELIGIBLE), (c, NOT_ELIGIBLE)]


def partial_cases() -> Iterator[tuple[dict[str, Any], str]]:
    """Every combination of met, failed and absent facts with one absent at least, with the right answer."""
    for states in product(("met", "failed", "absent"), repeat=len(FACTS)):
        if "absent" in states:
            case = {
                fact: (MET if state == "met" else FAILED)[fact]
                for fact, state in zip(FACTS, states, strict=True)
                if state != "absent"
            }
            yield case, NOT_ELIGIBLE if "failed" in states else UNDETERMINED


def answer(decide: Callable[[dict[str, Any]], Any], case: dict[str, Any]) -> str:
    """What the engine says: eligible, not eligible, undetermined, or that it failed and how."""
    try:
        said = decide(case)
    except Exception as error:
        return f"{ERROR} ({type(error).__name__})"
    return (
        WORDS[said]
        if isinstance(said, str)
        else UNDETERMINED
        if said is None
        else ELIGIBLE
        if said
        else NOT_ELIGIBLE
    )


def _row(name: str) -> list[str]:
    decide = _module(name).decider()
    said = [(answer(decide, case), right) for case, right in partial_cases()]
    cells = [
        answer(decide, case) + ("" if answer(decide, case) == right else " ✗")
        for case, right in named_cases()
    ]
    return [
        ENGINES[name],
        *cells,
        str(sum(got == right for got, right in said)),
        str(sum(got == ELIGIBLE for got, _ in said)),
        str(sum(got == NOT_ELIGIBLE != right for got, right in said)),
        str(sum(got.startswith(ERROR) for got, _ in said)),
    ]


def _module(name: str) -> Any:
    return import_module("benchmarks.ours" if name == "ours" else f"benchmarks.peers.{name}")


if __name__ == "__main__":
    lab.run("benchmarks.soundness", report)
