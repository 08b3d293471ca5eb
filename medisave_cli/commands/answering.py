"""How an advice leaves a command: the first screen, everything, its sources, its dates or its JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from medisave_cli.commands.dated import is_handout, plan_from
from medisave_cli.commands.ending import deliver, deliver_json, render_page
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import LANGUAGES
from medisave_cli.show.faces import Format
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.model import Advice, Looked, Plan
    from medisave_cli.show.page import Page

FRESH_MONTHS = 6
"""How old the book's newest check may be before a line says so."""


class Wanted(NamedTuple):
    """How the answer is wanted. ``looked``: every rule that was looked at, where that is asked for.
    ``bilingual``: Chinese and English on one page; ``at_counter``: for taking along, whatever the face."""

    lang: str
    face: Format
    output: Path | None
    more: bool = False
    sources: bool = False
    start: str | None = None
    looked: tuple[Looked, ...] | None = None
    bilingual: bool = False
    at_counter: bool = False


def show_advice(advice: Advice, wanted: Wanted, paged: bool, checked: str | None) -> None:
    """Deliver an advice. ``paged``: what is longer than a screen goes through a pager; ``checked``: the book's newest check."""
    face, lang = wanted.face, wanted.lang
    if wanted.bilingual and face in (Format.json, Format.ics):
        raise AskedWrongly("call.pages_alone")
    plan = plan_from(advice, wanted.start, calendar=face is Format.ics)
    if face is Format.ics:
        from medisave_cli.show.calendar_face import render

        assert plan is not None
        deliver(render(plan, advice, lang), wanted.output)
    elif face is Format.json:
        from medisave_cli.show.json_face import advice_json

        data = advice_json(advice, lang, plan)
        if wanted.looked is not None:
            from medisave_cli.show.explain_page import explain_json

            data["explain"] = explain_json(wanted.looked, advice, lang)
        deliver_json(data, wanted.output)
    else:
        long = wanted.more or wanted.sources or wanted.looked is not None
        render_page(page_of(advice, wanted, plan, checked), face, wanted.output, paged and long)


def page_of(advice: Advice, wanted: Wanted, plan: Plan | None, checked: str | None) -> Page:
    """The page asked for: the first screen, everything, or the sources alone; with dates and the rules looked at."""
    if wanted.bilingual:
        from medisave_cli.show.bilingual import bilingual

        once = wanted._replace(bilingual=False, at_counter=True)
        zh, en = (page_of(advice, once._replace(lang=n), plan, checked) for n in LANGUAGES)
        return bilingual(zh, en)
    lang = wanted.lang
    if wanted.sources:
        from medisave_cli.show.advice_page import sources_page

        return sources_page(advice, lang)
    if wanted.more:
        from medisave_cli.show.advice_page import advice_page

        page = advice_page(advice, lang, plan, more=True)
    else:
        from medisave_cli.show.screen import first_screen

        since = stale_since(checked)
        handout = is_handout(wanted.face) or wanted.at_counter
        page = first_screen(advice, lang, handout, since, plan)
    if wanted.looked is not None:
        from medisave_cli.show.explain_page import explain_section

        page = page._replace(
            sections=(*page.sections, explain_section(wanted.looked, advice, lang))
        )
    return page


def stale_since(checked: str | None) -> str | None:
    """The book's newest check, where today is more than six months after it; None where it is fresh or not known."""
    if checked is None:
        return None
    from datetime import date

    made, today = date.fromisoformat(checked[:10]), date.today()
    months = (today.year - made.year) * 12 + today.month - made.month - (today.day < made.day)
    return checked if months >= FRESH_MONTHS else None
