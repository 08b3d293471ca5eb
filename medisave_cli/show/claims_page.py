"""What circulates, and what is true of it, whole: every claim with what is so, whom it is about and what it is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from medisave_cli.language import Speaker
from medisave_cli.model import FINDINGS, Claim, Place, Source, Status, Text
from medisave_cli.show.guide_lines import GuideView
from medisave_cli.show.listing import foot, place_name
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import References
from medisave_cli.show.terms import finding_term
from medisave_cli.tuples import NamedTuple

MARKS = {
    "supported": "good",
    "partly": "warn",
    "outdated": "warn",
    "unsupported": "bad",
    "contradicted": "bad",
    "misattributed": "bad",
}


class ClaimsView(NamedTuple):
    """All that the pages of claims show. ``names``: of every place the claims speak of or point to. ``place``, ``words``: what the
    list was narrowed by, None and "" where it was not; ``one``: whether it is one claim asked for by its id; ``beside``: what the
    guide says of the same, None where the words are about none.
    """

    claims: list[Claim]
    sources: dict[str, Source]
    names: Mapping[str, Text]
    statuses: Mapping[str, Status]
    book: tuple[str, str]
    place: Place | None = None
    words: str = ""
    one: bool = False
    beside: GuideView | None = None


def claims_page(view: ClaimsView, lang: str) -> Page:
    """Return the page with every claim of the view."""
    speak = Speaker(lang)
    refs = References(view.sources, lang)
    items = tuple(_item(c, view, refs, speak) for c in view.claims)
    sections = (Section("", items), refs.section()) if items else ()
    lead = (claims_lead(view.claims, speak),)
    title, asked = speak("claims.title"), speak.list(view.place.path) if view.place else ""
    return Page(title, asked, lang, lead=lead, sections=sections, foot=foot(view.book, lang))


def _item(c: Claim, view: ClaimsView, refs: References, speak: Speaker) -> Item:
    finding = speak.message(finding_term(c.finding))
    notes = [
        speak.text(c.truth),
        speak("claims.explained", finding=finding, explained=speak(f"claims.{c.finding}")),
        speak(
            "claims.about",
            place=place_name(view.names[c.place], speak.lang),
            statuses=_about(c, view, speak),
            id=c.id,
        ),
    ]
    see = places_compared(c, view, speak)
    if see:
        notes.append(speak("claims.compare", places=see))
    said = speak("claims.quoted", claim=c.claim)
    return Item(said, finding, tuple(notes), refs.refs(c.cites), MARKS[c.finding])


def _about(c: Claim, view: ClaimsView, speak: Speaker) -> str:
    """Whom a claim is about."""
    if set(c.statuses) >= {s.id for s in view.statuses.values() if s.id == s.base}:
        return speak("claims.every_status")
    return speak.list([view.statuses[s].name for s in c.statuses])


def places_compared(c: Claim, view: ClaimsView, speak: Speaker) -> list[str]:
    """The other places whose rules settle a claim."""
    return [
        speak("claims.compared", place=place_name(view.names[code], speak.lang), code=code)
        for code in c.see
        if code != c.place
    ]


def claims_lead(claims: list[Claim], speak: Speaker) -> str:
    """How many there are, by what was found of them."""
    if not claims:
        return speak("claims.none")
    counts = Counter(c.finding for c in claims)
    each = tuple(
        speak("claims.each", finding=finding_term(f), n=counts[f]) for f in FINDINGS if counts[f]
    )
    return speak("claims.counted", n=len(claims), each=each)
