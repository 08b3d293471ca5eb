"""Whatever stands where a file is to be written: it is written whole, or left alone, and one line says why."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import Output, write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="files of POSIX")
root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root"
)
DATA = b"new\n"


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755])
def test_what_is_replaced_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_whole(target, DATA)
    assert (stat.S_IMODE(target.stat().st_mode), target.read_bytes()) == (mode, DATA)
    assert not parts(tmp_path)


@posix
def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "a", DATA)
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


@posix
@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("there", [True, False])
def test_the_target_of_a_link_is_written_and_the_link_stays(
    tmp_path: Path, depth: int, there: bool
) -> None:
    target = tmp_path / "inner" / "target"
    target.parent.mkdir()
    if there:
        target.write_bytes(b"old")
    link = target
    for n in range(depth):
        before, link = link, tmp_path / f"link{n}"
        link.symlink_to(before)
    write_whole(link, DATA)
    assert link.is_symlink()
    assert target.read_bytes() == DATA


@posix
def test_no_file_or_link_of_the_users_is_touched(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    for name in ("a.html.part", ".a.html.part", f"a.html.{os.getpid()}.part", "a.html.99999.part"):
        (tmp_path / name).symlink_to(precious)
    (tmp_path / "a.html.tmp").write_bytes(b"mine")
    before = {
        p.name: p.readlink() if p.is_symlink() else p.read_bytes() for p in tmp_path.iterdir()
    }
    write_whole(tmp_path / "a.html", DATA)
    after = {p.name: p.readlink() if p.is_symlink() else p.read_bytes() for p in tmp_path.iterdir()}
    assert after == before | {"a.html": DATA}


@posix
def test_the_temporary_name_is_another_each_time_and_never_follows_a_link(tmp_path: Path) -> None:
    one, two = Output(tmp_path / "a"), Output(tmp_path / "a")
    assert one.part != two.part
    (tmp_path / "precious").write_bytes(b"precious")
    one.part.symlink_to(tmp_path / "precious")
    with pytest.raises(MedisaveError):
        one.open()
    assert (tmp_path / "precious").read_bytes() == b"precious"


@posix
def test_what_a_killed_run_left_goes_and_what_a_live_one_writes_stays(tmp_path: Path) -> None:
    live = Output(tmp_path / "a")
    live.open().close()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = live.part.with_name(live.part.name.replace(f"-{os.getpid()}-", f"-{ended.pid}-"))
    left.write_bytes(b"half")
    write_whole(tmp_path / "b", DATA)
    assert live.part.exists()
    assert not left.exists()


@posix
def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, DATA)
    reader.join(10)
    assert got == [DATA]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_and_a_terminal_are_written_into(tmp_path: Path) -> None:
    write_whole("/dev/null", DATA)
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    here, there = os.openpty()
    link = tmp_path / "terminal"
    link.symlink_to(os.ttyname(there))
    write_whole(link, DATA)
    assert os.read(here, 10).strip() == DATA.strip()
    os.close(here)
    os.close(there)


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
def test_the_streams_of_the_process_are_written_behind_what_is_there(
    tmp_path: Path, name: str
) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    with log.open("ab") as out:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                f"from medisave_cli.files import *; write_whole({name!r}, {DATA!r})",
            ],
            stdout=out,
        )
    assert done.returncode == 0
    assert log.read_bytes() == b"before\n" + DATA


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(MedisaveError) as caught:
        write_whole("/dev/full", DATA)
    assert "disk is full" in caught.value.text.en
    assert "磁盘满了" in caught.value.text.zh
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    "name", ["", ".", "/", "..", "./", "new/", " ", "no/such/folder/a", "a\0b"]
)
def test_what_names_no_file_is_asked_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AskedWrongly) as caught:
        write_whole(name, DATA)
    assert all(text and "\n" not in text and "\0" not in text for text in caught.value.text)
    assert not list(tmp_path.iterdir())


def test_a_file_where_a_folder_should_be_is_asked_wrongly(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(AskedWrongly):
        write_whole(tmp_path / "a" / "b", DATA)
    assert (tmp_path / "a").read_bytes() == b"old"


@posix
def test_links_in_a_circle_and_endless_names_are_said(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for name in (tmp_path / "a", tmp_path / ("长" * 300)):
        with pytest.raises(MedisaveError) as caught:
            write_whole(name, DATA)
        assert caught.value.exit_code == 1
    assert len(list(tmp_path.iterdir())) == 2


@posix
@pytest.mark.parametrize("name", ["a" * 255, "长" * 85])
def test_the_longest_name_can_be_written(tmp_path: Path, name: str) -> None:
    write_whole(tmp_path / name, DATA)
    assert (tmp_path / name).read_bytes() == DATA


@root
def test_a_folder_that_can_only_be_read_is_said_and_all_stays(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(MedisaveError) as caught:
            write_whole(target, DATA)
    finally:
        tmp_path.chmod(0o700)
    assert "permission denied" in caught.value.text.en
    assert target.read_bytes() == b"old"


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="names there are always UTF-8")
def test_a_name_that_is_no_text_is_written_under_its_bytes(tmp_path: Path) -> None:
    write_whole(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"), DATA)
    assert os.listdir(os.fsencode(tmp_path)) == [b"caf\xe9.txt"]


@pytest.mark.parametrize("fails", ["write", "settle"])
def test_whatever_fails_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace" if fails == "settle" else "fdopen", full)
    with pytest.raises(MedisaveError):
        write_whole(target, DATA)
    assert target.read_bytes() == b"old"
    assert not parts(tmp_path)
