"""What an answer turns on: the conditions of its rules, and what the person has not said yet."""

from __future__ import annotations

from collections.abc import Iterable

from medisave_cli.language import Speaker
from medisave_cli.model import MAIN, UNKNOWN, Advice, Option
from medisave_cli.show.grading import best_cites
from medisave_cli.show.page import Item, Section
from medisave_cli.show.references import References
from medisave_cli.show.terms import state_term
from medisave_cli.show.wording import condition_text

MARKS = {"met": "good", "failed": "bad", "unknown": "warn", "judgement": "warn"}


def turns_section(
    advice: Advice, options: Iterable[Option], refs: References, whole: bool = True
) -> Section:
    """Each condition of these options with how it stands, and ``whole`` or the one best citation of it."""
    say = Speaker(refs.lang)
    items: dict[tuple[str, str], Item] = {}
    for turn in (turn for option in options for turn in option.turns):
        text = say.text(condition_text(turn.condition, advice.facts))
        if (text, turn.state) not in items:
            cites = turn.cites if whole else best_cites(turn.cites, advice.sources)
            items[text, turn.state] = Item(
                text, say.message(state_term(turn.state)), (), refs.refs(cites), MARKS[turn.state]
            )
    return Section(say("screen.turns"), tuple(items.values()))


def questions_section(advice: Advice, lang: str, why: bool = True, flags: bool = True) -> Section:
    """What would make the answer clearer; with ``why`` it matters, and how it is said on the command line (``flags``)."""
    say = Speaker(lang)
    items = []
    for question in advice.questions:
        if question.assumed is not None:
            continue
        fact = question.fact
        values = "|".join({True: "yes", False: "no"}.get(v, str(v)) for v in fact.says) or fact.type
        notes = [say.text(fact.why)] * why + [f"--fact {fact.id}={values}"] * flags
        items.append(Item(say.text(fact.question), notes=tuple(notes)))
    return Section(say("screen.open_questions"), tuple(items))


def worth_showing(option: Option) -> bool:
    """An option of which nothing is known is left out, unless it is the one that was asked about."""
    if option.because is not None:
        return False
    return (
        option.verdict != UNKNOWN
        or option.lean is not None
        or option.conflict
        or (option.family, option.portion) == ("cash", MAIN)
    )
