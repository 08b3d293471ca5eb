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
from medisave_cli.language import Speaker, pick, scrub


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
        raise AskedWrongly("arguments.older_than", typed=scrub(older_than, 40)) from None


def _page(rows: list[dict[str, Any]], before: str, total: int, lang: str) -> Any:
    from medisave_cli.show.page import Page, Section

    say = Speaker(lang)
    subtitle = say("workshop.stale_count", total=total, count=len(rows), before=before)
    columns = ("code", "place", "last_checked", "days_ago")
    table = Section(
        "",
        columns=tuple(say(f"workshop.{column}") for column in columns),
        rows=tuple((r["code"], r["name"], r["checked"], str(r["days"])) for r in rows),
    )
    return Page(say("workshop.stale"), subtitle, lang, sections=(table,) if rows else ())
