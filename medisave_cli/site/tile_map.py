"""The provinces as tiles: what each says of one situation, by colour, by sign, and in words."""

from __future__ import annotations

from collections import Counter
from html import escape

from medisave_cli.keeping.coverage_tables import MAP
from medisave_cli.language import Speaker
from medisave_cli.model import VERDICTS
from medisave_cli.show.screen import TONES
from medisave_cli.show.terms import verdict_term
from medisave_cli.tuples import NamedTuple

SIZE, STEP = 60, 64
SIGNS = {
    "eligible": '<path d="M-8 1l6 6L9-7"/>',
    "conditional": '<circle r="8"/><path class="full" d="M0-8a8 8 0 0 1 0 16z"/>',
    "not_eligible": '<path d="M-7-7L7 7M7-7L-7 7"/>',
    "unknown": '<path d="M-5-4a5 5 0 1 1 7 4.5q-2 1-2 3"/><path d="M0 8v.5"/>',
}
"""Drawn around a point, so that no font is needed for them."""


class Told(NamedTuple):
    """What one place says: the verdict, how sure it is (None: no firm rule), the same in words, and where it is told."""

    code: str
    name: str
    verdict: str
    grade: str | None
    words: str
    link: str


def tile_map(told: list[Told], lang: str) -> str:
    """The map of the provinces among ``told``, with what its signs mean."""
    provinces = [one for one in told if one.code in MAP]
    width = STEP * (1 + max(column for row, column in MAP.values()))
    height = STEP * (1 + max(row for row, column in MAP.values()))
    say = Speaker(lang)
    tiles = "\n".join(_tile(one, say) for one in provinces)
    return (
        f'<figure>\n<svg class="map" viewBox="-2 -2 {width} {height}" role="group" aria-label="{escape(say("site.map"))}">\n'
        f"{tiles}\n</svg>\n<figcaption>{_legend(provinces, say)}</figcaption>\n</figure>"
    )


def _tile(one: Told, say: Speaker) -> str:
    row, column = MAP[one.code]
    grade = (
        "" if one.grade is None else f'<text class="grade" x="44" y="50">{escape(one.grade)}</text>'
    )
    sign = (
        f'<g class="sign" transform="translate({19 if grade else 30} 43)">{SIGNS[one.verdict]}</g>'
    )
    return (
        f'<a href="{escape(one.link)}"><g class="tile {TONES[one.verdict]}" transform="translate({column * STEP} {row * STEP})">'
        f"<title>{escape(one.name)} – {escape(one.words)}</title>"
        f'<rect width="{SIZE}" height="{SIZE}" rx="8"/>'
        f'<text class="short" x="30" y="27">{escape(say(f"provinces.{one.code}"))}</text>{sign}{grade}</g></a>'
    )


def _legend(told: list[Told], say: Speaker) -> str:
    """What the signs mean, each with how many provinces have it, and what the letters mean."""
    counts = Counter(one.verdict for one in told)
    signs = [
        f'<li><svg class="key {TONES[verdict]}" viewBox="-12 -12 24 24" aria-hidden="true"><g class="sign">{SIGNS[verdict]}</g></svg>'
        f"{escape(say.message(verdict_term(verdict)))} {counts[verdict]}</li>"
        for verdict in VERDICTS
    ]
    letters = [f"<li>{escape(say(f'site.letter_{grade}'))}</li>" for grade in ("A", "B")]
    return f'<ul class="keys">{"".join(signs + letters)}</ul>'
