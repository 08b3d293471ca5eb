"""Places side by side on one screen: one line a place, with its answer, whose rule it is, how that is known and how long it takes."""

from __future__ import annotations

from medisave_cli.language import Speaker
from medisave_cli.model import MAIN, Advice, Option
from medisave_cli.show.grading import known_by
from medisave_cli.show.listing import typed_place
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.selection import decider_of
from medisave_cli.show.terms import finding_term, verdict_term
from medisave_cli.show.wording import dial_of, time_text, value_text

SIDE_BY_SIDE = 4
"""Up to so many places, what circulates of each stands below them."""


def compare_screen(advices: list[Advice], lang: str, handout: bool = False) -> Page:
    """Return the first screen of a comparison, in the order given. ``handout``: without words for the command line."""
    speak = Speaker(lang)
    first = advices[0]
    s = first.situation
    columns = tuple(speak(f"compared.{name}") for name in ("place", "cash", "rests", "limit"))
    status = first.statuses[s.status].name
    title = speak("compared.title", status=status, n=len(advices), as_of=s.as_of)
    rows = tuple(compared_row(advice, speak) for advice in advices)
    items = [Item(_assumed(first, speak), speak("compared.assumed"))] if s.assumed else []
    circulating = _circulating(advices, speak) if len(advices) <= SIDE_BY_SIDE else ()
    if not handout:
        more = speak("compared.next", status=s.asked.status, place=typed_place(s.place, speak))
        items.append(Item(more, speak("compared.whole")))
    sections = (
        Section("", columns=columns, rows=rows),
        *([Section(speak("compared.circulating"), circulating)] if circulating else []),
        Section("", tuple(items)),
    )
    return Page(title, "", lang, sections=sections, foot=(speak("compared.foot"),), compact=True)


def _circulating(advices: list[Advice], speak: Speaker) -> tuple[Item, ...]:
    """What is said of one of these places alone, and whether it is so."""
    own = (
        (advice.situation.place, claim)
        for advice in advices
        for claim in advice.claims
        if claim.place == advice.situation.place.code and claim.finding != "supported"
    )
    return tuple(
        Item(
            speak("claims.quoted", claim=claim.claim),
            speak("compared.claimed", place=place.name, finding=finding_term(claim.finding)),
        )
        for place, claim in own
    )


def compared_row(advice: Advice, speak: Speaker) -> tuple[str, ...]:
    """One place: its name, what becomes of cash, whose rule says so and how it is known, and how long it takes."""
    name = speak.text(advice.situation.place.name)
    limit = _limit(_cash(advice), speak)
    return (name, cash_answer(advice, speak), cash_rests(advice, speak), limit)


def _cash(advice: Advice) -> Option | None:
    return next((o for o in advice.options if (o.family, o.portion) == ("cash", MAIN)), None)


def cash_answer(advice: Advice, speak: Speaker) -> str:
    """Whether it can be had in cash, in a word or two."""
    return speak.message(verdict_term(advice.verdict, advice.lean))


def cash_rests(advice: Advice, speak: Speaker) -> str:
    """Whose rule, and how it is known; whom to ask where there is none."""
    rule = decider_of(_cash(advice))
    if rule is None:
        dials = (dial_of(c.dial, advice.situation.place.area_code) for c in advice.contacts)
        return speak("compared.ask", dial=next((d for d in dials if d), "12393"))
    known = known_by(rule.grade, rule.cites, advice.sources)
    label = speak(f"compared.{known}")
    return speak("compared.rule", place=advice.names[rule.place], label=label)


def _limit(cash: Option | None, speak: Speaker) -> str:
    """The longest time limit of an open way; marked where it is not firm."""
    lines = [x for x in (cash.lines if cash else ()) if x.kind == "time_limit"]
    if not lines:
        return ""
    line = max(lines, key=lambda x: x.item.working_days or x.item.days or 0)
    said = speak.text(time_text(line.item))
    days = said.split("：")[-1].split(": ")[-1]
    if line.reported:
        return speak("grading.marked", text=days, label=speak("grading.unconfirmed"))
    return days


def _assumed(advice: Advice, speak: Speaker) -> str:
    said = []
    for fact, value in advice.situation.assumed.items():
        word = {True: "yes", False: "no"}.get(value, str(value))
        try:
            said.append(speak(f"assumed.{fact}-{word}"))
        except KeyError:
            said.append(speak.text(value_text(advice.facts[fact], value)))
    return speak("screen.semicolon").join(said)
