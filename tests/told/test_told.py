"""What an office said: kept whole, for one person alone, and never part of an answer."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from medisave_cli.cli import run as medisave
from medisave_cli.dates import today
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.keeping.reading import read
from medisave_cli.told import folder
from medisave_cli.told.records import checked, kept, path_of, text_of, write
from medisave_cli.told.report import report

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given
from hypothesis import strategies as st

DAY = "2026-11-20"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("MEDISAVE_TODAY", "2026-12-01")
    monkeypatch.delenv("MEDISAVE_TOLD", raising=False)
    return tmp_path / "medisave" / "told"


def run(*words: str, typed: str | None = None) -> tuple[int, str]:
    """The exit code of a command line, and what it says on either stream."""
    said, source = io.StringIO(), sys.stdin
    try:
        if typed is not None:
            sys.stdin = io.StringIO(typed)
        with redirect_stdout(said), redirect_stderr(said):
            code = medisave([*words, "--lang", "en"])
    finally:
        sys.stdin = source
    return code, said.getvalue()


def told(*more: str) -> None:
    code, output = run("told", "遵义", "emigrated", "--said", "yes", "--on", DAY, *more)
    assert code == 0, output


def answer(*more: str) -> dict:
    code, output = run("check", "遵义", "emigrated", "--format", "json", *more)
    assert code == 0, output
    return json.loads(output)


def record(by: str = "12393", **more: str | None):
    return checked("520300", "emigrated", "yes", by, DAY, more)


def test_it_is_kept_for_the_owner_alone_as_plain_yaml(own: Path) -> None:
    told("--document", "some rule", "--note", "mine")
    (path,) = own.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert read(path).data == {
        "place": "520300",
        "status": "emigrated",
        "said": "yes",
        "by": "12393",
        "on": DAY,
        "document": "some rule",
        "note": "mine",
    }


def test_it_stands_beside_an_answer_only_where_it_is_asked_for() -> None:
    before = answer()
    told()
    assert answer() == before
    assert answer("--no-told") == before
    beside = answer("--told")
    assert [t["by"] for t in beside.pop("told")] == ["12393"]
    assert before.pop("told") == []
    assert beside == before


@pytest.mark.parametrize(
    ("option", "said", "terminal", "shown"),
    [
        (None, "", True, True),
        (None, "", False, False),
        (None, "no", True, False),
        (None, "yes", False, True),
        (True, "no", False, True),
        (False, "yes", True, False),
    ],
)
def test_where_it_is_shown(
    option: bool | None, said: str, terminal: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDISAVE_TOLD", said)
    assert folder.wanted(option, terminal) is shown


@pytest.mark.parametrize("face", ["plain", "markdown", "html"])
def test_it_is_said_with_its_date_and_as_unconfirmed(face: str) -> None:
    told()
    code, text = run("check", "遵义", "emigrated", "--format", face)
    assert code == 0 and "told you" not in text
    _, text = run("check", "遵义", "emigrated", "--told", "--format", face)
    assert f"told you on {DAY}" in text and "unconfirmed" in text


def test_against_a_firm_rule_it_is_a_dispute_that_names_the_rule() -> None:
    run("told", "昆山", "deceased", "--said", "no", "--on", DAY)
    _, text = run("check", "昆山", "deceased", "--told", "--format", "plain")
    line = next(x for x in text.splitlines() if "told you" in x)
    assert "Jiangsu" in line and "which document" in line
    assert (
        json.loads(run("check", "昆山", "deceased", "--told", "-f", "json")[1])["verdict"]
        == "eligible"
    )


def test_it_is_listed_and_taken_away() -> None:
    told()
    told("--by", "the counter")
    ids = [r.id for r in kept().records]
    assert len(set(ids)) == 2
    code, text = run("told", "--list")
    assert code == 0 and all(i in text for i in ids)
    assert run("told", "--remove", ids[0], "--remove", "0" * 8)[0] == 2
    assert len(kept().records) == 2
    assert run("told", "--remove", ids[0])[0] == 0
    assert [r.id for r in kept().records] == ids[1:]


@pytest.mark.parametrize(
    "words",
    [
        ["told"],
        ["told", "遵义"],
        ["told", "遵义", "emigrated"],
        ["told", "遵义", "emigrated", "--said", "maybe"],
        ["told", "遵义", "emigrated", "--said", "yes", "--on", "2027-01-01"],
        ["told", "遵义", "emigrated", "--said", "yes", "--by", " "],
        ["told", "遵义", "emigrated", "--said", "yes", "--note", "x" * 501],
        ["told", "--list", "--share"],
        ["told", "--share"],
    ],
)
def test_what_is_wrong_keeps_nothing(words: list[str], own: Path) -> None:
    assert run(*words)[0] == 2
    assert list(own.glob("*")) == []


def test_by_questions_it_is_asked_before_anything_is_written(own: Path) -> None:
    said = ["told", "遵义", "emigrated", "--accessible"]
    answers = ["1", "", DAY, "a rule", "a note"]
    for last, files in (("2", 0), ("1", 1)):
        code, output = run(*said, typed="\n".join([*answers, last]) + "\n")
        assert code == 0, output
        assert len(list(own.glob("*"))) == files


@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=500))
def test_any_text_is_kept_as_it_can_be_shown(by: str, document: str, note: str) -> None:
    try:
        made = record(by, document=document, note=note)
    except AskedWrongly:
        return
    path = write(made)
    try:
        assert [r for r in kept().records if r.id == made.id] == [made]
    finally:
        path.unlink()


HOSTILE = [
    b"",
    b"\xff\xfe\x00",
    b"a: &x [*x, *x]\n",
    b"!!python/object:os.system {}\n",
    b"place: yes\n",
    b"- a\n",
    b"{" * 500,
    b'place: "110000"\nstatus: "emigrated"\nsaid: "yes"\nby: "x"\non: "2026-11-20"\n',
    b'place: "520300"\nstatus: "emigrated"\nsaid: "yes"\nby: ["x"]\non: "2026-11-20"\n',
    b'place: "520300"\nstatus: "emigrated"\nsaid: "yes"\nby: "x"\non: "2026-11-20"\nverdict: "yes"\n',
    b'place: "520300"\nstatus: "emigrated"\nsaid: "yes"\nby: "\\e[2J\\u202e"\non: "2026-11-20"\n',
    b'place: "520300"\nstatus: "emigrated"\nsaid: "yes"\nby: "'
    + b"x" * 5000
    + b'"\non: "2026-11-20"\n',
    b"x" * 1_100_000,
]


@pytest.mark.parametrize("held", HOSTILE, ids=range(len(HOSTILE)))
def test_a_file_from_outside_stops_no_answer_and_says_nothing_in_it(held: bytes, own: Path) -> None:
    told()
    (own / "520300-emigrated-2026-11-20-00000000.yaml").write_bytes(held)
    shown = answer_and_noise("--told")
    assert len(shown["told"]) == 1


def answer_and_noise(*more: str) -> dict:
    code, output = run("check", "遵义", "emigrated", "--format", "json", *more)
    assert code == 0, output
    assert "\x1b" not in output
    return json.loads(output[output.index("{") : output.rindex("}") + 1])


@pytest.mark.parametrize("name", ["x.yaml", "520300-emigrated-2026-11-20-0.yaml", "notes.txt"])
def test_files_of_other_names_are_let_be(name: str, own: Path) -> None:
    told()
    (own / name).write_text("not ours")
    assert len(kept().records) == 1 and not kept().broken


def test_a_pipe_in_the_folder_is_not_waited_for(own: Path) -> None:
    told()
    os.mkfifo(own / "520300-emigrated-2026-11-20-00000000.yaml")
    assert len(kept().records) == 1 and len(kept().broken) == 1


def test_a_folder_that_cannot_be_written_is_told_in_one_line(own: Path) -> None:
    own.parent.mkdir(parents=True)
    own.write_text("a file where the folder should be")
    code, output = run("told", "遵义", "emigrated", "--said", "yes")
    assert code == 1 and "Traceback" not in output
    assert own.read_text() == "a file where the folder should be"


def test_on_a_full_disk_nothing_is_lost_and_nothing_half_stays(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(MedisaveError):
            write(record())
    assert len(kept().records) == 1 and len(list(own.iterdir())) == 1


def test_several_at_once_lose_nothing() -> None:
    made = [record(f"desk {n}") for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, made))
    assert {r.by for r in kept().records} == {r.by for r in made}


def test_killed_in_the_middle_of_writing_it_leaves_what_was_there(own: Path) -> None:
    told()
    code = """
import os
from medisave_cli.told.records import checked, write
os.replace = lambda *_: os.kill(os.getpid(), 9)
write(checked("520300", "emigrated", "no", "12393", "2026-11-20", {}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -9
    assert [r.said for r in kept().records] == ["yes"] and not kept().broken
    told("--by", "the next one")
    assert {path.suffix for path in own.iterdir()} == {".yaml"}


@given(st.text(min_size=4, max_size=40), st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_a_report_has_no_note_and_no_one_in_it(note: str, phone: str) -> None:
    made = record(f"12393 王女士 {phone}", note=f"王{note}王", document=f"某文件 {phone}")
    said = report(made)
    assert phone not in said and "王" not in said and made.id not in said
    assert "note" not in said


def test_a_report_is_yaml_that_a_keeper_can_take(tmp_path: Path) -> None:
    told("--document", "黔医保发〔2021〕5号", "--note", "mine")
    code, output = run("told", "--share", "遵义")
    assert code == 0
    path = tmp_path / "report.yaml"
    path.write_text(output, encoding="utf-8")
    data = read(path).data
    assert (data["place"], data["status"], data["said"]) == ("520300", "emigrated", "yes")
    assert data["source"] == "黔医保发〔2021〕5号" and data["date"] == DAY
    assert data["verify"] and "mine" not in output


def test_of_several_the_one_to_share_is_named() -> None:
    told()
    told()
    assert run("told", "--share")[0] == 2
    assert run("told", "--share", "--id", kept().records[0].id)[0] == 0


def test_what_is_written_is_where_it_says() -> None:
    made = record()
    assert write(made) == path_of(made)
    assert path_of(made).read_text(encoding="utf-8") == text_of(made)
    assert today() >= made.on
