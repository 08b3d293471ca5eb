"""What a result must say to be read later: the day, the machine, the versions; and tables in Markdown."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path

from benchmarks.lab import installed, run

MEASURED = (
    "medisave",
    "typer",
    "rich",
    "questionary",
    "polars",
    "OpenFisca-Core",
    "OpenFisca-Country-Template",
    "numpy",
    "zen-engine",
    "json-logic-qubit",
    "common-expression-language",
    "cel-python",
    "rule-engine",
)


def head() -> str:
    """The title, the machine and the versions."""
    versions = ", ".join(
        f"{name} {installed(name) or 'could not be installed'}" for name in MEASURED
    )
    return f"# Measured on {date.today().isoformat()}\n\n{machine()}\n\n{versions}."


def machine() -> str:
    """Processor, cores, memory, system, Python."""
    return f"{_processor()}, {os.cpu_count()} cores, {_memory()} GiB of memory, {platform.system()} {platform.release()}, {platform.python_implementation()} {platform.python_version()}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _memory() -> int:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    except (AttributeError, ValueError, OSError):
        return 0


def table(columns: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" + " ---: |" * (len(columns) - 1)]
    return "\n".join(
        lines + ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    )


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}" if seconds < 1 else f"{seconds * 1000:.0f}"


def times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


if __name__ == "__main__":
    run("benchmarks.report", head)
