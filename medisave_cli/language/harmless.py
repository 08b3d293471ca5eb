"""Texts that a spreadsheet would take for a formula: what a stranger typed must not be run where it is opened."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that is read as a formula."""


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
