"""What a person types → one place. Never a guess: several matches are listed, none suggests the nearest."""

from __future__ import annotations

from typing import Any

from medisave_cli.book.names import key_of
from medisave_cli.book.store import Book
from medisave_cli.errors import AmbiguousPlace, AskedWrongly
from medisave_cli.model import NATION, Place, Text

OUTSIDE = {"710000": "台湾", "810000": "香港", "820000": "澳门"}
MAX_TYPED = 60


def find(book: Book, typed: str) -> Place:
    """The one place that ``typed`` names: a name, short name, old name, pinyin, alias or code, with or without its province.

    Raises:
        AmbiguousPlace: several places carry the name.
        AskedWrongly: no place does, or the place has no mainland medical insurance.
    """
    key = key_of(typed)
    codes = _exact(book, key) or _with_province(book, key)
    if not codes:
        raise _no_match(book, typed, key)
    codes = _outermost(book, codes)
    if len(codes) > 1:
        places = [place for code in codes if (place := book.place(code))]
        named = [(p.code, full_name(p)) for p in places]
        listed_zh = "；".join(f"{code} {name.zh}" for code, name in named[:12])
        listed_en = "; ".join(f"{code} {name.en} ({name.zh})" for code, name in named[:12])
        raise AmbiguousPlace(f"“{shorten(typed)}”有 {len(named)} 处，请用代码或加上省市：{listed_zh}",
                             f"“{shorten(typed)}” names {len(named)} places; use a code or add the province: {listed_en}", named)  # fmt: skip
    place = book.place(codes[0])
    assert place is not None
    if place.code[:2] + "0000" in OUTSIDE:
        raise AskedWrongly(f"{place.name.zh}不适用内地的职工医保；请填参保的内地城市", f"Mainland medical insurance does not apply in {place.name.en}; name the mainland city where the person is insured")
    if place.code == NATION:
        raise AskedWrongly("请填参保的城市，而不是全国", "name the city where the person is insured, not the nation")
    return place


def full_name(place: Place) -> Text:
    """The name with those around it: 江苏省苏州市昆山市."""
    return Text("".join(t.zh for t in place.path), ", ".join(t.en for t in reversed(place.path)))


def search(book: Book, typed: str, limit: int = 30) -> list[Place]:
    """Places whose name, old name, pinyin or alias begins with or holds ``typed``, best first."""
    key = key_of(typed)
    if not key:
        return []
    like = key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = book.query(
        "SELECT code, MIN(CASE WHEN key = ? THEN 0 WHEN key LIKE ? ESCAPE '\\' THEN 1 ELSE 2 END) AS rank, MIN(LENGTH(key)) FROM name "
        "WHERE key LIKE ? ESCAPE '\\' GROUP BY code ORDER BY rank, 3, code LIMIT ?", key, f"{like}%", f"%{like}%", limit,
    )  # fmt: skip
    return [place for code, *_ in found if (place := book.place(code))]


def _exact(book: Book, key: str) -> list[str]:
    """Codes named exactly so; a full name in force beats short names and pinyin, these beat old names and aliases."""
    found: dict[str, list[str]] = {}
    for code, kind in book.query("SELECT code, kind FROM name WHERE key = ? ORDER BY code", key):
        found.setdefault(kind, []).append(code)
    for kinds in (("code",), ("name",), ("short", "pinyin", "english", "alias"), ("former",)):
        codes = sorted({code for kind in kinds for code in found.get(kind, [])})
        if codes:
            return codes
    return []


def _with_province(book: Book, key: str) -> list[str]:
    """Codes for a name led by those around it: 江苏昆山, 苏州昆山, 江苏省苏州市昆山市."""
    for cut in range(1, len(key)):
        inner = _exact(book, key[cut:])
        if not inner:
            continue
        around = set(_exact(book, key[:cut]) or _with_province(book, key[:cut]))
        places = [place for code in inner if (place := book.place(code))]
        within = [p.code for p in places if around & (set(p.chain[1:]) | {p.code[:2] + "0000", p.code[:4] + "00"} - {p.code})]
        if within:
            return within
    return []


def _outermost(book: Book, codes: list[str]) -> list[str]:
    """A prefecture and counties of its own that bear its name are one answer: the prefecture, whose rules serve them all."""
    if len(codes) < 2:
        return codes
    places = {code: place for code in codes if (place := book.place(code))}
    for code, place in places.items():
        if place.level != "prefecture":
            continue
        if all(other == code or (code in p.chain and p.rules_from == place.rules_from) for other, p in places.items()):
            return [code]
    return codes


def _no_match(book: Book, typed: str, key: str) -> AskedWrongly:
    shown = shorten(typed)
    near = _nearest(book, key) if key and len(key) <= MAX_TYPED else []
    if not near:
        return AskedWrongly(f"没有找到“{shown}”，请填城市名、拼音或代码（medisave place 可以查）", f"no place is called “{shown}”: give a city, its pinyin or code (medisave place searches)")
    zh = "、".join(f"{name.zh}（{code}）" for code, name in near)
    en = ", ".join(f"{name.zh} {name.en} ({code})" for code, name in near)
    return AskedWrongly(f"没有找到“{shown}”，是不是 {zh}？", f"no place is called “{shown}”; did you mean {en}?")


def _nearest(book: Book, key: str) -> list[tuple[str, Text]]:
    import difflib

    names: dict[str, list[tuple[str, str]]] = {}
    for name, code, kind in book.query("SELECT key, code, kind FROM name WHERE kind IN ('name', 'short', 'pinyin', 'alias') AND ABS(LENGTH(key) - ?) <= 2", len(key)):
        names.setdefault(name, []).append((code, kind))
    close = difflib.get_close_matches(key, list(names), 5, 0.5)
    found: dict[str, Any] = {}
    for name in close:
        for code, _ in names[name][:2]:
            place = book.place(code)
            if place is not None:
                found.setdefault(code, place.name)
    return list(found.items())[:3]


def shorten(typed: str) -> str:
    """What was typed, safe to print on one line."""
    text = "".join(c for c in typed if c.isprintable())
    return text if len(text) <= MAX_TYPED else text[: MAX_TYPED - 1] + "…"
