"""From answers to their shape: which keys, of which types, everywhere or now and then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.schemas.words import MAPS, MAPS_OF, TITLES, VALUES, WIDER, said_of

IN_WORDS = ("compare:same",)
"""Objects whose values are sentences, though their keys are called as those of ids are; which keys they have changes with the answer."""
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}


class Shape:
    """What has been seen at one spot of an answer."""

    def __init__(self) -> None:
        self.types: set[str] = set()
        self.objects = 0
        self.keys: dict[str, Shape] = {}
        self.often: dict[str, int] = {}
        self.items: Shape | None = None

    def see(self, value: Any) -> None:
        """Take one more value into account."""
        if isinstance(value, dict):
            self.types.add("object")
            self.objects += 1
            for key, inner in value.items():
                self.keys.setdefault(key, Shape()).see(inner)
                self.often[key] = self.often.get(key, 0) + 1
        elif isinstance(value, list):
            self.types.add("array")
            self.items = self.items or Shape()
            for inner in value:
                self.items.see(inner)
        else:
            self.types.add(TYPES[type(value)])

    def schema(self, name: str, path: str) -> dict[str, Any]:
        """The JSON Schema of what was seen. ``path``: the spot, dotted, list items by ``[]``."""
        key = path.rsplit(".", 1)[-1].removesuffix("[]")
        if name == "batch" and path == "advice":
            whole = [{"$ref": "check.json"}, {"type": "null"}]
            return {"anyOf": whole, "description": said_of(name, path, key)}
        if name == "transfer" and path in ("advice", "refused"):
            return {"$ref": "check.json", "description": said_of(name, path, key)}
        wider = () if self.types == {"object"} or path.endswith("[]") else WIDER.get(key, ())
        types = sorted(self.types | set(wider))
        if "number" in types and "integer" in types:
            types.remove("integer")
        made: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
        said = said_of(name, path, key)
        in_words = f"{name}:{path.rpartition('.')[0]}" in IN_WORDS
        if said and not in_words and not path.endswith("[]"):
            made["description"] = said
        if (
            "string" in types
            and key in VALUES
            and not in_words
            and not {"object", "array"} & set(types)
        ):
            allowed = [*VALUES[key], *([None] if "null" in types else [])]
            made["enum"] = allowed
        if "object" in types and (
            f"{name}:{path}" in MAPS_OF or (key in MAPS and not path.endswith("[]"))
        ):
            every = Shape()
            for inner in self.keys.values():
                every.absorb(inner)
            made["additionalProperties"] = every.schema(name, f"{path}.*") if self.keys else True
        elif "object" in types:
            made["properties"] = {
                k: inner.schema(name, f"{path}.{k}".lstrip(".")) for k, inner in self.keys.items()
            }
            always = [k for k in self.keys if self.often[k] == self.objects]
            always = [] if f"{name}:{path}" in IN_WORDS else always
            made["required"] = always
        if self.items is not None and self.items.types:
            made["items"] = self.items.schema(name, f"{path}[]")
        return made

    def absorb(self, other: Shape) -> None:
        """Take in all that another spot has seen."""
        self.types |= other.types
        self.objects += other.objects
        for key, inner in other.keys.items():
            self.keys.setdefault(key, Shape()).absorb(inner)
            self.often[key] = self.often.get(key, 0) + other.often[key]
        if other.items is not None:
            self.items = self.items or Shape()
            self.items.absorb(other.items)


def schema_of(name: str, answers: list[Any]) -> dict[str, Any]:
    """The schema of one command's answers."""
    shape = Shape()
    for answer in answers:
        shape.see(answer)
    title, description = TITLES[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **shape.schema(name, ""),
        "description": description,
    }


def closed(schema: Any) -> Any:
    """The same schema where no key may stand that it does not name."""
    if isinstance(schema, list):
        return [closed(x) for x in schema]
    if not isinstance(schema, dict):
        return schema
    made = {k: v if k in ("enum", "required") else closed(v) for k, v in schema.items()}
    if "properties" in schema and "required" in schema:
        made["additionalProperties"] = False
    return made


def spots(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every spot of a schema with its types: ``options[].grade`` and ``null|string``."""
    kind = schema.get("type", "any")
    yield path or ".", kind if isinstance(kind, str) else "|".join(kind)
    for key, inner in schema.get("properties", {}).items():
        optional = "" if key in schema["required"] else "?"
        yield from spots(inner, f"{path}.{key}{optional}".lstrip("."))
    if isinstance(schema.get("items"), dict):
        yield from spots(schema["items"], f"{path}[]")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from spots(schema["additionalProperties"], f"{path}.*")
