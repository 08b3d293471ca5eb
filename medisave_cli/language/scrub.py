"""The one scrubber of text that came from outside, before it is shown again."""

from __future__ import annotations

LONGEST_SHOWN = 60


def scrub(raw: object, longest: int = LONGEST_SHOWN) -> str:
    """Return ``raw`` as one line that can be shown: no control or invisible characters, at most ``longest`` characters."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(raw)).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
