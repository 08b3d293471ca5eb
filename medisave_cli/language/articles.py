"""Places in a document, as Chinese laws and guides name them, in English."""

from __future__ import annotations

import re

from medisave_cli.language.signs import is_chinese

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = "[〇零一二三四五六七八九十百千]+|[0-9]+"
PARTS = {"条": "article", "款": "paragraph", "项": "item", "段": "paragraph", "问": "question"}
PARTS |= {"点": "point", "章": "chapter", "种情况": "case"}
NAMED = {
    "首段": "first paragraph",
    "末段": "last paragraph",
    "注意事项": " notes ",
    "事项": "item ",
    "小贴士": "tip ",
    "答复": "answer ",
    "备注": " remark ",
    "清单": "list ",
    "导语": "opening",
    "办理条件": " conditions ",
    "申请条件": " conditions ",
    "办理材料": " papers ",
    "申报材料": " papers ",
    "服务对象": " who is served ",
    "办理渠道": " where to apply ",
    "使用范围": " uses ",
    "清算范围": " cases ",
    "清算的限制": " limits ",
    "办理程序": " steps ",
    "操作流程": " steps ",
    "温馨提示": " hint ",
    "设定依据": " legal basis ",
    "优化措施": " measures ",
    "特别提醒": " reminder ",
    "经办机构信息": " offices ",
    "转移申请": " applying for a move ",
    "手续办理": " procedure ",
    "部分": "",
    "据引文": " as quoted ",
    "操作各段": " the steps ",
    "表": " table ",
    "及": " and ",
}
SIGNS = {"、": ", ", "，": ", ", "；": ", ", "至": " to ", "和": " and ", "（": " (", "）": ")"}


def in_english(place: str) -> str:
    """A place in a document (第四条第三款) in English: article 4 paragraph 3. One that stays partly Chinese is named in brackets."""
    said = place
    for word, english in NAMED.items():
        said = said.replace(word, english)
    said = re.sub(f"第({NUMBER})(种情况|[条款项段问点章])", _part, said)
    if "、" in said or "至" in said:
        many = f"第((?:{NUMBER})(?:[、至](?:{NUMBER}))+)(种情况|[条款项段问点章])"
        said = re.sub(many, _parts, said)
    if "（" in said or "(" in said:
        said = re.sub(f"[（(]({NUMBER})[）)]", lambda m: f" ({number(m[1])}) ", said)
    said = re.sub(NUMBER, lambda m: f" {number(m[0])} ", said)
    for sign, english in SIGNS.items():
        said = said.replace(sign, english)
    said = " ".join(said.split())
    said = said.replace(" ,", ",").replace("( ", "(").replace(" )", ")")
    return f"at ({place})" if any(map(is_chinese, said)) else said


def _part(found: re.Match[str]) -> str:
    return f" {PARTS[found[2]]} {number(found[1])}"


def _parts(found: re.Match[str]) -> str:
    return f" {PARTS[found[2]]}s {found[1]}"


def number(written: str) -> int:
    """A number as laws write it: 一千一百六十 is 1160."""
    if written.isascii():
        return int(written)
    total = digit = 0
    for sign in written:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            digit = digit * 10 + DIGITS[sign]
    return total + digit
