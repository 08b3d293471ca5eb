"""A question as a person asks it → its advice. The same answers as the command line, as a library.

    from medisave_cli import Case, advise, open_book

    book = open_book()
    advice = advise(book, Case("昆山", "deceased", {"death_in_shared_data": False}))
    print(advice.verdict)
"""

from __future__ import annotations

from medisave_cli.advisor import advice as advising
from medisave_cli.advisor import situation as situating
from medisave_cli.advisor.decide import standpoints
from medisave_cli.book.places import find
from medisave_cli.book.store import Book
from medisave_cli.errors import AskedWrongly
from medisave_cli.model import Advice, Case, Cite, Situation

RETIREES = "retired"
MOVERS = "transfer"


def advise(book: Book, case: Case) -> Advice:
    """Return the advice for ``case``: ``case.place`` and ``case.destination`` as typed, ``case.facts`` by fact id
    (booleans, choices, numbers, ISO dates, ``"unknown"``), ``case.as_of`` an ISO date (default: today).

    Raises:
        AskedWrongly: a place, status, fact or date that cannot be understood; the message says what would be.
        BadData: the book cannot be read.
    """
    view, situation = prepare(book, case)
    return conclude(book, view, situation)


def prepare(book: Book, case: Case) -> tuple[advising.Outlook, Situation]:
    """Find the places, read status and facts, and work out the options: all that comes before the verdict."""
    place = find(book, case.place)
    status = read_status(book, case.status)
    stated, declined = situating.read_facts(case.facts, book.facts() if _has_local_facts(book, case.facts) else book.catalog_facts)
    base = situating.base_of(book.statuses, status, stated)
    if case.destination and book.statuses[status].base != MOVERS:
        raise AskedWrongly(
            "退休后不能把医保转到别处，只有在职换地方参保才用 --to；问“退休”请去掉 --to" if base == RETIREES else "只有“换地方参保”才有转入地：去掉 --to，或把情形换成 transfer",
            "a retiree's insurance does not move; drop --to (it is for people who change where they work)" if base == RETIREES else "only a move has a destination: drop --to, or make the status transfer",
        )  # fmt: skip
    destination = find(book, case.destination) if case.destination else None
    if destination is not None and destination.code == place.code:
        raise AskedWrongly(f"转出地和转入地都是{place.name.zh}：在同一个地方不用转移", f"both ends of the move are {place.name.en}: nothing needs to move within one place")
    as_of = situating.read_date(case.as_of, "as-of") if case.as_of else _today()
    rules = book.rules(place, base, destination)
    view = advising.outlook(rules, base, as_of)
    for name in stated:
        if name not in rules.facts:
            raise AskedWrongly(f"{name} 只用于别的地方，{place.name.zh}不用", f"{name} belongs to another place, not to {place.name.en}")
    arriving = standpoints(rules._replace(chain=rules.arriving, after=()), base, as_of) if rules.arriving else ()
    asked = case._replace(status=status)
    return view, situating.situate(asked, rules, base, place, destination, stated, declined, as_of, arriving)


def conclude(book: Book, view: advising.Outlook, situation: Situation) -> Advice:
    """The advice for a prepared case, with the sources it cites."""
    claims = book.claims(situation.place, situation.base_status)
    advice = advising.advise(view, situation, (book.version, book.digest), claims, book.contacts(situation.place))
    return advice._replace(sources=book.sources(cited(advice)))


def read_status(book: Book, typed: str) -> str:
    """The status or named case with this id, or called so in Chinese or English.

    Raises:
        AskedWrongly: there is none; the nearest is named.
    """
    word = typed.strip().lower().replace("-", "_")
    if word in book.statuses:
        return word
    for status in book.statuses.values():
        if typed.strip() == status.name.zh or word == status.name.en.lower() or typed.strip().lower() in (e.lower() for e in status.everyday):
            return status.id
    import difflib

    near = difflib.get_close_matches(word, list(book.statuses), 1, 0.4)
    shown = "".join(c for c in typed if c.isprintable())[:60]
    hint_zh, hint_en = (f"是不是 {near[0]}（{book.statuses[near[0]].name.zh}）？", f"did you mean {near[0]}?") if near else ("见 medisave statuses", "see medisave statuses")
    raise AskedWrongly(f"没有“{shown}”这种情形，{hint_zh}", f"there is no status “{shown}”; {hint_en}")


def cited(advice: Advice) -> list[str]:
    """The ids of every source that a line of the advice cites, in the order of reading."""
    cites: list[Cite] = []
    for option in advice.options:
        for decider in (*option.deciders, *option.bars, *([option.closure] if option.closure else [])):
            cites += decider.cites
        for turn in option.turns:
            cites += turn.cites
        for line in option.lines:
            cites += line.cites
        for heard in option.heard:
            cites += heard.provision.cites
    for note in advice.notes:
        cites += note.cites
    for claim in advice.claims:
        cites += claim.cites
    for contact in advice.contacts:
        cites += contact.cites
    return list(dict.fromkeys(cite.source for cite in cites))


def _has_local_facts(book: Book, facts: dict) -> bool:
    return any(name not in book.catalog_facts for name in facts)


def _today() -> str:
    from datetime import date

    return date.today().isoformat()
