"""Read one YAML file as untrusted input: bounded, without anchors, tags or duplicate keys, knowing each key's line."""

from __future__ import annotations

import datetime
import math
import os
import re
import stat
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from medisave_cli.model import Text

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_PLAIN = 40
"""How long a number or date may be: YAML's base-60 integers take quadratic time."""
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, and those that reorder what a reader sees."""

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
    """A file's data, the line of each node by its path (``provisions.0.summary``), and the keys that stand twice."""

    path: Path
    data: Any
    lines: dict[str, int]
    findings: list[Finding]

    def line(self, path: str) -> int:
        """The line of the node at ``path``, or of the nearest node around it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return 1


def read(path: Path) -> Document:
    """Return the file's data: dicts, lists, text, numbers and booleans; dates as ISO text. Of a key that stands twice the first counts.

    Raises:
        Refused: the file is too large, not UTF-8, not YAML, nested too deep, or uses anchors or tags.
    """
    text = _decoded(path)
    hidden = HIDDEN.search(text)
    if hidden:
        raise _hidden(path, text.count("\n", 0, hidden.start()) + 1, hidden.group())
    try:
        _scan(path, text)
        loader = _Loader(text)
        try:
            document = Document(path, None, {}, [])
            return document._replace(data=_plain(document, loader, loader.get_single_node(), ""))
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        before = text[: mark.index] if mark else ""
        # The parser looks ahead, and may give up on brackets before we have counted them.
        if (
            mark
            and sum(before.count(c) for c in "[{") - sum(before.count(c) for c in "]}") > MAX_DEPTH
        ):
            raise _too_deep(path, mark.line + 1) from None
        problem = str(getattr(error, "problem", None) or "not YAML")
        raise _refuse(
            path,
            mark.line + 1 if mark else 1,
            f"不是合法的 YAML：{problem}",
            f"not valid YAML: {problem}",
            "检查缩进、引号和冒号",
            "check indentation, quotes and colons",
        ) from None


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
                    "不是普通文件",
                    "not a regular file",
                    "换成普通文件",
                    "replace it by a regular file",
                )
            data = file.read(MAX_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _refuse(
            path,
            1,
            f"读不了：{error.strerror}",
            f"cannot be read: {error.strerror}",
            "检查路径和权限",
            "check path and permissions",
        ) from None
    if len(data) > MAX_BYTES:
        raise _refuse(
            path,
            1,
            f"文件有 {size:,} 字节，超过 {MAX_BYTES:,}",
            f"the file has {size:,} bytes, over {MAX_BYTES:,}",
            "一个地方一个文件，删去多余的内容",
            "keep one place a file and cut what does not belong",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refuse(
            path,
            line,
            "不是 UTF-8 编码",
            f"not UTF-8 (byte {error.start})",
            "在编辑器里另存为 UTF-8",
            "save it as UTF-8 in the editor",
        ) from None


def _scan(path: Path, text: str) -> None:
    """Refuse what must not be composed: aliases can grow without bound, tags ask for other types."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refuse(
                path,
                line,
                "用了锚点或别名（& *）",
                "uses an anchor or alias (& *)",
                "把内容写全",
                "write the content out",
            )
        if getattr(event, "tag", None):
            raise _refuse(
                path,
                line,
                f"用了标签 {event.tag}",
                f"uses a tag, {event.tag}",
                "去掉标签",
                "remove the tag",
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(path, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def _plain(document: Document, loader: Any, node: Node | None, where: str) -> Any:
    path, lines = document.path, document.lines
    if node is None:
        return {}
    if where:
        lines[where] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(path, loader, node)
    if isinstance(node, SequenceNode):
        return [
            _plain(document, loader, child, f"{where}.{i}" if where else str(i))
            for i, child in enumerate(node.value)
        ]
    assert isinstance(node, MappingNode)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise _refuse(
                path,
                line,
                "键不是文字",
                "a key is not plain text",
                "键要写成文字",
                "write keys as plain text",
            )
        key = key_node.value
        hidden = HIDDEN.search(key)
        if hidden:
            raise _hidden(path, line, hidden.group())
        inner = f"{where}.{key}" if where else key
        if key in result:
            document.findings.append(
                _refuse(
                    path,
                    line,
                    f"键 {key} 写了两次（第一次在第 {lines[inner]} 行）",
                    f"the key {key} stands twice (first on line {lines[inner]})",
                    "删去或合并其中一个",
                    "delete or merge one of them",
                ).finding
            )
            continue
        result[key] = _plain(document, loader, value_node, inner)
        lines[inner] = line
    return result


def _scalar(path: Path, loader: Any, node: ScalarNode) -> Any:
    line = node.start_mark.line + 1
    if node.tag != "tag:yaml.org,2002:str" and len(node.value) > MAX_PLAIN:
        raise _refuse(
            path,
            line,
            "数字太长",
            "a number is too long",
            "是文字就加引号",
            "put it in quotes if it is text",
        )
    try:
        value = loader.construct_object(node)
    except (ValueError, OverflowError) as error:
        raise _refuse(
            path,
            line,
            f"值 {node.value!r} 不成立",
            f"the value {node.value!r} is impossible: {error}",
            "改成真实的日期或数字；是文字就加引号",
            "give a real date or number; put it in quotes if it is text",
        ) from None
    if isinstance(value, datetime.datetime):
        raise _refuse(
            path, line, "日期带了时间", "a date carries a time", "只写日期", "give the date alone"
        )
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise _refuse(
            path,
            line,
            f"{node.value} 不是数字",
            f"{node.value} is no number",
            "改成普通数字",
            "give an ordinary number",
        )
    if isinstance(value, str):
        hidden = HIDDEN.search(value)
        if hidden:
            raise _hidden(path, line, hidden.group())
        return value.strip()
    return value


def _hidden(path: Path, line: int, char: str) -> Refused:
    return _refuse(
        path,
        line,
        f"含有看不见的控制字符 U+{ord(char):04X}",
        f"holds the hidden control character U+{ord(char):04X}",
        "删去它",
        "delete it",
    )


def _too_deep(path: Path, line: int) -> Refused:
    return _refuse(
        path,
        line,
        "嵌套太深",
        "nested too deep",
        f"不超过 {MAX_DEPTH} 层",
        f"at most {MAX_DEPTH} levels",
    )


def _refuse(path: Path, line: int, zh: str, en: str, mend_zh: str, mend_en: str) -> Refused:
    return Refused(Finding(str(path), line, Text(zh, en), Text(mend_zh, mend_en)))
