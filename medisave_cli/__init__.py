"""medisave: what can happen to the money in an employee medical-insurance personal account in China.

    from medisave_cli import Case, advise, open_book

``open_book()`` opens the sourced rules, ``Case`` is a question, ``advise(book, case)`` its answer. See docs/library.md.
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
    "MedisaveError",
    "advise",
    "open_book",
]

_HOMES = {
    "Advice": "medisave_cli.model",
    "AskedWrongly": "medisave_cli.errors",
    "BadData": "medisave_cli.errors",
    "Book": "medisave_cli.book.store",
    "Case": "medisave_cli.model",
    "MedisaveError": "medisave_cli.errors",
    "advise": "medisave_cli.answer",
    "open_book": "medisave_cli.keeping.locate",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
