"""What a person types → one place. Never a guess: several matches are listed, none suggests the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from medisave_cli.book.names import key_of
from medisave_cli.book.store import Book
from medisave_cli.errors import AmbiguousPlace, AskedWrongly
from medisave_cli.model import NATION, Place, Text

OUTSIDE = {"710000": "台湾", "810000": "香港", "820000": "澳门"}
OUTSIDE_NAMES = {
    "710000": ("臺灣", "台湾地区", "台北", "臺北", "高雄", "台中", "台南", "taipei", "kaohsiung"),
    "810000": ("hk", "香港岛", "港岛"),
    "820000": ("澳門", "macau"),
}
MUNICIPALITIES = ("110000", "120000", "310000", "500000")
MAX_TYPED = 60
LONGEST_NAME = 120
LISTED = 12
SUGGESTED = 4
DIVISION_WORDS = frozenset(
    (
        "city",
        "province",
        "county",
        "district",
        "prefecture",
        "municipality",
        "autonomous",
        "region",
        "shi",
        "sheng",
        "xian",
        "qu",
    )
)


def find(book: Book, typed: str, suggest: bool = True) -> Place:
    """The one place that ``typed`` names: a name, short name, old name, pinyin, alias or code, with or without those around it.

    A bare name that a province or its capital shares with counties elsewhere is the province's or the capital's (西安, 河南).
    ``suggest``: look for what may have been meant where no place carries the name, which takes a few milliseconds.

    Raises:
        AmbiguousPlace: several places carry the name.
        AskedWrongly: no place does, or the place has no mainland medical insurance.
    """
    codes = next(
        (found for key in _readings(typed) if (found := _prominent(_named(book, key)))), []
    )
    codes = _one_pool(book, codes)
    if not codes:
        raise _no_match(book, typed, suggest)
    if len(codes) > 1:
        raise _several(book, typed, codes)
    place = book.place(codes[0])
    assert place is not None
    if place.code[:2] + "0000" in OUTSIDE:
        raise _outside(place)
    if place.code == NATION:
        raise AskedWrongly(
            "请填参保的城市，而不是全国",
            "name the city where the person is insured, not the nation",
        )
    return place


def full_name(place: Place) -> Text:
    """The name with those around it: 江苏省苏州市昆山市."""
    return Text("".join(t.zh for t in place.path), ", ".join(t.en for t in reversed(place.path)))


def search(book: Book, typed: str, limit: int = 30) -> list[Place]:
    """Places whose name, old name, pinyin, alias or code begins with or holds ``typed``, best first."""
    key = key_of(typed)
    if not key or len(key) > LONGEST_NAME:
        return []
    found = book.query(
        "SELECT code, MIN(CASE WHEN key = ?1 THEN 0 WHEN instr(key, ?1) = 1 THEN 1 ELSE 2 END) AS rank, MIN(LENGTH(key)) FROM name "
        "WHERE instr(key, ?1) AND code != ?2 GROUP BY code ORDER BY rank, 3, code LIMIT ?3",
        key,
        NATION,
        limit,
    )
    return [place for code, *_ in found if (place := book.place(code))]


def find_province(book: Book, typed: str) -> Place:
    """The province that ``typed`` names; a place within it will do where no province is called so.

    Raises:
        AskedWrongly: as ``find``.
    """
    for key in _readings(typed):
        codes = [code for code in _named(book, key) if code.endswith("0000") and code != NATION]
        if len(codes) == 1 and (place := book.place(codes[0])):
            return place
    place = find(book, typed)
    return book.place(place.code[:2] + "0000") or place


def nearest(book: Book, typed: str, limit: int = SUGGESTED) -> list[Place]:
    """Places that may have been meant by a name that no place carries: one it holds, begins or nearly is."""
    key = key_of(typed)
    if not key or len(key) > MAX_TYPED:
        return []
    codes = _inside(book, key) + _alike(book, key)
    found = {code: place for code in codes if (place := book.place(code)) and code != NATION}
    return list(found.values())[:limit]


def _readings(typed: str) -> Iterator[str]:
    """The keys that ``typed`` may stand for, the plainest first."""
    key = key_of(typed)
    if not key or len(key) > LONGEST_NAME:
        return
    yield key
    # English order: Kunshan, Jiangsu. Words for the kind of place: Kunshan City; kunshanshi.
    parts = re.split(r"[,，]", typed)
    yield key_of("".join(reversed(parts)))
    bare = ["".join(w for w in part.split() if w.lower() not in DIVISION_WORDS) for part in parts]
    yield key_of("".join(bare))
    yield key_of("".join(reversed(bare)))
    yield re.sub(r"(?<=[a-z]{2})(shi|sheng|xian|qu)$", "", key)


def _named(book: Book, key: str) -> list[str]:
    """Codes that a key names, alone, with a code before or behind it (as a list of candidates shows them), or led by those around it."""
    if not key:
        return []
    codes = _exact(book, key)
    if codes:
        return codes
    coded = re.fullmatch(r"(\d{6})(\D+)|(\D+)(\d{6})", key)
    if coded:
        code, name = (coded[1], coded[2]) if coded[1] else (coded[4], coded[3])
        return [c for c in _exact(book, code) if c in _named(book, name)]
    return _led(book, key)


def _exact(book: Book, key: str) -> list[str]:
    """Codes named exactly so; a full name in force beats short names, pinyin and aliases, these beat old names."""
    found: dict[str, list[str]] = {}
    for code, kind in book.query("SELECT code, kind FROM name WHERE key = ? ORDER BY code", key):
        found.setdefault(kind, []).append(code)
    for kinds in (("code",), ("name",), ("short", "pinyin", "english", "alias"), ("former",)):
        codes = sorted({code for kind in kinds for code in found.get(kind, [])})
        if codes:
            return codes
    return []


def _led(book: Book, key: str) -> list[str]:
    """Codes for a name led by those around it: 江苏昆山, 苏州昆山, 江苏省苏州市昆山市."""
    for cut in range(1, len(key)):
        inner = _exact(book, key[cut:])
        if not inner:
            continue
        around = set(_exact(book, key[:cut]) or _led(book, key[:cut]))
        places = [place for code in inner if (place := book.place(code))]
        within = [
            p.code
            for p in places
            if around & (set(p.chain[1:]) | {p.code[:2] + "0000", p.code[:4] + "00"} - {p.code})
        ]
        if within:
            return within
    return []


def _prominent(codes: list[str]) -> list[str]:
    """Provinces and their capitals (GB/T 2260: xx0000 and xx0100) before counties that happen to share the bare name."""
    if not any(code[2:] in ("0000", "0100") for code in codes):
        return codes
    return [code for code in codes if code.endswith("00")]


def _one_pool(book: Book, codes: list[str]) -> list[str]:
    """Where one prefecture or municipality holds every match and its rules serve them all alike, that place is the answer."""
    if len(codes) < 2:
        return codes
    places = [place for code in codes if (place := book.place(code))]
    for code in places[0].chain:
        holder = book.place(code)
        if holder is None or not (holder.level == "prefecture" or code in MUNICIPALITIES):
            continue
        if all(code in p.chain and p.rules_from == holder.rules_from for p in places):
            return [code]
    return codes


def _several(book: Book, typed: str, codes: list[str]) -> AmbiguousPlace:
    # The wider place is the likelier one: it comes first.
    places = sorted(
        (place for code in codes if (place := book.place(code))),
        key=lambda p: (p.level == "county", p.code),
    )
    named = [(p.code, full_name(p)) for p in places]
    more = len(named) - LISTED
    zh = "；".join(f"{code} {name.zh}" for code, name in named[:LISTED]) + (
        f"；另有 {more} 处" if more > 0 else ""
    )
    en = "; ".join(f"{code} {name.en} ({name.zh})" for code, name in named[:LISTED]) + (
        f"; {more} more" if more > 0 else ""
    )
    return AmbiguousPlace(
        f"“{shorten(typed)}”有 {len(named)} 处，请用代码或加上省市：{zh}",
        f"“{shorten(typed)}” names {len(named)} places; use a code or add the province: {en}",
        candidates=named,
    )


def _outside(place: Place) -> AskedWrongly:
    return AskedWrongly(
        f"{place.name.zh}不适用内地的职工医保；请填参保的内地城市",
        f"mainland medical insurance does not apply in {place.name.en}; name the mainland city where the person is insured",
    )


def _no_match(book: Book, typed: str, suggest: bool) -> AskedWrongly:
    key, shown = key_of(typed), shorten(typed)
    if not key:
        return AskedWrongly(
            "请填参保地：城市名、拼音或代码",
            "name the city where the person is insured: its name, pinyin or code",
        )
    for code, names in OUTSIDE_NAMES.items():
        place = book.place(code)
        if place is not None and any(key == key_of(name) for name in names):
            return _outside(place)
    near = nearest(book, typed) if suggest else []
    if not near:
        return AskedWrongly(
            f"没有找到“{shown}”，请填城市名、拼音或代码（medisave places --search 可以查）",
            f"no place is called “{shown}”: give a city, its pinyin or code (medisave places --search finds them)",
        )
    zh = "、".join(f"{p.name.zh}（{p.code}）" for p in near)
    en = ", ".join(f"{p.name.en} {p.name.zh} ({p.code})" for p in near)
    return AskedWrongly(
        f"没有找到“{shown}”，是不是 {zh}？", f"no place is called “{shown}”; did you mean {en}?"
    )


def _inside(book: Book, key: str) -> list[str]:
    """The places that the end and the beginning of ``key`` name: 南京昆山 → 昆山, 苏州工业园区 → 苏州; two characters at least."""
    tail = next((codes for cut in range(1, len(key) - 1) if (codes := _exact(book, key[cut:]))), [])
    head = next(
        (codes for cut in range(len(key) - 1, 1, -1) if (codes := _exact(book, key[:cut]))), []
    )
    return (
        [code for codes in (tail, head) if len(codes) == 1 for code in codes] if _wide(key) else []
    )


def _alike(book: Book, key: str) -> list[str]:
    """Places whose name begins with ``key`` or is spelt nearly so; those with rules of their own first among equals."""
    import difflib

    from medisave_cli.book.gazetteer import SUFFIX

    stem = SUFFIX.sub("", key) or key
    names: dict[str, list[str]] = {}
    for name, code in book.query(
        "SELECT key, code FROM name WHERE kind IN ('short', 'pinyin', 'english', 'alias') AND (ABS(LENGTH(key) - ?1) <= 2 OR instr(key, ?2) = 1)",
        len(stem),
        stem,
    ):
        names.setdefault(name, []).append(code)
    on_file = {code for (code,) in book.query("SELECT place FROM local")}
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(stem)
    scored = []
    for name, codes in names.items():
        matcher.set_seq1(name)
        begins = name.startswith(stem)
        if begins or (matcher.quick_ratio() >= 0.5 and matcher.ratio() >= 0.5):
            score = max(matcher.ratio(), 0.7 if begins else 0)
            scored += [
                (-round(score, 3), code not in on_file, code.endswith("00") is False, code)
                for code in codes
            ]
    return list(dict.fromkeys(code for *_, code in sorted(scored)))


def _wide(key: str) -> bool:
    """Whether ``key`` is Chinese: of a romanised name, a part says nothing."""
    return not key.isascii()


def shorten(typed: str) -> str:
    """What was typed, safe to print on one line."""
    text = "".join(c for c in typed if c.isprintable())
    return text if len(text) <= MAX_TYPED else text[: MAX_TYPED - 1] + "…"
