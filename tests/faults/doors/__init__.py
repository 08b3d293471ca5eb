"""The doors of the program, each with an attack of its own: see ``tests.faults``."""

from __future__ import annotations

import random
from collections.abc import Callable

Once = Callable[[random.Random], str]
"""One attack, drawn from the dice: says what was tried; raises where the door gave way."""
