"""A face lives in the register alone: what it is called, its endings, its help and who makes it."""

from __future__ import annotations

import os
import stat
import sys
from importlib import import_module
from pathlib import Path

import pytest

from medisave_cli.errors import AskedWrongly
from medisave_cli.language import LANGUAGES, Speaker
from medisave_cli.show.faces import COMPARED, DATED, DRAWN, EXPORTED, FACES, PAGE, Format, of_ending
from medisave_cli.show.page import Item, Page, Section, Verdict
from tests.commands.asking import answered, ask, wrong

ASKED = ("check", "-c", "昆山", "-s", "deceased", "--lang", "zh")
SAMPLE = Page(
    "题",
    "",
    "zh",
    Verdict("可以。", "good", "依据"),
    sections=(Section("要带什么", (Item("证"),)),),
)


def test_every_face_is_registered_once_and_offered_somewhere() -> None:
    assert set(FACES) == set(Format)
    assert set(PAGE) | set(DATED) | set(COMPARED) | set(DRAWN) | set(EXPORTED) == set(Format)
    endings = [ending for face in FACES.values() for ending in face.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("face", [f for f in PAGE if FACES[f].module and not FACES[f].to_file])
def test_a_face_for_reading_renders_a_page(face: Format) -> None:
    module = import_module(FACES[face].module)
    text = module.render(SAMPLE, None) if face is Format.table else module.render(SAMPLE)
    assert "可以" in text and "要带什么" in text


def test_no_other_list_of_faces_is_kept() -> None:
    package = Path(import_module("medisave_cli").__file__ or "").parent
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "faces.py" and "batch" not in path.parts:
            assert "Format(StrEnum)" not in text, path


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "昆山.网页"])
def test_an_unknown_ending_is_refused_and_nothing_is_written(capsys, tmp_path, name) -> None:
    line = wrong(capsys, *ASKED, "-o", str(tmp_path / name))
    assert ".html" in line and not list(tmp_path.iterdir())


def test_what_was_written_is_said_on_stderr(capsys, tmp_path) -> None:
    target = tmp_path / "a.md"
    code, out, err = ask(capsys, *ASKED, "-o", str(target))
    assert (code, out) == (0, "") and str(target) in err and err.count("\n") == 1


def test_a_pdf_is_a_pdf_or_one_line_says_how_to_print(capsys, tmp_path, monkeypatch) -> None:
    from medisave_cli.show import pdf_face

    target = tmp_path / "a.pdf"
    monkeypatch.setattr(pdf_face, "browser", lambda: None)
    code, out, err = ask(capsys, *ASKED, "-o", str(target))
    assert (code, out) == (1, "") and err.count("\n") == 1 and ".html" in err
    assert not target.exists()


def test_short_words_for_a_format(capsys) -> None:
    assert answered(capsys, *ASKED, "--json").startswith("{")
    assert answered(capsys, *ASKED, "--plain") == answered(capsys, *ASKED, "--format", "plain")


def test_help_names_the_faces_in_both_languages() -> None:
    for lang in LANGUAGES:
        said = Speaker(lang)("help.option.format", listed=DATED)
        assert all(face in said for face in DATED)


def test_an_ending_asks_only_for_a_face_that_is_offered() -> None:
    assert of_ending(".ICS", DATED) is Format.ics
    assert of_ending(".ics", PAGE) is None


def test_the_pager_is_for_a_terminal_and_for_what_is_long(capsys, tmp_path, monkeypatch) -> None:
    seen = tmp_path / "seen"
    pager = tmp_path / "pager"
    pager.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(seen)!r}, 'w').write(sys.stdin.read())\n"
    )
    pager.chmod(pager.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGER", str(pager))
    for flags, terminal, paged in (
        (["--more"], False, False),
        (["--more", "--no-pager"], True, False),
        ([], True, False),
        (["--more"], True, True),
    ):
        monkeypatch.setattr(sys.stdout, "isatty", lambda terminal=terminal: terminal, raising=False)
        answered(capsys, *ASKED, *flags)
        assert seen.exists() is paged, (flags, terminal)


@pytest.mark.parametrize("columns", ["1", "0", "-5", "100000000000000000000", "", "x"])
def test_any_number_of_columns_is_survived(capsys, monkeypatch, columns) -> None:
    # Given back before the test ends: the runner measures its own lines by it.
    with monkeypatch.context() as narrow:
        narrow.setenv("COLUMNS", columns)
        out = answered(capsys, *ASKED, "--format", "table")
    assert "继承人" in "".join(out.split()) and max(map(len, out.splitlines())) < 1200


def test_without_colour_bold_stays(monkeypatch) -> None:
    from medisave_cli.show.rich_face import render
    from tests.show.screens import Terminal

    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    text = render(SAMPLE, Terminal())
    assert "\x1b[1m" in text and "\x1b[1;3" not in text and "\x1b[3" not in text
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[1;3" in render(SAMPLE, Terminal())


def test_an_unreadable_format_names_the_nearest() -> None:
    from medisave_cli.commands.ending import read_format

    with pytest.raises(AskedWrongly) as error:
        read_format(PAGE)("tabel")
    assert "table" in str(error.value)
    assert os.linesep not in str(error.value)
