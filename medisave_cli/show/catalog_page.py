"""The words of the book as pages: places, statuses and facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from medisave_cli.language import Speaker
from medisave_cli.model import Fact, Place, Status, Text
from medisave_cli.show.listing import foot, place_name, place_title
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.tuples import NamedTuple

FEW_PLACES = 8
"""Up to so many places are named; more are counted."""


class PlaceRow(NamedTuple):
    """A place of the list. ``grades``: its own provisions by grade, None where it has no file of its own."""

    place: Place
    grades: Counter[str] | None


def places_page(
    found: list[PlaceRow],
    names: dict[str, Text],
    asked: str | None,
    exact: bool,
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``names``: of every place whose rules serve one of them. ``asked``: what was searched for; not ``exact``: these are only near."""
    speak = Speaker(lang)
    keys = ("code", "place", "own", "checked", "served_by")
    rows = tuple(_place_row(row, names, speak) for row in found)
    title = "places_found" if asked is not None else "places_on_file"
    lead = "places_count" if exact else "places_near" if rows else "places_none"
    columns = tuple(speak(f"catalog.{key}") for key in keys)
    return Page(
        speak(f"catalog.{title}", typed=asked or ""),
        "",
        lang,
        lead=(speak(f"catalog.{lead}", n=len(rows)),),
        sections=(Section("", columns=columns, rows=rows),) if rows else (),
        foot=foot(book, lang)[1:],
    )


def _place_row(row: PlaceRow, names: dict[str, Text], speak: Speaker) -> tuple[str, ...]:
    place, grades = row
    count = "—"
    if grades:
        each = " ".join(f"{grade}{grades[grade]}" for grade in "ABC" if grades[grade])
        count = speak("guides.noted", text=sum(grades.values()), note=each)
    by = " › ".join(speak.text(names[code]) for code in place.rules_from)
    return (place.code, place_title(place, speak.lang), count, place.checked or "", by)


def statuses_page(
    found: list[Status],
    places: Mapping[str, list[str]],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``places``: for each base status, the codes of the places that have rules on it."""
    speak = Speaker(lang)
    sections = [
        Section(
            speak(f"catalog.{kind}"),
            tuple(
                _status_item(s, len(places.get(s.base, ())), speak)
                for s in found
                if (s.base == s.id) == (kind == "base")
            ),
        )
        for kind in ("base", "named")
    ]
    return Page(
        speak("catalog.statuses"),
        "",
        lang,
        lead=() if found else (speak("catalog.no_status"),),
        sections=tuple(s for s in sections if s.items),
        foot=foot(book, lang)[1:],
    )


def _status_item(s: Status, count: int, speak: Speaker) -> Item:
    notes = [_both_said(s.label)]
    if s.base != s.id or s.facts:
        fixed = [f"{name}={'|'.join(map(_typed, values))}" for name, values in s.facts.items()]
        key = "same_as" if s.base != s.id else "means"
        notes.append(speak(f"catalog.{key}", base=s.base, fixed=fixed))
    if s.presumes:
        assumed = [f"{name}={_typed(value)}" for name, value in s.presumes.items()]
        notes.append(speak("catalog.presumes", assumed=assumed))
    notes += [speak.text(other.says) for other in s.becomes]
    if s.base == s.id:
        notes.append(speak("catalog.places_with_rules", n=count))
    return Item(_both_said(s.name), s.id, tuple(notes))


def facts_page(
    found: list[Fact],
    users: Mapping[str, Any],
    names: Mapping[str, Text],
    local: Mapping[str, str],
    book: tuple[str, str],
    lang: str,
) -> Page:
    """``users``: which statuses and places each fact can matter to. ``local``: the place that alone asks about a fact."""
    speak = Speaker(lang)
    items = tuple(_fact_item(f, users[f.id], names, local.get(f.id), speak) for f in found)
    return Page(
        speak("catalog.facts"),
        "",
        lang,
        lead=(speak("catalog.unknown_is_an_answer" if found else "catalog.no_fact"),),
        sections=(Section("", items),) if items else (),
        foot=foot(book, lang)[1:],
    )


def _fact_item(
    f: Fact, used: Any, names: Mapping[str, Text], local: str | None, speak: Speaker
) -> Item:
    notes = [_both_said(f.question), *_values(f, speak), _both_said(f.why)]
    if used.statuses:
        notes.append(speak("catalog.matters_to", statuses=used.statuses))
    if used.places:
        listed = [place_name(names[code], speak.lang) for code in used.places]
        few = len(listed) <= FEW_PLACES
        count = speak("catalog.places", n=len(listed))
        notes.append(speak("catalog.in_places", places=listed if few else count))
    if local is not None:
        notes.append(speak("catalog.only_in", place=place_name(names[local], speak.lang)))
    return Item(_both_said(f.name), f.id, tuple(notes))


def _values(fact: Fact, speak: Speaker) -> list[str]:
    """What may stand behind ``--fact``, and what each value means."""
    flag = f"--fact {fact.id}="
    if fact.says:
        return [f"{flag}{_typed(value)}: {_both_said(text)}" for value, text in fact.says.items()]
    if fact.type == "date":
        return [f"{flag}2026-11-22"]
    said = speak("catalog.whole_number" if fact.whole else "catalog.number")
    if fact.low is not None:
        said = speak("catalog.or_more", number=said, low=fact.low)
    if fact.unit:
        said = speak("guides.noted", text=said, note=_both_said(fact.unit))
    return [f"{flag}N: {said}"]


def _both_said(text: Text) -> str:
    """A word of the catalog as both languages have it: what is typed in one is read in the other."""
    return f"{text.zh} / {text.en}"


def _typed(value: Any) -> str:
    """A value as it is typed after --fact."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def status_record(s: Status, places: list[str]) -> dict[str, Any]:
    """A status as plain data, in both languages."""
    return {
        "id": s.id,
        "base_status": s.base,
        "name": s.name._asdict(),
        "label": s.label._asdict(),
        "presumes": dict(s.presumes),
        "facts": {f: list(v) for f, v in s.facts.items()},
        "becomes": [other.status for other in s.becomes],
        "places": places,
    }


def fact_record(f: Fact, used: Any, local: str | None) -> dict[str, Any]:
    """A fact as plain data, in both languages."""
    return {
        "id": f.id,
        "type": f.type,
        "name": f.name._asdict(),
        "question": f.question._asdict(),
        "why": f.why._asdict(),
        "values": [
            {"value": v, "typed": _typed(v), "means": t._asdict()} for v, t in f.says.items()
        ]
        or None,
        "unit": f.unit._asdict() if f.unit else None,
        "min": f.low,
        "whole": f.whole,
        "statuses": list(used.statuses),
        "places": list(used.places),
        "only_in": local,
    }
