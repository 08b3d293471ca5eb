"""medisave: what can happen to the money in an employee medical-insurance personal account in China.

    from medisave_cli import Case, ask, open_book

``open_book()`` opens the sourced rules, ``Case`` is a question, ``ask(book, case)`` its answer. The same in steps: ``read_case``
finds places and understands words, ``Book.dossier`` reads what is on file, ``advise`` is pure. See docs/library.md.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.2.0"
__all__ = [
    "Advice",
    "AskedWrongly",
    "BadData",
    "Book",
    "Case",
    "Dossier",
    "MedisaveError",
    "advise",
    "ask",
    "find_status",
    "look",
    "next_question",
    "open_book",
    "read_case",
    "render",
]

_HOMES = {
    "Advice": "medisave_cli.model",
    "AskedWrongly": "medisave_cli.errors",
    "BadData": "medisave_cli.errors",
    "Book": "medisave_cli.book.store",
    "Case": "medisave_cli.model",
    "Dossier": "medisave_cli.model",
    "MedisaveError": "medisave_cli.errors",
    "advise": "medisave_cli.advisor.advice",
    "ask": "medisave_cli.answer.asking",
    "find_status": "medisave_cli.answer.reading",
    "look": "medisave_cli.book.places",
    "next_question": "medisave_cli.answer.asking",
    "open_book": "medisave_cli.keeping.locate",
    "read_case": "medisave_cli.answer.reading",
    "render": "medisave_cli.show.rendering",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
