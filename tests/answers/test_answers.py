"""The cases of the YAML files beside this one, each asked on the command line as a person would.

A case: ``ask`` (the words behind ``medisave``), and what the answer must hold. ``cash``, ``transfer``, ``stay``: the verdict of that
family, main portion (several: any of them); ``leans``: with no firm rule, this lean will do. ``portion``: [its id, verdict].
``papers``: papers that are asked for; ``no_papers``: not asked for. ``working_days``: a time limit. ``says``, ``never_says``:
regular expressions on the Chinese text with ``--more``; ``first`` on its first six lines. ``base``: the status it is answered as.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands.asking import answered

AS_OF = "2026-11-30"
CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_answer_holds_what_it_must(capsys: Any, case: dict[str, Any]) -> None:
    words = shlex.split(case["ask"])
    guide = words[0] in ("sharing", "uses", "balance", "claims", "trouble")
    if "--as-of" not in words and not guide:
        words += ["--as-of", AS_OF]
    if case.keys() - {"id", "ask", "says", "never_says", "first"}:
        found = json.loads(answered(capsys, *words, "--format", "json"))
        _holds(case, found.get("advice", found))
    if case.keys() & {"says", "never_says", "first"}:
        text = answered(capsys, *words, "--more", "--format", "plain", "--lang", "zh")
        _says(case, text)


def _holds(case: dict[str, Any], found: dict[str, Any]) -> None:
    options = found["options"]
    main = {o["family"]: o for o in options if o["portion"] == "main"}
    for family in ("cash", "transfer", "stay"):
        if family in case:
            option = main.get(family, {"verdict": "unknown", "lean": None})
            if option["verdict"] == "unknown" and option["lean"] in _any(case.get("leans")):
                continue
            assert option["verdict"] in _any(case[family]), family
    if "base" in case:
        assert found["case"]["base_status"] == case["base"]
    if "portion" in case:
        name, verdict = case["portion"]
        assert [o["verdict"] for o in options if o["portion"] == name] == [verdict]
    papers = [paper for o in options for paper in o["documents"] if paper["state"] != "not_needed"]
    names = " ".join(paper["name"] for paper in papers)
    for paper in case.get("papers", ()):
        assert re.search(paper, names), (paper, names)
    for paper in case.get("no_papers", ()):
        assert not re.search(paper, names), (paper, names)
    if "working_days" in case:
        limits = [limit for o in options for limit in o["time_limit"]]
        days = {limit["for"]: limit["working_days"] for limit in limits}
        both_ends = (days.get("transfer_out") or 0) + (days.get("transfer_in") or 0)
        assert case["working_days"] in (*days.values(), both_ends)


def _says(case: dict[str, Any], text: str) -> None:
    joined = re.sub(r"\s+", "", text)
    for pattern in case.get("says", ()):
        assert re.search(pattern, joined), pattern
    believed = joined.split("您可能看到过这些说法")[0].split("拿不准的")[0]
    for pattern in case.get("never_says", ()):
        assert not re.search(pattern, believed), pattern
    first = re.sub(r"\s+", "", "\n".join(text.split("\n")[:6]))
    for pattern in case.get("first", ()):
        assert re.search(pattern, first), pattern


def _any(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
