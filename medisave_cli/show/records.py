"""What is on file as plain data for JSON: names of keys are fixed, texts are in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.language import pick
from medisave_cli.model import Cite, Claim, Contact, Guide, Note, Place, Provision, Source, Text
from medisave_cli.show.wording import dial_of

SCHEMA = 1


def envelope(lang: str, book: tuple[str, str], **rest: Any) -> dict[str, Any]:
    """The head of every JSON answer, then ``rest``."""
    return {"schema": SCHEMA, "lang": lang, "book": {"version": book[0], "digest": book[1]}, **rest}


def cite_ids(cites: Iterable[Cite]) -> list[str]:
    return list(dict.fromkeys(cite.source for cite in cites))


def source_record(source: Source, lang: str) -> dict[str, Any]:
    return {**source._asdict(), "read": pick(source.read, lang)}


def source_records(sources: dict[str, Source], lang: str) -> list[dict[str, Any]]:
    return [source_record(source, lang) for source in sources.values()]


def place_record(place: Place, lang: str) -> dict[str, Any]:
    return {
        "code": place.code,
        "name": pick(place.name, lang),
        "level": place.level,
        "path": [pick(text, lang) for text in place.path],
        "rules_from": list(place.rules_from),
        "area_code": place.area_code,
        "checked": place.checked,
    }


def provision_record(
    provision: Provision, statuses: Iterable[str], lang: str, today: str, why_not: str | None
) -> dict[str, Any]:
    """A provision as it is listed; ``why_not`` says why it does not decide, None where it may."""
    p = provision
    return {
        "id": p.id,
        "from": p.place,
        "statuses": list(statuses),
        "family": p.family,
        "portion": p.portion,
        "disposition": p.disposition,
        "rule": p.rule,
        "direction": p.direction,
        "summary": pick(p.summary, lang),
        "grade": p.grade,
        "firm": p.is_firm(today),
        "why_not_firm": why_not,
        "in_force_from": p.start,
        "in_force_until": p.until,
        "rejected": p.rejected is not None,
        "cites": cite_ids(p.cites),
    }


def warning_records(warnings: Iterable[tuple[str, Text]], lang: str) -> list[dict[str, Any]]:
    """What must be said of how a place was found."""
    return [{"id": name, "text": pick(text, lang)} for name, text in warnings]


def guide_record(guide: Guide, lang: str, state: str) -> dict[str, Any]:
    """A guide line. ``state``: in_force, lapsed or coming."""
    g = guide
    return {
        "id": g.id,
        "from": g.place,
        "rule": g.rule,
        "about": list(g.about),
        "text": pick(g.text, lang),
        "brief": pick(g.brief, lang),
        "grade": g.grade,
        "doubt": pick(g.doubt, lang),
        "state": state,
        "in_force_from": g.start,
        "in_force_until": g.until,
        "documents": None
        if g.documents is None
        else [
            {
                "any_of": [{"id": name, "name": pick(text, lang)} for name, text in line.papers],
                "note": pick(line.note, lang),
                "cites": cite_ids(line.cites or g.cites),
            }
            for line in g.documents
        ],
        "steps": None
        if g.steps is None
        else [
            {"n": n, "text": pick(line.text, lang), "cites": cite_ids(line.cites or g.cites)}
            for n, line in enumerate(g.steps, 1)
        ],
        "channels": None
        if g.channels is None
        else [
            {
                "id": line.id,
                "name": pick(line.name, lang),
                "note": pick(line.note, lang),
                "cites": cite_ids(line.cites or g.cites),
            }
            for line in g.channels
        ],
        "cites": cite_ids(g.cites),
    }


def note_record(note: Note, lang: str) -> dict[str, Any]:
    return {
        "id": note.id,
        "from": note.place,
        "kind": note.kind,
        "text": pick(note.text, lang),
        "grade": note.grade,
        "cites": cite_ids(note.cites),
    }


def contact_record(contact: Contact, area_code: str | None, lang: str) -> dict[str, Any]:
    dial = dial_of(contact.dial, area_code) or None
    return {
        "id": contact.id,
        "from": contact.place,
        "text": pick(contact.text, lang),
        "number": contact.dial,
        "dial": dial,
        "cites": cite_ids(contact.cites),
    }


def claim_record(claim: Claim, lang: str) -> dict[str, Any]:
    return {
        "id": claim.id,
        "from": claim.place,
        "statuses": list(claim.statuses),
        "finding": claim.finding,
        "claim": pick(claim.claim, lang),
        "truth": pick(claim.truth, lang),
        "see": list(claim.see),
        "cites": cite_ids(claim.cites),
    }
