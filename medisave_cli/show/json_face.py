"""An advice as JSON: the contract with whoever reads it. Every key is always there; texts are in the language asked for."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Speaker
from medisave_cli.model import Advice, Situation
from medisave_cli.show.call_json import call_json, elsewhere_json
from medisave_cli.show.headline import headline
from medisave_cli.show.option_json import Say, heard_json, ids, option_json
from medisave_cli.show.wording import dial_of

SCHEMA = 1


def advice_json(advice: Advice, lang: str, plan: Any = None) -> dict[str, Any]:
    """Return the advice as plain data for ``json.dumps``."""
    say = Say(advice, lang)
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
        "options": [option_json(o, say) for o in advice.options],
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
            {"text": say(n.text), "cites": ids(n.cites)}
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
                "cites": ids(n.cites),
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
                "cites": ids(c.cites),
            }
            for c in advice.claims
        ],
        "warnings": [{"id": name, "text": say(text)} for name, text in advice.warnings],
        "disputes": [
            heard_json(h, say)
            for o in advice.options
            for h in o.heard
            if h.role in ("dispute", "rejected")
        ]
        + [
            {
                "text": say(p.summary),
                "grade": p.grade,
                "why": Speaker(lang)("advice.contradict"),
                "cites": ids(p.cites),
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
                "cites": ids(c.cites),
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


def _case(s: Situation, say: Say) -> dict[str, Any]:
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
