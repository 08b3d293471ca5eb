"""What lint finds: where, what is wrong, and how to mend it."""

from __future__ import annotations

from medisave_cli.language import Message, Speaker
from medisave_cli.tuples import NamedTuple


class Finding(NamedTuple):
    """What is wrong in a file, where, and how to mend it. ``warns``: to be looked at by a person, and no reason to refuse the file."""

    file: str
    line: int
    what: Message
    mend: Message
    warns: bool = False


class Refused(Exception):
    """A file that cannot be read at all; carries what was found."""

    def __init__(self, *findings: Finding):
        super().__init__(Speaker("en").message(findings[0].what))
        self.findings = findings


def lint(key: str, /, **params: object) -> Message:
    """A sentence of lint's by its name."""
    return Message(f"lint.{key}", params)
