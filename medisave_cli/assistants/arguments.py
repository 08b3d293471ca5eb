"""What an assistant hands to a tool: checked, and spoken of in words that lead to the right thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from medisave_cli.errors import AskedWrongly
from medisave_cli.language import nearest, scrub

LONGEST = 400
"""Characters of one text: more than any place, situation or search needs."""
MOST_FACTS = 100
MOST_PLACES = 40


class Arguments:
    """The arguments of one call, taken out by name and kind."""

    def __init__(self, given: Mapping[str, Any], known: Iterable[str]):
        """``known``: the names the tool takes.

        Raises:
            AskedWrongly: there is an argument it does not take; the nearest is named, else all.
        """
        names = tuple(known)
        for name in given:
            if name not in names:
                near = nearest(name[:LONGEST], names)
                key = "assistants.no_argument_near" if near else "assistants.no_argument"
                raise AskedWrongly(
                    key, typed=scrub(name), near=near[0] if near else "", names=names
                )
        self._given = {name: value for name, value in given.items() if value is not None}

    def text(self, name: str) -> str | None:
        """A text, None where it was not given; a whole number is taken as the code it is.

        Raises:
            AskedWrongly: it is no text, empty, or longer than anything that could be meant.
        """
        value = self._given.get(name)
        return None if value is None else _text(name, value)

    def needed(self, name: str) -> str:
        """A text that the tool cannot do without."""
        value = self.text(name)
        if value is None:
            raise AskedWrongly("assistants.missing", name=name)
        return value

    def texts(self, name: str) -> list[str]:
        """A list of texts, at least one and at most MOST_PLACES."""
        value = self._given.get(name)
        if value is None:
            raise AskedWrongly("assistants.missing", name=name)
        if not isinstance(value, list) or not value:
            raise AskedWrongly("assistants.no_list", name=name)
        if len(value) > MOST_PLACES:
            raise AskedWrongly("assistants.too_many", name=name, n=len(value), most=MOST_PLACES)
        return [_text(name, item) for item in value]

    def number(self, name: str, otherwise: int, most: int) -> int:
        """A whole number from 1 to ``most``."""
        value = self._given.get(name, otherwise)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise AskedWrongly("assistants.no_number", name=name, most=most)
        return value

    def one_of(self, name: str, choices: tuple[str, ...], otherwise: str) -> str:
        """One of the choices."""
        value = self._given.get(name, otherwise)
        if value not in choices:
            raise AskedWrongly("assistants.no_choice", name=name, typed=scrub(value), names=choices)
        return str(value)

    def facts(self) -> dict[str, Any]:
        """Facts by id: yes or no, a choice, a number, a date, or ``unknown``. What is null is not stated."""
        value = self._given.get("facts", {})
        if not isinstance(value, dict):
            raise AskedWrongly("assistants.no_facts")
        if len(value) > MOST_FACTS:
            raise AskedWrongly("assistants.too_many", name="facts", n=len(value), most=MOST_FACTS)
        return {_text("facts", k): _fact(str(k), v) for k, v in value.items() if v is not None}


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return _text(name, value)
    if isinstance(value, bool | int | float):
        return value
    raise AskedWrongly("assistants.no_value", name=scrub(name))


def _text(name: str, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)[:LONGEST]
    if not isinstance(value, str):
        raise AskedWrongly("assistants.no_text", name=scrub(name))
    if len(value) > LONGEST:
        raise AskedWrongly(
            "assistants.too_long",
            name=scrub(name),
            n=len(value),
            most=LONGEST,
            typed=scrub(value, 20),
        )
    if not value.strip():
        raise AskedWrongly("assistants.empty", name=scrub(name))
    return value
