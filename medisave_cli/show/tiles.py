"""Where the mainland's provinces stand on a map of tiles. What is written on them is in ``language/<lang>/tiles.py``."""

from __future__ import annotations

from typing import NamedTuple


class Tile(NamedTuple):
    """A province's row and column, from the north-west."""

    row: int
    column: int


TILES = {
    "230000": Tile(0, 7),
    "650000": Tile(1, 0),
    "150000": Tile(1, 4),
    "220000": Tile(1, 7),
    "660000": Tile(2, 0),
    "620000": Tile(2, 1),
    "640000": Tile(2, 2),
    "610000": Tile(2, 3),
    "140000": Tile(2, 4),
    "130000": Tile(2, 5),
    "110000": Tile(2, 6),
    "210000": Tile(2, 7),
    "630000": Tile(3, 1),
    "410000": Tile(3, 4),
    "370000": Tile(3, 5),
    "120000": Tile(3, 6),
    "540000": Tile(4, 0),
    "510000": Tile(4, 1),
    "500000": Tile(4, 2),
    "420000": Tile(4, 3),
    "340000": Tile(4, 4),
    "320000": Tile(4, 5),
    "310000": Tile(4, 6),
    "530000": Tile(5, 1),
    "520000": Tile(5, 2),
    "430000": Tile(5, 3),
    "360000": Tile(5, 4),
    "330000": Tile(5, 5),
    "450000": Tile(6, 2),
    "440000": Tile(6, 3),
    "350000": Tile(6, 4),
    "460000": Tile(7, 2),
}
