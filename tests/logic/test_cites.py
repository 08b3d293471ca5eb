"""Who is cited, wherever a citation may stand; and what of the rules may have to be said aloud."""

from __future__ import annotations

from typing import Any

from medisave_cli import model as m
from medisave_cli.logic.aloud import may_be_said
from medisave_cli.logic.cites import of_advice, of_dossier, of_provision
from tests.advisor.made_up import FACTS, HERE, STATUSES, ask, book_of, rule

SAID = m.Text("说", "said")


def by(name: str, at: str | None = None) -> tuple[m.Cite, ...]:
    return (m.Cite(name, at),)


def cited() -> m.Provision:
    """A rule that cites another source at every spot."""
    told = m.OneOf("told", (True,))
    when = m.All(
        (
            m.Worded(m.Not(m.Worded(told, SAID, by("inner"))), SAID, by("outer")),
            m.AnyOf((told, m.Worded(told, SAID, by("either")))),
        )
    )
    return rule(
        m.ALLOWED,
        when,
        documents=(m.DocumentLine((("id", SAID),), None, None, by("papers")),),
        steps=(m.TextLine(SAID, None, by("steps")), m.TextLine(m.Text("再", "then"), None, ())),
    )._replace(
        cites=by("rule"),
        before=(m.TextLine(SAID, None, by("before")),),
        channels=(m.ChannelLine("window", SAID, None, None, by("channels")),),
        time_limit=(m.TimeLine("decision", 1, None, None, None, by("time")),),
    )


EVERY = ["rule", "outer", "inner", "either", "papers", "before", "steps", "channels", "time"]


def place(*provisions: m.Provision, closures: Any = (), notes: Any = ()) -> m.PlaceRules:
    return m.PlaceRules(HERE, SAID, provisions, tuple(closures), tuple(notes))


def plain(name: str) -> m.Provision:
    return rule(m.ALLOWED)._replace(cites=by(name))


def test_a_rule_cites_its_own_its_conditions_and_its_lines() -> None:
    assert [cite.source for cite in of_provision(cited())] == EVERY
    assert list(of_provision(rule(m.ALLOWED))) == []


def rules(**more: Any) -> m.Rules:
    empty: dict[str, Any] = {"chain": (), "after": (), "arriving": ()}
    return m.Rules(
        **{**empty, **more},
        facts=FACTS,
        statuses=STATUSES,
        impossible=(),
        portions={"old": m.Text("旧卡", "old card")},
    )


def test_a_dossier_cites_what_every_part_of_it_does_once() -> None:
    closure = m.Closure("l", HERE, "cash", m.MAIN, "仅限", (), "A", None, None, None, by("list"))
    note = m.Note("n", HERE, "tip", SAID, None, "A", by("note"))
    on_file = rules(
        chain=(place(plain("near"), closures=[closure], notes=[note]), place(plain("wide"))),
        after=((place(plain("becoming")), place(plain("near"))), (place(plain("other")),)),
        arriving=(place(plain("there")),),
    )
    claim = m.Claim("c", HERE, (), "true", SAID, SAID, (), by("claim"))
    contact = m.Contact("t", HERE, SAID, "12393", by("contact"))
    said = ["near", "list", "note", "wide", "becoming", "other", "there", "claim", "contact"]
    assert of_dossier(on_file, [claim, claim], [contact]) == said
    assert of_dossier(rules(), [], []) == []


def test_an_advice_cites_what_it_shows_in_the_order_of_reading() -> None:
    advice = ask(book_of([rule(m.ALLOWED)]), "gone", {})
    line = m.Line("steps", m.TextLine(SAID, None, ()), "", HERE, "A", by("line"), False, "", False)
    closure = m.Closure("l", HERE, "cash", m.MAIN, "仅限", (), "A", None, None, None, by("list"))
    single = m.Single("pays_to", SAID, "", HERE, "A", by("single"), False)
    option = advice.options[0]._replace(
        deciders=(plain("decider"),),
        bars=(plain("bar"),),
        opens=(plain("open"),),
        closure=closure,
        turns=(m.Turn(m.OneOf("told", (True,)), "met", "", by("turn")),),
        lines=(line,),
        ways=(advice.options[0].ways[0]._replace(pays_to=single, applicant=None, window=None),),
        heard=(m.Heard(plain("heard"), "local", "met"),),
    )
    assert advice.call is not None
    refused = m.Note("r", HERE, "refused", SAID, None, "A", by("refused"))
    shown = advice._replace(
        options=(option, option._replace(closure=None)),
        notes=(m.Note("n", HERE, "tip", SAID, None, "A", by("note")),),
        claims=(m.Claim("c", HERE, (), "true", SAID, SAID, (), by("claim")),),
        contacts=(m.Contact("t", HERE, SAID, None, by("contact")),),
        call=advice.call._replace(refused=(refused,)),
    )
    first = ["decider", "bar", "open", "list", "turn", "line", "single", "heard"]
    assert of_advice(shown) == [*first, "note", "claim", "contact", "refused"]
    assert of_advice(shown._replace(call=None)) == [*first, "note", "claim", "contact"]


def test_what_may_be_said_aloud_is_each_once() -> None:
    def source(name: str, title: str) -> m.Source:
        return m.Source(name, title, "局", None, "A", None, None, "2026-01-01", None, None, HERE)

    hard = m.Judgement("hard", m.Text("特殊情况", "hardship"))
    near = rule(m.ALLOWED, m.Not(hard))._replace(cites=(*by("letter", "第三条"), *by("nowhere")))
    there = rule(m.ALLOWED)._replace(cites=by("page", "第二节"))
    after = rule(m.ALLOWED)._replace(cites=by("letter", "第九条"))
    said = may_be_said(
        rules(chain=(place(near),), after=((place(after),),), arriving=(place(there),)),
        {"letter": source("letter", "《X办法》"), "page": source("page", "指南")},
    )
    assert said == [
        *["说", "旧卡", "特殊情况", "第三条", "X办法", "第九条", "第二节", "指南"],
    ]
