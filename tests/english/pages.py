"""Every answer as text, by face, made in this process."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from medisave_cli import Book, Case, ask, open_book
from medisave_cli.model import NATION, Advice
from medisave_cli.show import html_face, markdown_face, plain_face
from medisave_cli.show.advice_page import advice_page
from medisave_cli.show.json_face import advice_json
from medisave_cli.show.screen import first_screen

AS_OF = "2026-11-22"
TAGS = re.compile("<style.*?</style>|<[^>]*>", re.DOTALL)


def cases(
    book: Book,
    statuses: tuple[str, ...],
    facts: dict[str, Any],
    every: int = 1,
    places: Iterable[str] | None = None,
) -> Iterator[tuple[str, Advice]]:
    """(what was asked, the advice) for each place on file, or each of ``places``, and status, or for one in ``every``."""
    codes = [p.code for p in book.places_on_file() if p.code != NATION]
    pairs = [
        (code, status) for code in (codes if places is None else places) for status in statuses
    ]
    for place, status in pairs[::every]:
        said = f"{place} {status} {facts}"
        yield said, ask(book, Case(place, status, dict(facts), None, AS_OF))


def on_file() -> list[str]:
    """The code of each place on file, the nation left out."""
    return [p.code for p in open_book().places_on_file() if p.code != NATION]


def faces(advice: Advice, lang: str) -> dict[str, str]:
    """One answer: the first screen, the whole page, Markdown, the handout, and what JSON says of options, questions and notes."""
    first = first_screen(advice, lang)
    data = advice_json(advice, lang)
    for source in ("sources", "book", "id", "decision_id"):
        data.pop(source)
    return {
        "first": plain_face.render(first),
        "more": plain_face.render(advice_page(advice, lang, more=True)),
        "markdown": markdown_face.render(first),
        "handout": html.unescape(TAGS.sub(" ", html_face.render(first_screen(advice, lang, True)))),
        "json": json.dumps(data, ensure_ascii=False, indent=1),
    }
