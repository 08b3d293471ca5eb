"""Help in each language: every command and option has its words, every example works, nothing of Typer's framing is left."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from medisave_cli.cli import run
from medisave_cli.commands.help_page import as_text, helped
from medisave_cli.commands.lazy import every_context
from medisave_cli.commands.program import app
from medisave_cli.keeping.locate import cache_folder
from medisave_cli.language import LANGUAGES, Speaker
from tests.keeping.policy_files import whole_folder, written
from tests.sampling import quick_and_long

PROGRAM = typer.main.get_command(app)
CONTEXTS = list(every_context(PROGRAM, "zh"))
PATHS = [ctx.command_path for ctx in CONTEXTS]
FRAMING = ("Usage", "Options", "Commands", "Arguments", "Show this message", "[OPTIONS]", "COMMAND")


def keys(ctx: Any) -> Iterator[str]:
    """The keys of what help must say of a command."""
    name = ".".join(ctx.command_path.split()[1:]) or "root"
    yield name
    yield f"{name}.examples"
    for param in ctx.command.get_params(ctx):
        yield f"{name}.{param.name}|option.{param.name}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ctx", CONTEXTS, ids=PATHS)
def test_every_command_and_option_has_its_words(ctx: Any, lang: str) -> None:
    words = import_module(f"medisave_cli.language.{lang}.help").WORDS
    silent = [k for k in keys(ctx) if not any(words.get(one) for one in k.split("|"))]
    assert silent == []


def test_no_words_are_kept_for_what_is_gone() -> None:
    words = import_module("medisave_cli.language.en.help").WORDS
    wanted = {one for ctx in CONTEXTS for k in keys(ctx) for one in k.split("|")}
    frame = (
        "option.",
        "part.",
        "exit.",
        "lint_exit.",
        "diff_exit.",
        "environment.",
        "metavar.",
        "face.",
        "man.",
    )
    frame += ("root.lead", "usage", "arguments", "subcommand", "required", "default")
    assert [k for k in words if k not in wanted and not k.startswith(frame)] == []


@pytest.mark.parametrize("ctx", CONTEXTS, ids=PATHS)
def test_no_declaration_carries_words_of_one_language(ctx: Any) -> None:
    for param in ctx.command.get_params(ctx):
        if param.name != "help":
            assert not getattr(param, "help", None), param.name


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("ctx", CONTEXTS, ids=PATHS)
def test_a_chinese_page_has_no_english_frame_and_fits(ctx: Any, width: int) -> None:
    from medisave_cli.show.wrap import cells

    text = as_text(helped(ctx, Speaker("zh")), width)
    assert not [word for word in FRAMING if word in text]
    examples = helped(ctx, Speaker("zh")).examples
    rows = [line for line in text.splitlines() if line.strip() not in examples]
    assert [line for line in rows if cells(line) > width] == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_asked_for_in_three_ways(
    path: str, lang: str, capsys: pytest.CaptureFixture
) -> None:
    words = path.split()[1:]
    said = []
    for line in ([*words, "-h"], [*words, "--help"], ["help", *words]):
        assert run([*line, "--lang", lang] if line[0:1] != ["-h"] else ["--lang", lang, *line]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] == said[2]
    assert said[0].count("\n\n") >= 4


# Examples.


def examples() -> list[tuple[str, str]]:
    return [
        (lang, line)
        for lang in LANGUAGES
        for ctx in CONTEXTS
        for line in helped(ctx, Speaker(lang)).examples
        if ctx.command_path != "medisave mcp"  # it waits for a client; tests/assistants is one
    ]


def is_quick(line: str) -> bool:
    words = shlex.split(line)
    return words[1:2] not in (["ask"], ["policy"], ["batch"]) and len(words) > 1


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with the book of this machine: building it anew takes longer than any example."""
    monkeypatch.chdir(tmp_path)
    if kept := cache_folder():
        monkeypatch.setenv("XDG_CACHE_HOME", str(kept.parent))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return tmp_path


KUNSHAN = """place: "320583"
checked: 2026-11-30
looked_for:
  - {zh: 昆山自己的指南, en: Kunshan's own guide, on: 2026-11-22}
"""


@pytest.fixture
def workshop(desk: Path) -> Path:
    """The same, with the files and folders that the examples for keepers and many cases name."""
    for name, head in (("名单.csv", "参保地,情形"), ("cases.csv", "Town,Why")):
        Path(name).write_text(
            f"city,status,{head}\n昆山,deceased,昆山,deceased\n", encoding="utf-8"
        )
    for name in ("旧规定", "新规定", "old-rules", "new-rules", "我的规定", "my-rules"):
        written(whole_folder(desk / name), {"places/320583-kunshan.yaml": KUNSHAN})
    return desk


def works(line: str, lang: str) -> None:
    program, *words = shlex.split(line)
    assert program == "medisave"
    if words[:1] == ["batch"]:
        sheet = Path(words[1])
        kept = sheet.read_text(encoding="utf-8").splitlines()
        cut = 2 if "--map" in words else 0
        sheet.write_text(
            "\n".join(",".join(r.split(",")[cut : cut + 2]) for r in kept) + "\n", encoding="utf-8"
        )
    where = words if not words or words[0].startswith("-") else [*words, "--lang", lang]
    assert run(where) == 0, line


@pytest.mark.parametrize(
    ("lang", "line"), quick_and_long([e for e in examples() if is_quick(e[1])], 3)
)
def test_each_example_works(
    lang: str, line: str, desk: Path, capsys: pytest.CaptureFixture
) -> None:
    works(line, lang)
    out = capsys.readouterr().out
    if not re.search(" -o |--install", line):
        assert out.strip()


@pytest.mark.long
@pytest.mark.parametrize(
    ("lang", "line"),
    [e for e in examples() if not is_quick(e[1]) and e[1].split()[1:2] not in ([], ["ask"])],
)
def test_each_example_for_keepers_and_many_cases_works(
    lang: str, line: str, workshop: Path, capsys: pytest.CaptureFixture
) -> None:
    if "batch" in line or "export" in line:
        pytest.importorskip("polars")
    works(line, lang)


# Manual pages.


def test_there_is_a_manual_page_of_every_command(tmp_path: Path) -> None:
    assert run(["help", "--man", str(tmp_path)]) == 0
    names = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.1")}
    wanted = {path.replace(" ", "-") + ".1" for path in PATHS}
    assert names == {f"{folder}/{name}" for folder in ("man1", "zh_CN/man1") for name in wanted}


def test_mandoc_finds_nothing_to_mend(tmp_path: Path) -> None:
    import subprocess

    if shutil.which("mandoc") is None:
        pytest.skip("no mandoc on this machine")
    assert run(["help", "--man", str(tmp_path)]) == 0
    pages = sorted(map(str, tmp_path.rglob("*.1")))
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "style", *pages], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == []
    shown = subprocess.run(
        ["mandoc", "-T", "utf8", f"{tmp_path}/zh_CN/man1/medisave-check.1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "参保地" in shown.stdout
