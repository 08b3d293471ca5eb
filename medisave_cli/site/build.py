"""All pages of the site, and the folder they are written into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from medisave_cli.answer.asking import Kept
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import shown, why, write_whole
from medisave_cli.language import LANGUAGES
from medisave_cli.lookups import place_view
from medisave_cli.model import NATION, Advice, Case, Place
from medisave_cli.site import source_pages as lists
from medisave_cli.site.answer_pages import Row, answers_page, nation_page, status_page
from medisave_cli.site.frame import (
    CLAIMS,
    FRONT,
    SOURCES,
    Frame,
    claim_page,
    place_page,
    situation_page,
    source_page,
)
from medisave_cli.site.front_page import Region, front_page, regions
from medisave_cli.site.links import own_links
from medisave_cli.tuples import NamedTuple

FIRST = ("deceased", "retired", "emigrated", "cross_province_transfer")
"""The situations people come with most: they stand first."""
LISTED = ".medisave-site"
"""The file that names what was written, so that a later build takes away what it no longer writes, and nothing else."""


class Written(NamedTuple):
    """What a build wrote: how many pages, how many bytes."""

    pages: int
    size: int


def pages(book: Book, as_of: str) -> Iterator[tuple[str, str]]:
    """Every page of the site as (file, text), judged on the ISO date ``as_of`` for people who have said nothing."""
    site = _Site(book, as_of)
    yield from site.places()
    yield from site.situations()
    yield from site.lists()
    yield from site.front()


class _Site:
    def __init__(self, book: Book, as_of: str):
        self.book, self.as_of = book, as_of
        self.regions: list[Region] = regions(book)
        first = [name for name in FIRST if name in book.statuses]
        self.first = first
        self.statuses = [*first, *(name for name in book.statuses if name not in first)]
        self.rows: dict[str, list[Row]] = {name: [] for name in self.statuses}

    def frames(self, path: str) -> Iterator[Frame]:
        """The page in each language."""
        meta = (self.book.version, self.book.digest)
        return (Frame(lang, path, meta, self.as_of) for lang in LANGUAGES)

    def places(self) -> Iterator[tuple[str, str]]:
        """A page a place, and what the pages of situations will need of it."""
        served = self._served()
        for place in self.book.places_on_file():
            view = place_view(self.book, place)
            answers: dict[str, Advice] = {}
            for frame in self.frames(place_page(place.code)):
                own = view._replace(sources=own_links(view.sources, frame), today=self.as_of)
                if place.code == NATION:
                    yield frame.file, nation_page(frame, own)
                    continue
                answers = answers or self._answers(place, frame)
                others = served.get(place.code, [])
                yield frame.file, answers_page(frame, place, answers, own, others)

    def _answers(self, place: Place, frame: Frame) -> dict[str, Advice]:
        kept, found = Kept(self.book), {}
        for status in self.statuses:
            advice = kept.ask(Case(place.code, status, as_of=self.as_of))
            self.rows[status].append(Row(advice))
            found[status] = advice._replace(sources=own_links(advice.sources, frame))
        return found

    def _served(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for region in self.regions:
            for entry in region.others:
                found.setdefault(entry.at, []).append(entry.place)
        return found

    def situations(self) -> Iterator[tuple[str, str]]:
        """A page a situation."""
        for name, rows in self.rows.items():
            for frame in self.frames(situation_page(name)):
                yield frame.file, status_page(frame, self.book.statuses[name], rows)

    def lists(self) -> Iterator[tuple[str, str]]:
        """A page a source and a page a claim, and the lists of them."""
        shelf = lists.Shelf(self.book)
        for source in shelf.sources.values():
            for frame in self.frames(source_page(source.id)):
                yield frame.file, lists.one_source(frame, shelf, source)
        for claim in shelf.claims:
            for frame in self.frames(claim_page(claim.id)):
                yield frame.file, lists.one_claim(frame, shelf, claim)
        for frame in self.frames(SOURCES):
            yield frame.file, lists.every_source(frame, shelf)
        for frame in self.frames(CLAIMS):
            yield frame.file, lists.every_claim(frame, shelf)

    def front(self) -> Iterator[tuple[str, str]]:
        """The front page, last: while it is not written, nothing leads to the others."""
        statuses = [self.book.statuses[name] for name in self.statuses]
        for frame in self.frames(FRONT):
            yield frame.file, front_page(frame, self.regions, statuses, self.first)


def build(book: Book, folder: Path, as_of: str) -> Written:
    """Write the site into ``folder``: a new one, an empty one, or one that holds an earlier site. What the site does not write
    there stays; a page that is as it was is not touched.

    Raises:
        AskedWrongly: the folder holds other things.
        MedisaveError: it cannot be written.
    """
    earlier = _earlier(folder)
    made = {file: text.encode() for file, text in pages(book, as_of)}
    made[".nojekyll"] = b""
    try:
        for file, data in made.items():
            _write(folder / file, data)
        for file in earlier - set(made):
            (folder / file).unlink(missing_ok=True)
        write_whole(folder / LISTED, "".join(f"{file}\n" for file in sorted(made)).encode())
    except OSError as error:
        raise MedisaveError("files.cannot_write", file=shown(folder), why=why(error)) from None
    return Written(sum(f.endswith(".html") for f in made), sum(map(len, made.values())))


def _write(target: Path, data: bytes) -> None:
    if target.is_file() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, data)


def _earlier(folder: Path) -> set[str]:
    """What an earlier site in the folder consists of."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise AskedWrongly("site.no_folder", folder=shown(folder))
    listed = folder / LISTED
    if not listed.is_file():
        if any(not name.startswith(".") for name in os.listdir(folder)):
            raise AskedWrongly("site.other_things", folder=shown(folder))
        return set()
    found = listed.read_text("utf-8").splitlines()
    return {file for file in found if file and _inside(PurePosixPath(file))}


def _inside(file: PurePosixPath) -> bool:
    return not file.is_absolute() and ".." not in file.parts
