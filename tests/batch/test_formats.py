"""Every format in, every format out: the given cells pass through, the answer comes behind them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("polars")

import polars as pl

from medisave_cli import AskedWrongly, Book, Case, ask
from medisave_cli.batch.answers import ANSWER_COLUMNS, answer_of
from medisave_cli.language import Speaker
from tests.batch.conftest import TODAY, Answered, read_back
from tests.sampling import quick_and_long

ADDED = [*ANSWER_COLUMNS, "error"]
CASES = pl.DataFrame(
    {
        "no": ["007", "008", "009", "010"],
        "city": ["昆山", "苏州", "火星", "上海"],
        "status": ["deceased", "retired", "retired", "emigrated"],
        "pension": [None, "lump_sum", None, None],
        "note": ['a,"b"\nc', "=SUM(A1)", "重庆", "  "],
    }
)


KINDS = ("csv", "tsv", "xlsx", "jsonl", "parquet")


def put(frame: pl.DataFrame, path: Path) -> Path:
    """Write the cases in the format of the path's ending, by other means than the program's."""
    match path.suffix:
        case ".csv":
            frame.write_csv(path)
        case ".tsv":
            frame.write_csv(path, separator="\t")
        case ".jsonl":
            frame.write_ndjson(path)
        case ".parquet":
            frame.write_parquet(path)
        case ".xlsx":
            frame.write_excel(path)
    return path


@pytest.mark.parametrize(("kind", "into"), quick_and_long(list(product(KINDS, KINDS)), 4))
def test_any_format_goes_into_any_other(
    book: Book, answered: Answered, tmp_path: Path, kind: str, into: str
) -> None:
    out, summary = answered(put(CASES, tmp_path / f"in.{kind}"), out=f"out.{into}")
    assert out.columns == [*CASES.columns, *ADDED]
    given = out.select(CASES.columns).with_columns(pl.col("no").cast(pl.String).str.zfill(3))
    assert given.fill_null("").rows() == CASES.fill_null("").rows()
    assert (summary.rows, summary.refused) == (4, 1)
    expected = [
        answer_of(ask(book, Case(c, s, {"pension": p} if p else {}, None, TODAY)), "en")
        for c, s, p in CASES.select("city", "status", "pension").rows()
        if c != "火星"
    ]
    assert out.filter(pl.col("city") != "火星").select(ANSWER_COLUMNS).rows() == [
        tuple(a) for a in expected
    ]
    errors = out["error"].to_list()
    assert [bool(error) for error in errors] == [False, False, True, False]
    assert "火星" in errors[2]


def test_headers_in_chinese_and_headers_that_are_mapped(book: Book, answered: Answered) -> None:
    said = book.facts()["pension"].says["lump_sum"].zh
    data = f"姓名,参保地,情形,养老金怎么领,Town\n甲,昆山,退休,{said},x\n".encode()
    out, _ = answered(data)
    assert (
        out["decision_id"][0]
        == ask(book, Case("昆山", "retired", {"pension": "lump_sum"}, None, TODAY)).decision_id
    )
    out, _ = answered(
        b"Town,why,p\nkunshan,retired,lump_sum\n",
        mapped={"Town": "city", "why": "情形", "p": "pension"},
    )
    assert (
        out["decision_id"][0]
        == ask(book, Case("昆山", "retired", {"pension": "lump_sum"}, None, TODAY)).decision_id
    )
    # A mapped column wins over one that is called so.
    out, _ = answered(
        "city,参保地,status\n火星,昆山,deceased\n".encode(), mapped={"参保地": "city"}
    )
    assert out["verdict"][0] == "eligible"


def test_a_wrong_cell_is_named_with_its_column_its_value_and_what_is_meant(
    answered: Answered,
) -> None:
    out, summary = answered(
        "城市,情形,养老金怎么领,as_of\n昆衫,retierd,mnthly,2026-13-01\n".encode()
    )
    error = out["error"][0]
    for said in (
        "城市: ",
        "昆衫",
        "昆山",
        "情形: ",
        "retierd",
        "养老金怎么领: ",
        "mnthly",
        "monthly",
        "as_of: ",
        "2026-13-01",
    ):
        assert said in error
    assert list(summary.reasons) == [error]
    assert out.select(ANSWER_COLUMNS).row(0) == (None,) * len(ANSWER_COLUMNS)


def test_columns_whose_names_are_taken_are_renamed_and_that_is_said(answered: Answered) -> None:
    out, summary = answered(b"city,status,verdict,note,note,,error\nkunshan,deceased,1,2,3,4,5\n")
    assert out.columns == [
        "city",
        "status",
        "input_verdict",
        "note",
        "note_2",
        "column_6",
        "input_error",
        *ADDED,
    ]
    assert out.row(0)[2:7] == ("1", "2", "3", "4", "5")
    said = " ".join(Speaker("en").message(note) for note in summary.notes)
    for name in ("input_verdict", "note_2", "column_6", "input_error"):
        assert name in said


def test_what_is_added_is_no_formula_and_all_cells_are_made_safe_when_asked(
    answered: Answered,
) -> None:
    data = b'city,status,=a,n\n=kunshan!,deceased,=1+1,-5\n@x,deceased,+2,@z\nkunshan,deceased,"\t=1",a=b\n'
    out, _ = answered(data, mapped={"city": "city"})
    assert out.columns[2] == "=a"
    assert out["=a"].to_list() == ["=1+1", "+2", "\t=1"]
    out, _ = answered(b"=city,status\n=x,deceased\n", mapped={"=city": "city"})
    assert out["error"][0].startswith("'=city: ")
    assert out["=city"][0] == "=x"
    out, _ = answered(data, safe_cells=True)
    assert out.columns[2] == "'=a"
    assert out["'=a"].to_list() == ["'=1+1", "'+2", "'\t=1"]
    assert out["n"].to_list() == ["'-5", "'@z", "a=b"]
    out, _ = answered(
        b'{"city": "kunshan", "status": "deceased", "x": "=1", "y": [{"z": "@a"}]}\n',
        "in.jsonl",
        "out.jsonl",
        safe_cells=True,
    )
    assert out.row(0)[2:4] == ("'=1", [{"z": "'@a"}])


def test_csv_for_excel_has_a_mark_and_its_line_ends(answered: Answered, tmp_path: Path) -> None:
    answered(b'city,status,note\nkunshan,deceased,"a\nb"\n', excel=True)
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcity,")
    assert data.count(b"\r\n") == 2
    assert b'"a\nb"' in data


def test_types_of_parquet_pass_through_and_are_read_as_facts(
    book: Book, answered: Answered, tmp_path: Path
) -> None:
    frame = pl.DataFrame(
        {
            "city": pl.Series(["320583", "320583"], dtype=pl.Categorical),
            "status": ["retired", "deceased"],
            "death_in_shared_data": [None, True],
            "gap_months": [3.0, None],
            "day": [dt.date(2020, 1, 2), None],
            "at": [dt.datetime(2020, 1, 2, 3, 4, 5), None],
            "many": [[1, 2], None],
            "of": [{"a": 1}, {"a": None}],
            "money": [1.5, 2.0],
            "whole": [2**60, None],
            "raw": [b"\x00\xff", None],
        }
    )
    put(frame, tmp_path / "in.parquet")
    out, _ = answered(tmp_path / "in.parquet", out="out.parquet")
    assert out.select(frame.columns).equals(frame)
    assert (
        out["decision_id"][1]
        == ask(
            book, Case("昆山", "deceased", {"death_in_shared_data": True}, None, TODAY)
        ).decision_id
    )
    out, _ = answered(tmp_path / "in.parquet", out="again.csv")
    assert out.row(0)[3:11] == (
        "3",
        "2020-01-02",
        "2020-01-02 03:04:05",
        "[1,2]",
        '{"a":1}',
        "1.5",
        str(2**60),
        "AP8=",
    )
    line = json.loads(
        Path(answered(tmp_path / "in.parquet", out="again.jsonl") and tmp_path / "again.jsonl")
        .read_text("utf-8")
        .splitlines()[0]
    )
    assert (line["many"], line["of"], line["money"], line["day"]) == (
        [1, 2],
        {"a": 1},
        1.5,
        "2020-01-02",
    )


def test_types_of_workbooks_pass_through(answered: Answered, tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "city": ["320583", "苏州"],
            "status": ["retired", "retired"],
            "n": [3, 4],
            "f": [1.25, None],
            "day": [dt.date(2020, 1, 2), None],
            "ok": [True, False],
            "id": ["110101199001011234", "1"],
        }
    )
    put(frame, tmp_path / "in.xlsx")
    out, _ = answered(tmp_path / "in.xlsx", out="out.xlsx")
    assert out.select(frame.columns).rows() == frame.rows()
    out, _ = answered(tmp_path / "in.xlsx", out="out.csv")
    assert out.row(0)[2:7] == ("3", "1.25", "2020-01-02", "true", "110101199001011234")


def test_json_lines_pass_through_as_they_are(answered: Answered, tmp_path: Path) -> None:
    given = '{"city": "昆山", "status": "deceased", "big": 12345678901234567890123, "exact": 1.10, "in": {"x": [1, null]}}'
    answered(
        (
            given + '\n\n{"status": "retired", "city": "苏州", "late": true}\n{}\nno json\n[1]\n'
        ).encode(),
        "in.jsonl",
        "out.jsonl",
    )
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert lines[0].startswith(given[:-1] + ",")
    assert json.loads(lines[0])["verdict"] == "eligible"
    assert json.loads(lines[1])["late"] is True
    assert json.loads(lines[2])["error"] is None
    assert [json.loads(line)["line"] for line in lines[3:]] == ["no json", "[1]"]
    assert all("no JSON object" in json.loads(line)["error"] for line in lines[3:])
    out, summary = answered(tmp_path / "in.jsonl", out="out.csv")
    assert out.columns[:6] == ["city", "status", "big", "exact", "in", "late"]
    assert out.row(0)[2:5] == ("12345678901234567890123", "1.10", '{"x": [1, null]}')
    assert (summary.rows, summary.refused, summary.blank) == (5, 2, 1)


def test_full_adds_what_check_prints(book: Book, answered: Answered, tmp_path: Path) -> None:
    data = "city,status,to,pension,gap_months\n昆山,retired,,lump_sum,3\n玄武区,transfer,北京,,\n火星,retired,,,\n".encode()
    out, _ = answered(data, full=True)
    for row, args in (
        (
            0,
            ["-c", "昆山", "-s", "retired", "--fact", "pension=lump_sum", "--fact", "gap_months=3"],
        ),
        (1, ["-c", "玄武区", "-s", "transfer", "--to", "北京"]),
    ):
        command = [
            sys.executable,
            "-m",
            "medisave_cli",
            "check",
            *args,
            "--as-of",
            TODAY,
            "--format",
            "json",
            "--lang",
            "en",
        ]
        said = subprocess.run(
            command, capture_output=True, check=True, text=True, encoding="utf-8"
        ).stdout
        assert json.loads(out["advice"][row]) == json.loads(said)
    assert out["advice"][2] is None
    answered(data, out="out.jsonl", full=True)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["advice"] == json.loads(out["advice"][0])
    assert lines[2]["advice"] is None


def test_however_a_row_is_written_it_reads_the_same(answered: Answered, tmp_path: Path) -> None:
    rows = [
        "kunshan,deceased,x",
        "mars,deceased,=y",
        ",,",
        "suzhou,retired,",
        "shanghai,emigrated,z;|\t",
    ]
    plain, _ = answered(("city,status,note\n" + "\n".join(rows) + "\n").encode())
    # Quotation marks anywhere in a block, and other delimiters, take another way through the program.
    quoted, _ = answered(
        ('city,status,"note"\n' + "\n".join(rows) + '\n"kunshan",deceased,x\n').encode()
    )
    assert quoted.head(5).rows() == plain.rows()
    tabs, _ = answered(("city,status,note\n" + "\n".join(rows) + "\n").encode(), out="out.tsv")
    assert tabs.rows() == plain.rows()
    assert plain["error"].to_list()[1].startswith("city: ")
    assert '"' in (tmp_path / "out.csv").read_text("utf-8")


def test_rows_that_hold_nothing_pass_and_are_no_mistake(answered: Answered) -> None:
    out, summary = answered(b"city,status,x\nkunshan,deceased,1\n,,\n , ,  \n,,y\n")
    assert (summary.rows, summary.refused, summary.blank) == (4, 1, 2)
    assert [bool(e) for e in out["error"].to_list()] == [False, False, False, True]


@pytest.mark.parametrize("into", ["csv", "xlsx", "parquet"])
def test_a_file_of_names_alone_gives_a_file_of_names(
    answered: Answered, tmp_path: Path, into: str
) -> None:
    _, summary = answered(b"city,status,x\n", out=f"out.{into}")
    assert summary.rows == 0
    assert read_back(tmp_path / f"out.{into}").columns == ["city", "status", "x", *ADDED]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "in.csv", "is empty"),
        (b"\n \n", "in.csv", "is empty"),
        (b"a,b\n1,2\n", "in.csv", "no column city"),
        (b"city,x\n1,2\n", "in.csv", "no column status"),
        (b"city,city,status\n1,2,3\n", "in.csv", "two columns are called"),
        ("city,参保地,status\n1,2,3\n".encode(), "in.csv", "both mean city"),
        (b'"city,status\n1,2\n', "in.csv", "column names"),
        (b"city,status\n1,2\n", "in.parquet", "is no parquet file"),
        (b"city,status\n1,2\n", "in.xlsx", "is no xlsx file"),
        (b"PK\x03\x04nothing", "in.xlsx", "no sound XLSX file"),
        (b"PAR1nothing", "in.parquet", "no sound Parquet file"),
        (b"\xd0\xcf\x11\xe0old", "in.xls", "old .xls"),
        (b"1\n2\n", "in.jsonl", "no line is a JSON object"),
        (b"\x00\x01\x02", "in.csv", "no column city"),
    ],
)
def test_files_that_hold_no_cases_are_refused_in_words(
    answered: Answered, data: bytes, name: str, said: str
) -> None:
    with pytest.raises(AskedWrongly) as refused:
        answered(data, name)
    assert said in refused.value.text.en


def test_workbooks_that_unpack_to_too_much_are_refused(
    answered: Answered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medisave_cli.batch import workbook

    put(CASES, tmp_path / "in.xlsx")
    monkeypatch.setattr(workbook, "LARGEST", 100)
    with pytest.raises(AskedWrongly):
        answered(tmp_path / "in.xlsx")


def test_what_a_workbook_cannot_hold_is_said_and_nothing_is_written(
    answered: Answered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medisave_cli.batch import into_workbook
    from medisave_cli.errors import MedisaveError

    with pytest.raises(MedisaveError) as refused:
        answered(f"city,status,x\nkunshan,deceased,{'x' * 40_000}\n".encode(), out="out.xlsx")
    assert "32,767" in refused.value.text.en
    monkeypatch.setattr(into_workbook, "SHEET_ROWS", 3)
    with pytest.raises(MedisaveError):
        answered(b"city,status\n" + b"kunshan,deceased\n" * 5, out="out.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
