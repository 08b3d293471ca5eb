"""Read one YAML file as untrusted input: bounded, without anchors, tags or duplicate keys, knowing each key's line."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from medisave_cli.model import Text

MAX_BYTES = 1_000_000
MAX_DEPTH = 24

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Finding(NamedTuple):
    """What is wrong in a file, where, and how to mend it."""

    file: str
    line: int
    what: Text
    mend: Text


class Refused(Exception):
    """A file that cannot be read at all; carries the finding."""

    def __init__(self, finding: Finding):
        super().__init__(finding.what.en)
        self.finding = finding


class Document(NamedTuple):
    """A file's data, and the line of each node by its path (``provisions.0.summary``)."""

    path: Path
    data: Any
    lines: dict[str, int]

    def line(self, path: str) -> int:
        """The line of the node at ``path``, or of the nearest node around it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return 1


def read(path: Path) -> Document:
    """Return the file's data: dicts, lists, text, numbers and booleans; dates as ISO text.

    Raises:
        Refused: the file is too large, not UTF-8, not YAML, nested too deep, or uses anchors, tags or a key twice.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _refuse(path, 1, f"文件有 {size:,} 字节，超过 {MAX_BYTES:,}", f"the file has {size:,} bytes, over {MAX_BYTES:,}",
                          "一个地方一个文件，拆小", "keep one place a file")  # fmt: skip
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse(path, 1, "不是 UTF-8 编码", f"not UTF-8 (byte {error.start})", "另存为 UTF-8", "save it as UTF-8") from None
    except OSError as error:
        raise _refuse(path, 1, f"读不了：{error.strerror}", f"cannot be read: {error.strerror}", "检查路径和权限", "check path and permissions") from None
    try:
        _scan(path, text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            lines: dict[str, int] = {}
            return Document(path, _plain(path, loader, node, "", lines), lines)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or "not YAML")
        raise _refuse(path, mark.line + 1 if mark else 1, f"不是合法的 YAML：{problem}", f"not valid YAML: {problem}",
                      "检查缩进、引号和冒号", "check indentation, quotes and colons") from None  # fmt: skip


def _scan(path: Path, text: str) -> None:
    """Refuse what must not be composed: aliases can grow without bound, tags ask for other types."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refuse(path, line, "用了锚点或别名（& *）", "uses an anchor or alias (& *)", "把内容写全", "write the content out")
        if getattr(event, "tag", None):
            raise _refuse(path, line, f"用了标签 {event.tag}", f"uses a tag, {event.tag}", "去掉标签", "remove the tag")
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise _refuse(path, line, "嵌套太深", "nested too deep", f"不超过 {MAX_DEPTH} 层", f"at most {MAX_DEPTH} levels")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def _plain(path: Path, loader: Any, node: Node | None, where: str, lines: dict[str, int]) -> Any:
    if node is None:
        return {}
    if where:
        lines[where] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(path, loader, node)
    if isinstance(node, SequenceNode):
        return [_plain(path, loader, child, f"{where}.{i}" if where else str(i), lines) for i, child in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise _refuse(path, key_node.start_mark.line + 1, "键不是文字", "a key is not plain text", "键要写成文字", "write keys as plain text")
        key = key_node.value
        line = key_node.start_mark.line + 1
        if key in result:
            raise _refuse(path, line, f"键 {key} 写了两次", f"the key {key} stands twice", "删去或合并其中一个", "delete or merge one of them")
        inner = f"{where}.{key}" if where else key
        result[key] = _plain(path, loader, value_node, inner, lines)
        lines[inner] = line
    return result


def _scalar(path: Path, loader: Any, node: ScalarNode) -> Any:
    try:
        value = loader.construct_object(node)
    except ValueError as error:
        raise _refuse(path, node.start_mark.line + 1, f"值 {node.value!r} 不成立", f"the value {node.value!r} is impossible: {error}",
                      "改成真实的日期或数字", "give a real date or number") from None  # fmt: skip
    if isinstance(value, datetime.datetime):
        raise _refuse(path, node.start_mark.line + 1, "日期带了时间", "a date carries a time", "只写日期", "give the date alone")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        for char in value:
            if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") and char != "\n" or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
                raise _refuse(path, node.start_mark.line + 1, "含有控制字符", f"holds the control character U+{ord(char):04X}",
                              "删去它", "delete it")  # fmt: skip
        return value.strip()
    return value


def _refuse(path: Path, line: int, zh: str, en: str, mend_zh: str, mend_en: str) -> Refused:
    return Refused(Finding(str(path), line, Text(zh, en), Text(mend_zh, mend_en)))
