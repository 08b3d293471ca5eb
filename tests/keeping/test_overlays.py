"""A person's own policy folders: laid over the bundled one, later ones winning, and trusted with nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from medisave_cli import AskedWrongly, BadData, Case, ask, open_book
from medisave_cli.cli import run
from medisave_cli.keeping import draft, locate
from tests import caches
from tests.keeping.policy_files import CITY, CITY_FILE, whole_folder, written
from tests.sampling import quick_and_long


def over(tmp_path: Path, text: str = CITY, name: str = "mine") -> Path:
    return written(tmp_path / name, {CITY_FILE: text})


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    caches.own_cache(tmp_path_factory.mktemp("cache"), monkeypatch)
    monkeypatch.delenv("MEDISAVE_POLICIES", raising=False)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = whole_folder(tmp_path_factory.mktemp("base") / "policies")
    (folder / CITY_FILE).unlink()
    return folder


@pytest.fixture
def small(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundled folder of one national rule, quick to read."""
    monkeypatch.setattr(locate, "CHECKOUT_POLICIES", base)


def summary_of(book: object, place: str = "镇江") -> set[str]:
    advice = ask(book, Case(place, "retired", {"pension": "lump_sum"}, as_of="2026-11-22"))  # type: ignore[arg-type]
    return {p.id for option in advice.options for p in option.deciders}


@pytest.mark.usefixtures("small")
def test_an_overlay_answers(tmp_path: Path) -> None:
    assert "zj-retired" not in summary_of(open_book())
    assert "zj-retired" in summary_of(open_book([over(tmp_path)]))


def test_the_rest_of_the_book_stays(tmp_path: Path) -> None:
    plain, laid = open_book(), open_book([over(tmp_path)])
    assert {p.code for p in laid.places_on_file()} == {p.code for p in plain.places_on_file()} | {
        "321100"
    }
    assert summary_of(laid, "昆山") == summary_of(plain, "昆山")


@pytest.mark.usefixtures("small")
def test_later_folders_win(tmp_path: Path) -> None:
    first, second = (
        over(tmp_path),
        over(tmp_path, CITY.replace("zj-retired", "zj-second"), "second"),
    )
    assert "zj-second" in summary_of(open_book([first, second]))
    assert "zj-retired" in summary_of(open_book([second, first]))


def test_an_overlay_may_replace_a_file_that_cited_a_wider_source(tmp_path: Path) -> None:
    """乐山's bundled file cites a source of 四川's: replacing it must not make that source an uncited one."""
    laid = written(
        tmp_path / "mine",
        {
            "places/511100-leshan.yaml": 'place: "511100"\nchecked: 2026-11-22\n',
            "places/511700-dazhou.yaml": 'place: "511700"\nchecked: 2026-11-22\n',
        },
    )
    assert open_book([laid]).own("511100") == {}


def test_an_overlay_may_add_words_and_claims(tmp_path: Path) -> None:
    bundled = open_book().claims()
    claim = """claims:
  - {id: retired-may-withdraw, place: "000000", status: retired, finding: contradicted, see: ["000000"], cite: [china-2002-no-cash],
     claim: {zh: 改过的说法, en: a changed claim}, truth: {zh: 不是这样, en: not so}}
"""
    laid = written(
        over(tmp_path, CITY.replace("[id-card]", "[zj-form]")),
        {
            "catalog/documents.yaml": "documents:\n  zj-form: {zh: 镇江申请表, en: a form of Zhenjiang}\n",
            "claims.yaml": claim,
        },
    )
    book = open_book([laid])
    assert len(book.claims()) == len(bundled)
    assert [c.claim.en for c in book.claims() if c.id == "retired-may-withdraw"] == [
        "a changed claim"
    ]
    advice = ask(book, Case("镇江", "retired", {"pension": "lump_sum"}, as_of="2026-11-22"))
    assert any(
        line.kind == "documents" and line.item.papers[0][1].zh == "镇江申请表"
        for option in advice.options
        for line in option.lines
    )


@pytest.mark.usefixtures("small")
def test_a_change_in_an_overlay_is_picked_up(tmp_path: Path) -> None:
    folder = over(tmp_path)
    assert "zj-retired" in summary_of(open_book([folder]))
    over(tmp_path, CITY.replace("zj-retired", "zj-later"))
    assert "zj-later" in summary_of(open_book([folder]))


@pytest.mark.usefixtures("small")
def test_the_environment_lays_folders_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (
        over(tmp_path),
        over(tmp_path, CITY.replace("zj-retired", "zj-second"), "second"),
    )
    monkeypatch.setenv("MEDISAVE_POLICIES", os.pathsep.join([str(second), str(first)]))
    ask = [
        "check",
        "-c",
        "镇江",
        "-s",
        "retired",
        "--fact",
        "pension=lump_sum",
        "--as-of",
        "2026-11-22",
        "--format",
        "json",
    ]
    assert run(ask) == 0
    assert "zj-retired" in capsys.readouterr().out
    # What is named on the command line lies over what the environment names.
    assert run([*ask, "--policies", str(second)]) == 0
    assert "zj-second" in capsys.readouterr().out


# What comes from outside.

LAUGHS = (
    "a: &a [x, x]\n"
    + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n"
        for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)
    )
    + 'place: "321100"\n'
)

HOSTILE = {
    # name: (the file's bytes, words of the one line)
    "billion laughs": (LAUGHS.encode(), "uses an anchor or alias"),
    "an anchor alone": (
        CITY.replace("[id-card]", "&x [id-card]").encode(),
        "uses an anchor or alias",
    ),
    "a custom tag": (
        CITY.replace("[id-card]", "!!python/object/apply:os.system [id]").encode(),
        "uses a tag",
    ),
    "a local tag": (CITY.replace("[id-card]", "!mine [id-card]").encode(), "uses a tag"),
    "a merge key": (
        CITY.replace("    documents:", "    <<: {rule: barred}\n    documents:").encode(),
        "unknown key `<<`",
    ),
    "deep brackets": ((CITY + "notes: " + "[" * 100_000).encode(), "nested too deep"),
    "deep braces": ((CITY + "notes: " + "{a: " * 5_000).encode(), "nested too deep"),
    "deep blocks": (
        (CITY + "notes:\n" + "".join(" " * i + "- \n" for i in range(1, 300))).encode(),
        "nested too deep",
    ),
    "a duplicate key": ((CITY + 'place: "320200"\n').encode(), "stands twice"),
    "GBK": (CITY.encode("gbk"), "not UTF-8"),
    "UTF-16": (CITY.encode("utf-16"), "not UTF-8"),
    "half a character": (CITY.encode()[:-60] + b"\xe9\x95", "not UTF-8"),
    "a NUL": (
        CITY.replace("Zhenjiang guide", "Zhen\0jiang").encode(),
        "hidden control character U+0000",
    ),
    "a terminal escape": (
        CITY.replace("Zhenjiang guide", "\x1b[31m指南").encode(),
        "hidden control character U+001B",
    ),
    "a written escape": (
        CITY.replace("Zhenjiang guide 2024", r'"\e[31m"').encode(),
        "hidden control character U+001B",
    ),
    "an escape in a key": (
        (CITY + r'"pla\x07ce": 1' + "\n").encode(),
        "hidden control character U+0007",
    ),
    "text turned around": (
        CITY.replace("Zhenjiang guide", "指南\u202e").encode(),
        "hidden control character U+202E",
    ),
    "a number in base 60 without end": (
        (CITY + "x: " + "1" + ":1" * 200_000 + "\n").encode(),
        "unknown key `x`",
    ),
    "a number of a million digits": (
        (CITY + "x: " + "9" * 500_000 + "\n").encode(),
        "unknown key `x`",
    ),
    "not a number": (
        CITY.replace("{pension: lump_sum}", "{gap_months: .nan}").encode(),
        "`gap_months` cannot be .nan",
    ),
    "infinity": (
        CITY.replace("{pension: lump_sum}", "{gap_months: {min: .inf}}").encode(),
        "`gap_months` cannot be .inf",
    ),
    "a key that is a list": ((CITY + "? [a, b]\n: c\n").encode(), "a key is not plain text"),
    "two documents": ((CITY + "---\nplace: x\n").encode(), "cuts the file in two"),
    "a list at the top": (b"- place\n", "the top level must be key: value"),
    "text at the top": (b"place\n", "the top level must be key: value"),
    "nothing": (b"", "`place` is missing"),
    "a time of day": (
        CITY.replace("checked: 2026-11-22", "checked: 2026-11-22 10:00:00").encode(),
        "checked is no date: 2026-11-22 10:00:00",
    ),
    "no YAML at all": (b"%PDF-1.7 {{{", "cannot be read on"),
    "a condition that explodes": (
        CITY.replace(
            "{pension: lump_sum}",
            "{all: ["
            + ", ".join(
                f"{{any: [{{zj_f{2 * i}: yes}}, {{zj_f{2 * i + 1}: yes}}]}}" for i in range(20)
            )
            + "]}",
        )
        .replace(
            "provisions:",
            "facts:\n"
            + "".join(
                f"  zj_f{i}: {{type: bool, name: {{zh: 甲, en: a}}, question: {{zh: 甲？, en: a?}}, why: {{zh: 甲, en: a}}, says: {{yes: {{zh: 是, en: a}}, no: {{zh: 否, en: b}}}}}}\n"
                for i in range(40)
            )
            + "provisions:",
        )
        .encode(),
        "too many facts",
    ),
    "papers that explode": (
        CITY.replace(
            "[id-card]",
            "["
            + ", ".join(f"{{document: id-card, when: {{zj_f{i}: yes}}}}" for i in range(40))
            + "]",
        )
        .replace(
            "provisions:",
            "facts:\n"
            + "".join(
                f"  zj_f{i}: {{type: bool, name: {{zh: 甲, en: a}}, question: {{zh: 甲？, en: a?}}, why: {{zh: 甲, en: a}}, says: {{yes: {{zh: 是, en: a}}, no: {{zh: 否, en: b}}}}}}\n"
                for i in range(40)
            )
            + "provisions:",
        )
        .encode(),
        "too many facts",
    ),
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", quick_and_long(HOSTILE, 3))
def test_a_hostile_file_ends_in_one_clear_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, words = HOSTILE[name]
    folder = over(tmp_path)
    (folder / CITY_FILE).write_bytes(data)
    assert (
        run(["--lang", "en", "check", "-c", "昆山", "-s", "deceased", "--policies", str(folder)])
        == 1
    )
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err.count("\n") == 1
        and said.err.isprintable() is False
        and said.err.strip().isprintable()
    )
    assert words in said.err
    assert CITY_FILE in said.err.replace(os.sep, "/")


@pytest.mark.usefixtures("small")
def test_a_file_of_100_megabytes_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = over(tmp_path)
    with (folder / CITY_FILE).open("r+b") as file:
        file.truncate(100_000_000)
    # Each file has its limit, and so has the folder: whichever is met first.
    assert (
        run(["--lang", "en", "check", "-c", "昆山", "-s", "deceased", "--policies", str(folder)])
        == 1
    )
    said = capsys.readouterr().err
    assert "100,000,0" in said and said.count("\n") == 1
    monkeypatch.setattr(draft, "MAX_FOLDER_BYTES", 200_000_000)
    assert (
        run(["--lang", "en", "check", "-c", "昆山", "-s", "deceased", "--policies", str(folder)])
        == 1
    )
    assert "the file has 100,000,000 bytes, over 1,000,000" in capsys.readouterr().err


@pytest.mark.usefixtures("small")
def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "MAX_FILES", 1)
    with pytest.raises(BadData, match="too many files"):
        open_book([written(over(tmp_path), {"places/320200-wuxi.yaml": ""})])


@pytest.mark.usefixtures("small")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with named pipes")
def test_a_pipe_or_a_device_does_not_hang(tmp_path: Path) -> None:
    folder = over(tmp_path)
    (folder / CITY_FILE).unlink()
    os.mkfifo(folder / CITY_FILE)
    with pytest.raises(BadData, match="not a regular file"):
        open_book([folder])
    (folder / CITY_FILE).unlink()
    (folder / CITY_FILE).symlink_to("/dev/zero")
    with pytest.raises(BadData, match="not a regular file"):
        open_book([folder])


@pytest.mark.usefixtures("small")
def test_a_folder_in_a_file_s_place(tmp_path: Path) -> None:
    folder = over(tmp_path)
    (folder / "places" / "320200-wuxi.yaml").mkdir()
    with pytest.raises(BadData, match=r"320200-wuxi\.yaml"):
        open_book([folder])


@pytest.mark.usefixtures("small")
def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    folder = over(tmp_path)
    (folder / CITY_FILE).write_bytes(b"\xef\xbb\xbf" + CITY.encode())
    assert "zj-retired" in summary_of(open_book([folder]))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "name", ["missing", "a file", "an empty folder", "a folder of something else"]
)
def test_what_is_no_policy_folder(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    if name == "a file":
        path.write_text("place: x")
    elif name != "missing":
        path.mkdir()
        written(path, {"notes.txt": "x"} if name.endswith("else") else {})
    for command in (
        ["policy", "lint", str(path)],
        ["policy", "coverage", "--policies", str(path)],
        ["check", "-c", "昆山", "-s", "deceased", "--policies", str(path)],
    ):
        assert run(["--lang", "en", *command]) == 1
        said = capsys.readouterr()
        assert said.out == "" and said.err.count("\n") == 1 and str(path) in said.err


@pytest.mark.usefixtures("small")
def test_a_hostile_file_name_is_told_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = over(tmp_path)
    (folder / "places" / "320200-\x1b[31m\nwuxi.yaml").write_text("- x\n", encoding="utf-8")
    assert run(["--lang", "en", "policy", "lint", str(folder), "--format", "plain"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 and lines[0].isprintable()


@pytest.mark.usefixtures("small")
def test_markup_in_a_text_stays_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = over(
        tmp_path,
        CITY.replace("一次性领走养老金的人可以取。", "'[bold]可以[/bold]<script>取</script>。'"),
    )
    ask = [
        "check",
        "-c",
        "镇江",
        "-s",
        "retired",
        "--fact",
        "pension=lump_sum",
        "--policies",
        str(folder),
        "--lang",
        "zh",
    ]
    assert run([*ask, "--format", "table", "--more"]) == 0
    assert "[bold]可以[/bold]" in "".join(capsys.readouterr().out.split())
    assert run([*ask, "--format", "html"]) == 0
    assert "<script>取" not in capsys.readouterr().out


@pytest.mark.usefixtures("small")
def test_asking_wrongly_stays_asking_wrongly(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly):
        ask(open_book([over(tmp_path)]), Case("镇江", "nothing"))
