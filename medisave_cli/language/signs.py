"""Which signs are Chinese. A pattern with so wide a range takes Python longer to compile than a whole answer to put into words."""

from __future__ import annotations


def is_chinese(sign: str) -> bool:
    """Whether one sign is a Chinese character."""
    return "\u3400" <= sign <= "\u9fff"


def chinese_end(text: str) -> str:
    """The Chinese characters in which ``text`` ends."""
    start = len(text)
    while start and is_chinese(text[start - 1]):
        start -= 1
    return text[start:]
