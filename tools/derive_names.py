"""Derive what the place index needs from heavy libraries, for the keeper to commit:  python tools/derive_names.py

Needs ``pip install pypinyin opencc-python-reimplemented``; installing, building and running medisave needs neither.

- ``policies/gazetteer/divisions.csv``: ``pinyin`` (the short name), ``full_pinyin`` (the whole), ``en`` and ``misread`` (readings that
  people and machines give the name instead), from ``readings.csv``, where a person has written how a name is really read and
  romanised;
- ``medisave_cli/language/traditional.py``: traditional → simplified characters, from OpenCC's TSCharacters (Apache-2.0);
- ``medisave_cli/language/sounds.py``: the toneless readings of the common characters, from pypinyin's tables (MIT).

Running it again changes nothing.
"""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path

import opencc
from pypinyin import Style, lazy_pinyin, pinyin

ROOT = Path(__file__).resolve().parent.parent
GAZETTEER = ROOT / "policies" / "gazetteer"
LANGUAGE = ROOT / "medisave_cli" / "language"
COLUMNS = [
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
]
# Read otherwise in words than in these names: the other reading is nobody's mistake.
NO_MISTAKE = {"zhaoyang", "zhangchun", "zhangsha"}
MAX_MISREAD = 4


def plain(syllable: str) -> str:
    return syllable.replace("ü", "v")


def readings(character: str) -> list[str]:
    """The toneless readings of a character, the commonest first."""
    found = pinyin(character, heteronym=True, style=Style.NORMAL)[0]
    return list(dict.fromkeys(plain(r) for r in found))


def syllables(name: str, read: str) -> list[str]:
    """``read`` cut along the characters of ``name``; [] where no cut fits."""
    if not name:
        return [] if read else [""]
    for reading in readings(name[0]):
        if read.startswith(reading):
            rest = syllables(name[1:], read[len(reading) :])
            if rest:
                return [reading] if rest == [""] else [reading, *rest]
    return []


def in_english(parts: list[str]) -> str:
    """Syllables as maps write them: Xi'an, Lüliang."""
    text = ""
    for part in parts:
        text += "'" + part if text and part[0] in "aeo" else part
    return re.sub("([ln])v", r"\1ü", text).capitalize()


def divisions() -> None:
    path = GAZETTEER / "divisions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (GAZETTEER / "readings.csv").open(encoding="utf-8", newline="") as file:
        mended = {row["zh"]: row for row in csv.DictReader(file)}
    for row in rows:
        if row["code"] == "000000":
            row.update(full_pinyin=row["pinyin"], misread="")
            continue
        written = mended.get(row["zh"], {})
        parts = (written.get("read") or "").split() or syllables(row["short_zh"], row["pinyin"])
        if not parts:
            raise SystemExit(f"{row['code']} {row['zh']}: cannot read {row['pinyin']}")
        read = "".join(parts)
        tail = row["zh"][len(row["short_zh"]) :] if row["zh"].startswith(row["short_zh"]) else ""
        row["full_pinyin"] = read + "".join(map(plain, lazy_pinyin(tail)))
        row["misread"] = "|".join(misreadings(row["short_zh"], read, row["pinyin"], written))
        row["pinyin"] = read
        if written.get("en"):
            row["en"] = written["en"]
        elif row["level"] == "county":
            row["en"] = in_english(parts)
        else:
            row["en"] = re.sub("([LlNn])v", r"\1ü", row["en"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def misreadings(short: str, read: str, before: str, written: dict[str, str]) -> list[str]:
    """Other readings of a name that are heard or that machines write: by character, by word, and those noted by hand."""
    one_by_one = "".join(readings(c)[0] for c in short)
    by_word = "".join(map(plain, lazy_pinyin(short)))
    noted = (written.get("misread") or "").split("|")
    heard = dict.fromkeys([*noted, before, one_by_one, by_word])
    return [h for h in sorted(heard) if h and h != read and h not in NO_MISTAKE and len(h) < 40][
        :MAX_MISREAD
    ]


def words_of_the_book() -> str:
    """Every name of a place."""
    return "".join(path.read_text(encoding="utf-8") for path in GAZETTEER.glob("*.csv"))


def traditional() -> None:
    with (GAZETTEER / "divisions.csv").open(encoding="utf-8") as file:
        in_names = set(file.read())
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("\t")
        new = new.split(" ")[0]
        if len(old) == len(new) == 1 and old != new and is_common(new) and old not in in_names:
            pairs[old] = new
    # Variants used in Taiwan and Hong Kong, and two that stand in names and in no table.
    for variants in ("TWVariants.txt", "HKVariants.txt"):
        for line in (table.parent / variants).read_text(encoding="utf-8").splitlines():
            old, _, listed = line.partition("\t")
            for variant in listed.split(" "):
                if (
                    len(variant) == 1
                    and variant not in in_names
                    and pairs.get(old, old) in in_names
                ):
                    pairs.setdefault(variant, pairs.get(old, old))
    pairs |= {"溮": "浉", "礄": "硚"}
    said = '"""Traditional characters and the simplified ones of GB 2312, from OpenCC (Apache-2.0).\n\nDerived by tools/derive_names.py.\n"""\n\n'
    old, new = "".join(pairs), "".join(pairs.values())
    body = f"TRADITIONAL = (\n{in_lines(old)})\nSIMPLIFIED = (\n{in_lines(new)})\n"
    (LANGUAGE / "traditional.py").write_text(said + body, encoding="utf-8")


def is_common(character: str) -> bool:
    """Whether the character is one of the 6,763 of GB 2312."""
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def sounds() -> None:
    common = [
        bytes(pair).decode("gb2312")
        for pair in itertools.product(range(0xB0, 0xF8), range(0xA1, 0xFF))
        if not (pair[0] == 0xD7 and pair[1] > 0xF9)
    ]
    by_sound: dict[str, list[str]] = {}
    for character in [*common, *sorted(set(words_of_the_book()) - set(common))]:
        if "\u4e00" <= character <= "\u9fff":
            for reading in readings(character)[:3]:
                by_sound.setdefault(reading, []).append(character)
    said = '"""The common characters by sound, toneless, ü as v; from pypinyin (MIT). A character with several readings stands under each.\n\nDerived by tools/derive_names.py.\n"""\n\n'
    lines = "".join(
        f'    "{sound} {"".join(chars)}\\n"\n' for sound, chars in sorted(by_sound.items())
    )
    (LANGUAGE / "sounds.py").write_text(f"{said}SOUNDS = (\n{lines})\n", encoding="utf-8")


def in_lines(text: str) -> str:
    return "".join(f'    "{text[i : i + 40]}"\n' for i in range(0, len(text), 40))


if __name__ == "__main__":
    divisions()
    traditional()
    sounds()
