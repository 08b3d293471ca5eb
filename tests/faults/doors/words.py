"""Words that people, spreadsheets and attackers type."""

from __future__ import annotations

import random

WORDS = (
    "昆山", "kunshan", "朝阳", "deceased", "retired", "我爸走了", "moving", "320583", "2026-11-22", "2026年1月2日",
    "1/2/2026", "yes", "no", "pension=lump_sum", "heirs", "json", "table", "zh", "en", "all", "0", "-1", "1e400", "",
    " ", "\u200b", "\ufeff", "\x1b[31m", "\x1b]8;;javascript:alert(1)\x07", "\r", "\t", "[red]", "[/]", "<b>", "`", "𠮷",
    "é", "e\u0301", "\u202e", "９９", "=1+1", "%s", "{0}", "..", "a" * 5000, "死" * 2000, "\udcff",
)  # fmt: skip


def typed(dice: random.Random) -> str:
    """One word, or some joined, or some with a character put in or taken out."""
    word = "".join(dice.choices(WORDS, k=dice.choice((1, 1, 1, 2, 3))))
    if word and dice.random() < 0.3:
        at = dice.randrange(len(word))
        put = chr(
            dice.choice(
                (dice.randrange(32), dice.randrange(127, 160), dice.randrange(0x3000, 0xA000))
            )
        )
        word = word[:at] + dice.choice(("", put)) + word[at + 1 :]
    return word


def control(text: str) -> str:
    """The characters of a text that move a terminal's cursor or colours, line ends and tabs left out."""
    return "".join(c for c in text if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f")
