"""Which book answers, and that nothing half-written, stale or broken ever does."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medisave_cli import BadData, Book, Case, ask, open_book
from medisave_cli.errors import MedisaveError
from medisave_cli.keeping import locate
from tests.keeping.policy_files import CITY, CITY_FILE, whole_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout with a cache of its own; returns its policy folder."""
    folder = whole_folder(tmp_path / "policies")
    monkeypatch.setattr(locate, "CHECKOUT_POLICIES", folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def decides(book: Book) -> set[str]:
    advice = ask(book, Case("镇江", "retired", {"pension": "lump_sum"}, as_of="2026-11-22"))
    return {p.id for option in advice.options for p in option.deciders}


def cached(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / "medisave").glob("book-*"))


def is_in_memory(book: Book) -> bool:
    return book.query("PRAGMA database_list")[0][2] == ""


@pytest.mark.usefixtures("checkout")
def test_a_book_is_built_once(tmp_path: Path) -> None:
    first = open_book()
    (file,) = cached(tmp_path)
    built = file.stat().st_mtime_ns
    assert open_book().digest == first.digest
    assert [file] == cached(tmp_path) and file.stat().st_mtime_ns == built


def test_a_changed_file_is_picked_up(checkout: Path) -> None:
    assert decides(open_book()) == {"zj-retired"}
    (checkout / CITY_FILE).write_text(CITY.replace("zj-retired", "zj-changed"), encoding="utf-8")
    assert "zj-changed" in decides(open_book())


def test_a_new_and_a_removed_file_are_picked_up(checkout: Path) -> None:
    open_book()
    (checkout / "places/320200-wuxi.yaml").write_text(
        'place: "320200"\nchecked: 2026-11-22\n', encoding="utf-8"
    )
    assert "320200" in {p.code for p in open_book().places_on_file()}
    (checkout / "places/320200-wuxi.yaml").unlink()
    assert "320200" not in {p.code for p in open_book().places_on_file()}


def test_a_change_of_the_same_size_is_picked_up(checkout: Path) -> None:
    path = checkout / CITY_FILE
    open_book()
    time.sleep(0.02)
    path.write_text(CITY.replace("zj-retired", "zj-rotired"), encoding="utf-8")
    assert "zj-rotired" in decides(open_book())


DAMAGES = {
    "empty": lambda data: b"",
    "no database": lambda data: (
        b"this is not a database, and long enough to be read as one\n" * 100
    ),
    "cut in the first page": lambda data: data[:3000],
    "cut in half": lambda data: data[: len(data) // 2],
    "first page gone": lambda data: bytes(8192) + data[8192:],
}


@pytest.mark.usefixtures("checkout")
@pytest.mark.parametrize("name", DAMAGES)
def test_a_broken_cache_is_replaced_or_told(name: str, tmp_path: Path) -> None:
    open_book().close()
    (file,) = cached(tmp_path)
    file.write_bytes(DAMAGES[name](file.read_bytes()))
    try:
        assert decides(open_book()) == {"zj-retired"}
    except BadData as error:
        # Damage deeper in the file shows only when it is read; it is told with the way to mend it, which then does.
        assert "policy build" in error.text.en
        locate.rebuild()
        assert decides(open_book()) == {"zj-retired"}


@pytest.mark.usefixtures("checkout")
def test_a_book_of_another_program_is_replaced(tmp_path: Path) -> None:
    open_book().close()
    (file,) = cached(tmp_path)
    with sqlite3.connect(file) as db:
        db.execute("UPDATE meta SET value = 'older' WHERE key = 'stamp'")
        db.execute("DELETE FROM rules")
    db.close()
    assert decides(open_book()) == {"zj-retired"}


@pytest.mark.usefixtures("checkout")
def test_random_damage_never_ends_in_a_traceback(tmp_path: Path) -> None:
    open_book().close()
    (file,) = cached(tmp_path)
    sound = file.read_bytes()
    chance = random.Random(7)
    told = 0
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(40):
            start = chance.randrange(len(data))
            data[start : start + 64] = chance.randbytes(len(data[start : start + 64]))
        file.write_bytes(data)
        try:
            book = Book.at(file)
            decides(book)
            book.places(), book.sources(), book.claims()
        except MedisaveError:
            told += 1
    assert told > 10


@pytest.mark.usefixtures("checkout")
def test_an_unwritable_cache_does_not_stop_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    book = open_book()
    assert decides(book) == {"zj-retired"} and is_in_memory(book)
    assert locate.rebuild()[1] is None


@pytest.mark.usefixtures("checkout")
def test_a_full_disk_does_not_stop_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medisave_cli.book import press

    fill = press._fill

    def no_room(connection: sqlite3.Connection, *rest: object) -> None:
        if connection.execute("PRAGMA database_list").fetchone()[2]:
            raise sqlite3.OperationalError("database or disk is full")
        fill(connection, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "_fill", no_room)
    book = open_book()
    assert decides(book) == {"zj-retired"} and is_in_memory(book)
    assert cached(tmp_path) == []


@pytest.mark.usefixtures("checkout")
def test_no_home_means_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    monkeypatch.chdir(tmp_path)
    assert is_in_memory(open_book())
    assert not (tmp_path / "~").exists()


@pytest.mark.usefixtures("checkout")
def test_what_killed_builds_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "medisave"
    folder.mkdir(parents=True)
    long_ago = time.time() - 7200
    for name in ("book-old.sqliteabc.part", *(f"book-{n}.sqlite" for n in range(20))):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (long_ago, long_ago))
    (folder / "book-now.sqlitexyz.part").write_bytes(b"")
    open_book()
    names = [path.name for path in cached(tmp_path)]
    assert "book-old.sqliteabc.part" not in names and "book-now.sqlitexyz.part" in names
    assert len([name for name in names if name.endswith(".sqlite")]) == locate.KEPT_BOOKS


STARTER = """
import sys, pathlib
from medisave_cli.keeping import locate
locate.CHECKOUT_POLICIES = pathlib.Path(sys.argv[1])
from medisave_cli import open_book, ask, Case
for _ in range(int(sys.argv[2])):
    book = open_book()
    advice = ask(book, Case("镇江", "retired", {"pension": "lump_sum"}, as_of="2026-11-22"))
    print(advice.verdict, len(book.places()), len(book.sources()), flush=True)
    book.close()
"""


@pytest.mark.long
def test_concurrent_starts_never_see_half_a_book(checkout: Path, tmp_path: Path) -> None:
    """Several processes build and read at once, while the files under them change again and again."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, str(checkout), "4"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(5)
    ]
    path = checkout / CITY_FILE
    while any(start.poll() is None for start in starts):
        # As an editor saves: whole, by renaming.
        whole = path.with_suffix(".new")
        whole.write_text(CITY.replace("zj-retired", f"zj-r{time.monotonic_ns()}"), encoding="utf-8")
        whole.replace(path)
        time.sleep(0.2)
    said = [start.communicate() for start in starts]
    assert [err for _, err in said] == [""] * 5
    lines = {line for out, _ in said for line in out.splitlines()}
    assert len(lines) == 1 and lines.pop().startswith("eligible ")
    assert not [p for p in cached(tmp_path) if p.suffix == ".part"]


# The book that an installed program carries.


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(locate, "CARRIED_POLICIES", whole_folder(tmp_path / "carried"))
    monkeypatch.setattr(locate, "CHECKOUT_POLICIES", tmp_path / "nowhere")
    monkeypatch.setattr(locate, "CARRIED_BOOK", tmp_path / "book.sqlite")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "book.sqlite"


def test_the_carried_book_answers_and_is_not_written(installed: Path, tmp_path: Path) -> None:
    locate.rebuild()
    written = installed.stat().st_mtime_ns
    assert decides(open_book()) == {"zj-retired"}
    assert installed.stat().st_mtime_ns == written and not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("installed")
def test_a_missing_carried_book_is_told() -> None:
    with pytest.raises(BadData, match="reinstall"):
        open_book()


def test_a_broken_carried_book_is_told_and_can_be_rebuilt(installed: Path) -> None:
    installed.write_bytes(b"garbage" * 1000)
    with pytest.raises(BadData, match="policy build"):
        open_book()
    locate.rebuild()
    assert decides(open_book()) == {"zj-retired"}


def test_an_unwritable_carried_book_is_an_error_of_the_system(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed.mkdir()
    with pytest.raises(OSError):
        locate.rebuild()


def test_overlays_lie_over_the_carried_folder(installed: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "places"
    mine.mkdir(parents=True)
    (mine / "321100-zhenjiang.yaml").write_text(
        CITY.replace("zj-retired", "zj-mine"), encoding="utf-8"
    )
    assert decides(open_book([tmp_path / "mine"])) == {"zj-mine"}
    assert not installed.exists()


def test_answering_loads_neither_yaml_nor_pydantic(checkout: Path) -> None:
    open_book().close()
    code = STARTER + "print([name for name in ('yaml', 'pydantic') if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    out = subprocess.run(
        [sys.executable, "-c", code, str(checkout), "1"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert out.splitlines()[-1] == "[]"
