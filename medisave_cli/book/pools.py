"""Insurance pools: the area within which nothing has to move."""

from __future__ import annotations

from medisave_cli.model import MUNICIPALITIES, Place


def pool_of(place: Place) -> str:
    """The code of the division that pools the place's employee insurance: its municipality or prefecture.

    Districts, counties and county-level cities are pooled with their prefecture (since 2020 everywhere); those directly under
    a province, prefectures and provinces are their own.
    """
    if place.code[:2] in MUNICIPALITIES:
        return place.code[:2] + "0000"
    parent = place.chain[1] if len(place.chain) > 1 else ""
    return parent if parent.endswith("00") and not parent.endswith("0000") else place.code


def is_municipality(code: str) -> bool:
    """Whether the division is a province that is one city."""
    return code[:2] in MUNICIPALITIES and code.endswith("0000")


def same_pool(one: Place, other: Place) -> bool:
    """Whether a move from one to the other stays within one pool, so that nothing has to move."""
    return pool_of(one) == pool_of(other)
