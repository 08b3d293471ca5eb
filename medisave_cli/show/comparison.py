"""Places side by side for one status: what differs first, then what is the same everywhere."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any, NamedTuple

from medisave_cli.language.harmless import harmless
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    UNKNOWN,
    Advice,
    Line,
    Option,
    Place,
    Source,
)
from medisave_cli.show.headline import headline
from medisave_cli.show.listing import foot, place_name, place_title
from medisave_cli.show.named import title_words
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.references import References, graded
from medisave_cli.show.wording import (
    FAMILIES,
    LEANS,
    STATES,
    VERDICTS,
    condition_text,
    document_name,
    pick,
    time_text,
    value_text,
)

SIDE_BY_SIDE = 4
"""Up to so many places stand beside each other; more of them stand below each other."""
ASPECTS = (
    "verdict",
    "decided_by",
    "grade",
    "conditions",
    "time_limit",
    "documents",
    "transfer",
    "stay",
    "portions",
)
NAMES = {
    "verdict": ("能不能取现", "cash"),
    "decided_by": ("依据哪里的规定", "decided by the rules of"),
    "grade": ("可靠程度", "how sure"),
    "conditions": ("看哪些条件", "what it turns on"),
    "time_limit": ("多久", "how long"),
    "documents": ("主要材料", "key documents"),
    "transfer": ("能不能转走", "does it move"),
    "stay": ("留在账户", "does it stay"),
    "portions": ("另有规定的部分", "parts under other rules"),
}
VERDICT_ORDER = (ELIGIBLE, CONDITIONAL, UNKNOWN, "not_eligible")
NOT_FOUND = {"zh": "没有查到", "en": "not found"}


class Row(NamedTuple):
    """One place: its advice, each aspect in words, and what these rest on. ``about``: the family that papers and times are of."""

    advice: Advice
    aspects: dict[str, str]
    cites: dict[str, tuple[Any, ...]]
    about: str | None


def compared(advices: list[Advice], lang: str) -> list[Row]:
    """One row an advice, in the order given."""
    return [_row(advice, lang) for advice in advices]


def by_verdict(rows: list[Row]) -> list[Row]:
    """Rows for a long list: where it is paid first, then where it depends, is not known, and is not paid."""
    return sorted(
        rows,
        key=lambda row: (
            VERDICT_ORDER.index(row.advice.verdict),
            str(row.advice.lean),
            row.advice.situation.place.code,
        ),
    )


def differing(rows: list[Row]) -> list[str]:
    """The aspects that are not the same in all rows."""
    return [a for a in ASPECTS if len({row.aspects[a] for row in rows}) > 1]


def comparison_page(rows: list[Row], sources: dict[str, Source], lang: str) -> Page:
    """Return the page: what differs as a table, what is the same as a list, then the sources."""
    zh = lang == "zh"
    refs = References(sources, lang)
    differ = differing(rows)
    shared = [a for a in ASPECTS[1:] if a not in differ and rows[0].aspects[a] != "—"]
    sections = [_table(rows, differ, refs, lang)]
    same = tuple(
        Item(
            rows[0].aspects[a].replace("\n", "；" if zh else "; "),
            _name(a, rows, lang),
            refs=refs.refs(c for row in rows for c in row.cites[a]),
        )
        for a in shared
    )
    sections += [
        Section("都一样的" if zh else "The same everywhere", same),
        refs.section(full=len(rows) <= SIDE_BY_SIDE),
    ]
    situation = rows[0].advice.situation
    status = pick(rows[0].advice.statuses[situation.status].name, lang)
    title = (
        f"{status} · 比较 {len(rows)} 个地方" if zh else f"{status} · {len(rows)} places compared"
    )
    return Page(
        title,
        f"按 {situation.as_of} 的规定" if zh else f"rules as of {situation.as_of}",
        lang,
        lead=tuple(_lead(rows, differ, lang)),
        sections=tuple(s for s in sections if s.items or s.rows),
        foot=foot(rows[0].advice.book, lang),
    )


def _lead(rows: list[Row], differ: list[str], lang: str) -> list[str]:
    zh = lang == "zh"
    first = rows[0].advice
    lines = []
    counts = Counter((row.advice.verdict, row.advice.lean) for row in rows)
    if len(rows) > SIDE_BY_SIDE:
        said = [
            f"{pick(LEANS[lean] if verdict == UNKNOWN and lean else VERDICTS[verdict], lang)} {n}"
            for (verdict, lean), n in sorted(
                counts.items(), key=lambda c: (VERDICT_ORDER.index(c[0][0]), str(c[0][1]))
            )
        ]
        lines.append(f"取现：{'；'.join(said)}。" if zh else f"Cash: {'; '.join(said)}.")
        if "grade" in differ:
            lines.append(
                "可靠程度：A 官方原文；B 官方说法，经转引；C 无署名或未证实。"
                if zh
                else "How sure: A official text; B official, as quoted or reported; C unsigned or unconfirmed."
            )
    stated = {
        f: first.situation.stated.get(f, ())
        for f in first.situation.asked.facts
        if f in first.facts
    }
    facts = {
        f: value_text(first.facts[f], values[0]) for f, values in stated.items() if len(values) == 1
    }
    if facts:
        lines.append(
            ("已知：" if zh else "Given: ")
            + ("；" if zh else "; ").join(pick(t, lang) or "" for t in facts.values())
        )
    assumed = [
        value_text(first.facts[f], v)
        for f, v in first.situation.assumed.items()
        if f in first.facts
    ]
    if assumed:
        lines.append(
            ("默认：" if zh else "Presumed: ")
            + ("；" if zh else "; ").join(pick(t, lang) or "" for t in assumed)
        )
    if not differ:
        lines.append("这些地方的回答都一样。" if zh else "The answer is the same in all of them.")
    return lines


def _table(rows: list[Row], differ: list[str], refs: References, lang: str) -> Section:
    zh = lang == "zh"
    mixed = len({row.about for row in rows if row.about}) > 1

    def cell(row: Row, aspect: str) -> str:
        said = row.aspects[aspect] + refs_text(refs.refs(row.cites[aspect]))
        if mixed and aspect in ("time_limit", "documents") and row.about and said != "—":
            said = (
                f"{FAMILIES[row.about].zh}：\n{said}"
                if zh
                else f"{FAMILIES[row.about].en}:\n{said}"
            )
        return said

    def name(aspect: str) -> str:
        return _name(aspect, rows, lang)

    title = ("不一样的" if zh else "What differs") if differ else ""
    differ = ["verdict", *(a for a in differ if a != "verdict")]
    if len(rows) <= SIDE_BY_SIDE:
        columns = ("", *(place_name(row.advice.situation.place.name, lang) for row in rows))
        return Section(
            title,
            columns=columns,
            rows=tuple((name(a), *(cell(row, a) for row in rows)) for a in differ),
        )
    columns = ("地方" if zh else "place", *(name(a) for a in differ))
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        # In a long table a grade is its letter; the lead says what the letters mean.
        said = tuple(row.advice.grade or "—" if a == "grade" else cell(row, a) for a in differ)
        alike.setdefault(said, []).append(row)
    return Section(
        title,
        columns=columns,
        rows=tuple(
            (_places([row.advice.situation.place for row in group], lang), *said)
            for said, group in alike.items()
        ),
    )


def _places(places: list[Place], lang: str) -> str:
    """Whose answer a line of a long table is: one place with its code, or all that share it."""
    if len(places) == 1:
        return f"{place_title(places[0], lang)}\n{places[0].code}"
    names = ("、" if lang == "zh" else ", ").join(pick(p.name, lang) or p.code for p in places)
    return f"{names}（{len(places)} 处）" if lang == "zh" else f"{names} ({len(places)} places)"


def _name(aspect: str, rows: list[Row], lang: str) -> str:
    """What an aspect is called; papers and times say what they are for, where that is not cash."""
    name = NAMES[aspect][0 if lang == "zh" else 1]
    about = {row.about for row in rows if row.about}
    if aspect in ("time_limit", "documents") and len(about) == 1 and about != {"cash"}:
        family = pick(FAMILIES[about.pop()], lang)
        return f"{name}（{family}）" if lang == "zh" else f"{name} ({family})"
    return name


def _row(advice: Advice, lang: str) -> Row:
    options = {(o.family, o.portion): o for o in advice.options}
    cash = options.get(("cash", MAIN))
    told = _told(options)
    aspects = {
        "verdict": _word(cash, lang),
        "decided_by": _decider_name(advice, cash, lang),
        "grade": graded(cash.grade, lang) if cash is not None and cash.grade else "—",
        "conditions": _conditions(advice, cash, lang),
        "time_limit": _times(told, lang) or (told and NOT_FOUND[lang]) or "",
        "documents": _documents(told, lang) or (told and NOT_FOUND[lang]) or "",
        "transfer": _word(options.get(("transfer", MAIN)), lang),
        "stay": _word(options.get(("stay", MAIN)), lang),
        "portions": _portions(advice, lang),
    }
    cites: dict[str, tuple[Any, ...]] = dict.fromkeys(ASPECTS, ())
    cites["verdict"] = _rule_cites(cash)
    cites["transfer"], cites["stay"] = (
        _rule_cites(options.get(("transfer", MAIN))),
        _rule_cites(options.get(("stay", MAIN))),
    )
    cites["portions"] = tuple(c for o in _other_portions(advice) for c in _rule_cites(o))
    for kind in ("time_limit", "documents"):
        cites[kind] = tuple(c for line in _lines(told, kind) for c in line.cites)
    return Row(
        advice,
        {name: said or "—" for name, said in aspects.items()},
        cites,
        told.family if told else None,
    )


def _word(option: Option | None, lang: str) -> str:
    if option is None or (
        option.verdict == UNKNOWN and option.lean is None and option.family != "cash"
    ):
        return "—"
    word = (
        pick(
            LEANS[option.lean]
            if option.verdict == UNKNOWN and option.lean
            else VERDICTS[option.verdict],
            lang,
        )
        or ""
    )
    if option.conflict:
        word += "（规定互相矛盾）" if lang == "zh" else " (rules in conflict)"
    return word


def _rule_cites(option: Option | None) -> tuple[Any, ...]:
    if option is None:
        return ()
    rules: tuple[Any, ...] = option.deciders or ((option.closure,) if option.closure else ())
    return tuple(c for rule in rules for c in rule.cites)


def _decider(option: Option | None) -> Any:
    return None if option is None else next(iter(option.deciders), option.closure)


def _decider_name(advice: Advice, option: Option | None, lang: str) -> str:
    decider = _decider(option)
    return "—" if decider is None else place_name(advice.names[decider.place], lang)


def _conditions(advice: Advice, option: Option | None, lang: str) -> str:
    turns = {
        pick(condition_text(t.condition, advice.facts), lang): t.state
        for t in (option.turns if option else ())
        if t.state != "met"
    }
    zh = lang == "zh"
    return "\n".join(
        f"{said}（{STATES[state].zh}）" if zh else f"{said} ({STATES[state].en})"
        for said, state in turns.items()
    )


def _told(options: dict[tuple[str, str], Option]) -> Option | None:
    """The option whose papers and times are compared: cash where it may be had, else what happens instead."""
    open_ways = [
        o
        for (_, portion), o in options.items()
        if portion == MAIN
        and o.lines
        and (o.verdict in (ELIGIBLE, CONDITIONAL) or o.lean in (ELIGIBLE, CONDITIONAL))
    ]
    return next(iter(sorted(open_ways, key=lambda o: list(FAMILIES).index(o.family))), None)


def _lines(option: Option | None, kind: str) -> list[Line]:
    return [
        line
        for line in (option.lines if option else ())
        if line.kind == kind and line.state != "not_needed" and not line.arriving
    ]


def _marks(line: Line, lang: str) -> str:
    zh = lang == "zh"
    said = [("视情况" if zh else "perhaps")] * (line.state == "maybe") + [
        ("未证实" if zh else "unconfirmed")
    ] * line.reported
    return "" if not said else f"（{'，'.join(said)}）" if zh else f" ({', '.join(said)})"


def _times(option: Option | None, lang: str) -> str:
    said = [
        (pick(time_text(line.item.purpose, line.item.working_days, line.item.days), lang) or "")
        + _marks(line, lang)
        for line in _lines(option, "time_limit")
    ]
    return "\n".join(dict.fromkeys(said))


def _documents(option: Option | None, lang: str) -> str:
    said = []
    for line in _lines(option, "documents"):
        names = (" 或 " if lang == "zh" else " or ").join(
            document_name(name, lang) for _, name in line.item.papers
        )
        said.append(names + _marks(line, lang))
    return "\n".join(dict.fromkeys(said))


def _other_portions(advice: Advice) -> list[Option]:
    return [
        o
        for o in advice.options
        if o.portion != MAIN and o.family == "cash" and (o.verdict != UNKNOWN or o.lean)
    ]


def _portions(advice: Advice, lang: str) -> str:
    colon = "：" if lang == "zh" else ": "
    return "\n".join(
        f"{pick(advice.portions.get(o.portion), lang) or o.portion}{colon}{_word(o, lang)}"
        for o in _other_portions(advice)
    )


def comparison_data(rows: list[Row], sources: dict[str, Source], lang: str) -> dict[str, Any]:
    """The same as plain data for JSON."""
    from medisave_cli.show.records import envelope, place_record, source_records

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
        sources=source_records(sources, lang),
    )


def _record(row: Row, lang: str) -> dict[str, Any]:
    from medisave_cli.show.records import cite_ids

    a = row.advice
    options = {(o.family, o.portion): o for o in a.options}
    cash = options.get(("cash", MAIN))
    decider = _decider(cash)
    told = _told(options)
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
                "cites": cite_ids(_rule_cites(o)),
            }
            for o in a.options
        ],
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
            for n in _lines(told, "time_limit")
        ],
        "documents": [
            {
                "any_of": [{"id": i, "name": pick(t, lang)} for i, t in n.item.papers],
                "state": n.state,
                "reported": n.reported,
                "cites": cite_ids(n.cites),
            }
            for n in _lines(told, "documents")
        ],
        "warnings": [{"id": name, "text": pick(text, lang)} for name, text in a.warnings],
        "id": a.id,
        "decision_id": a.decision_id,
    }


def comparison_csv(rows: list[Row], sources: dict[str, Source], lang: str) -> str:
    """The same as CSV: one row a place, every column always there; no cell is read as a formula."""
    out = io.StringIO()
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
            ("" if row.aspects[name] in ("—", NOT_FOUND[lang]) else row.aspects[name]).replace(
                "\n", "; "
            )
            for name in (ASPECTS[1], *ASPECTS[3:])
        ]
        writer.writerow([harmless(cell) for cell in (*cells, "; ".join(titles), a.decision_id)])
    return out.getvalue()
