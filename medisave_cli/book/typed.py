"""The ways in which people type a place: as one word, in English order, with words for the kind of place, as tables write codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medisave_cli.book.names import LONGEST_NAME, key_of, simplified

BETWEEN = r"[\s,，、()\[\]（）【】《》<>|/\\·・.;；:：—_-]+"
KIND_WORDS = {
    "city": "市",
    "shi": "市",
    "county": "县",
    "xian": "县",
    "district": "区",
    "qu": "区",
    "banner": "旗",
    "league": "盟",
    "province": "省",
    "sheng": "省",
    "prefecture": "州",
    "municipality": "市",
    "autonomous": "",
    "region": "区",
    "new": "",
    "area": "",
    "the": "",
    "of": "",
    "china": "",
    "prc": "",
}
"""Words beside a romanised name, with the last character of the names they point at."""

PEOPLES = frozenset(
    [
        "zhuang",
        "hui",
        "uygur",
        "uyghur",
        "uighur",
        "korean",
        "chaoxian",
        "kazakh",
        "kazak",
        "kirgiz",
        "kyrgyz",
        "kirghiz",
        "mongol",
        "mongolian",
        "tibetan",
        "yi",
        "dai",
        "bai",
        "miao",
        "dong",
        "tu",
        "tujia",
        "qiang",
        "hani",
        "yao",
        "li",
        "she",
        "jingpo",
        "lisu",
        "bouyei",
        "buyei",
        "shui",
        "sui",
        "nu",
        "derung",
        "dulong",
        "naxi",
        "wa",
        "lahu",
        "pumi",
        "xibe",
        "sibe",
        "tajik",
        "salar",
        "dongxiang",
        "bonan",
        "yugur",
        "manchu",
        "evenki",
        "ewenki",
        "oroqen",
        "daur",
        "gelao",
        "mulao",
        "mulam",
        "maonan",
        "and",
    ]
)
"""Peoples, as they stand before "Autonomous"."""


def keys(text: str) -> Iterator[str]:
    """The keys that ``text`` may stand for, the plainest first; each once."""
    seen = set()
    for key in _keys(text):
        if key and key not in seen and len(key) <= LONGEST_NAME:
            seen.add(key)
            yield key


def _keys(text: str) -> Iterator[str]:
    number = _number(text)
    if number:
        yield number
        return
    key = key_of(text)
    turned = text.strip().endswith((")", "）")) and re.fullmatch(
        r"([^()（）]+)[(（]([^()（）]+)[)）]\s*", text
    )
    if turned and not re.search(r"\d", text):
        # 徽州（黄山）: what stands in brackets is around it.
        yield key_of(turned[2] + turned[1])
    yield key
    if not key.isascii():
        plain = simplified(text)
        if plain != text:
            yield from _keys(plain)
            return
        yield key.removeprefix("中国").removeprefix("中华人民共和国")
    yield from _in_other_orders(text)
    if key.isascii():
        yield re.sub(r"(?<=[a-z]{2})(shi|sheng|xian|qu|city|province|county|district)$", "", key)


def _in_other_orders(text: str) -> Iterator[str]:
    """Parts turned round: Kunshan, Jiangsu; 昆山市 江苏; Hohhot Inner Mongolia; and without the words for kinds of places."""
    of_a_people = "autonomous" in text.lower()
    by_comma = [p for p in re.split(r"[,，;；()（）]", text) if key_of(p)]
    words = [p for p in re.split(BETWEEN, text) if key_of(p)]
    bare = ["".join(w for w in p.split() if not _is_kind(w, of_a_people)) for p in by_comma]
    bare_words = [w for w in words if not _is_kind(w, of_a_people)]
    for parts in (by_comma, bare, words, bare_words):
        if not 1 < len(parts) <= 8:
            yield key_of("".join(parts))
            continue
        yield key_of("".join(parts))
        yield key_of("".join(reversed(parts)))
        for turn in range(1, len(parts)):
            yield key_of("".join(parts[turn:] + parts[:turn]))


def _is_kind(word: str, autonomous: bool) -> bool:
    return word.lower() in KIND_WORDS or (autonomous and word.lower() in PEOPLES)


def kind_meant(text: str) -> str:
    """The last character of the names that a word for a kind of place points at: Jilin City → 市; empty where none is given."""
    if not any(c.isascii() and c.isalpha() for c in text):
        return ""
    words = [w.lower() for w in re.split(BETWEEN, text) if w]
    return KIND_WORDS.get(words[-1], "") if len(words) > 1 else ""


def _number(text: str) -> str:
    """A code as tables write it: 320500.0, 320583100000 (a town's or village's), 3.205E+05; empty where ``text`` is no such number."""
    if not any(c.isdigit() for c in text):
        return ""
    digits = re.sub(r"[\s,'’]", "", text)
    if re.fullmatch(r"[1-9](\.\d+)?[eE]\+?0?5", digits):
        return str(round(float(digits)))
    digits = re.sub(r"\.0+$", "", digits)
    if re.fullmatch(r"[1-9]\d{8}(\d{3})?", digits):
        return digits[:6]
    return digits if re.fullmatch(r"[1-9]\d(\d\d){0,2}", digits) else ""
