"""Streams that are closed, that nobody reads, or that speak an old encoding; and a process that is asked to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medisave_cli import streams

posix = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
ME = f"{sys.executable} -m medisave_cli"
ZH = {"PYTHONIOENCODING": "utf-8", "MEDISAVE_LANG": "zh"}
ASKED = "check -c 昆山 -s deceased"


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command line run by bash; M stands for the program."""
    return subprocess.run(
        ["bash", "-c", f'M() {{ {ME} "$@"; }}; {line}'],
        capture_output=True,
        env={**os.environ, "MEDISAVE_LANG": "en", **environment},
        timeout=60,
    )


@posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize(
    ("asked", "code"), [(ASKED, 0), ("--version", 0), ("check -c 昆山 -s x", 2)]
)
def test_a_closed_stream_changes_no_exit_code(closed: str, asked: str, code: int) -> None:
    done = shell(f"M {asked} {closed}")
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr


@posix
def test_a_file_is_written_whole_where_all_streams_are_closed(tmp_path: Path) -> None:
    for out in ("1.txt", "2.txt"):
        shut = ">&- 2>&- <&-" if out == "2.txt" else ""
        assert shell(f"M {ASKED} -o {tmp_path / out} {shut}").returncode == 0
    assert (tmp_path / "1.txt").read_bytes() == (tmp_path / "2.txt").read_bytes()


@posix
@pytest.mark.parametrize("reader", ["true", "head -c 1"])
@pytest.mark.parametrize("asked", [ASKED, "places --format json", "--help"])
def test_a_reader_that_leaves_is_no_failure(reader: str, asked: str) -> None:
    done = shell(f"M {asked} | {reader}; c=${{PIPESTATUS[0]}}; echo; echo $c")
    assert done.stdout.split()[-1] == b"0"
    assert done.stderr == b""


@posix
def test_a_full_standard_output_is_said() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = shell(f"M {ASKED} >/dev/full")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"disk is full" in done.stderr


@posix
@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("gbk", "zh"),
        ("gb18030", "zh"),
        ("cp936", "zh"),
        ("big5", "zh"),
        ("cp1252", "en"),
        ("ascii", "en"),
    ],
)
def test_no_encoding_fails_and_chinese_is_kept_where_it_has_it(name: str, lang: str) -> None:
    done = shell(f"M {ASKED} --format table", PYTHONIOENCODING=name, MEDISAVE_LANG=lang)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode(name)
    if name in ("gbk", "gb18030", "cp936"):
        assert "昆山" in said
        assert said.count("?") == shell(f"M {ASKED} -f table", **ZH).stdout.count(b"?")


@pytest.mark.parametrize("name", ["gbk", "gb18030", "cp936", "ascii", "cp1252", "latin-1"])
def test_signs_fall_back_to_signs_of_the_same_width(name: str) -> None:
    streams.prepare()
    for sign in streams.INSTEAD:
        written = sign.encode(name, streams.FALLBACK).decode(name)
        assert len(written) == 1
        assert written != "?"
    chinese = "医保账户。，：；（）《》“”"
    if name.startswith(("gb", "cp9")):
        assert chinese.encode(name, streams.FALLBACK).decode(name) == chinese


@posix
@pytest.mark.parametrize("locale", ["C", "no_such_LOCALE"])
def test_without_a_locale_chinese_is_utf8(locale: str) -> None:
    done = shell(
        f"M {ASKED}", LC_ALL=locale, MEDISAVE_LANG="zh", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert done.returncode == 0
    assert "昆山" in done.stdout.decode("utf-8")


@posix
def test_a_name_that_is_no_text_reaches_the_file_system(tmp_path: Path) -> None:
    done = shell(
        f"cd {tmp_path}; M {ASKED} -o $'caf\\xe9.txt'; M {ASKED} --output=$'caf\\xe8.txt'",
        PYTHONPATH=os.getcwd(),
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert sorted(os.listdir(os.fsencode(tmp_path))) == [b"caf\xe8.txt", b"caf\xe9.txt"]


@posix
def test_bytes_that_are_no_text_are_no_place() -> None:
    done = shell("M check -c $'\\xff\\xfe' -s $'\\xe9'")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGHUP], ids=lambda s: s.name)
def test_asked_to_end_it_ends_in_order(tmp_path: Path, asked: signal.Signals) -> None:
    pytest.importorskip("polars")
    pipe, target = tmp_path / "in.csv", tmp_path / "out.csv"
    os.mkfifo(pipe)
    target.write_bytes(b"earlier")
    process = subprocess.Popen(
        [*ME.split(), "batch", str(pipe), "-o", str(target)], stderr=subprocess.PIPE
    )
    with pipe.open("wb") as given:
        given.write(b"city,status\n" + b"kunshan,deceased\n" * 300_000)
        given.flush()
        until = time.monotonic() + 30
        while not list(tmp_path.glob(".*.part")) and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(asked)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 128 + asked
    assert b"Traceback" not in said
    assert target.read_bytes() == b"earlier"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.csv", "out.csv"]


@posix
def test_an_error_of_the_program_itself_is_one_line_and_says_where_to_tell() -> None:
    broken = (
        "import sys; from medisave_cli import cli, answer; "
        "cli._answered = lambda *args: {}['昆山']; sys.exit(cli.run(['facts']))"
    )
    done = shell(f'{sys.executable} -c "{broken}"')
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"KeyError" in done.stderr
    assert b"MEDISAVE_DEBUG" in done.stderr
    assert "昆山".encode() not in done.stderr
    assert b"Traceback" in shell(f'{sys.executable} -c "{broken}"', MEDISAVE_DEBUG="1").stderr


def ended(before: str) -> subprocess.CompletedProcess[str]:
    """A program that does something and then leaves with exit code 10."""
    code = f"import atexit, sys, threading, time\nfrom medisave_cli.streams import leave\n{before}\nleave(10)"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "before",
    [
        "sys.stdout.write('done')",
        "atexit.register(sys.stdout.write, 'done')",
        "threading.Thread(target=lambda: (time.sleep(0.1), print('done'))).start()",
    ],
)
def test_leaving_at_once_leaves_nothing_undone(before: str) -> None:
    done = ended(before)
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("done", "", 10)
