"""A question as typed → its advice: what is on file is read once, and the rest is a pure function of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from medisave_cli.advisor.advice import conclude, standing
from medisave_cli.advisor.outlook import Outlook, outlook
from medisave_cli.advisor.situation import situate
from medisave_cli.answer.reading import read_case
from medisave_cli.model import Advice, Case, Dossier, Question, Situation
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

Key = tuple[str, str, str | None, str]
"""What an outlook is of: the codes of place and destination, between them the base status, and the day."""


class Settled(NamedTuple):
    """A case ready to be decided: what is on file, every outcome of it, and what is known of the case."""

    dossier: Dossier
    outlook: Outlook
    situation: Situation

    def standing(self) -> Advice:
        """The advice without what surrounds it (sources, claims, contacts, the call): for who asks again at once."""
        return standing(self.outlook, self.situation, self.dossier.book)

    def advice(self) -> Advice:
        """The whole advice."""
        return conclude(self.outlook, self.situation, self.dossier)


def settle(book: Book, case: Case) -> Settled:
    """Find the places, read status and facts, read what is on file, and work out every outcome.

    Raises:
        AskedWrongly: a place, status, fact or date that cannot be understood; the message says what would be.
        BadData: the book cannot be read.
    """
    return Kept(book).settle(case)


def ask(book: Book, case: Case) -> Advice:
    """Return the advice for ``case`` in one call: ``case.place`` and ``case.destination`` as typed, ``case.facts`` by fact id
    (booleans, choices, numbers, ISO dates, ``"unknown"``), ``case.as_of`` an ISO date (default: today).

    Raises:
        AskedWrongly: a place, status, fact or date that cannot be understood; the message says what would be.
        BadData: the book cannot be read.
    """
    return settle(book, case).advice()


def next_question(advice: Advice) -> Question | None:
    """What to ask next: the open fact that tells most, before any that is presumed; None where nothing can change the answer."""
    return next(iter(advice.questions), None)


class Kept:
    """What is on file and every outcome of it, kept for callers who ask again of one place and status with other facts.

    ``alike`` maps a key to what is the same for all keys whose outlook is the same; ``most`` is how many are kept, the least used forgotten.
    """

    def __init__(
        self,
        book: Book,
        alike: Callable[[Key], tuple[object, ...]] | None = None,
        most: int | None = None,
    ):
        self.book, self._alike, self._most = book, alike, most
        self._held: dict[object, tuple[Dossier, Outlook]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def settle(self, case: Case) -> Settled:
        """As ``settle``. Where keys are taken as alike, the dossier is one of them, and only its outlook serves the case.

        Raises:
            AskedWrongly: the case cannot be understood.
        """
        asked = read_case(self.book, case)
        base, into = asked.answered.status, asked.into
        exact: Key = (asked.place.code, base, into.code if into else None, asked.as_of)
        key = self._alike(exact) if self._alike else exact
        found = self._held.pop(key, None)
        if found is None:
            dossier = self.book.dossier(asked.place, base, into)
            found = dossier, outlook(dossier.rules, base, asked.as_of)
            if self._most is not None and len(self._held) >= self._most:
                del self._held[next(iter(self._held))]
        self._held[key] = found
        dossier, view = found
        return Settled(dossier, view, situate(asked, view.rules, view.arriving))

    def ask(self, case: Case) -> Advice:
        """As ``ask``.

        Raises:
            AskedWrongly: the case cannot be understood.
        """
        settled = self.settle(case)
        situation = settled.situation
        if self._alike is not None:
            own = self.book.dossier(situation.place, situation.base_status, situation.destination)
            settled = settled._replace(dossier=own)
        return settled.advice()
