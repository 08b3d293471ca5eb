"""What can go wrong, each with its exit code. An error carries what to say as a ``Message``; whoever shows it chooses the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medisave_cli.model import Text

if TYPE_CHECKING:
    from medisave_cli.language.message import Message

ANSWERED, FAILED, ASKED_WRONGLY, ROWS_REFUSED, INTERRUPTED = 0, 1, 2, 3, 130


class MedisaveError(Exception):
    """An error a person is told in one line. ``exit_code`` is what the command line returns.

    ``MedisaveError("errors.no_such_status", typed="x")``: the key of a sentence (language/<lang>/<topic>.py) and what fills
    its gaps. It pickles, so it reaches a caller from any worker.
    """

    exit_code = FAILED

    def __init__(self, key: str, /, **params: Any):
        super().__init__(key)
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (type(self), self.args, self.__dict__))

    @property
    def message(self) -> Message:
        """What to say."""
        from medisave_cli.language.message import Message

        return Message(self.args[0], self.params)

    @property
    def text(self) -> Text:
        """The sentence in both languages."""
        from medisave_cli.language.speaker import both

        return both(self.args[0], **self.params)

    def __str__(self) -> str:
        return self.text.en


def _again(kind: type[MedisaveError], said: tuple[str, ...], rest: dict[str, Any]) -> MedisaveError:
    """The same error in another process."""
    error = kind.__new__(kind, *said)
    error.args = said
    error.__dict__.update(rest)
    return error


class AskedWrongly(MedisaveError):
    """The question cannot be understood: an unknown place, status, fact or date."""

    exit_code = ASKED_WRONGLY


class AmbiguousPlace(AskedWrongly):
    """Several places carry the name. ``candidates`` are (code, full name) pairs."""

    def __init__(self, key: str, /, *, candidates: list[tuple[str, Text]], **params: Any):
        super().__init__(key, **params)
        self.candidates = candidates


class UnclearSituation(AskedWrongly):
    """Words that no status can be taken from for certain. ``finding``: what they may be about (finder.Finding)."""

    def __init__(self, key: str, /, *, finding: Any, **params: Any):
        super().__init__(key, **params)
        self.finding = finding


class BadData(MedisaveError):
    """The policy data, or the book compiled from it, cannot be used."""
