"""At the counter: all that either language says, each line under one number."""

from __future__ import annotations

import re

from medisave_cli import Book
from medisave_cli.show import html_face, markdown_face, plain_face
from medisave_cli.show.bilingual import bilingual
from medisave_cli.show.screen import first_screen
from tests.show.screens import advices


def test_both_languages_are_there_whole_and_numbered_alike(book: Book) -> None:
    for advice in advices(book, 41):
        pages = {lang: first_screen(advice, lang, handout=True) for lang in ("zh", "en")}
        both = bilingual(pages["zh"], pages["en"])
        text = plain_face.render(both)
        for page in pages.values():
            for section in page.sections:
                if section.key == "sources":
                    continue
                for item in section.items:
                    assert item.text in text and item.tag in text
        numbers = [int(n) for n in re.findall(r"^(?:- |! |[☐×]\??\s)?(\d+)\. ", text, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert markdown_face.render(both) and html_face.render(both)
