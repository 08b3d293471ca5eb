"""`medisave batch` and `policy export` as commands: exit codes, what is said where, pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from medisave_cli.installed import line_for
from tests.commands.asking import ask

pytest.importorskip("polars")

CASES = "city,status\nkunshan,deceased\nmars,deceased\n"


def medisave(
    *args: str, given: str | None = None, code: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line; ``code`` runs before it in the same interpreter."""
    start = (
        ["-c", f"{code}\nimport sys; from medisave_cli.cli import run; sys.exit(run(sys.argv[1:]))"]
        if code
        else ["-m", "medisave_cli"]
    )
    return subprocess.run(
        [sys.executable, *start, *args],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_refused_rows_end_in_three_and_are_summed_up_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(CASES, "utf-8")
    done = medisave(
        "batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--lang", "en"
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert "2 rows: 1 answered (Yes 1), 1 refused" in done.stderr
    assert "1 × city: " in done.stderr
    # No bar, no colour, no cursor movement where no one looks.
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr
    (tmp_path / "in.csv").write_text(CASES.replace("mars", "nanjing"), "utf-8")
    assert (
        medisave("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv")).returncode == 0
    )


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        (CASES, "city,status,verdict,"),
        (
            '{"city": "kunshan", "status": "deceased"}\n',
            '{"city": "kunshan", "status": "deceased","verdict":"eligible"',
        ),
    ],
)
def test_standard_input_to_standard_output(given: str, begins: str) -> None:
    done = medisave("batch", "-", "-o", "-", given=given)
    assert done.stdout.startswith(begins)
    assert len(done.stdout.splitlines()) == len(given.splitlines())


def test_every_format_comes_through_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(CASES, "utf-8")
    for kind in ("parquet", "xlsx"):
        medisave("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / f"mid.{kind}"))
        done = subprocess.run(
            [sys.executable, "-m", "medisave_cli", "batch", "-", "-o", "-"],
            input=(tmp_path / f"mid.{kind}").read_bytes(),
            capture_output=True,
            check=False,
        )
        assert done.stdout.decode().splitlines()[1].startswith("kunshan,deceased,")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["batch", "in.csv"], "missing -o"),
        (["batch", "nowhere.csv", "-o", "out.csv"], "cannot read nowhere.csv"),
        (["batch", ".", "-o", "out.csv"], "is a folder"),
        (["batch", "in.csv", "-o", "out.foo"], "what format"),
        (["batch", "in.csv", "-o", "no/out.csv"], "there is no folder"),
        (["batch", "in.csv", "-o", "out.csv", "--map", "city"], "--map takes NAME=MEANING"),
        (["batch", "in.csv", "-o", "out.csv", "--map", "Town=city"], "the file has no column"),
        (["batch", "in.csv", "-o", "out.csv", "--map", "city=sity"], "did you mean city?"),
        (["policy", "export"], "missing -o"),
        (["policy", "export", "-o", "d.xlsx"], ".parquet .csv"),
        (["policy", "export", "-o", "d.parquet", "--as-of", "soon"], "is no date"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(CASES, "utf-8")
    code, _, err = ask(capsys, *args, "--lang", "en")
    assert code == 2
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    "args", [["batch", "in.csv", "-o", "out.csv"], ["policy", "export", "-o", "d.parquet"]]
)
def test_without_the_engine_one_line_says_how_to_install_it(args: list[str]) -> None:
    done = medisave(*args, "--lang", "en", code="import sys; sys.modules['polars'] = None")
    assert done.returncode == 1
    line = line_for("batch")
    assert "[batch]" in line and " install " in line
    assert done.stderr.strip() == f"medisave: many cases need an optional part: {line}"
