"""What came of a trial, as a page: the findings, what changes, where each part shows, and how each answer begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medisave_cli.keeping.lint_page import as_json, line
from medisave_cli.keeping.trial import CHECK, Trial
from medisave_cli.language import Speaker
from medisave_cli.model import MAIN, TOPICS, Advice, Option, Status
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.terms import family_term, verdict_term

BEGINS = 14
"""So many lines of each answer are shown."""


def trial_page(trial: Trial, statuses: dict[str, Status], name: str, say: Speaker) -> Page:
    """The page of a trial. ``name``: the place's."""
    wrong = [f for f in trial.findings if not f.warns]
    head = say("trial.faults", count=len(wrong)) if trial.place is None else _head(trial, say)
    sections = []
    if trial.findings:
        items = tuple(Item(line(f, say), mark="warn" if f.warns else "bad") for f in trial.findings)
        sections.append(Section(say("trial.lint"), items))
    if trial.place is not None:
        changed = tuple(_changes(trial, statuses, say))
        nothing = (Item(say("trial.no_change")),)
        sections.append(Section(say("trial.changes"), changed or nothing))
        sections.append(Section(say("trial.shows"), tuple(_shows(trial, statuses, say))))
    return Page(
        say("trial.title", name=name),
        "",
        say.lang,
        Verdict(head, "bad" if trial.place is None else "good", ""),
        sections=tuple(sections),
    )


def screens(trial: Trial, statuses: dict[str, Status], say: Speaker) -> Iterator[str]:
    """How each answer begins that the file has a part in."""
    from medisave_cli.show.advice_page import advice_page
    from medisave_cli.show.plain_face import render

    for status, _, after in trial.answers:
        if status in touched(trial):
            lines = render(advice_page(after, say.lang, None, False)).splitlines()
            yield "\n".join(lines[:BEGINS] + (["…"] if len(lines) > BEGINS else []))


def touched(trial: Trial) -> set[str]:
    """The situations in which a part of the file shows, or whose answer it changes."""
    found = {s for part in trial.shown if part.where == CHECK for s in part.statuses}
    return found | {s for s, before, after in trial.answers if _said(before) != _said(after)}


def trial_json(trial: Trial, say: Speaker) -> dict[str, Any]:
    """The trial for programs."""
    return {
        "schema": 1,
        "file": str(trial.file),
        "clean": trial.place is not None,
        "findings": [as_json(f, say) for f in trial.findings],
        "answers": [
            {
                "status": status,
                "old": None if before is None else before.verdict,
                "old_lean": None if before is None else before.lean,
                "new": after.verdict,
                "new_lean": after.lean,
                "options": [
                    {"family": family, "portion": portion, "old": old, "new": new}
                    for family, portion, old, new in _apart(before, after, say)
                ],
            }
            for status, before, after in trial.answers
        ],
        "shown": [
            {"id": part.id, "where": part.where, "statuses": list(part.statuses)}
            for part in trial.shown
        ],
    }


def _head(trial: Trial, say: Speaker) -> str:
    count = sum(_said(before) != _said(after) for _, before, after in trial.answers)
    return say("trial.clean", count=count)


def _changes(trial: Trial, statuses: dict[str, Status], say: Speaker) -> Iterator[Item]:
    for status, before, after in trial.answers:
        notes = [
            say("trial.from_to", what=_option(family, portion, after, say), old=old, new=new)
            for family, portion, old, new in _apart(before, after, say)
        ]
        if notes:
            yield Item(say.text(statuses[status].name), status, tuple(notes))
    if trial.changes:
        for change in trial.changes.changes:
            if change.kind == "detail":
                places = tuple(p.name for p in change.places)
                name = say.text(statuses[change.status].name)
                yield Item(say("trial.detail", status=name, places=places))


def _apart(
    before: Advice | None, after: Advice, say: Speaker
) -> Iterator[tuple[str, str, str, str]]:
    """Family, portion, and the answer before and after in words, of the options that differ."""
    old, new = _said(before), _said(after)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield *key, _words(old.get(key), say), _words(new.get(key), say)


def _said(advice: Advice | None) -> dict[tuple[str, str], tuple[Any, ...]]:
    options = advice.options if advice else ()
    return {(o.family, o.portion): (o.verdict, o.lean, o.grade, _rules(o)) for o in options}


def _rules(o: Option) -> tuple[str, ...]:
    closure = (o.closure.id,) if o.closure else ()
    return tuple(dict.fromkeys((*(p.id for p in (*o.deciders, *o.bars)), *closure)))


def _words(said: tuple[Any, ...] | None, say: Speaker) -> str:
    if said is None:
        return say("trial.nothing")
    verdict, lean, grade, rules = said
    words = say.message(verdict_term(verdict, lean))
    return say(
        "trial.said", verdict=words, rules=rules or (say("trial.no_rule"),), grade=grade or "–"
    )


def _option(family: str, portion: str, advice: Advice, say: Speaker) -> str:
    name = say.message(family_term(family))
    return name if portion == MAIN else f"{name} · {say.text(advice.portions.get(portion))}"


def _shows(trial: Trial, statuses: dict[str, Status], say: Speaker) -> Iterator[Item]:
    for part in trial.shown:
        where = part.where if part.where in TOPICS else f"at_{part.where}"
        names = tuple(statuses[s].name for s in part.statuses)
        text = say(f"trial.{where}") if where not in TOPICS else say("trial.at_guide", topic=where)
        yield Item(part.id, text + (say("trial.in", statuses=names) if names else ""))
