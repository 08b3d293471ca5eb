"""How the questionnaire talks: what every kind of prompt can do. Terminal and numbered prompts are two ways of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from medisave_cli.tuples import NamedTuple


class Choice(NamedTuple):
    """One answer of a list. ``detail`` tells it from others of the same label (the province of a town)."""

    value: Any
    label: str
    detail: str = ""


class Back:
    """The person wants to change an earlier answer."""


BACK = Back()
"""Returned instead of an answer."""


class Ask(NamedTuple):
    """One question. ``lines`` stand below it: why it is asked, how much is left. ``back``: whether there is anything to go back to."""

    text: str
    lines: tuple[str, ...] = ()
    back: bool = True


class Prompts(Protocol):
    """Every method raises KeyboardInterrupt when the person stops, and EOFError when the input ends."""

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""

    def choose(self, ask: Ask, choices: list[Choice], start: Any = None) -> Any:
        """The value of one choice, or BACK. ``start`` is the value to begin at."""

    def enter(
        self, ask: Ask, suggest: Callable[[str], list[Choice]], hint: str = "", start: str = ""
    ) -> Any:
        """What was typed, as text; or the value of a suggestion picked; or BACK. ``hint`` shows while nothing is typed."""
