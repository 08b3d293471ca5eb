"""From what a text says to what it is about: the meanings its ideas point to, best first, and whether one is beyond doubt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from medisave_cli.finder.alike import alike
from medisave_cli.finder.heard import Places, Reading, read
from medisave_cli.finder.lexicon import GRADES, Lexicon, Meaning, Sign, lexicon
from medisave_cli.model import Status, Text
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.book.store import Book

WEIGHTS = dict(zip(GRADES, (0.9, 0.6, 0.3), strict=True))
MORE = 0.01
"""What each further sign of the same grade adds."""
OVERRULED = 0.25
"""What a clear meaning loses where another stands over it."""
DENIED = 0.25
"""What a meaning is worth that is spoken of only to be denied."""
KNOWN_ENOUGH = 0.6
"""The share of a text that must be known to us before anything in it is taken as settled."""


class Match(NamedTuple):
    """A status, named case (``kind`` status) or guide (topic) the words may be about.

    ``score`` runs to 1; ``facts``: what the words state of the case (``unknown``: not to be presumed); ``about``: what of the
    topic they name.
    """

    id: str
    kind: str
    label: Text
    score: float
    facts: Mapping[str, Any] = {}
    about: tuple[str, ...] = ()


class Finding(NamedTuple):
    """The matches, best first. ``sure``: the first stands clear of the others, and nothing in the text denies it."""

    matches: tuple[Match, ...]
    sure: bool


class Finder:
    """Finds statuses and topics by a person's own words."""

    def __init__(self, words: Lexicon, statuses: Mapping[str, Status], places: Places):
        self.words, self.statuses, self.places = words, statuses, places

    def find(self, text: str) -> Finding:
        """Return what ``text`` is about."""
        exact = self._called(text)
        if exact is not None:
            return Finding((exact,), True)
        reading = read(text, self.words, self.places)
        scores = self._scores(reading)
        clear = [m for m, (score, _) in scores.items() if score >= WEIGHTS["clear"]]
        standing = [m for m in clear if not any(self._over(o, m) for o in clear if o != m)]
        ranked = sorted(
            scores,
            key=lambda m: -(scores[m][0] - (OVERRULED if m in clear and m not in standing else 0)),
        )
        matches = tuple(self._match(m, scores[m][0], reading) for m in ranked)
        sure = len(standing) == 1 and self._settled(reading) and self._alone(standing[0], reading)
        return Finding(matches, sure)

    def about(self, topic: str, text: str) -> tuple[str, ...]:
        """What of a topic ``text`` names; () for nothing."""
        said = read(text, self.words, self.places).ideas
        listed = self.words.topics[topic].about
        ids = text.lower().split()
        word = text.strip().lower()
        named = tuple(a for a, name in listed.items() if word in (name.zh, name.en.lower()))
        return (
            named
            or tuple(a for a in listed if a in said or a in ids)
            or tuple(
                a
                for a, name in listed.items()
                if len(word) > 1 and any(word in t.lower() for t in name)
            )
        )

    def _called(self, text: str) -> Match | None:
        """What carries the text as its id, name or label."""
        word = text.strip().lower()
        for s in self.statuses.values():
            names = (s.id, s.id.replace("_", " "), s.id.replace("_", "-"), *s.name, *s.label)
            if word in (name.lower() for name in names):
                return Match(s.id, "status", s.label, 1.0)
        for name, topic in self.words.topics.items():
            if word in (name, *(t.lower() for t in topic.label)):
                return Match(name, "topic", topic.label, 1.0)
        return None

    def _scores(self, reading: Reading) -> dict[str, tuple[float, int]]:
        scores = {}
        for place, meaning in enumerate(self.words.meanings):
            if meaning.id not in self.statuses and meaning.id not in self.words.topics:
                continue
            best = _score(meaning, reading)
            if best:
                scores[meaning.id] = (best, place)
        if not any(score >= WEIGHTS["hint"] for score, _ in scores.values()):
            for name, faint in alike(reading.units, self.words).items():
                if name in self.statuses or name in self.words.topics:
                    scores.setdefault(name, (faint, len(scores)))
        return scores

    def _over(self, above: str, below: str) -> bool:
        over = next(m.over for m in self.words.meanings if m.id == above)
        return over is None or below in over

    def _alone(self, standing: str, reading: Reading) -> bool:
        """Whether nothing else that is likely rests on ideas which the meaning that stands leaves unexplained."""
        meanings = {m.id: m for m in self.words.meanings}
        explained = _used(meanings[standing], ("clear",), reading)
        return not any(
            _used(other, ("clear", "likely"), reading) - explained
            for name, other in meanings.items()
            if name != standing and not self._over(standing, name) and not self._kin(standing, name)
        )

    def _kin(self, one: str, other: str) -> bool:
        """Whether both are cases of one base status."""
        both = [self.statuses[name].base for name in (one, other) if name in self.statuses]
        return len(both) == 2 and both[0] == both[1]

    def _settled(self, reading: Reading) -> bool:
        said = reading.ideas
        return not (
            said & self.words.doubts
            or reading.denied & self.words.deciders
            or any(h.loose for h in reading.heard)
            or reading.known < KNOWN_ENOUGH
        )

    def _match(self, meaning: str, score: float, reading: Reading) -> Match:
        said = reading.ideas
        if meaning in self.words.topics:
            topic = self.words.topics[meaning]
            about = tuple(a for a in topic.about if a in said)
            return Match(meaning, "topic", topic.label, round(score, 2), {}, about)
        status = self.statuses[meaning]
        facts: dict[str, Any] = {}
        for stated in self.words.facts:
            named = not stated.meanings or stated.meanings & {status.id, status.base}
            if named and stated.has <= said and not stated.absent & said:
                facts.update({f: v for f, v in stated.states.items() if f not in status.facts})
        return Match(meaning, "status", status.label, round(score, 2), facts)


def _score(meaning: Meaning, reading: Reading) -> float:
    """How strongly the reading points to a meaning: 0 not at all, up to 1."""
    for grade in GRADES:
        met = sum(_met(s, reading) for s in meaning.signs[grade])
        if met:
            return min(1.0, WEIGHTS[grade] + MORE * min(met - 1, 9))
    if not reading.denied:
        return 0.0
    denied = reading.all_said()
    return DENIED if any(_met(s, denied) for g in GRADES[:2] for s in meaning.signs[g]) else 0.0


def _used(meaning: Meaning, grades: tuple[str, ...], reading: Reading) -> frozenset[str]:
    """The ideas said by which a meaning's signs of these grades are met."""
    signs = [s for grade in grades for s in meaning.signs[grade] if _met(s, reading)]
    named = (*(i for s in signs for i in s.ideas), *(frozenset(c) for s in signs for c in s.chains))
    return frozenset().union(*named) & reading.ideas


def _met(sign: Sign, reading: Reading) -> bool:
    said = reading.ideas
    return (
        all(one & said for one in sign.ideas)
        and not (sign.only and (len(said) > len(sign.ideas) or reading.known < 1))
        and sign.denied <= reading.denied
        and not sign.absent & said
        and all(reading.in_order(chain) for chain in sign.chains)
    )


@lru_cache(maxsize=2)
def finder_of(book: Book) -> Finder:
    """The finder of a book: its phrases, statuses and names of places."""
    return Finder(lexicon(book.phrases()), book.statuses, book.named_places)
