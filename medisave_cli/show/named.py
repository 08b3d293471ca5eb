"""Sources by name in each language: an English title of ours before the original, who speaks, and where in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from medisave_cli.language import reads_chinese
from medisave_cli.language.signs import is_chinese
from medisave_cli.model import Source
from medisave_cli.show.words import issuer_words

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


def title_words(source: Source, lang: str) -> str:
    """A source's title; in English ours, where there is one."""
    return source.title if reads_chinese(lang) else source.title_en or source.title


def full_title(source: Source, lang: str) -> str:
    """A source's title; behind an English one, so that a counter can find the document, its own title and number."""
    if reads_chinese(lang):
        return source.title
    own = source.title if title_words(source, lang) != source.title else None
    named = ", ".join(filter(None, (own, source.number)))
    return f"{title_words(source, lang)} ({named})" if named else source.title


def speaker_words(source: Source, lang: str) -> str:
    """Who speaks in a source; in English by the English name, where it is known."""
    if source.issuer_en and not reads_chinese(lang):
        return source.issuer_en
    return issuer_words(source.issuer, lang)


def places_words(places: Iterable[str], lang: str) -> str:
    """The articles and paragraphs cited: 第四条第三款 is article 4 paragraph 3 in English; other headings keep their words in brackets."""
    if reads_chinese(lang):
        return "、".join(places)
    return ", ".join(_in_english(place) for place in places)


def _in_english(place: str) -> str:
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
