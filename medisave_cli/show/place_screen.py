"""A place on one screen: what it answers in each situation, a line each, then what is on file and whom to ask."""

from __future__ import annotations

from medisave_cli.language import Speaker, capital
from medisave_cli.model import NATION, TOPICS
from medisave_cli.show.compare_screen import cash_answer, cash_rests
from medisave_cli.show.listing import screen_place, typed_place
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.place_view import PlaceView
from medisave_cli.show.wording import dial_of

NAMES = 4
"""So many other names of a place stand on the screen."""


def place_screen(view: PlaceView, lang: str, handout: bool = False) -> Page:
    """Return the first screen. ``handout``: for taking along, so without words for the command line."""
    speak = Speaker(lang)
    columns = tuple(speak(f"place.{key}") for key in ("status", "cash", "rests"))
    rows = []
    for status, advice in view.answers.items():
        name = speak.text(view.statuses[status].name)
        name = capital(name)
        rows.append((name, cash_answer(advice, speak), cash_rests(advice, speak)))
    title = speak("place.title", place=screen_place(view.place, speak), as_of=view.today)
    items = [*_on_file(view, speak), *_whom(view, speak)]
    if not handout:
        items += _read_on(view, speak)
    lead = (served_by(view, speak),) if view.serving[0].code != view.place.code else ()
    sections = (Section("", columns=columns, rows=tuple(rows)), Section("", tuple(items)))
    foot = speak("screen.counter_decides" if handout else "place.foot")
    return Page(title, "", lang, lead=lead, sections=sections, foot=(foot,), compact=True)


def served_by(view: PlaceView, speak: Speaker) -> str:
    """By whose rules a place without its own is answered."""
    return speak("place.served_by", place=view.place.name, by=view.serving[0].name)


def _on_file(view: PlaceView, speak: Speaker) -> list[Item]:
    p = view.place
    items = [Item(p.code, speak("place.code"))]
    named = [p.name.zh, *view.also_called]
    others = [name for name in named if name != speak.text(p.name)][:NAMES]
    if others:
        items.append(Item(speak.list(others), speak("place.also")))
    counted = [
        speak("place.counted", place=near.name, n=len(view.rules[near.code]))
        for near in view.serving
    ]
    if p.checked:
        counted.append(speak("place.checked", on=p.checked))
    items.append(Item(speak.list(counted), speak("place.file")))
    missing = sum(code != NATION for code, _, _ in view.looked_for)
    return [*items, Item(speak("place.not_found", n=missing))] if missing else items


def _whom(view: PlaceView, speak: Speaker) -> list[Item]:
    dials = (dial_of(c.dial, view.place.area_code) for c in view.contacts)
    dial = next((d for d in dials if d), "")
    return [Item(dial, speak("screen.whom"))] if dial else []


def _read_on(view: PlaceView, speak: Speaker) -> list[Item]:
    name = typed_place(view.place, speak)
    status = next(iter(view.answers), "")
    topics = [t for t in TOPICS if view.guides[t]]
    named = speak("place.guide", topic="|".join(topics), place=name)
    return [
        Item(speak("place.next", place=name, status=status), speak("place.whole")),
        *([Item(named, speak("place.guides"))] if topics else []),
    ]
