"""The rule that every engine is given, and the cases it is asked about.

A person may draw the balance when: the status is one of three, and the scheme is employee, and the balance is above zero, and
the person has left the province, and has paid in for ten years or more.
"""

from __future__ import annotations

import random
from typing import Any

STATUSES = (
    "active",
    "retired",
    "emigrated",
    "deceased",
    "left_employment",
    "switched_to_resident",
    "enlisted",
    "lost_work_capacity",
)
GRANTED = ("retired", "emigrated", "left_employment")
SCHEMES = ("employee", "resident")
FACTS = ("status", "scheme", "balance", "left_province", "years")
MET = {
    "status": "emigrated",
    "scheme": "employee",
    "balance": 1000.5,
    "left_province": True,
    "years": 12,
}
FAILED = {
    "status": "active",
    "scheme": "resident",
    "balance": 0.0,
    "left_province": False,
    "years": 9,
}
COUNT = 100_000
SEED = 20261122


def truth(case: dict[str, Any]) -> bool:
    """The rule in bare Python, for a case with every fact known."""
    return (
        case["status"] in GRANTED
        and case["scheme"] == "employee"
        and case["balance"] > 0
        and case["left_province"]
        and case["years"] >= 10
    )


def cases(count: int = COUNT, seed: int = SEED) -> list[dict[str, Any]]:
    """``count`` cases with every fact known, the same for the same seed; about one in eight is granted."""
    draw = random.Random(seed)
    return [
        {
            "status": draw.choice(STATUSES),
            "scheme": "employee" if draw.random() < 0.8 else "resident",
            "balance": 0.0 if draw.random() < 0.2 else round(draw.uniform(0.01, 30_000), 2),
            "left_province": draw.random() < 0.6,
            "years": draw.randrange(0, 41),
        }
        for _ in range(count)
    ]


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The same cases as columns."""
    return {fact: [row[fact] for row in rows] for fact in FACTS}
