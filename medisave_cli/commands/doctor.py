"""``medisave doctor``: what belongs into a bug report, and ``--version``. Nothing personal: no path, no name, no question."""

# Annotations stay values here: Typer reads them, and where they are text it has each compiled, twice.

import os
import sys
from typing import TYPE_CHECKING, Any

from medisave_cli import __version__
from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    overlays,
    render_page,
)
from medisave_cli.errors import MedisaveError

if TYPE_CHECKING:
    from pathlib import Path

    from medisave_cli.show.page import Page

EXTRAS = {
    "batch": ("polars", "fastexcel", "xlsxwriter"),
    "engines": ("duckdb", "pyspark"),
    "mcp": ("mcp",),
}
"""The optional parts, by the packages that make them."""

Findings = dict[str, dict[str, Any]]


def version_lines(lang: str) -> str:
    """The program's version; the rules' version, digest and newest check."""
    from medisave_cli.language import Speaker

    say = Speaker(lang)
    lines = [f"medisave {__version__}"]
    try:
        book = _rules([])
    except MedisaveError as error:
        return "\n".join([*lines, say.text(error.text)])
    gaps = {k: book[k] or "?" for k in ("version", "digest", "checked")}
    return "\n".join([*lines, say("doctor.book_line", **gaps)])


def run(
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    language = checked_lang(lang)
    found = findings(policies)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json({"schema": 1, "lang": language, **found}, output)
    else:
        render_page(_page(found, language), face, output)


def findings(policies: "list[Path] | None") -> Findings:
    """What is found, by subject."""
    try:
        rules = _rules(overlays(policies))
    except MedisaveError as error:
        rules = {"error": error.text.en}
    return {
        "program": _program(),
        "rules": rules,
        "terminal": _terminal(),
        "handout": _handout(),
        "extras": {name: _versions(packages) for name, packages in EXTRAS.items()},
    }


def _program() -> dict[str, Any]:
    import platform

    from medisave_cli.installed import how

    return {
        "version": __version__,
        "installed": how(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": _versions(("typer", "rich", "questionary", "pydantic", "pyyaml")),
    }


def _rules(folders: "list[Path]") -> dict[str, Any]:
    from medisave_cli.keeping.folders import nearest
    from medisave_cli.keeping.locate import CARRIED_BOOK, open_book
    from medisave_cli.told.folder import names

    book = open_book(folders)
    return {
        "version": book.version,
        "digest": book.digest,
        "checked": book.newest_check,
        "places": len(book.places_on_file()),
        "carried": CARRIED_BOOK.exists(),
        "overlays": len(folders),
        "folder_near": nearest() is not None,
        "told": len(names()),
        "sqlite": book.engine,
    }


def _terminal() -> dict[str, Any]:
    import locale
    import shutil

    from medisave_cli.language import chosen_language

    size = shutil.get_terminal_size()
    return {
        "language": chosen_language(),
        "locale": locale.setlocale(locale.LC_CTYPE, None),
        "encoding": sys.stdout.encoding,
        "is_terminal": sys.stdout.isatty(),
        "size": f"{size.columns}x{size.lines}",
        "term": os.environ.get("TERM"),
        "no_color": bool(os.environ.get("NO_COLOR")),
        "accessible": bool(os.environ.get("ACCESSIBLE")),
        "pager": os.path.basename(os.environ.get("PAGER", "less").split(" ")[0]),
    }


def _handout() -> dict[str, Any]:
    import shutil
    import subprocess

    from medisave_cli.show.pdf_face import browser

    fonts: int | None = None
    if shutil.which("fc-list"):
        try:
            listed = subprocess.run(
                ["fc-list", ":lang=zh", "family"], capture_output=True, timeout=5, check=False
            )
            fonts = len(set(listed.stdout.splitlines()))
        except (OSError, subprocess.TimeoutExpired):
            fonts = None
    found = browser()
    return {"browser": os.path.basename(found) if found else None, "chinese_fonts": fonts}


def _versions(packages: tuple[str, ...]) -> dict[str, str | None]:
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str | None] = {}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def _page(found: Findings, lang: str) -> "Page":
    from medisave_cli.language import Speaker
    from medisave_cli.show.page import Item, Page, Section

    say = Speaker(lang)

    def shown(value: Any) -> str:
        if isinstance(value, dict):
            return say.list(f"{k} {shown(v)}" for k, v in value.items())
        if value is None:
            return say("doctor.none")
        if isinstance(value, bool):
            return say("doctor.yes" if value else "doctor.no")
        return str(value)

    sections = tuple(
        Section(
            say(f"doctor.{subject}"),
            tuple(
                Item(shown(value), name if subject == "extras" else say(f"doctor.{subject}.{name}"))
                for name, value in facts.items()
            ),
        )
        for subject, facts in found.items()
    )
    return Page(say("doctor.title"), "", lang, lead=(say("doctor.lead"),), sections=sections)
