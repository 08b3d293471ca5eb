"""What every test may ask for."""

from __future__ import annotations

import pytest

from medisave_cli import Book, open_book


@pytest.fixture(scope="session")
def book() -> Book:
    """The bundled rules."""
    return open_book()
