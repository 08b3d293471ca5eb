"""Situations of people who read no Chinese, with what each of them needed to be told."""

from __future__ import annotations

import pytest

from tests.commands.asking import answered, ask, data

AS_OF = ("--as-of", "2026-11-22")
HUKOU = "hukou"


def said(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    return answered(capsys, *args, "--lang", "en")


def checked(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """The answer of ``check`` in English, without its sources."""
    return said(capsys, "check", *args, *AS_OF).split("\nSources\n")[0]


def test_a_foreigner_of_retirement_age_whose_pension_was_paid_in_one_sum(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = ("--fact", "nationality=foreign", "--fact", "stage=retired")
    text = checked(
        capsys, "-c", "Shanghai", "-s", "foreign_leaver", *facts, "--fact", "pension=lump_sum"
    )
    assert "You can take the money in cash." in text
    assert "district medical-insurance centre" in text and "10,000 yuan" in text
    assert "10 working days" in text


def test_a_foreign_worker_who_leaves_beijing(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("-c", "Beijing", "-s", "foreign_leaver", "--fact", "nationality=foreign")
    text = checked(capsys, *args)
    assert HUKOU not in text
    assert "010-12393" in text
    assert "our reading of the rule" in text
    answer = data(capsys, "check", *args, *AS_OF, "--lang", "en")
    assert HUKOU not in str(answer["options"]) + str(answer["questions"])
    assert answer["lean"] != "eligible"


@pytest.mark.parametrize("place", ["Beijing", "Shanghai", "Hangzhou", "Suzhou Jiangsu"])
def test_nationality_comes_first(capsys: pytest.CaptureFixture[str], place: str) -> None:
    asked = [
        q["fact"]
        for q in data(capsys, "check", "-c", place, "-s", "emigrated", *AS_OF)["questions"]
    ]
    if "household_cancelled" in asked:
        assert asked.index("nationality") < asked.index("household_cancelled")
    for kind in ("foreign", "hk_mo_tw"):
        args = ("-c", place, "-s", "emigrated", "--fact", f"nationality={kind}")
        asked = [q["fact"] for q in data(capsys, "check", *args, *AS_OF)["questions"]]
        assert not [fact for fact in asked if fact.startswith("household")]


def test_what_is_true_of_a_foreigner_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ask(
        capsys,
        *("check", "-c", "Shanghai", "-s", "foreign_leaver", "--fact", "nationality=foreign"),
        *("--fact", "household_cancelled=no", "--lang", "en"),
    )
    assert code == 0, err


def test_a_foreign_worker_in_nanjing(capsys: pytest.CaptureFixture[str]) -> None:
    text = checked(capsys, "-c", "Nanjing", "-s", "foreign_leaver", "--fact", "nationality=foreign")
    assert "You can take it in cash if you give up employee medical insurance in writing" in text
    assert "If not, the money stays in the account" in text
    body = text.split("\n", 1)[1]
    assert "Hong Kong" not in body and "depends: yes" not in body


@pytest.mark.parametrize(
    "words",
    [
        "worked in two cities, how do I get both accounts back",
        "I have an account in two different cities",
        "换过两个城市，两边都有医保账户",
    ],
)
def test_more_than_one_city(capsys: pytest.CaptureFixture[str], words: str) -> None:
    found = data(capsys, "statuses", words)
    assert "duplicate_enrolment" in [m["id"] for m in found["matches"]][:3]
    text = checked(capsys, "-c", "Shanghai", "-s", "duplicate_enrolment")
    assert "each" in text.lower() and "account" in text


def test_no_heir(capsys: pytest.CaptureFixture[str]) -> None:
    text = checked(capsys, "-c", "Shanghai", "-s", "deceased", "--fact", "heir_exists=no")
    assert "Nobody can draw the money" in text
    assert "falls to the State for public welfare" in text
    assert "No rule was found" not in text


@pytest.mark.parametrize(
    "thing", ["teeth", "glasses", "gym", "vaccine", "check-up", "over-the-counter", "insurance"]
)
@pytest.mark.parametrize("city", ["Shanghai", "Beijing", "Chengdu"])
def test_what_people_ask_about_what_the_money_pays(
    capsys: pytest.CaptureFixture[str], thing: str, city: str
) -> None:
    assert "No" not in said(capsys, "uses", thing, "-c", city).splitlines()[0]


def test_the_balance_begins_with_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    for city in ("Shanghai", "Beijing", "Guangzhou", "Hangzhou", "Chengdu"):
        lines = said(capsys, "balance", "-c", city).splitlines()
        first = next(line for line in lines if line.startswith("1. "))
        assert any(
            word in first.lower() for word in ("look", "see", "shows", "query", "check", "balance")
        ), (
            city,
            first,
        )


def test_sources_are_named_in_english_first(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "check", "-c", "Chengdu", "-s", "deceased", "--more", *AS_OF)
    assert "Sichuan list of medical insurance services (2024) (四川省" in text


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Peking", "北京市"), ("Canton", "广州市"), ("Suzhou Jiangsu", "苏州市")],
)
def test_names_of_places(capsys: pytest.CaptureFixture[str], typed: str, name: str) -> None:
    assert name in said(capsys, "place", typed)


def test_hong_kong_as_a_destination(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ask(capsys, "transfer", "Shenzhen", "Hong Kong", "--lang", "en")
    assert code == 2 and "foreign_leaver" in err


@pytest.mark.parametrize("words", ["got fired", "became a US citizen", "discharged"])
def test_a_situation_is_never_guessed_to_be_a_death(
    capsys: pytest.CaptureFixture[str], words: str
) -> None:
    _, out, err = ask(capsys, "check", "-c", "Shanghai", "-s", words, "--lang", "en")
    assert "has died" not in out and "deceased" not in err


def test_an_heir_without_a_mainland_identity_card(capsys: pytest.CaptureFixture[str]) -> None:
    args = ("-c", "Shanghai", "-s", "deceased", "--fact", "heir_mainland_id=no")
    text = checked(capsys, *args, "--more")
    assert "apostille" in text and "passport" in text
    assert "No rule was found on what a bureau takes in place of the identity card" in text
