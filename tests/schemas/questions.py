"""What is asked of every command to hold its JSON to its schema: by the name of the schema."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from medisave_cli.cli import run

DAY = "2026-11-22"
PLACES = ("昆山", "北京", "遵义", "深圳", "天津", "长沙", "合肥", "西安")
FEW = PLACES[:3]
TOPICS = ("uses", "sharing", "balance", "trouble")
Command = tuple[str, ...]


def fixed(folder: Path) -> dict[str, list[Command]]:
    """Commands whose answers are few; ``folder`` holds files they read and write."""
    small = folder / "small"
    (small / "places").mkdir(parents=True, exist_ok=True)
    (small / "places" / "520300-zunyi.yaml").write_text(SMALL, encoding="utf-8")
    flawed = folder / "flawed"
    (flawed / "places").mkdir(parents=True, exist_ok=True)
    slip = SMALL.replace("rule: allowed", "rule: allow")
    (flawed / "places" / "520300-zunyi.yaml").write_text(slip, encoding="utf-8")
    dated = ("--as-of", DAY)
    return {
        "check": [
            ("check", "北京", "retired", "--explain", *dated),
            ("check", "昆山", "deceased", "--start", "2026-12-01", *dated),
            ("check", "深圳", "transfer", "--to", "北京", "--start", "2026-12-01", *dated),
            ("check", "昆山", "emigrated", "--fact", "nationality=unknown", *dated),
            ("check", "昆山", "emigrated", "--fact", "nationality=foreign,hk_mo_tw", *dated),
            ("check", "上海", "retired", "--fact", "pension=lump_sum", *dated),
        ],
        "guide": [
            *[(topic, "-c", place) for topic in TOPICS for place in FEW],
            *[(topic,) for topic in TOPICS],
            ("check", "昆山", "卡刷不了"),
            ("uses", "疫苗", "-c", "雄安"),
        ],
        "transfer": [
            ("transfer", "深圳", "北京", *dated),
            ("transfer", "郑州", "洛阳", "--start", "2026-12-01", *dated),
            ("transfer", "遵义", "上海", *dated),
        ],
        "compare": [
            ("compare", "-s", "deceased", *[x for p in PLACES for x in ("-c", p)], *dated),
            ("compare", "-s", "emigrated", "--provinces", *dated),
            ("compare", "-s", "deceased", "-c", "雄安", "-c", "昆山", *dated),
        ],
        "place": [("place", place) for place in (*PLACES, "雄安")],
        "places": [("places",), ("places", "--search", "昆"), ("places", "--search", "xyzzy")],
        "statuses": [("statuses",)],
        "finding": [("statuses", "我爸走了"), ("statuses", "卡刷不了"), ("statuses", "想问一下")],
        "facts": [("facts",)],
        "claims": [("claims",), ("claims", "-c", "雄安"), ("claims", "--search", "疫苗")],
        "sources": [("sources",)],
        "lint": [("policy", "lint"), ("policy", "lint", str(small))],
        "coverage": [("policy", "coverage")],
        "unknown": [("policy", "coverage", "--unknown")],
        "stale": [("policy", "stale", "--older-than", "1d")],
        "sweep": [("policy", "sweep", "-c", "昆山", "-c", "遵义")],
        "diff": [("policy", "diff", str(small))],
        "graph": [("policy", "graph", "-c", "昆山", "-s", "deceased")],
        "try": [
            ("policy", "try", "遵义", str(small), *dated),
            ("policy", "try", "遵义", str(flawed), *dated),
        ],
        "build": [("policy", "build", str(small), "-o", str(folder / "book.sqlite"))],
        "words": [("policy", "words", "disposition"), ("policy", "words")],
        "doctor": [("doctor",)],
    }


def checks(places: Iterable[str], statuses: Iterable[str]) -> Iterator[Command]:
    """One question for each status at each place."""
    listed = [*statuses]
    yield from (("check", p, s, "--as-of", DAY) for p in places for s in listed)


def asked(command: Command, lang: str) -> Any:
    """The JSON that a command line answers with."""
    said = StringIO()
    with redirect_stdout(said):
        code = run([*command, "--format", "json", "--lang", lang])
    assert said.getvalue(), (command, code)
    return json.loads(said.getvalue())


SMALL = """\
place: "520300"
checked: 2026-11-22
sources:
  zunyi-guide: {title: 办事指南, issuer: 遵义市医疗保障局, grade: A, published: 2025-01-01, url: "https://ylbzj.zunyi.gov.cn/x"}
provisions:
  - {id: zunyi-out, status: emigrated, disposition: withdraw, rule: allowed, when: {settlement_proof: yes}, summary: {zh: 可以领, en: It can be drawn.}, cite: [zunyi-guide]}
"""

ROWS = "city,status,as_of\n昆山,deceased,2026-11-22\n北京,retired,2026-11-22\n遵义,emigrated,2026-11-22\n东京,retired,2026-11-22\n"


def batched(folder: Path) -> list[Any]:
    """The lines that a batch writes, whole answers among them."""
    (folder / "cases.csv").write_text(ROWS, encoding="utf-8")
    target = folder / "answers.jsonl"
    run(["batch", str(folder / "cases.csv"), "-o", str(target), "--full", "--lang", "zh"])
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


def reported(folder: Path) -> Any:
    """What offices told, as it is listed, of a home of its own."""
    before = os.environ.get("XDG_DATA_HOME")
    os.environ["XDG_DATA_HOME"] = str(folder / "home")
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            run(
                ["told", "遵义", "emigrated", "--said", "no", "--by", "12393", "--on", DAY, "--yes"]
            )
        return asked(("told", "--list"), "zh")
    finally:
        del os.environ["XDG_DATA_HOME"]
        if before is not None:
            os.environ["XDG_DATA_HOME"] = before


def interviewed() -> Any:
    """What the questionnaire answers with, asked through a pipe."""
    stdin, sys.stdin = sys.stdin, StringIO("去世\n昆山\n1\n1\n1\n")
    try:
        with redirect_stderr(StringIO()):
            return asked(("ask", "--accessible"), "zh")
    finally:
        sys.stdin = stdin


def questions_of(book: Any) -> list[Any]:
    """What is asked next, from nothing known to everything."""
    from medisave_cli.assistants.answers import Desk

    desk = Desk(book, "zh")
    known: list[dict[str, Any]] = [
        {},
        {"place": "昆山"},
        {"place": "朝阳", "situation": "deceased"},
        *(
            {"place": p, "situation": s}
            for p in PLACES
            for s in ("deceased", "emigrated", "retired")
        ),
        {
            "place": "昆山",
            "situation": "deceased",
            "facts": dict.fromkeys(book.catalog_facts, "unknown"),
        },
    ]
    return [desk.answer("next_question", given).data for given in known]
