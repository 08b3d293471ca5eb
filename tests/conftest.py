"""What every test may ask for, and how the property tests draw: the same examples every time unless asked otherwise."""

from __future__ import annotations

import os

import pytest

from medisave_cli import Book, open_book

try:
    from hypothesis import settings
except ImportError:  # a machine without it skips those tests one by one
    pass
else:
    settings.register_profile("steady", derandomize=True, deadline=None, database=None)
    settings.register_profile("random", deadline=None, print_blob=True)
    settings.load_profile(os.environ.get("MEDISAVE_DRAW", "steady"))


@pytest.fixture(scope="session")
def book() -> Book:
    """The bundled rules."""
    return open_book()
