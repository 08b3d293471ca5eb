"""Every command answers one plain question in both languages: the quickest sign that something broke."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMANDS = [
    ["check", "-c", "昆山", "-s", "deceased"],
    ["check", "-c", "遵义", "-s", "emigrated", "--format", "json"],
    ["check", "-c", "北京", "-s", "retired", "--explain", "--more"],
    ["transfer", "深圳", "北京"],
    ["compare", "-s", "emigrated", "-c", "上海", "-c", "温州"],
    ["place", "昆山"],
    ["places", "--search", "kunshan"],
    ["statuses"],
    ["facts"],
    ["uses", "-c", "上海"],
    ["sharing", "-c", "广州"],
    ["balance", "-c", "北京"],
    ["claims"],
    ["sources"],
    ["policy", "coverage"],
    ["policy", "sweep", "-c", "昆山", "-c", "杭州"],
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_it_answers(command: list[str], lang: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "medisave_cli", *command, "--lang", lang],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr.strip().count("Traceback")) == (0, 0), done.stderr
    assert done.stdout.strip()
