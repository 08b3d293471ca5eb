"""What a call asks, kind of answer by kind of answer, on an advice made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import model as m
from medisave_cli.advisor.call import OPENERS, call_of, may_compare
from medisave_cli.language.message import Message
from tests.advisor.made_up import HERE, SAID, ask, book_of, rule

TOLD = m.OneOf("told", (True,))
HARD = m.Judgement("hard", m.Text("特殊情况", "hardship"))
LETTER = m.Source("letter", "《办法》", "局", None, "A", None, None, "2026-01-01", None, None, HERE, "Measures")  # fmt: skip
PAGE = LETTER._replace(id="page", title="指南", title_en=None)
NAME = m.Text("某地", "Somewhere")
STATUS = m.Text("情形", "the situation")
YES_NO = {True: m.Text("说了", "told"), False: m.Text("没说", "not told")}
WHERE = {
    "near": m.Text("住得近", "lives near"),
    "far": m.Text("住得远", "lives far"),
    "abroad": m.Text("在国外", "is abroad"),
}


def made(*rules: m.Provision, status: str = "gone", **facts: Any) -> m.Advice:
    """An advice of these rules, whose facts and status have words and whose sources are on file."""
    advice = ask(book_of(list(rules)), "gone", facts)
    fact = advice.facts
    words = {
        **fact,
        "told": fact["told"]._replace(says=YES_NO),
        "where": fact["where"]._replace(says=WHERE),
        "able": fact["able"]._replace(says=YES_NO),
    }
    names = (status, "gone", "deceased", "transfer")
    statuses = {n: advice.statuses["gone"]._replace(id=n, base=n, name=STATUS) for n in names}
    questions = tuple(q._replace(fact=words[q.fact.id]) for q in advice.questions)
    return advice._replace(
        facts=words,
        statuses=statuses,
        sources={"letter": LETTER, "page": PAGE},
        situation=advice.situation._replace(status=status, base_status=status),
        questions=questions,
    )


def asks(advice: m.Advice) -> list[tuple[tuple[str, ...], Message]]:
    return [(a.about, a.words) for a in call_of(advice, (), {}).asks]


def message(key: str, **params: Any) -> Message:
    return Message(f"call.{key}", params)


WHO = message("who_other", place=NAME, status=STATUS)
MEASURES = message("source", title=m.Text("办法", "Measures"))
GUIDE = message("source", title=m.Text("指南", "指南"))
RULE = message("rule")
BY_LETTER = (m.Cite("letter"),)
HOW = (("documents", "channel"), message("how_documents_channel"))
WHEN = (("time", "payee"), message("how_time_payee"))


def firm(kind: str = m.ALLOWED, when: Any = None, **more: Any) -> m.Provision:
    return rule(kind, when)._replace(**{"cites": BY_LETTER, **more})


def if_so(asked: tuple[tuple[str, ...], Message]) -> tuple[tuple[str, ...], Message]:
    return asked[0], message("if_so", ask=asked[1])


def test_an_unknown_answer_asks_whether_then_how() -> None:
    assert asks(made()) == [(("verdict",), message("cash", who=WHO)), if_so(HOW), WHEN]


def test_a_family_asks_as_heirs_and_how_they_learn_the_balance() -> None:
    who = message("who_deceased", place=NAME, status=STATUS)
    found = asks(made(status="deceased"))
    assert found[0] == (("verdict",), message("heirs", who=who))
    assert found[-1] == (("applicant", "balance"), message("family"))
    proxy = m.DocumentLine((("id-card", SAID), ("proxy-letter", SAID)), None, None, ())
    advice = made(firm(documents=(proxy,)), status="deceased")
    assert asks(advice)[-1] == (("balance",), message("balance"))
    agent = m.DocumentLine((("agent-id-card", SAID),), None, None, ())
    assert asks(made(firm(documents=(agent,)), status="deceased"))[-1][0] == ("balance",)
    card = m.DocumentLine((("id-card", SAID),), None, None, ())
    assert asks(made(firm(documents=(card,)), status="deceased"))[-1][1] == message("family")
    assert asks(made(firm(), status="deceased")._replace(because="no_heir")) == []


def test_rules_that_differ_are_named() -> None:
    conflict = made(firm(cites=(m.Cite("letter", "第三条"),)), firm(m.BARRED, cites=(m.Cite("page"),)))  # fmt: skip
    at = message("source_at", source=MEASURES, at="第三条")
    assert asks(conflict)[0] == (("verdict",), message("conflict", who=WHO, one=at, other=GUIDE))
    same = made(firm(), firm(m.BARRED))
    assert asks(same)[0] == (("verdict",), message("cash", who=WHO))
    unnamed = made(firm(cites=()), firm(m.BARRED))
    assert asks(unnamed)[0] == (("verdict",), message("cash", who=WHO))


def test_what_a_local_rule_leaves_open_is_asked_by_its_name() -> None:
    cites = (m.Cite("nowhere"), m.Cite("page"), m.Cite("letter"))
    assert asks(made(firm(m.OPEN, cites=cites)))[0] == (
        ("verdict",),
        message("left_open", who=WHO, title=GUIDE),
    )
    assert asks(made(firm(m.OPEN, cites=())))[0][1] == message("cash", who=WHO)
    national = made(firm(m.OPEN))
    [option] = national.options
    opens = tuple(p._replace(place=m.NATION) for p in option.opens)
    national = national._replace(options=(option._replace(opens=opens),))
    assert asks(national)[0][1] == message("cash", who=WHO)


def moving(verdict: str | None, cash: str = m.UNKNOWN, **more: Any) -> m.Advice:
    kind = {m.ELIGIBLE: m.ALLOWED, m.NOT_ELIGIBLE: m.BARRED}.get(cash, m.OPEN)
    advice = made(firm(kind), status=more.pop("status", "transfer"))
    if verdict is not None:
        moves = advice.options[0]._replace(family="transfer", verdict=verdict)
        advice = advice._replace(options=(*advice.options, moves))
    return advice._replace(**more)


def test_a_mover_asks_whether_the_balance_moves_where_no_rule_says() -> None:
    moves = (("verdict",), message("moves"))
    assert asks(moving(m.UNKNOWN))[1] == moves
    who = message("who_transfer", place=NAME, status=STATUS)
    alone = [(("verdict",), message("moves_alone", who=who))]
    assert asks(moving(m.UNKNOWN, m.NOT_ELIGIBLE)) == alone
    for advice in (
        moving(m.ELIGIBLE, m.NOT_ELIGIBLE),
        moving(None, m.NOT_ELIGIBLE),
        moving(m.UNKNOWN, m.NOT_ELIGIBLE, status="gone"),
        moving(m.UNKNOWN, because="same_pool"),
    ):
        assert asks(advice) == []
    assert moves not in asks(moving(m.UNKNOWN, status="gone"))
    assert moves not in asks(moving(m.ELIGIBLE))


def test_portions_and_facts_come_between_and_never_make_it_long() -> None:
    advice = made(firm(m.OPEN, m.OneOf("where", ("near",))))
    [cash] = advice.options
    old, new = m.Text("旧卡", "old card"), m.Text("新卡", "new card")
    portions = (
        cash._replace(portion="old"),
        cash._replace(portion="new"),
        cash._replace(portion="nameless"),
        cash._replace(portion="new", follows=True),
        cash._replace(portion="new", verdict=m.ELIGIBLE),
        cash._replace(portion="new", family="stay"),
    )
    facts = advice.facts
    telling = tuple(
        m.Question(facts[name], assumed, tells)
        for name, assumed, tells in (
            ("months", None, "verdict"),
            ("able", None, "option"),
            ("scheme", "employee", "verdict"),
            ("told", None, "verdict"),
            ("where", None, "verdict"),
        )
    )
    asked = advice._replace(
        options=(cash, *portions), portions={"old": old, "new": new}, questions=telling
    )
    portion = (("verdict",), message("portion", portions=(old, new)))
    whether = (("condition",), message("whether", case=YES_NO[True]))
    assert asks(asked)[1:] == [portion, whether, if_so(HOW), WHEN]
    alike = (("condition",), message("alike", cases=tuple(WHERE.values())))
    plain = asked._replace(portions={})
    assert asks(plain)[1:] == [whether, alike, if_so(HOW), WHEN]
    few = plain._replace(
        situation=plain.situation._replace(stated={"where": ("near", "far"), "told": (True,)})
    )
    assert asks(few)[1:3] == [
        (("condition",), message("alike", cases=(YES_NO[True],))),
        (("condition",), message("alike", cases=(WHERE["near"], WHERE["far"]))),
    ]
    third = plain._replace(questions=(*telling[3:], telling[1]._replace(tells="verdict")))
    assert len(asks(third)) == 5
    named = {ask.about: ask.facts for ask in call_of(asked, (), {}).asks}
    assert named[("condition",)] == ("told",)


@pytest.mark.parametrize("status", sorted(OPENERS))
def test_who_calls_is_said_first(status: str) -> None:
    who = message(f"who_{status}", place=NAME, status=STATUS)
    assert asks(made(status=status))[0][1].params["who"] == who


def test_a_named_case_speaks_for_itself_and_says_what_it_states() -> None:
    def who(advice: m.Advice) -> Message:
        said: Message = asks(advice)[0][1].params["who"]
        return said

    advice = made(told=True, where="far", months=3)
    facts = (YES_NO[True], WHERE["far"])
    assert who(advice) == message("who_and_facts", who=WHO, facts=facts)
    base = {**advice.statuses, "gone": advice.statuses["gone"]._replace(facts={"told": (True,)})}
    fixed = who(advice._replace(statuses=base))
    assert fixed == message("who_and_facts", who=WHO, facts=facts[1:])
    open_still = advice.situation._replace(stated={"told": (True, False)})
    assert who(advice._replace(situation=open_still)) == WHO
    many = {name: (value,) for name, value in (("told", True), ("able", True), ("where", "far"))}
    four = advice.facts | {"share": advice.facts["share"]._replace(says={1: SAID})}
    stated = advice.situation._replace(stated={**many, "share": (1,)})
    assert len(who(advice._replace(situation=stated, facts=four)).params["facts"]) == 3
    named = advice.situation._replace(status="retired", stated={})
    retired = advice.statuses["gone"]._replace(id="retired", base="gone")
    of_base = advice._replace(situation=named, statuses={**advice.statuses, "retired": retired})
    assert who(of_base).key == "call.who_retired"
    other = {**advice.statuses, "retired": retired._replace(base="transfer")}
    assert who(of_base._replace(statuses=other)).key == "call.who_other"


def test_what_the_office_judges_is_asked_under_its_rule() -> None:
    judged = made(firm(when=m.All((TOLD, m.Worded(m.Worded(HARD, None, ()), SAID, ())))), told=True)
    call = call_of(judged, (), {})
    facts = (YES_NO[True],)
    who = message("who_and_facts", who=WHO, facts=facts)
    words = message("judged", who=who, title=MEASURES, words=HARD.text)
    assert [(a.about, a.words) for a in call.asks] == [
        (("verdict",), words),
        (("condition",), message("proof")),
        HOW,
        WHEN,
    ]
    assert call.first is True
    assert call.refused == (m.Refused(message("refused_which"), ()),)
    uncited = asks(made(firm(when=HARD, cites=())))
    assert uncited[0][1].params["title"] == RULE
    # A fact that is open comes before what is judged, and a granted case is not judged.
    assert call_of(made(firm(when=m.All((TOLD, HARD)))), (), {}).first is False
    assert call_of(made(firm(), firm(when=HARD)), (), {}).first is False
    reported = made(firm(when=HARD, grade="C"))
    assert asks(reported)[0][1].key == "call.cash"


def test_a_firm_yes_is_quoted_and_what_it_leaves_out_is_asked() -> None:
    advice = made(firm())
    call = call_of(advice, (), {})
    granted = message("granted", who=WHO, title=MEASURES, ask=HOW[1])
    assert [(a.about, a.words) for a in call.asks] == [(HOW[0], granted), WHEN]
    assert call.first is False
    [rule_] = advice.options[0].deciders
    quoted = m.Refused(message("refused_quote", title=MEASURES, says=rule_.summary), BY_LETTER)
    assert call.refused == (quoted,)
    uncited = call_of(made(firm(cites=())), (), {})
    assert uncited.asks[0].words.params["title"] == RULE
    assert uncited.refused[0] == m.Refused(message("refused_quote", title=RULE, says=rule_.summary), ())  # fmt: skip
    conditional = call_of(made(firm(when=TOLD)), (), {})
    assert (conditional.first, conditional.asks[0].words.key) == (False, "call.granted")


PAPERS = (m.DocumentLine((("id-card", SAID),), None, None, ()),)
WINDOW = (m.ChannelLine("window", SAID, None, None, ()),)
DAYS = (m.TimeLine("decision", 5, None, None, None, ()),)


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ({}, ["how_documents_channel", "how_time_payee"]),
        ({"documents": PAPERS}, ["how_channel", "how_time_payee"]),
        ({"documents": PAPERS, "complete": False}, ["how_more_channel", "how_time_payee"]),
        ({"documents": PAPERS, "complete": False, "channels": WINDOW}, ["how_more", "how_time_payee"]),
        ({"documents": ()}, ["how_channel", "how_time_payee"]),
        ({"channels": WINDOW}, ["how_documents", "how_time_payee"]),
        ({"channels": ()}, ["how_documents", "how_time_payee"]),
        ({"time_limit": DAYS}, ["how_documents_channel", "how_payee"]),
        ({"time_limit": ()}, ["how_documents_channel", "how_payee"]),
        ({"pays_to": SAID}, ["how_documents_channel", "how_time"]),
        ({"documents": PAPERS, "channels": WINDOW}, ["how_time_payee"]),
        ({"documents": PAPERS, "channels": WINDOW, "time_limit": DAYS, "pays_to": SAID}, []),
    ],
)  # fmt: skip
def test_only_what_no_firm_rule_tells_is_asked(told: dict[str, Any], keys: list[str]) -> None:
    found = asks(made(firm(**told)))
    words = [w.params["ask"] if w.key == "call.granted" else w for _, w in found]
    assert [w.key for w in words] == [f"call.{key}" for key in keys]


def test_what_is_only_reported_or_of_a_way_that_failed_is_still_asked() -> None:
    told = {"documents": PAPERS, "channels": WINDOW, "time_limit": DAYS, "pays_to": SAID}
    reported = made(firm(), rule(m.ALLOWED)._replace(grade="C", **told))
    assert [about for about, _ in asks(reported)] == [HOW[0], WHEN[0]]
    failed = made(firm(), firm(when=TOLD, **told), told=False)
    assert [about for about, _ in asks(failed)] == [HOW[0], WHEN[0]]
    leaning = made(firm(grade="C", documents=(), channels=(), time_limit=(), pays_to=SAID))
    assert [about for about, _ in asks(leaning)][1:] == [HOW[0], WHEN[0]]


def test_what_to_do_when_they_say_no() -> None:
    note = m.Note("n", HERE, "refused", m.Text("复议", "appeal"), None, "A", BY_LETTER)
    told = m.Refused(note.text, note.cites)
    which = m.Refused(message("refused_which"), ())
    assert call_of(made(), [note], {}).refused == (which, told)
    assert call_of(made(firm(m.BARRED)), [note], {}).refused == ()
    granted = call_of(made(firm()), [note], {}).refused
    assert (len(granted), granted[1]) == (2, told)
    full = {"documents": PAPERS, "channels": WINDOW, "time_limit": DAYS, "pays_to": SAID}
    silent = call_of(made(firm(**full)), [note], {})
    assert (silent.asks, silent.refused[1:]) == ((), (told,))


def test_the_pinyin_of_what_is_said_and_of_nothing_else() -> None:
    sounds = {text: text.upper() for text in ("某地", "情形", "说了", "办法", "第三条", "别的")}
    advice = made(firm(cites=(m.Cite("letter", "第三条"),)), told=True)
    assert call_of(advice, (), sounds).sounds == {
        text: text for text in ("某地", "情形", "说了", "办法", "第三条")
    }
    assert call_of(made(firm(m.BARRED)), (), sounds).sounds == {}
    assert call_of(made(), (), {}).sounds == {}


def test_counts_of_other_places_stand_beside_an_answer_that_knows_nothing() -> None:
    assert may_compare(made()) is True
    assert may_compare(made()._replace(because="no_account")) is False
    assert may_compare(made(firm())) is False
    assert may_compare(made(firm(m.BARRED))) is False
    # A fact that is stated otherwise than the situation presumes.
    advice = made()
    stated = advice.situation._replace(stated={"scheme": ("resident",)})
    assert may_compare(advice._replace(situation=stated)) is False
    agreed = advice.situation._replace(stated={"scheme": ("employee", "resident")})
    assert may_compare(advice._replace(situation=agreed)) is True


def test_nothing_on_file_may_speak_against_a_lean() -> None:
    assert may_compare(made(firm(grade="C"))) is True
    assert may_compare(made(firm(m.OPEN))) is False
    assert may_compare(made(firm(), firm(m.BARRED))) is False
    wrong = firm(rejected=SAID)
    assert may_compare(made(wrong, firm(m.OPEN, TOLD), told=False)) is False
    barred = firm(m.BARRED, rejected=SAID)
    assert may_compare(made(barred, firm(m.OPEN, TOLD), told=False)) is True
    failed = made(firm(when=TOLD, rejected=SAID), firm(m.OPEN, TOLD), told=False)
    assert may_compare(failed) is True
    advice = made(firm(m.OPEN))
    [option] = advice.options
    opens = tuple(p._replace(place=m.NATION) for p in option.opens)
    assert may_compare(advice._replace(options=(option._replace(opens=opens),))) is True
