"""The library in other programs and on other systems: threads, worker processes, names that only one system knows."""

from __future__ import annotations

import ast
import asyncio
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from medisave_cli import Advice, Book, Case, open_book
from medisave_cli import ask as answer_to
from medisave_cli.errors import AskedWrongly, MedisaveError

PLACES = ["昆山", "没有这地方", "朝阳区", "上海"]
PACKAGE = Path(__file__).resolve().parents[2] / "medisave_cli"


def ask(place: str) -> Advice:
    return answer_to(open_book(), Case(place, "deceased"))


def asked(place: str) -> str:
    """The verdict, or what the error says."""
    try:
        return ask(place).verdict
    except MedisaveError as error:
        return error.text.en


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_errors_and_advice_arrive_from_worker_processes(how: str) -> None:
    if how not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {how} here")
    with ProcessPoolExecutor(2, multiprocessing.get_context(how)) as pool:
        waiting = [pool.submit(ask, place) for place in PLACES]
        for place, one in zip(PLACES, waiting, strict=True):
            error = one.exception(timeout=60)
            if error is None:
                assert one.result() == ask(place)
            else:
                assert isinstance(error, AskedWrongly)
                assert error.text.en == asked(place)
                assert error.text.zh


def test_a_pool_does_not_hang_on_an_error() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool, pytest.raises(AskedWrongly):
        pool.map_async(ask, PLACES).get(60)


def test_advice_and_every_kind_of_error_pickle(book: Book) -> None:
    advice = answer_to(book, Case("昆山", "deceased"))
    assert pickle.loads(pickle.dumps(advice)) == advice
    for case in (
        Case("没有", "deceased"),
        Case("朝阳区", "deceased"),
        Case("昆山", "x"),
        Case("昆山", "deceased", as_of="1/2/2026"),
    ):
        with pytest.raises(MedisaveError) as caught:
            answer_to(book, case)
        again = pickle.loads(pickle.dumps(caught.value))
        assert type(again) is type(caught.value)
        assert again.text == caught.value.text
        assert vars(again) == vars(caught.value)


def test_one_book_serves_many_threads(book: Book) -> None:
    alone = [asked(place) for place in PLACES]

    def here(place: str) -> str:
        try:
            return answer_to(book, Case(place, "deceased")).verdict
        except MedisaveError as error:
            return error.text.en

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(here, PLACES * 10)) == alone * 10

    async def together() -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(here, place) for place in PLACES * 5))

    assert asyncio.run(together()) == alone * 5


ELSEWHERE = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "msvcrt", "winreg"}
"""Modules that only some systems have."""
ONLY_POSIX = {
    "os": {"O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_TMPFILE", "chown", "fchmod", "fchown", "fork", "geteuid", "getuid", "mkfifo", "killpg", "setsid", "uname", "getpgrp", "umask"} - {"umask"},
    "signal": {"SIGHUP", "SIGKILL", "SIGALRM", "SIGPIPE", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGUSR1", "pause", "alarm"},
    "time": {"tzset"},
}  # fmt: skip
"""Names that only POSIX has: they are reached by ``getattr``, or behind a test of the system."""


def test_nothing_fails_where_a_system_lacks_a_name() -> None:
    assert not [found for path in sorted(PACKAGE.rglob("*.py")) for found in unguarded(path)]


def unguarded(path: Path) -> list[str]:
    """The places of a module where a name is used that some system lacks, outside any test of the system."""
    tree = ast.parse(path.read_text("utf-8"))
    tests = ("hasattr", "os.name", "sys.platform", "ImportError")
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If | ast.IfExp | ast.Try | ast.With)
        and any(word in ast.unparse(node) for word in tests)
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        names = {a.name for a in node.names} if isinstance(node, ast.Import) else set()
        names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            names |= {node.attr} & ONLY_POSIX.get(node.value.id, set())
        if names & (ELSEWHERE | set().union(*ONLY_POSIX.values())):
            found.append(f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}")
    return found


def test_the_check_above_finds_what_it_is_for(tmp_path: Path) -> None:
    path = PACKAGE / "__init__.py"
    assert not unguarded(path)
    for line in ("import fcntl", "os.chown('a', 1, 1)", "signal.SIGHUP"):
        tree = f"import os, signal\n{line}\n"
        (tmp_path / "x.py").write_text(tree, "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(f"{__name__}.PACKAGE", tmp_path)
            assert unguarded(tmp_path / "x.py")


def test_no_file_of_the_package_has_a_name_that_a_system_refuses() -> None:
    for path in (*PACKAGE.rglob("*"), *(PACKAGE.parent / "policies").rglob("*")):
        assert not set('<>:"|?*\\') & set(path.name)
        assert path.stem.lower() not in {"con", "nul", "aux", "prn", "com1", "lpt1"}
