"""An option of an advice as JSON, and each of its ways whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.language import pick
from medisave_cli.model import Advice, Cite, Heard, Line, Option, Single, Text, Turn, Way, Window
from medisave_cli.show.wording import condition_text, document_name, facts_of, window_text
from medisave_cli.show.words import why_reported


class Say:
    """Picks texts in the language of an answer."""

    def __init__(self, advice: Advice, lang: str):
        self.advice, self.lang = advice, lang

    def __call__(self, text: Text | None) -> str | None:
        return pick(text, self.lang)


def option_json(o: Option, say: Say) -> dict[str, Any]:
    """An option with what all its ways bring together, and each of them by itself under ``ways``."""
    decider = o.deciders[0] if o.deciders else o.closure
    decided = decider is not None and o.verdict != "unknown"
    summaries = [say(p.summary) or "" for p in o.deciders or (o.opens if o.closure is None else ())]
    return {
        "family": o.family,
        "portion": o.portion,
        "portion_name": say(say.advice.portions.get(o.portion)),
        "disposition": o.disposition,
        "verdict": o.verdict,
        "lean": o.lean,
        "grade": o.grade,
        "decided_by": {
            "code": decider.place,
            "name": say(say.advice.names[decider.place]),
            "provision": decider.id,
        }
        if decided and decider
        else None,
        "summary": " ".join(dict.fromkeys(summaries)) or None,
        "conflict": o.conflict,
        "conditions": _conditions(o.turns, say),
        **_details(o.lines, say),
        "complete": o.complete,
        "pays_to": say(o.pays_to),
        "applicant": say(o.applicant),
        "unsure": list(o.unsure),
        "window": _window(o.window, say),
        "ways": [_way(way, say) for way in o.ways],
        "unconfirmed": [
            heard_json(h, say) for h in o.heard if h.role in ("local", "lapsed", "coming")
        ],
        "cites": ids(
            tuple(
                c
                for rule in (o.deciders or ((o.closure,) if o.closure else o.opens))
                for c in rule.cites
            )
        ),
    }


def _way(way: Way, say: Say) -> dict[str, Any]:
    """One allowing rule and all that goes with it; one whose condition failed has only what it turns on."""
    rule = way.provision
    return {
        "provision": rule.id,
        "from": rule.place,
        "disposition": rule.disposition,
        "state": way.state,
        "reported": way.reported,
        "grade": rule.grade,
        "summary": say(rule.summary),
        "conditions": _conditions(way.turns, say),
        **_details(way.lines, say),
        "complete": way.complete,
        "applicant": None if way.applicant is None else say(way.applicant.value),
        "pays_to": None if way.pays_to is None else say(way.pays_to.value),
        "window": None if way.window is None else _window(way.window.value, say),
        "said_by": [_said_by(single) for single in way.singles],
        "cites": ids(rule.cites),
    }


def _conditions(turns: Iterable[Turn], say: Say) -> list[dict[str, Any]]:
    return [
        {
            "text": say(condition_text(t.condition, say.advice.facts)),
            "facts": facts_of(t.condition),
            "state": t.state,
            "provision": t.provision,
            "cites": ids(t.cites),
        }
        for t in turns
    ]


def _details(lines: Iterable[Line], say: Say) -> dict[str, Any]:
    """Papers, what comes first, steps, counters and limits."""
    by_kind: dict[str, list[Line]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line)
    return {
        "documents": [
            paper
            for n, line in enumerate(by_kind.get("documents", []), 1)
            for paper in _papers(line, n, say)
        ],
        "before": _steps(by_kind.get("before", []), say),
        "steps": _steps(by_kind.get("steps", []), say),
        "channels": [
            {
                "id": line.item.id,
                "name": say(line.item.name),
                "note": say(line.item.note),
                **_line(line, say),
            }
            for line in by_kind.get("channels", [])
        ],
        "time_limit": [
            {
                "for": line.item.purpose,
                "working_days": line.item.working_days,
                "days": line.item.days,
                "note": say(line.item.note),
                **_line(line, say),
            }
            for line in by_kind.get("time_limit", [])
        ],
    }


def _steps(lines: list[Line], say: Say) -> list[dict[str, Any]]:
    return [
        {"n": n, "text": say(line.item.text), "side": _side(line), **_line(line, say)}
        for n, line in enumerate(lines, 1)
    ]


def _said_by(single: Single) -> dict[str, Any]:
    """The rule that says who applies, where it is paid to or when."""
    return {
        "of": single.kind,
        "from": single.place,
        "provision": single.provision,
        "reported": single.reported,
        "grade": single.grade,
        "cites": ids(single.cites),
    }


def _window(window: Window | None, say: Say) -> dict[str, Any] | None:
    if window is None:
        return None
    return {
        "months": list(window.months),
        "start": window.start,
        "end": window.end,
        "repeats": window.repeats,
        "text": say(window_text(window)),
    }


def _papers(line: Line, n: int, say: Say) -> list[dict[str, Any]]:
    several = len(line.item.papers) > 1
    return [
        {
            "id": name,
            "name": document_name(text, say.lang),
            "group": f"any-{n}" if several else None,
            "note": say(line.item.note),
            **_line(line, say),
        }
        for name, text in line.item.papers
    ]


def _side(line: Line) -> str | None:
    """The end of a move a line belongs to: out, in, or None where it does not matter."""
    side: str | None = line.item.side
    return side or ("in" if line.arriving else None)


def _line(line: Line, say: Say) -> dict[str, Any]:
    when = line.item.when
    return {
        "if": None if when is None else say(condition_text(when, say.advice.facts)),
        "state": line.state,
        "from": line.place,
        "provision": line.provision,
        "reported": line.reported,
        "grade": line.grade,
        "cites": ids(line.cites),
    }


def heard_json(h: Heard, say: Say) -> dict[str, Any]:
    p = h.provision
    why = say(p.rejected) if p.rejected is not None else why_reported(h, say.lang)
    return {
        "text": say(p.summary),
        "grade": p.grade,
        "why": why,
        "cites": ids(p.cites),
        "provision": p.id,
        "from": p.place,
        "role": h.role,
        "rule": p.rule,
        "if": None if p.when is None else say(condition_text(p.when, say.advice.facts)),
        "state": h.state,
    }


def ids(cites: tuple[Cite, ...]) -> list[str]:
    return list(dict.fromkeys(c.source for c in cites))
