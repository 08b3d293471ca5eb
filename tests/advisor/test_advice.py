"""The advice as a whole: its parts from a dossier made by hand, its ids, and what it begins with."""

from __future__ import annotations

from typing import Any

import pytest

from medisave_cli import Case
from medisave_cli import model as m
from medisave_cli.advisor.advice import advise
from medisave_cli.advisor.situation import RETIREES_STAY, SAME_POOL, Answered, Asked
from tests.advisor.made_up import AS_OF, FACTS, HERE, SAID, STATUSES
from tests.advisor.test_details import paper, step
from tests.advisor.test_walk import FAR, PLACES, TOLD, WEAK, YES, listed, made, rules_of

NEAR = m.OneOf("where", ("near",))
PLACE = m.Place(HERE, m.Text("某地", "Somewhere"), "prefecture", (SAID,), PLACES, PLACES, None, None)  # fmt: skip
THERE = PLACE._replace(code="440300", chain=("440300", "440000", m.NATION))


def source(name: str) -> m.Source:
    return m.Source(name, name, "局", None, "A", None, None, "2026-01-01", None, None, HERE)


SOURCES = {name: source(name) for name in ("yes", "note", "claim", "letter", "unused")}


def note(name: str, when: Any = None, kind: str = "tip") -> m.Note:
    return m.Note(name, HERE, kind, SAID, when, "A", (m.Cite(name),))


def dossier(rules: m.Rules, **more: Any) -> m.Dossier:
    given: dict[str, Any] = {
        "place": PLACE,
        "destination": None,
        "rules": rules,
        "claims": (),
        "contacts": (),
        "arriving_contacts": (),
        "sources": SOURCES,
        "book": ("0", "digest"),
        **more,
    }
    return m.Dossier(**given)


def advice(
    rules: m.Rules,
    stated: dict[str, tuple] | None = None,
    status: str = "gone",
    dossier_of: Any = None,
    **more: Any,
) -> m.Advice:
    given: dict[str, Any] = {
        "case": Case(HERE, status, {}, None, AS_OF),
        "answered": Answered(status, ()),
        "place": PLACE,
        "destination": None,
        "stated": stated or {},
        "declined": (),
        "as_of": AS_OF,
        **more,
    }
    return advise(dossier(rules, **(dossier_of or {})), Asked(**given))


def noted(rules: m.Rules, *notes: m.Note) -> m.Rules:
    return rules._replace(chain=(rules.chain[0]._replace(notes=notes), *rules.chain[1:]))


def test_an_advice_is_whole() -> None:
    contact = m.Contact("c", HERE, SAID, "12393", ())
    claim = m.Claim("claim", HERE, (), "true", SAID, SAID, (), (m.Cite("claim"),))
    rules = noted(rules_of((YES,)), note("note"), note("letter", kind="refused"))
    found = advice(rules, dossier_of={"contacts": (contact,), "claims": (claim,)})
    assert (found.verdict, found.lean, found.grade) == (m.ELIGIBLE, None, "A")
    assert found.book == ("0", "digest")
    assert [o.family for o in found.options] == ["cash"]
    assert [n.id for n in found.notes] == ["note"]
    assert (found.claims, found.contacts) == ((claim,), (contact,))
    assert (found.facts, found.statuses, found.portions) == (FACTS, STATUSES, {})
    assert found.names == dict.fromkeys(PLACES, SAID)
    assert found.because is None
    assert found.elsewhere is None
    assert found.call is not None
    assert [r.words for r in found.call.refused[1:]] == [SAID]
    assert set(found.sources) == {"yes", "note", "claim", "letter"}
    assert [q.fact.id for q in found.questions] == ["scheme"]


def test_nothing_about_cash_is_unknown() -> None:
    found = advice(rules_of((made("x", m.ALLOWED, disposition="transfer"),)))
    assert (found.verdict, found.lean, found.grade) == (m.UNKNOWN, None, None)
    old = advice(rules_of((made("x", m.ALLOWED, portion="old"),)))
    assert old.verdict == m.UNKNOWN
    leaning = advice(rules_of((WEAK,)))
    assert (leaning.verdict, leaning.lean, leaning.grade) == (m.UNKNOWN, m.ELIGIBLE, "C")


def test_counts_of_other_places_are_told_where_nothing_is_known() -> None:
    counted = m.Elsewhere(AS_OF, 1, 2, 3)
    assert advice(rules_of(), dossier_of={"elsewhere": counted}).elsewhere == counted
    assert advice(rules_of((YES,)), dossier_of={"elsewhere": counted}).elsewhere is None


def test_one_case_has_one_id_and_another_case_another() -> None:
    rules = rules_of((made("x", m.ALLOWED, TOLD),))
    plain = advice(rules)
    assert advice(rules).id == plain.id
    both = ("near", "far")
    alike = [advice(rules, {"where": values}).id for values in (both, both[::-1])]
    assert alike[0] == alike[1]
    others = [
        advice(rules, {"told": (True,)}),
        advice(rules, {"told": (False,)}),
        advice(rules, {"able": (True,)}),
        advice(rules, declined=("told",)),
        advice(rules, as_of="2026-11-23"),
        advice(rules, place=PLACE._replace(code="110100")),
        advice(rules, status="staying"),
        advice(rules, dossier_of={"book": ("0", "another")}),
    ]
    assert len({plain.id, *alike, *(other.id for other in others)}) == 10
    order = [advice(rules, declined=names).id for names in (("able", "told"), ("told", "able"))]
    assert order[0] == order[1]
    moved = rules._replace(facts={**FACTS, "same_province": FACTS["told"]._replace(id="same_province")})  # fmt: skip
    one, other = (advice(moved, destination=to) for to in (THERE, THERE._replace(code="440400")))
    assert one.id != other.id


def test_remarks_and_claims_that_are_ruled_out_are_left_out() -> None:
    notes = (note("a"), note("far", FAR), note("told", TOLD), note("near", NEAR))
    rules = noted(rules_of((YES,)), *notes)
    assert [n.id for n in advice(rules, {"where": ("near",)}).notes] == ["a", "told", "near"]
    claims = tuple(
        m.Claim(name, HERE, (), "true", SAID, SAID, (), (), when)
        for name, when in (("all", None), ("far", FAR), ("told", TOLD))
    )
    found = advice(rules, {"where": ("near",)}, dossier_of={"claims": claims})
    assert [c.id for c in found.claims] == ["all", "told"]


def test_remarks_are_those_of_the_status_that_the_case_became() -> None:
    rules = rules_of((), after=(((YES,),),), status="staying")
    becoming = rules.after[0][0]._replace(notes=(note("abroad"),))
    rules = noted(rules, note("here"))._replace(after=((becoming, *rules.after[0][1:]),))
    staying = advice(rules, status="staying")
    assert [n.id for n in staying.notes] == ["here"]
    gone = advice(rules, {"where": ("abroad",)}, status="staying")
    assert [n.id for n in gone.notes] == ["abroad"]
    perhaps = advice(rules, {"where": ("near", "abroad")}, status="staying")
    assert [n.id for n in perhaps.notes] == ["here"]


@pytest.mark.parametrize(
    ("warning", "because"),
    [(SAME_POOL, "same_pool"), (RETIREES_STAY, "retirees_stay"), ("other", None)],
)
def test_what_the_answer_begins_with(warning: str, because: str | None) -> None:
    assert advice(rules_of((YES,)), warnings=((warning, SAID),)).because == because


ACCOUNT = m.Fact("account", "choice", SAID, SAID, SAID, {"held": SAID, "none": SAID}, None, None, False)  # fmt: skip
HEIR = m.Fact("heir_exists", "bool", SAID, SAID, SAID, {}, None, None, False)


def test_no_account_and_no_heir_come_before_the_rules() -> None:
    deceased = STATUSES["gone"]._replace(id="deceased", base="deceased", acts=())
    rules = rules_of((YES,))._replace(
        facts={**FACTS, "account": ACCOUNT, "heir_exists": HEIR},
        statuses={**STATUSES, "deceased": deceased},
    )
    assert advice(rules).because is None
    assert advice(rules, {"account": ("none",)}).because == "no_account"
    assert advice(rules, {"account": ("none", "held")}).because is None
    assert advice(rules, {"heir_exists": (False,)}).because is None
    heirs = [
        advice(rules, {"heir_exists": values}, status="deceased").because
        for values in ((False,), (True,), (True, False))
    ]
    assert heirs == ["no_heir", None, None]
    both = {"account": ("none",), "heir_exists": (False,)}
    pool = advice(rules, both, status="deceased", warnings=((SAME_POOL, SAID),))
    assert pool.because == "same_pool"
    assert advice(rules, both, status="deceased").because == "no_account"
    stay = advice(rules, {"heir_exists": (False,)}, status="deceased", warnings=((RETIREES_STAY, SAID),))  # fmt: skip
    assert stay.because == "no_heir"


def test_warnings_of_the_case_come_before_those_of_the_rules() -> None:
    found = advice(rules_of((), (), (YES,)), warnings=(("own", SAID),))
    assert [name for name, _ in found.warnings] == ["own", "no-local-rule"]


def test_what_is_only_said_of_other_people_is_left_out() -> None:
    """Who lives far is not shown what asks for living near; what is not stated of such people leaves every line."""
    held = YES._replace(
        documents=(paper("all"), paper("near", NEAR), paper("told", TOLD)),
        steps=(step("near", NEAR), step("far", FAR)),
        time_limit=(m.TimeLine("decision", 5, None, None, NEAR, ()),),
    )
    heard = WEAK._replace(when=NEAR)
    moot = (m.Moot("able", {"where": ("far",)}),)
    rules = rules_of((held, heard, WEAK._replace(id="any")))._replace(moot=moot)
    [option] = advice(rules, {"where": ("far",)}).options
    kept = [("documents", 0), ("documents", 2), ("steps", 1), ("time_limit", 0)]
    lines = [getattr(held, kind)[i] for kind, i in kept]
    assert [line.item for line in option.lines] == lines
    assert [line.item for line in option.ways[0].lines] == lines
    assert [h.provision.id for h in option.heard] == ["any"]
    [plain] = advice(rules, {"told": (True,)}).options
    assert len(plain.lines) == 6
    assert len(plain.heard) == 2
    [no_moot] = advice(rules._replace(moot=()), {"where": ("far",)}).options
    assert len(no_moot.lines) == 6


def test_names_of_where_a_mover_arrives() -> None:
    rules = rules_of((YES, listed()))
    there = m.PlaceRules("440300", m.Text("那里", "There"), (), (), ())
    assert advice(rules._replace(arriving=(there,))).names["440300"] == there.name
