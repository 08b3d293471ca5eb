"""``medisave statuses``: the situations that can be asked about."""

from __future__ import annotations

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
from medisave_cli.commands.searching import SearchOption, holds


def run(
    search: SearchOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.book.holdings import tally
    from medisave_cli.show.catalog_page import status_record, statuses_page
    from medisave_cli.show.records import envelope

    language = checked_lang(lang)
    book = opened(policies)
    counted = tally(book)
    places = {
        base: [code for code, by_status in counted.items() if base in by_status]
        for base in {s.base for s in book.statuses.values()}
    }
    found = [
        s for s in book.statuses.values() if holds(search, (s.id, *s.name, *s.label, *s.everyday))
    ]
    face = chosen(format, output)
    if face is Format.json:
        deliver_json(
            envelope(
                language,
                (book.version, book.digest),
                statuses=[status_record(s, places[s.base]) for s in found],
            ),
            output,
        )
    else:
        render_page(
            statuses_page(
                found,
                book.statuses,
                book.catalog_facts,
                places,
                (book.version, book.digest),
                language,
            ),
            face,
            output,
        )
