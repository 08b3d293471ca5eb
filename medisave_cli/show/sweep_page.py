"""The sweep of all answers as a page or as plain data."""

from __future__ import annotations

from typing import Any

from medisave_cli.language.speaker import Speaker
from medisave_cli.model import MAIN, Place, Status
from medisave_cli.show.page import Page, Section


def sweep_rows(found: list[Any]) -> list[dict[str, Any]]:
    """The sweep (``keeping.sweep.Swept``) as plain data, one object an option."""
    return [
        {
            "code": row.place.code,
            "name": row.place.name.zh,
            "status": row.status,
            "family": row.family,
            "portion": row.portion,
            "verdict": row.verdict,
            "lean": row.lean,
            "grade": row.grade,
            "decided_by": list(row.decided_by),
        }
        for row in found
    ]


def sweep_page(found: list[Any], as_of: str, statuses: dict[str, Status], lang: str) -> Page:
    """The sweep as one table, a line an option."""
    speak = Speaker(lang)
    columns = tuple(
        speak(f"sweep.{column}")
        for column in ("place", "status", "money", "verdict", "lean", "grade", "rule")
    )
    rows = tuple(
        (
            _name(row.place, speak),
            speak.text(statuses[row.status].name) or row.status,
            row.family if row.portion == MAIN else f"{row.family} ({row.portion})",
            row.verdict,
            row.lean or "",
            row.grade or "",
            ", ".join(row.decided_by),
        )
        for row in found
    )
    table = Section("", columns=columns, rows=rows)
    title, subtitle = speak("sweep.title"), speak("sweep.subtitle", count=len(found), day=as_of)
    return Page(title, subtitle, lang, sections=(table,) if rows else ())


def _name(place: Place, speak: Speaker) -> str:
    return f"{speak.text(place.name)} {place.code}"
