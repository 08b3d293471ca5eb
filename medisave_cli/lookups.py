"""What is on file, found as a person asks for it: statuses, places, claims, sources, guides, several places at once.

Whoever shows it, the command line or an assistant's server, finds it here, and has the same JSON from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from medisave_cli.errors import AskedWrongly
from medisave_cli.language import nearest, scrub
from medisave_cli.model import NATION, TOPICS, Advice, Case, Claim, Fact, Place, Source, Text
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.show.catalog_page import PlaceRow
    from medisave_cli.show.claims_page import ClaimsView
    from medisave_cli.show.guide_lines import GuideView
    from medisave_cli.show.place_view import PlaceView

MOST_PLACES = 200


def holds(wanted: str | None, texts: Iterable[str | None]) -> bool:
    """Whether every word of ``wanted`` is in one of ``texts``, whatever its case, width or spacing."""
    if wanted is None:
        return True
    from medisave_cli.book.names import key_of

    haystack = "\n".join(key_of(text) for text in texts if text)
    return all(key_of(word) in haystack for word in wanted.split())


def fact_words(fact: Fact) -> list[str]:
    """All that a fact is found by."""
    values = [word for text in fact.says.values() for word in text]
    return [fact.id, *fact.name, *fact.question, *fact.why, *values, *map(str, fact.says)]


def known_id(typed: str, ids: Iterable[str], kind: str) -> str:
    """The id typed, if there is such a one. ``kind``: claim, source or fact.

    Raises:
        AskedWrongly: there is none; the nearest is named.
    """
    listed = list(ids)
    word = typed.strip().lower()
    for known in (word, word.replace("-", "_"), word.replace("_", "-")):
        if known in listed:
            return known
    near = nearest(word[:60], listed, 1, 0.4)
    if near:
        raise AskedWrongly(f"lookups.no_{kind}_near", typed=scrub(typed), near=near[0])
    raise AskedWrongly(f"lookups.no_{kind}", typed=scrub(typed))


# Statuses.


def statuses_json(book: Book, lang: str) -> dict[str, Any]:
    """Every status, with the places that have rules on it."""
    from medisave_cli.show.catalog_page import status_record
    from medisave_cli.show.records import envelope

    places = status_places(book)
    records = [status_record(s, places[s.base]) for s in book.statuses.values()]
    return envelope(lang, (book.version, book.digest), statuses=records)


def status_places(book: Book) -> dict[str, list[str]]:
    """Base status → the codes of the places with rules on it."""
    from medisave_cli.book.holdings import tally

    counted = tally(book)
    return {
        base: [code for code, by_status in counted.items() if base in by_status]
        for base in {s.base for s in book.statuses.values()}
    }


# Places.


class PlacesFound(NamedTuple):
    """``exact``: False where nothing holds what was searched for and the nearest names are given instead."""

    rows: list[PlaceRow]
    exact: bool


def places_found(book: Book, province: str | None, search: str | None) -> PlacesFound:
    """The places with rules on file, or any place that holds ``search`` in one of its names; those of ``province`` alone.

    Raises:
        AskedWrongly: there is no such province, or nothing to search for.
    """
    from medisave_cli.book import holdings
    from medisave_cli.book.places import find_province
    from medisave_cli.book.places import nearest as nearest_places
    from medisave_cli.book.places import search as search_places
    from medisave_cli.show.catalog_page import PlaceRow

    within = find_province(book, province) if province is not None else None
    if search is not None and not search.strip():
        raise AskedWrongly("lookups.empty_search")
    listed = book.places_on_file() if search is None else search_places(book, search, MOST_PLACES)
    exact = bool(listed)
    if search is not None and not exact:
        listed = nearest_places(book, search)
    grades = holdings.rules_of(book)
    rows = [
        PlaceRow(place, grades.get(place.code))
        for place in listed
        if within is None or within.code in (*place.chain, place.code[:2] + "0000")
    ]
    return PlacesFound(rows, exact)


def places_json(book: Book, found: PlacesFound, lang: str) -> dict[str, Any]:
    """The places found, each with the number of its rules by grade."""
    from medisave_cli.show.records import envelope, place_record

    rows = [
        {
            **place_record(row.place, lang),
            "provisions": None if row.grades is None else {g: row.grades[g] for g in "ABC"},
        }
        for row in found.rows
    ]
    return envelope(lang, (book.version, book.digest), exact=found.exact, places=rows)


def place_view(book: Book, place: Place) -> PlaceView:
    """All that is on file for one place and the places whose rules serve it."""
    from collections import Counter

    from medisave_cli.book import holdings
    from medisave_cli.dates import today
    from medisave_cli.show.place_view import PlaceView

    serving = [near for code in place.rules_from if (near := book.place(code))]
    rules = {
        near.code: [(h.provision, h.statuses) for h in holdings.provisions_at(book, near.code)]
        for near in serving
    }
    closures = {near.code: holdings.closures_at(book, near.code) for near in serving}
    contacts = book.contacts(place)
    citing: list[Any] = [rule for held in rules.values() for rule, _ in held]
    citing += [c for closed in closures.values() for c in closed] + contacts
    return PlaceView(
        place,
        holdings.also_called(book, place.code),
        serving,
        rules,
        closures,
        Counter({topic: len(book.guides(place, topic)) for topic in TOPICS}),
        book.looked_for(place),
        contacts,
        book.statuses,
        holdings.portions(book, place),
        book.sources(cite.source for thing in citing for cite in thing.cites),
        (book.version, book.digest),
        today(),
    )


def place_answers(book: Book, place: Place, as_of: str) -> dict[str, Advice]:
    """What a place answers in each situation with nothing told, by base status."""
    from medisave_cli.answer.asking import settle

    bases = [s.id for s in book.statuses.values() if s.id == s.base]
    return {b: settle(book, Case(place.code, b, {}, None, as_of)).advice() for b in bases}


# Claims and sources.


def claims_found(
    book: Book, id: str | None, place: Place | None, search: str | None
) -> list[Claim]:
    """The claims that circulate: one by its id, those that a place's readers meet, those that words are about.

    Raises:
        AskedWrongly: there is no claim with this id.
    """
    everywhere = book.claims()
    only = known_id(id, (c.id for c in everywhere), "claim") if id is not None else None
    listed = [
        c for c in everywhere if only in (None, c.id) and (place is None or c.place in place.chain)
    ]
    if search is not None:
        from medisave_cli.finder import finder_of
        from medisave_cli.finder.matching import ranked

        return [
            listed[i] for i in ranked(finder_of(book), search, [(c.claim, c.truth) for c in listed])
        ]
    return listed if place is None else sorted(listed, key=lambda c: place.chain.index(c.place))


def claims_view(
    book: Book, id: str | None, place: Place | None, search: str | None, most: int | None = None
) -> ClaimsView:
    """The claims found, ``most`` of them, with all that a page shows of them, and what the guide says of what was searched for.

    Raises:
        AskedWrongly: there is no claim with this id.
    """
    from medisave_cli.show.claims_page import ClaimsView

    found = claims_found(book, id, place, search)[:most]
    codes = {code for claim in found for code in (claim.place, *claim.see)}
    return ClaimsView(
        found,
        book.sources(cite.source for c in found for cite in c.cites),
        {code: near.name for code in codes if (near := book.place(code))},
        book.statuses,
        (book.version, book.digest),
        place,
        search or "",
        id is not None,
        _guide_of(book, place, search) if search else None,
    )


def _guide_of(book: Book, place: Place | None, search: str) -> GuideView | None:
    """What the guide says of the thing that words are about; None where they are about no thing of a guide."""
    from medisave_cli.finder import finder_of

    finder = finder_of(book)
    finding = finder.find(search)
    first = next(iter(finding.matches), None)
    if first is not None and first.kind == "topic":
        topic, about = first.id, first.about or finder.about(first.id, search)
    else:
        # A single word (退款, insurance) may be a thing to pay for as well as a sign of several situations.
        topic, about = "uses", () if finding.sure else finder.about("uses", search)
    return guide_view(book, topic, place, " ".join(about)) if about else None


def claims_json(
    view: ClaimsView, lang: str, warnings: Iterable[tuple[str, Text]] = ()
) -> dict[str, Any]:
    """The claims with the sources they are held against, and the guide's answer to what was searched for."""
    from medisave_cli.show.guide_lines import answers
    from medisave_cli.show.guide_page import answer_records
    from medisave_cli.show.records import claim_record, envelope, source_records, warning_records

    guide = view.beside
    return envelope(
        lang,
        view.book,
        claims=[claim_record(c, lang) for c in view.claims],
        guide=None
        if guide is None
        else {
            "topic": guide.topic,
            "about": list(guide.about),
            "answers": answer_records(answers(guide)[0], lang),
        },
        warnings=warning_records(warnings, lang),
        sources=source_records({**view.sources, **(guide.sources if guide else {})}, lang),
    )


def sources_found(
    book: Book, id: str | None, place: Place | None, search: str | None
) -> list[Source]:
    """The sources: one by its id, those of a place and what it is within, those that hold every word searched for.

    Raises:
        AskedWrongly: there is no source with this id.
    """
    sources = book.sources()
    only = known_id(id, sources, "source") if id is not None else None
    found = [
        s
        for s in sources.values()
        if only in (None, s.id)
        and (place is None or s.place in place.chain)
        and holds(search, (s.id, s.title, s.issuer, s.number, s.published, *(s.read or ())))
    ]
    return found if place is None else sorted(found, key=lambda s: place.chain.index(s.place))


def sources_json(book: Book, found: list[Source], lang: str) -> dict[str, Any]:
    """The sources, each with the rules and lines that cite it."""
    from medisave_cli.book.holdings import citing
    from medisave_cli.show.records import envelope, source_record

    lines = citing(book)
    records = [
        {
            **source_record(s, lang),
            "cited_by": [{"from": code, "id": name} for code, name in lines[s.id]],
        }
        for s in found
    ]
    return envelope(lang, (book.version, book.digest), sources=records)


# Guides.


def guide_view(book: Book, topic: str, asked: Place | None, words: str) -> GuideView:
    """One guide for a place, or for the nation alone; ``words``: what of its topic is asked about, empty for all.

    Raises:
        AskedWrongly: the words name nothing that the topic can be about.
    """
    from medisave_cli.book.holdings import general_warnings
    from medisave_cli.dates import today
    from medisave_cli.show.guide_lines import GuideView, guide_lines

    place = asked or book.place(NATION)
    assert place is not None
    about = _about(book, topic, words)
    guides, warnings, contacts = (
        [g for g in book.guides(place, topic) if not about or set(about) & set(g.about)],
        general_warnings(book, place),
        book.contacts(place),
    )
    citing: list[Any] = [line for guide in guides for line in guide_lines(guide)]
    citing += [*warnings, *contacts]
    cited = [cite.source for thing in citing for cite in thing.cites]
    names = {code: near.name for code in place.rules_from if (near := book.place(code))}
    return GuideView(
        topic,
        asked,
        names,
        guides,
        warnings,
        contacts,
        book.sources(cited),
        (book.version, book.digest),
        today(),
        _things(book, topic),
        about,
    )


def _things(book: Book, topic: str) -> dict[str, Text]:
    """All that a topic can be about: things, persons or troubles with their names."""
    listed = book.phrases().get("topics", {}).get(topic, {}).get("about", {})
    return {name: Text(**said) for name, said in listed.items()}


def _about(book: Book, topic: str, words: str) -> tuple[str, ...]:
    """What of the topic ``words`` name; empty for all of the topic."""
    if not words:
        return ()
    from medisave_cli.finder import finder_of

    finder = finder_of(book)
    listed = finder.words.topics[topic].about
    found = finder.about(topic, words)
    if not found:
        raise AskedWrongly(
            "finding.nothing_in_topic", typed=scrub(words), listed=tuple(listed.values())
        )
    return tuple(found)


# Several places.


def advices(
    book: Book, places: list[Place], status: str, facts: dict[str, Any], as_of: str | None
) -> list[Advice]:
    """The advice for each place. A fact that one place alone asks about is told to the places that know it.

    Raises:
        AskedWrongly: a status, fact or date that cannot be understood.
    """
    from medisave_cli.answer.asking import ask
    from medisave_cli.book.holdings import local_facts

    local = local_facts(book) if any(name not in book.catalog_facts for name in facts) else {}
    if local and not any(
        local.get(name) in place.rules_from for name in facts for place in places if name in local
    ):
        local = {}
    known = [
        {
            name: value
            for name, value in facts.items()
            if name not in local or local[name] in place.rules_from
        }
        for place in places
    ]
    return [
        ask(book, Case(place.code, status, here, None, as_of))
        for place, here in zip(places, known, strict=True)
    ]
