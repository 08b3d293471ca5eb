"""Sources and claims that lead to their own pages of the site, wherever they are named."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.language import pick
from medisave_cli.model import Claim, Source
from medisave_cli.show.claims_page import MARKS
from medisave_cli.show.page import Item, Page
from medisave_cli.show.terms import finding_term
from medisave_cli.site.frame import Frame, claim_page, source_page


def own_links(sources: dict[str, Source], frame: Frame) -> dict[str, Source]:
    """The sources, each with its page as its address; those that are the same document with the page of the first."""
    first: dict[str, str] = {}
    for name, source in sources.items():
        key = source.url or "|".join((source.title, source.issuer, source.published or ""))
        first.setdefault(key, name)
    pages = {
        name: first[source.url or "|".join((source.title, source.issuer, source.published or ""))]
        for name, source in sources.items()
    }
    return {
        name: source._replace(url=frame.to(source_page(pages[name])))
        for name, source in sources.items()
    }


def led(page: Page) -> Page:
    """The page with its list of sources linked: the address that stands below each becomes its link."""
    return page._replace(
        sections=tuple(
            section._replace(items=tuple(map(_led, section.items)))
            if section.key == "sources"
            else section
            for section in page.sections
        )
    )


def _led(item: Item) -> Item:
    if not item.notes:
        return item
    return item._replace(link=item.notes[0], notes=())


def circulating(claims: Iterable[Claim], frame: Frame) -> tuple[Item, ...]:
    """What circulates, each with what was found of it and leading to its page."""
    return tuple(
        Item(
            f"“{pick(claim.claim, frame.lang)}”",
            frame.say.message(finding_term(claim.finding)),
            mark=MARKS[claim.finding],
            link=frame.to(claim_page(claim.id)),
        )
        for claim in claims
    )
