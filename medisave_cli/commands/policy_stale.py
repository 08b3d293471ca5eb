"""``medisave policy stale``: the places whose file was not held against its sources for long."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, opened, reading, tell
from medisave_cli.dates import read_date
from medisave_cli.dates import today as china_today
from medisave_cli.errors import AskedWrongly
from medisave_cli.show.wording import pick


def run(
    folders: FoldersArgument = None,
    older_than: Annotated[str, typer.Option("--older-than", metavar="DAYS|DATE")] = "180d",
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.keeping.coverage import stale

    language = checked_lang(lang)
    read = reading(folders, policies)
    today = date.fromisoformat(china_today())
    before = cutoff(older_than, today)
    book = opened(read)
    rows = [
        {
            "code": p.code,
            "name": pick(p.name, language),
            "checked": p.checked,
            "days": (today - date.fromisoformat(p.checked or "")).days,
        }
        for p in stale(book, before)
    ]
    face = chosen(format, output)
    if face is Format.json:
        deliver_json({"schema": 1, "before": before, "places": rows}, output)
    else:
        render_page(_page(rows, before, len(book.places_on_file()), language), face, output)
    tell(read, language)


def cutoff(older_than: str, today: date) -> str:
    """The ISO date before which a check is too old: ``180d`` back from ``today``, or the date given.

    Raises:
        AskedWrongly: neither a number of days nor a date.
    """
    days = re.fullmatch(r"([0-9]{1,5})\s*d(?:ays?)?|([0-9]{1,5})天", older_than.strip())
    try:
        if days:
            return (today - timedelta(days=int(days[1] or days[2]))).isoformat()
        return read_date(older_than, "--older-than")
    except (AskedWrongly, OverflowError):
        shown = "".join(c for c in older_than if c.isprintable())[:40]
        raise AskedWrongly(
            f"--older-than 要写成 180d 或 2026-01-01，不能是“{shown}”",
            f"--older-than takes 180d or 2026-01-01, not “{shown}”",
        ) from None


def _page(rows: list[dict[str, Any]], before: str, total: int, lang: str) -> Any:
    from medisave_cli.show.page import Page, Section

    zh = lang == "zh"
    title = "该重新核对的地方" if zh else "Places to check again"
    subtitle = (
        f"{total} 个地方中有 {len(rows)} 个最后核对早于 {before}"
        if zh
        else f"{len(rows)} of {total} places were last checked before {before}"
    )
    columns = (
        ("代码", "地方", "最后核对", "天前")
        if zh
        else ("code", "place", "last checked", "days ago")
    )
    table = Section(
        "",
        columns=columns,
        rows=tuple((r["code"], r["name"], r["checked"], str(r["days"])) for r in rows),
    )
    return Page(title, subtitle, lang, sections=(table,) if rows else ())
