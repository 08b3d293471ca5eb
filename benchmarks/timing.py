"""Programs timed side by side: every round runs each of them once, so that what else the machine does falls on all alike."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

ROUNDS = 31


class Timed(NamedTuple):
    """Seconds of every round."""

    seconds: list[float]

    @property
    def middle(self) -> float:
        return median(self.seconds)

    @property
    def least(self) -> float:
        return min(self.seconds)

    def over(self, floor: Timed) -> float:
        """The median over the rounds of this over the floor in the same round."""
        return median(a / b for a, b in zip(self.seconds, floor.seconds, strict=True))


def programs(
    commands: dict[str, list[str]],
    environments: dict[str, dict[str, str]] | None = None,
    env: dict[str, str] | None = None,
    cwd: str | None = None,
    rounds: int = ROUNDS,
    special: dict[str, Callable[[], float]] | None = None,
) -> dict[str, Timed]:
    """Run each command once a round, from its start to its end, and return the times.

    ``environments`` gives single commands an environment of their own; ``special`` adds things timed by a function of their own. A
    first round is not counted.

    Raises:
        RuntimeError: a command failed.
    """
    found: dict[str, list[float]] = {name: [] for name in (*commands, *(special or {}))}
    for number in range(rounds + 1):
        for name, taken in found.items():
            seconds = (
                special[name]()
                if special and name in special
                else _one(name, commands[name], (environments or {}).get(name, env), cwd)
            )
            if number:
                taken.append(seconds)
    return {name: Timed(taken) for name, taken in found.items()}


def _one(name: str, command: list[str], env: dict[str, str] | None, cwd: str | None) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(
            f"{name}: {' '.join(command)} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}"
        )
    return seconds
