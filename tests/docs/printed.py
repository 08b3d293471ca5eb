"""Blocks of the documents that show commands with what they print: run anew, and put back.

A block marked ``<!-- printed -->`` holds ``$ `` lines, each a command of the shell, and what it prints. The commands of one
document run one after another in one empty folder, on one day, so that a later one finds what an earlier one wrote.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-30"
BLOCK = re.compile(r"(?<=<!-- printed -->\n```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)


def documents() -> list[Path]:
    """The documents that have such blocks."""
    return [path for path in every_document() if BLOCK.search(path.read_text("utf-8"))]


def every_document() -> list[Path]:
    """Every document of the project, hidden folders of other tools left out."""
    found = sorted([*ROOT.glob("*.md"), *ROOT.glob(".github/**/*.md")])
    for room in ("docs", "policies", "benchmarks", "schema", "tests"):
        found += sorted((ROOT / room).rglob("*.md"))
    return found


def language(path: Path) -> str:
    """The language a document is written in."""
    return "zh" if path.name.endswith(".zh-CN.md") else "en"


def rewritten(path: Path) -> str:
    """The text of the document with every marked block as its commands print it now."""
    with tempfile.TemporaryDirectory() as folder:
        shell = _Shell(Path(folder), language(path))
        return BLOCK.sub(lambda block: _block(block[1], shell), path.read_text("utf-8"))


def commands(text: str) -> list[str]:
    """The commands of a block, one that goes on after a backslash as one."""
    return list(_commands(text.splitlines()))


def _commands(lines: list[str]) -> Iterator[str]:
    rest = iter(lines)
    for line in rest:
        if line.startswith("$ "):
            while line.endswith("\\"):
                line += "\n" + next(rest)
            yield line[2:]


def _block(text: str, shell: _Shell) -> str:
    return "".join(f"$ {command}\n{shell.run(command)}" for command in commands(text))


class _Shell:
    """A bash in a folder of its own, with ``medisave`` as it stands in this checkout."""

    def __init__(self, folder: Path, lang: str) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        tool = folder / "bin" / "medisave"
        tool.parent.mkdir()
        tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m medisave_cli "$@"\n')
        tool.chmod(0o755)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MEDISAVE_", "LC_"))}
        self.env = kept | {
            "PATH": f"{tool.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "MEDISAVE_TODAY": TODAY,
            "MEDISAVE_LANG": lang,
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "XDG_DATA_HOME": str(folder / "data"),
        }

    def run(self, command: str) -> str:
        """What the command prints on both streams, its last line ended."""
        done = subprocess.run(
            [shutil.which("bash") or "bash", "-c", command],
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
        said = done.stdout.decode().rstrip()
        return said + "\n" if said else ""
