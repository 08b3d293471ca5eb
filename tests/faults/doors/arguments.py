"""Argument vectors at random: an answer or one of the program's own lines, never an error of its own, never a control character."""

from __future__ import annotations

import contextlib
import io
import os
import random
from pathlib import Path
from unittest import mock

from medisave_cli import cli
from tests.faults.doors import Once
from tests.faults.doors.words import control, typed

COMMANDS = (
    "check", "compare", "transfer", "place", "places", "statuses", "facts", "sources", "claims", "balance", "uses",
    "sharing", "ask", "help", "doctor", "policy",
)  # fmt: skip
OPTIONS = (
    "-c", "--city", "-s", "--status", "--as-of", "--fact", "--to", "-f", "--format", "--lang", "--full", "--start",
    "--help", "--explain", "--pool", "--", "-x",
)  # fmt: skip
USUAL = (
    ["check", "-c", "昆山", "-s", "deceased"],
    ["check", "昆山"],
    ["place", "昆山"],
    ["transfer", "成都"],
)


def vector(dice: random.Random) -> list[str]:
    """A command line: a usual one with something added, or anything."""
    args = list(dice.choice(USUAL)) if dice.random() < 0.4 else [dice.choice(COMMANDS)]
    for _ in range(dice.randint(0, 6)):
        args.append(dice.choice(OPTIONS) if dice.random() < 0.5 else typed(dice))
    return args


def said(args: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command line in this process; an error of the program's own is raised."""

    def raised(error: BaseException, lang: str) -> int:
        raise error

    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(cli, "_stopped", raised),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch("sys.stdin", io.StringIO("")),
    ):
        code = cli.run(args)
    return code, out.getvalue(), err.getvalue()


def attack(folder: Path) -> Once:
    """One command line after another, in a folder of its own."""
    os.chdir(folder)

    def once(dice: random.Random) -> str:
        args = vector(dice)
        code, out, err = said(args)
        assert not control(out + err), f"{args!r} echoes {control(out + err)!r}"
        assert "Traceback" not in err, f"{args!r}: {err[-300:]}"
        return f"exit {code}"

    return once
