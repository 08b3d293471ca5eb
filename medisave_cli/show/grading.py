"""How sure a line is, and how that is known: each word shown carries the grade of what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from medisave_cli.model import Cite, Heard, Source

TEXT, QUOTED, PAGES, UNCONFIRMED = "text", "quoted", "pages", "unconfirmed"
KINDS = (TEXT, QUOTED, PAGES, UNCONFIRMED)
"""Read in the official text · an authority quoted or reported · two unsigned pages that agree · neither."""


def known_by(
    grade: str | None, cites: Iterable[Cite], sources: Mapping[str, Source], reported: bool = False
) -> str:
    """How a line of this grade is known (one of KINDS): a B that only unsigned pages carry is no authority's word."""
    if reported or grade not in ("A", "B"):
        return UNCONFIRMED
    if grade == "A":
        return TEXT
    read = [sources[c.source] for c in cites if c.source in sources]
    if read and all(source.grade == "C" or source.issuer == "unsigned" for source in read):
        return PAGES
    return QUOTED


def best_cites(
    cites: Iterable[Cite], sources: Mapping[str, Source], grade: str | None = None
) -> tuple[Cite, ...]:
    """The one citation that carries a line: the first of the line's own grade, else the first; both where two unsigned pages agree."""
    found = [c for c in cites if c.source in sources]
    own = [c for c in found if sources[c.source].grade == grade] or found
    if grade == "B" and all(sources[c.source].grade == "C" for c in found):
        return tuple(own[:2])
    return tuple(own[:1])


def why_not(heard: Heard) -> list[str]:
    """Why a provision that is heard does not decide, as names of reasons in ``language/<lang>/grading.py``."""
    p = heard.provision
    reasons = []
    if heard.role == "lapsed":
        reasons.append("lapsed" if p.ended is None else "ended")
    if heard.role == "coming":
        reasons.append("coming")
    if p.inferred:
        reasons.append("inferred")
    if p.doubt is not None:
        reasons.append("doubt")
    if p.grade == "C" and p.doubt is None:
        reasons.append("unsigned")
    return reasons
