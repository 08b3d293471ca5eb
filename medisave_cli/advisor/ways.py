"""The ways of an option: each allowing rule whole, with the lines and single details that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.advisor.details import Detail, Path
from medisave_cli.advisor.turns import FAILED, state_of, together, turns_of
from medisave_cli.logic.conditions import Known, facts_in, holds
from medisave_cli.model import LISTED, Line, OneOf, Provision, Single, Text, TextLine, Turn, Way

Granted = list[tuple[Path, ...]]
"""The ways of each completion that grants the option."""


class WayWriter:
    """Writes ways under what is known. ``gates``: by provision, whether the case is in its status at all; ``acts``: what a person can
    still do, by the fact that says it is done."""

    def __init__(self, gates: dict[str, Any], acts: dict[str, Text], known: Known, as_of: str):
        self._gates, self._acts, self._known, self._as_of = gates, acts, known, as_of

    def ways(self, granted: Granted, others: Iterable[Provision]) -> tuple[Way, ...]:
        """Every way of the completions that grant, then those of the ``others`` whose condition failed, which have no lines."""
        by_rule: dict[str, list[Path]] = {}
        for paths in granted:
            for path in paths:
                by_rule.setdefault(path.provision.id, []).append(path)
        opened = [self._way(paths) for paths in by_rule.values()]
        closed = [
            Way(rule, FAILED, turns, (), None, None, None, True, not rule.is_firm(self._as_of))
            for rule in others
            if rule.id not in by_rule and together(turns := self.turns(rule)) == FAILED
        ]
        return tuple(opened + closed)

    def turns(self, rule: Provision, acts: Iterable[str] = ()) -> tuple[Turn, ...]:
        """What the rule turns on, and of the ``acts`` that come first those that are not settled."""
        own = turns_of(rule, self._gates.get(rule.id), self._known)
        named = facts_in(rule.when)
        first = [OneOf(act, (True,)) for act in acts if act not in named]
        return own + tuple(
            Turn(part, state_of(part, self._known), rule.id, rule.cites)
            for part in first
            if holds(part, self._known) is None
        )

    def _way(self, paths: list[Path]) -> Way:
        rule = paths[0].provision
        acts = dict.fromkeys(act for path in paths for act in path.acts if act in self._acts)
        turns = self.turns(rule, acts)
        givers = {
            d.provision.id: d.provision for p in paths for d in p.details if d.kind == "documents"
        }
        return Way(
            rule,
            together(turns),
            turns,
            self.lines(paths),
            _single(paths, "applicant"),
            _single(paths, "pays_to"),
            _single(paths, "window"),
            all(giver.complete for giver in givers.values()),
            not rule.is_firm(self._as_of),
        )

    def lines(self, paths: list[Path]) -> tuple[Line, ...]:
        """Every line of any of the ``paths``, once, however many rules say it; *needed* where every path needs it. What has to be
        done first comes first."""
        needed: dict[Any, int] = {}
        lines: dict[Any, Detail] = {}
        for path in paths:
            wanted: dict[Any, bool] = {}
            for detail in path.details:
                if detail.position is None or detail.kind not in LISTED:
                    continue
                key = _key(detail)
                if key not in lines or (lines[key].reported and not detail.reported):
                    lines[key] = detail
                wanted[key] = wanted.get(key, False) or detail.needed
            for key, is_needed in wanted.items():
                needed[key] = needed.get(key, 0) + is_needed
        found = [_line(detail, _state(needed[key], len(paths))) for key, detail in lines.items()]
        told = {key[1] for key in lines if key[0] == "act"}
        return tuple(self._first(paths, told) + sorted(found, key=_is_no_act))

    def _first(self, paths: list[Path], told: set[str]) -> list[Line]:
        """The acts that a rule's condition needs and no line of it tells."""
        found: dict[str, Line] = {}
        for path in paths:
            rule = path.provision
            for act in sorted(facts_in(rule.when) & self._acts.keys() - told):
                every = all(act in facts_in(p.provision.when) for p in paths)
                item = TextLine(self._acts[act], None, (), None, act)
                reported = not rule.is_firm(self._as_of)
                state = "needed" if every else "maybe"
                line = Line(
                    "before",
                    item,
                    rule.id,
                    rule.place,
                    rule.grade,
                    rule.cites,
                    reported,
                    state,
                    False,
                )
                found.setdefault(act, line)
        return list(found.values())


def _is_no_act(line: Line) -> bool:
    return not (line.kind == "before" and line.item.act is not None)


def _key(detail: Detail) -> tuple[Any, ...]:
    """What makes two lines one: the same act, or the same words of the same kind."""
    item = _item(detail)
    if detail.kind == "before" and item.act is not None:
        return ("act", item.act)
    return (detail.kind, item._replace(cites=()))


def _state(needed: int, of: int) -> str:
    return "needed" if needed == of else "maybe" if needed else "not_needed"


def _item(detail: Detail) -> Any:
    assert detail.position is not None
    return getattr(detail.provision, detail.kind)[detail.position]


def _line(d: Detail, state: str) -> Line:
    item, rule = _item(d), d.provision
    cites = item.cites or rule.cites
    return Line(d.kind, item, rule.id, rule.place, rule.grade, cites, d.reported, state, d.arriving)


def _single(paths: list[Path], kind: str) -> Single | None:
    """The first of this kind, where every one of the paths has one."""
    firsts = [next((d for d in p.details if d.kind == kind), None) for p in paths]
    found = firsts[0]
    if found is None or None in firsts:
        return None
    rule = found.provision
    value = getattr(rule, kind)
    return Single(kind, value, rule.id, rule.place, rule.grade, rule.cites, found.reported)
