"""Run every part in one lab, each in a process of its own, and write the dated table.

python -m benchmarks
"""

from __future__ import annotations

import sys
from datetime import date

from benchmarks import lab

PARTS = ("report", "startup", "throughput", "growth", "soundness")


def main() -> None:
    """Print every part's report and write them to ``results/<day>.md``."""
    texts = []
    with lab.opened("benchmarks") as here:
        for part in PARTS:
            print(f"measuring: {part}", file=sys.stderr, flush=True)
            texts.append(lab.inside(here, f"benchmarks.{part}"))
    whole = "\n".join(texts)
    print(whole, end="")
    result = lab.HERE / "results" / f"{date.today().isoformat()}.md"
    result.parent.mkdir(exist_ok=True)
    result.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
