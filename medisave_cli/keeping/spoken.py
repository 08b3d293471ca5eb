"""What the call says of the policy files' own words, with its pinyin: rows of the book's ``spoken`` table."""

from __future__ import annotations

import csv
from pathlib import Path

from medisave_cli.keeping.assemble import Assembled
from medisave_cli.keeping.pinyin import readings
from medisave_cli.logic.conditions import judgements_in

PINYIN = "pinyin.csv"
"""Beside the catalog: ``text,pinyin``, made by ``tools/derive_pinyin.py``."""


def spoken_texts(whole: Assembled) -> list[str]:
    """The Chinese of every situation, value of a fact, portion, judgement and source that a call may name, in a fixed order."""
    found: set[str] = {s.name.zh for s in whole.statuses.values()}
    for facts in (whole.facts, *(p.facts for p in whole.places.values())):
        found |= {text.zh for fact in facts.values() for text in fact.says.values()}
    for data in whole.places.values():
        found |= {zh for zh, _ in data.portions.values()}
        for provisions in data.provisions.values():
            found |= {t.zh for t in judgements_in(p.when for p in provisions).values()}
            cites = [c for p in provisions for c in p.cites]
            found |= {c.at for c in cites if c.at}
            found |= {
                whole.sources[c.source].title.strip("《》")
                for c in cites
                if c.source in whole.sources
            }
    return sorted(found)


def pinyin_of(texts: list[str], folder: Path) -> list[tuple[str, str]]:
    """Each text with its pinyin: as the policy folder's own table has it; without tones where it does not."""
    known = _table(folder / "catalog" / PINYIN)
    return [(text, known.get(text) or _plain(text)) for text in texts]


def _table(path: Path) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return {row["text"]: row["pinyin"] for row in csv.DictReader(file)}
    except (OSError, KeyError, ValueError, csv.Error):
        return {}


def _plain(text: str) -> str:
    """Syllables of the characters known, what is not Chinese as it stands."""
    found = ""
    for char in text:
        sounds = readings().get(char)
        found += f" {sounds[0]} " if sounds else char
    return " ".join(found.split())
