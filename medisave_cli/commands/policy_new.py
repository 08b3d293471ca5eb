"""``medisave policy new``: the file to start a place from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medisave_cli.commands.options import LangOption, checked_lang, deliver, overlays
from medisave_cli.commands.policy_folders import shown
from medisave_cli.dates import today
from medisave_cli.errors import AskedWrongly, MedisaveError
from medisave_cli.files import why
from medisave_cli.language import Speaker

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.model import Place, Text


def run(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    copy: Annotated[bool, typer.Option("--copy")] = False,
    source: Annotated[Path | None, typer.Option("--from", metavar="FILE")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE|-")] = None,
    lang: LangOption = None,
    policies: Annotated[list[Path] | None, typer.Option("--policies")] = None,
) -> None:
    from medisave_cli.book.places import find
    from medisave_cli.keeping.folders import reading
    from medisave_cli.keeping.locate import CHECKOUT_POLICIES, open_book
    from medisave_cli.keeping.locate import policies as bundled
    from medisave_cli.keeping.template import place_file

    language = checked_lang(lang)
    book = open_book()
    place = find(book, code)
    pinyin = book.pinyin(place.code)
    own = overlays(policies)
    # Where the other commands for keepers will look: nobody writes into an installed program.
    near = own or reading().own
    checkout = (CHECKOUT_POLICIES / "places").is_dir()
    folder = near[-1] if near else CHECKOUT_POLICIES if checkout else Path("policies")
    existing = _file_of(folder, place.code)
    if existing is not None and output is None:
        raise AskedWrongly("workshop.has_file", place=place.name, file=shown(str(existing)))
    below = _file_of(bundled(), place.code)
    if copy and below is None:
        raise AskedWrongly("workshop.no_bundled_file", place=place.name)
    text = (
        _drafted(source, book, place, pinyin, language)
        if source
        else below.read_text(encoding="utf-8")
        if copy and below
        else place_file(book, place, _prefix(book, place, pinyin), today(), language)
    )
    target = output or folder / "places" / f"{place.code}-{pinyin}.yaml"
    if str(target) == "-":
        deliver(text, None)
        return
    _begin(target)
    deliver(text, target)
    _tell(
        target,
        place.name,
        below is not None and not copy,
        None if folder == bundled() else Path(shown(str(folder))),
        language,
    )


def _begin(target: Path) -> None:
    """Make the folder of a file that is not there yet.

    Raises:
        AskedWrongly: the file is there.
        MedisaveError: the folder cannot be made.
    """
    if target.exists():
        raise AskedWrongly("workshop.exists", file=str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        made = str(target.parent)
        raise MedisaveError("workshop.cannot_create", folder=made, why=why(error)) from None


def _drafted(source: Path, book: Book, place: Place, pinyin: str, lang: str) -> str:
    from medisave_cli.keeping.drafting import Words, drafted
    from medisave_cli.keeping.nameable import nameable

    words = Words(nameable(place, "documents"), nameable(place, "channels"), Speaker(lang))
    return drafted(source, book, place, _prefix(book, place, pinyin), today(), words)


def _prefix(book: Book, place: Place, pinyin: str) -> str:
    """What the file's ids begin with: the pinyin, behind the province's where another place sounds the same (台州, 泰州)."""
    alike = book.sound_alike(pinyin)
    return (
        pinyin if alike < 2 or len(place.chain) < 3 else f"{book.pinyin(place.chain[-2])}-{pinyin}"
    )


def _file_of(folder: Path, code: str) -> Path | None:
    return next(iter(sorted((folder / "places").glob(f"{code}*.y*ml"))), None)


def _tell(target: Path, name: Text, replaces: bool, own: Path | None, lang: str) -> None:
    """The file's name on stdout, what to do with it on stderr. ``own``: the folder, where it is not the bundled one."""
    say = Speaker(lang)
    print(shown(str(target)))
    flag, ask = (f" {own}", f" --policies {own}") if own else ("", "")
    print(say("workshop.fill_in", flag=flag, ask=ask), file=sys.stderr)
    if replaces and own:
        print(say("workshop.replaces", place=name), file=sys.stderr)
