"""CEL, by the pure-Python cel-python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACKAGE = "cel-python"
RULE = 'status in ["retired", "emigrated", "left_employment"] && scheme == "employee" && balance > 0.0 && left_province && years >= 10'


def decider() -> Callable[[dict[str, Any]], bool]:
    import celpy
    from celpy import celtypes

    environment = celpy.Environment()
    program = environment.program(environment.compile(RULE))
    types = {
        "status": celtypes.StringType,
        "scheme": celtypes.StringType,
        "balance": celtypes.DoubleType,
        "left_province": celtypes.BoolType,
        "years": celtypes.IntType,
    }
    return lambda case: bool(
        program.evaluate({fact: types[fact](value) for fact, value in case.items()})
    )


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
