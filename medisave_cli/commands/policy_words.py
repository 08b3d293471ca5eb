"""``medisave policy words``: what each key and value of the policy files means."""

from __future__ import annotations

from typing import Annotated

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.errors import AskedWrongly


def run(
    word: Annotated[str | None, typer.Argument(metavar="[WORD]")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    from medisave_cli.keeping.vocabulary import words, words_saying
    from medisave_cli.keeping.words_page import words_json, words_page
    from medisave_cli.language import Speaker, nearest, scrub

    speak = Speaker(checked_lang(lang))
    found = list(words(word or "")) or list(words_saying(word or ""))
    if not found:
        near = nearest(word or "", sorted({w.key for w in words()}))
        if near:
            raise AskedWrongly("words.no_such_near", typed=scrub(word), near=near[0])
        raise AskedWrongly("words.no_such", typed=scrub(word))
    face = chosen(format, output)
    if face is Format.json:
        deliver_json({"schema": 1, "words": words_json(found, speak)}, output)
    else:
        render_page(words_page(found, speak), face, output)
