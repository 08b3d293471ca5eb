"""``medisave facts [ID]``: the facts an answer may turn on."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.commands.options import (
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
from medisave_cli.commands.searching import SearchOption


def run(
    id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    search: SearchOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.book.holdings import fact_users, local_facts
    from medisave_cli.lookups import fact_words, holds, known_id
    from medisave_cli.show.catalog_page import fact_record, facts_page
    from medisave_cli.show.records import envelope

    language = checked_lang(lang)
    book = opened(policies)
    facts = book.facts()
    only = known_id(id, facts, "fact") if id is not None else None
    found = [f for f in facts.values() if only in (None, f.id) and holds(search, fact_words(f))]
    users, local = fact_users(book), local_facts(book)
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(
            envelope(
                language,
                (book.version, book.digest),
                facts=[fact_record(f, users[f.id], local.get(f.id)) for f in found],
            ),
            output,
        )
        return
    codes = {
        c for f in found for c in (*users[f.id].places, *([local[f.id]] if f.id in local else []))
    }
    names = {code: place.name for code in codes if (place := book.place(code))}
    render_page(
        facts_page(found, users, names, local, (book.version, book.digest), language),
        face,
        output,
    )
