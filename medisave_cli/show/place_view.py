"""All that a place's pages show: what is on file for it, and what it answers in each situation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from medisave_cli.language import pick
from medisave_cli.model import (
    TOPICS,
    Advice,
    Closure,
    Contact,
    Place,
    Provision,
    Source,
    Status,
    Text,
)
from medisave_cli.show.listing import why_not_firm
from medisave_cli.tuples import NamedTuple


class PlaceView(NamedTuple):
    """``serving``: the places whose rules serve it, nearest first. ``rules``: by place code, provisions with the base statuses they
    are written for. ``looked_for``: (place code, what, date). ``answers``: what is answered with nothing told, by base status.
    """

    place: Place
    also_called: list[str]
    serving: list[Place]
    rules: dict[str, list[tuple[Provision, tuple[str, ...]]]]
    closures: dict[str, list[Closure]]
    guides: Counter[str]
    looked_for: list[tuple[str, Text, str]]
    contacts: list[Contact]
    statuses: dict[str, Status]
    portions: dict[str, Text]
    sources: dict[str, Source]
    book: tuple[str, str]
    today: str
    answers: dict[str, Advice] = {}  # noqa: RUF012 (never written to)


def place_data(
    view: PlaceView, lang: str, warnings: Iterable[tuple[str, Text]] = ()
) -> dict[str, Any]:
    """The same as plain data for JSON; nothing is left out. ``warnings``: what must be said of how the place was found."""
    from medisave_cli.show.records import (
        cite_ids,
        contact_record,
        envelope,
        place_record,
        provision_record,
        source_records,
        warning_records,
    )

    return envelope(
        lang,
        view.book,
        place=place_record(view.place, lang),
        also_called=view.also_called,
        serving=[place_record(p, lang) for p in view.serving],
        answers=[_answer(status, a, lang) for status, a in view.answers.items()],
        provisions=[
            provision_record(p, statuses, lang, view.today, why_not_firm(p, lang, view.today))
            for near in view.serving
            for p, statuses in view.rules[near.code]
        ],
        closed=[
            {
                "id": c.id,
                "from": c.place,
                "family": c.family,
                "portion": c.portion,
                "words": c.words,
                "lists": list(c.lists),
                "grade": c.grade,
                "cites": cite_ids(c.cites),
            }
            for near in view.serving
            for c in view.closures[near.code]
        ],
        guides={topic: view.guides[topic] for topic in TOPICS},
        looked_for=[
            {"from": code, "text": pick(what, lang), "on": on} for code, what, on in view.looked_for
        ],
        contacts=[contact_record(c, view.place.area_code, lang) for c in view.contacts],
        warnings=warning_records(warnings, lang),
        sources=source_records(view.sources, lang),
    )


def _answer(status: str, advice: Advice, lang: str) -> dict[str, Any]:
    from medisave_cli.show.headline import headline

    return {
        "status": status,
        "verdict": advice.verdict,
        "lean": advice.lean,
        "grade": advice.grade,
        "headline": headline(advice, lang),
        "decision_id": advice.decision_id,
    }
