"""A move as JSON: the advices of both routes in full, and the table of cases. Every key is always there."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import pick
from medisave_cli.model import MAIN, Advice, Move, MoveCase, Plan
from medisave_cli.show.json_face import SCHEMA, advice_json
from medisave_cli.show.wording import dial_of, when_text


def transfer_json(move: Move, lang: str, plan: Plan | None = None) -> dict[str, Any]:
    """Return the move as plain data for ``json.dumps``; ``advice`` and ``refused`` are as ``check`` gives them."""
    advice = advice_json(move.advice, lang, plan)
    destination = move.advice.situation.destination
    assert destination is not None
    return {
        "schema": SCHEMA,
        "lang": lang,
        "book": advice["book"],
        "from": advice["case"]["place"],
        "to": advice["case"]["destination"],
        "advice": advice,
        "refused": advice_json(move.refused, lang),
        "retired": _outcome(move.retired, lang),
        "cases": [_case(case, move.advice, lang) for case in move.cases],
        "destination_contacts": [
            {
                "id": c.id,
                "text": pick(c.text, lang),
                "number": c.dial,
                "dial": dial_of(c.dial, destination.area_code) or None,
                "cites": _ids(c.cites),
            }
            for c in move.arriving_contacts
        ],
        "plan": advice["plan"],
        "sources": [
            {
                "id": s.id,
                "title": s.title,
                "title_en": s.title_en,
                "issuer": s.issuer,
                "issuer_en": s.issuer_en,
                "number": s.number,
                "grade": s.grade,
                "published": s.published,
                "effective_from": s.effective_from,
                "checked": s.checked,
                "url": s.url,
                "read": pick(s.read, lang),
            }
            for s in move.sources.values()
        ],
    }


def _case(case: MoveCase, advice: Advice, lang: str) -> dict[str, Any]:
    """What happens in another case, or what is said of it."""
    return {
        "facts": case.facts,
        "condition": None if case.note is None else pick(when_text(case.note, advice.facts), lang),
        "outcome": None if case.advice is None else _outcome(case.advice, lang),
        "note": None
        if case.note is None
        else {
            "id": case.note.id,
            "text": pick(case.note.text, lang),
            "cites": _ids(case.note.cites),
        },
    }


def _outcome(advice: Advice, lang: str) -> list[dict[str, Any]]:
    """What happens to the main portion, family by family."""
    return [
        {
            "family": o.family,
            "verdict": o.verdict,
            "lean": o.lean,
            "grade": o.grade,
            "summary": " ".join(dict.fromkeys(pick(p.summary, lang) or "" for p in o.deciders))
            or None,
            "cites": _ids(tuple(c for p in o.deciders for c in p.cites)),
        }
        for o in advice.options
        if o.portion == MAIN
    ]


def _ids(cites: Any) -> list[str]:
    return list(dict.fromkeys(c.source for c in cites))
