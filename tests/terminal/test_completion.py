"""Tab in the three real shells, through a pseudo-terminal: what stands on the line when Enter is pressed."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from medisave_cli import Book
from medisave_cli.cli import run

pexpect = pytest.importorskip("pexpect")
ROOT = Path(__file__).resolve().parents[2]
STARTS = {"bash": ["--norc", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}
PROGRAM = """#!/bin/sh
# The program as the shell finds it: it answers Tab and prints its script; any other line is noted down.
if [ -n "$_MEDISAVE_COMPLETE" ] || [ "$1" = completion ]; then
    exec {python} -m medisave_cli "$@"
fi
for word in "$@"; do printf '%s\\n' "$word"; done >{asked}.part
mv {asked}.part {asked}
"""

LINES = {
    "chec\t kuns\t dece\t": ["check", "kunshan", "deceased"],
    "check 石家\t 去世": ["check", "石家庄", "去世"],
    "check -c 郫都\t --fo\t js\t": ["check", "-c", "郫都", "--format", "json"],
    "place 11000\t": ["place", "110000"],
    "check 昆山 -s emig\t --fact pensi\tlu\t": [
        "check", "昆山", "-s", "emigrated", "--fact", "pension=lump_sum",
    ],
    "policy cov\t --unk\t": ["policy", "coverage", "--unknown"],
    "help tra\t": ["help", "transfer"],
}  # fmt: skip


class Typist:
    """A shell in a terminal, with the program on its path."""

    def __init__(self, shell: str, folder: Path):
        self.asked = folder / "asked"
        program = folder / "bin" / "medisave"
        program.parent.mkdir(exist_ok=True)
        program.write_text(PROGRAM.format(python=sys.executable, asked=self.asked))
        program.chmod(0o755)
        env = {
            **{k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LANG", "LANGUAGE")},
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "LC_ALL": "C.UTF-8",
            "MEDISAVE_LANG": "zh",
            "TERM": "xterm",
        }
        self.child = pexpect.spawn(
            shell, STARTS[shell], env=env, cwd=str(folder), encoding="utf-8", timeout=60,
            dimensions=(40, 120),
        )  # fmt: skip
        self.wait()
        source = (
            "medisave completion fish | source"
            if shell == "fish"
            else f'eval "$(medisave completion {shell})"'
        )
        self.child.send(f"{source}\r")
        self.wait()

    def wait(self, quiet: float = 1.2, longest: float = 60) -> str:
        """Wait until nothing more is written; returns what was."""
        seen, end, still = "", time.monotonic() + longest, time.monotonic() + quiet
        while time.monotonic() < min(end, still):
            try:
                seen += self.child.read_nonblocking(4096, timeout=0.2)
                still = time.monotonic() + quiet
            except pexpect.TIMEOUT:
                continue
        return seen

    def line(self, keys: str) -> list[str]:
        """The words of the line that Enter sends off after ``keys``."""
        self.asked.unlink(missing_ok=True)
        *tabbed, last = keys.split("\t")
        for part in tabbed:
            self.child.send(part.lstrip(" "))
            self.wait(0.3)
            self.child.send("\t")
            self.wait(2.5)
        self.child.send(f"{last.lstrip(' ')}\r")
        end = time.monotonic() + 20
        while not self.asked.exists() and time.monotonic() < end:
            time.sleep(0.1)
        self.wait(0.3)
        return self.asked.read_text(encoding="utf-8").split()


@pytest.fixture(scope="module", params=sorted(STARTS))
def typist(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, book: Book
) -> Iterator[Typist]:
    """``book``: compiled before the first key is pressed."""
    if shutil.which(request.param) is None:
        assert os.environ.get("MEDISAVE_REQUIRE_SHELLS") != "1", f"no {request.param} here"
        pytest.skip(f"no {request.param} on this machine")
    at = Typist(request.param, tmp_path_factory.mktemp(request.param))
    yield at
    at.child.close(force=True)


@pytest.mark.long
@pytest.mark.parametrize("keys", list(LINES))
def test_tab_completes_the_line(typist: Typist, keys: str) -> None:
    assert typist.line(f"medisave {keys}") == LINES[keys]


@pytest.mark.long
def test_tab_explains_what_may_follow(typist: Typist) -> None:
    typist.child.send("medisave check -c 昆山 -s ")
    typist.wait(0.3)
    typist.child.send("\t\t")
    shown = typist.wait(4)
    typist.child.sendcontrol("c")
    typist.wait()
    assert "deceased" in shown and "参保人去世" in shown


# What is offered, by the program alone.


def offered(
    line: str, capsys: pytest.CaptureFixture, shell: str = "fish", **env: str
) -> dict[str, str]:
    """What may follow ``line``, each with its explanation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("_MEDISAVE_COMPLETE", shell)
        patch.setenv("COMP_LINE", line)
        patch.setenv("MEDISAVE_LANG", env.get("lang", "zh"))
        patch.setenv("MEDISAVE_WORDBREAKS", env.get("breaks", " =:"))
        run([])
    out, err = capsys.readouterr()
    assert err == ""
    return dict((*row.split("\t"), "")[:2] for row in out.splitlines() if row)


def test_everything_offered_is_explained(capsys: pytest.CaptureFixture) -> None:
    for line in (
        "",
        "check -",
        "check ",
        "check -s ",
        "check --fact ",
        "check --fact settled=",
        "policy ",
        "check -f ",
    ):
        found = offered(f"medisave {line}", capsys)
        assert len(found) >= 3 and all(found.values()), line


def test_every_status_and_every_fact_is_offered(book: Book, capsys: pytest.CaptureFixture) -> None:
    assert offered("medisave check -s ", capsys).keys() == book.statuses.keys()
    facts = offered("medisave check --fact ", capsys)
    assert facts.keys() == {f"{name}=" for name in book.catalog_facts}
    for name, fact in book.catalog_facts.items():
        values = {v.partition("=")[2] for v in offered(f"medisave check --fact {name}=", capsys)}
        says = {"yes", "no"} if fact.type == "bool" else {str(value) for value in fact.says}
        assert values == says | {"unknown"}


def test_every_place_on_file_is_found_by_its_name_its_pinyin_and_its_code(
    book: Book, capsys: pytest.CaptureFixture
) -> None:
    for place in book.places_on_file()[1::12]:
        for typed in (place.name.zh[:2], book.pinyin(place.code)[:4], place.code[:4]):
            found = offered(f"medisave check -c {typed}", capsys)
            assert any(place.name.zh in said for said in found.values()), typed
            assert all(name.startswith(typed) for name in found)


def test_bash_is_given_what_stands_behind_the_last_break(capsys: pytest.CaptureFixture) -> None:
    line = "medisave check --fact=pension=lu"
    assert list(offered(line, capsys, "bash")) == ["lump_sum"]
    assert list(offered(line, capsys, "bash", breaks=" ")) == ["--fact=pension=lump_sum"]
    assert list(offered(line, capsys, "zsh")) == ["--fact=pension=lump_sum"]


@pytest.mark.parametrize(
    "line",
    [
        "medisave check --no-such ",
        "medisave nowhere ",
        "medisave check -c '昆",
        'medisave "',
        "medisave check --format nonsense -s ",
    ],
)
def test_a_line_that_makes_no_sense_is_left_alone(line: str, capsys: pytest.CaptureFixture) -> None:
    assert "Traceback" not in str(offered(line, capsys))


@pytest.mark.parametrize("shell", sorted(STARTS))
def test_it_is_put_in_place_once(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    start = tmp_path / {"bash": ".bashrc", "zsh": ".zshrc", "fish": "none"}[shell]
    start.write_text("alias x=y")
    for _ in range(2):
        assert run(["completion", shell, "--install"]) == 0
    held = {p: p.read_text() for p in tmp_path.rglob("*") if p.is_file()}
    assert any("_MEDISAVE_COMPLETE" in text for text in held.values())
    assert held[start].startswith("alias x=y")
    if shell != "fish":
        assert held[start].count("completion") == 1
