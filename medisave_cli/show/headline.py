"""The one sentence at the top: what happens to the money, in plain words, and how sure that is."""

from __future__ import annotations

from medisave_cli.model import CONDITIONAL, ELIGIBLE, MAIN, NOT_ELIGIBLE, UNKNOWN, Advice, Option, Text
from medisave_cli.show.wording import condition_text

CASH_YES = {
    "inherit": Text("继承人可以把账户里的钱领出来", "The heirs can have the money paid out"),
    "payout_to_bank": Text("账户里的钱可以付到银行账户", "The money can be paid to a bank account"),
    "refund": Text("账户里的钱可以退还", "The money can be refunded"),
    "withdraw": Text("账户里的钱可以取出来", "The money can be drawn in cash"),
}


def headline(advice: Advice, lang: str) -> str:
    """The advice in one or two sentences: cash first, then what moves or stays, then portions that fare differently."""
    text = headline_text(advice)
    return text.zh if lang == "zh" else text.en


def headline_text(advice: Advice) -> Text:
    options = {(o.family, o.portion): o for o in advice.options}
    cash = options.get(("cash", MAIN))
    moves, stays = options.get(("transfer", MAIN)), options.get(("stay", MAIN))
    first = _cash(advice, cash)
    zh, en = [first.zh], [first.en]
    grants = cash is not None and cash.verdict == ELIGIBLE
    depends = cash is not None and cash.verdict == CONDITIONAL
    if not grants:
        rest = _elsewhere(moves, stays)
        if rest is not None:
            zh.append(("否则" if depends else "") + rest.zh.removeprefix("但" if depends else ""))
            en.append(("otherwise " if depends else "") + rest.en.removeprefix("but " if depends else ""))
    vague = advice.verdict == UNKNOWN
    if vague and len(zh) > 1:
        en[1] = _capital(en[1])
    zh_text = ("。" if vague else "；" if depends else "，").join(zh) + "。"
    en_text = (". " if vague else "; " if depends else ", ").join(en) + "."
    for portion in _portions(advice, options):
        zh_text, en_text = zh_text + portion.zh, f"{en_text} {portion.en}"
    return Text(zh_text, en_text)


def _cash(advice: Advice, cash: Option | None) -> Text:
    deceased = advice.situation.base_status == "deceased"
    if cash is None:
        return Text("没有查到能不能取现的规定，请打12393问", "No rule on taking the money in cash was found: ask 12393")
    if cash.verdict == ELIGIBLE:
        if deceased:
            return CASH_YES["inherit"]
        return CASH_YES.get(cash.disposition or "withdraw", CASH_YES["withdraw"])
    if cash.verdict == NOT_ELIGIBLE:
        return Text("账户里的钱不能取现", "The money cannot be taken in cash")
    if cash.verdict == CONDITIONAL:
        turn = _turning(advice, cash)
        who = Text("继承人能不能领", "Whether the heirs are paid") if deceased else Text("能不能取现", "Whether it can be taken in cash")
        if turn is None:
            return Text(f"{who.zh}要看情况", f"{who.en} depends")
        return Text(f"{who.zh}要看情况：{turn.zh}的，可以", f"{who.en} depends: yes, if {turn.en}")
    if cash.conflict:
        return Text("能不能取现，有依据的规定互相矛盾，请打12393问清楚", "Sourced rules contradict each other on taking the money in cash: ask 12393")
    if cash.lean == ELIGIBLE:
        return Text("可能可以取现，但没有查到可靠的规定，去之前请打12393问清楚", "It can likely be taken in cash, but no reliable rule was found: ask 12393 before you go")
    if cash.lean == CONDITIONAL:
        return Text("取现可能要看条件，但没有查到可靠的规定，去之前请打12393问清楚", "Cash may be possible on conditions, but no reliable rule was found: ask 12393 before you go")
    if cash.lean == NOT_ELIGIBLE:
        return Text("可能不能取现，但没有查到可靠的规定，请打12393问清楚", "It likely cannot be taken in cash, but no reliable rule was found: ask 12393")
    return Text("能不能取现，没有查到规定，请打12393问", "Whether it can be taken in cash: no rule was found, ask 12393")


def _turning(advice: Advice, cash: Option) -> Text | None:
    """What a conditional answer turns on, where it can be said in one breath."""
    ways = {turn.provision for turn in cash.turns if turn.state in ("unknown", "judgement")} & {p.id for p in cash.deciders}
    if len(ways) != 1:
        return None
    texts = [condition_text(t.condition, advice.facts) for t in cash.turns if t.provision in ways and t.state in ("unknown", "judgement")]
    if len(texts) > 2:
        return None
    return Text("、".join(t.zh for t in texts), " and ".join(t.en for t in texts))


def _elsewhere(moves: Option | None, stays: Option | None) -> Text | None:
    """What happens instead: it moves, it stays."""
    if moves is not None and moves.verdict == ELIGIBLE:
        return Text("但会随医保关系转到新参保地", "but it moves with the insurance to the new place")
    if stays is not None and stays.verdict == ELIGIBLE and stays.disposition == "keep_using":
        return Text("钱还是本人的，留在账户里", "it stays the person's own, in the account")
    if stays is not None and stays.verdict == ELIGIBLE and stays.disposition == "frozen":
        return Text("账户先封存", "the account is frozen for now")
    if moves is not None and moves.verdict == CONDITIONAL:
        return Text("能不能随医保关系转走也要看情况", "and whether it moves with the insurance depends as well")
    return None


def _portions(advice: Advice, options: dict[tuple[str, str], Option]) -> list[Text]:
    """Portions whose cash option differs from the main one's."""
    main = options.get(("cash", MAIN))
    said = []
    for (family, portion), option in options.items():
        if family != "cash" or portion == MAIN or (main and option.verdict == main.verdict and option.lean == main.lean):
            continue
        name = advice.portions.get(portion, Text(portion, portion))
        if option.verdict == ELIGIBLE:
            said.append(Text(f"{name.zh}，可以取现。", f"{_capital(name.en)} can be taken in cash."))
        elif option.verdict == NOT_ELIGIBLE:
            said.append(Text(f"{name.zh}，不能取现。", f"{_capital(name.en)} cannot be taken in cash."))
        elif option.verdict == CONDITIONAL:
            said.append(Text(f"{name.zh}，能不能取现要看情况。", f"{_capital(name.en)}: whether it can be taken in cash depends."))
        elif option.lean == ELIGIBLE:
            said.append(Text(f"{name.zh}，可能可以取现，未证实。", f"{_capital(name.en)} can likely be taken in cash (unconfirmed)."))
    return said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
