"""What every check has at hand: the assembled book, and where to note a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from medisave_cli.digests import full_digest
from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.compile import Ready
from medisave_cli.keeping.draft import LISTS
from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.reading import Document
from medisave_cli.keeping.remembered import Memory
from medisave_cli.language import Message
from medisave_cli.model import TOPICS


class Checks:
    """The book as assembled, and the findings so far. ``today`` is the ISO date that ``checked`` may not be after."""

    def __init__(self, ready: Ready, folders: tuple[Path, ...], today: str, memory: Memory):
        self.ready, self.folders, self.today, self.memory = ready, folders, today, memory
        self.whole, self.known, _ = ready
        self.draft = self.whole.draft
        self.found: list[Finding] = []
        documents = {id(d): d for d, _ in self.draft.homes.values()}.values()
        self.catalog_key = ":".join(d.digest for d in documents)

    def once(self, kind: str, key: str, check: Callable[[], None]) -> None:
        """Run a check that rests on nothing but what ``key`` names, unless an earlier run found nothing by it."""
        if self.memory.recall(kind, key) is None:
            before = len(self.found)
            check()
            if len(self.found) == before:
                self.memory.keep(kind, key)

    def chain_key(self, code: str) -> str:
        """Names all that the rules of a place rest on: its file, those of the wider places, and the catalog."""
        chain = chain_of(code, self.known)
        places = [(c, self.draft.places.get(c)) for c in chain]
        parts = [f"{c}:{place.document.digest if place else ''}" for c, place in places]
        return full_digest("\n".join([*parts, self.catalog_key]))

    def add(self, name: str, what: Message, mend: Message, warns: bool = False) -> None:
        """Note a finding where the id ``name`` stands."""
        file, line = self.whole.where.get(name, (name, 1))
        self.found.append(Finding(file, line, what, mend, warns))

    def at(
        self, document: Document, path: str, what: Message, mend: Message, warns: bool = False
    ) -> None:
        """Note a finding at ``path`` of the document."""
        self.found.append(Finding(str(document.path), document.line(path), what, mend, warns))

    def is_refused(self, name: str) -> bool:
        """Whether an entry of this id was refused for its shape, which is told already."""
        return any(
            isinstance(raw, dict) and raw.get("id") == name
            for place in self.draft.places.values()
            for _, raw in refused_items(place)
        )


def refused_items(place: Any) -> Iterator[tuple[str, Any]]:
    """(path, raw data) of the entries that were refused for their shape."""
    data = place.document.data
    guides = data.get("guides")
    lists = [(kind, data.get(kind), getattr(place.file, kind)) for kind in LISTS]
    lists += (
        [
            (f"guides.{topic}", guides.get(topic), getattr(place.file.guides, topic))
            for topic in TOPICS
        ]
        if isinstance(guides, dict)
        else []
    )
    for path, raw, shaped in lists:
        if isinstance(raw, list):
            yield from ((f"{path}.{i}", item) for i, item in enumerate(raw) if shaped[i] is None)
