"""What nobody has looked up, as a page and as JSON."""

from __future__ import annotations

from typing import Any

from medisave_cli.keeping.unknown import Unknown
from medisave_cli.language import Speaker
from medisave_cli.model import Status
from medisave_cli.show.page import Page, Section

FIRST = 40
"""So many are shown to read; JSON has all."""


def unknown_json(found: list[Unknown], day: str, say: Speaker) -> dict[str, Any]:
    """Every pair, with the divisions that a rule there would settle."""
    return {
        "schema": 1,
        "as_of": day,
        "unknown": [
            {
                "code": u.place.code,
                "name": say.text(u.place.name),
                "status": u.status,
                "settles": len(u.divisions),
                "divisions": [d.code for d in u.divisions],
            }
            for u in found
        ],
    }


def unknown_page(found: list[Unknown], statuses: dict[str, Status], day: str, say: Speaker) -> Page:
    """The pairs that settle most."""
    rows = tuple(
        (
            str(len(u.divisions)),
            say.text(u.place.name),
            say.text(statuses[u.status].name),
            f"medisave policy new {u.place.code}" if u.place.checked is None else u.place.code,
        )
        for u in found[:FIRST]
    )
    columns = tuple(say(f"coverage.{key}") for key in ("settles", "place", "status", "start"))
    return Page(
        say("coverage.unknown"),
        say("coverage.unknown_of", pairs=len(found), day=day),
        say.lang,
        lead=(say("coverage.unknown_lead", first=min(FIRST, len(found))),),
        sections=(Section("", columns=columns, rows=rows),) if rows else (),
    )
