"""A run that is stopped leaves the earlier output, or none; never half of one."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import pytest

from tests.sampling import quick_and_long

pytest.importorskip("polars")

import polars as pl

from medisave_cli import Book
from medisave_cli.batch.run import Request, run
from medisave_cli.errors import AskedWrongly, MedisaveError
from tests.batch.conftest import TODAY

ROWS = 400_000
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes a moment."""
    path = tmp_path_factory.mktemp("many") / "in.csv"
    pl.DataFrame(
        {"n": range(ROWS), "city": ["昆山"] * ROWS, "status": ["deceased"] * ROWS}
    ).write_csv(path)
    return path


def started(source: Path, target: Path) -> subprocess.Popen[bytes]:
    """A run, at the moment when it has begun to write."""
    command = [
        sys.executable,
        "-m",
        "medisave_cli",
        "batch",
        str(source),
        "-o",
        str(target),
        "--lang",
        "en",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not [p for p in target.parent.glob("*.part") if p.stat().st_size > 0]:
        assert process.poll() is None, "it was done before it could be stopped"
        assert time.monotonic() < until
        time.sleep(0.001)
    return process


@posix
@pytest.mark.parametrize(
    ("into", "earlier"),
    quick_and_long(list(product(["csv", "jsonl", "parquet"], [None, b"earlier"])), 3),
)
def test_killed_while_writing_it_leaves_what_was_there(
    many: Path, tmp_path: Path, into: str, earlier: bytes | None
) -> None:
    target = tmp_path / f"out.{into}"
    if earlier is not None:
        target.write_bytes(earlier)
    process = started(many, target)
    process.kill()
    process.communicate()
    assert (target.read_bytes() if target.exists() else None) == earlier
    # What the killed run left is taken away by the next, which is whole.
    assert list(tmp_path.glob("*.part"))
    small = tmp_path / "small.csv"
    small.write_text("city,status\nkunshan,deceased\n", "utf-8")
    assert (
        subprocess.run(
            [sys.executable, "-m", "medisave_cli", "batch", str(small), "-o", str(target)],
            capture_output=True,
            check=False,
        ).returncode
        == 0
    )
    assert not list(tmp_path.glob("*.part"))
    assert target.stat().st_size > 50


@posix
@pytest.mark.parametrize("into", quick_and_long(["csv", "jsonl", "parquet", "xlsx"], 3))
def test_interrupted_it_leaves_what_was_there_and_says_nothing_else(
    many: Path, tmp_path: Path, into: str
) -> None:
    target = tmp_path / f"out.{into}"
    target.write_bytes(b"earlier")
    if into == "xlsx":
        # A workbook is put together at the end: stop it while its rows are gathered.
        process = subprocess.Popen(
            [sys.executable, "-m", "medisave_cli", "batch", str(many), "-o", str(target)],
            stderr=subprocess.PIPE,
        )
        until = time.monotonic() + 60
        while not list(tmp_path.glob("*.part")) and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(0.3)
    else:
        process = started(many, target)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert target.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_what_fails_while_reading_leaves_what_was_there(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medisave_cli.batch.delimited import Delimited

    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("city,status\nkunshan,deceased\n", "utf-8")
    target.write_bytes(b"earlier")

    def fails(self: Delimited) -> None:
        raise MedisaveError("batch.damaged", file="in.csv", kind="CSV", reason="broken")

    monkeypatch.setattr(Delimited, "blocks", fails)
    with pytest.raises(MedisaveError, match="broken"):
        run(book, Request(str(source), str(target), "en", TODAY))
    assert target.read_bytes() == b"earlier"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("into", ["csv", "jsonl", "parquet", "xlsx"])
def test_what_fails_while_writing_leaves_what_was_there(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, into: str
) -> None:
    from medisave_cli.batch import sink

    source, target = tmp_path / "in.csv", tmp_path / f"out.{into}"
    source.write_text("city,status\n" + "kunshan,deceased\n" * 3, "utf-8")
    target.write_bytes(b"earlier")
    writer = {
        "csv": sink.Delimited,
        "jsonl": sink.Lines,
        "parquet": sink.Parquet,
        "xlsx": sink.Workbook,
    }[into]

    def fails(self: object, *rows: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer, "write", fails)
    with pytest.raises(MedisaveError, match="disk is full"):
        run(book, Request(str(source), str(target), "en", TODAY))
    assert target.read_bytes() == b"earlier"
    assert len(list(tmp_path.iterdir())) == 2


def test_the_output_is_never_the_input(book: Book, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("city,status\nkunshan,deceased\n", "utf-8")
    (tmp_path / "link.csv").symlink_to(source)
    for target in (source, tmp_path / "link.csv"):
        with pytest.raises(AskedWrongly):
            run(book, Request(str(source), str(target), "en", TODAY))
    assert source.read_text("utf-8").startswith("city,status\n")


@posix
def test_an_earlier_output_keeps_its_rights_and_its_link(book: Book, tmp_path: Path) -> None:
    source, target, link = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "link.csv"
    source.write_text("city,status\nkunshan,deceased\n", "utf-8")
    target.write_text("secret", "utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    run(book, Request(str(source), str(link), "en", TODAY))
    assert link.is_symlink()
    assert "eligible" in target.read_text("utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@posix
def test_a_device_is_written_to_and_stays(book: Book, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("city,status\nkunshan,deceased\n", "utf-8")
    assert run(book, Request(str(source), "/dev/null", "en", TODAY)).rows == 1
    assert Path("/dev/null").is_char_device()
