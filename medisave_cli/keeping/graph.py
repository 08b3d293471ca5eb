"""How a place decides, as a tree of the questions that the walk asks, in its order: what ``policy graph`` draws."""

from __future__ import annotations

from medisave_cli.advisor.decide import Finding, walk
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.logic.conditions import Known, Undetermined, holds, is_possible
from medisave_cli.model import UNKNOWN, Values
from medisave_cli.tuples import NamedTuple


class Leaf(NamedTuple):
    """A verdict, where it was found, and the rules it rests on as (id, grade). ``lean``: what unconfirmed rules say."""

    verdict: str
    place: str | None
    rules: tuple[tuple[str, str], ...]
    lean: str | None


class Split(NamedTuple):
    """A fact that the walk asks for at ``place``, and what follows from its values."""

    place: str | None
    fact: str
    ways: tuple[tuple[Values, Leaf | Split], ...]


def decision(view: Outlook, family: str, portion: str, known: Known) -> Leaf | Split:
    """The tree of one option under what is ``known``.

    Every path ends in the verdict that an answer would give to one who has an account and has done what has to come first:
    the rules are drawn, and what an answer takes for granted is asked only where a rule turns on it.
    """
    try:
        return _leaf(view, family, portion, known)
    except Undetermined as need:
        place = _asking(view, family, portion, known)
        ways: list[tuple[Values, Leaf | Split]] = []
        for part in need.parts:
            narrowed = {**known, need.fact: part}
            if is_possible(narrowed, view.rules.impossible):
                below = decision(view, family, portion, narrowed)
                # A place that goes on asking about the same fact asks one question.
                if isinstance(below, Split) and (below.place, below.fact) == (place, need.fact):
                    ways += below.ways
                else:
                    ways.append((part, below))
        merged: dict[Leaf | Split, Values] = {}
        for values, below in ways:
            merged[below] = merged.get(below, ()) + values
        if len(merged) == 1:
            return next(iter(merged))
        return Split(place, need.fact, tuple((values, below) for below, values in merged.items()))


def _leaf(view: Outlook, family: str, portion: str, known: Known) -> Leaf:
    found = walk(view.chain, family, portion, known)
    if found.verdict != UNKNOWN or found.barred:
        return Leaf(found.verdict, _place(view, found), _rules(found), None)
    lean = walk(view.chain, family, portion, known, reported=True)
    if lean.verdict == UNKNOWN:
        return Leaf(UNKNOWN, None, (), None)
    return Leaf(UNKNOWN, _place(view, lean), _rules(lean), lean.verdict)


def _place(view: Outlook, found: Finding) -> str | None:
    return None if found.at is None else view.chain[found.at].place


def _rules(found: Finding) -> tuple[tuple[str, str], ...]:
    closure = ((found.closure.id, found.closure.grade),) if found.closure else ()
    return (*((p.id, p.grade) for p in (*found.allowed, *found.barred)), *closure)


def _asking(view: Outlook, family: str, portion: str, known: Known) -> str | None:
    """The nearest place with a rule that what is known does not settle: there the walk stopped to ask."""
    try:
        walk(view.chain, family, portion, known)
        firm_only = False
    except Undetermined:
        firm_only = True
    for here in view.chain:
        for voice in here.voices:
            heard = voice.firm if firm_only else voice.live
            if (
                heard
                and voice.rule.family == family
                and voice.rule.portion in (portion, "main")
                and holds(voice.applies, known) is None
            ):
                return here.place
    return None
