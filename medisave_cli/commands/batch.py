"""``medisave batch``: many cases from a file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.options import LangOption, PoliciesOption, checked_lang, opened
from medisave_cli.errors import ROWS_REFUSED, AskedWrongly, MedisaveError
from medisave_cli.words import pick, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medisave_cli.batch.run import Summary


def run(
    source: Annotated[
        str,
        typer.Argument(
            metavar="IN",
            help=say(
                "CSV、TSV、XLSX、JSON Lines 或 Parquet 文件，- 表示标准输入；要有 city（参保地）和 status（情形）两列，可有 to（转入地）、as_of（日期）和各项事实",
                "a CSV, TSV, XLSX, JSON Lines or Parquet file, - for standard input; it needs the columns city and status, and may have to, as_of and facts",
            ),
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help=say(
                "结果文件，格式看后缀；- 表示标准输出",
                "the file to write, in the format of its ending; - for standard output",
            ),
        ),
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="OLD=NEW",
            help=say(
                "列名对应，例如 --map 城市=city，可重复",
                "a column's name and what it holds, such as --map Town=city; repeatable",
            ),
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=say(
                "再加一列 advice：整份答复（JSON）",
                "add a column advice with the whole answer as JSON",
            ),
        ),
    ] = False,
    safe_cells: Annotated[
        bool,
        typer.Option(
            "--safe-cells",
            help=say(
                "原有各列里以 = + - @ 开头的格子也加撇号",
                "put an apostrophe before = + - @ in the columns passed through, too",
            ),
        ),
    ] = False,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help=say(
                "CSV 带 BOM，Excel 直接打开不乱码", "CSV with a byte-order mark, as Excel wants it"
            ),
        ),
    ] = False,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    if output is None:
        raise AskedWrongly(
            "缺少 -o：结果写到哪个文件（- 表示标准输出）",
            "missing -o: the file to write (- for standard output)",
        )
    try:
        from medisave_cli.batch.run import Request
        from medisave_cli.batch.run import run as run_batch
    except ImportError:
        raise needs_engine() from None
    from medisave_cli.dates import today

    request = Request(
        source,
        output,
        language,
        today(),
        _mapping(mapped),
        full,
        safe_cells,
        excel,
    )
    with _progress(language) as watch:
        summary = run_batch(opened(policies), request, watch)
    report(summary, output, language)
    if summary.refused:
        raise typer.Exit(ROWS_REFUSED)


def needs_engine() -> MedisaveError:
    """What to say where the optional part is not installed."""
    return MedisaveError(
        "成批处理要先安装：pip install 'medisave[batch]'",
        "many cases need an optional part: pip install 'medisave[batch]'",
    )


def report(summary: Summary, output: str, lang: str) -> None:
    """Tell on standard error what was done."""
    from medisave_cli.show.wording import VERDICTS

    zh = lang == "zh"
    said = [pick(note, lang) for note in summary.notes]
    answered = summary.rows - summary.refused - summary.blank
    verdicts = ("，" if zh else ", ").join(
        f"{pick(text, lang)} {summary.verdicts[v]:,}"
        for v, text in VERDICTS.items()
        if summary.verdicts.get(v)
    )
    bracket = (f"（{verdicts}）" if zh else f" ({verdicts})") if verdicts else ""
    other = max(summary.seconds - summary.deciding, 0)
    rate = summary.rows / other if other > 0 else 0
    if zh:
        said.append(
            f"{summary.rows:,} 行：答了 {answered:,}{bracket}，看不懂 {summary.refused:,}"
            + (f"，空行 {summary.blank:,}" if summary.blank else "")
        )
        said.append(f"已写入 {output}" if output != "-" else "已写到标准输出")
        said.append(
            f"用时 {summary.seconds:.1f} 秒：判定 {summary.decisions:,} 种 {summary.deciding:.1f} 秒，读写 {other:.1f} 秒（每秒 {rate:,.0f} 行）"
        )
    else:
        said.append(
            f"{summary.rows:,} rows: {answered:,} answered{bracket}, {summary.refused:,} refused"
            + (f", {summary.blank:,} empty" if summary.blank else "")
        )
        said.append(f"written to {output}" if output != "-" else "written to standard output")
        said.append(
            f"{summary.seconds:.1f} s: {summary.decisions:,} decisions made in {summary.deciding:.1f} s, read and written in {other:.1f} s ({rate:,.0f} rows/s)"
        )
    if summary.refused:
        said.append(
            "看不懂的行，原因写在 error 列；最多的是："
            if zh
            else "why a row was refused is in its error column; most often:"
        )
        said += [
            f"  {count:,} × {reason if len(reason) <= 120 else reason[:119] + '…'}"
            for reason, count in summary.reasons.items()
        ]
    for line in said:
        print("".join(c if c.isprintable() else " " for c in line), file=sys.stderr)


def _mapping(words: list[str] | None) -> dict[str, str]:
    mapped: dict[str, str] = {}
    for word in words or []:
        old, sign, new = word.rpartition("=")
        if not sign or not old.strip() or not new.strip():
            raise AskedWrongly(
                f"--map 要写成 列名=含义，例如 城市=city，不能是“{word[:60]}”",
                f"--map takes NAME=MEANING, such as Town=city, not “{word[:60]}”",
            )
        mapped[old.strip()] = new.strip()
    return mapped


@contextmanager
def _progress(lang: str) -> Iterator[Any]:
    """A progress bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda rows, share: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    zh = lang == "zh"
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("处理中" if zh else "working", total=None, said="")
        began = bar.get_time()

        def watch(rows: int, share: float | None) -> None:
            rate = rows / max(bar.get_time() - began, 0.001)
            said = f"{rows:,} 行，每秒 {rate:,.0f} 行" if zh else f"{rows:,} rows, {rate:,.0f}/s"
            bar.update(task, total=None if share is None else 1.0, completed=share or 0, said=said)

        yield watch
