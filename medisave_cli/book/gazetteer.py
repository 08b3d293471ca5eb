"""The divisions of China and their names, from ``policies/gazetteer/``: read when a book is built."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from medisave_cli.errors import BadData
from medisave_cli.files import why
from medisave_cli.model import NATION, Text
from medisave_cli.tuples import NamedTuple


class Division(NamedTuple):
    """One division. ``insured_under`` is the next wider place whose insurance rules serve it (its parent, but for 兵团 cities)."""

    code: str
    zh: str
    short: str
    pinyin: str
    full_pinyin: str
    en: str
    level: str
    parent: str
    insured_under: str
    area_code: str | None
    aliases: tuple[str, ...]
    misread: tuple[str, ...]

    @property
    def name(self) -> Text:
        return Text(self.zh, self.en)


def divisions(folder: Path) -> dict[str, Division]:
    """Read every division in force, by code.

    Raises:
        BadData: the gazetteer is missing or broken.
    """
    insured = {
        row["code"]: row["insured_under"]
        for row in _rows(folder / "insured.csv", "code", "insured_under")
    }
    result: dict[str, Division] = {}
    for row in _rows(
        folder / "divisions.csv",
        "code",
        "zh",
        "short_zh",
        "pinyin",
        "full_pinyin",
        "en",
        "level",
        "parent",
        "area_code",
        "aliases",
        "misread",
    ):
        parent = row["parent"] or NATION
        result[row["code"]] = Division(
            row["code"],
            row["zh"],
            row["short_zh"],
            row["pinyin"],
            row["full_pinyin"],
            row["en"],
            row["level"],
            parent,
            insured.get(row["code"], parent),
            row["area_code"] or None,
            _listed(row["aliases"]),
            _listed(row["misread"]),
        )
    for code in result:
        _reaches_nation(code, result, folder)
    return result


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _reaches_nation(code: str, known: dict[str, Division], folder: Path) -> None:
    for step in ("parent", "insured_under"):
        here = code
        for _ in range(6):
            here = getattr(known[here], step)
            if here not in known or here == NATION:
                break
        if here != NATION or NATION not in known:
            file = str(folder / "divisions.csv")
            raise BadData("book.no_way_up", file=file, code=code, parent=here)


def former_names(folder: Path) -> list[tuple[str, str]]:
    """(name given up, code in force) pairs; a unit that was split has several."""
    pairs = []
    for row in _rows(folder / "former.csv", "code", "zh", "now"):
        pairs += [(row["zh"], code) for code in row["now"].split("|") if code]
    return pairs


def former_codes(folder: Path, known: dict[str, Division]) -> list[tuple[str, str]]:
    """(code given up, code in force) pairs; a code that was given out again is left to its new unit."""
    return [
        (row["code"], code)
        for row in _rows(folder / "former.csv", "code", "zh", "now")
        if row["code"] not in known
        for code in row["now"].split("|")
        if code
    ]


def other_names(folder: Path) -> list[tuple[str, str, str]]:
    """(kind, name, code in force): what else people and maps call a place; see ``Kind`` in ``names``."""
    return [
        (row["kind"], row["name"], code)
        for row in _rows(folder / "also.csv", "kind", "name", "codes")
        for code in _listed(row["codes"])
    ]


def path_of(code: str, known: dict[str, Division]) -> tuple[Division, ...]:
    """The division and those around it, widest (province) first."""
    path: list[Division] = []
    while code != NATION and code in known:
        path.insert(0, known[code])
        code = known[code].parent
    return tuple(path)


SUFFIX = re.compile(r"(省|市|县|新区|区|盟|州|旗|自治州|自治县|自治旗|地区|林区|特区)$")


SPOKEN = (
    ("自治州", "州"),
    ("自治县", "县"),
    ("自治旗", "旗"),
    ("自治区", "自治区"),
    ("自治区", "省"),
    ("特别行政区", "特区"),
)


def short_of(name: str) -> str:
    """A former unit's name without its last word (襄樊市 → 襄樊), where two characters remain."""
    short = SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def spoken_forms(division: Division) -> list[str]:
    """How people shorten or stretch a name: 延边州, 白沙县, 广西省."""
    return [division.short + word for kind, word in SPOKEN if division.zh.endswith(kind)]


def _rows(path: Path, *columns: str) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise BadData("book.gazetteer_unread", file=str(path), why=why(error)) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadData("book.gazetteer_broken", file=str(path), why=str(error)) from None
    for number, row in enumerate(rows, 2):
        if any(row.get(column) is None for column in columns):
            raise BadData("book.gazetteer_short", file=str(path), line=number)
    return rows
