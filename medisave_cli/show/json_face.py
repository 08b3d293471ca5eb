"""An advice as JSON: the contract with whoever reads it. Every key is always there; texts are in the language asked for."""

from __future__ import annotations

from typing import Any

from medisave_cli.model import Advice, Cite, Heard, Line, Option, Situation, Text
from medisave_cli.show.call_json import call_json, elsewhere_json
from medisave_cli.show.headline import headline
from medisave_cli.show.wording import (
    condition_text,
    dial_of,
    document_name,
    facts_of,
    pick,
    window_text,
)
from medisave_cli.show.words import why_reported

SCHEMA = 1


def advice_json(advice: Advice, lang: str, plan: Any = None) -> dict[str, Any]:
    """Return the advice as plain data for ``json.dumps``."""
    say = _Say(advice, lang)
    dates = None
    if plan is not None:
        from medisave_cli.show.plan_section import plan_json

        dates = plan_json(plan, lang)
    return {
        "schema": SCHEMA,
        "id": advice.id,
        "decision_id": advice.decision_id,
        "lang": lang,
        "book": {"version": advice.book[0], "digest": advice.book[1]},
        "asked": {
            "place": advice.situation.asked.place,
            "status": advice.situation.asked.status,
            "destination": advice.situation.asked.destination,
        },
        "case": _case(advice.situation, say),
        "verdict": advice.verdict,
        "lean": advice.lean,
        "grade": advice.grade,
        "headline": headline(advice, lang),
        "options": [_option(o, say) for o in advice.options],
        "questions": [
            {
                "fact": q.fact.id,
                "text": say(q.fact.question),
                "type": q.fact.type,
                "choices": {str(v): say(t) for v, t in q.fact.says.items()}
                if q.fact.type == "choice"
                else None,
                "why": say(q.fact.why),
                "assumed": q.assumed,
                "tells": q.tells,
            }
            for q in advice.questions
        ],
        "instead": [
            {"text": say(n.text), "cites": _ids(n.cites)}
            for n in advice.notes
            if n.kind == "instead"
        ],
        "notes": [
            {
                "id": n.id,
                "kind": n.kind,
                "text": say(n.text),
                "from": n.place,
                "grade": n.grade,
                "cites": _ids(n.cites),
            }
            for n in advice.notes
            if n.kind != "instead"
        ],
        "claims": [
            {
                "id": c.id,
                "finding": c.finding,
                "claim": say(c.claim),
                "text": say(c.truth),
                "cites": _ids(c.cites),
            }
            for c in advice.claims
        ],
        "warnings": [{"id": name, "text": say(text)} for name, text in advice.warnings],
        "disputes": [
            _heard(h, say)
            for o in advice.options
            for h in o.heard
            if h.role in ("dispute", "rejected")
        ]
        + [
            {
                "text": say(p.summary),
                "grade": p.grade,
                "why": say.both("有依据的规定互相矛盾", "sourced rules contradict each other"),
                "cites": _ids(p.cites),
                "provision": p.id,
                "from": p.place,
                "role": "conflict",
            }
            for o in advice.options
            if o.conflict
            for p in o.deciders
        ],
        "contacts": [
            {
                "id": c.id,
                "text": say(c.text),
                "number": c.dial,
                "dial": dial_of(c.dial, advice.situation.place.area_code) or None,
                "cites": _ids(c.cites),
            }
            for c in advice.contacts
        ],
        "plan": dates,
        "call": call_json(advice, lang),
        "elsewhere": elsewhere_json(advice),
        "told": [
            {"id": t.id, "said": t.said, "by": t.by, "on": t.on, "document": t.document}
            for t in advice.told
        ],
        "sources": [
            {
                "id": s.id,
                "title": s.title,
                "title_en": s.title_en,
                "issuer": s.issuer,
                "issuer_en": s.issuer_en,
                "number": s.number,
                "grade": s.grade,
                "published": s.published,
                "effective_from": s.effective_from,
                "checked": s.checked,
                "url": s.url,
                "read": say(s.read),
            }
            for s in advice.sources.values()
        ],
    }


class _Say:
    def __init__(self, advice: Advice, lang: str):
        self.advice, self.lang = advice, lang

    def __call__(self, text: Text | None) -> str | None:
        return pick(text, self.lang)

    def both(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en


def _case(s: Situation, say: _Say) -> dict[str, Any]:
    def place(p: Any) -> dict[str, Any] | None:
        if p is None:
            return None
        return {
            "code": p.code,
            "name": say(p.name),
            "path": [say(t) for t in p.path],
            "rules_from": list(p.rules_from),
        }

    facts: dict[str, Any] = {f: v[0] if len(v) == 1 else list(v) for f, v in s.stated.items()}
    facts.update(dict.fromkeys(s.declined, "unknown"))
    return {
        "place": place(s.place),
        "destination": place(s.destination),
        "status": s.status,
        "base_status": s.base_status,
        "facts": facts,
        "assumed": dict(s.assumed),
        "supplied": {f: {"value": value, "from": code} for f, (value, code) in s.supplied.items()},
        "as_of": s.as_of,
    }


def _option(o: Option, say: _Say) -> dict[str, Any]:
    facts = say.advice.facts
    decider = o.deciders[0] if o.deciders else o.closure
    decided = decider is not None and o.verdict != "unknown"
    by_kind: dict[str, list[Line]] = {}
    for line in o.lines:
        by_kind.setdefault(line.kind, []).append(line)
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
        "conditions": [
            {
                "text": say(condition_text(t.condition, facts)),
                "facts": facts_of(t.condition),
                "state": t.state,
                "provision": t.provision,
                "cites": _ids(t.cites),
            }
            for t in o.turns
        ],
        "documents": [
            paper
            for n, line in enumerate(by_kind.get("documents", []), 1)
            for paper in _papers(line, n, say)
        ],
        "complete": o.complete,
        "steps": [
            {"n": n, "text": say(line.item.text), "side": _side(line), **_line(line, say)}
            for n, line in enumerate(by_kind.get("steps", []), 1)
        ],
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
        "pays_to": say(o.pays_to),
        "applicant": say(o.applicant),
        "unsure": list(o.unsure),
        "before": [
            {"n": n, "text": say(line.item.text), "side": _side(line), **_line(line, say)}
            for n, line in enumerate(by_kind.get("before", []), 1)
        ],
        "window": None
        if o.window is None
        else {
            "months": list(o.window.months),
            "start": o.window.start,
            "end": o.window.end,
            "repeats": o.window.repeats,
            "text": say(window_text(o.window)),
        },
        "unconfirmed": [_heard(h, say) for h in o.heard if h.role in ("local", "lapsed", "coming")],
        "cites": _ids(
            tuple(
                c
                for rule in (o.deciders or ((o.closure,) if o.closure else o.opens))
                for c in rule.cites
            )
        ),
    }


def _papers(line: Line, n: int, say: _Say) -> list[dict[str, Any]]:
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


def _line(line: Line, say: _Say) -> dict[str, Any]:
    when = line.item.when
    return {
        "if": None if when is None else say(condition_text(when, say.advice.facts)),
        "state": line.state,
        "from": line.place,
        "provision": line.provision,
        "reported": line.reported,
        "grade": line.grade,
        "cites": _ids(line.cites),
    }


def _heard(h: Heard, say: _Say) -> dict[str, Any]:
    p = h.provision
    why = say(p.rejected) if p.rejected is not None else why_reported(h, say.lang)
    return {
        "text": say(p.summary),
        "grade": p.grade,
        "why": why,
        "cites": _ids(p.cites),
        "provision": p.id,
        "from": p.place,
        "role": h.role,
        "rule": p.rule,
        "if": None if p.when is None else say(condition_text(p.when, say.advice.facts)),
        "state": h.state,
    }


def _ids(cites: tuple[Cite, ...]) -> list[str]:
    return list(dict.fromkeys(c.source for c in cites))
