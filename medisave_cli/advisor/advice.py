"""The advice: every option under what is known, what is still worth asking, and what to beware of."""

from __future__ import annotations

from typing import Any

from medisave_cli.advisor.call import REFUSED, call_of, may_compare
from medisave_cli.advisor.identity import decision_ids, digest
from medisave_cli.advisor.options import NO_ACCOUNT, option
from medisave_cli.advisor.outlook import Outlook, outlook
from medisave_cli.advisor.questions import questions
from medisave_cli.advisor.situation import (
    ACCOUNT,
    HELD,
    RETIREES_STAY,
    SAME_POOL,
    Asked,
    known_of,
    situate,
)
from medisave_cli.advisor.warnings import warnings
from medisave_cli.logic.cites import of_advice
from medisave_cli.logic.conditions import Known, domains, holds
from medisave_cli.model import (
    MAIN,
    UNKNOWN,
    Advice,
    Claim,
    Condition,
    Contact,
    DocumentLine,
    Dossier,
    Line,
    Note,
    Option,
    Rules,
    Situation,
    TextLine,
)


def advise(dossier: Dossier, asked: Asked) -> Advice:
    """Return the advice, whole: a pure function of what is on file and of what is asked.

    Raises:
        AskedWrongly: stated facts contradict each other, the status or the place.
        BadData: the rules turn on too many facts together.
    """
    view = outlook(dossier.rules, asked.answered.status, asked.as_of)
    return conclude(view, situate(asked, dossier.rules, view.arriving), dossier)


def conclude(view: Outlook, situation: Situation, dossier: Dossier) -> Advice:
    """The advice for a settled case, with the sources it cites."""
    advice = standing(view, situation, dossier.book, dossier.claims, dossier.contacts)
    return finished(advice, dossier)


def finished(advice: Advice, dossier: Dossier) -> Advice:
    """The advice with the call it leaves to be made, what is said elsewhere, and the sources it cites."""
    sources = dossier.sources
    refused = [note for note in advice.notes if note.kind == REFUSED]
    advice = advice._replace(
        notes=tuple(note for note in advice.notes if note.kind != REFUSED), sources=sources
    )
    advice = advice._replace(
        call=call_of(advice, refused, dossier.sounds),
        elsewhere=dossier.elsewhere if may_compare(advice) else None,
    )
    return advice._replace(sources={n: sources[n] for n in of_advice(advice) if n in sources})


def standing(
    view: Outlook,
    situation: Situation,
    book: tuple[str, str],
    claims: tuple[Claim, ...] = (),
    contacts: tuple[Contact, ...] = (),
) -> Advice:
    """Return the advice for a settled case. ``book`` is the book's version and digest. Sources are left to the caller."""
    known = known_of(situation, view.rules, view.full)
    impossible = view.rules.impossible
    options = tuple(option(tree, view.chain, known, impossible, view.as_of) for tree in view.trees)
    options = _for_such_people(options, situation, view.rules)
    cash = main_cash(options)
    notes = _notes(view, known)
    return Advice(
        situation,
        book,
        digest(_case_key(situation), book),
        decision_ids(view, book)(known),
        cash.verdict if cash else UNKNOWN,
        cash.lean if cash else None,
        cash.grade if cash else None,
        options,
        questions(view, situation, known),
        notes,
        situation.warnings + warnings(view, situation, known),
        tuple(c for c in claims if _may_hold(c.when, situation.stated, view.rules)),
        contacts,
        {},
        view.rules.facts,
        view.rules.statuses,
        view.rules.portions,
        {p.place: p.name for p in (*view.rules.chain, *view.rules.arriving)},
        _because(situation, known),
    )


def _for_such_people(
    options: tuple[Option, ...], situation: Situation, rules: Rules
) -> tuple[Option, ...]:
    """The options without what is only said of other people: a foreigner is not shown what asks for a household registration."""
    stated = situation.stated
    kinds = {f: stated[f] for moot in rules.moot for f in moot.given if f in stated}
    if not kinds:
        return options

    def fitting(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        found = []
        for line in lines:
            item = line.item
            if isinstance(item, DocumentLine | TextLine) and not _may_hold(item.when, kinds, rules):
                continue
            if isinstance(item, DocumentLine) and item.whose:
                never = {n for n, who in item.whose if not _may_hold(who, kinds, rules)}
                papers = tuple(paper for paper in item.papers if paper[0] not in never)
                if not papers:
                    continue
                line = line._replace(item=item._replace(papers=papers))
            found.append(line)
        return tuple(found)

    return tuple(
        o._replace(
            heard=tuple(h for h in o.heard if _may_hold(h.provision.when, kinds, rules)),
            lines=fitting(o.lines),
            ways=tuple(w._replace(lines=fitting(w.lines)) for w in o.ways),
        )
        for o in options
    )


def _may_hold(when: Condition | None, stated: Known, rules: Rules) -> bool:
    """Whether a condition is not ruled out by what is stated, everything else left open."""
    return when is None or holds(when, {**domains(rules.facts, (when,)), **stated}) is not False


def _because(situation: Situation, known: Known) -> str | None:
    """A reason that is no rule's, which the answer begins with."""
    told = {name for name, _ in situation.warnings}
    if SAME_POOL in told:
        return "same_pool"
    if ACCOUNT in known and HELD not in known[ACCOUNT]:
        return NO_ACCOUNT
    if situation.base_status == "deceased" and known.get("heir_exists") == (False,):
        return "no_heir"
    return "retirees_stay" if RETIREES_STAY in told else None


def main_cash(options: tuple[Option, ...]) -> Option | None:
    """The option whose verdict is the advice's."""
    return next((o for o in options if o.family == "cash" and o.portion == MAIN), None)


def _case_key(s: Situation) -> list[Any]:
    facts = {f: sorted(map(str, v)) for f, v in sorted(s.stated.items())}
    return [
        s.place.code,
        s.destination and s.destination.code,
        s.base_status,
        facts,
        sorted(s.declined),
        s.as_of,
    ]


def _notes(view: Outlook, known: Known) -> tuple[Note, ...]:
    """Remarks that are not ruled out by what is known, nearest place first."""
    becomes = view.rules.statuses[view.status].becomes
    other = next((i for i, b in enumerate(becomes) if holds(b.when, known) is True), None)
    places = view.rules.chain if other is None else view.rules.after[other]
    return tuple(
        note for place in places for note in place.notes if holds(note.when, known) is not False
    )
