"""Places side by side as data: JSON with all of it, and CSV with a row a place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from medisave_cli.language import Speaker, pick
from medisave_cli.language.harmless import harmless
from medisave_cli.model import MAIN, UNKNOWN, Advice, Option, Source, Text
from medisave_cli.show.comparison import (
    ASPECTS,
    NOTHING,
    Row,
    decider_of,
    differing,
    lines_of,
    rule_cites,
    told_of,
)
from medisave_cli.show.headline import headline
from medisave_cli.show.listing import place_title
from medisave_cli.show.named import title_words
from medisave_cli.show.records import (
    cite_ids,
    envelope,
    place_record,
    source_records,
    warning_records,
)
from medisave_cli.show.wording import condition_text


def comparison_data(
    rows: list[Row],
    sources: dict[str, Source],
    lang: str,
    warnings: Iterable[tuple[str, Text]] = (),
) -> dict[str, Any]:
    """A comparison as plain data for JSON. ``warnings``: what must be said of how a place was found."""
    first = rows[0].advice
    s = first.situation
    differ = differing(rows)
    return envelope(
        lang,
        first.book,
        status=s.status,
        base_status=s.base_status,
        facts={f: v[0] if len(v) == 1 else list(v) for f, v in s.stated.items()},
        assumed=dict(s.assumed),
        as_of=s.as_of,
        differ=differ,
        same={a: rows[0].aspects[a] for a in ASPECTS if a not in differ},
        places=[
            {**place_record(row.advice.situation.place, lang), **_record(row, lang)} for row in rows
        ],
        warnings=warning_records(warnings, lang),
        sources=source_records(sources, lang),
    )


def _record(row: Row, lang: str) -> dict[str, Any]:
    a = row.advice
    options = {(o.family, o.portion): o for o in a.options}
    cash = options.get(("cash", MAIN))
    decider = decider_of(cash)
    told = told_of(options)
    return {
        "verdict": a.verdict,
        "lean": a.lean,
        "grade": a.grade,
        "headline": headline(a, lang),
        "decided_by": None
        if decider is None or a.verdict == UNKNOWN
        else {
            "code": decider.place,
            "name": pick(a.names[decider.place], lang),
            "rule": decider.id,
        },
        "options": [
            {
                "family": o.family,
                "portion": o.portion,
                "disposition": o.disposition,
                "verdict": o.verdict,
                "lean": o.lean,
                "grade": o.grade,
                "cites": cite_ids(rule_cites(o)),
            }
            for o in a.options
        ],
        **_details(a, cash, told, lang),
        "claims": [
            {
                "id": c.id,
                "finding": c.finding,
                "claim": pick(c.claim, lang),
                "text": pick(c.truth, lang),
                "cites": cite_ids(c.cites),
            }
            for c in a.claims
        ],
        "warnings": [{"id": name, "text": pick(text, lang)} for name, text in a.warnings],
        "id": a.id,
        "decision_id": a.decision_id,
    }


def _details(a: Advice, cash: Option | None, told: Option | None, lang: str) -> dict[str, Any]:
    """What cash turns on, and the times and papers of the way that is told."""
    return {
        "conditions": [
            {
                "text": pick(condition_text(t.condition, a.facts), lang),
                "state": t.state,
                "cites": cite_ids(t.cites),
            }
            for t in (cash.turns if cash else ())
        ],
        "about": None if told is None else told.family,
        "time_limit": [
            {
                "for": n.item.purpose,
                "working_days": n.item.working_days,
                "days": n.item.days,
                "state": n.state,
                "reported": n.reported,
                "cites": cite_ids(n.cites),
            }
            for n in lines_of(told, "time_limit")
        ],
        "documents": [
            {
                "any_of": [{"id": i, "name": pick(t, lang)} for i, t in n.item.papers],
                "state": n.state,
                "reported": n.reported,
                "cites": cite_ids(n.cites),
            }
            for n in lines_of(told, "documents")
        ],
    }


def comparison_csv(rows: list[Row], sources: dict[str, Source], lang: str) -> str:
    """A comparison as CSV: one row a place, every column always there; no cell is read as a formula."""
    out = io.StringIO()
    missing = Speaker(lang)("compared.not_found")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "code",
            "place",
            "status",
            "as_of",
            "verdict",
            "lean",
            "grade",
            "headline",
            *ASPECTS[1:2],
            *ASPECTS[3:],
            "sources",
            "decision_id",
        ]
    )
    for row in rows:
        a = row.advice
        titles = list(
            dict.fromkeys(
                title_words(sources[c.source], lang)
                for cites in row.cites.values()
                for c in cites
                if c.source in sources
            )
        )
        cells = [
            a.situation.place.code,
            place_title(a.situation.place, lang),
            a.situation.status,
            a.situation.as_of,
            a.verdict,
            a.lean or "",
            a.grade or "",
            headline(a, lang),
        ]
        cells += [
            ("" if row.aspects[name] in (NOTHING, missing) else row.aspects[name]).replace(
                "\n", "; "
            )
            for name in (ASPECTS[1], *ASPECTS[3:])
        ]
        writer.writerow([harmless(cell) for cell in (*cells, "; ".join(titles), a.decision_id)])
    return out.getvalue()
