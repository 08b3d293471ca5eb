"""``medisave batch``: many cases from a file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.options import LangOption, PoliciesOption, checked_lang, opened
from medisave_cli.errors import ROWS_REFUSED, AskedWrongly, MedisaveError
from medisave_cli.language import Message, Speaker, scrub
from medisave_cli.model import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medisave_cli.batch.run import Summary

STATUSES_TOLD, REASON_TOLD = 20, 120


def run(
    source: Annotated[str, typer.Argument(metavar="IN")],
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT")] = None,
    mapped: Annotated[list[str] | None, typer.Option("--map", metavar="OLD=NEW")] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
    safe_cells: Annotated[bool, typer.Option("--safe-cells")] = False,
    excel: Annotated[bool | None, typer.Option("--excel/--no-excel")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME")] = None,
    mapping: Annotated[str | None, typer.Option("--mapping", metavar="FILE")] = None,
    check: Annotated[bool, typer.Option("--check")] = False,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    if output is None and not check:
        raise AskedWrongly("batch.missing_output")
    try:
        from medisave_cli.batch.run import Request
        from medisave_cli.batch.run import run as run_batch
    except ImportError:
        raise needs_engine() from None
    from medisave_cli.dates import today

    request = Request(
        source,
        "" if check else output or "",
        language,
        today(),
        _mapping(mapped),
        full,
        safe_cells,
        excel,
        sheet,
        _saved(mapping),
    )
    with _progress(language) as watch:
        summary = run_batch(opened(policies), request, watch)
    report(summary, request.target, language)
    if summary.refused:
        raise typer.Exit(ROWS_REFUSED)


def needs_engine() -> MedisaveError:
    """What to say where the optional part is not installed."""
    from medisave_cli.installed import line_for

    return MedisaveError("batch.needs_engine", line=line_for("batch"))


def report(summary: Summary, output: str, lang: str) -> None:
    """Tell on standard error what was done; without an ``output``, what would be understood."""
    speak = Speaker(lang)
    said = [speak.message(note) for note in summary.notes]
    said += [] if output else _understood(summary, speak)
    said.append(_counts(summary, speak))
    if output:
        other = max(summary.seconds - summary.deciding, 0)
        written = (
            speak("batch.written", file=output) if output != "-" else speak("batch.written_out")
        )
        took = speak(
            "batch.took",
            seconds=f"{summary.seconds:.1f}",
            decisions=f"{summary.decisions:,}",
            deciding=f"{summary.deciding:.1f}",
            other=f"{other:.1f}",
            rate=f"{summary.rows / other if other > 0 else 0:,.0f}",
        )
        said += [written, took]
    else:
        said.append(speak("batch.checked"))
    if summary.refused and output:
        said.append(speak("batch.why_refused"))
        said += [
            speak("batch.reason", count=f"{count:,}", reason=scrub(reason, REASON_TOLD))
            for reason, count in summary.reasons.items()
        ]
    for line in said:
        print("".join(c if c.isprintable() else " " for c in line), file=sys.stderr)


def _counts(summary: Summary, speak: Speaker) -> str:
    """How many rows were answered, how, and how many were not."""
    from medisave_cli.show.terms import verdict_term

    answered = summary.rows - summary.refused - summary.blank
    counts = tuple(
        Message(
            "batch.verdict",
            {"verdict": verdict_term(verdict), "count": f"{summary.verdicts[verdict]:,}"},
        )
        for verdict in VERDICTS
        if summary.verdicts.get(verdict)
    )
    return speak(
        "batch.done",
        rows=f"{summary.rows:,}",
        answered=f"{answered:,}",
        verdicts=speak("batch.verdicts", counts=counts) if counts else "",
        refused=f"{summary.refused:,}",
        blank=speak("batch.blank", count=f"{summary.blank:,}") if summary.blank else "",
    )


def _understood(summary: Summary, speak: Speaker) -> list[str]:
    """What was read as what, and the first rows that could not be."""
    said = [speak("batch.columns_read")]
    said += [
        speak("batch.column_read", name=scrub(name), holds=key)
        for name, key in summary.columns
        if key is not None
    ]
    passed = tuple(scrub(name) for name, key in summary.columns if key is None and name.strip())
    said += [speak("batch.columns_passed", names=passed)] if passed else []
    words = list(summary.statuses.items())[:STATUSES_TOLD]
    if words:
        said.append(speak("batch.statuses_read"))
        said += [speak("batch.status_read", word=scrub(w), status=s) for w, s in words]
    if summary.problems:
        said.append(speak("batch.problems"))
        said += [
            speak("batch.problem", row=f"{row:,}", reason=scrub(reason, REASON_TOLD))
            for row, reason in summary.problems
        ]
    return said


def _mapping(words: list[str] | None) -> dict[str, str]:
    mapped: dict[str, str] = {}
    for word in words or []:
        old, sign, new = word.rpartition("=")
        if not sign or not old.strip() or not new.strip():
            raise AskedWrongly("batch.map_form", typed=scrub(word))
        mapped[old.strip()] = new.strip()
    return mapped


def _saved(path: str | None) -> dict[str, str]:
    """The mapping that a file holds: a line each, what follows # is a remark."""
    if path is None:
        return {}
    from pathlib import Path

    from medisave_cli.files import shown, why

    try:
        text = Path(path).read_text("utf-8-sig", "replace")
    except (OSError, ValueError) as error:
        raise AskedWrongly("files.cannot_read", file=shown(path), why=why(error)) from None
    mapped: dict[str, str] = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        old, sign, new = line.rpartition("=")
        if not sign or not old.strip() or not new.strip():
            raise AskedWrongly("batch.mapping_form", line=n, typed=scrub(line))
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

    speak = Speaker(lang)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(speak("batch.working"), total=None, said="")
        began = bar.get_time()

        def watch(rows: int, share: float | None) -> None:
            rate = rows / max(bar.get_time() - began, 0.001)
            said = speak("batch.progress", rows=f"{rows:,}", rate=f"{rate:,.0f}")
            bar.update(task, total=None if share is None else 1.0, completed=share or 0, said=said)

        yield watch
