"""The shared rule as medisave sees it: one provision, and a list that calls itself complete, so that what it does not grant it bars."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from benchmarks.rule import FACTS, GRANTED, SCHEMES, STATUSES

PACKAGE = "medisave"
AS_OF = "2026-11-22"
ASKED = "asked"
PLACE = "000000"
BOOK = ("benchmark", "benchmark")


def rules() -> Any:
    """The rule as ``model.Rules``: five declared facts, nothing presumed."""
    from medisave_cli import model as m

    def text(words: str) -> m.Text:
        return m.Text(words, words)

    def fact(
        name: str, kind: str, values: tuple = (), low: Any = None, whole: bool = False
    ) -> m.Fact:
        return m.Fact(
            name,
            kind,
            text(name),
            text(f"{name}?"),
            text(""),
            {value: text(str(value)) for value in values},
            None,
            low,
            whole,
        )

    facts = {
        "status": fact("status", "choice", STATUSES),
        "scheme": fact("scheme", "choice", SCHEMES),
        "balance": fact("balance", "number", low=0),
        "left_province": fact("left_province", "bool", (True, False)),
        "years": fact("years", "number", low=0, whole=True),
    }
    when = m.All(
        (
            m.OneOf("status", GRANTED),
            m.OneOf("scheme", ("employee",)),
            m.Not(m.Within("balance", None, 0, None)),
            m.OneOf("left_province", (True,)),
            m.Within("years", 10, None, None),
        )
    )
    cites = (m.Cite("source"),)
    grants = m.Provision(
        "grant",
        PLACE,
        ASKED,
        m.MAIN,
        "withdraw",
        m.ALLOWED,
        "out",
        text("may be drawn"),
        when,
        "A",
        "2020-01-01",
        None,
        False,
        None,
        None,
        (),
        False,
        (),
        None,
        None,
        None,
        None,
        True,
        None,
        None,
        None,
        None,
        cites,
    )
    # The rule itself speaks of the scheme, so the list must too: it serves whatever the scheme is.
    bars = grants._replace(
        id="bar", rule=m.BARRED, when=m.Not(when), summary=text("may not be drawn")
    )
    status = m.Status(ASKED, ASKED, text(ASKED), text(ASKED), {}, {}, ())
    return m.Rules(
        (m.PlaceRules(PLACE, text("here"), (grants, bars), (), ()),),
        (),
        (),
        facts,
        {ASKED: status},
        (),
        {},
    )


def decider() -> Callable[[dict[str, Any]], str]:
    """A function of one case, facts that are not given being unknown; returns the verdict of a whole advice: what decided, every
    condition with its state, and what is worth asking."""
    advise = adviser()
    return lambda case: advise(case).verdict


def adviser() -> Callable[[dict[str, Any]], Any]:
    """As ``decider``, returning the ``model.Advice``."""
    from medisave_cli import model as m
    from medisave_cli.advisor.advice import advise
    from medisave_cli.advisor.situation import Answered, Asked, read_stated

    here = rules()
    place = m.Place(
        PLACE,
        m.Text("here", "here"),
        "nation",
        (m.Text("here", "here"),),
        (PLACE,),
        (PLACE,),
        None,
        None,
    )
    on_file = m.Dossier(place, None, here, (), (), (), {}, BOOK)

    def one(case: dict[str, Any]) -> Any:
        stated, declined = read_stated(case, here.facts)
        question = m.Case(PLACE, ASKED, case)
        answered = Answered(ASKED, ())
        asked = Asked(question, answered, place, None, stated, declined, AS_OF)
        return advise(on_file, asked)

    return one


class Table:
    """Every decision of the rule, made once: the facts that matter, cut where the rule cuts them, and the verdict of each combination."""

    def __init__(self) -> None:
        import polars as pl

        from medisave_cli.advisor.outlook import outlook

        view = outlook(rules(), ASKED, AS_OF)
        decide = decider()
        self.facts = [fact for fact in FACTS if fact in view.matters]
        self.points = {fact: list(view.full[fact]) for fact in self.facts}
        combinations = product(*(self.points[fact] for fact in self.facts))
        self.verdicts = pl.Series(
            "verdict",
            [decide(dict(zip(self.facts, values, strict=True))) for values in combinations],
            pl.Enum(["eligible", "not_eligible"]),
        )

    def decide(self, frame: Any) -> Any:
        """The verdict of every row of ``frame``, a Polars frame with a column for each fact."""
        import polars as pl

        key: Any = pl.lit(0, pl.UInt32)
        for fact in self.facts:
            points = self.points[fact]
            key = key * len(points) + _number(pl.col(fact), points)
        return self.verdicts.gather(frame.select(key).to_series())


def _number(column: Any, points: list[Any]) -> Any:
    """Which of the points each value behaves as: a choice is its own, a number that of the last point not above it."""
    import polars as pl

    if isinstance(points[0], bool):
        return (column == points[1]).cast(pl.UInt32)
    if isinstance(points[0], str):
        return column.cast(pl.Enum(points)).to_physical().cast(pl.UInt32)
    above: Any = pl.lit(0, pl.UInt32)
    for point in points[1:]:
        above = above + (column >= point).cast(pl.UInt32)
    return above
