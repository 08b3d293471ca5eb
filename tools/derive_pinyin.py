"""Derive the pinyin that an English reader of the call reads aloud, for the keeper to commit:  python tools/derive_pinyin.py

Needs ``pip install pypinyin jieba``; installing, building and running medisave does not.

- ``medisave_cli/language/pinyin.py``: of the sentences in ``language/zh/call.py``, gaps left as they are;
- ``policies/catalog/pinyin.csv``: of what the policy files say in those gaps (situations, facts, judgements, sources).

Syllables of one word are written as one (GB/T 16159). Names of places are read as the gazetteer has them. Running it again changes nothing.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import jieba
from pypinyin import Style, lazy_pinyin, load_phrases_dict

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SAID = ("who_", "how_")
SENTENCES = (
    *("source", "source_at", "rule", "cash", "heirs", "left_open", "conflict", "moves"),
    *(
        "moves_alone",
        "portion",
        "whether",
        "alike",
        "judged",
        "proof",
        "granted",
        "if_so",
        "family",
        "balance",
    ),
)
"""The entries of ``call.py`` that are said, beside those that begin with SAID."""
MARKS = str.maketrans("，。？、：；“”（）《》", ',.?,:;""()《》')
READ_SO = {
    "长住": "cháng zhù",
    "长期": "cháng qī",
    "重复": "chóng fù",
    "一样": "yí yàng",
    "人参保": "rén cān bǎo",
    "长居": "cháng jū",
    "一条": "yì tiáo",
}
WORDS = (
    *("参保", "医保", "社保", "社保卡", "转入地", "转出地", "参保地", "余额", "家人", "领出来"),
    *("取出来", "一次性", "定居", "港澳台", "内地", "养老金", "退役", "服刑"),
)
"""Words that the segmenter does not know."""


def main() -> None:
    from medisave_cli.keeping.compile import assembled
    from medisave_cli.keeping.spoken import PINYIN, spoken_texts
    from medisave_cli.language.zh.call import WORDS

    load_phrases_dict({word: [[sound] for sound in said.split()] for word, said in READ_SO.items()})
    for word in WORDS:
        jieba.add_word(word)
    jieba.del_word("我家")
    lines = [
        '"""The sentences of the call in pinyin, gaps left open: made by ``tools/derive_pinyin.py``."""',
        "",
        "PINYIN = {",
    ]
    for name, sentence in WORDS.items():
        if name.startswith(SAID) or name in SENTENCES:
            lines.append(f'    "{name}": {_quoted(read(sentence))},')
    (ROOT / "medisave_cli/language/pinyin.py").write_text("\n".join([*lines, "}", ""]), "utf-8")
    texts = spoken_texts(assembled([ROOT / "policies"])[0])
    with open(ROOT / "policies/catalog" / PINYIN, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["text", "pinyin"])
        rows.writerows((text, read(text, sentence=False)) for text in texts)


def read(text: str, sentence: bool = True) -> str:
    """The text in pinyin: a word's syllables together, sentences begun with a capital, gaps and foreign words as they stand."""
    parts = re.split(r"(\{\w+\}|[A-Za-z0-9〔〕._-]+|[\u4e00-\u9fff]+)", text)
    said = " ".join(
        _words(part) if re.fullmatch(r"[\u4e00-\u9fff]+", part) else part for part in parts if part
    ).translate(MARKS)
    said = re.sub(r"\s+([,.?:;)》])", r"\1", re.sub(r"([(《])\s+", r"\1", said))
    said = re.sub(r'"\s*([^"]*?)\s*"', r'"\1"', said)
    if sentence:
        said = re.sub(r"(^|[.?] |\{who\} )(\w)", lambda m: m[1] + m[2].upper(), said)
    return " ".join(said.split())


def _words(run: str) -> str:
    """A run of Chinese characters, word by word."""
    sounds = iter(lazy_pinyin(run, style=Style.TONE))
    words = (
        [next(sounds) for _ in word]
        for found in jieba.cut(run, HMM=False)
        for word in _parts(found)
    )
    return " ".join("".join(map(_apart, range(len(word)), word)) for word in words)


def _parts(word: str) -> list[str]:
    """A long word as the words of two characters that it is made of."""
    if len(word) < 4:
        return [word]
    return [word[:2], *_parts(word[2:])]


def _apart(n: int, sound: str) -> str:
    """A syllable within a word: one that begins with a vowel is set off from the one before it."""
    return f"'{sound}" if n and sound[0] in "aāáǎàoōóǒòeēéěè" else sound


def _quoted(text: str) -> str:
    return "'" + text + "'" if '"' in text else '"' + text + '"'


if __name__ == "__main__":
    main()
