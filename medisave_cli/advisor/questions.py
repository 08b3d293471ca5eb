"""What is still worth asking, the most telling first."""

from __future__ import annotations

from medisave_cli.advisor.options import shown, under
from medisave_cli.advisor.outlook import Outlook
from medisave_cli.advisor.situation import known_of
from medisave_cli.logic.conditions import JUDGED, Known, influence
from medisave_cli.model import MAIN, Question, Situation
from medisave_cli.tuples import NamedTuple

TELLS = ("verdict", "option", "detail")


class _Telling(NamedTuple):
    """What a fact can change (the verdict or its lean, another option, a detail), and in what share of the cases still open."""

    fact: str
    tells: str
    share: float


def questions(view: Outlook, situation: Situation, known: Known) -> tuple[Question, ...]:
    """The open facts that can change anything shown, presumed ones after the others.

    Those that can change the verdict or its lean come first, then those that can change another option, then details. Within these,
    a fact at least half as telling as the most telling one keeps the catalog's order, for a share alone makes odd reading.
    """
    opened = [t for t in _telling(view, known) if t.fact not in situation.declined]
    presumed = [
        t
        for f in situation.assumed
        for t in _telling(view, known_of(situation, view.rules, view.full, but=f))
        if t.fact == f
    ]
    already = {t.fact for t in opened}
    facts = view.rules.facts
    return tuple(Question(facts[t.fact], None, t.tells) for t in _ranked(opened, view)) + tuple(
        Question(facts[t.fact], situation.assumed[t.fact], t.tells)
        for t in _ranked(presumed, view)
        if t.fact not in already
    )


def _ranked(tellings: list[_Telling], view: Outlook) -> list[_Telling]:
    order = list(view.rules.facts)
    best: dict[str, _Telling] = {}
    for t in tellings:
        held = best.get(t.fact)
        if held is None or (TELLS.index(t.tells), -t.share) < (
            TELLS.index(held.tells),
            -held.share,
        ):
            best[t.fact] = t
    top = {
        tells: max((t.share for t in best.values() if t.tells == tells), default=0.0)
        for tells in TELLS
    }
    ranked = sorted(
        best.values(),
        key=lambda t: (TELLS.index(t.tells), t.share < top[t.tells] / 2, order.index(t.fact)),
    )
    return _who_first(ranked, view)


def _who_first(ranked: list[_Telling], view: Outlook) -> list[_Telling]:
    """What some people never had is asked only behind what tells whether this person is one of them."""
    waiting = {m.fact: set(m.given) for m in view.rules.moot}
    result: list[_Telling] = []
    for telling in ranked:
        first = [t for t in ranked if t.fact in waiting.get(telling.fact, ())]
        result += [t for t in (*first, telling) if t not in result]
    return result


def _telling(view: Outlook, known: Known) -> list[_Telling]:
    """Every open fact that matters, once an option that it matters to."""
    impossible = view.rules.impossible
    found = []
    for tree in view.trees:
        branches = under(tree, known, impossible)
        if len(branches) < 2:
            continue
        details = influence([(n, shown(o)) for n, o in branches], known, impossible)
        verdicts = influence(
            [(n, (o.finding.verdict, o.lean and o.lean.verdict)) for n, o in branches],
            known,
            impossible,
        )
        decisive = "verdict" if (tree.family, tree.portion) == ("cash", MAIN) else "option"
        found += [
            _Telling(f, decisive if f in verdicts else "detail", verdicts.get(f, share))
            for f, share in details.items()
        ]
    return [t for t in found if not t.fact.startswith(JUDGED)]
