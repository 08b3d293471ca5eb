"""zen-engine: a decision table of one row and an else row, the way it is meant to be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

PACKAGE = "zen-engine"
INPUTS = ("status", "scheme", "balance", "left_province", "years")
ROW = ("'retired','emigrated','left_employment'", "'employee'", "> 0", "true", ">= 10")
TABLE = {
    "nodes": [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "table",
            "name": "table",
            "type": "decisionTableNode",
            "position": {"x": 1, "y": 0},
            "content": {
                "hitPolicy": "first",
                "inputs": [{"id": name, "name": name, "field": name} for name in INPUTS],
                "outputs": [{"id": "granted", "name": "granted", "field": "granted"}],
                "rules": [
                    {"_id": "1", **dict(zip(INPUTS, ROW, strict=True)), "granted": "true"},
                    {"_id": "2", **dict.fromkeys(INPUTS, ""), "granted": "false"},
                ],
            },
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ],
    "edges": [
        {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
    ],
}


def decider(trace: bool = False) -> Callable[[dict[str, Any]], bool]:
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(TABLE))
    options = {"trace": True} if trace else None
    return lambda case: decision.evaluate(case, options)["result"]["granted"]


def decide_all(cases: list[dict[str, Any]]) -> list[bool]:
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rule": TABLE}}})
    found = engine.evaluate_batch([{"key": "rule", "context": case} for case in cases])
    return [one["data"]["result"]["granted"] for one in found]


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
