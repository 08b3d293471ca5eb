"""``medisave ask``, and ``medisave`` alone: the questionnaire."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from medisave_cli.commands.options import (
    CityOption,
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    opened,
    render_page,
)
from medisave_cli.errors import INTERRUPTED, AskedWrongly
from medisave_cli.language import Message, Speaker

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.commands.spoken import Spoken
    from medisave_cli.interview.desk import Desk
    from medisave_cli.interview.prompts import Prompts
    from medisave_cli.interview.session import Session
    from medisave_cli.model import Advice


def run(
    city: CityOption = None,
    status: Annotated[str | None, typer.Option("--status", "-s")] = None,
    to: Annotated[str | None, typer.Option("--to")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None,
    accessible: Annotated[bool, typer.Option("--accessible")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    _talk(language, accessible, (format, output), policies, city, status, to, as_of)


def start() -> None:
    """The questionnaire, when ``medisave`` is run alone."""
    _talk(checked_lang(None), False, (None, None))


def go_on(
    book: Book, lang: str, asked: Spoken, facts: dict[str, Any], to: str | None, as_of: str | None
) -> None:
    """Ask the rest of a question that ``check`` was given in part."""
    from medisave_cli.finder.facts import spoken_facts
    from medisave_cli.interview.desk import Desk

    desk = Desk(book, _day(as_of))
    session = _given(desk, asked.city, None, to)
    said = spoken_facts(facts, book.facts(desk.place(session.place) if session.place else None))
    _hold(desk, session._replace(words=asked.situation or "", said=said), lang, False, (None, None))


def _talk(
    lang: str,
    accessible: bool,
    face: tuple[Format | None, Path | None],
    policies: list[Path] | None = None,
    city: str | None = None,
    status: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
) -> None:
    from medisave_cli.interview.desk import Desk

    if not _numbered_wanted(accessible) and _screen() is None:
        raise _off_terminal(city, status)
    desk = Desk(opened(policies), _day(as_of))
    _hold(desk, _given(desk, city, status, to), lang, accessible, face)


def _numbered_wanted(accessible: bool) -> bool:
    return accessible or os.environ.get("ACCESSIBLE", "").lower() not in ("", "0", "no", "false")


def _hold(
    desk: Desk,
    session: Session,
    lang: str,
    accessible: bool,
    face: tuple[Format | None, Path | None],
) -> None:
    """Hold the conversation that ``session`` begins."""
    numbered, screen = _numbered_wanted(accessible), _screen()
    try:
        from medisave_cli.interview.talk import Talk

        plain = numbered or os.environ.get("TERM", "") in ("", "dumb")
        talk = Talk(
            desk,
            _numbered(lang) if plain or screen is None else _terminal(lang, screen),
            lang,
            _shower(lang, plain, *face),
            _saver(lang),
            _guider(desk.book, lang, plain, *face),
        )
        with _kept(None if plain else screen):
            talk.run(session)
    except (KeyboardInterrupt, EOFError):
        print("\n" + Speaker(lang)("arguments.stopped"), file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def prompting(lang: str, accessible: bool) -> Iterator[Prompts | None]:
    """What asks questions here, terminal or numbered, which is left as it was found; None where nobody can be asked."""
    numbered, screen = _numbered_wanted(accessible), _screen()
    if not numbered and screen is None:
        yield None
        return
    plain = numbered or os.environ.get("TERM", "") in ("", "dumb")
    with _kept(None if plain else screen):
        yield _numbered(lang) if plain or screen is None else _terminal(lang, screen)


def _kept(screen: TextIO | None) -> AbstractContextManager[None]:
    """What leaves the terminal as it was found, where prompts are drawn on one."""
    if screen is None:
        return nullcontext()
    from medisave_cli.interview.terminal import left_as_found

    return left_as_found(screen)


def _screen() -> TextIO | None:
    """The stream that prompts are drawn on: standard error, so that standard output can go to a file; None off a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return next(
        (stream for stream in (sys.stderr, sys.stdout) if stream is not None and stream.isatty()),
        None,
    )


def _off_terminal(city: str | None, status: str | None) -> AskedWrongly:
    from medisave_cli.interview.talk import shorten

    given = {
        name: shorten(typed) if typed else Message(f"arguments.a_{name}")
        for name, typed in (("city", city), ("status", status))
    }
    return AskedWrongly("arguments.off_terminal", command=Message("arguments.check", given))


def _day(as_of: str | None) -> str | None:
    if as_of is None:
        return None
    from medisave_cli.advisor.situation import read_date

    return read_date(as_of, "--as-of")


def _given(desk: Desk, city: str | None, status: str | None, to: str | None) -> Session:
    """What the command line says already; words that are no status's id are read as if typed at the first question."""
    from medisave_cli.interview.session import Session

    place = desk.find(city).place.code if city else None
    destination = desk.find(to).place.code if to else None
    if destination is not None and destination == place:
        raise AskedWrongly("arguments.one_place")
    known = (status or "").strip().lower().replace("-", "_")
    if known in desk.book.statuses:
        if destination is not None and not desk.moves(known):
            raise AskedWrongly("arguments.no_move")
        return Session(known, place, destination)
    return Session(None, place, destination, words=status or "")


def _numbered(lang: str) -> Any:
    from medisave_cli.interview.numbered import Numbered

    return Numbered(lang)


def _terminal(lang: str, screen: TextIO) -> Any:
    from medisave_cli.interview.terminal import Terminal

    return Terminal(lang, screen)


def _shower(lang: str, plain: bool, format: Format | None, output: Path | None) -> Any:
    face = chosen(format or (Format.plain if plain and output is None else None), output)

    def show(advice: Advice) -> None:
        from medisave_cli.commands.telling import told_beside
        from medisave_cli.show.command_line import one_shot

        advice = told_beside(advice, None, face, output, lang)

        print(file=sys.stderr)
        if face is Format.json:
            from medisave_cli.show.json_face import advice_json

            deliver_json(advice_json(advice, lang, None), output)
        else:
            from medisave_cli.commands.dated import is_handout
            from medisave_cli.show.screen import first_screen

            render_page(first_screen(advice, lang, is_handout(face)), face, output)
        beside = (
            sys.stdout if output is None and face in (Format.table, Format.plain) else sys.stderr
        )
        print(Speaker(lang)("arguments.again") + one_shot(advice) + "\n", file=beside)
        sys.stdout.flush()

    return show


def _guider(book: Book, lang: str, plain: bool, format: Format | None, output: Path | None) -> Any:
    face = chosen(format or (Format.plain if plain and output is None else None), output)

    def guide(topic: str, place: str | None, about: tuple[str, ...]) -> None:
        from medisave_cli.commands.guides import deliver_guide
        from medisave_cli.commands.reading import Reading

        print(file=sys.stderr)
        deliver_guide(book, topic, place, " ".join(about), Reading(face, output, lang))
        sys.stdout.flush()

    return guide


def _saver(lang: str) -> Any:
    def save(advice: Advice, kind: str, name: str, replace: bool) -> None:
        from medisave_cli.show.screen import first_screen

        path = Path(name).expanduser()
        if path.exists() and not replace:
            raise FileExistsError(name)
        render_page(first_screen(advice, lang, handout=True), Format(kind), path)

    return save
