"""What earlier runs found saves time, and changes nothing that is found."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from medisave_cli.keeping.lint import lint
from medisave_cli.keeping.remembered import memory
from medisave_cli.language import Speaker
from tests.keeping.policy_files import ANOTHER, CITY, CITY_FILE, whole_folder, written

FLAWED = CITY.replace("一次性领走养老金的人可以取。", "3个工作日内可以取。") + ANOTHER
TWICE = CITY.replace("    rule: allowed\n", "    rule: allowed\n    rule: barred\n")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "medisave"


def found(folder: Path) -> list[str]:
    speak = Speaker("en")
    with memory() as remembered:
        findings = lint((folder,), "2026-11-30", remembered)
    return [f"{f.file}:{f.line}: {speak.message(f.what)} {speak.message(f.mend)}" for f in findings]


@pytest.mark.parametrize("city", [CITY, FLAWED, TWICE], ids=["clean", "flawed", "a key twice"])
def test_a_second_run_finds_what_the_first_did(tmp_path: Path, cache: Path, city: str) -> None:
    folder = whole_folder(tmp_path / "policies", city)
    first = found(folder)
    assert list(cache.glob("read-*")) and found(folder) == first


@pytest.mark.usefixtures("cache")
def test_a_slip_made_after_a_clean_run_is_found_and_one_mended_is_gone(tmp_path: Path) -> None:
    folder = whole_folder(tmp_path / "policies")
    assert found(folder) == []
    written(folder, {CITY_FILE: FLAWED})
    assert len(found(folder)) >= 2
    written(folder, {CITY_FILE: CITY})
    assert found(folder) == []


@pytest.mark.usefixtures("cache")
def test_what_a_wider_place_says_is_looked_at_again_for_the_places_in_it(tmp_path: Path) -> None:
    city = CITY.replace(
        "    rule: allowed\n    when: {pension: lump_sum}", "    rule: barred"
    ).replace("status: retired", "status: deceased")
    folder = whole_folder(tmp_path / "policies", city)
    barred = found(folder)
    assert any("zj-retired" in line and "cn-inherit" in line for line in barred)
    nation = folder / "places/000000-china.yaml"
    text = nation.read_text(encoding="utf-8")
    nation.write_text(text.replace("    binding: yes\n", ""), encoding="utf-8")
    assert found(folder) == []
    nation.write_text(text, encoding="utf-8")
    assert found(folder) == barred


def test_a_damaged_memory_is_done_without(tmp_path: Path, cache: Path) -> None:
    folder = whole_folder(tmp_path / "policies", FLAWED)
    first = found(folder)
    (memory,) = cache.glob("read-*")
    memory.write_bytes(b"no database" * 500)
    assert found(folder) == first == found(folder)


def test_without_a_home_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "nowhere")
    monkeypatch.setenv("USERPROFILE", "nowhere")
    monkeypatch.chdir(tmp_path)
    folder = whole_folder(tmp_path / "policies")
    assert found(folder) == [] and {p.name for p in tmp_path.iterdir()} == {"policies"}


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_only_its_owner_reads_the_memory(tmp_path: Path, cache: Path) -> None:
    found(whole_folder(tmp_path / "policies"))
    (memory,) = cache.glob("read-*")
    assert stat.S_IMODE(memory.stat().st_mode) == 0o600
