"""Read one YAML file as untrusted input: bounded, without anchors, tags or duplicate keys, knowing each key's line."""

from __future__ import annotations

import datetime
import json
import math
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from medisave_cli.digests import full_digest
from medisave_cli.keeping.finding import Finding, Refused, lint
from medisave_cli.language import Message, scrub
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.keeping.remembered import Memory

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_PLAIN = 40
"""How long a number or date may be: YAML's base-60 integers take quadratic time."""
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, and those that reorder what a reader sees."""

PARSED = "parsed"
"""The kind under which a file's data is remembered."""
TEXT, MAP, LIST = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
HASH = re.compile(r" #[^\s#]")
MARKS = re.compile(r"(?:^|[\s\[{,:?-])[&*!]\S", re.MULTILINE)
"""What may be an anchor, an alias or a tag: where nothing looks so, nothing is."""

_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fastest):  # type: ignore[misc]
    """The safe loader, which looks only at plain words that may be something else than text. ``escapes``: whether there is any."""

    escapes = True

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node; a scalar is text where it is quoted, or begins as no number, date or word of YAML's does."""
        if kind is not ScalarNode:
            return MAP if kind is MappingNode else LIST
        if not (implicit[0] and value[:1] in self.yaml_implicit_resolvers):
            return TEXT
        return super().resolve(kind, value, implicit)


class Document(NamedTuple):
    """A file's data, the line of each node by its path (``provisions.0.summary``), and the keys that stand twice.

    ``flow``: the mappings and lists written in braces and brackets, by path. ``bare``: unquoted words that YAML took for something
    else than text (no, on, 2024), as they were written. ``digest`` names the bytes of the file.
    """

    path: Path
    data: Any
    lines: dict[str, int]
    findings: list[Finding]
    flow: set[str]
    bare: dict[str, str]
    digest: str = ""

    def line(self, path: str) -> int:
        """The line of the node at ``path``, or of the nearest node around it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return 1


def read(path: Path, memory: Memory | None = None, on: bool = False) -> Document:
    """Return the file's data: dicts, lists, text, numbers and booleans; dates as ISO text. Of a key that stands twice the first counts.

    ``memory``: what earlier runs read, so that the same bytes are not parsed again. ``on``: read on where a slip of the pen can be
    mended for that, so that one run tells what is wrong in the rest too; the slip is among the document's findings.

    Raises:
        Refused: the file is too large, not UTF-8, not YAML, nested too deep, or uses anchors or tags.
    """
    text = _decoded(path)
    digest = full_digest(text)
    known = _recalled(path, digest, memory) if memory else None
    if known is not None:
        return known
    document = _parsed(path, text, on)._replace(digest=digest)
    if memory and not document.findings:
        held = [document.data, document.lines, [*document.flow], document.bare]
        memory.keep(PARSED, digest, json.dumps(held, ensure_ascii=False, separators=(",", ":")))
    return document


def _recalled(path: Path, digest: str, memory: Memory) -> Document | None:
    held = memory.recall(PARSED, digest)
    if held is None:
        return None
    try:
        data, lines, flow, bare = json.loads(held)
        return Document(path, data, dict(lines), [], set(flow), dict(bare), digest)
    except (TypeError, ValueError, RecursionError):
        return None


def _parsed(path: Path, text: str, on: bool) -> Document:
    hidden = HIDDEN.search(text)
    if hidden:
        raise _hidden(path, text.count("\n", 0, hidden.start()) + 1, hidden.group())
    try:
        if MARKS.search(text):
            _scan(path, text)
        loader = _Loader(text)
        # What is hidden and not escaped was found above.
        loader.escapes = "\\" in text
        try:
            document = Document(path, None, {}, _cut_off(path, text), set(), {})
            return document._replace(data=_plain(document, loader, loader.get_single_node(), ""))
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        from medisave_cli.keeping.slips import diagnose, mended

        mark = getattr(error, "problem_mark", None)
        if mark and _open_brackets(text[: mark.index]) > MAX_DEPTH:
            # The parser looks ahead, and may give up on brackets before we have counted them.
            raise _too_deep(path, mark.line + 1) from None
        told = [Finding(str(path), *slip) for slip in diagnose(text, error)]
        rest = mended(text, [finding.line for finding in told]) if on else text
        try:
            if rest == text:
                raise Refused(*told)
            document = _parsed(path, rest, False)
        except Refused:
            raise Refused(*told) from None
        document.findings[:0] = told
        return document


def _cut_off(path: Path, text: str) -> list[Finding]:
    """The texts that a ``#`` cuts off, which YAML takes without a word."""
    if not HASH.search(text):
        return []
    from medisave_cli.keeping.slips import cut_off

    return [Finding(str(path), *slip) for slip in cut_off(text)]


def _open_brackets(text: str) -> int:
    return sum(text.count(c) for c in "[{") - sum(text.count(c) for c in "]}")


def _decoded(path: Path) -> str:
    """The text of a regular file of bounded size; a pipe or a device would never end."""
    try:
        with open(
            path,
            "rb",
            opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0)),
        ) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refuse(
                    path,
                    1,
                    lint("not_regular_file"),
                    lint("replace_by_regular_file"),
                )
            data = file.read(MAX_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _refuse(
            path,
            1,
            lint("cannot_read", strerror=error.strerror),
            lint("check_path_permissions"),
        ) from None
    if len(data) > MAX_BYTES:
        raise _refuse(
            path,
            1,
            lint("file_has_bytes_over", size=f"{size:,}", most=f"{MAX_BYTES:,}"),
            lint("keep_one_place_file_cut"),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refuse(
            path,
            line,
            lint("not_utf_byte", start=error.start),
            lint("save_utf_editor"),
        ) from None


def _scan(path: Path, text: str) -> None:
    """Refuse what must not be composed: aliases can grow without bound, tags ask for other types."""
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refuse(path, line, lint("uses_anchor_alias"), lint("uses_anchor_alias.mend"))
        if getattr(event, "tag", None):
            raise _refuse(path, line, lint("uses_tag", tag=event.tag), lint("uses_tag.mend"))


def _plain(document: Document, loader: Any, node: Node | None, where: str, depth: int = 0) -> Any:
    path, lines = document.path, document.lines
    if node is None:
        return {}
    if depth > MAX_DEPTH:
        raise _too_deep(path, node.start_mark.line + 1)
    if where:
        lines[where] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        value = _scalar(path, loader, node)
        if not isinstance(value, str):
            document.bare[where] = node.value
        return value
    if getattr(node, "flow_style", False):
        document.flow.add(where)
    if isinstance(node, SequenceNode):
        entries = [entry for child in node.value for entry in _entries(document, child)]
        return [
            _plain(document, loader, entry, f"{where}.{i}" if where else str(i), depth + 1)
            for i, entry in enumerate(entries)
        ]
    assert isinstance(node, MappingNode)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise _refuse(
                path,
                line,
                lint("key_not_plain_text"),
                lint("write_keys_plain_text"),
            )
        key = key_node.value
        hidden = HIDDEN.search(key) if loader.escapes else None
        if hidden:
            raise _hidden(path, line, hidden.group())
        inner = f"{where}.{key}" if where else key
        if key in result:
            document.findings.append(
                _refuse(
                    path,
                    line,
                    lint("key_stands_twice_first_line", key=scrub(key), first=lines[inner]),
                    lint("delete_merge_one_them"),
                ).findings[0]
            )
            continue
        result[key] = _plain(document, loader, value_node, inner, depth + 1)
        lines[inner] = line
    return result


def _entries(document: Document, node: Node) -> list[Node]:
    """One item of a list: several where an entry's first keys begin again, since the dash before them was left out."""
    if not isinstance(node, MappingNode) or len(node.value) < 4:
        return [node]
    keys = [key.value if isinstance(key, ScalarNode) else None for key, _ in node.value]
    starts = [i for i in range(1, len(keys) - 1) if keys[i] == keys[0] and keys[i + 1] == keys[1]]
    if keys[0] is None or not starts:
        return [node]
    for i in starts:
        line = node.value[i][0].start_mark.line + 1
        told = _refuse(document.path, line, lint("no_dash"), lint("no_dash.mend", key=keys[0]))
        document.findings.append(told.findings[0])
    parts = [node.value[i:j] for i, j in zip([0, *starts], [*starts, None], strict=True)]
    marks = (node.end_mark, node.flow_style)
    return [MappingNode(node.tag, part, part[0][0].start_mark, *marks) for part in parts]


def _scalar(path: Path, loader: Any, node: ScalarNode) -> Any:
    """The scalar's value; what cannot be a number or a date stays the text it is, for its shape to judge."""
    if node.tag == TEXT:
        hidden = HIDDEN.search(node.value) if loader.escapes else None
        if hidden:
            raise _hidden(path, node.start_mark.line + 1, hidden.group())
        return node.value.strip()
    if len(node.value) > MAX_PLAIN:
        return node.value
    try:
        value = loader.construct_object(node)
    except (ValueError, OverflowError):
        return node.value
    if isinstance(value, datetime.datetime) or (
        isinstance(value, float) and not math.isfinite(value)
    ):
        return node.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value


def _hidden(path: Path, line: int, char: str) -> Refused:
    return _refuse(
        path,
        line,
        lint("holds_hidden_control_character_u", char=f"{ord(char):04X}"),
        lint("delete"),
    )


def _too_deep(path: Path, line: int) -> Refused:
    return _refuse(
        path,
        line,
        lint("nested_too_deep"),
        lint("at_most_levels", most=MAX_DEPTH),
    )


def _refuse(path: Path, line: int, what: Message, mend: Message) -> Refused:
    return Refused(Finding(str(path), line, what, mend))
