"""How names are compared."""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile(r"[\s·•'’,，、/-]+")


def key_of(name: str) -> str:
    """The form in which names are compared: full-width folded, lower case, no spaces or marks."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).lower())
