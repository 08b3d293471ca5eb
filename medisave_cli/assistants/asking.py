"""What to ask a person next: the place, the situation, or the fact that tells most; None where nothing can change the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medisave_cli.assistants.sentence import advised, sentence
from medisave_cli.errors import AmbiguousPlace, UnclearSituation
from medisave_cli.language import Speaker
from medisave_cli.model import Case
from medisave_cli.show.records import envelope

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

Known = tuple[str | None, str | None, dict[str, Any], str | None, str | None]
"""Place, situation, facts, destination and day, as far as they are known."""


def next_to_ask(book: Book, known: Known, lang: str) -> tuple[str, dict[str, Any]]:
    """The question to put to the person, in words and as data.

    Raises:
        AskedWrongly: what is known cannot be understood (a place or a situation with several meanings is asked about instead).
    """
    place, situation, facts, to, day = known
    speak = Speaker(lang)
    try:
        if situation is not None:
            from medisave_cli.answer.reading import read_status

            read_status(book, situation)
        if place is None:
            return _put(book, lang, _plain("place", speak))
        if situation is None:
            return _put(book, lang, _plain("situation", speak))
        advice = advised(book, Case(place, situation, facts, to, day))
    except UnclearSituation as unclear:
        if not unclear.finding.matches or unclear.finding.sure:
            raise
        choices = {m.id: speak.text(m.label) for m in unclear.finding.matches[:4]}
        return _put(book, lang, _plain("situation", speak, choices))
    except AmbiguousPlace as several:
        choices = {code: speak.text(name) for code, name in several.candidates}
        return _put(book, lang, _plain("place", speak, choices))
    from medisave_cli.show.json_face import advice_json

    whole = advice_json(advice, lang)
    questions = whole["questions"]
    so_far = {name: whole[name] for name in ("verdict", "lean", "grade", "headline")}
    return _put(
        book, lang, next(iter(questions), None), len(questions), so_far, sentence(advice, lang)
    )


def _plain(what: str, speak: Speaker, choices: dict[str, str] | None = None) -> dict[str, Any]:
    """A question about the place or the situation."""
    kind = "which" if choices else "ask"
    return {
        "fact": what,
        "text": speak(f"assistants.{kind}_{what}"),
        "type": "choice" if choices else "text",
        "choices": choices,
        "why": speak(f"assistants.why_{what}"),
        "assumed": None,
        "tells": "verdict",
    }


def _put(
    book: Book,
    lang: str,
    question: dict[str, Any] | None,
    left: int = 1,
    so_far: dict[str, Any] | None = None,
    said: str = "",
) -> tuple[str, dict[str, Any]]:
    speak = Speaker(lang)
    edition = (book.version, book.digest)
    data = envelope(lang, edition, question=question, left=left, so_far=so_far)
    if question is None:
        lines = [speak("assistants.nothing_to_ask"), said]
    else:
        lines = [speak("assistants.question", text=question["text"], fact=question["fact"])]
        lines += [f"- {value}: {text}" for value, text in (question["choices"] or {}).items()]
        lines.append(speak("assistants.why", why=question["why"]))
        if question["assumed"] is not None:
            lines.append(speak("assistants.presumed", value=str(question["assumed"]).lower()))
        lines += [speak("assistants.so_far", said=said)] if said else []
    return "\n".join(lines), data
