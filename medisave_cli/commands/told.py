"""``medisave told``: what an office answered, kept on this machine, shown beside later answers, never part of one."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver,
    deliver_json,
    opened,
    place_named,
    render_page,
)
from medisave_cli.errors import AskedWrongly
from medisave_cli.language import Speaker

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.interview.prompts import Prompts
    from medisave_cli.model import Place, Told
    from medisave_cli.show.page import Page
    from medisave_cli.told.records import Kept

HOTLINE = "12393"


def run(
    city: Annotated[str | None, typer.Argument(metavar="[CITY]")] = None,
    status: Annotated[str | None, typer.Argument(metavar="[STATUS]")] = None,
    said: Annotated[str | None, typer.Option("--said", metavar="yes|no|conditional")] = None,
    by: Annotated[str, typer.Option("--by")] = HOTLINE,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    document: Annotated[str | None, typer.Option("--document")] = None,
    note: Annotated[str | None, typer.Option("--note")] = None,
    listed: Annotated[bool, typer.Option("--list")] = False,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="ID")] = None,
    share: Annotated[bool, typer.Option("--share")] = False,
    id: Annotated[str | None, typer.Option("--id", metavar="ID")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y")] = False,
    accessible: Annotated[bool, typer.Option("--accessible")] = False,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    if sum((listed, bool(remove), share, said is not None)) > 1:
        raise AskedWrongly("told.one_thing")
    speak = Speaker(language)
    if remove:
        from medisave_cli.told.records import remove as take_away

        for name in take_away(remove):
            typer.echo(speak("told.removed", file=name))
        return
    book = opened(policies)
    place = place_named(book, city, language) if city else None
    base = _base(book, status)
    if share:
        deliver(_report(place.code if place else "", base, id), output)
    elif listed:
        _list(book, place, base, speak, chosen(format, output), output)
    else:
        given = _Given(place, base, said, by, on, document, note)
        _keep(book, given, speak, accessible, yes)


@dataclass
class _Given:
    """What is known so far of an answer to keep."""

    place: "Place | None"
    base: str
    said: str | None
    by: str
    on: str | None
    document: str | None
    note: str | None

    def record(self) -> "Told":
        from medisave_cli.told.records import checked

        assert self.place is not None and self.said is not None
        more = {"document": self.document, "note": self.note}
        return checked(self.place.code, self.base, self.said, self.by, self.on, more)


def _base(book: "Book", status: str | None) -> str:
    """The base status meant; empty for none."""
    if not status:
        return ""
    from medisave_cli.answer.reading import read_status

    return book.statuses[read_status(book, status)].base


def _keep(book: "Book", given: _Given, speak: Speaker, accessible: bool, yes: bool) -> None:
    """Complete what was given by questions, show it, and keep it where the person says so."""
    from medisave_cli.commands.ask import prompting
    from medisave_cli.errors import INTERRUPTED
    from medisave_cli.told.records import path_of, text_of, write

    whole = given.place is not None and given.base and given.said is not None
    try:
        with prompting(speak.lang, accessible) as prompts:
            if not whole:
                if prompts is None:
                    raise AskedWrongly("told.missing")
                _ask(book, given, prompts, speak)
            record = given.record()
            if prompts is not None and not yes:
                prompts.tell(speak("told.would_keep", file=path_of(record)))
                prompts.tell(text_of(record))
                if not _agreed(prompts, speak):
                    prompts.tell(speak("told.not_kept"))
                    return
    except (KeyboardInterrupt, EOFError):
        typer.echo("\n" + speak("told.not_kept"), err=True)
        raise typer.Exit(INTERRUPTED) from None
    typer.echo(speak("told.kept", file=write(record)))


def _agreed(prompts: "Prompts", speak: Speaker) -> bool:
    from medisave_cli.interview.prompts import Ask, Choice

    choices = [Choice(True, speak("told.keep")), Choice(False, speak("told.leave"))]
    return bool(prompts.choose(Ask(speak("told.keep_it"), back=False), choices))


def _ask(book: "Book", given: _Given, prompts: "Prompts", speak: Speaker) -> None:
    """The questions that are left, one after the other."""
    from medisave_cli.interview.prompts import Ask, Choice
    from medisave_cli.told.records import SAID

    def typed(key: str, start: str = "") -> str:
        asked = prompts.enter(Ask(speak(key), back=False), lambda _: [], start=start)
        return str(getattr(asked, "value", asked))

    while given.place is None:
        try:
            given.place = place_named(book, typed("told.ask_place"), speak.lang)
        except AskedWrongly as wrong:
            prompts.tell(speak.text(wrong.text))
    if not given.base:
        bases = [s for s in book.statuses.values() if s.id == s.base]
        choices = [Choice(s.id, speak.text(s.label)) for s in bases]
        given.base = prompts.choose(Ask(speak("told.ask_status"), back=False), choices)
    if given.said is None:
        answers = [Choice(word, speak(f"told.{word}")) for word in SAID]
        given.said = prompts.choose(Ask(speak("told.ask_said"), back=False), answers)
    given.by = typed("told.ask_by", given.by)
    while True:
        given.on = typed("told.ask_on", given.on or "") or None
        try:
            given.record()
            break
        except AskedWrongly as wrong:
            prompts.tell(speak.text(wrong.text))
            given.on = None
    given.document = typed("told.ask_document", given.document or "")
    given.note = typed("told.ask_note", given.note or "")


def _report(place: str, base: str, id: str | None) -> str:
    """The report of the one record meant.

    Raises:
        AskedWrongly: none is, or several are.
    """
    from medisave_cli.told.records import kept
    from medisave_cli.told.report import report

    found = [r for r in kept(place, base).records if id in (None, r.id)]
    if not found:
        raise AskedWrongly("told.nothing_to_share")
    if len(found) > 1:
        raise AskedWrongly(
            "told.which_to_share", n=len(found), ids=" | ".join(r.id for r in found[:9])
        )
    return report(found[0])


def _list(
    book: "Book",
    place: "Place | None",
    base: str,
    speak: Speaker,
    face: Format,
    output: Any,
) -> None:
    from medisave_cli.told.records import kept

    found = kept(place.code if place else "", base)
    named = {r.place: book.place(r.place) for r in found.records}
    if face is Format.json:
        records = [
            {**r._asdict(), "name": speak.text(p.name) if (p := named[r.place]) else r.place}
            for r in found.records
        ]
        deliver_json(
            {"schema": 1, **_where(), "told": records, "broken": list(found.broken)}, output
        )
        return
    render_page(_page(book, found, named, speak), face, output)


def _where() -> dict[str, Any]:
    """Where they are kept, and where a run shows them: for bug reports too."""
    from medisave_cli.told.folder import names, told_folder, wanted

    shown = "everywhere" if wanted(None, False) else "terminal" if wanted(None, True) else "never"
    folder = told_folder()
    return {"folder": str(folder) if folder else None, "kept": len(names()), "shown": shown}


SHOWN = {"everywhere": "used_always", "terminal": "used_on_terminal", "never": "used_never"}


def _page(book: "Book", found: "Kept", named: dict[str, Any], speak: Speaker) -> "Page":
    from medisave_cli.language import scrub
    from medisave_cli.show.page import Page, Section

    where = _where()
    lead = [
        speak("told.kept_in", folder=scrub(where["folder"], 200)),
        speak(f"told.{SHOWN[where['shown']]}"),
    ]
    lead += [speak("told.broken", file=name) for name in found.broken]
    if not found.records:
        return Page(speak("told.title"), "", speak.lang, lead=(*lead, speak("told.none")))
    columns = ("id", "place", "status", "said", "by", "on", "document")
    rows = tuple(
        (
            r.id,
            speak.text(p.name) if (p := named[r.place]) else r.place,
            speak.text(book.statuses[r.status].name) if r.status in book.statuses else r.status,
            speak(f"told.{r.said}"),
            r.by,
            r.on,
            r.document or "",
        )
        for r in found.records
    )
    table = Section("", columns=tuple(speak(f"told.columns_{c}") for c in columns), rows=rows)
    return Page(speak("told.title"), "", speak.lang, lead=tuple(lead), sections=(table,))
