"""The call in words: each sentence in Chinese, in pinyin to read it aloud by, and in English."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Message, Speaker, capital, reads_chinese
from medisave_cli.language.speaker import EN, EVERY
from medisave_cli.model import Advice, Ask, Call, Text
from medisave_cli.show.wording import dial_of
from medisave_cli.tuples import NamedTuple


class Said(NamedTuple):
    """One sentence: what is said, how it sounds, what it means."""

    zh: str
    pinyin: str
    en: str


def sentences(call: Call) -> list[Said]:
    """What to say, in order."""
    zh, en = EVERY
    return [
        Said(zh.message(ask.words), capital(_sound(ask.words, call.sounds)), _meaning(ask, en))
        for ask in call.asks
    ]


def _meaning(ask: Ask, en: Speaker) -> str:
    said = worded(ask.words, en)
    return capital(said)


def worded(words: Message, speak: Speaker) -> str:
    """A sentence of the call, with the article of a source as the language names it."""
    return speak.message(words if reads_chinese(speak.lang) else _placed(words))


def _placed(words: Message) -> Message:
    from medisave_cli.show.named import places_words

    params = {
        name: _placed(value)
        if isinstance(value, Message)
        else places_words((value,), EN)
        if name == "at"
        else value
        for name, value in words.params.items()
    }
    return Message(words.key, params)


def _sound(value: Any, sounds: dict[str, str]) -> str:
    from medisave_cli.language.pinyin import PINYIN

    if isinstance(value, Message):
        template = PINYIN[value.key.partition(".")[2]]
        return template.format_map({k: _sound(v, sounds) for k, v in value.params.items()})
    if isinstance(value, Text):
        return sounds.get(value.zh, value.zh)
    if isinstance(value, tuple):
        return ", ".join(_sound(inner, sounds) for inner in value)
    return sounds.get(value, str(value))


def dial(advice: Advice) -> str:
    """The number to call, as it is dialled from anywhere in China; empty where none is on file."""
    area = advice.situation.place.area_code
    dials = (dial_of(contact.dial, area) for contact in advice.contacts)
    return next((found for found in dials if found), "")


def elsewhere_counts(advice: Advice, speak: Speaker) -> str:
    """How many places say what, in words; empty where nothing is counted."""
    counted = advice.elsewhere
    if counted is None:
        return ""
    each = ((name, getattr(counted, name)) for name in ("eligible", "conditional", "not_eligible"))
    return speak.list([speak(f"call.elsewhere_{name}", n=n) for name, n in each if n])
