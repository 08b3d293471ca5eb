"""The one object that speaks, and which language a run is in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any, overload

from medisave_cli.language.message import Message
from medisave_cli.model import Text

ZH, EN = "zh", "en"
LANGUAGES = (ZH, EN)


class Speaker:
    """Says sentences of the program's own and picks those of the policy files, in one language.

    Words live in ``language/<lang>/<topic>.py`` as ``WORDS: dict[str, str]``, loaded when a topic is first spoken of.
    """

    def __init__(self, lang: str):
        """``lang``: one of LANGUAGES."""
        self.lang = lang
        self._topics: dict[str, dict[str, str]] = {}

    def __call__(self, key: str, /, **params: Any) -> str:
        """The sentence ``topic.name`` with its gaps filled.

        Raises:
            KeyError: there is no such sentence, or a gap is left unfilled.
        """
        topic, _, name = key.partition(".")
        sentence = self._words(topic)[name]
        return (
            sentence.format_map({k: self.word(v) for k, v in params.items()})
            if params
            else sentence
        )

    def knows(self, key: str) -> bool:
        """Whether there is a sentence ``topic.name``."""
        topic, _, name = key.partition(".")
        return name in self._words(topic)

    def _words(self, topic: str) -> dict[str, str]:
        if topic not in self._topics:
            self._topics[topic] = import_module(f"medisave_cli.language.{self.lang}.{topic}").WORDS
        return self._topics[topic]

    def message(self, message: Message) -> str:
        """The sentence of ``message``."""
        return self(message.key, **message.params)

    def text(self, text: Text | None) -> str:
        """The text of a policy file in this language; empty for None."""
        return pick(text, self.lang) or ""

    def opening(self, text: Text) -> str:
        """The text as it begins a line: with a capital where the language has them."""
        said = self.text(text)
        return said if reads_chinese(self.lang) else capital(said)

    def list(self, words: Iterable[Any]) -> str:
        """The words one after the other: 、 or a comma between."""
        return self("frame.between").join(self.word(word) for word in words)

    def word(self, value: Any) -> str:
        """A parameter as it is said."""
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, Text):
            return self.text(value)
        if isinstance(value, (tuple, list)):
            return self.list(value)
        return str(value)


@overload
def pick(text: Text, lang: str) -> str: ...
@overload
def pick(text: Text | None, lang: str) -> str | None: ...
def pick(text: Text | None, lang: str) -> str | None:
    """The text of a policy file in one language; None for none."""
    said: str | None = None if text is None else getattr(text, lang)
    return said


def reads_chinese(lang: str) -> bool:
    """Whether who reads this language reads the rules and their sources as they were written; a gloss is for who does not."""
    return lang == ZH


def capital(text: str) -> str:
    """A text as the beginning of a line."""
    return text[:1].upper() + text[1:]


def both(key: str, /, **params: Any) -> Text:
    """The sentence ``topic.name`` in every language."""
    return Text(*(speaker(key, **params) for speaker in EVERY))


def joined(key: str, texts: Iterable[Text]) -> Text:
    """The texts one after the other in every language, with the words ``topic.name`` between."""
    said = list(texts)
    return Text(*(speaker(key).join(map(speaker.text, said)) for speaker in EVERY))


EVERY = tuple(map(Speaker, LANGUAGES))
"""One speaker a language, in their order."""


def chosen_language(argv: list[str] | None = None) -> str:
    """The language of this run: ``--lang`` on the command line, else MEDISAVE_LANG, else what the system is set to."""
    args = sys.argv[1:] if argv is None else argv
    for i, arg in enumerate(args):
        if arg == "--":
            break
        follows = args[i + 1] if arg == "--lang" and i + 1 < len(args) else ""
        value = arg[7:] if arg.startswith("--lang=") else follows
        if value in LANGUAGES:
            return value
    return _language_of(os.environ.get("MEDISAVE_LANG", "")) or _of_the_system()


def _of_the_system() -> str:
    """By LANGUAGE, a list, where a locale is set that is not C; by the locale; by what the system tells without either."""
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in variables if os.environ.get(name)), "")
    if locale not in ("C", "POSIX"):
        for wanted in os.environ.get("LANGUAGE", "").split(":"):
            if known := _language_of(wanted):
                return known
    return _language_of(locale or _told_by_system()) or EN


def _told_by_system() -> str:
    """What Windows and macOS keep elsewhere than in the environment."""
    if sys.platform == "win32" or sys.platform == "darwin":
        import locale

        return locale.getlocale()[0] or ""
    return ""


def _language_of(name: str) -> str | None:
    """The language of a locale's name as systems write it: zh_CN.UTF-8, zh-Hans, Chinese_China.936; None if it is neither."""
    known = {"zh": ZH, "chinese": ZH, "中文": ZH, "cmn": ZH, "en": EN, "english": EN}
    head = name.strip().lower()
    for mark in "_-.@ (":
        head = head.partition(mark)[0]
    return known.get(head)
