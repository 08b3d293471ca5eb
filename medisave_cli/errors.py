"""What can go wrong, each with its exit code. Messages come in both languages."""

from __future__ import annotations

from medisave_cli.model import Text

ANSWERED, FAILED, ASKED_WRONGLY, ROWS_REFUSED, INTERRUPTED = 0, 1, 2, 3, 130


class MedisaveError(Exception):
    """An error a person is told in one line. ``exit_code`` is what the command line returns."""

    exit_code = FAILED

    def __init__(self, zh: str, en: str):
        super().__init__(en)
        self.text = Text(zh, en)


class AskedWrongly(MedisaveError):
    """The question cannot be understood: an unknown place, status, fact or date."""

    exit_code = ASKED_WRONGLY


class AmbiguousPlace(AskedWrongly):
    """Several places carry the name. ``candidates`` are (code, full name) pairs."""

    def __init__(self, zh: str, en: str, candidates: list[tuple[str, Text]]):
        super().__init__(zh, en)
        self.candidates = candidates


class BadData(MedisaveError):
    """The policy data, or the book compiled from it, cannot be used."""
