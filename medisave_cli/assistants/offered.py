"""The tools an assistant is offered, each with what it takes: facts and their values by name, so that none is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medisave_cli.language import LANGUAGES, Speaker
from medisave_cli.model import Fact
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

MOST_LISTED = 50
FEW = 10
"""How many claims, sources or places are given where no number is asked for."""


class Tool(NamedTuple):
    """A tool as it is offered: ``takes`` is the JSON Schema (2020-12) of its arguments."""

    name: str
    says: str
    takes: dict[str, Any]


def tools(book: Book, lang: str) -> tuple[Tool, ...]:
    """Every tool, described in ``lang``."""
    speak = Speaker(lang)
    words = _Words(book, speak)
    asked = {"place": words.place, "situation": words.situation, "facts": words.facts()}
    listed = {"search": words.text("search"), "most": words.most()}
    moving = {"from": words.text("from"), "to": words.text("to")}
    day = {"as_of": words.text("as_of")}
    several = {"type": "array", "minItems": 2, "items": {"type": "string"}}
    places = {**several, "description": speak("assistants.arg_places")}
    offered: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
        "statuses": ({"text": words.text("text")}, ()),
        "places": ({**listed, "province": words.text("province")}, ()),
        "check": ({**asked, "to": words.text("check_to"), **day}, ("place", "situation")),
        "next_question": ({**asked, "to": words.text("check_to"), **day}, ()),
        "transfer": ({**moving, "facts": words.facts(), **day}, ("from", "to")),
        "compare": (
            {"places": places, "situation": words.situation, "facts": words.facts(), **day},
            ("places", "situation"),
        ),
        "claims": ({**listed, "place": words.place, "id": words.text("id")}, ()),
        "sources": ({**listed, "place": words.place, "id": words.text("id")}, ()),
    }
    return tuple(
        Tool(
            name,
            speak(f"assistants.tool_{name}"),
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "type": "object",
                "properties": {**properties, "lang": words.lang()},
                "required": list(required),
                "additionalProperties": False,
            },
        )
        for name, (properties, required) in offered.items()
    )


class _Words:
    """Schemas of the arguments, in one language."""

    def __init__(self, book: Book, speak: Speaker):
        self.book, self.speak = book, speak
        self.place = self.text("place")
        listed = [f"{s.id} ({speak.text(s.label)})" for s in book.statuses.values()]
        said = speak("assistants.arg_situation", listed=tuple(listed))
        self.situation = {"type": "string", "description": said}

    def text(self, name: str) -> dict[str, Any]:
        return {"type": "string", "description": self.speak(f"assistants.arg_{name}")}

    def most(self) -> dict[str, Any]:
        said = self.speak("assistants.arg_most")
        bounds = {"minimum": 1, "maximum": MOST_LISTED, "default": FEW}
        return {"type": "integer", **bounds, "description": said}

    def lang(self) -> dict[str, Any]:
        said = self.speak("assistants.arg_lang")
        return {"type": "string", "enum": list(LANGUAGES), "description": said}

    def facts(self) -> dict[str, Any]:
        return {
            "type": "object",
            "description": self.speak("assistants.arg_facts"),
            "properties": {f.id: self._fact(f) for f in self.book.catalog_facts.values()},
            "additionalProperties": {"type": ["string", "number", "boolean"]},
        }

    def _fact(self, fact: Fact) -> dict[str, Any]:
        name = self.speak.text(fact.name)
        unknown = {"const": "unknown"}
        if fact.type == "choice":
            means = tuple(f"{v} = {self.speak.text(t)}" for v, t in fact.says.items())
            said = self.speak("assistants.fact_choice", name=name, means=means)
            return {"enum": [*map(str, fact.says), "unknown"], "description": said}
        kinds: dict[str, dict[str, Any]] = {
            "bool": {"type": "boolean"},
            "number": {"type": "number"},
            "date": {"type": "string", "format": "date"},
        }
        return {"anyOf": [kinds[fact.type], unknown], "description": name}
