"""zen-engine's expression language, compiled once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "zen-engine"
RULE = "status in ['retired', 'emigrated', 'left_employment'] and scheme == 'employee' and balance > 0 and left_province and years >= 10"


def decider() -> Callable[[dict[str, Any]], bool]:
    import zen

    return zen.compile_expression(RULE).evaluate


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
