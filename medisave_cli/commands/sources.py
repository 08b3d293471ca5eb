"""``medisave sources [ID]``: every source, and what cites it."""

from __future__ import annotations

from typing import Annotated

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
    place_named,
    render_page,
)
from medisave_cli.commands.searching import SearchOption


def run(
    id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    city: CityOption = None,
    search: SearchOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.book.holdings import citing, lines_of
    from medisave_cli.lookups import sources_found, sources_json
    from medisave_cli.show.sources_page import source_page, sources_page

    language = checked_lang(lang)
    book = opened(policies)
    place = place_named(book, city, language) if city is not None else None
    found = sources_found(book, id, place, search)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(sources_json(book, found, language), output)
        return
    lines = citing(book)
    meta = (book.version, book.digest)
    only = found[0].id if id is not None and found else None
    codes = {s.place for s in found} | ({code for code, _ in lines[only]} if only else set())
    names = {code: near.name for code in codes if (near := book.place(code))}
    if only and found:
        said = {code: lines_of(book, code) for code, _ in lines[only]}
        quoted = [
            (code, name, said[code][name]) for code, name in lines[only] if name in said[code]
        ]
        render_page(source_page(found[0], quoted, names, meta, language), face, output)
    else:
        render_page(
            sources_page(found, names, {s.id: len(lines[s.id]) for s in found}, meta, language),
            face,
            output,
        )
