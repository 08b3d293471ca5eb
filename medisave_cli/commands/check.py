"""``medisave check``: one question, one answer."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.answering import Wanted, show_advice
from medisave_cli.commands.dated import DatedFormatOption, StartOption, dated_format
from medisave_cli.commands.options import (
    Format,
    LangOption,
    MoreOption,
    OutputOption,
    PagerOption,
    PoliciesOption,
    checked_lang,
    chosen,
    opened,
)
from medisave_cli.errors import AskedWrongly
from medisave_cli.words import say

if TYPE_CHECKING:
    from medisave_cli.commands.spoken import Spoken

EXIT_STATUS = {"eligible": 0, "conditional": 10, "not_eligible": 11, "unknown": 12}


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CITY] [TEXT]",
            help=say(
                "参保地和情形，用自己的话说，如：昆山 我爸走了",
                "the place and the situation in your own words: Kunshan my father died",
            ),
        ),
    ] = None,
    city: Annotated[
        str | None,
        typer.Option(
            "--city",
            "-c",
            help=say("参保地：城市名、拼音或代码", "where insured: a city's name, pinyin or code"),
        ),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            "-s",
            help=say("情形，见 medisave statuses", "the situation; see medisave statuses"),
        ),
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            help=say(
                "已知的事实 K=V，可重复；不清楚填 unknown；见 medisave facts",
                "a known fact K=V, repeatable; unknown if not sure; see medisave facts",
            ),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help=say("转入地（换地方参保时）", "the new place, for a move")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=say("按哪一天的规定（默认今天）", "rules as of this day (default: today)"),
        ),
    ] = None,
    start: StartOption = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help=say(
                "列出看过的每条规定，以及为什么", "list every rule that was looked at, and why"
            ),
        ),
    ] = False,
    more: MoreOption = False,
    sources: Annotated[
        bool,
        typer.Option("--sources", help=say("只列出依据", "list the sources alone")),
    ] = False,
    no_pager: PagerOption = False,
    exit_status: Annotated[
        bool,
        typer.Option(
            "--exit-status",
            help=say(
                "用退出码表示结论：0、10、11、12",
                "tell the verdict by the exit code: 0, 10, 11, 12",
            ),
        ),
    ] = False,
    format: DatedFormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.answer.asking import settle, sounded
    from medisave_cli.commands.spoken import can_be_asked, missing, spoken
    from medisave_cli.model import Case

    language = checked_lang(lang)
    book = opened(policies)
    asked = spoken(book, words or [], city, status)
    if asked.topic is not None:
        _guide(asked, (format, output), language, policies)
        if exit_status:
            raise typer.Exit(EXIT_STATUS["unknown"])
        return
    try:
        if asked.city is None or asked.situation is None:
            raise missing(asked)
        case = Case(asked.city, asked.situation, read_facts(fact), to, as_of)
        settled = settle(book, case)
    except AskedWrongly as wrong:
        if not can_be_asked(asked, wrong):
            raise
        from medisave_cli.commands.ask import go_on

        go_on(book, language, asked, read_facts(fact), to, as_of)
        return
    advice = sounded(book, settled.advice())
    looked = None
    if explain:
        from medisave_cli.advisor.explain import looked_at

        looked = looked_at(settled.outlook, advice)
    show_advice(
        advice,
        Wanted(language, dated_format(format, output), output, more, sources, start, looked),
        paged=not no_pager,
        checked=book.newest_check,
    )
    if exit_status:
        raise typer.Exit(EXIT_STATUS[advice.verdict])


def _guide(
    asked: "Spoken",
    face: tuple[Format | None, Path | None],
    lang: str,
    policies: list[Path] | None,
) -> None:
    """The guide that the words are about, where a status was asked for."""
    from medisave_cli.commands.guides import show_guide

    assert asked.topic is not None
    page = chosen(*face)
    about = " ".join(asked.topic.about)
    show_guide(asked.topic.id, about, asked.city, page, face[1], lang, policies)


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
            shown = "".join(c for c in word if c.isprintable())[:60]
            raise AskedWrongly(
                f"--fact 要写成 K=V，例如 pension=monthly，不能是“{shown}”",
                f"--fact takes K=V, such as pension=monthly, not “{shown}”",
            )
        if name in facts and facts[name] != value.strip():
            raise AskedWrongly(
                f"事实 {name} 给了两个不同的值",
                f"the fact {name} is given twice, with different values",
            )
        facts[name] = value.strip()
    return facts
