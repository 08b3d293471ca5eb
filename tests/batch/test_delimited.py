"""Delimited files, read as they come: encodings, delimiters, quotation marks, and lines that are broken."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("polars")

from medisave_cli import AskedWrongly
from medisave_cli.batch import records
from medisave_cli.batch.delimited import Delimited

Rows = list[tuple[list[str], str | None]]


def read(data: bytes, size: int | None = None) -> tuple[list[str], Rows]:
    """The header, and each row's cells (empty ones as "") with what is wrong with it."""
    source = Delimited(io.BufferedReader(io.BytesIO(data)), "en", lambda cells: False)  # type: ignore[arg-type]
    if size is not None:
        source._size = size
    rows: Rows = []
    for block in source.blocks():
        said = block.errors.to_list() if block.errors is not None else [None] * block.cells.height
        rows += [
            ([cell or "" for cell in row], error)
            for row, error in zip(block.cells.rows(), said, strict=True)
        ]
    return source.header, rows


CELL = st.text(st.sampled_from('ab 昆山"\n\r,;=\x00\t'), max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
    st.sampled_from([1, 7, 64, None]),
)
def test_what_a_csv_writer_writes_is_read_back_whatever_the_blocks(
    rows: list[list[str]], style: tuple[str, int], block: int | None
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=style[0], quoting=style[1])  # type: ignore[arg-type]
    writer.writerow(["city", "status", "note"])
    writer.writerows(rows)
    header, found = read(text.getvalue().encode(), block)
    assert header == ["city", "status", "note"]
    assert [row for row, _ in found] == rows
    assert [error for _, error in found] == [None] * len(rows)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                '"',
                ",",
                "\n",
                "\r\n",
                "\r",
                '""',
                "昆",
                "x,y,z\n",
                '"p\nq",r,s\n',
                ',"',
                '5" s',
                "\0",
                '",',
                ",,,\n",
            ]
        )
    ).map("".join)
)
def test_however_broken_a_file_every_line_without_marks_is_read_and_blocks_change_nothing(
    body: str,
) -> None:
    data = ("city,status,note\n" + body + "\n1,2,3\n").encode()
    _, whole = read(data)
    for block in (1, 3, 16, 61):
        assert read(data, block)[1] == whole
    if whole[-1][1] is not None and '"' not in body:
        assert "".join(whole[-1][0]).endswith("123")
    # Nothing is lost: what is not quotation, delimiter or line end stands in a cell or in what is said of it.
    kept = "".join("".join(cells) + (error or "") for cells, error in whole)
    for mark in "axyzpqrs昆":
        assert kept.count(mark) >= body.count(mark)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused_in_words(body: bytes) -> None:
    for heading in (b"city,status\n", b""):
        try:
            read(heading + body)
        except AskedWrongly:
            assert not heading


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("gb18030", b""), ("utf-16", b"")],
)
def test_encodings_are_found_out(encoding: str, mark: bytes) -> None:
    data = mark + "参保地,情形,备注\n昆山,退休,䶮㐂\n".encode(encoding)
    assert read(data) == (["参保地", "情形", "备注"], [(["昆山", "退休", "䶮㐂"], None)])


def test_gb18030_that_begins_late_is_found_out() -> None:
    data = (
        b"city,status,note\n"
        + b"kunshan,retired,x\n" * 20_000
        + "kunshan,retired,备注\n".encode("gb18030")
    )
    _, rows = read(data, 4096)
    assert len(rows) == 20_001
    assert rows[-1] == (["kunshan", "retired", "备注"], None)


def test_a_line_in_another_encoding_is_refused_alone_and_kept_readable() -> None:
    data = (
        "city,status,note\n昆山,retired,甲\n".encode()
        + "苏州,retired,乙\n".encode("gb18030")
        + "无锡,retired,丙\n".encode()
    )
    _, rows = read(data)
    assert [error is None for _, error in rows] == [True, False, True]
    assert rows[1][0][1] == "retired"
    assert "\\x" in rows[1][0][0]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_out(mark: str) -> None:
    data = (
        mark.join(["city", "status", "note"]) + "\n" + mark.join(["昆山", "retired", "a b"]) + "\n"
    )
    assert read(data.encode()) == (["city", "status", "note"], [(["昆山", "retired", "a b"], None)])


def test_ragged_rows_keep_their_cells() -> None:
    _, rows = read(b"city,status,note\na,b\na,b,c,d,e\na,b,c,,\na,b,c\n")
    assert rows[0] == (["a", "b", ""], None)
    assert rows[1][0] == ["a", "b", "c"]
    assert rows[1][1] is not None
    assert "d,e" in rows[1][1]
    assert rows[2:] == [(["a", "b", "c"], None)] * 2


def test_a_mark_that_nothing_closes_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_RECORD", 1 << 16)
    data = b"city,status,note\n" + b'"a,b,c\n' + b"d,e,f\n" * 30_000
    _, rows = read(data, 4096)
    assert len(rows) == 30_001
    assert [n for n, (_, error) in enumerate(rows) if error] == [0]
    assert rows[0][0][1:] == ["b", "c"]


def test_giant_cells_pass() -> None:
    giant = "重" * 3_000_000
    _, rows = read(f'city,status,note\na,b,"{giant}\n,"\nc,d,{giant}\n'.encode())
    assert rows == [(["a", "b", giant + "\n,"], None), (["c", "d", giant], None)]


def test_old_line_ends_are_line_ends() -> None:
    assert read(b"city,status\ra,b\rc,d\r")[1] == [(["a", "b"], None), (["c", "d"], None)]


def test_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    import os

    there, here = os.pipe()
    os.write(here, b"city,status\na,b\n")
    os.close(here)
    source = Delimited(open(there, "rb"), "en", lambda cells: False)  # noqa: SIM115
    assert source.total is None
    assert sum(block.cells.height for block in source.blocks()) == 1
    source.close()
