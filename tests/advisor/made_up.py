"""Made-up rule books: a handful of facts, up to three places, and whatever rules chance makes."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from medisave_cli import Book, Case
from medisave_cli import ask as answer_to
from medisave_cli import model as m

AS_OF = "2026-11-22"
SAID = m.Text("说", "said")
HERE = "110000"
CODES = (HERE, "990000", m.NATION)


def _fact(
    name: str, kind: str, choices: tuple[str, ...] = (), low: Any = None, whole: bool = False
) -> m.Fact:
    return m.Fact(name, kind, SAID, SAID, SAID, dict.fromkeys(choices, SAID), None, low, whole)


FACTS = {
    fact.id: fact
    for fact in (
        _fact("scheme", "choice", ("employee", "resident")),
        _fact("where", "choice", ("near", "far", "abroad")),
        _fact("able", "bool"),
        _fact("told", "bool"),
        _fact("months", "number", low=0, whole=True),
        _fact("share", "number", low=0),
        _fact("day", "date"),
    )
}
STATUSES = {
    "staying": m.Status(
        "staying",
        "staying",
        SAID,
        SAID,
        {"scheme": "employee", "where": "near"},
        {},
        (m.Becoming("gone", m.OneOf("where", ("abroad",)), SAID, ()),),
    ),
    "gone": m.Status("gone", "gone", SAID, SAID, {"scheme": "employee"}, {}, (), ("able",)),
    "far_away": m.Status(
        "far_away",
        "staying",
        SAID,
        SAID,
        {"scheme": "employee", "where": "near"},
        {"where": ("far",)},
        (),
    ),
}
STATUSES["far_away"] = STATUSES["far_away"]._replace(becomes=STATUSES["staying"].becomes)
IMPOSSIBLE = ({"where": ("far",), "able": (False,)}, {"where": ("near",), "told": (True,)})


class MadeUpBook(Book):
    """A book of one place, in memory."""

    def __init__(
        self, chain: dict[str, tuple[m.PlaceRules, ...]], impossible: tuple[dict[str, tuple], ...]
    ):
        self.version, self.digest = "0", "made-up"
        self.statuses, self.catalog_facts = STATUSES, FACTS
        self._chain_of, self._impossible = chain, impossible

    def place(self, code: str) -> m.Place:
        return m.Place(
            HERE, m.Text("某地", "Somewhere"), "prefecture", (SAID,), CODES, CODES, None, AS_OF
        )

    def query(self, sql: str, *values: Any) -> list[tuple]:
        return [(HERE, "code")] if "FROM name" in sql else []

    def rules(self, place: m.Place, status: str, destination: m.Place | None = None) -> m.Rules:
        after = tuple(self._chain_of[other.status] for other in STATUSES[status].becomes)
        return m.Rules(
            self._chain_of[status], after, (), FACTS, STATUSES, self._impossible, {"old": SAID}
        )

    def facts(self) -> dict[str, m.Fact]:
        return FACTS

    def contacts(self, place: m.Place) -> list[m.Contact]:
        return []

    def claims(self, place: m.Place | None = None, status: str | None = None) -> list[m.Claim]:
        return []

    def sources(self, ids: Any = None) -> dict[str, m.Source]:
        return {}

    def sounds(self, place: m.Place, texts: Any) -> dict[str, str]:
        return {}


def values_of(fact: m.Fact) -> tuple:
    """Values a person may state."""
    if fact.type == "bool":
        return (True, False)
    if fact.type == "choice":
        return tuple(fact.says)
    if fact.type == "date":
        return ("2020-12-31", "2021-01-01", "2021-01-02", "2022-06-30", "2024-02-29")
    return (0, 1, 2, 3, 7) if fact.whole else (0, 0.25, 0.5, 0.75, 1, 1.25, 2, 5.5)


class Inventor:
    """Invents rules and cases; the same seed invents the same."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.names = tuple(self.random.sample(sorted(FACTS), self.random.choice([1, 1, 2, 2, 3])))
        # Few options, so that rules meet in them.
        self.dispositions = self.random.choice(
            [("withdraw",), ("withdraw", "inherit"), ("withdraw", "keep_using")]
        )
        self.portions = self.random.choice([(m.MAIN,), (m.MAIN, "old"), (m.MAIN, m.MAIN, "old")])

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def leaf(self, judged: bool) -> Any:
        if judged and self.random.random() < 0.15:
            words = self.one(m.Text("特殊情况", "hardship"), m.Text("酌情", "discretion"))
            return m.Judgement(words.en, words)
        fact = FACTS[self.one(*self.names)]
        values = values_of(fact)
        if fact.type in ("number", "date") and self.random.random() < 0.7:
            return self.one(
                m.Within(fact.id, self.one(None, *values), self.one(None, *values), None),
                m.Within(fact.id, self.one(None, *values), None, self.one(*values)),
            )
        return m.OneOf(fact.id, tuple(self.random.sample(values, self.one(1, 1, 2))))

    def condition(self, judged: bool = True) -> Any:
        """None, a leaf, or leaves joined."""
        leaves = tuple(self.leaf(judged) for _ in range(self.one(2, 2, 3)))
        return self.one(
            None,
            leaves[0],
            leaves[0],
            m.Not(leaves[0]),
            m.All(leaves),
            m.AnyOf(leaves),
            m.Not(m.All(leaves)),
            m.Not(m.AnyOf(leaves)),
            m.All((leaves[0], m.AnyOf(leaves[1:]))),
            m.AnyOf((m.Not(leaves[0]), m.All(leaves[1:]))),
            m.Worded(leaves[0], SAID, ()),
        )

    def lines(self, shape: Any) -> tuple | None:
        return self.one(None, None, ()) or tuple(
            shape(self.condition(judged=False)) for _ in range(self.one(0, 1, 2))
        )

    def provision(self, place: str, status: str, number: int) -> m.Provision:
        """One rule. Most are plain and firm; some are reported, rejected, lapsed, yet to come or binding."""
        rule = self.one(m.ALLOWED, m.ALLOWED, m.ALLOWED, m.BARRED, m.BARRED, m.OPEN, m.OPEN)
        flaw = self.one(
            *["none"] * 5, "grade", "inferred", "doubt", "rejected", "ended", "lapsed", "coming"
        )
        start = {"coming": "2027-01-01", "lapsed": "2020-01-01"}.get(
            flaw, self.one(None, "2020-01-01", AS_OF)
        )
        until = {"coming": None, "lapsed": "2023-12-31"}.get(flaw, self.one(None, None, AS_OF))
        return m.Provision(
            id=f"{place}-{status}-{number}",
            place=place,
            status=status,
            portion=self.one(*self.portions),
            disposition=self.one(*self.dispositions),
            rule=rule,
            direction="out",
            summary=SAID,
            when=self.condition(),
            grade="C" if flaw == "grade" else self.one("A", "B"),
            start=start,
            until=until,
            inferred=flaw == "inferred",
            doubt=SAID if flaw == "doubt" else None,
            rejected=SAID if flaw == "rejected" else None,
            conflicts_with=(),
            binding=rule == m.ALLOWED and self.random.random() < 0.2,
            supplies=(),
            window=None,
            applicant=None,
            pays_to=None,
            documents=self.lines(
                lambda when: m.DocumentLine(
                    ((self.one("id-card", "passport"), SAID),), None, when, ()
                )
            ),
            complete=True,
            before=self.lines(
                lambda when: m.TextLine(
                    self.one(SAID, m.Text("先", "first")), when, (), None, self.one(None, "able")
                )
            ),
            steps=self.lines(
                lambda when: m.TextLine(self.one(SAID, m.Text("再", "then")), when, ())
            ),
            channels=None,
            time_limit=None,
            cites=(m.Cite(self.one("letter", "page")),),
            ended=SAID if flaw == "ended" else None,
        )

    def closure(self, place: str, number: int) -> m.Closure:
        """One list that calls itself complete."""
        grade, doubt = self.one(("A", None), ("B", None), ("C", None), ("A", SAID))
        until, portion, family = (
            self.one(None, None, "2023-12-31"),
            self.one(*self.portions),
            m.FAMILY_OF[self.one(*self.dispositions)],
        )
        return m.Closure(
            f"{place}-closed-{number}",
            place,
            family,
            portion,
            "仅限",
            (),
            grade,
            "2020-01-01",
            until,
            doubt,
            (),
        )

    def book(self) -> MadeUpBook:
        codes = self.one(CODES, CODES[:1] + CODES[2:])

        def chain(status: str) -> tuple[m.PlaceRules, ...]:
            return tuple(
                m.PlaceRules(
                    code,
                    SAID,
                    tuple(self.provision(code, status, i) for i in range(self.one(0, 1, 2, 2, 3))),
                    tuple(self.closure(code, i) for i in range(self.one(0, 0, 1))),
                    (),
                )
                for code in codes
            )

        return MadeUpBook(
            {status: chain(status) for status in ("staying", "gone")},
            self.one((), IMPOSSIBLE[:1], IMPOSSIBLE),
        )

    def case(self) -> tuple[str, dict[str, Any]]:
        """A status, and what a person tells of the facts: values, ``unknown``, or nothing."""
        known = sorted({*self.names, "scheme", "where"})
        told = self.random.sample(known, self.one(0, 1, 1, 2, min(3, len(known))))
        return self.one("staying", "staying", "gone", "far_away"), {
            name: self.one(*values_of(FACTS[name]), "unknown") for name in told
        }


def ask(book: MadeUpBook, status: str, facts: dict[str, Any]) -> m.Advice:
    return answer_to(book, Case(HERE, status, facts, None, AS_OF))


def rule(
    kind: str,
    when: Any = None,
    portion: str = m.MAIN,
    binding: bool = False,
    documents: tuple | None = None,
    steps: tuple | None = None,
) -> m.Provision:
    """A firm rule about cash."""
    return m.Provision(
        id="",
        place="",
        status="gone",
        portion=portion,
        disposition="withdraw",
        rule=kind,
        direction="out",
        summary=m.Text("说", "said"),
        when=when,
        grade="A",
        start=None,
        until=None,
        inferred=False,
        doubt=None,
        rejected=None,
        conflicts_with=(),
        binding=binding,
        supplies=(),
        window=None,
        applicant=None,
        pays_to=None,
        documents=documents,
        complete=True,
        before=None,
        steps=steps,
        channels=None,
        time_limit=None,
        cites=(),
    )


def book_of(
    local: list[m.Provision], nation: Iterable[m.Provision] = (), closed: bool = False
) -> MadeUpBook:
    """A book of one place and the nation; ``closed``: the place calls its list complete."""
    name = m.Text("地", "place")
    closure = m.Closure("list", HERE, "cash", m.MAIN, "仅限", (), "A", None, None, None, ())
    chain = tuple(
        m.PlaceRules(
            code,
            name,
            tuple(p._replace(id=f"{code}-{i}", place=code) for i, p in enumerate(rules)),
            (closure,) if closed and code == HERE else (),
            (),
        )
        for code, rules in ((HERE, local), (m.NATION, nation))
    )
    return MadeUpBook({"gone": chain, "staying": chain}, ())
