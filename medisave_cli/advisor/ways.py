"""The ways of an option: each allowing rule whole, with the lines and single details that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.advisor.conditions import Known
from medisave_cli.advisor.details import LISTED, Detail, Path
from medisave_cli.advisor.turns import FAILED, together, turns_of
from medisave_cli.model import Line, Provision, Single, Way

Granted = list[tuple[Path, ...]]
"""The ways of each completion that grants the option."""


def ways_of(
    granted: Granted,
    others: Iterable[Provision],
    gates: dict[str, Any],
    known: Known,
    as_of: str,
) -> tuple[Way, ...]:
    """Every way of the completions that grant, then those of the ``others`` whose condition failed, which have no lines.

    ``gates``: by provision, whether the case is in its status at all.
    """
    by_rule: dict[str, list[Path]] = {}
    for paths in granted:
        for path in paths:
            by_rule.setdefault(path.provision.id, []).append(path)
    opened = [_way(paths, gates, known, as_of) for paths in by_rule.values()]
    closed = [
        Way(rule, FAILED, turns, (), None, None, None, True, not rule.is_firm(as_of))
        for rule in others
        if rule.id not in by_rule
        and together(turns := turns_of(rule, gates.get(rule.id), known)) == FAILED
    ]
    return tuple(opened + closed)


def _way(paths: list[Path], gates: dict[str, Any], known: Known, as_of: str) -> Way:
    rule = paths[0].provision
    turns = turns_of(rule, gates.get(rule.id), known)
    givers = {
        d.provision.id: d.provision for p in paths for d in p.details if d.kind == "documents"
    }
    return Way(
        rule,
        together(turns),
        turns,
        lines_of(paths),
        _single(paths, "applicant"),
        _single(paths, "pays_to"),
        _single(paths, "window"),
        all(giver.complete for giver in givers.values()),
        not rule.is_firm(as_of),
    )


def lines_of(paths: list[Path]) -> tuple[Line, ...]:
    """Every line of any of the ``paths``, once, however many rules say it; *needed* where every path needs it."""
    needed: dict[Any, int] = {}
    lines: dict[Any, Detail] = {}
    for path in paths:
        wanted: dict[Any, bool] = {}
        for detail in path.details:
            if detail.position is None or detail.kind not in LISTED:
                continue
            key = (detail.kind, _item(detail)._replace(cites=()))
            if key not in lines or (lines[key].reported and not detail.reported):
                lines[key] = detail
            wanted[key] = wanted.get(key, False) or detail.needed
        for key, is_needed in wanted.items():
            needed[key] = needed.get(key, 0) + is_needed
    return tuple(_line(detail, _state(needed[key], len(paths))) for key, detail in lines.items())


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
    found = next((d for p in paths for d in p.details if d.kind == kind), None)
    if found is None:
        return None
    rule = found.provision
    value = getattr(rule, kind)
    return Single(kind, value, rule.id, rule.place, rule.grade, rule.cites, found.reported)
