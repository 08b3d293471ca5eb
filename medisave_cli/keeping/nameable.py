"""What a place's file may name: the papers and channels of the catalog, of the nation and of its province, each with its id."""

from __future__ import annotations

from medisave_cli.book.gazetteer import divisions
from medisave_cli.keeping.draft import load
from medisave_cli.keeping.locate import policies
from medisave_cli.keeping.offers import Entry
from medisave_cli.model import Place, Text


def nameable(place: Place, kind: str) -> list[Entry]:
    """The entries of ``documents`` or ``channels`` that the place's file can use without declaring them."""
    draft = load((policies(),), frozenset(place.chain[1:]))
    known = divisions(policies() / "gazetteer")
    found = [
        Entry(name, Text(shape.zh, shape.en), tuple(shape.also))
        for name, shape in draft.catalog.get(kind, {}).items()
    ]
    for code in place.chain[1:]:
        if code in draft.places:
            found += [
                Entry(name, Text(shape.zh, shape.en), tuple(shape.also), known[code].name)
                for name, shape in getattr(draft.places[code].file, kind).items()
            ]
    return found
