"""The telephone call that an answer leaves to be made: only what no firm rule settles is asked, what ends the call soonest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medisave_cli.language.message import Message
from medisave_cli.model import (
    ALLOWED,
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NATION,
    NOT_ELIGIBLE,
    UNKNOWN,
    Advice,
    Ask,
    Call,
    Cite,
    Fact,
    Judgement,
    Note,
    Option,
    Provision,
    Refused,
    Text,
    Turn,
    Worded,
)
from medisave_cli.tuples import NamedTuple

REFUSED = "refused"
MOST = 5
"""Nobody gets through more questions in one call."""
MOST_FACTS = 2
MOST_STATED = 3
DETAILS = (("documents", "documents"), ("channel", "channels"), ("time", "time_limit"))
"""What a detail is about, and the kind of line that settles it."""
PAIRS = (("documents", "channel"), ("time", "payee"))
"""What is asked in one breath."""
FAMILY = ("deceased",)
PROXY = {"proxy-letter", "agent-id-card"}
"""Papers of whoever goes in another's place."""


def call_of(advice: Advice, notes: Iterable[Note], sounds: dict[str, str]) -> Call:
    """The call of an advice. ``notes``: those of kind ``refused``, which say what to do when the office says no; ``sounds``: the
    pinyin of what may be said, by the Chinese."""
    cash = _option(advice, "cash")
    judged = _judged(cash)
    first = advice.because is None and (advice.verdict == UNKNOWN or bool(judged))
    if advice.because is not None or advice.verdict == NOT_ELIGIBLE:
        asks = _move(advice, alone=True)
    elif advice.verdict == UNKNOWN:
        whether, how = [_verdict(advice, cash), *_move(advice)], _if_so(_details(advice, cash))
        between = [*_portions(advice), *_condition(advice)][: MOST - len(whether) - len(how)]
        asks = [*whether, *between, *how]
    elif judged:
        asks = [*_judgement(advice, judged), *_details(advice, cash)]
    else:
        asks = _granted(advice, cash)
    granting = _granting(cash)
    asks = [*asks, *_family(advice, cash)]
    told = tuple(notes) if asks or granting else ()
    refused = tuple(Refused(note.text, note.cites) for note in told)
    if granting is not None and not judged:
        refused = (_quoted(advice, granting), *refused)
    elif asks:
        refused = (Refused(Message("call.refused_which"), ()), *refused)
    said = [advice.situation.place.name.zh, *_chinese_of(asks)] if asks else []
    return Call(
        tuple(asks), refused, first, {text: sounds[text] for text in said if text in sounds}
    )


def _chinese_of(asks: Iterable[Ask]) -> list[str]:
    """The Chinese of whatever fills a gap in the call's sentences, for which pinyin is wanted."""
    found: dict[str, None] = {}
    for ask in asks:
        _gather(ask.words, found)
    return list(found)


def _gather(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, Message):
        for name, inner in value.params.items():
            if name != "place":
                _gather(inner, found)
    elif isinstance(value, Text):
        found[value.zh] = None
    elif isinstance(value, tuple):
        for inner in value:
            _gather(inner, found)
    elif isinstance(value, str):
        found[value] = None


def _option(advice: Advice, family: str) -> Option | None:
    return next((o for o in advice.options if (o.family, o.portion) == (family, MAIN)), None)


# Who is calling.


def _opener(advice: Advice) -> Message:
    """Who calls, and about what: the first words of the first sentence."""
    s = advice.situation
    named = advice.statuses[s.status]
    status = s.status if named.base == s.base_status else s.base_status
    fixed = advice.statuses[status].facts
    stated = tuple(
        advice.facts[f].says[v[0]]
        for f, v in s.stated.items()
        if f not in fixed and len(v) == 1 and v[0] in advice.facts[f].says
    )[:MOST_STATED]
    who = Message(
        f"call.who_{status}" if status in OPENERS else "call.who_other",
        {"place": s.place.name, "status": advice.statuses[status].name},
    )
    return Message("call.who_and_facts", {"who": who, "facts": stated}) if stated else who


OPENERS = frozenset(
    (
        "active",
        "retired",
        "emigrated",
        "deceased",
        "transfer",
        "left_employment",
        "switched_to_resident",
        "enlisted",
        "discharged",
        "imprisoned",
        "lost_work_capacity",
        "duplicate_enrolment",
        "long_term_remote_care",
        "cross_province_transfer",
        "intra_province_transfer",
        "transfer_refused",
        "remote_settled_retiree",
        "foreign_leaver",
    )
)
"""The situations with a first sentence of their own, ``call.who_<status>``."""


# Whether.


def _verdict(advice: Advice, cash: Option | None) -> Ask:
    """The question that an unknown answer turns on."""
    who = _opener(advice)
    if cash is not None and cash.conflict:
        named = [_source(advice, p.cites) for p in cash.deciders]
        titles = list({str(t.params): t for t in named if t is not None}.values())
        if len(titles) > 1:
            gaps = {"who": who, "one": titles[0], "other": titles[1]}
            return Ask(("verdict",), Message("call.conflict", gaps))
    local = [p for p in cash.opens if p.place != NATION] if cash is not None else []
    title = _source(advice, local[0].cites) if local else None
    if title is not None:
        return Ask(("verdict",), Message("call.left_open", {"who": who, "title": title}))
    key = "call.heirs" if advice.situation.base_status in FAMILY else "call.cash"
    return Ask(("verdict",), Message(key, {"who": who}))


def _move(advice: Advice, alone: bool = False) -> list[Ask]:
    """For a mover, whether the balance moves, where no firm rule says. ``alone``: nothing else has been asked."""
    moves = _option(advice, "transfer")
    if advice.situation.base_status != "transfer" or advice.because is not None:
        return []
    if moves is None or moves.verdict != UNKNOWN:
        return []
    if alone:
        return [Ask(("verdict",), Message("call.moves_alone", {"who": _opener(advice)}))]
    return [Ask(("verdict",), Message("call.moves"))]


def _portions(advice: Advice) -> list[Ask]:
    """Parts of the money of which rules speak apart and nothing firm is known."""
    found = [
        advice.portions[o.portion]
        for o in advice.options
        if o.family == "cash"
        and o.portion in advice.portions
        and o.verdict == UNKNOWN
        and not o.follows
    ]
    return [Ask(("verdict",), Message("call.portion", {"portions": tuple(found)}))] if found else []


def _condition(advice: Advice) -> list[Ask]:
    """Whether the facts matter on which the answer would turn."""
    facts = [
        q.fact
        for q in advice.questions
        if q.assumed is None and q.tells == "verdict" and q.fact.says
    ][:MOST_FACTS]
    stated = advice.situation.stated
    return [
        Ask(("condition",), _alike(fact, stated.get(fact.id, tuple(fact.says))), (fact.id,))
        for fact in facts
    ]


def _alike(fact: Fact, values: tuple[Any, ...]) -> Message:
    """Whether it is the same for each of these values: of yes and no, whether or not."""
    if set(values) == {True, False}:
        return Message("call.whether", {"case": fact.says[True]})
    return Message("call.alike", {"cases": tuple(fact.says[v] for v in values)})


# What the office decides.


class _Judged(NamedTuple):
    rule: Provision
    words: Text


def _judged(cash: Option | None) -> list[_Judged]:
    """What the office is left to judge, with the rule that leaves it so, where that alone keeps a firm yes away."""
    if cash is None or cash.verdict != CONDITIONAL:
        return []
    return [
        _Judged(way.provision, words)
        for way in cash.ways
        if way.state == "judgement" and not way.reported
        for words in _judgements(way.turns)
    ]


def _judgements(turns: Iterable[Turn]) -> list[Text]:
    found = []
    for turn in turns:
        part = turn.condition
        while type(part) is Worded:
            part = part.part
        if turn.state == "judgement" and type(part) is Judgement:
            found.append(part.text)
    return found


def _judgement(advice: Advice, judged: list[_Judged]) -> list[Ask]:
    one = judged[0]
    title = _source(advice, one.rule.cites) or Message("call.rule")
    gaps = {"who": _opener(advice), "title": title, "words": one.words}
    return [
        Ask(("verdict",), Message("call.judged", gaps)),
        Ask(("condition",), Message("call.proof")),
    ]


# How.


def _details(advice: Advice, cash: Option | None) -> list[Ask]:
    """Papers, counter, time and payee, as far as no firm rule tells them; two in one breath."""
    left = _unsettled(cash)
    asks = []
    for pair in PAIRS:
        about = tuple(a for a in pair if a in left)
        if about:
            asks.append(Ask(about, Message(f"call.how_{'_'.join(left[a] for a in about)}")))
    return asks


def _family(advice: Advice, cash: Option | None) -> list[Ask]:
    """What a family asks first: how they learn how much there is, and, where no list says it, what another who goes brings."""
    if advice.situation.base_status not in FAMILY or advice.because is not None:
        return []
    lines = [line for way in cash.ways for line in way.lines] if cash else []
    papers = {name for x in lines if x.kind == "documents" for name, _ in x.item.papers}
    if papers & PROXY:
        return [Ask(("balance",), Message("call.balance"))]
    return [Ask(("applicant", "balance"), Message("call.family"))]


def _if_so(asks: list[Ask]) -> list[Ask]:
    """The questions for where the first answer is yes."""
    return [
        ask._replace(words=Message("call.if_so", {"ask": ask.words})) if n == 0 else ask
        for n, ask in enumerate(asks)
    ]


def _granted(advice: Advice, cash: Option | None) -> list[Ask]:
    """A firm yes, or one on conditions the person can check: it is quoted, and what it leaves out is asked."""
    rule = _granting(cash)
    asks = _details(advice, cash)
    if not asks or rule is None:
        return asks
    title = _source(advice, rule.cites) or Message("call.rule")
    gaps = {"who": _opener(advice), "title": title, "ask": asks[0].words}
    return [asks[0]._replace(words=Message("call.granted", gaps)), *asks[1:]]


def _unsettled(cash: Option | None) -> dict[str, str]:
    """What is still to be asked of how it is done, with the word of the sentence for it."""
    ways = [w for w in cash.ways if w.state != "failed"] if cash else []
    firm = {line.kind for way in ways for line in way.lines if not line.reported}
    firm |= {
        kind
        for way in ways
        if not way.reported
        for _, kind in DETAILS
        if getattr(way.provision, kind) == ()
    }
    left = {about: about for about, kind in DETAILS if kind not in firm}
    if "documents" in firm and not all(way.complete for way in ways):
        left["documents"] = "more"
    if not any(s.kind == "pays_to" and not s.reported for way in ways for s in way.singles):
        left["payee"] = "payee"
    return left


# When the office says no.


def _granting(cash: Option | None) -> Provision | None:
    """The firm rule by which it is allowed."""
    if cash is None or cash.verdict not in (ELIGIBLE, CONDITIONAL):
        return None
    return next((p for p in cash.deciders if p.rule == ALLOWED), None)


def _quoted(advice: Advice, rule: Provision) -> Refused:
    """The rule, to be named to whoever says no."""
    title = _source(advice, rule.cites) or Message("call.rule")
    return Refused(
        Message("call.refused_quote", {"title": title, "says": rule.summary}), rule.cites[:1]
    )


def _source(advice: Advice, cites: tuple[Cite, ...]) -> Message | None:
    """How the source is called, with the place in it; None where it is none of the advice's."""
    for cite in cites:
        if cite.source in advice.sources:
            source = advice.sources[cite.source]
            own = source.title.strip("《》")
            named = Message("call.source", {"title": Text(own, source.title_en or own)})
            return Message("call.source_at", {"source": named, "at": cite.at}) if cite.at else named
    return None


# What others say.


def may_compare(advice: Advice) -> bool:
    """Whether counts of other places may stand beside the answer: nothing is known here, nothing on file speaks against a lean, and
    the case is not one that the counts leave out (a fact is stated otherwise than the status presumes)."""
    cash = _option(advice, "cash")
    if advice.verdict != UNKNOWN or advice.because is not None:
        return False
    s = advice.situation
    presumed = advice.statuses[s.base_status].presumes
    if any(value not in s.stated.get(fact, (value,)) for fact, value in presumed.items()):
        return False
    if cash is None or cash.lean is not None:
        return True
    told = any(h.provision.rule == ALLOWED and h.state != "failed" for h in cash.heard)
    return not (told or cash.conflict or any(p.place != NATION for p in cash.opens))
