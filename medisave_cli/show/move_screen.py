"""A move on one screen: the first screen of its advice, with the end at which each line is done, both telephones and other cases."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.model import UNKNOWN, Advice, Line, Move, MoveCase, Option, Plan
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.references import References
from medisave_cli.show.screen import ScreenWriter
from medisave_cli.show.selection import select
from medisave_cli.show.terms import verdict_term
from medisave_cli.show.wording import dial_of, value_text, when_text

SIDES = {"transfer_out": "out", "transfer_in": "in"}

TELLING = {"destination_accepts_balance", "destination_scheme", "contributions_stopped", "stage"}
"""Facts whose other cases a mover asks about; what else could be otherwise is told by ``--more``."""


def move_screen(
    move: Move,
    lang: str,
    handout: bool = False,
    stale_since: str | None = None,
    plan: Plan | None = None,
) -> Page:
    """Return the first screen of a move seen from both ends; the arguments are those of ``first_screen``."""
    return MoveScreen(move, lang, handout, stale_since).page(plan)


def move_ways(move: Move, options: Iterable[Option], lang: str, refs: References) -> list[Section]:
    """Every open way of these options, whole, each line with the end at which it is done, numbered in ``refs``."""
    narrowed = move._replace(advice=move.advice._replace(options=tuple(options)))
    writer = MoveScreen(narrowed, lang, False, None)
    writer.refs, writer.whole = refs, True
    return [s for s in writer.ways() if s.items or s.title]


class MoveScreen(ScreenWriter):
    """Words a move's selection, naming the end at which each line is done."""

    def __init__(self, move: Move, lang: str, handout: bool, stale_since: str | None):
        super().__init__(select(move.advice), lang, handout, stale_since)
        self.move = move
        self.refs = References({**move.advice.sources, **move.sources}, lang)

    def _text(self, line: Line) -> str:
        text = self._with_when(line, self.speak.text(line.item.text))
        side = line.item.side or ("in" if line.arriving else None)
        return text if side is None else self._at(side, text)

    def _limit(self, line: Line) -> str:
        text = super()._limit(line)
        side = SIDES.get(line.item.purpose)
        return text if side is None or line.arriving else self._at(side, text)

    def _at(self, side: str, text: str) -> str:
        """A line with the end of the move at which it is done."""
        s = self.advice.situation
        place = s.place if side == "out" or s.destination is None else s.destination
        return self.speak("screen.arriving", place=place.name, text=text)

    def _dial(self) -> str:
        there = self.advice.situation.destination
        area = there.area_code if there else None
        dials = (dial_of(c.dial, area) for c in self.move.arriving_contacts)
        found = next((dial for dial in dials if dial), "")
        here = super()._dial()
        if there is None or not found or found == here:
            return here
        place = self.advice.situation.place.name
        return self.speak("screen.both_dials", place=place, here=here, to=there.name, there=found)

    def _dates(self, plan: Plan | None) -> list[Section]:
        return [*self._cases(), *super()._dates(plan)]

    def _cases(self) -> list[Section]:
        """What becomes of the money in the other cases, a line each."""
        rows: dict[str, list[str]] = {}
        for case in self.move.cases:
            if case.advice is not None and TELLING & set(case.facts):
                rows.setdefault(self._outcome(case.advice), []).append(self._when(case))
        rows.pop(self._outcome(self.advice), None)
        alike = self.speak("screen.semicolon")
        items = tuple(Item(outcome, alike.join(cases)) for outcome, cases in rows.items())
        return [Section(self.speak("screen.cases"), items)] if items else []

    def _when(self, case: MoveCase) -> str:
        if case.note is not None:
            return self.speak.text(when_text(case.note, self.advice.facts))
        facts = self.advice.facts
        return self.speak.list([value_text(facts[f], v) for f, v in case.facts.items()])

    def _outcome(self, advice: Advice) -> str:
        said = []
        for family in ("transfer", "cash", "stay"):
            for o in advice.options:
                if (o.family, o.portion) != (family, "main"):
                    continue
                if o.verdict == UNKNOWN and o.lean is None:
                    continue
                word = verdict_term(o.verdict, o.lean)
                name = self.speak(f"screen.way_{family}")
                said.append(self.speak("screen.outcome", family=name, verdict=word))
        return self.speak("screen.semicolon").join(said) or self.speak("screen.outcome_unknown")
