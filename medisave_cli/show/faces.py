"""The register of faces: every form an answer can take. Help, file endings, errors and commands read this list.

A face for reading names the module whose ``render(page)`` makes it; the others are made by the commands that offer them.
"""

from __future__ import annotations

from enum import StrEnum

from medisave_cli.tuples import NamedTuple


class Format(StrEnum):
    """The faces by name, as ``--format`` takes them."""

    table = "table"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    html = "html"
    pdf = "pdf"
    ics = "ics"
    csv = "csv"
    mermaid = "mermaid"
    dot = "dot"
    parquet = "parquet"
    site = "site"


class Face(NamedTuple):
    """``endings`` of files that ask for it; ``module`` renders a page; ``taken_along``: for paper or a phone, not a terminal;
    ``to_file``: cannot be printed on a terminal."""

    endings: tuple[str, ...] = ()
    module: str = ""
    taken_along: bool = False
    to_file: bool = False


FACES: dict[Format, Face] = {
    Format.table: Face(module="medisave_cli.show.rich_face"),
    Format.plain: Face((".txt", ".text"), "medisave_cli.show.plain_face"),
    Format.json: Face((".json",)),
    Format.markdown: Face((".md", ".markdown"), "medisave_cli.show.markdown_face", True),
    Format.html: Face((".html", ".htm"), "medisave_cli.show.html_face", True),
    Format.pdf: Face((".pdf",), "medisave_cli.show.pdf_face", True, to_file=True),
    Format.ics: Face((".ics",)),
    Format.csv: Face((".csv",)),
    Format.mermaid: Face((".mmd", ".mermaid")),
    Format.dot: Face((".dot", ".gv")),
    Format.parquet: Face((".parquet",)),
    Format.site: Face(),
}

PAGE = (Format.table, Format.plain, Format.json, Format.markdown, Format.html, Format.pdf)
DATED = (*PAGE, Format.ics)
COMPARED = (*PAGE, Format.csv)
DRAWN = (Format.mermaid, Format.dot, Format.markdown, Format.json)
EXPORTED = (Format.parquet, Format.csv, Format.site)
"""What a command offers: pages for reading, those that can be dated, those of several places, drawings, the whole policy."""


def of_ending(ending: str, offered: tuple[Format, ...]) -> Format | None:
    """The offered face that a file's ending (``.html``) asks for; None where it asks for none of them."""
    low = ending.lower()
    return next((face for face in offered if low in FACES[face].endings), None)


def endings(offered: tuple[Format, ...]) -> list[str]:
    """The endings under which an answer can be written."""
    return [ending for face in offered for ending in FACES[face].endings[:1]]
