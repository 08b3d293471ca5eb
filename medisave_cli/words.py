"""The language of this run, for the words of the program's frame. What is here moves to ``language``."""

from __future__ import annotations

from medisave_cli.language.speaker import EN, ZH, chosen_language
from medisave_cli.model import Text

__all__ = ["EN", "ZH", "language", "pick", "say"]

language = chosen_language


def pick(text: Text, lang: str) -> str:
    """The text in one language."""
    return text.zh if lang == ZH else text.en


_current = language()


def say(zh: str, en: str) -> str:
    """A word of the frame in the language of this run: help texts and prompts."""
    return zh if _current == ZH else en
