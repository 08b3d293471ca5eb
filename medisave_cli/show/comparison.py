"""Places side by side for one status: each aspect of their answers in words, and in which of them they differ."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Speaker
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    FAMILIES,
    MAIN,
    UNKNOWN,
    Advice,
    Cite,
    Line,
    Option,
)
from medisave_cli.show.listing import place_name
from medisave_cli.show.references import graded
from medisave_cli.show.terms import state_term, verdict_term
from medisave_cli.show.wording import condition_text, document_name, time_text
from medisave_cli.tuples import NamedTuple

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
VERDICT_ORDER = (ELIGIBLE, CONDITIONAL, UNKNOWN, "not_eligible")
NOTHING = "—"


class Row(NamedTuple):
    """One place: its advice, each aspect in words, and what these rest on. ``about``: the family that papers and times are of."""

    advice: Advice
    aspects: dict[str, str]
    cites: dict[str, tuple[Cite, ...]]
    about: str | None


def compared(advices: list[Advice], lang: str) -> list[Row]:
    """One row an advice, in the order given."""
    speak = Speaker(lang)
    return [_row(advice, speak) for advice in advices]


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


def _row(advice: Advice, speak: Speaker) -> Row:
    options = {(o.family, o.portion): o for o in advice.options}
    cash, transfer, stay = (options.get((f, MAIN)) for f in ("cash", "transfer", "stay"))
    told = told_of(options)
    missing = speak("compared.not_found") if told else ""
    decider = decider_of(cash)
    aspects = {
        "verdict": _word(cash, speak),
        "decided_by": place_name(advice.names[decider.place], speak.lang) if decider else "",
        "grade": graded(cash.grade, speak.lang) if cash is not None and cash.grade else "",
        "conditions": _conditions(advice, cash, speak),
        "time_limit": _times(told, speak) or missing,
        "documents": _documents(told, speak) or missing,
        "transfer": _word(transfer, speak),
        "stay": _word(stay, speak),
        "portions": _portions(advice, speak),
    }
    cites: dict[str, tuple[Cite, ...]] = dict.fromkeys(ASPECTS, ())
    cites["verdict"], cites["transfer"], cites["stay"] = map(rule_cites, (cash, transfer, stay))
    cites["portions"] = tuple(c for o in _other_portions(advice) for c in rule_cites(o))
    for kind in ("time_limit", "documents"):
        cites[kind] = tuple(c for line in lines_of(told, kind) for c in line.cites)
    about = told.family if told else None
    return Row(advice, {name: said or NOTHING for name, said in aspects.items()}, cites, about)


def _word(option: Option | None, speak: Speaker) -> str:
    if option is None:
        return ""
    unknown = option.verdict == UNKNOWN
    if unknown and option.lean is None and option.family != "cash":
        return ""
    word = speak.message(verdict_term(option.verdict, option.lean))
    return speak("compared.conflict", word=word) if option.conflict else word


def rule_cites(option: Option | None) -> tuple[Cite, ...]:
    """What the rules that an option rests on cite."""
    if option is None:
        return ()
    rules: tuple[Any, ...] = option.deciders or ((option.closure,) if option.closure else ())
    return tuple(c for rule in rules for c in rule.cites)


def decider_of(option: Option | None) -> Any:
    """The rule that an option rests on, firm or reported; None where there is none."""
    return None if option is None else next(iter(option.deciders), option.closure)


def _conditions(advice: Advice, option: Option | None, speak: Speaker) -> str:
    turns = {
        speak.text(condition_text(t.condition, advice.facts)): t.state
        for t in (option.turns if option else ())
        if t.state != "met"
    }
    return "\n".join(
        speak("compared.condition", condition=said, state=state_term(state))
        for said, state in turns.items()
    )


def told_of(options: dict[tuple[str, str], Option]) -> Option | None:
    """The option whose papers and times are compared: cash where it may be had, else what happens instead."""
    open_ways = [
        o
        for (_, portion), o in options.items()
        if portion == MAIN
        and o.lines
        and (o.verdict in (ELIGIBLE, CONDITIONAL) or o.lean in (ELIGIBLE, CONDITIONAL))
    ]
    return next(iter(sorted(open_ways, key=lambda o: FAMILIES.index(o.family))), None)


def lines_of(option: Option | None, kind: str) -> list[Line]:
    """The option's lines of a kind that may be needed here."""
    return [
        line
        for line in (option.lines if option else ())
        if line.kind == kind and line.state != "not_needed" and not line.arriving
    ]


def _marked(text: str, line: Line, speak: Speaker) -> str:
    marks = ["perhaps"] * (line.state == "maybe") + ["unconfirmed"] * line.reported
    if not marks:
        return text
    said = speak.list([speak(f"compared.{mark}") for mark in marks])
    return speak("compared.marked", text=text, marks=said)


def _times(option: Option | None, speak: Speaker) -> str:
    said = [
        _marked(
            speak.text(time_text(line.item)),
            line,
            speak,
        )
        for line in lines_of(option, "time_limit")
    ]
    return "\n".join(dict.fromkeys(said))


def _documents(option: Option | None, speak: Speaker) -> str:
    said = []
    for line in lines_of(option, "documents"):
        papers = [document_name(name, speak.lang) for _, name in line.item.papers]
        said.append(_marked(speak("compared.or").join(papers), line, speak))
    return "\n".join(dict.fromkeys(said))


def _other_portions(advice: Advice) -> list[Option]:
    return [
        o
        for o in advice.options
        if o.portion != MAIN and o.family == "cash" and (o.verdict != UNKNOWN or o.lean)
    ]


def _portions(advice: Advice, speak: Speaker) -> str:
    return "\n".join(
        speak(
            "screen.colon",
            label=advice.portions.get(o.portion) or o.portion,
            text=_word(o, speak) or NOTHING,
        )
        for o in _other_portions(advice)
    )
