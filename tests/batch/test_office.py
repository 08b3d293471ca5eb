"""Spreadsheets as offices send them: titles, notes, hidden and merged cells, formats, formulas, and files that are none."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("polars")

import xlsxwriter

from medisave_cli import Book
from medisave_cli.batch.run import Request, Summary, run
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Speaker
from tests.batch.conftest import TODAY, Answered

HEAD = ["姓名", "参保地", "情形"]
Sheets = dict[str, list[list[Any]]]


def workbook(path: Path, sheets: Sheets, dress: Callable[[Any, Any], None] | None = None) -> Path:
    """A workbook with these rows; ``dress`` does what rows cannot say."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value)
    if dress is not None:
        dress(book, {sheet.get_name(): sheet for sheet in book.worksheets()})
    book.close()
    return path


def told(summary: Summary, lang: str = "zh") -> str:
    return "\n".join(Speaker(lang).message(note) for note in summary.notes)


def csv(rows: list[list[Any]]) -> bytes:
    return "\n".join(",".join("" if c is None else str(c) for c in row) for row in rows).encode()


@pytest.fixture(params=["csv", "xlsx"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[list[list[Any]]], Path]:
    """Rows as a file of either kind."""

    def send(rows: list[list[Any]]) -> Path:
        path = tmp_path / f"sent.{request.param}"
        if request.param == "csv":
            path.write_bytes(csv(rows))
            return path
        return workbook(path, {"表": rows})

    return send


ABOVE: list[list[list[Any]]] = [
    [["2026年3月个人账户清退名单"]],
    [["某某单位医保清退表"], ["单位：某某", None, "日期：2026-03-01"], []],
    [[], []],
    [["注：参保地填市"], ["一、"], ["二、"], ["三、"], []],
]


@pytest.mark.parametrize("above", ABOVE)
def test_the_header_is_found_beneath_titles(
    sent: Any, answered: Answered, above: list[list[Any]]
) -> None:
    rows = [*above, HEAD, ["张三", "昆山", "deceased"], ["李四", "火星", "retired"]]
    out, summary = answered(sent(rows), lang="zh")
    assert out.columns[:3] == HEAD
    assert (summary.rows, summary.refused) == (2, 1)
    if any(cell for row in above for cell in row):
        assert f"第 {len(above) + 1} 行" in told(summary)
    assert [row for row, _ in summary.problems] == [len(above) + 3]


@pytest.mark.parametrize(
    "head",
    [
        ["参 保 地", "情　形"],
        [" 参保地 ", "情形："],
        ["参保\u200b地", "\ufeff情形"],
        ["*参保地", "情形*"],
        ["参保地(市)", "情形【必填】"],
        ["参保地（市、区）", "情　形（从下拉框选）"],
        ["ＣＩＴＹ", "Status"],
        ["参保城市", "办理情形"],
    ],
)
def test_headers_match_whatever_was_added_to_them(
    sent: Any, answered: Answered, head: list[str]
) -> None:
    out, summary = answered(sent([head, ["昆\u200b山", "deceased\ufeff"]]))
    assert (summary.refused, out["verdict"][0]) == (0, "eligible")


def test_a_header_with_a_line_break_is_understood_and_can_be_mapped(
    answered: Answered, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "in.xlsx", {"表": [["参保地\n（市）", "何\n故"], ["昆山", "deceased"]]}
    )
    for source in (path, '"参保地\n（市）","何\n故"\n昆山,deceased\n'.encode()):
        out, summary = answered(source, mapped={"何故": "status"})
        assert (summary.refused, out["verdict"][0]) == (0, "eligible")


def test_the_visible_sheet_that_fits_is_read_and_named(answered: Answered, tmp_path: Path) -> None:
    cases = [HEAD, ["张三", "昆山", "deceased"]]
    old = [HEAD, ["old", "上海", "deceased"], ["old", "上海", "deceased"]]
    sheets: Sheets = {"旧表": old, "填表说明": [["请填参保地和情形"]], "名单": cases}
    path = workbook(
        tmp_path / "in.xlsx",
        sheets,
        lambda book, named: (named["旧表"].hide(), named["填表说明"].activate()),
    )
    out, summary = answered(path, lang="zh")
    assert out["姓名"].to_list() == ["张三"]
    assert "名单" in told(summary)
    out, _ = answered(path, sheet="旧表")
    assert out["姓名"].to_list() == ["old", "old"]
    out, _ = answered(path, sheet="3")
    assert out["姓名"].to_list() == ["张三"]
    with pytest.raises(AskedWrongly, match="名单"):
        answered(path, sheet="新表")


def test_two_sheets_that_fit_are_asked_for(answered: Answered, tmp_path: Path) -> None:
    cases = [HEAD, ["张三", "昆山", "deceased"]]
    path = workbook(tmp_path / "in.xlsx", {"一月": cases, "二月": cases})
    with pytest.raises(AskedWrongly, match="--sheet") as caught:
        answered(path)
    assert "一月" in caught.value.text.zh
    assert "二月" in caught.value.text.zh
    assert answered(path, sheet="二月")[1].rows == 1


def test_long_numbers_are_written_as_the_sheet_holds_them(
    answered: Answered, tmp_path: Path
) -> None:
    rows = [
        [*HEAD, "身份证号"],
        ["张三", "昆山", "deceased", 320583199001011234],
        ["李", "昆山", "deceased", "320583199001011234"],
    ]
    path = workbook(tmp_path / "in.xlsx", {"表": rows})
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    held = sheet.split('r="D2"')[1].split("<v>")[1].split("</v>")[0]
    out, summary = answered(path, lang="zh")
    assert out["身份证号"].to_list() == [held, "320583199001011234"]
    assert "1 格" in told(summary)
    assert "15 位" in told(summary)


def test_numbers_are_shown_as_their_format_shows_them(answered: Answered, tmp_path: Path) -> None:
    def dress(book: Any, named: Any) -> None:
        sheet = named["表"]
        sheet.write(1, 3, 7, book.add_format({"num_format": "000000"}))
        sheet.write(1, 4, 46000.5, book.add_format({"num_format": "yyyy/m/d h:mm"}))
        sheet.write(1, 5, 46000, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
        sheet.write(1, 6, 0.25, book.add_format({"num_format": "0%"}))
        sheet.write(1, 7, 12.5, book.add_format({"num_format": "#,##0.00"}))
        sheet.write(1, 8, 0.5, book.add_format({"num_format": "h:mm"}))
        sheet.write(1, 9, 46000, book.add_format({"num_format": 14}))

    rows = [[*HEAD, "工号", "时", "日", "率", "额", "钟", "到"], ["张三", "昆山", "deceased"]]
    path = workbook(tmp_path / "in.xlsx", {"表": rows}, dress)
    out, _ = answered(path, out="out.parquet")
    day = date(2025, 12, 9)
    assert out.row(0)[3:10] == (
        "000007",
        datetime(2025, 12, 9, 12),
        day,
        0.25,
        12.5,
        "12:00:00",
        day,
    )


@pytest.mark.parametrize("code", ["320500.0", "320500", 320500])
def test_codes_as_spreadsheets_write_them(sent: Any, answered: Answered, code: Any) -> None:
    out, summary = answered(sent([HEAD, ["张三", code, "deceased"]]))
    assert (summary.refused, out["verdict"][0]) == (0, "eligible")


def test_everyday_statuses_are_understood_and_written(sent: Any, answered: Answered) -> None:
    words = {
        "退休人员": "retired",
        "死亡": "deceased",
        "已故": "deceased",
        "病故": "deceased",
        "辞职": "left_employment",
        "离职": "left_employment",
    }
    out, _ = answered(sent([HEAD, *(["x", "昆山", word] for word in words)]), lang="zh")
    for word, status, error in zip(words, out["understood"], out["error"], strict=True):
        assert status in (words[word], None)
        assert (status is None) == bool(error)


def test_a_status_that_is_not_certain_is_refused_with_the_choices(answered: Answered) -> None:
    out, summary = answered("city,status\n昆山,看病\n昆山,换\n".encode())
    assert summary.refused == 2
    assert all(out["error"])


@pytest.mark.parametrize("word", ["合计", "合 计", "总计", "Total"])
@pytest.mark.parametrize("at", [0, 1])
def test_a_row_of_totals_is_refused_as_one(
    sent: Any, answered: Answered, word: str, at: int
) -> None:
    total: list[Any] = [None, None, None, 12.5]
    total[at] = word
    out, summary = answered(sent([[*HEAD, "余额"], ["张三", "昆山", "deceased", 12.5], total]))
    assert summary.refused == 1
    assert "totals" in out["error"][1]


def test_a_formula_without_a_value_says_so_and_errors_stay(
    answered: Answered, tmp_path: Path
) -> None:
    def dress(book: Any, named: Any) -> None:
        named["表"].write_formula(1, 2, '=IF(1=1,"deceased","")', None, "")
        named["表"].write_formula(2, 3, "=NA()", None, "#N/A")

    rows = [[*HEAD, "备注"], ["张三", "昆山", None, "x"], ["李四", "昆山", "deceased"]]
    path = workbook(tmp_path / "in.xlsx", {"表": rows}, dress)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    # As programs write it that store no results.
    sheet = sheet.replace(' t="str"><f>IF', "><f>IF")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, sheet if name.endswith("sheet1.xml") else data)
    out, summary = answered(path)
    assert "formula" in out["error"][0]
    assert out["备注"][1] == "#N/A"
    assert out["verdict"][1] == "eligible"
    assert "open the file in Excel" in told(summary, "en")


def test_a_merged_cell_counts_for_each_row_it_covers(answered: Answered, tmp_path: Path) -> None:
    def dress(book: Any, named: Any) -> None:
        named["表"].merge_range("B2:B4", "昆山")
        named["表"].merge_range("A6:C6", "以上属实")

    rows = [HEAD, ["张", None, "deceased"], ["李", None, "retired"], ["王", None, "emigrated"]]
    path = workbook(tmp_path / "in.xlsx", {"表": rows}, dress)
    out, summary = answered(path, lang="zh")
    assert out["参保地"].to_list()[:3] == ["昆山"] * 3
    assert out["verdict"].null_count() == len(out) - 3
    assert "合并" in told(summary)


def test_the_delimiter_told_in_the_first_line_is_taken(answered: Answered) -> None:
    for mark in (";", ",", "|", "\t", "#"):
        data = f"sep={mark}\r\ncity{mark}status\r\n昆山{mark}deceased\r\n".encode()
        out, summary = answered(data)
        assert (summary.refused, summary.rows) == (0, 1)
        assert out["city"][0] == "昆山"


@pytest.mark.parametrize("rows", [1, 3, 500])
@pytest.mark.parametrize("cut", [1, 2])
def test_a_broken_byte_costs_its_row_alone(answered: Answered, rows: int, cut: int) -> None:
    lines = ["参保地,情形,备注", *["昆山,deceased,备注说明"] * rows]
    data = "\n".join(lines).encode()
    data = data[:-3] + "字".encode()[:cut] + b"\n" + "昆山,deceased,好\n".encode()
    out, summary = answered(data)
    assert out.columns[0] == "参保地"
    assert summary.refused == 1
    assert "UTF-8" in out["error"][rows - 1]
    assert out["备注"][rows] == "好"


FOREIGN = {
    "html": (b"<html><body><table><tr><td>city</td></tr></table></body></html>", "web page"),
    "html too": ("\ufeff<TABLE border=1>".encode(), "web page"),
    "json": (json.dumps([{"city": "昆山", "status": "deceased"}]).encode(), "JSON array"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls"),
    "gzip": (b"\x1f\x8b\x08\x00aaaa", "archive"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "rtf": (b"{\\rtf1 city}", "RTF"),
}


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ""])
def test_what_is_no_table_is_told_what_it_is(answered: Answered, kind: str, ending: str) -> None:
    data, said = FOREIGN[kind]
    with pytest.raises(AskedWrongly) as caught:
        answered(data, f"in{ending}")
    assert said in caught.value.text.en
    assert all("\n" not in text for text in caught.value.text)


@pytest.mark.parametrize(
    ("inner", "said"),
    [("word/document.xml", "Word"), ("ppt/presentation.xml", "presentation"), ("content.xml", "OpenDocument"), ("xl/workbook.bin", ".xlsb"), ("names.csv", "archive")],
)  # fmt: skip
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".zip"])
def test_an_archive_is_told_by_what_it_holds(
    answered: Answered, tmp_path: Path, inner: str, said: str, ending: str
) -> None:
    path = tmp_path / f"in{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inner, "x")
    with pytest.raises(AskedWrongly) as caught:
        answered(path)
    assert said in caught.value.text.en


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffcity,status\n昆山,deceased\n".encode(),
        "参保地,情形\n昆山,死亡\n".encode("gb18030"),
        "city\tstatus\n昆山\tdeceased\n".encode("utf-16"),
    ],
)
def test_what_came_for_excel_goes_back_for_excel(
    answered: Answered, tmp_path: Path, data: bytes
) -> None:
    _, summary = answered(data, lang="zh")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "--no-excel" in told(summary)
    answered(data, excel=False)
    assert not (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_saved_mapping_serves_sheets_that_lack_some_of_its_columns(answered: Answered) -> None:
    saved = {"户籍": "city", "何故": "status", "转往": "to"}
    out, summary = answered("户籍,何故\n昆山,deceased\n".encode(), saved=saved)
    assert (summary.refused, out["verdict"][0]) == (0, "eligible")


def test_checking_writes_nothing_and_tells_what_would_be_understood(
    book: Book, tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    rows = "".join(f"{n},火星{n},deceased\n" for n in range(20))
    source.write_text(f"名单\n姓名,参保地,情形\n{rows}a,昆山,退休\n", "utf-8")
    summary = run(book, Request(str(source), "", "zh", TODAY))
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
    assert [row for row, _ in summary.problems] == list(range(3, 13))
    assert dict(summary.columns) == {"姓名": None, "参保地": "city", "情形": "status"}
    assert summary.statuses["退休"] == "retired"


def test_checking_on_the_command_line(tmp_path: Path) -> None:
    import subprocess
    import sys

    source, mapping = tmp_path / "in.csv", tmp_path / "map.txt"
    source.write_text("户籍,何故,x\n昆山,退休,1\n火星,退休,2\n", "utf-8")
    mapping.write_text("\ufeff# 每月的表\n户籍=city\n何故 = status\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "medisave_cli", "batch", str(source), "--check", "--mapping", str(mapping), "--lang", "zh"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (3, "")
    for said in ("户籍 = city", "何故 = status", "退休 → retired", "第 3 行", "什么也没有写"):
        assert said in done.stderr
    assert len(list(tmp_path.iterdir())) == 2
