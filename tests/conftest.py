"""What every test may ask for, and how the property tests draw: the same examples every time unless asked otherwise."""

from __future__ import annotations

import gc
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

# Thousands of tests and a whole book stay alive: looking through them for garbage again and again is a tenth of a run.
gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def book() -> Book:
    """The bundled rules."""
    return open_book()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """``MEDISAVE_LONG_EVERY=8``: of each long test with many parameters, the first and every eighth after it."""
    every = int(os.environ.get("MEDISAVE_LONG_EVERY", "1"))
    seen: dict[str, int] = {}
    kept, left = [], []
    for item in items:
        name = item.nodeid.split("[")[0]
        number = seen.get(name, 0)
        if item.get_closest_marker("long"):
            seen[name] = number + 1
        (left if number % every else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept
