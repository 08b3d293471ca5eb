"""CEL, by the Rust interpreter of common-expression-language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "common-expression-language"
RULE = 'status in ["retired", "emigrated", "left_employment"] && scheme == "employee" && balance > 0.0 && left_province && years >= 10'


def decider() -> Callable[[dict[str, Any]], bool]:
    import cel

    return cel.compile(RULE).execute


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
