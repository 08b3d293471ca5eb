"""The long attack on one door: ``python -m tests.faults --door book --seconds 600 [--seed N]``.

Every input is drawn from a seed of its own, which is printed where the door gave way: ``--seed N --seconds 0`` repeats it.
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

DOORS = ("arguments", "overlays", "book", "keys", "files")
HANG = 1.0
"""Seconds after which an input counts as a hang."""
SHOWN = 10


def peak() -> int:
    """The most memory that this process has held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def attacked(door: str, seconds: float, seed: int) -> int:
    """Attack a door and print what came of it; returns how many inputs broke it."""
    start, slowest = peak(), (0.0, seed)
    tried, failures, hangs = Counter[str](), 0, 0
    with tempfile.TemporaryDirectory() as name:
        once = importlib.import_module(f"tests.faults.doors.{door}").attack(Path(name))
        until = time.monotonic() + seconds
        while True:
            begun = time.monotonic()
            try:
                tried[once(random.Random(seed))] += 1
            except Exception as error:
                failures += 1
                if failures <= SHOWN:
                    print(f"seed {seed}: {type(error).__name__}: {str(error)[:300]!r}", flush=True)
            took = time.monotonic() - begun
            slowest, hangs = max(slowest, (took, seed)), hangs + (took > HANG)
            seed += 1
            if time.monotonic() >= until:
                break
    print(
        f"{door}: {tried.total() + failures:,} tried, {failures:,} failed, {hangs:,} over {HANG:g} s ·",
        ", ".join(f"{count:,} {what}" for what, count in sorted(tried.items())),
        f"· slowest {slowest[0]:.2f} s (seed {slowest[1]}) · memory {start} MB before, {peak()} MB at the most",
    )
    return failures


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--door", choices=DOORS, required=True)
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--seed", type=int, default=None)
    asked = words.parse_args()
    seed = random.randrange(1 << 32) if asked.seed is None else asked.seed
    return int(attacked(asked.door, asked.seconds, seed) > 0)


if __name__ == "__main__":
    sys.exit(main())
