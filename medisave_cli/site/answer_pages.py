"""A place with the answer to every situation; a situation with what every place says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from medisave_cli.book.store import HOTLINE
from medisave_cli.language import LANGUAGES, Speaker, capital
from medisave_cli.model import MAIN, UNKNOWN, Advice, Claim, Place, Status
from medisave_cli.show.compare_screen import compared_row
from medisave_cli.show.html_face import Hand, heading, paragraph, text_html, written
from medisave_cli.show.listing import place_title
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.place_page import place_page
from medisave_cli.show.place_view import PlaceView
from medisave_cli.show.screen import TONES, first_screen
from medisave_cli.show.terms import verdict_term
from medisave_cli.show.wording import dial_of
from medisave_cli.site.frame import Frame, situation_page
from medisave_cli.site.frame import place_page as address
from medisave_cli.site.links import circulating, led
from medisave_cli.site.tile_map import Told, tile_map


def answers_page(
    frame: Frame, place: Place, answers: dict[str, Advice], view: PlaceView, others: Iterable[Place]
) -> str:
    """A place's page: each situation in a part of its own that opens with the first screen of its answer. ``others`` are the
    places that are answered by this page, ``view`` what is on file for it."""
    say = frame.say
    page = Page(place_title(place, frame.lang), say("site.as_of", as_of=frame.as_of), frame.lang)
    body = [
        heading(page, frame.lang),
        "<main>",
        *(paragraph(line, frame.lang) for line in _lead(view, frame)),
        *(_answer(frame, status, advice) for status, advice in answers.items()),
        _heard_everywhere(frame, answers.values()),
        _holdings(frame, view),
        _others(frame, list(others)),
        "</main>",
    ]
    return frame.page(page.title, "\n".join(body), "answers")


def _lead(view: PlaceView, frame: Frame) -> list[str]:
    say = frame.say
    called = [say("site.also_called", names=view.also_called)] if view.also_called else []
    return [*called, say("site.opens")]


def _answer(frame: Frame, status: str, advice: Advice) -> str:
    """One situation: its name and what is said of cash, and within it the whole first screen."""
    page = first_screen(advice, frame.lang, handout=True, turning=True)
    known = advice.statuses[status]
    name = text_html(capital(frame.say.text(known.name)), frame.lang)
    word = text_html(frame.say.message(verdict_term(advice.verdict)), frame.lang)
    content = written(page, Hand(frame.lang, 3, f"{status}-"))
    foot = "\n".join(paragraph(line, frame.lang) for line in page.foot)
    heard = [claim for claim in advice.claims if not _of_everything(claim, advice)]
    more = escape(frame.to(situation_page(status)))
    return (
        f'<details class="answer">\n<summary><h2>{name}</h2> <span class="said {TONES[advice.verdict]}">{word}</span></summary>\n'
        f'<div class="inside" id="{escape(status)}">\n{content}\n{foot}\n'
        f'<div class="elsewhere">\n{_circulating(frame, heard, "advice.circulating")}\n'
        f'<p><a href="{more}">{frame.say("site.elsewhere")}</a></p>\n</div>\n</div>\n</details>'
    )


def _of_everything(claim: Claim, advice: Advice) -> bool:
    """Whether a claim is about no situation more than about another."""
    return set(claim.statuses) >= {s.base for s in advice.statuses.values()}


def _circulating(frame: Frame, claims: Iterable[Claim], title: str = "") -> str:
    items = circulating(claims, frame)
    if not items:
        return ""
    section = Section(frame.say(title) if title else "", items)
    return written(Page("", "", frame.lang, sections=(section,)), Hand(frame.lang, 3))


def _heard_everywhere(frame: Frame, answers: Iterable[Advice]) -> str:
    """What circulates of the place and belongs to no one situation: once for them all."""
    claims = {
        claim.id: claim
        for advice in answers
        for claim in advice.claims
        if _of_everything(claim, advice)
    }
    if not claims:
        return ""
    content = _circulating(frame, claims.values())
    return (
        f'<details class="answer">\n<summary><h2>{frame.say("site.claims")}</h2></summary>\n'
        f'<div class="inside" id="claims">\n{content}\n</div>\n</details>'
    )


def _holdings(frame: Frame, view: PlaceView) -> str:
    """The rules of the place's own file, one by one, and what was looked for in vain."""
    own = view._replace(
        serving=view.serving[:1],
        looked_for=[found for found in view.looked_for if found[0] == view.place.code],
        contacts=[],
        guides=Counter(),
    )
    page = led(place_page(own, frame.lang, everything=True))
    content = written(page._replace(verdict=None, lead=()), Hand(frame.lang, 3, "file-"))
    return (
        f'<details class="answer">\n<summary><h2>{frame.say("site.on_file")}</h2></summary>\n'
        f'<div class="inside" id="file">\n{content}\n</div>\n</details>'
    )


def nation_page(frame: Frame, view: PlaceView) -> str:
    """The page of the nation: its rules, which no person is asked about alone."""
    own = view._replace(contacts=[], guides=Counter())
    page = led(place_page(own, frame.lang, everything=True))
    body = f"{heading(page, frame.lang)}\n<main>\n{written(page, Hand(frame.lang))}\n</main>"
    return frame.page(page.title, body)


def _others(frame: Frame, others: list[Place]) -> str:
    """The places that are answered by this page, each with its telephone."""
    if not others:
        return ""
    say = frame.say
    items = tuple(
        Item(say.text(place.name))
        if place.area_code is None
        else Item(dial_of(HOTLINE, place.area_code), say.text(place.name))
        for place in others
    )
    section = Section(say("site.serves"), items)
    return written(Page("", "", frame.lang, sections=(section,)), Hand(frame.lang))


# What every place says of one situation.


class Row:
    """What one place says of a situation, in both languages, without the advice it was read from."""

    def __init__(self, advice: Advice):
        cash = next((o for o in advice.options if (o.family, o.portion) == ("cash", MAIN)), None)
        self.place = advice.situation.place
        self.verdict = advice.verdict
        self.grade = advice.grade if cash is not None and advice.verdict != UNKNOWN else None
        self.cells = {lang: compared_row(advice, Speaker(lang)) for lang in LANGUAGES}


def status_page(frame: Frame, status: Status, rows: list[Row]) -> str:
    """A situation's page: the map of the provinces, and a table of all places beneath it."""
    say = frame.say
    title = capital(say.text(status.name))
    links = [frame.to(address(row.place.code, status.id)) for row in rows]
    told = [
        Told(
            row.place.code,
            say.text(row.place.name),
            row.verdict,
            row.grade,
            row.cells[frame.lang][1],
            link,
        )
        for row, link in zip(rows, links, strict=True)
    ]
    columns = tuple(say(f"compared.{name}") for name in ("place", "cash", "rests", "limit"))
    table = Section(
        say("site.every_place", n=len(rows)),
        columns=columns,
        rows=tuple(row.cells[frame.lang] for row in rows),
        links=tuple(links),
    )
    page = Page(title, say("site.as_of", as_of=frame.as_of), frame.lang, sections=(table,))
    body = [
        heading(page, frame.lang),
        "<main>",
        paragraph(capital(say.text(status.label)), frame.lang),
        paragraph(say("site.map_lead"), frame.lang),
        tile_map(told, frame.lang),
        written(page, Hand(frame.lang)),
        "</main>",
    ]
    return frame.page(title, "\n".join(body), "map")
