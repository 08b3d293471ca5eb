"""A file of cases → the same file with answers: read, decide, write, a block at a time."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Protocol

import polars as pl

from medisave_cli.batch.answered import Rows
from medisave_cli.batch.answers import Answerer
from medisave_cli.batch.blocks import Block, Source, column
from medisave_cli.batch.columns import Columns, Headings, columns_of
from medisave_cli.batch.opening import open_source
from medisave_cli.batch.pipeline import Behind, ahead
from medisave_cli.batch.sink import format_for, rows_for
from medisave_cli.batch.target import Target
from medisave_cli.batch.work import Work
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Message
from medisave_cli.language.harmless import harmless
from medisave_cli.tuples import NamedTuple

FULL_ROWS = 2000
"""Rows of a block where each carries its whole advice, some 20 kB."""


class Request(NamedTuple):
    """What is asked for. Paths may be ``-``; an empty ``target`` only checks. ``mapped`` renames columns, ``saved`` does so where
    they are there; ``today`` is an ISO date; ``excel`` None: as the input was; ``sheet``: of a workbook, by name or number."""

    source: str
    target: str
    lang: str
    today: str
    mapped: dict[str, str] = {}  # noqa: RUF012 (never written to)
    full: bool = False
    safe_cells: bool = False
    excel: bool | None = None
    sheet: str | None = None
    saved: dict[str, str] = {}  # noqa: RUF012 (never written to)


class Summary(NamedTuple):
    """What was done. Seconds: all of it, and the part that went into deciding. ``verdicts`` counts answered rows, ``reasons``
    the most frequent reasons why rows were refused; ``problems``: the first of them by row. ``columns``: what each column was
    read as (None: passed through). ``statuses``: the words that were read as a status, and as which."""

    rows: int
    refused: int
    blank: int
    decisions: int
    verdicts: dict[str, int]
    reasons: dict[str, int]
    seconds: float
    deciding: float
    notes: tuple[Message, ...]
    problems: tuple[tuple[int, str], ...]
    columns: tuple[tuple[str, str | None], ...]
    statuses: dict[str, str]


class Watcher(Protocol):
    """Is told how far the work is: rows done, and the share of the input used up (None: not known)."""

    def __call__(self, rows: int, share: float | None) -> None: ...


def run(book: Book, request: Request, watch: Watcher = lambda rows, share: None) -> Summary:
    """Answer every row of the source into the target; nothing appears under the target's name before it is whole.

    Raises:
        AskedWrongly: the files, the columns or the options do not fit.
        MedisaveError: reading or writing fails; an earlier target is left as it was.
        BrokenPipeError: whoever read the output has left.
    """
    started = time.perf_counter()
    headings = Headings(book.facts(), request.mapped, request.saved)
    rows = FULL_ROWS if request.full else None
    source = open_source(request.source, request.lang, headings.fits, rows, request.sheet)
    try:
        columns = columns_of(source.header, headings, request.full)
        work = Work(Answerer(book, request.lang, request.today), columns, request, source.first)
        notes = _written(source, columns, work, request, watch)
    except Exception:
        source.close()
        raise
    # Where the run is interrupted, its reader may wait for more, and closing would wait for the reader.
    source.close()
    return Summary(
        work.rows,
        work.refused,
        work.blank,
        work.decisions,
        work.verdicts(),
        work.reasons(),
        time.perf_counter() - started,
        work.seconds,
        (*source.notes, *columns.notes, *notes),
        tuple(work.problems),
        tuple(zip(columns.found, headings.keys(list(columns.found)), strict=True)),
        work.statuses(),
    )


def _written(
    source: Source, columns: Columns, work: Work, request: Request, watch: Watcher
) -> list[Message]:
    """Answer all and write it; returns what to tell of how it was written."""
    if not request.target:
        _pump(source, work, _Nowhere(), watch)
        return []
    target = Target(request.target)
    if target.is_file(request.source):
        raise AskedWrongly("batch.same_file")
    kind = format_for(request.target, source.kind, target.direct)
    excel, notes = request.excel or False, list[Message]()
    if request.excel is None and source.for_excel and kind in ("csv", "tsv") and not target.direct:
        excel, notes = True, [Message("batch.for_excel")]
    names = [harmless(name) if request.safe_cells else name for name in columns.names]
    try:
        rows = rows_for(kind, target, names, list(columns.added), excel)
        try:
            _pump(source, work, rows, watch)
            rows.close()
            target.settle()
        finally:
            rows.abandon()
    except OSError as error:
        raise target.failure(error) from None
    finally:
        target.drop()
    return notes


def _pump(source: Source, work: Work, rows: Rows, watch: Watcher) -> None:
    writer = Behind(rows.write)
    try:
        with closing(ahead(source.blocks())) as blocks:
            for block in blocks:
                writer.put(work.answer(block))
                done = block.position
                watch(work.rows, done / source.total if source.total and done is not None else None)
        if not work.rows:
            empty = pl.DataFrame(schema={column(i): pl.String for i in range(len(source.header))})
            writer.put(work.answer(Block(empty, None, None)))
        writer.finish()
    finally:
        writer.abandon()


class _Nowhere:
    """Takes rows where they are only checked."""

    def write(self, rows: object) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...
