"""What every page of the site stands in: its address, the way to the other pages, and its foot."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from posixpath import dirname, relpath

from medisave_cli.language import Speaker
from medisave_cli.language.speaker import EN, ZH
from medisave_cli.show.html_face import document, paragraph, text_html
from medisave_cli.show.listing import foot
from medisave_cli.tuples import NamedTuple

FRONT, SITUATIONS, CLAIMS, SOURCES = (
    "index.html",
    "index.html#situations",
    "claims.html",
    "sources.html",
)
OTHER = {ZH: EN, EN: ZH}
ROOTS = {ZH: "", EN: "en/"}
"""In which folder the pages of a language lie."""


def place_page(code: str, status: str = "") -> str:
    """Where the page of a place is, and in it the answer to a situation."""
    return f"place/{code}.html" + (f"#{status}" if status else "")


def situation_page(status: str) -> str:
    return f"situation/{status}.html"


def source_page(name: str) -> str:
    return f"source/{name}.html"


def claim_page(name: str) -> str:
    return f"claim/{name}.html"


@cache
def asset(name: str) -> str:
    """A file that is written into the pages: their style, the one script."""
    return (Path(__file__).parent / name).read_text("utf-8")


@cache
def _style(name: str) -> str:
    """A style sheet without what only its writers need."""
    return re.sub(r"\s*([{};,:])\s+|\n\s*", r"\1", asset(f"{name}.css"))


class Frame(NamedTuple):
    """One page of the site: its language, its path within the pages of that language, the book and the day it is of."""

    lang: str
    path: str
    book: tuple[str, str]
    as_of: str

    @property
    def file(self) -> str:
        """Where the page is written."""
        return ROOTS[self.lang] + self.path

    @property
    def say(self) -> Speaker:
        return _speaker(self.lang)

    def to(self, target: str) -> str:
        """The link from this page to another of the same language."""
        return relpath(target, dirname(self.path) or ".")

    def twin(self) -> str:
        """The link to this page in the other language."""
        other = ROOTS[OTHER[self.lang]] + self.path
        return relpath(other, dirname(self.file) or ".")

    def page(self, title: str, body: str, style: str = "", script: str = "") -> str:
        """The whole page around what it holds. ``style`` and ``script`` name files of this room that are written into it."""
        foot_lines = [*foot(self.book, self.lang), self.say("site.written", as_of=self.as_of)]
        written = "\n".join(paragraph(line, self.lang) for line in foot_lines)
        return document(
            title if self.path == FRONT else f"{title} · {self.say('site.name')}",
            self.lang,
            f"{self._ways()}\n{body}\n<footer>\n{written}\n</footer>",
            "".join(_style(name) for name in ("every", style) if name),
            asset(f"{script}.js") if script else "",
        )

    def _ways(self) -> str:
        """The links that stand above every page."""
        other = OTHER[self.lang]
        links = [
            f'<a href="{escape(self.to(target))}">{text_html(self.say(f"site.{name}"), self.lang)}</a>'
            for name, target in (
                ("home", FRONT),
                ("situations", SITUATIONS),
                ("claims", CLAIMS),
                ("sources", SOURCES),
            )
        ]
        tongue = _speaker(other)("frame.code")
        links.append(
            f'<a class="tongue" lang="{tongue}" hreflang="{tongue}" href="{escape(self.twin())}">{_speaker(other)("site.tongue")}</a>'
        )
        return (
            f'<nav aria-label="{escape(self.say("site.ways"))}">\n' + "\n".join(links) + "\n</nav>"
        )


@cache
def _speaker(lang: str) -> Speaker:
    return Speaker(lang)
