"""An advice as text, for those who use medisave as a library: the same faces as the command line's."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from medisave_cli.show.faces import FACES, Format

if TYPE_CHECKING:
    from medisave_cli.model import Advice
    from medisave_cli.show.page import Page

WRITTEN = (Format.plain, Format.markdown, Format.html, Format.json)
"""The faces that are text, whatever they are shown on."""


class _Renders(Protocol):
    def render(self, page: Page) -> str: ...


def render(advice: Advice, lang: str = "zh", format: str = "plain", more: bool = False) -> str:
    """Return the advice as text: ``format`` is plain, markdown, html or json; ``more`` everything, else what fits a screen.

    Raises:
        ValueError: there is no such text face.
    """
    face = next((one for one in WRITTEN if one.value == format), None)
    if face is None:
        raise ValueError(f"{format!r} is none of {', '.join(WRITTEN)}")
    if face is Format.json:
        import json

        from medisave_cli.show.json_face import advice_json

        return json.dumps(advice_json(advice, lang), ensure_ascii=False, indent=2) + "\n"
    if more:
        from medisave_cli.show.advice_page import advice_page

        page = advice_page(advice, lang, more=True)
    else:
        from medisave_cli.show.screen import first_screen

        page = first_screen(advice, lang, FACES[face].taken_along)
    return cast(_Renders, import_module(FACES[face].module)).render(page)
