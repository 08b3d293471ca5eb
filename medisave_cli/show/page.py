"""What a reader sees, before it is laid out: a page of sections, in one language, with numbered sources."""

from typing import NamedTuple


class Item(NamedTuple):
    """One line of a section. ``tag`` is a short label before it (状态), ``notes`` hang below it, ``refs`` are source numbers.

    ``mark``: "" plain, "todo" something to tick off, "maybe" perhaps needed, "no" not needed, "good", "bad", "warn".
    """

    text: str
    tag: str = ""
    notes: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()
    mark: str = ""


class Section(NamedTuple):
    """A titled list (numbered or not), or a table where ``columns`` is given (each row one cell a column).

    ``key`` is ``sources`` for the list that reference numbers point into.
    """

    title: str
    items: tuple[Item, ...] = ()
    numbered: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lead: str = ""
    refs: tuple[int, ...] = ()
    key: str = ""


class Verdict(NamedTuple):
    """The sentence at the top. ``tone``: good, maybe, bad or unknown; ``sure`` says in words how sure it is."""

    text: str
    tone: str
    sure: str


class Page(NamedTuple):
    """A whole answer. ``foot`` closes it (where it comes from, that the counter decides)."""

    title: str
    subtitle: str
    lang: str
    verdict: Verdict | None = None
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    foot: tuple[str, ...] = ()
