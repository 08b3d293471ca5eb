"""json-logic, in pure Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "json-logic-qubit"
RULE = {
    "and": [
        {"in": [{"var": "status"}, ["retired", "emigrated", "left_employment"]]},
        {"==": [{"var": "scheme"}, "employee"]},
        {">": [{"var": "balance"}, 0]},
        {"var": "left_province"},
        {">=": [{"var": "years"}, 10]},
    ]
}


def decider() -> Callable[[dict[str, Any]], bool]:
    from json_logic import jsonLogic

    return lambda case: jsonLogic(RULE, case)


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
