"""The call, and what is said elsewhere, as JSON: keys always there."""

from __future__ import annotations

from typing import Any

from medisave_cli.language import Message, Speaker
from medisave_cli.model import Advice
from medisave_cli.show.call_words import dial, sentences, worded


def call_json(advice: Advice, lang: str) -> dict[str, Any]:
    """``ask`` is always said in Chinese; ``settles`` are all the things a sentence is about, ``about`` the first of them."""
    call = advice.call
    if call is None:
        return {"dial": dial(advice) or None, "first": False, "ask": [], "if_refused": []}
    speak = Speaker(lang)
    return {
        "dial": dial(advice) or None,
        "first": call.first,
        "ask": [
            {
                "about": ask.about[0],
                "settles": list(ask.about),
                "facts": list(ask.facts),
                "text": said.zh,
                "pinyin": said.pinyin,
                "en": said.en,
            }
            for ask, said in zip(call.asks, sentences(call), strict=True)
        ],
        "if_refused": [
            {
                "text": worded(r.words, speak)
                if isinstance(r.words, Message)
                else speak.text(r.words),
                "cites": list(dict.fromkeys(c.source for c in r.cites)),
            }
            for r in call.refused
        ],
    }


def elsewhere_json(advice: Advice) -> dict[str, Any] | None:
    """The counts, None where none are given."""
    counted = advice.elsewhere
    return None if counted is None else {**counted._asdict(), "places": counted.places}
