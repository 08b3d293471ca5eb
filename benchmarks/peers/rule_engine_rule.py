"""rule-engine, in pure Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "rule-engine"
RULE = 'status in ["retired", "emigrated", "left_employment"] and scheme == "employee" and balance > 0 and left_province and years >= 10'


def decider() -> Callable[[dict[str, Any]], bool]:
    import rule_engine

    return rule_engine.Rule(RULE).matches


if __name__ == "__main__":
    print(
        decider()(
            {
                "status": "emigrated",
                "scheme": "employee",
                "balance": 1000.5,
                "left_province": True,
                "years": 12,
            }
        )
    )
