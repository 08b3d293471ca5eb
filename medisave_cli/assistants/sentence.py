"""An answer's first screen as an assistant reads it: what it rests on and what is doubtful stand inside the first sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medisave_cli.answer.asking import ask
from medisave_cli.language import Speaker
from medisave_cli.model import UNKNOWN, Advice, Case, Move
from medisave_cli.show.page import Page, Verdict
from medisave_cli.show.screen import first_screen

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

ENDS = "。.!！ "


def advised(book: Book, case: Case) -> Advice:
    """The advice for a case as it was typed."""
    return ask(book, case)


def opening(advice: Advice, lang: str, ends: Move | None = None) -> Page:
    """The first screen of an advice, or of a move, led by its sentence; no words for a command line stand in it."""
    if ends is None:
        page = first_screen(advice, lang, handout=True)
    else:
        from medisave_cli.show.move_screen import move_screen

        page = move_screen(ends, lang, handout=True)
    assert page.verdict is not None
    return page._replace(verdict=Verdict(_whole(page.verdict, advice, lang), page.verdict.tone, ""))


def sentence(advice: Advice, lang: str) -> str:
    """The answer in one sentence that cannot be quoted without its grade and its doubt."""
    verdict = opening(advice, lang).verdict
    assert verdict is not None
    return verdict.text


def _whole(verdict: Verdict, advice: Advice, lang: str) -> str:
    speak = Speaker(lang)
    doubts = [verdict.sure] if verdict.sure else []
    if advice.verdict == UNKNOWN:
        doubts.append(speak("assistants.lean" if advice.lean else "assistants.no_firm_rule"))
    else:
        doubts.append(speak("assistants.grade", grade=advice.grade))
    if verdict.aside:
        doubts.append(verdict.aside)
    doubts.append(speak("screen.counter_decides"))
    doubt = speak("screen.semicolon").join(said.rstrip(ENDS) for said in doubts)
    return speak("assistants.sentence", said=verdict.text.rstrip(ENDS), doubt=doubt)
