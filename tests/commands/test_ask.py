"""``medisave ask`` and ``medisave`` alone, off a terminal: nothing hangs, nothing is guessed, the way to ask is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

CHINESE = {"MEDISAVE_LANG": "zh"}
ENGLISH = {"MEDISAVE_LANG": "en"}


def medisave(*args: str, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess:
    without = {
        k: v for k, v in os.environ.items() if k not in ("ACCESSIBLE", "MEDISAVE_LANG", "COLUMNS")
    }
    return subprocess.run(
        [sys.executable, "-m", "medisave_cli", *args],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        timeout=60,
        env={**without, "PYTHONIOENCODING": "utf-8", **env},
        check=False,
    )


@pytest.mark.parametrize("args", [(), ("ask",)])
@pytest.mark.parametrize("stdin", [None, b"", b"1\n1\n1\n1\n"])
def test_off_a_terminal_the_missing_flags_are_named(args, stdin):
    done = medisave(*args, stdin=stdin, **CHINESE)
    assert (done.returncode, done.stdout) == (2, b"")
    said = done.stderr.decode()
    assert len(said.splitlines()) == 1
    assert "medisave check -c 城市 -s 情形" in said and "--help" in said and "--accessible" in said


def test_what_was_given_stands_in_the_command_that_is_named():
    assert (
        "medisave check -c Kunshan -s STATUS"
        in medisave("ask", "-c", "Kunshan", **ENGLISH).stderr.decode()
    )


def test_a_pipe_can_answer_line_by_line():
    done = medisave("ask", "--accessible", stdin="去世\n昆山\n1\n1\n1\n".encode(), **CHINESE)
    assert done.returncode == 0
    answer, said = done.stdout.decode(), done.stderr.decode()
    assert answer.startswith("江苏省苏州市昆山市 · ")
    command = answer.rstrip().splitlines()[-1]
    assert command.startswith("medisave check ")
    assert "发生了什么事？" in said and "发生了什么事" not in answer
    assert b"\x1b" not in done.stdout + done.stderr
    again = medisave(*command.split()[1:], **CHINESE)
    assert again.returncode == 0 and answer.startswith(again.stdout.decode().rstrip())


def test_the_answer_comes_in_the_format_asked_for(tmp_path):
    lines = "去世\n昆山\n1\n1\n1\n".encode()
    done = medisave("ask", "--accessible", "--format", "json", stdin=lines, **CHINESE)
    assert json.loads(done.stdout)["case"]["facts"] == {"death_in_shared_data": True}
    assert "medisave check -c" in done.stderr.decode()
    page = tmp_path / "a.html"
    done = medisave("ask", "--accessible", "-o", str(page), stdin=lines, **CHINESE)
    assert (done.returncode, done.stdout) == (0, b"") and "<html" in page.read_text(
        encoding="utf-8"
    )


def test_the_environment_asks_for_it_too():
    assert medisave(stdin=b"died\nkunshan\n1\n1\n1\n", ACCESSIBLE="1", **ENGLISH).returncode == 0
    assert medisave("ask", stdin=b"", ACCESSIBLE="0", **ENGLISH).returncode == 2


@pytest.mark.parametrize("lines", ["", "1\n", "1\n昆山\n", "1\n昆山\n1\n", "1\n不知道\n"])
def test_the_end_of_input_leaves_with_130(lines):
    done = medisave("ask", "--accessible", stdin=lines.encode(), **CHINESE)
    assert (done.returncode, done.stdout) == (130, b"")
    assert (
        done.stderr.decode().rstrip().endswith("已停止。")
        and "Traceback" not in done.stderr.decode()
    )


def test_bytes_that_are_no_text_are_answered():
    done = medisave(
        "ask", "--accessible", stdin=b"\xff\xfe\n1\n\x80\x81\nkunshan\n1\n1\n1\n", **ENGLISH
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr


def test_what_the_command_line_says_is_not_asked():
    done = medisave(
        "ask",
        "--accessible",
        "-c",
        "深圳",
        "-s",
        "transfer",
        "--to",
        "北京",
        "--as-of",
        "2026-11-22",
        stdin=b"1\n1\n",
        **CHINESE,
    )
    assert done.returncode == 0
    said = done.stderr.decode()
    assert "发生了什么事" not in said and "医保交在哪里" not in said and "要转到哪里" not in said
    assert (
        done.stdout.decode()
        .rstrip()
        .endswith("medisave check -c 深圳市 -s transfer --to 北京市 --as-of 2026-11-22")
    )


@pytest.mark.parametrize(
    "args",
    [
        ("-c", "没有这个地方"),
        ("-c", "朝阳区"),
        ("-s", "retired", "--to", "北京"),
        ("-s", "transfer", "-c", "深圳", "--to", "深圳"),
        ("--as-of", "2026-02-30"),
        ("--lang", "fr"),
    ],
)
def test_what_cannot_be_understood_is_said_before_anything_is_asked(args):
    done = medisave("ask", "--accessible", *args, stdin=b"", **CHINESE)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().splitlines()) == 1


def test_help_lists_the_options_in_the_language_of_the_run():
    assert "读屏软件" in medisave("ask", "--help", **CHINESE).stdout.decode()
    assert "screen readers" in " ".join(
        medisave("ask", "--help", **ENGLISH).stdout.decode().split()
    )


def test_the_prompt_library_is_not_loaded_for_numbered_prompts_or_one_shots():
    code = "import sys; from medisave_cli.cli import run; run(sys.argv[1:]); sys.exit('questionary' in sys.modules or 'prompt_toolkit' in sys.modules)"
    for args in (
        ["ask", "--accessible"],
        ["check", "-c", "kunshan", "-s", "deceased", "--format", "json"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            input=b"",
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
