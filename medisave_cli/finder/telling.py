"""What to say where words settle nothing: the likeliest, each with how to ask for it."""

from __future__ import annotations

from medisave_cli.errors import UnclearSituation
from medisave_cli.finder.find import Finding, Match
from medisave_cli.language import scrub
from medisave_cli.language.message import Message

OFFERED = 4
"""No more choices than this are offered: a longer list is a list of everything."""


def unclear(typed: str, found: Finding) -> UnclearSituation:
    """The error that names what ``typed`` may be about, or says that nothing was found."""
    said = scrub(typed)
    if not found.matches:
        return UnclearSituation("finding.nothing", typed=said, finding=found)
    if found.sure:
        return UnclearSituation(
            "finding.is_a_topic", typed=said, choice=choice(found.matches[0]), finding=found
        )
    choices = tuple(choice(match) for match in found.matches[:OFFERED])
    return UnclearSituation("finding.unclear", typed=said, choices=choices, finding=found)


def choice(match: Match) -> Message:
    """A match as a choice: what it is about, and what to type for it."""
    asked = " ".join((match.id, *match.about[:1]))
    return Message(f"finding.{match.kind}", {"label": match.label, "id": asked})
