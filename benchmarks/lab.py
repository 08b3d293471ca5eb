"""The place where things are measured: a fresh virtual environment with medisave's wheel and every peer, built in a temporary folder.

The wheel is built from a copy of the checkout, and the parts run from a copy of this folder, so that nothing is measured from the checkout.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
INSIDE = "MEDISAVE_LAB"
NOT_COPIED = shutil.ignore_patterns(
    ".git", "build", "dist", "book.sqlite", "__pycache__", ".*_cache", ".venv"
)


def folder() -> Path:
    """The lab this process runs in."""
    return Path(os.environ[INSIDE])


def python() -> str:
    """The lab's interpreter."""
    return str(folder() / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")


def command() -> str:
    """The installed ``medisave``."""
    return str(Path(python()).with_name("medisave"))


def environment(**more: str) -> dict[str, str]:
    """The environment of what is measured: Chinese, UTF-8, none of Python's switches, a cache folder of its own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "MEDISAVE_POLICIES", "LC_", "LANG", "COLUMNS"))
    }
    return {
        **kept,
        "LC_ALL": "C.UTF-8",
        "MEDISAVE_LANG": "zh",
        "XDG_CACHE_HOME": str(folder() / "cache"),
        **more,
    }


def installed(distribution: str) -> str | None:
    """The version installed in this interpreter, or None."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def run(part: str, report: Callable[[], str]) -> None:
    """Print the report of one part: at once inside a lab, else in a lab made for it (see ``opened``)."""
    if INSIDE in os.environ:
        print(report())
        return
    with opened(part) as lab:
        print(inside(lab, part), end="")


@contextmanager
def opened(program: str) -> Iterator[Path]:
    """A lab, in a temporary folder; with ``--lab FOLDER`` on the command line one that stays, whose peers are used again."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument(
        "--lab", type=Path, help="keep the virtual environment in this folder, and use it again"
    )
    kept = parser.parse_args().lab
    if kept is not None:
        yield _made(kept.resolve())
        return
    with tempfile.TemporaryDirectory(prefix="medisave-lab-") as temporary:
        yield _made(Path(temporary))


def inside(lab: Path, part: str) -> str:
    """What a part prints, run by the lab's interpreter."""
    done = subprocess.run(
        [python(), "-m", part],
        cwd=lab,
        env={**environment(), INSIDE: str(lab)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def _made(lab: Path) -> Path:
    lab.mkdir(parents=True, exist_ok=True)
    os.environ[INSIDE] = str(lab)
    _say(f"lab: {lab}")
    fresh = not Path(python()).exists()
    if fresh:
        venv.create(lab / "venv", with_pip=True)
    for name in ("tree", "benchmarks"):
        shutil.rmtree(lab / name, ignore_errors=True)
    shutil.copytree(CHECKOUT, lab / "tree", ignore=NOT_COPIED)
    shutil.copytree(HERE, lab / "benchmarks", ignore=NOT_COPIED)
    _say("installing medisave from a copy of the checkout")
    if not fresh:
        _pip("uninstall", "--yes", "medisave")
    _pip("install", f"{lab / 'tree'}[batch]", must=True)
    if fresh:
        for line in (HERE / "requirements.txt").read_text().splitlines():
            if line and not line.startswith("#"):
                _say(f"installing {line}")
                _pip("install", line)
    shutil.rmtree(lab / "tree")
    return lab


def _pip(*words: str, must: bool = False) -> None:
    """Run pip. A peer that cannot be installed is later reported as missing."""
    done = subprocess.run(
        [python(), "-m", "pip", "--quiet", "--disable-pip-version-check", *words],
        env=environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        _say(done.stderr.strip())
        if must:
            sys.exit(1)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
