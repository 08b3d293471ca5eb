"""What is to be said, before a language is chosen."""

from typing import Any

from medisave_cli.tuples import NamedTuple


class Message(NamedTuple):
    """A sentence by its key, ``topic.name``, with what fills its gaps.

    A parameter may be text or a number, a ``Text`` (picked by language), another ``Message``, or a tuple of these (listed).
    """

    key: str
    params: dict[str, Any] = {}  # noqa: RUF012 (never written to)
