"""``medisave check``: one question, one answer."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.answering import Wanted, show_advice
from medisave_cli.commands.dated import DatedFormatOption, StartOption, dated_format
from medisave_cli.commands.options import (
    LangOption,
    MoreOption,
    OutputOption,
    PagerOption,
    PoliciesOption,
    checked_lang,
    chosen,
    opened,
)
from medisave_cli.commands.reading import Reading
from medisave_cli.commands.telling import ToldOption, told_beside
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import scrub

if TYPE_CHECKING:
    from medisave_cli.advisor.outlook import Outlook
    from medisave_cli.book.store import Book
    from medisave_cli.commands.spoken import Spoken
    from medisave_cli.model import Advice, Case, Looked

EXIT_STATUS = {"eligible": 0, "conditional": 10, "not_eligible": 11, "unknown": 12}


def run(
    words: Annotated[list[str] | None, typer.Argument(metavar="[CITY] [TEXT]")] = None,
    city: Annotated[str | None, typer.Option("--city", "-c")] = None,
    status: Annotated[str | None, typer.Option("--status", "-s")] = None,
    fact: Annotated[list[str] | None, typer.Option("--fact")] = None,
    to: Annotated[str | None, typer.Option("--to")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    start: StartOption = None,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    more: MoreOption = False,
    sources: Annotated[bool, typer.Option("--sources")] = False,
    no_pager: PagerOption = False,
    exit_status: Annotated[bool, typer.Option("--exit-status")] = False,
    told: ToldOption = None,
    bilingual: Annotated[bool, typer.Option("--bilingual")] = False,
    format: DatedFormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.answer.asking import settle
    from medisave_cli.commands.spoken import can_be_asked, spoken

    language = checked_lang(lang)
    book = opened(policies)
    asked = spoken(book, words or [], city, status)
    if asked.topic is not None:
        page = chosen(format, output)
        _guide(book, asked, Reading(page, output, language, more, sources, not no_pager))
        if exit_status:
            raise typer.Exit(EXIT_STATUS["unknown"])
        return
    try:
        settled = settle(book, _case(book, asked, read_facts(fact), to, as_of))
    except AskedWrongly as wrong:
        if not can_be_asked(asked, wrong):
            raise
        from medisave_cli.commands.ask import go_on

        go_on(book, language, asked, read_facts(fact), to, as_of)
        return
    face = dated_format(format, output)
    advice = told_beside(settled.advice(), told, face, output, language)
    looked = _looked_at(settled.outlook, advice) if explain else None
    wanted = Wanted(language, face, output, more, sources, start, looked, bilingual)
    show_advice(advice, wanted, paged=not no_pager, checked=book.newest_check)
    if exit_status:
        raise typer.Exit(EXIT_STATUS[advice.verdict])


def _case(
    book: "Book", asked: "Spoken", facts: dict[str, Any], to: str | None, as_of: str | None
) -> "Case":
    from medisave_cli.commands.spoken import missing
    from medisave_cli.model import Case

    if asked.city is None or asked.situation is None:
        raise missing(book, asked)
    return Case(asked.city, asked.situation, facts, to, as_of)


def _looked_at(view: "Outlook", advice: "Advice") -> "tuple[Looked, ...]":
    from medisave_cli.advisor.explain import looked_at

    return looked_at(view, advice)


def _guide(book: "Book", asked: "Spoken", reading: Reading) -> None:
    """The guide that the words are about, where a status was asked for."""
    from medisave_cli.commands.guides import deliver_guide

    assert asked.topic is not None
    deliver_guide(book, asked.topic.id, asked.city, " ".join(asked.topic.about), reading)


def read_facts(raw: list[str] | None) -> dict[str, Any]:
    """``K=V`` words as facts.

    Raises:
        AskedWrongly: a word without ``=``, or a fact given twice with different values.
    """
    facts: dict[str, Any] = {}
    for word in raw or []:
        name, sign, value = word.partition("=")
        name = name.strip().lower().replace("-", "_")
        if not sign or not name:
            raise AskedWrongly("arguments.fact_form", typed=scrub(word))
        if name in facts and facts[name] != value.strip():
            raise AskedWrongly("arguments.fact_twice", fact=scrub(name))
        facts[name] = value.strip()
    return facts
