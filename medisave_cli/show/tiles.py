"""Where the mainland's provinces stand on a map of tiles."""

from __future__ import annotations

from typing import NamedTuple


class Tile(NamedTuple):
    """``row`` and ``column`` from the north-west; the letters of ``en`` are those of ISO 3166-2:CN (兵团 has none)."""

    row: int
    column: int
    zh: str
    en: str


TILES = {
    "230000": Tile(0, 7, "黑", "HL"),
    "650000": Tile(1, 0, "新", "XJ"),
    "150000": Tile(1, 4, "蒙", "NM"),
    "220000": Tile(1, 7, "吉", "JL"),
    "660000": Tile(2, 0, "兵", "BT"),
    "620000": Tile(2, 1, "甘", "GS"),
    "640000": Tile(2, 2, "宁", "NX"),
    "610000": Tile(2, 3, "陕", "SN"),
    "140000": Tile(2, 4, "晋", "SX"),
    "130000": Tile(2, 5, "冀", "HE"),
    "110000": Tile(2, 6, "京", "BJ"),
    "210000": Tile(2, 7, "辽", "LN"),
    "630000": Tile(3, 1, "青", "QH"),
    "410000": Tile(3, 4, "豫", "HA"),
    "370000": Tile(3, 5, "鲁", "SD"),
    "120000": Tile(3, 6, "津", "TJ"),
    "540000": Tile(4, 0, "藏", "XZ"),
    "510000": Tile(4, 1, "川", "SC"),
    "500000": Tile(4, 2, "渝", "CQ"),
    "420000": Tile(4, 3, "鄂", "HB"),
    "340000": Tile(4, 4, "皖", "AH"),
    "320000": Tile(4, 5, "苏", "JS"),
    "310000": Tile(4, 6, "沪", "SH"),
    "530000": Tile(5, 1, "云", "YN"),
    "520000": Tile(5, 2, "贵", "GZ"),
    "430000": Tile(5, 3, "湘", "HN"),
    "360000": Tile(5, 4, "赣", "JX"),
    "330000": Tile(5, 5, "浙", "ZJ"),
    "450000": Tile(6, 2, "桂", "GX"),
    "440000": Tile(6, 3, "粤", "GD"),
    "350000": Tile(6, 4, "闽", "FJ"),
    "460000": Tile(7, 2, "琼", "HI"),
}
