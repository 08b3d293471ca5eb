"""Each key and value of the policy files in one plain line, in both languages: for editors (the schema), ``policy words`` and its page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from medisave_cli.keeping import format as shapes
from medisave_cli.keeping.values import VALUES, meaning
from medisave_cli.language import Speaker
from medisave_cli.language.speaker import ZH, both
from medisave_cli.model import Text
from medisave_cli.tuples import NamedTuple

KINDS: dict[str, type[BaseModel]] = {
    "place": shapes.PlaceFile,
    "sources": shapes.SourceShape,
    "provisions": shapes.ProvisionShape,
    "procedures": shapes.ProcedureShape,
    "documents": shapes.DocumentShape,
    "channels": shapes.ChannelShape,
    "steps": shapes.LineShape,
    "time_limit": shapes.TimeShape,
    "window": shapes.WindowShape,
    "crosses": shapes.CrossShape,
    "cite": shapes.CiteShape,
    "closed": shapes.ClosureShape,
    "notes": shapes.NoteShape,
    "guides": shapes.GuideShape,
    "contacts": shapes.ContactShape,
    "looked_for": shapes.LookedForShape,
    "facts": shapes.FactShape,
    "claims": shapes.ClaimShape,
    "statuses": shapes.StatusShape,
    "named_cases": shapes.NamedCaseShape,
}
"""Where keys stand, by the list or mapping that holds them."""
NONE = Text("", "")
_KNOWN = Speaker(ZH)
_said = cache(both)


class Word(NamedTuple):
    """A key, where it stands, whether it must, its line, and its fixed values each with a line."""

    home: str
    key: str
    needed: bool
    line: Text
    values: tuple[tuple[str, Text], ...]


def line_of(key: str, code: str | None) -> Text:
    """A key's line in both languages: that of its own code, else the one the key has everywhere."""
    return next((_said(f"keys.{c}") for c in (code, key) if c and _KNOWN.knows(f"keys.{c}")), NONE)


def words(about: str = "") -> Iterator[Word]:
    """Every key, or those that are, stand under, or hold the value ``about``."""
    for home, kind in KINDS.items():
        for name, field in kind.model_fields.items():
            key = field.alias or name
            values = tuple((v, meaning(key, v)) for v in VALUES.get(key, {}))
            word = Word(home, key, field.is_required(), line_of(key, field.description), values)
            if not about or about in (home, key, *(v for v, _ in values)):
                yield word


def words_saying(text: str) -> Iterator[Word]:
    """Every key whose line, or the line of one of its values, holds ``text`` in either language."""
    for word in words():
        lines = (word.line, *(means for _, means in word.values))
        if any(text.lower() in said.lower() for line in lines for said in (line.zh, line.en)):
            yield word


def with_lines(node: Any, key: str = "") -> Any:
    """A JSON Schema in which every key and value carries its line."""
    if isinstance(node, list):
        return [with_lines(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {name: with_lines(value) for name, value in node.items()}
    for name, value in node.get("properties", {}).items():
        if isinstance(value, dict):
            line = line_of(name, value.get("description"))
            if line.zh:
                made["properties"][name]["description"] = in_both(line)
            _value_lines(made["properties"][name], name)
    return made


def _value_lines(node: dict[str, Any], key: str) -> None:
    known = VALUES.get(key, {})
    if "enum" in node and all(v in known for v in node["enum"]):
        node["enumDescriptions"] = [in_both(meaning(key, v)) for v in node["enum"]]
    for option in node.get("anyOf", ()):
        _value_lines(option, key)


def in_both(line: Text) -> str:
    """A line in both languages, for editors that know of one description alone."""
    return f"{line.zh} · {line.en}"
