"""What a round of mending costs those who keep the rules, beside plain libyaml reading of the same files.

python -m benchmarks.keeping [ROUNDS]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import programs

ROOT = Path(__file__).resolve().parents[1]
FLOOR = """
import glob, yaml
for name in glob.glob("policies/**/*.yaml", recursive=True):
    yaml.load(open(name, encoding="utf-8").read(), Loader=yaml.CSafeLoader)
"""
ROUNDS = 11


def main(rounds: int) -> None:
    """Print the median of each command and its ratio to the floor of the same round."""
    medisave = [sys.executable, "-m", "medisave_cli", "policy"]
    commands = {
        "floor: libyaml": [sys.executable, "-c", FLOOR],
        "policy lint": [*medisave, "lint", "policies"],
        "policy lint, nothing remembered": [*medisave, "lint", "policies"],
        "policy try": [*medisave, "try", "340200", "policies"],
    }
    with tempfile.TemporaryDirectory() as cache:
        forgetful = {**os.environ, "XDG_CACHE_HOME": os.devnull}
        timed = programs(
            commands,
            environments={"policy lint, nothing remembered": forgetful},
            env={**os.environ, "XDG_CACHE_HOME": cache},
            cwd=str(ROOT),
            rounds=rounds,
        )
    floor = timed["floor: libyaml"]
    for name, one in timed.items():
        print(f"{name:34}{one.middle * 1000:8.0f} ms{one.over(floor):7.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
