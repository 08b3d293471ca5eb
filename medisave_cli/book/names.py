"""How names are compared."""

from __future__ import annotations

import unicodedata


def key_of(name: str) -> str:
    """The form in which names are compared: letters, characters and digits only; full-width folded, lower case, no tone marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).lower() if c.isalnum())
