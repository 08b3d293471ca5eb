"""Enumerations, split: every so-many-th in the quick tests, the rest among the long ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def quick_and_long(items: Iterable[Any], every: int = 8) -> list[Any]:
    """Parameters for ``parametrize``: each ``every``-th as it is, all others marked ``long``.

    A plain tuple is the values of several names at once, as ``parametrize`` has it.
    """
    return [
        item
        if number % every == 0
        else pytest.param(*(item if type(item) is tuple else (item,)), marks=pytest.mark.long)
        for number, item in enumerate(items)
    ]
