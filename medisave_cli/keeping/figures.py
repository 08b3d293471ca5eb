"""The figures in a text: whether its two languages name the same ones, and which working days it speaks of."""

from __future__ import annotations

import re
import unicodedata

HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
TENS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
HAN_NUMBER = r"[零一二两三四五六七八九十百千万〇]+"
ZH_UNIT = r"(?:个?工作日|个?自然日|天|日内|个月|周|岁|倍|元|万元|%|成)"
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?")
EN_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\b")
WORDS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
ORDINALS = {
    word: n
    for n, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"], 1
    )
}
LOOSE = {**WORDS, **ORDINALS, "a": 1, "an": 1, "once": 1, "each": 1, "yearly": 1, "twice": 2}
LOOSE |= {"half": 50, "double": 2, "both": 2, "midnight": 0, "noon": 12, "same": 1}
EN_UNIT = r"(?:(?:working|business|calendar)[ -]days?|days?|months?|weeks?|yuan|per ?cent|%|times)"
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b(?=[ -]{EN_UNIT})")
ASIDE = re.compile(r"《[^》]*》|\S*〔\d+〕\S*|\"[^\"]*\"|“[^”]*”|\([^)]*\)|（[^）]*）")
WORKING_ZH = re.compile(rf"(\d+|{HAN_NUMBER})\s*个?工作日")
WORKING_EN = re.compile(
    rf"\b(\d+|{'|'.join(WORDS)})[ -]+(?:working|business)[ -]days?\b", re.IGNORECASE
)


def number_of(said: str) -> int | None:
    """The whole number that digits, 十五 or "fifteen" say."""
    said = unicodedata.normalize("NFKC", said).lower()
    if said.isdigit():
        return int(said)
    if said in WORDS:
        return WORDS[said]
    total, digit = 0, None
    for c in said:
        if c in HAN_DIGITS:
            digit = HAN_DIGITS[c]
        elif c in TENS:
            total, digit = total + TENS[c] * (1 if digit is None else digit), None
        else:
            return None
    return total + (digit or 0)


def working_days(zh: str, en: str) -> set[int]:
    """The numbers of working days that a text speaks of, in either language."""
    said = [*WORKING_ZH.findall(zh), *WORKING_EN.findall(en)]
    return {n for s in said if (n := number_of(s)) is not None}


def apart(zh: str, en: str) -> tuple[list[str], list[str]]:
    """The figures that only the Chinese and only the English text names.

    Titles, document numbers, quotations and asides in brackets need not match; nor does a bare figure that the other text leaves
    out, but one with a unit (days, yuan, per cent) must, and where each text has a figure of its own they differ.
    """
    if not (re.search(r"\d|个?工作日|成", zh) or re.search(r"\d", en)):
        return [], []
    zh = unicodedata.normalize("NFKC", zh)
    en = unicodedata.normalize("NFKC", en).lower()
    bare_zh, bare_en = ASIDE.sub(" ", zh), ASIDE.sub(" ", en)
    only_zh, only_en = _stated_zh(bare_zh), _stated_en(bare_en)
    if only_zh == only_en:
        return [], []
    if only_zh:
        all_en = _anywhere_en(en)
        only_zh = [n for n in only_zh if n not in all_en]
    if only_en:
        all_zh = _anywhere_zh(zh)
        only_en = [n for n in only_en if n not in all_zh]
    if not (only_zh or only_en):
        return [], []
    if not (only_zh and only_en):
        only_zh = [n for n in only_zh if n in _with_unit(bare_zh, ZH_UNIT)]
        only_en = [n for n in only_en if n in _with_unit(bare_en, EN_UNIT)]
    return list(dict.fromkeys(only_zh)), list(dict.fromkeys(only_en))


def _stated_zh(zh: str) -> list[str]:
    found = [_times(n, 10000) if wan else _plain(n) for n, wan in NUMBER.findall(zh)]
    counted = re.findall(rf"({HAN_NUMBER})\s*{ZH_UNIT}", zh)
    return found + [str(n) for s in counted if (n := number_of(s)) is not None and n > 1]


def _stated_en(en: str) -> list[str]:
    return [*map(_plain, EN_NUMBER.findall(en)), *(str(WORDS[w]) for w in WORD.findall(en))]


def _anywhere_zh(zh: str) -> set[str]:
    """Every figure the Chinese may be read to name: 五成 is 50 per cent, 90年代 the 1990s."""
    found = set(_stated_zh(zh)) | {_plain(n) for n, _ in NUMBER.findall(zh)}
    for said in re.findall(HAN_NUMBER, zh):
        n = number_of(said)
        if n is not None:
            found |= {str(n), str(n * 10)}
    found |= {f"19{n}" for n in re.findall(r"(\d0)年代", zh)}
    return found


def _anywhere_en(en: str) -> set[str]:
    found = set(_stated_en(en))
    found |= {str(MONTHS.index(said) + 1) for said in MONTH.findall(en)}
    found |= {str(LOOSE[w]) for w in re.findall(r"[a-z]+", en) if w in LOOSE}
    found |= {n[2:] for n in found if re.fullmatch(r"19\d0", n)}
    return found | {str(int(n) - 12) for n in found if n.isdigit() and 12 < int(n) <= 24}


def _with_unit(text: str, unit: str) -> set[str]:
    return {_plain(n) for n in re.findall(rf"(\d[\d,]*(?:\.\d+)?)\s*(?:万)?{unit}", text)}


def _times(number: str, factor: int) -> str:
    return _plain(f"{float(number.replace(',', '')) * factor:.0f}")


def _plain(number: str) -> str:
    number = number.replace(",", "").rstrip(".")
    return number.lstrip("0") or "0"
