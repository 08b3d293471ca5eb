"""The front page: every place with a page of its own, what it stands for, and every situation."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from medisave_cli.book.holdings import provinces
from medisave_cli.book.places import OUTSIDE
from medisave_cli.book.store import Book
from medisave_cli.language import capital
from medisave_cli.model import MUNICIPALITIES, NATION, Place, Status
from medisave_cli.show.html_face import paragraph, text_html
from medisave_cli.site.frame import Frame, place_page, situation_page
from medisave_cli.tuples import NamedTuple

NAME_KINDS = (
    "name",
    "short",
    "pinyin",
    "english",
    "former",
    "alias",
    "misread",
    "zone",
    "town",
    "pool",
)


class Entry(NamedTuple):
    """A division as the front page lists it: where it is answered (``at``), and the names it is found by, its own first and
    then those of each division inside it that has no entry."""

    place: Place
    at: str
    names: list[tuple[str, ...]]


class Region(NamedTuple):
    """A province: the places in it with a page of their own, and those answered by the pages of others."""

    province: Place
    own: list[Entry]
    others: list[Entry]


def regions(book: Book) -> list[Region]:
    """The provinces by code, with every division in them under one of its entries."""
    places = {p.code: p for p in book.places() if p.code != NATION and p.code not in OUTSIDE}
    names = _names(book)
    entries: dict[str, Entry] = {}
    for place in places.values():
        if _listed(place, places):
            entries[place.code] = Entry(place, place.rules_from[0], [names[place.code]])
    for place in places.values():
        if place.code not in entries:
            holder = next(code for code in place.chain if code in entries)
            entries[holder].names.append(names[place.code])
    found = []
    for province in provinces(book):
        inside = [e for e in entries.values() if province.code in e.place.chain]
        own = [e for e in inside if e.at == e.place.code]
        found.append(Region(province, own, [e for e in inside if e.at != e.place.code]))
    return found


def _listed(place: Place, places: dict[str, Place]) -> bool:
    """Whether a division has an entry: those with rules of their own, cities, and counties that stand right under a province;
    a municipality's districts are found under it."""
    holder = place.chain[1]
    return (
        bool(place.checked)
        or place.level != "county"
        or (holder.endswith("0000") and place.code[2:4] in ("90", "00"))
        or (places[holder].level == "province" and not place.code.startswith(MUNICIPALITIES))
    )


def _names(book: Book) -> dict[str, tuple[str, ...]]:
    """The names of each division, as it is called first; a name that another one begins with is left out."""
    found: dict[str, dict[str, None]] = {}
    rows = book.names(NAME_KINDS)
    for code, key, _ in sorted(rows, key=lambda row: (row[0], NAME_KINDS.index(row[2]), row[1])):
        if not key.isdigit():
            found.setdefault(code, {})[key] = None
    return {
        code: tuple(
            key
            for n, key in enumerate(keys)
            if n == 0 or not any(other != key and other.startswith(key) for other in keys)
        )
        for code, keys in found.items()
    }


def front_page(
    frame: Frame, listed: list[Region], statuses: Iterable[Status], first: Iterable[str]
) -> str:
    """The page. ``first``: the situations that stand above the places."""
    say = frame.say
    by_id = {status.id: status for status in statuses}
    body = [
        f"<header>\n<h1>{text_html(say('site.title'), frame.lang)}</h1>\n</header>\n<main>",
        paragraph(say("site.lead"), frame.lang),
        f'<ul class="cards">{"".join(_card(frame, by_id[name]) for name in first)}</ul>',
        f'<section id="places">\n<h2>{say("site.places")}</h2>',
        _finder(frame),
        *(_region(frame, region) for region in listed),
        f'</section>\n<section id="situations">\n<h2>{say("site.situations")}</h2>\n<ul>',
        *(_situation(frame, status) for status in by_id.values()),
        "</ul>\n</section>\n</main>",
    ]
    return frame.page(say("site.title"), "\n".join(body), "front", "filter")


def _card(frame: Frame, status: Status) -> str:
    link = frame.to(situation_page(status.id))
    return f'<li><a href="{escape(link)}">{text_html(capital(frame.say.text(status.label)), frame.lang)}</a></li>'


def _situation(frame: Frame, status: Status) -> str:
    link, say = frame.to(situation_page(status.id)), frame.say
    name, label = (
        text_html(capital(say.text(text)), frame.lang) for text in (status.name, status.label)
    )
    return f'<li><a href="{escape(link)}">{name}</a> <span class="subtitle">{label}</span></li>'


def _finder(frame: Frame) -> str:
    """The box to type in: shown by the script alone, since without it it would do nothing."""
    say = frame.say
    return (
        f'<form id="find" hidden data-some="{escape(say("site.found"))}" data-none="{escape(say("site.found_none"))}">\n'
        f'<label for="typed">{say("site.find")}</label>\n'
        '<input id="typed" type="search" autocomplete="off" spellcheck="false">\n<p id="said" role="status"></p>\n</form>'
    )


def _region(frame: Frame, region: Region) -> str:
    """A province as heading, the places in it that have pages of their own, and the others."""
    say = frame.say
    whole = [*region.own, *region.others]
    head = next(entry for entry in whole if entry.place.code == region.province.code)
    parts = [
        f'<div class="region">\n<h3{_names_of(head)}>{_link(frame, head)}</h3>\n<div>',
        _entries(frame, [entry for entry in region.own if entry is not head], "own"),
    ]
    others = [entry for entry in region.others if entry is not head]
    if others:
        rest = say("site.others", province=region.province.name)
        parts.append(f'<p class="subtitle">{text_html(rest, frame.lang)}</p>')
        parts.append(_entries(frame, others, "others"))
    return "\n".join([*parts, "</div>\n</div>"])


def _entries(frame: Frame, entries: list[Entry], kind: str) -> str:
    if not entries:
        return ""
    rows = (f"<li{_names_of(entry)}>{_link(frame, entry)}</li>" for entry in entries)
    return f'<ul class="names {kind}">\n' + "\n".join(rows) + "\n</ul>"


def _names_of(entry: Entry) -> str:
    """What the filter finds an entry by."""
    groups = (" ".join(name.replace(" ", "") for name in group) for group in entry.names)
    return f' data-names="{escape(";".join(groups))}"'


def _link(frame: Frame, entry: Entry) -> str:
    called = text_html(frame.say.text(entry.place.name), frame.lang)
    return f'<a href="{escape(frame.to(place_page(entry.at)))}">{called}</a>'
