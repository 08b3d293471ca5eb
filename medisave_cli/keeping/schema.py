"""The policy files' shape as JSON Schema, for editors: what may stand where, with a hint over each key."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from medisave_cli.keeping import format as shapes
from medisave_cli.keeping.vocabulary import in_both, with_lines
from medisave_cli.language import LANGUAGES
from medisave_cli.language.speaker import both

SHAPES: dict[str, type[BaseModel]] = {
    "place": shapes.PlaceFile,
    "claims": shapes.ClaimsFile,
    "statuses": shapes.StatusesFile,
    "facts": shapes.FactsFile,
    "documents": shapes.DocumentsFile,
    "channels": shapes.ChannelsFile,
    "issuers": shapes.IssuersFile,
    "phrases": shapes.PhrasesFile,
}
SAID = {lang: {"type": "string", "minLength": 1} for lang in LANGUAGES}
TEXT = {
    "type": "object",
    "properties": SAID,
    "required": ["zh", "en"],
    "additionalProperties": False,
}
VALUE = {"type": ["string", "number", "boolean"]}
# A condition is read without a shape of its own (its keys are facts), so its schema is written out here.
CONDITION = {
    "type": "object",
    "minProperties": 1,
    "description": in_both(both("keys.condition")),
    "properties": {
        "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Condition"}},
        "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Condition"}},
        "not": {"$ref": "#/$defs/Condition"},
        "judgement": {**TEXT, "properties": {"id": {"type": "string"}, **SAID}},
        "says": TEXT,
        "cite": {"type": ["array", "string"], "items": {"type": ["string", "object"]}},
    },
    "additionalProperties": {
        "anyOf": [
            VALUE,
            {"type": "array", "minItems": 1, "items": VALUE},
            {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": dict.fromkeys(("min", "max", "before", "after"), VALUE),
            },
        ]
    },
}


class _ForEditors(GenerateJsonSchema):
    """Editors read YAML 1.2, where ``yes`` and ``no`` are words; the policy files are read by YAML 1.1, where they are booleans."""

    def bool_schema(self, schema: Any) -> dict[str, Any]:
        return {"enum": [True, False, "yes", "no"]}

    def literal_schema(self, schema: Any) -> dict[str, Any]:
        return {"enum": list(schema["expected"])}


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by name (JSON Schema, draft 2020-12)."""
    return {name: schema(name) for name in SHAPES}


def schema(name: str) -> dict[str, Any]:
    """The schema of one kind of policy file: place, claims, statuses, facts, documents or channels."""
    made = SHAPES[name].model_json_schema(schema_generator=_ForEditors)
    text = with_lines(_with_conditions(_plain(made)))
    if _mentions_condition(text):
        text.setdefault("$defs", {})["Condition"] = CONDITION
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **text}


def _plain(node: Any) -> Any:
    """Without what only tells of the program: generated titles, nulls that a file never writes, defaults."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _plain(value)
        for key, value in node.items()
        if key not in ("title", "default") or isinstance(value, dict)
    }
    choices = kept.get("anyOf")
    if choices is not None:
        choices = [choice for choice in choices if choice != {"type": "null"}]
        if len(choices) == 1:
            del kept["anyOf"]
            kept = {**choices[0], **kept}
    return kept


def _with_conditions(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_conditions(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("$comment") == "condition":
        return {
            "$ref": "#/$defs/Condition",
            **{key: value for key, value in node.items() if key == "description"},
        }
    return {key: _with_conditions(value) for key, value in node.items()}


def _mentions_condition(node: Any) -> bool:
    if isinstance(node, list):
        return any(map(_mentions_condition, node))
    return isinstance(node, dict) and (
        node.get("$ref") == "#/$defs/Condition" or any(map(_mentions_condition, node.values()))
    )
