"""The sentence at the top, said out by hand for every outcome: one that says the opposite, or the wrong rest, fails here."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from medisave_cli import Book, Case, ask
from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Judgement,
    OneOf,
    Option,
    Text,
    Turn,
    Worded,
)
from medisave_cli.show.headline import headline
from tests.show.screens import AS_OF

CARD = Text("旧卡里的钱（2023年以前打进去的）", "money on the old card (paid in before 2023)")
BOOK = Text("存折里的钱", "money in the passbook")
CANCELLED, KEPT = Text("已注销户籍", "the hukou is cancelled"), Text("户籍未注销", "it is kept")
PORTIONS = {"card": CARD, "book": BOOK}


class Told(NamedTuple):
    """One outcome and what is said of it. ``cash``: verdict, then disposition, lean or what is turned on; ``rest``: of the main
    portion, family and disposition with its verdict; ``portions``: how each fares in cash."""

    status: str
    cash: tuple[str, str | None] | None
    rest: tuple[str, str, str] | None
    portions: dict[str, str]
    zh: str
    en: str


MOVES = ("transfer", "transfer", ELIGIBLE)
MAY_MOVE = ("transfer", "transfer", CONDITIONAL)
STAYS = ("stay", "keep_using", ELIGIBLE)
FROZEN = ("stay", "frozen", ELIGIBLE)
ESCHEAT = ("stay", "escheat", ELIGIBLE)

TABLE = [
    Told(
        *("deceased", (ELIGIBLE, "inherit"), None, {}),
        "继承人可以把账户里的钱领出来。",
        "The heirs can have the money paid out.",
    ),
    Told(
        *("deceased", (ELIGIBLE, "payout_to_bank"), STAYS, {}),
        "继承人可以把账户里的钱领出来。",
        "The heirs can have the money paid out.",
    ),
    Told(
        *("emigrated", (ELIGIBLE, "withdraw"), STAYS, {}),
        "账户里的钱可以取出来。",
        "You can take the money in cash.",
    ),
    Told(
        *("emigrated", (ELIGIBLE, "payout_to_bank"), None, {}),
        "账户里的钱可以付到银行账户。",
        "You can have the money paid to your bank account.",
    ),
    Told(
        *("retired", (ELIGIBLE, "refund"), None, {}),
        "账户里的钱可以退还。",
        "You can have the money refunded.",
    ),
    Told(
        *("retired", (ELIGIBLE, "another"), None, {}),
        "账户里的钱可以取出来。",
        "You can take the money in cash.",
    ),
    Told(
        *("retired", (NOT_ELIGIBLE, None), STAYS, {}),
        "账户里的钱不能取现，钱还是本人的，留在账户里。",
        "You cannot take the money in cash. The money stays in the account and is still yours.",
    ),
    Told(
        *("retired", (NOT_ELIGIBLE, None), None, {}),
        "账户里的钱不能取现。",
        "You cannot take the money in cash.",
    ),
    Told(
        *("deceased", (NOT_ELIGIBLE, None), ESCHEAT, {}),
        "账户里的钱不能取现，没有继承人的，余额归国家用于公益。",
        "Nobody can draw the money in cash. With no heir, the money falls to the State for public welfare.",
    ),
    Told(
        *("transfer", (NOT_ELIGIBLE, None), MOVES, {}),
        "账户里的钱不能取现，但会随医保关系转到新参保地。",
        "You cannot take the money in cash. The money moves with your insurance to the new place.",
    ),
    Told(
        *("enlisted", (NOT_ELIGIBLE, None), MOVES, {}),
        "账户里的钱不能取现，但会随医保关系转走。",
        "You cannot take the money in cash. The money moves with your insurance.",
    ),
    Told(
        *("enlisted", (NOT_ELIGIBLE, None), FROZEN, {}),
        "账户里的钱不能取现，账户先封存。",
        "You cannot take the money in cash. The account is frozen for now and the money stays in it.",
    ),
    Told(
        *("transfer", (NOT_ELIGIBLE, None), MAY_MOVE, {}),
        "账户里的钱不能取现，能不能随医保关系转走也要看情况。",
        "You cannot take the money in cash. Whether the money moves with your insurance depends as well.",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "fact"), STAYS, {}),
        "能不能取现要看情况：已注销户籍的，可以；不然，钱还是本人的，留在账户里。",
        "You can take it in cash if the hukou is cancelled. If not, the money stays in the account and is still yours.",
    ),
    Told(
        *("transfer", (CONDITIONAL, "judgement"), MOVES, {}),
        "能不能取现要看情况：经办机构同意付给本人的，可以；不然，钱会随医保关系转到新参保地。",
        "You can take it in cash if the bureau pays you. If not, the money moves with your insurance to the new place.",
    ),
    Told(
        *("deceased", (CONDITIONAL, "fact"), None, {}),
        "继承人能不能领要看情况：已注销户籍的，可以。",
        "The heirs can have the money paid out if the hukou is cancelled.",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "either"), MOVES, {}),
        "能不能取现要看情况：已注销户籍，或者经办机构同意付给本人的，可以；不然，钱会随医保关系转走。",
        "You can take it in cash if the hukou is cancelled, or if the bureau pays you. If not, the money moves with your insurance.",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "both"), None, {}),
        "能不能取现要看情况：已注销户籍、经办机构同意付给本人的，可以。",
        "You can take it in cash if the hukou is cancelled and the bureau pays you.",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "bracketed"), None, {}),
        "能不能取现要看情况：已注销户籍（凭证明）的，可以。",
        "You can take it in cash if the hukou is cancelled (with proof).",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "no decider"), None, {}),
        "能不能取现，要看下面列出的条件。",
        "You can take it in cash if you meet the conditions below.",
    ),
    Told(
        *("deceased", (CONDITIONAL, "many"), None, {}),
        "继承人能不能领，要看下面列出的条件。",
        "The heirs can have the money paid out if you meet the conditions below.",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "three ways"), None, {}),
        "能不能取现，要看下面列出的条件。",
        "You can take it in cash if you meet the conditions below.",
    ),
    Told(
        *("emigrated", (CONDITIONAL, "many"), FROZEN, {}),
        "能不能取现，要看下面列出的条件；不然，账户先封存。",
        "You can take it in cash if you meet the conditions below. If not, the account is frozen for now and the money stays in it.",
    ),
    Told(
        *("retired", (UNKNOWN, None), STAYS, {}),
        "能不能取现，没有查到规定，请打12393问。钱还是本人的，留在账户里。",
        "No rule was found on whether you can take the money in cash: ask 12393. Meanwhile the money stays in the account and is still yours.",
    ),
    Told(
        *("retired", None, MOVES, {}),
        "能不能取现，没有查到规定，请打12393问。钱会随医保关系转走。",
        "No rule was found on whether you can take the money in cash: ask 12393. The money moves with your insurance.",
    ),
    Told(
        *("retired", (UNKNOWN, ELIGIBLE), None, {}),
        "可能可以取现，但没有查到可靠的规定，去之前请打12393问清楚。",
        "You can probably take it in cash, but no reliable rule was found: ask 12393 first.",
    ),
    Told(
        *("retired", (UNKNOWN, CONDITIONAL), None, {}),
        "取现可能要看条件，但没有查到可靠的规定，去之前请打12393问清楚。",
        "You may be able to take it in cash on conditions, but no reliable rule was found: ask 12393.",
    ),
    Told(
        *("retired", (UNKNOWN, NOT_ELIGIBLE), None, {}),
        "可能不能取现，但没有查到可靠的规定，请打12393问清楚。",
        "You probably cannot take it in cash, but no reliable rule was found: ask 12393.",
    ),
    Told(
        *("retired", (UNKNOWN, "conflict"), None, {}),
        "能不能取现，有依据的规定互相矛盾，请打12393问清楚。",
        "The rules contradict each other on whether you can take the money in cash: ask 12393.",
    ),
    Told(
        *("retired", (NOT_ELIGIBLE, None), None, {"card": ELIGIBLE}),
        "账户里的钱不能取现。旧卡里的钱，可以取现。",
        "You cannot take the money in cash. Money on the old card can be taken in cash.",
    ),
    Told(
        *("retired", (UNKNOWN, None), None, {"card": ELIGIBLE, "book": ELIGIBLE}),
        "能不能取现，没有查到规定，请打12393问。旧卡里的钱、存折里的钱，可以取现。",
        "No rule was found on whether you can take the money in cash: ask 12393. Money on the old card and money in the passbook can be taken in cash.",
    ),
    Told(
        *("emigrated", (ELIGIBLE, "withdraw"), None, {"card": NOT_ELIGIBLE, "book": ELIGIBLE}),
        "账户里的钱可以取出来。旧卡里的钱，不能取现。",
        "You can take the money in cash. Money on the old card cannot be taken in cash.",
    ),
    Told(
        *("retired", (NOT_ELIGIBLE, None), None, {"card": CONDITIONAL, "book": "lean"}),
        "账户里的钱不能取现。旧卡里的钱，能不能取现要看情况。存折里的钱，可能可以取现，未证实。",
        "You cannot take the money in cash. Money on the old card: whether it can be taken in cash depends. "
        "Money in the passbook can probably be taken in cash (unconfirmed).",
    ),
    Told(
        *("retired", (UNKNOWN, None), None, {"card": "lean"}),
        "能不能取现，没有查到规定，请打12393问。旧卡里的钱，可能可以取现，未证实。",
        "No rule was found on whether you can take the money in cash: ask 12393. Money on the old card can probably be taken in cash (unconfirmed).",
    ),
    Told(
        *("retired", (UNKNOWN, ELIGIBLE), None, {"card": "lean"}),
        "可能可以取现，但没有查到可靠的规定，去之前请打12393问清楚。",
        "You can probably take it in cash, but no reliable rule was found: ask 12393 first.",
    ),
    Told(
        *("retired", (NOT_ELIGIBLE, None), None, {"card": UNKNOWN}),
        "账户里的钱不能取现。",
        "You cannot take the money in cash.",
    ),
]
ELSEWHERE = {
    ("transfer", MOVES): (
        "钱会随医保关系转到新参保地",
        "The money moves with your insurance to the new place",
        "the money moves with your insurance to the new place",
    ),
    ("retired", MOVES): (
        "钱会随医保关系转走",
        "The money moves with your insurance",
        "the money moves with your insurance",
    ),
    ("retired", MAY_MOVE): (
        "能不能随医保关系转走也要看情况",
        "Whether the money moves with your insurance depends as well",
        "whether the money moves with your insurance depends as well",
    ),
    ("retired", FROZEN): (
        "账户先封存",
        "The account is frozen for now and the money stays in it",
        "the account is frozen for now and the money stays in it",
    ),
    ("deceased", ESCHEAT): (
        "没有继承人的，余额归国家用于公益",
        "With no heir, the money falls to the State for public welfare",
        "with no heir, the money falls to the State for public welfare",
    ),
}
"""What happens instead, where cash is not known, and where it is not granted on conditions."""
SETTLED = {
    "same_pool": (
        "不用转：两地同属一个统筹区，账户和余额照旧用。",
        "Nothing needs to move: both places are one insurance area, and the account goes on as before.",
    ),
    "no_account": (
        "没有个人账户，也就没有余额可取、可转、可继承。",
        "There is no personal account, so there is no balance to draw, move or inherit.",
    ),
    "no_heir": (
        "没有继承人，谁也领不出这笔钱：余额归国家，用于公益。",
        "Nobody can draw the money in cash. With no heir, it falls to the State for public welfare.",
    ),
}


@pytest.fixture(scope="module")
def plain(book: Book) -> dict[str, Advice]:
    """An advice for each situation of the table, whose options are then set by hand."""
    return {
        status: ask(book, Case("320500", status, {}, None, AS_OF))
        for status in {told.status for told in TABLE}
    }


@pytest.mark.parametrize("told", TABLE, ids=[f"{t.status}-{t.cash}-{t.rest}" for t in TABLE])
def test_it_says_what_the_options_hold(plain: dict[str, Advice], told: Told) -> None:
    advice = made(plain[told.status], told)
    assert headline(advice, "zh") == told.zh
    assert headline(advice, "en") == told.en


def test_a_portion_is_said_in_cash_alone_and_by_its_id_where_it_has_no_name(
    plain: dict[str, Advice],
) -> None:
    told = Told("retired", (NOT_ELIGIBLE, None), None, {"old-money": ELIGIBLE}, "", "")
    advice = made(plain["retired"], told)
    moves = bare(advice, "transfer", "card", ELIGIBLE)
    advice = advice._replace(options=(*advice.options, moves))
    assert headline(advice, "zh") == "账户里的钱不能取现。Old-money，可以取现。"
    said = "You cannot take the money in cash. Old-money can be taken in cash."
    assert headline(advice, "en") == said


@pytest.mark.parametrize("what", ELSEWHERE, ids=str)
def test_what_happens_instead(
    plain: dict[str, Advice], what: tuple[str, tuple[str, str, str]]
) -> None:
    status, rest = what
    zh, unknown, otherwise = ELSEWHERE[what]
    for cash in ((UNKNOWN, None), (CONDITIONAL, "many")):
        advice = made(plain[status], Told(status, cash, rest, {}, "", ""))
        assert zh in headline(advice, "zh")
        said = otherwise if cash[0] == CONDITIONAL else unknown
        before = ". If not" if cash[0] == CONDITIONAL else ". "
        assert before in headline(advice, "en")
        assert headline(advice, "en").endswith(f"{said}.")


@pytest.mark.parametrize("because", SETTLED)
def test_what_settles_everything_is_said_alone(plain: dict[str, Advice], because: str) -> None:
    for advice in plain.values():
        alone = advice._replace(because=because)
        assert (headline(alone, "zh"), headline(alone, "en")) == SETTLED[because]


def test_every_situation_says_its_verdict(book: Book) -> None:
    """Of real answers: what is said first belongs to the verdict and to no other."""
    first = {
        ELIGIBLE: ("可以", "can have", "You can take the money"),
        CONDITIONAL: ("要看", " if "),
        NOT_ELIGIBLE: (
            "不能取现",
            "谁也领不出",
            "不用转",
            "没有个人账户",
            "cannot",
            "Nobody",
            "no balance",
        ),
        UNKNOWN: ("没有查到", "互相矛盾", "ask 12393"),
    }
    for status in book.statuses:
        for place in ("320500", "110000", "310000", "520300", "430100", "440300"):
            advice = ask(book, Case(place, status, {}, None, AS_OF))
            for lang, stop in (("zh", "。"), ("en", ". ")):
                said = headline(advice, lang).split(stop)[0]
                assert any(word in said for word in first[advice.verdict]), (place, status, said)


def made(advice: Advice, told: Told) -> Advice:
    """The advice with the options of one line of the table."""
    options = [option(advice, *told.cash)] if told.cash else []
    if told.rest:
        family, disposition, verdict = told.rest
        options.append(bare(advice, family, MAIN, verdict)._replace(disposition=disposition))
    for portion, fate in told.portions.items():
        lean = ELIGIBLE if fate == "lean" else None
        verdict = UNKNOWN if lean else fate
        options.append(bare(advice, "cash", portion, verdict)._replace(lean=lean))
    verdict = told.cash[0] if told.cash else UNKNOWN
    hukou = advice.facts["household_cancelled"]._replace(says={True: CANCELLED, False: KEPT})
    return advice._replace(
        options=tuple(options),
        verdict=verdict,
        portions=PORTIONS,
        facts={hukou.id: hukou},
        because=None,
    )


def bare(advice: Advice, family: str, portion: str, verdict: str) -> Option:
    """An option of which nothing but its verdict is said."""
    return advice.options[0]._replace(
        family=family,
        portion=portion,
        verdict=verdict,
        disposition=None,
        lean=None,
        conflict=False,
        deciders=(),
        turns=(),
    )


def option(advice: Advice, verdict: str, more: str | None) -> Option:
    """The cash option: a yes with its disposition, an answer on conditions with what it turns on, an unknown with its lean."""
    found = bare(advice, "cash", MAIN, verdict)
    if verdict == ELIGIBLE:
        return found._replace(disposition=more)
    if verdict == UNKNOWN:
        return found._replace(
            conflict=more == "conflict", lean=None if more == "conflict" else more
        )
    if verdict == CONDITIONAL:
        rule = next(p for o in advice.options for p in o.deciders)
        other = rule._replace(id="other")
        if more == "either":
            either = (*turns(rule.id, "fact"), *turns(other.id, "judgement"))
            return found._replace(deciders=(rule, other), turns=either)
        if more == "no decider":
            return found._replace(turns=tuple(turns(rule.id, "fact")))
        if more == "three ways":
            rules = [rule._replace(id=name) for name in ("one", "two", "three")]
            each = tuple(turn for one in rules for turn in turns(one.id, "fact"))
            return found._replace(deciders=tuple(rules), turns=each)
        return found._replace(deciders=(rule,), turns=tuple(turns(rule.id, more)))
    return found


def turns(rule: str, kind: str | None) -> list[Turn]:
    """What is turned on: a fact, what the office decides with its reason in brackets, or more than can be said in one breath."""
    words = Text(
        "经办机构同意付给本人（没有写由谁选）", "the bureau pays you (not said who chooses)"
    )
    hukou: Any = OneOf("household_cancelled", (True,))
    if kind == "both":
        return [*turns(rule, "fact"), *turns(rule, "judgement")]
    if kind == "bracketed":
        said = Text("已注销户籍（凭证明）", "the hukou is cancelled (with proof)")
        return [Turn(Worded(hukou, said, ()), "unknown", rule, ())]
    if kind == "judgement":
        return [Turn(Judgement("x", words), "judgement", rule, ())]
    return [Turn(hukou, "unknown", rule, ())] * (3 if kind == "many" else 1)
