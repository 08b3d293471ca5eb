"""An advice as the one-shot command that gives it again."""

from __future__ import annotations

import shlex
from typing import Any

from medisave_cli.model import Advice


def one_shot(advice: Advice) -> str:
    """``medisave check -c 昆山 -s deceased --fact death_in_shared_data=yes --as-of 2026-11-22``"""
    s = advice.situation
    parts = ["medisave", "check", "-c", s.asked.place, "-s", s.asked.status]
    if s.asked.destination:
        parts += ["--to", s.asked.destination]
    for name, value in s.asked.facts.items():
        parts += ["--fact", f"{name}={_value(value)}"]
    if s.asked.as_of:
        parts += ["--as-of", s.asked.as_of]
    return " ".join(part if part.isalnum() else shlex.quote(part) for part in parts)


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(_value(item) for item in value)
    return (
        {True: "yes", False: "no", None: "unknown"}.get(value, str(value))
        if isinstance(value, (bool, type(None)))
        else str(value)
    )
