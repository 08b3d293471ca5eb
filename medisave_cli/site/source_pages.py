"""A page a source and a page a claim, and the lists that lead to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from medisave_cli.book.holdings import citing, lines_of
from medisave_cli.book.store import Book
from medisave_cli.language import pick
from medisave_cli.model import FINDINGS, Claim, Source, Text
from medisave_cli.show.claims_page import ClaimsView, claims_page
from medisave_cli.show.html_face import Hand, heading, written
from medisave_cli.show.listing import place_name
from medisave_cli.show.page import Page, Section
from medisave_cli.show.references import brief_item
from medisave_cli.show.sources_page import source_page
from medisave_cli.show.terms import finding_term
from medisave_cli.site.frame import Frame, claim_page, place_page
from medisave_cli.site.frame import source_page as address
from medisave_cli.site.links import circulating, led, own_links


class Shelf:
    """What the pages of sources and claims are made of, read from the book once."""

    def __init__(self, book: Book):
        self.meta = (book.version, book.digest)
        self.statuses = book.statuses
        self.sources, self.claims = book.sources(), book.claims()
        self.names: dict[str, Text] = {p.code: p.name for p in book.places()}
        self.said = {p.code: lines_of(book, p.code) for p in book.places_on_file()}
        self.citing: Mapping[str, list[tuple[str, str]]] = citing(book)


def one_source(frame: Frame, shelf: Shelf, source: Source) -> str:
    """The page of a source: what it is, and every line that rests on it, each leading to the place that says it."""
    lines = [
        (code, name, shelf.said[code][name])
        for code, name in shelf.citing[source.id]
        if name in shelf.said.get(code, {})
    ]
    page = source_page(source, lines, shelf.names, shelf.meta, frame.lang)
    about, cited = page.sections
    about = about._replace(
        items=tuple(
            item._replace(link=source.url) if source.url and item.text == source.url else item
            for item in about.items
        )
    )
    claims = {claim.id for claim in shelf.claims}
    cited = cited._replace(
        items=tuple(
            item._replace(
                link=frame.to(claim_page(name) if name in claims else place_page(code)), notes=()
            )
            for item, (code, name, _) in zip(cited.items, lines, strict=True)
        )
    )
    return _whole(frame, page._replace(sections=(about, cited)))


def every_source(frame: Frame, shelf: Shelf) -> str:
    """The list of all sources, by the place they are on file under."""
    say, sections = frame.say, []
    for code in dict.fromkeys(source.place for source in shelf.sources.values()):
        items = tuple(
            brief_item(source, frame.lang, ())._replace(link=frame.to(address(source.id)))
            for source in shelf.sources.values()
            if source.place == code
        )
        sections.append(Section(place_name(shelf.names[code], frame.lang), items))
    lead = say("site.all_sources", n=len(shelf.sources))
    return _whole(
        frame, Page(say("site.sources"), "", frame.lang, lead=(lead,), sections=tuple(sections))
    )


def one_claim(frame: Frame, shelf: Shelf, claim: Claim) -> str:
    """The page of a claim: what circulates, what is true of it, and where that is written."""
    cited = {cite.source: shelf.sources[cite.source] for cite in claim.cites}
    own = ClaimsView(
        [claim], own_links(cited, frame), shelf.names, shelf.statuses, shelf.meta, one=True
    )
    page = claims_page(own, frame.lang)
    page = led(page._replace(lead=()))
    said = pick(claim.claim, frame.lang)
    return _whole(frame, page, f"“{said}”")


def every_claim(frame: Frame, shelf: Shelf) -> str:
    """The list of all claims with what was found."""
    say = frame.say
    counts = Counter(claim.finding for claim in shelf.claims)
    items = circulating(shelf.claims, frame)
    found = say.list(f"{say.message(finding_term(f))} {counts[f]}" for f in FINDINGS if counts[f])
    lead = say("site.all_claims", n=len(items), found=found)
    page = Page(
        say("site.claims_title"), "", frame.lang, lead=(lead,), sections=(Section("", items),)
    )
    return _whole(frame, page)


def _whole(frame: Frame, page: Page, title: str = "") -> str:
    """The page in its frame. ``title``: what the browser's tab says, where it is not what stands above the page."""
    body = f"{heading(page, frame.lang)}\n<main>\n{written(page, Hand(frame.lang))}\n</main>"
    return frame.page(title or page.title, body)
