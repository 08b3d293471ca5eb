"""What pydantic says of a wrong shape, as a finding: where, what is wrong, and how to mend it, in both languages."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import BaseModel

from medisave_cli.keeping import format as shapes
from medisave_cli.model import Text

README = Text("见 policies/README.md", "see policies/README.md")
MISSING = {
    "cite": (
        Text("没有写依据（cite）", "no citation"),
        Text(
            "写上 cite: [来源 id]，来源在 sources 里声明",
            "add cite: [source id], and declare the source under sources",
        ),
    ),
    "zh": (
        Text("缺中文", "the Chinese text is missing"),
        Text("补上 zh: …，中英文都要写", "add zh: …; every text stands in both languages"),
    ),
    "en": (
        Text("缺英文", "the English text is missing"),
        Text("补上 en: …，中英文都要写", "add en: …; every text stands in both languages"),
    ),
    "issuer": (
        Text("没有写发布机关（issuer）", "no issuer"),
        Text(
            "写上 issuer: …；页面没写是谁就填 unsigned",
            "add issuer: …; `unsigned` where the page names nobody",
        ),
    ),
    "grade": (
        Text("没有写等级（grade）", "no grade"),
        Text("写上 grade: A、B 或 C", "add grade: A, B or C"),
    ),
}
PATTERNS = {
    "place": (
        Text("place 要是 6 位代码", "`place` is a code of six digits"),
        Text('写成 place: "320500"', 'write place: "320500"'),
    ),
    "url": (
        Text("链接不成立", "this is no link"),
        Text(
            "以 https:// 开头，不含空格和中文",
            "start with https://, without spaces or Chinese characters",
        ),
    ),
    "dial": (
        Text("号码不成立", "this is no number to dial"),
        Text('写成 dial: "0512-12393"', 'write dial: "0512-12393"'),
    ),
    "published": (
        Text("日期不成立", "this is no date"),
        Text('写成 2026-11-22、"2026-11" 或 "2026"', 'write 2026-11-22, "2026-11" or "2026"'),
    ),
}
DATES = {"checked", "effective_from", "from", "until", "start", "end", "on"}


def keys_of_all_shapes() -> list[str]:
    """Every key that a policy file may hold anywhere."""
    kinds = [
        kind
        for kind in vars(shapes).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel)
    ]
    return sorted(
        {field.alias or name for kind in kinds for name, field in kind.model_fields.items()}
    )


def explain(fault: dict[str, Any], data: Any) -> tuple[list[str], Text, Text]:
    """(path in the data, what is wrong, how to mend it) of one of pydantic's errors; ``data`` is what was checked."""
    kind = fault["type"]
    path = _path(fault["loc"], data, kind)
    key = next((part for part in reversed(path) if not part.isdigit()), "")
    if kind == "missing":
        return (
            path[:-1],
            *MISSING.get(
                key,
                (Text(f"缺 {key}", f"`{key}` is missing"), Text(f"补上 {key}: …", f"add {key}: …")),
            ),
        )
    if kind == "extra_forbidden":
        near = next(iter(difflib.get_close_matches(key, keys_of_all_shapes(), 1)), None)
        mend = (
            Text(f"是不是 {near}？", f"did you mean `{near}`?")
            if near and near != key
            else Text(
                "删去它，或移到该在的地方；键见 policies/README.md",
                "delete it or move it where it belongs; keys are in policies/README.md",
            )
        )
        return path, Text(f"没有 {key} 这个键", f"unknown key `{key}`"), mend
    shown = ".".join(path)
    if kind == "literal_error":
        return (
            path,
            Text(
                f"{shown} 不能是 {_shown(fault['input'])}",
                f"{shown} cannot be {_shown(fault['input'])}",
            ),
            Text(f"可用：{_choices(fault)}", f"use one of: {_choices(fault)}"),
        )
    if kind == "string_type":
        if fault["input"] is None:
            return (
                path,
                Text(f"{shown} 是空的", f"{shown} is empty"),
                Text("写上内容，或删去这个键", "write it, or delete the key"),
            )
        return (
            path,
            Text(f"{shown} 要是文字", f"{shown} must be text"),
            Text(
                f'加引号："{_shown(fault["input"])}"',
                f'put it in quotes: "{_shown(fault["input"])}"',
            ),
        )
    if kind == "bool_type":
        return (
            path,
            Text(f"{shown} 只能是 yes 或 no", f"{shown} is yes or no"),
            Text("写 yes 或 no，不加引号", "write yes or no, without quotes"),
        )
    if kind == "value_error" or (kind == "string_pattern_mismatch" and key in DATES):
        return (
            path,
            Text(
                f"{shown} 的日期不成立：{_shown(fault['input'])}",
                f"{shown} is no date: {_shown(fault['input'])}",
            ),
            Text("写成 2026-11-22", "write it like 2026-11-22"),
        )
    if kind == "string_pattern_mismatch":
        return (
            path,
            *PATTERNS.get(
                key,
                (
                    Text(
                        f"id 不成立：{_shown(fault['input'])}",
                        f"this is no id: {_shown(fault['input'])}",
                    ),
                    Text(
                        "只用小写字母、数字和连字符，如 suzhou-deceased",
                        "use lower-case letters, digits and hyphens, like suzhou-deceased",
                    ),
                ),
            ),
        )
    if kind in ("string_too_short", "too_short"):
        return (
            path,
            Text(f"{shown} 是空的，或不够", f"{shown} is empty or too short"),
            Text("写上内容，或删去这个键", "write it, or delete the key"),
        )
    if kind in ("string_too_long", "too_long"):
        return (
            path,
            Text(f"{shown} 太长", f"{shown} is too long"),
            Text("写短些", "make it shorter"),
        )
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return path, Text(f"{shown} 要写成 键: 值", f"{shown} must be key: value"), README
    if kind == "list_type":
        return (
            path,
            Text(f"{shown} 要写成列表", f"{shown} must be a list"),
            Text("每项以 - 开头，或写成 […]", "start each item with -, or write […]"),
        )
    return path, Text(f"{shown} 写得不对", f"{shown} is not right: {fault['msg']}"), README


def _path(loc: tuple[int | str, ...], data: Any, kind: str) -> list[str]:
    """The fault's place as keys and positions of the data: pydantic also names the members of unions it tried."""
    path: list[str] = []
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        if (
            part in data
            if isinstance(data, dict)
            else isinstance(data, list) and isinstance(part, int) and part < len(data)
        ):
            data = data[part]
        elif not (last and kind == "missing"):
            continue
        path.append(str(part))
    return path


def _choices(fault: dict[str, Any]) -> str:
    return str(fault.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")


def _shown(value: Any) -> str:
    text = (
        value
        if isinstance(value, str)
        else {True: "yes", False: "no"}[value]
        if isinstance(value, bool)
        else str(value)
    )
    return text if len(text) <= 60 else text[:57] + "…"
