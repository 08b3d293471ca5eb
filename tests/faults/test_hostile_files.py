"""Files made to break a reader: each is read, or refused in one line; in time that grows with its size, and in bounded memory."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("polars")

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from medisave_cli import Book
from medisave_cli.batch import members, records
from medisave_cli.batch.delimited import Delimited
from medisave_cli.batch.run import Request, run
from medisave_cli.errors import MedisaveError
from tests.batch.conftest import TODAY, Answered, answered

__all__ = ["answered"]
HEAD = b"city,status,note\n"


def rows_of(data: bytes) -> list[tuple[object, ...]]:
    stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
    source = Delimited(stream, "en", lambda cells: "city" in cells)
    return [row for block in source.blocks() for row in block.cells.rows()]


# Counted in steps of the patterns, not in seconds: what is scanned again and again would show.
PATTERNS = [
    b'a","\n',
    b'"',
    b'"\n',
    b'"a\n',
    b',"\n',
    b'""\n',
    b'"""\n',
    b'","',
    b'x"\n',
    b'"a,b\n"',
    b'5" x,y\n',
    b"\r",
    b"\0",
    b",",
    b"\n",
]


@pytest.mark.parametrize("pattern", PATTERNS, ids=repr)
def test_the_work_grows_with_the_size_alone(
    monkeypatch: pytest.MonkeyPatch, pattern: bytes
) -> None:
    looked = 0
    true = records.record_at

    def counted(data: bytes, start: int, mark: bytes, ended: bool) -> records.Record | None:
        nonlocal looked
        looked += 1
        return true(data, start, mark, ended)

    from medisave_cli.batch import delimited

    monkeypatch.setattr(delimited, "record_at", counted)
    counts = []
    for size in (20_000, 80_000):
        looked = 0
        with suppress(MedisaveError):
            rows_of(HEAD + pattern * (size // len(pattern)))
        counts.append(looked)
    assert counts[1] <= 4 * counts[0] + 100


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\x00\x00",
        b"\x00\r\x00\n",
        b"\r",
        b"\x00" * 5000,
        b"city,status,\x00\n1,2,3\n",
        b"\x1a",
        b'"',
        b'""',
        b"sep=;",
        b"sep=",
        b",\n,\n",
        b"\xff" * 3000,
        b'city,status\n"' + b"x" * 3000,
        b"city;status|a,b\t\n",
    ],
    ids=lambda data: repr(data[:12]),
)
def test_files_that_are_next_to_nothing_end_in_one_line(answered: Answered, data: bytes) -> None:
    try:
        answered(data)
    except MedisaveError as error:
        for text in error.text:
            assert text
            assert text.isprintable()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.binary(max_size=60)
    | st.text(st.sampled_from('\x00\r\n",;\ufeff昆山\ud7ff'), max_size=40).map(
        lambda text: text.encode("utf-16-le")
    )
)
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    try:
        rows_of(data)
    except MedisaveError as error:
        assert all(error.text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-16"])
def test_wide_encodings_are_read_with_and_without_a_mark(answered: Answered, encoding: str) -> None:
    out, summary = answered(
        "city,status,备注\n昆山,deceased,甲\n苏州,retired,乙\n".encode(encoding)
    )
    assert summary.refused == 0
    assert out["备注"].to_list() == ["甲", "乙"]


def test_line_ends_of_every_kind_in_one_file(answered: Answered) -> None:
    data = b'city,status,x\r\nkunshan,deceased,1\rkunshan,deceased,2\nkunshan,deceased,"3\r4"\r'
    out, summary = answered(data, out="out.parquet")
    assert (summary.rows, summary.refused) == (3, 0)
    assert out["x"].to_list() == ["1", "2", "3\r4"]


def test_a_header_and_rows_of_any_length(answered: Answered) -> None:
    wide = b"city,status," + b"x" * 200_000 + b"\nkunshan,deceased,1\n"
    assert answered(wide)[1].refused == 0
    many = HEAD + b"kunshan,deceased,1\nkunshan,deceased" + b",1" * 100_000 + b"\n"
    out, summary = answered(many)
    assert (summary.rows, summary.refused) == (2, 1)
    assert "100002 cells" in out["error"][1]
    with pytest.raises(MedisaveError, match="16384"):
        answered(b"city,status" + b",x" * 100_000 + b"\nkunshan,deceased\n")


def test_a_line_without_an_end_is_refused(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LONGEST_RECORD", 1 << 18)
    with pytest.raises(MedisaveError, match="longer than"):
        answered(HEAD + b"x" * (8 << 20))


def test_a_million_empty_rows_pass(answered: Answered) -> None:
    _, summary = answered(HEAD + b"\n" * 300_000 + b"kunshan,deceased,1\n")
    assert (summary.rows, summary.refused, summary.blank) == (300_001, 0, 300_000)


# Workbooks.


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(path: Path, sheet: bytes | None = None, **parts: bytes) -> Path:
    """A small workbook, with parts of it replaced."""
    pl.DataFrame({"city": ["昆山"], "status": ["deceased"]}).write_excel(path)
    held = parts_of(path)
    if sheet is not None:
        held["xl/worksheets/sheet1.xml"] = sheet
    held |= {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return path


def sheet(rows: str, behind: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = '<row r="1"><c r="A1" t="str"><v>city</v></c><c r="B1" t="str"><v>status</v></c></row>'
    return f'<worksheet xmlns="{space}"><sheetData>{head}{rows}</sheetData>{behind}</worksheet>'.encode()


CASE = '<c r="A{0}" t="str"><v>昆山</v></c><c r="B{0}" t="str"><v>deceased</v></c>'
SHEETS = {
    "far out": sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "no such column": sheet('<row r="2"><c r="ZZZZ2"><v>1</v></c></row>'),
    "no such row": sheet('<row r="x"><c r="A2"><v>1</v></c></row>'),
    "backwards": sheet(
        '<row r="9"><c r="A9"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>'
    ),
    "no such text": sheet('<row r="2"><c r="A2" t="s"><v>99</v></c></row>'),
    "no such style": sheet('<row r="2"><c r="A2" s="99"><v>1</v></c></row>'),
    "no number": sheet('<row r="2"><c r="A2"><v>abc</v></c></row>'),
    "endless number": sheet('<row r="2"><c r="A2"><v>1e999</v></c></row>'),
    "cut off": sheet("")[:-30],
    "no xml": b"\x00\x01",
    "entities": b'<!DOCTYPE a [<!ENTITY a "aaaa">]>' + sheet(""),
    "merged without end": sheet(
        f'<row r="2">{CASE.format(2)}</row>',
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
    ),
    "merged thousandfold": sheet(
        "".join(f'<row r="{n}">{CASE.format(n)}</row>' for n in range(2, 200)),
        "<mergeCells>" + '<mergeCell ref="A2:A199"/>' * 30_000 + "</mergeCells>",
    ),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_sheets_that_break_readers_are_read_or_refused(
    answered: Answered, tmp_path: Path, kind: str
) -> None:
    path = workbook(tmp_path / "in.xlsx", SHEETS[kind])
    try:
        answered(path, out="out.csv")
    except MedisaveError as error:
        assert all(text.isprintable() for text in error.text)
        assert not list(tmp_path.glob("*.part"))
    else:
        assert kind in ("merged without end", "endless number", "no such row")


def test_a_cell_far_out_is_named(answered: Answered, tmp_path: Path) -> None:
    with pytest.raises(MedisaveError, match="XFD1048576"):
        answered(workbook(tmp_path / "in.xlsx", SHEETS["far out"]))


def test_a_sheet_that_unpacks_to_too_much_is_refused_before_it_is_read(
    answered: Answered, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.xlsx"
    workbook(path)
    held = parts_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in held.items():
            if name == "xl/worksheets/sheet1.xml":
                continue
            archive.writestr(name, data)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1100):
                part.write(bytes(1 << 20))
    assert path.stat().st_size < 10 << 20
    with pytest.raises(MedisaveError, match="unpacks to too much"):
        answered(path)


def test_empty_rows_between_and_behind_are_no_mistake(answered: Answered, tmp_path: Path) -> None:
    rows = f'<row r="2">{CASE.format(2)}</row><row r="5">{CASE.format(5)}</row>'
    rows += "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(6, 3000))
    out, summary = answered(workbook(tmp_path / "in.xlsx", sheet(rows)))
    assert (summary.rows, summary.refused, summary.blank) == (4, 0, 2)
    assert out["verdict"].to_list() == ["eligible", None, None, "eligible"]


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_files_that_are_cut_off_are_refused(
    answered: Answered, tmp_path: Path, share: float, ending: str
) -> None:
    path = tmp_path / f"in.{ending}"
    frame = pl.DataFrame({"city": ["昆山"] * 50, "status": ["deceased"] * 50, "n": range(50)})
    frame.write_excel(path) if ending == "xlsx" else frame.write_parquet(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(MedisaveError) as caught:
        answered(path)
    assert all(text.isprintable() for text in caught.value.text)


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_files_with_flipped_bits_are_read_or_refused(
    answered: Answered, tmp_path: Path, ending: str
) -> None:
    import random

    path, dice = tmp_path / f"in.{ending}", random.Random(3)
    frame = pl.DataFrame({"city": ["昆山"] * 5, "status": ["deceased"] * 5})
    frame.write_excel(path) if ending == "xlsx" else frame.write_parquet(path)
    data = path.read_bytes()
    for _ in range(12):
        broken = bytearray(data)
        broken[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(broken)
        try:
            answered(path)
        except MedisaveError as error:
            assert all(error.text)


# Types of Parquet.


@pytest.mark.parametrize("into", ["csv", "tsv", "jsonl", "parquet", "xlsx"])
@pytest.mark.parametrize("safe", [False, True])
def test_every_type_of_parquet_goes_into_every_format(
    answered: Answered, tmp_path: Path, into: str, safe: bool
) -> None:
    from datetime import datetime, time, timedelta
    from decimal import Decimal

    frame = pl.DataFrame(
        {
            "city": ["昆山", "昆山"],
            "status": ["deceased", "deceased"],
            "duration": [timedelta(days=1), None],
            "decimal": [Decimal("1.50"), None],
            "list": [[1, 2], None],
            "texts": [["=1+1"], None],
            "struct": [{"a": 1, "b": "x"}, None],
            "categorical": pl.Series(["x", None], dtype=pl.Categorical),
            "enum": pl.Series(["x", None], dtype=pl.Enum(["x"])),
            "binary": [b"\xff\x00", None],
            "time": [time(1, 2, 3), None],
            "null": [None, None],
            "array": pl.Series([[1, 2], None], dtype=pl.Array(pl.Int64, 2)),
            "nan": [float("nan"), float("inf")],
            "u64": pl.Series([2**64 - 1, None], dtype=pl.UInt64),
            "zoned": pl.Series(
                [datetime(2026, 1, 2, 3), None], dtype=pl.Datetime("ms", "Asia/Shanghai")
            ),
            "nested": [[timedelta(days=1)], None],
            "deep": [[{"x": [b"\xff"]}], None],
            "bool": [True, None],
        }
    )
    frame.write_parquet(tmp_path / "in.parquet")
    out, summary = answered(tmp_path / "in.parquet", out=f"out.{into}", safe_cells=safe)
    assert summary.refused == 0
    assert out["verdict"].to_list() == ["eligible", "eligible"]
    if into in ("csv", "tsv", "jsonl"):
        assert str(out["duration"][0]) == "PT86400S"


# JSON Lines.

MEMBERS = [
    '"x": 1e400', '"y":0.10000000000000000555', '"z" : 12345678901234567890123', '"d": 1, "d": 2',
    '"verdict": {"a": [1.0, "=x"]}', '"=f": "=1+1"', '"u": "\\u6606\\ud83d\\ude00"', '"e":"\\"}"', '"n": -0.0',
    '"t": "\\u003d1"',
]  # fmt: skip


@pytest.mark.parametrize("member", MEMBERS)
def test_json_lines_pass_byte_for_byte(book: Book, tmp_path: Path, member: str) -> None:
    line = f'{{ "city":"昆山" , {member},"status": "deceased"  }}'
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(line + "\n", "utf-8")
    run(book, Request(str(source), str(target), "en", TODAY))
    written = (tmp_path / "out.jsonl").read_text("utf-8")
    given = line.replace('"verdict"', '"input_verdict"')
    assert written.startswith(given[: given.rindex("}")].rstrip())
    json.loads(written)
    run(book, Request(str(source), str(target), "en", TODAY, safe_cells=True))
    safe = (tmp_path / "out.jsonl").read_text("utf-8")
    row = json.loads(safe)
    assert not [v for v in row.values() if isinstance(v, str) and v.startswith("=")]
    assert not [k for k in row if k.startswith("=")]
    if "=" not in member and "\\u003d" not in member:
        assert safe == written


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.dictionaries(st.text(max_size=6), JSON, max_size=4), st.booleans(), st.integers(0, 3))
def test_members_are_found_as_json_finds_them(
    value: dict[str, object], ascii: bool, indent: int
) -> None:
    line = " " * indent + json.dumps(value, ensure_ascii=ascii) + " " * indent
    found = members.members_of(line)
    assert found is not None
    read = {m.key: json.loads(line[m.value_at[0] : m.value_at[1]]) for m in found}
    assert read == value
    assert members.rewritten(line, {}, False) == line


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from('{}[]":,\\ 1ae'), max_size=14))
def test_what_is_no_object_has_no_members(line: str) -> None:
    try:
        value = json.loads(line)
    except ValueError:
        value = None
    assert (members.members_of(line) is not None) == isinstance(value, dict)


# Memory.

PEAK = """
import sys
from medisave_cli import open_book
from medisave_cli.batch.run import Request, run
try:
    run(open_book(), Request(sys.argv[1], sys.argv[2], "en", "2026-11-22"))
except Exception as error:
    print(error, file=sys.stderr)
print(int(dict(l.split(":", 1) for l in open("/proc/self/status"))["VmHWM"].split()[0]) // 1024)
"""
LARGE = {
    "one stray mark": '{head}昆山,deceased,"{x}'.format(
        head=HEAD.decode(), x="x\n" * 6_000_000
    ).encode(),
    "one stray mark, a hundred columns": b"city,status"
    + b",c" * 100
    + b'\nkunshan,deceased,"'
    + b"x\n" * 100_000,
    "marks alone": HEAD + b'"' * (6 << 20),
    "marks that do not match": HEAD + b'a","\n' * 1_000_000,
    "marks in each line": HEAD + b'"a\n' * 100_000,
    "one line": HEAD + b"x" * (12 << 20),
    "deep": b'{"city": ' + b"[" * 4_000_000,
}


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the memory")
@pytest.mark.parametrize("kind", LARGE)
def test_memory_is_bounded_whatever_the_bytes(tmp_path: Path, kind: str) -> None:
    source = tmp_path / ("in.jsonl" if kind == "deep" else "in.csv")
    source.write_bytes(LARGE[kind])
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(source), str(tmp_path / "out.csv")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        timeout=300,
    )
    assert "Traceback" not in done.stderr
    assert int(done.stdout) < 110 + 300


def test_nothing_is_left_where_reading_fails(book: Book, tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    pl.DataFrame({"city": ["x"] * 9, "status": ["y"] * 9}).write_parquet(source)
    source.write_bytes(source.read_bytes()[:-9])
    with pytest.raises(MedisaveError):
        run(book, Request(str(source), str(tmp_path / "out.csv"), "en", TODAY))
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]
