"""Short digests that name things: ids of decisions, files of a cache."""

from __future__ import annotations

try:
    # What hashlib hands out, without the OpenSSL that importing hashlib loads: it would slow a one-shot answer by 4 %.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def short_digest(text: str) -> str:
    """Return 16 hexadecimal digits that name the text."""
    return _digest(text, 8)


def full_digest(text: str) -> str:
    """Return 64 hexadecimal digits that name the text: nobody finds another text of that name."""
    return _digest(text, 32)


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=size).hexdigest()
