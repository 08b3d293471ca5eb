"""The conditions that an answer turns on, each with its state under what is known."""

from __future__ import annotations

from medisave_cli.logic.conditions import Known, holds, leaves
from medisave_cli.model import All, Condition, Judgement, Provision, Turn, Worded

MET, FAILED, OPEN_FACT, JUDGED = "met", "failed", "unknown", "judgement"


def parts_of(condition: Condition | None) -> tuple[Condition, ...]:
    """The parts that must all hold; none for no condition."""
    if condition is None:
        return ()
    return condition.parts if type(condition) is All else (condition,)


def state_of(condition: Condition | None, known: Known) -> str:
    """met, failed, unknown, or judgement where only the office's discretion is left open."""
    value = holds(condition, known)
    if value is not None:
        return MET if value else FAILED
    return JUDGED if any(type(leaf) is Judgement for leaf in leaves(condition)) else OPEN_FACT


def turns_of(rule: Provision, gate: Condition | None, known: Known) -> tuple[Turn, ...]:
    """What ``rule`` turns on; ``gate`` (whether the case is in its status at all) only where that is not settled."""
    gated = parts_of(gate) if holds(gate, known) is None else ()
    turns = []
    for part in (*gated, *parts_of(rule.when)):
        cites = part.cites if type(part) is Worded and part.cites else rule.cites
        turns.append(Turn(part, state_of(part, known), rule.id, cites))
    return tuple(turns)


def together(turns: tuple[Turn, ...]) -> str:
    """The state of all of them: failed where one failed; unknown before judgement."""
    states = {turn.state for turn in turns}
    return next((state for state in (FAILED, OPEN_FACT, JUDGED) if state in states), MET)
