"""What words may be about, as a page and as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from medisave_cli.language import Speaker, scrub
from medisave_cli.model import Status
from medisave_cli.show.listing import foot
from medisave_cli.show.page import Item, Page, Section

if TYPE_CHECKING:
    from medisave_cli.finder import Finding, Match

SHOWN = 4


def finding_page(text: str, finding: Finding, book: tuple[str, str], lang: str) -> Page:
    """The matches of ``text``, best first, each with what to type for it; no more than a person can choose from."""
    say = Speaker(lang)
    kind = "sure" if finding.sure else "choose" if finding.matches else "none"
    shown = finding.matches[: 1 if finding.sure else SHOWN]
    items = tuple(Item(say.text(m.label), m.id, _notes(m, say)) for m in shown)
    return Page(
        say("finding.title", typed=scrub(text)),
        "",
        lang,
        lead=(say(f"finding.lead_{kind}"),),
        sections=(Section("", items),) if items else (),
        foot=foot(book, lang)[1:],
    )


def _notes(match: Match, say: Speaker) -> tuple[str, ...]:
    stated = " ".join(f"--fact {name}={_typed(value)}" for name, value in match.facts.items())
    return (say(f"finding.ask_{match.kind}", id=match.id, stated=f" {stated}" if stated else ""),)


def finding_data(
    finding: Finding, statuses: Mapping[str, Status], book: tuple[str, str], lang: str
) -> dict[str, Any]:
    """The same for JSON: ``matches`` best first, ``sure``, and ``statuses``, the records of the statuses among them."""
    from medisave_cli.show.records import envelope

    return envelope(
        lang,
        book,
        matches=[match_record(m, lang) for m in finding.matches],
        sure=finding.sure,
        statuses=[
            {"id": m.id, "base_status": statuses[m.id].base}
            for m in finding.matches
            if m.kind == "status"
        ],
    )


def match_record(match: Match, lang: str) -> dict[str, Any]:
    """One match as plain data."""
    return {
        "id": match.id,
        "kind": match.kind,
        "label": Speaker(lang).text(match.label),
        "score": match.score,
        "facts": dict(match.facts),
        "about": list(match.about),
    }


def _typed(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
