"""The one sentence at the top: what happens to the money, in plain words, and how sure that is."""

from __future__ import annotations

import re

from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Option,
    Text,
    Turn,
)
from medisave_cli.show.wording import condition_text

CASH_YES = {
    "inherit": Text("继承人可以把账户里的钱领出来", "The heirs can have the money paid out"),
    "payout_to_bank": Text(
        "账户里的钱可以付到银行账户", "You can have the money paid to your bank account"
    ),
    "refund": Text("账户里的钱可以退还", "You can have the money refunded"),
    "withdraw": Text("账户里的钱可以取出来", "You can take the money in cash"),
}


BEFORE_ALL = {
    "same_pool": Text(
        "不用转：两地同属一个统筹区，账户和余额照旧用。",
        "Nothing needs to move: both places are one insurance area, and the account goes on as before.",
    ),
    "no_account": Text(
        "没有个人账户，也就没有余额可取、可转、可继承。",
        "There is no personal account, so there is no balance to draw, move or inherit.",
    ),
    "no_heir": Text(
        "没有继承人，谁也领不出这笔钱：余额归国家，用于公益。",
        "Nobody can draw the money in cash. With no heir, it falls to the State for public welfare.",
    ),
}
"""What is said first and alone, where it settles everything else."""


def headline(advice: Advice, lang: str) -> str:
    """The advice in one or two sentences: cash first, then what moves or stays, then portions that fare differently."""
    text = headline_text(advice)
    return text.zh if lang == "zh" else text.en


def headline_text(advice: Advice) -> Text:
    """The headline in both languages."""
    if advice.because in BEFORE_ALL:
        return BEFORE_ALL[advice.because]
    options = {(o.family, o.portion): o for o in advice.options}
    cash = options.get(("cash", MAIN))
    said = _cash(advice, cash)
    rest = (
        None
        if cash is not None and cash.verdict == ELIGIBLE
        else _elsewhere(advice, options.get(("transfer", MAIN)), options.get(("stay", MAIN)))
    )
    if rest is not None:
        said = _joined(said, rest, advice.verdict)
    sentences = [Text(f"{said.zh}。", f"{said.en}."), *_portions(advice, options)]
    return Text("".join(t.zh for t in sentences), " ".join(t.en for t in sentences))


def _joined(first: Text, rest: Text, verdict: str) -> Text:
    """What becomes of the cash, and what happens instead, as one reads it."""
    if verdict == NOT_ELIGIBLE:
        but = "但" if rest.zh.startswith("会") else ""
        return Text(f"{first.zh}，{but}{rest.zh}", f"{first.en}. {_capital(rest.en)}")
    rest = Text(f"钱{rest.zh}" if rest.zh.startswith("会") else rest.zh, rest.en)
    if verdict == CONDITIONAL:
        return Text(f"{first.zh}；不然，{rest.zh}", f"{first.en}. If not, {rest.en}")
    meanwhile = "Meanwhile " if rest.en.startswith("the money stays") else ""
    return Text(f"{first.zh}。{rest.zh}", f"{first.en}. {_capital(meanwhile + rest.en)}")


def _cash(advice: Advice, cash: Option | None) -> Text:
    deceased = advice.situation.base_status == "deceased"
    if cash is None:
        return Text(
            "没有查到能不能取现的规定，请打12393问",
            "No rule was found on whether you can take the money in cash: ask 12393",
        )
    if cash.verdict == ELIGIBLE:
        if deceased:
            return CASH_YES["inherit"]
        return CASH_YES.get(cash.disposition or "withdraw", CASH_YES["withdraw"])
    if cash.verdict == NOT_ELIGIBLE:
        if deceased:
            return Text("账户里的钱不能取现", "Nobody can draw the money in cash")
        return Text("账户里的钱不能取现", "You cannot take the money in cash")
    if cash.verdict == CONDITIONAL:
        turn = _turning(advice, cash)
        who = (
            Text("继承人能不能领", "The heirs can have the money paid out")
            if deceased
            else Text("能不能取现", "You can take it in cash")
        )
        if turn is None:
            return Text(
                f"{who.zh}，要看下面列出的条件", f"{who.en} if you meet the conditions below"
            )
        return Text(
            f"{who.zh}要看情况：{turn.zh}的，可以",
            f"{who.en} if {turn.en}",
        )
    if cash.conflict:
        return Text(
            "能不能取现，有依据的规定互相矛盾，请打12393问清楚",
            "The rules contradict each other on whether you can take the money in cash: ask 12393",
        )
    if cash.lean == ELIGIBLE:
        return Text(
            "可能可以取现，但没有查到可靠的规定，去之前请打12393问清楚",
            "You can probably take it in cash, but no reliable rule was found: ask 12393 first",
        )
    if cash.lean == CONDITIONAL:
        return Text(
            "取现可能要看条件，但没有查到可靠的规定，去之前请打12393问清楚",
            "You may be able to take it in cash on conditions, but no reliable rule was found: ask 12393",
        )
    if cash.lean == NOT_ELIGIBLE:
        return Text(
            "可能不能取现，但没有查到可靠的规定，请打12393问清楚",
            "You probably cannot take it in cash, but no reliable rule was found: ask 12393",
        )
    return Text(
        "能不能取现，没有查到规定，请打12393问",
        "No rule was found on whether you can take the money in cash: ask 12393",
    )


def _turning(advice: Advice, cash: Option) -> Text | None:
    """What a conditional answer turns on, where it can be said in one breath."""
    ways = []
    for decider in cash.deciders:
        turns = [
            t
            for t in cash.turns
            if t.provision == decider.id and t.state in ("unknown", "judgement")
        ]
        if not turns or len(turns) > 2:
            return None
        texts = [_turn_text(t, advice) for t in turns]
        ways.append(Text("、".join(t.zh for t in texts), " and ".join(t.en for t in texts)))
    if not ways or len(ways) > 2:
        return None
    return Text("，或者".join(t.zh for t in ways), ", or if ".join(t.en for t in ways))


def _turn_text(turn: Turn, advice: Advice) -> Text:
    """What is turned on; of what the office decides, not why it does."""
    text = condition_text(turn.condition, advice.facts)
    return _unbracketed(text) if turn.state == "judgement" else text


def _elsewhere(advice: Advice, moves: Option | None, stays: Option | None) -> Text | None:
    """What happens instead: it moves, it stays."""
    if moves is not None and moves.verdict == ELIGIBLE:
        if advice.situation.base_status == "transfer":
            return Text(
                "会随医保关系转到新参保地", "the money moves with your insurance to the new place"
            )
        return Text("会随医保关系转走", "the money moves with your insurance")
    if stays is not None and stays.verdict == ELIGIBLE and stays.disposition == "keep_using":
        return Text("钱还是本人的，留在账户里", "the money stays in the account and is still yours")
    if stays is not None and stays.verdict == ELIGIBLE and stays.disposition == "frozen":
        return Text("账户先封存", "the account is frozen for now and the money stays in it")
    if stays is not None and stays.verdict == ELIGIBLE and stays.disposition == "escheat":
        return Text(
            "没有继承人的，余额归国家用于公益",
            "with no heir, the money falls to the State for public welfare",
        )
    if moves is not None and moves.verdict == CONDITIONAL:
        return Text(
            "能不能随医保关系转走也要看情况",
            "whether the money moves with your insurance depends as well",
        )
    return None


def _portions(advice: Advice, options: dict[tuple[str, str], Option]) -> list[Text]:
    """Portions whose cash option differs from the main one's; those that fare alike in one sentence."""
    main = options.get(("cash", MAIN))
    alike: dict[str, list[Text]] = {}
    for (family, portion), option in options.items():
        same = main and option.verdict == main.verdict and option.lean == main.lean
        if family != "cash" or portion == MAIN or same:
            continue
        fate = option.verdict
        if fate == UNKNOWN and option.lean == ELIGIBLE:
            fate = "lean"
        if fate in PORTIONS:
            name = advice.portions.get(portion, Text(portion, portion))
            alike.setdefault(fate, []).append(_unbracketed(name))
    return [_fares(names, PORTIONS[fate]) for fate, names in alike.items()]


PORTIONS = {
    ELIGIBLE: Text("，可以取现。", " can be taken in cash."),
    NOT_ELIGIBLE: Text("，不能取现。", " cannot be taken in cash."),
    CONDITIONAL: Text("，能不能取现要看情况。", ": whether it can be taken in cash depends."),
    "lean": Text("，可能可以取现，未证实。", " can probably be taken in cash (unconfirmed)."),
}
"""What becomes of a portion, behind its name."""


def _fares(names: list[Text], fate: Text) -> Text:
    zh, en = "、".join(n.zh for n in names), " and ".join(n.en for n in names)
    return Text(f"{zh}{fate.zh}", f"{_capital(en)}{fate.en}")


def _unbracketed(name: Text) -> Text:
    """A portion's name without what stands in brackets at its end: the whole stands where its papers do."""
    return Text(re.sub(r"（[^（）]*）$", "", name.zh), re.sub(r" \([^()]*\)$", "", name.en))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
