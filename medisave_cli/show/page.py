"""What a reader sees, before it is laid out: a page of sections, in one language, with numbered sources."""

from medisave_cli.language import Speaker
from medisave_cli.tuples import NamedTuple


class Item(NamedTuple):
    """One line of a section. ``tag`` is a short label before it (状态), ``notes`` hang below it, ``refs`` are source numbers.

    ``mark``: "" plain, "todo" something to tick off, "maybe" perhaps needed, "no" not needed, "good", "bad", "warn".
    ``brief``: the same said shorter and shorter, for a line of a terminal that should not be folded. ``link`` is
    where the text can be read.
    """

    text: str
    tag: str = ""
    notes: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()
    mark: str = ""
    brief: tuple[str, ...] = ()
    link: str = ""


class Section(NamedTuple):
    """A titled list (numbered or not), or a table where ``columns`` is given (each row one cell a column).

    ``key`` is ``sources`` for the list that reference numbers point into. ``beside``: belongs to the right of the section before
    it where there is room. ``tone``: warn for a heading that warns. ``links``: where each row of a table leads.
    """

    title: str
    items: tuple[Item, ...] = ()
    numbered: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lead: str = ""
    refs: tuple[int, ...] = ()
    key: str = ""
    beside: bool = False
    tone: str = ""
    links: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """The sentence at the top. ``tone``: good, maybe, bad or unknown; ``sure`` says in words how sure it is, ``aside`` under
    which assumptions it holds."""

    text: str
    tone: str
    sure: str
    aside: str = ""


class Page(NamedTuple):
    """A whole answer. ``foot`` closes it (where it comes from, that the counter decides). ``compact``: one screen,
    without empty lines between its sections where it is laid out."""

    title: str
    subtitle: str
    lang: str
    verdict: Verdict | None = None
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    foot: tuple[str, ...] = ()
    compact: bool = False


def labelled(item: Item, lang: str) -> tuple[str, str]:
    """An item's label as it stands before its text, with a colon, and the text."""
    if not item.tag:
        return "", item.text
    return Speaker(lang)("frame.label", tag=item.tag), item.text
