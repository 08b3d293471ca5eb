"""One place's file tried out: what is wrong with it, what it changes, situation by situation, and where each part of it shows.

Only the place's chain is read anew; all else comes from the book as it was last compiled, so that a round takes no second.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from medisave_cli.answer.asking import ask
from medisave_cli.book.gazetteer import Division, divisions
from medisave_cli.book.press import Record
from medisave_cli.book.store import Book
from medisave_cli.keeping.assemble import assemble, chain_of
from medisave_cli.keeping.compile import Ready, on_file, place_record, place_records, source_record
from medisave_cli.keeping.differences import Differences, differences
from medisave_cli.keeping.draft import load, place_files
from medisave_cli.keeping.finding import Finding, lint
from medisave_cli.keeping.folders import Reading
from medisave_cli.keeping.lint import findings_of
from medisave_cli.keeping.locate import at_hand, policies
from medisave_cli.keeping.remembered import Memory, memory
from medisave_cli.model import TOPICS, Advice, Case, Closure, Note, Place, PlaceRules, Provision
from medisave_cli.tuples import NamedTuple

CHECK, MORE, PLACE, ARRIVALS, NOWHERE = "check", "more", "place", "arrivals", "nowhere"
"""Where a part of a file shows: on an answer, with --more, under ``place``, or nowhere. Guides show under their topic."""


class Shown(NamedTuple):
    """A part of the file by its id, where it shows, and in which situations."""

    id: str
    where: str
    statuses: tuple[str, ...]


class Trial(NamedTuple):
    """What came of it. ``place`` and what follows are None and empty where the file has faults."""

    file: Path
    findings: list[Finding]
    place: Place | None
    changes: Differences | None
    shown: tuple[Shown, ...]
    answers: tuple[tuple[str, Advice | None, Advice], ...]


def file_of(read: Reading, code: str) -> Path | None:
    """The file of a place in the folders that are read, the topmost one."""
    for folder in reversed(read.folders):
        for path in place_files(folder):
            if path.name.startswith(code):
                return path
    return None


def trial(read: Reading, code: str, file: Path, day: str) -> Trial:
    """Try the file of the place ``code`` on the ISO date ``day``."""
    known = divisions(read.folders[0] / "gazetteer")
    base = at_hand((policies(),) if policies() in read.folders else read.folders)
    inside = [p.code for p in base.places_on_file() if code in p.chain]
    codes = {*chain_of(code, known), *inside}
    with memory() as remembered:
        ready = partial(_ready, remembered, known, read.folders[0] / "gazetteer")
        after = ready(read.folders, codes)
        every = findings_of(after, read.folders, day, remembered)
        findings = [f for f in every if Path(f.file) == file]
        findings += _taken(after, base, codes, file)
        if any(not f.warns for f in findings) or after[0].findings:
            rest = [f for f in after[0].findings if f not in findings]
            return Trial(file, findings + rest, None, None, (), ())
        before = _before(read, code, file, codes, ready)
    new, old = (_reprinted(base, made, codes) for made in (after, before))
    place = new.place(code)
    assert place is not None
    there = [p.code for p in new.places_on_file() if code in p.chain]
    changes = differences(old, new, day, there)
    answers = [
        (s.id, _answer(old, code, s.id, day), ask(new, _case(code, s.id, day)))
        for s in new.statuses.values()
        if s.id == s.base
    ]
    shown = tuple(_shown(new, place, code, [(s, a) for s, _, a in answers]))
    return Trial(file, findings, place, changes, shown, tuple(answers))


def _case(code: str, status: str, day: str) -> Case:
    return Case(code, status, {}, None, day)


def _answer(book: Book, code: str, status: str, day: str) -> Advice | None:
    return ask(book, _case(code, status, day)) if status in book.statuses else None


def _ready(
    remembered: Memory,
    known: dict[str, Division],
    gazetteer: Path,
    folders: Iterable[Path],
    codes: Iterable[str],
) -> Ready:
    return assemble(load(folders, frozenset(codes), remembered), known), known, gazetteer


def _before(
    read: Reading, code: str, file: Path, codes: set[str], ready: Callable[..., Ready]
) -> Ready:
    """The chain without the file: as the folders beneath have it, or as it was last committed."""
    first = read.folders[0]
    beneath = tuple(f for f in read.folders if not file.is_relative_to(f))
    if beneath and beneath[0] == first:
        return ready(beneath, codes)
    committed = _committed(file)
    if committed is None:
        return ready(read.folders, codes - {code})
    with TemporaryDirectory(prefix="medisave-") as folder:
        (Path(folder) / "places").mkdir()
        (Path(folder) / "places" / file.name).write_bytes(committed)
        return ready((*read.folders, Path(folder)), codes)


def _committed(file: Path) -> bytes | None:
    """The file as git has it in its last commit; None where it has none."""
    try:
        done = subprocess.run(
            ["git", "-C", str(file.parent), "show", f"HEAD:./{file.name}"],
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _reprinted(base: Book, ready: Ready, codes: set[str]) -> Book:
    whole, known, _ = ready
    checked = {p.code: p.checked or "" for p in base.places_on_file() if p.code not in codes}
    checked |= on_file(whole)
    records: list[Record] = []
    around = {c for c in known if c in codes or codes & set(chain_of(c, known)[:-1])}
    records += [place_record(c, known[c], known, checked) for c in sorted(around)]
    for code, data in whole.places.items():
        records += place_records(code, data, whole)
    records += [source_record(name, whole) for name in whole.sources]
    return base.reprinted(codes, records)


def _taken(ready: Ready, base: Book, codes: set[str], file: Path) -> list[Finding]:
    """Ids of the file that another place has, outside what was read."""
    found = []
    for name, (path, line) in ready[0].where.items():
        if Path(path) == file:
            home = base.home_of(name)
            if home is not None and home not in codes:
                what = lint("id_taken_by", name=name, place=home)
                found.append(Finding(path, line, what, lint("choose_another_id")))
    return found


def _shown(
    book: Book, place: Place, code: str, answers: list[tuple[str, Advice]]
) -> Iterable[Shown]:
    """Where each rule, note, guide and contact of the place shows."""
    for name, places in _where(book.own(code), answers).items():
        for at in (CHECK, MORE, ARRIVALS):
            if at in places:
                yield Shown(name, at, tuple(places[at]))
        if set(places) == {NOWHERE}:
            yield Shown(name, NOWHERE, tuple(places[NOWHERE]))
    for topic in TOPICS:
        for guide in book.guides(place, topic):
            if guide.place == code:
                yield Shown(guide.id, topic, ())
    for contact in book.contacts(place):
        if contact.place == code:
            yield Shown(contact.id, CHECK, ())
    for at, _, _ in book.looked_for(place):
        if at == code:
            yield Shown("looked_for", PLACE, ())
            return


def _where(
    own: dict[str, PlaceRules], answers: list[tuple[str, Advice]]
) -> dict[str, dict[str, list[str]]]:
    """For each rule and note of the place, by its id, in which answers it shows, by where."""
    where: dict[str, dict[str, list[str]]] = {}
    for status, advice in answers:
        first, more = _ids(advice)
        rules = own.get(status)
        parts: tuple[Provision | Closure | Note, ...] = ()
        if rules is not None:
            parts = (*rules.provisions, *rules.closures, *rules.notes)
        for part in parts:
            at = CHECK if part.id in first else MORE if part.id in more else NOWHERE
            if isinstance(part, Provision) and part.direction == "in":
                at = ARRIVALS
            where.setdefault(part.id, {}).setdefault(at, []).append(status)
    return where


def _ids(advice: Advice) -> tuple[set[str], set[str]]:
    """The ids that the answer itself rests on or shows, and those that come with --more."""
    first, more = set(), set()
    for option in advice.options:
        first |= {p.id for p in (*option.deciders, *option.bars, *option.opens)}
        first |= {line.provision for line in option.lines}
        if option.closure:
            first.add(option.closure.id)
        more |= {h.provision.id for h in option.heard}
    for note in advice.notes:
        (first if note.kind == "instead" else more).add(note.id)
    return first, more | first
