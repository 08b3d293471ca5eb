"""What the first screen shows of an advice, chosen once: every face shows the same, and ``--more`` everything.

Nothing here is worded: a screen is made of the advice's own rules, lines, notes and questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    LISTED,
    MAIN,
    NATION,
    UNKNOWN,
    Advice,
    Call,
    Closure,
    Heard,
    Line,
    Note,
    OneOf,
    Option,
    Provision,
    Question,
    Single,
    Text,
    Turn,
    Way,
)
from medisave_cli.show.wording import facts_of
from medisave_cli.tuples import NamedTuple

OPEN_VERDICTS = (ELIGIBLE, CONDITIONAL)
COSTS_COVER = ("renounces_scheme",)
"""Facts by whose being so the person gives up cover for good: a way that needs one says so before its papers."""
FRAUD = "fraud"
"""What a warning is about that is for whoever takes the money out in cash, and for nobody else."""
INSTEAD_AT_FIRST = 3


class Block(NamedTuple):
    """One way to the money as it is shown, or several that ask for the same: whole, with its papers, steps, counters, limits, payee.

    ``portions`` are the parts of the money it serves; ``turns`` the conditions still open, one tuple for each way that would do;
    ``costs`` the facts by which cover is given up. ``reported``: no firm rule opens it. ``lines`` maps a kind of detail to its lines,
    those not needed left out.
    """

    family: str
    portions: tuple[str, ...]
    rules: tuple[Provision, ...]
    turns: tuple[tuple[Turn, ...], ...]
    costs: tuple[str, ...]
    reported: bool
    lines: dict[str, tuple[Line, ...]]
    singles: tuple[Single, ...]
    complete: bool

    @property
    def bare(self) -> bool:
        """Whether nothing is said of how it is done."""
        return not any(self.lines.values()) and not self.singles


class Screen(NamedTuple):
    """The first screen. ``shared`` holds the kinds of detail that are the same for every way, shown once."""

    advice: Advice
    cash: Option | None
    decider: Provision | Closure | None
    ways: tuple[Block, ...]
    shared: dict[str, tuple[Line, ...]]
    shared_singles: tuple[Single, ...]
    call: Call | None
    heard: tuple[Heard, ...]
    reasons: tuple[Provision | Closure, ...]
    instead: tuple[Note, ...]
    warning: Note | None
    notes: tuple[Note, ...]
    warnings: tuple[tuple[str, Text], ...]
    question: Question | None
    asks_destination: bool
    left: dict[str, int]


def select(advice: Advice) -> Screen:
    """Choose what the first screen shows of an advice."""
    cash = next((o for o in advice.options if (o.family, o.portion) == ("cash", MAIN)), None)
    ways = _merged([block for o in advice.options for block in blocks_of(o)])
    shared, singles = _shared(ways), _shared_singles(ways)
    ways = [
        way._replace(
            lines=_without(way.lines, shared),
            singles=tuple(s for s in way.singles if s not in singles),
        )
        for way in ways
    ]
    open_cash = any(way.family == "cash" for way in ways)
    call = advice.call if advice.call is not None and advice.call.first else None
    told = {p.id for way in ways for p in way.rules}
    heard = tuple(h for h in _heard(advice, cash) if h.provision.id not in told)
    warning = _warning(advice.notes, open_cash)
    idle = not ways and advice.because != "no_account"
    instead = tuple(n for n in advice.notes if n.kind == "instead") if idle else ()
    shown = instead[:INSTEAD_AT_FIRST]
    opened = [q for q in advice.questions if q.assumed is None]
    destination = _needs_destination(advice)
    kept = [n for n in advice.notes if n is not warning and n not in shown]
    notes = tuple(n for n in kept if n.brief is not None or _about_stated(n, advice))
    tips = len(advice.notes) - len(shown) - bool(warning) - len(notes)
    return Screen(
        advice=advice,
        cash=cash,
        decider=decider_of(cash),
        ways=tuple(ways),
        shared=shared,
        shared_singles=singles,
        call=call,
        heard=heard,
        reasons=_reasons(cash) if not ways else (),
        instead=shown,
        warning=warning,
        notes=notes,
        warnings=tuple(w for w in advice.warnings if w[0] not in ("no-own-rule", "no-local-rule")),
        question=None if destination else next(iter(opened), None),
        asks_destination=destination,
        left={
            "uncertain": sum(len(o.heard) for o in advice.options) - len(heard),
            "tips": tips,
            "claims": len(advice.claims),
            "sources": len(advice.sources),
        },
    )


def decider_of(option: Option | None) -> Provision | Closure | None:
    """The rule that an option rests on; None where nothing firm settles it."""
    if option is None or option.verdict == UNKNOWN:
        return None
    return option.deciders[0] if option.deciders else option.closure


def blocks_of(option: Option) -> list[Block]:
    """The ways an option leaves open, ready to be shown. What only says that the money stays is left to the headline."""
    if not (option.verdict in OPEN_VERDICTS or option.lean in OPEN_VERDICTS):
        return []
    blocks = [_block(option, way) for way in option.ways if way.state != "failed"]
    told = option.verdict == ELIGIBLE and option.portion == MAIN
    along = option.family != "cash" and option.portion != MAIN
    return [b for b in blocks if not (b.bare and (along or (told and not any(b.turns))))]


def _block(option: Option, way: Way) -> Block:
    turns = tuple(t for t in way.turns if t.state in ("unknown", "judgement"))
    lines = [line for line in way.lines if line.state != "not_needed"]
    return Block(
        option.family,
        (option.portion,),
        (way.provision,),
        (turns,),
        tuple(f for f in COSTS_COVER if _needs(way.provision.when, f)),
        way.reported,
        {kind: tuple(line for line in lines if line.kind == kind) for kind in LISTED},
        way.singles,
        way.complete,
    )


def _needs(condition: Any, fact: str) -> bool:
    """Whether a condition asks for the fact to be so."""
    if condition is None:
        return False
    if isinstance(condition, OneOf):
        return condition.fact == fact and condition.values == (True,)
    parts = getattr(condition, "parts", None) or (
        (condition.part,) if hasattr(condition, "part") else ()
    )
    return any(_needs(part, fact) for part in parts)


def _merged(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, those of two rules or portions that ask for just the same as one."""
    found: dict[Any, Block] = {}
    for block in blocks:
        key: Any = (
            block.family,
            block.costs,
            block.reported,
            tuple((k, tuple(_said(line) for line in v)) for k, v in block.lines.items()),
            tuple((s.kind, s.value, s.reported) for s in block.singles),
        )
        if block.bare:
            key = (block.family, block.rules[0].id, block.portions)
        held = found.get(key)
        found[key] = block if held is None else _both(held, block)
    return list(found.values())


def _both(one: Block, other: Block) -> Block:
    """Two blocks that ask for the same: what either turns on will do, and nothing where either turns on nothing."""
    turns = () if not (any(one.turns) and any(other.turns)) else (*one.turns, *other.turns)
    return one._replace(
        portions=tuple(dict.fromkeys(one.portions + other.portions)),
        rules=tuple({p.id: p for p in one.rules + other.rules}.values()),
        turns=tuple(dict.fromkeys(turns)),
    )


def _said(line: Line) -> tuple[Any, ...]:
    """What a line says, whichever rule says it."""
    return (line.item._replace(cites=()), line.reported, line.state, line.arriving)


def _shared(ways: list[Block]) -> dict[str, tuple[Line, ...]]:
    """The kinds of detail in which all of several ways say the same; of the papers those that each of them asks for."""
    ways = [way for way in ways if not way.bare]
    if len(ways) < 2:
        return {}
    first, *rest = ways
    asked = [{_said(line) for line in way.lines.get("documents", ())} for way in rest]
    papers = tuple(
        line
        for line in first.lines.get("documents", ())
        if all(_said(line) in others for others in asked)
    )
    same = {
        kind: lines
        for kind, lines in first.lines.items()
        if lines
        and all(
            [_said(line) for line in way.lines.get(kind, ())] == [_said(line) for line in lines]
            for way in rest
        )
    }
    return {"documents": papers, **same} if papers else same


def _without(lines: dict[str, tuple[Line, ...]], shared: dict[str, tuple[Line, ...]]) -> Any:
    """The lines of a way without those that are told for all."""
    told = {_said(line) for found in shared.values() for line in found}
    return {kind: tuple(x for x in found if _said(x) not in told) for kind, found in lines.items()}


def _shared_singles(ways: list[Block]) -> tuple[Single, ...]:
    """Who applies, where it is paid to and when, where all of several ways say the same."""
    ways = [way for way in ways if not way.bare]
    if len(ways) < 2:
        return ()
    return tuple(s for s in ways[0].singles if all(s in way.singles for way in ways[1:]))


def _heard(advice: Advice, cash: Option | None) -> tuple[Heard, ...]:
    """What a lean rests on, or the practice that has ended; what merely opposes a firm answer is left to ``--more``."""
    if cash is None or advice.verdict != UNKNOWN:
        return ()
    if cash.lean is None:
        return tuple(h for h in cash.heard if h.role == "lapsed" and h.state != "failed")[:1]
    leaning = {p.id for p in cash.deciders}
    return tuple(h for h in cash.heard if h.provision.id in leaning and h.state != "failed")[:2]


def _reasons(cash: Option | None) -> tuple[Provision | Closure, ...]:
    """The rules whose words say why, where nothing is left to do."""
    if cash is None:
        return ()
    if cash.deciders:
        return cash.deciders[:2]
    return (cash.closure,) if cash.closure else cash.opens[:1]


def _warning(notes: tuple[Note, ...], open_cash: bool) -> Note | None:
    """The one warning: of the nearest place; against fraud only where nothing else is to be said."""
    warnings = [n for n in notes if n.kind == "warning"]
    own = [n for n in warnings if n.about != FRAUD]
    fraud = [n for n in warnings if n.about == FRAUD] if open_cash else []
    nearest = [n for found in (own, fraud) for n in sorted(found, key=lambda n: n.place == NATION)]
    return next(iter(nearest), None)


def _about_stated(note: Note, advice: Advice) -> bool:
    """Whether a remark turns on something that the person has said."""
    return bool(set(facts_of(note.when)) & set(advice.situation.asked.facts))


def _needs_destination(advice: Advice) -> bool:
    """Whether a mover has not said where to."""
    s = advice.situation
    return s.base_status == "transfer" and s.destination is None
