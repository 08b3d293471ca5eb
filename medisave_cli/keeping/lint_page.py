"""Findings as a page, as lines that editors and build logs turn into links, and as JSON."""

from __future__ import annotations

from typing import Any

from medisave_cli.keeping.compile import Ready
from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.folders import shown
from medisave_cli.language import Message, Speaker
from medisave_cli.show.page import Item, Page, Section, Verdict


def counted(ready: Ready) -> dict[str, int]:
    """How many places, provisions and sources were checked."""
    whole = ready[0]
    ids = {p.id for place in whole.places.values() for ps in place.provisions.values() for p in ps}
    return {
        "places": len(whole.places),
        "provisions": len(ids),
        "sources": len(whole.sources),
    }


def line(finding: Finding, say: Speaker) -> str:
    """``file:line: what -> mend``; a warning says so."""
    return say(
        "lint.line_warned" if finding.warns else "lint.line",
        file=shown(finding.file),
        line=finding.line,
        what=finding.what,
        mend=finding.mend,
    )


def summary(findings: list[Finding], counts: dict[str, int], say: Speaker) -> str:
    """What lint found, in one line."""
    wrong = sum(not f.warns for f in findings)
    warned = len(findings) - wrong
    total = Message("lint.total", {k: str(v) for k, v in counts.items()})
    key = "lint.clean" if not wrong else "lint.found_one" if wrong == 1 else "lint.found"
    tail = say("lint.to_look_at", count=warned) if warned else ""
    return say(key, count=wrong, total=total, warned=tail)


def as_json(finding: Finding, say: Speaker) -> dict[str, Any]:
    """One finding for programs. ``kind``: error or warning; ``id`` names the check."""
    return {
        "file": shown(finding.file),
        "line": finding.line,
        "kind": "warning" if finding.warns else "error",
        "id": finding.what.key.partition(".")[2],
        "what": say.message(finding.what),
        "mend": say.message(finding.mend),
    }


def page(findings: list[Finding], counts: dict[str, int], say: Speaker) -> Page:
    """The findings to read."""
    items = tuple(
        Item(
            f"{shown(f.file)}:{f.line}",
            notes=(say.message(f.what), f"→ {say.message(f.mend)}"),
            mark="warn" if f.warns else "bad",
        )
        for f in findings
    )
    bad = any(not f.warns for f in findings)
    return Page(
        say("lint.title"),
        "",
        say.lang,
        Verdict(summary(findings, counts, say), "bad" if bad else "good", ""),
        sections=(Section("", items),) if items else (),
    )
