"""What a person types → one place. Never a guess in silence: several matches are listed, none suggests the nearest, and what is
taken for a place without being its name (a zone, a pool of its own, a name by its sound) comes with a notice."""

from __future__ import annotations

from medisave_cli.book.names import Names, key_of, tidy
from medisave_cli.book.pools import is_municipality
from medisave_cli.book.store import Book
from medisave_cli.book.typed import keys, kind_meant
from medisave_cli.errors import AmbiguousPlace, AskedWrongly
from medisave_cli.language.message import Message
from medisave_cli.language.scrub import scrub
from medisave_cli.language.speaker import both
from medisave_cli.model import NATION, Place, Text
from medisave_cli.tuples import NamedTuple

OUTSIDE = {"710000": "台湾", "810000": "香港", "820000": "澳门"}
OUTSIDE_NAMES = {
    "710000": (
        "台湾地区",
        "台灣",
        "臺灣",
        "中国台湾",
        "台北",
        "臺北",
        "新北",
        "高雄",
        "台中",
        "台南",
        "桃园",
        "新竹",
        "taipei",
        "kaohsiung",
        "taichung",
        "tainan",
        "formosa",
        "taiwan",
    ),
    "810000": ("hk", "hksar", "香港岛", "港岛", "九龙", "新界", "kowloon", "hongkong", "中国香港"),
    "820000": ("澳門", "macau", "氹仔", "中国澳门", "aomen"),
}
LONGEST_NAME = 120
LISTED = 12


class Found(NamedTuple):
    """The place that was meant, and what must be said about how it was found; each notice's key says its kind."""

    place: Place
    notices: tuple[Message, ...] = ()

    @property
    def warnings(self) -> tuple[tuple[str, Text], ...]:
        """The notices as warnings of an advice: (place-zone | place-pool | place-rest | place-by-sound, what is said)."""
        return tuple(map(_warning, self.notices))


def _warning(notice: Message) -> tuple[str, Text]:
    kind = notice.key.removeprefix("places.").replace("_", "-")
    return f"place-{kind}", both(notice.key, **notice.params)


class OutsideMainland(AskedWrongly):
    """Hong Kong, Macao or Taiwan: mainland medical insurance does not apply there."""


def find(book: Book, typed: str, suggest: bool = True, by_ear: bool = True) -> Place:
    """The one place that ``typed`` names; as ``look``, for callers that show no notices."""
    return look(book, typed, suggest, by_ear).place


def look(book: Book, typed: str, suggest: bool = True, by_ear: bool = True) -> Found:
    """The one place that ``typed`` names: a name, short name, old name, pinyin, alias or code, with or without those around it.

    A bare name that a province or its capital shares with counties elsewhere is the province's or the capital's (西安, 河南).
    ``suggest``: look for what may have been meant where no place carries the name, which takes tens of milliseconds. ``by_ear``: take
    a name that only sounds like a city's for it, where one city alone does and no town is called so.

    Raises:
        AmbiguousPlace: several places carry the name.
        OutsideMainland: the place has no mainland medical insurance.
        AskedWrongly: no place carries the name.
    """
    names = Names(book)
    text = tidy(typed)
    if not key_of(text):
        raise AskedWrongly("places.name_missing")
    # "Xinyang City" and 吉林市 point at the city among those of one name.
    codes, what = _meant(names, text, by_ear)
    codes = names.pool_of_one(codes)
    if not codes:
        raise _no_match(book, text, suggest)
    if len(codes) > 1:
        raise _several(book, text, codes)
    place = names.place(codes[0])
    assert place is not None
    if place.code[:2] + "0000" in OUTSIDE:
        raise _outside(place)
    if place.code == NATION:
        raise AskedWrongly("places.the_nation")
    if not what:
        return Found(place)
    said = Message(f"places.{what}", {"typed": scrub(text), "place": place.name})
    return Found(place, (said,))


def _meant(names: Names, text: str, by_ear: bool) -> tuple[tuple[str, ...], str]:
    """The codes that ``text`` may mean, and how they were found: "" by name, else the name of the notice."""
    wide = []
    for key in keys(text):
        codes = names.bearers(key)
        if codes:
            return _of_kind(names, codes, kind_meant(text)), _kind_of(names, key, codes)
        if not key.isascii():
            wide.append(key)
    from medisave_cli.book.parts import own_pool_without_place, part_of

    for key in wide:
        if own_pool_without_place(key):
            raise _pool_somewhere(names.book, key, text)
        part = part_of(names, key)
        if part.codes:
            return part.codes, part.what
    from medisave_cli.book.nearby import by_sound

    for key in wide[:2] if by_ear else ():
        codes = by_sound(names, key)
        if codes:
            return codes, "by_sound"
    return (), ""


def _kind_of(names: Names, key: str, codes: tuple[str, ...]) -> str:
    """``zone`` or ``pool`` where ``key``, or the end of it that names ``codes``, is the name of one that no place bears; else ""."""
    for cut in range(len(key)):
        if set(codes) & set(names.exact(key[cut:])):
            kinds = names.kinds(key[cut:])
            if set(kinds) <= {"zone", "pool", "former", "misread"}:
                return next((kind for kind in ("pool", "zone") if kind in kinds), "")
            return ""
    return ""


def _of_kind(names: Names, codes: tuple[str, ...], last: str) -> tuple[str, ...]:
    """Those of ``codes`` whose name ends with ``last`` (市, 县 …), where some do."""
    if not last or len(codes) < 2:
        return codes
    those = tuple(c for c in codes if (p := names.place(c)) and p.name.zh.endswith(last))
    return those or codes


def full_name(place: Place) -> Text:
    """The name with those around it: 江苏省苏州市昆山市."""
    return Text("".join(t.zh for t in place.path), ", ".join(t.en for t in reversed(place.path)))


def search(book: Book, typed: str, limit: int = 30) -> list[Place]:
    """Places whose name, old name, pinyin, alias or code begins with or holds ``typed``, best first."""
    key = key_of(tidy(typed))
    if not key or len(key) > LONGEST_NAME:
        return []
    if not key.isascii():
        from medisave_cli.book.names import simplified

        key = simplified(key)
    found = book.query(
        "SELECT code, MIN(CASE WHEN key = ?1 THEN 0 WHEN instr(key, ?1) = 1 THEN 1 ELSE 2 END) AS rank, MIN(LENGTH(key)) FROM name "
        "WHERE instr(key, ?1) AND code != ?2 AND kind NOT IN ('town', 'misread', 'elsewhere') GROUP BY code ORDER BY rank, 3, code LIMIT ?3",
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
    names = Names(book)
    for key in keys(tidy(typed)):
        codes = [code for code in names.named(key) if code.endswith("0000") and code != NATION]
        if len(codes) == 1 and (place := book.place(codes[0])):
            return place
    place = find(book, typed)
    return book.place(place.code[:2] + "0000") or place


def nearest(book: Book, typed: str, limit: int = 4) -> list[Place]:
    """Places that may have been meant by a name that no place carries; see ``nearby.nearest``."""
    from medisave_cli.book import nearby

    return nearby.nearest(book, typed, limit)


def _several(book: Book, typed: str, codes: tuple[str, ...]) -> AmbiguousPlace:
    # The wider place is the likelier one: it comes first.
    places = sorted(
        (place for code in codes if (place := book.place(code))),
        key=lambda p: (p.level == "county", p.code),
    )
    named = [(p.code, full_name(p)) for p in places]
    listed = tuple(
        Text(f"{code} {name.zh}", f"{code} {name.en} ({name.zh})") for code, name in named[:LISTED]
    )
    more = len(named) - LISTED
    return AmbiguousPlace(
        "places.several_more" if more > 0 else "places.several",
        typed=scrub(typed),
        number=len(named),
        listed=listed,
        candidates=named,
        **({"more": more} if more > 0 else {}),
    )


def _pool_somewhere(book: Book, key: str, typed: str) -> AmbiguousPlace:
    """A pool that many provinces have, and none named: 省直, 铁路."""
    provinces = [p for p in book.places() if p.level == "province" and p.code not in OUTSIDE]
    if "省" in key or "区" in key:
        last = "省" if "省" in key else "区"
        provinces = [
            p for p in provinces if not is_municipality(p.code) and p.name.zh.endswith(last)
        ]
    listed = tuple(
        Text(f"{p.code} {p.name.zh}", f"{p.code} {p.name.en} ({p.name.zh})") for p in provinces
    )
    named = [(p.code, full_name(p)) for p in provinces]
    return AmbiguousPlace("places.pool_where", typed=scrub(typed), listed=listed, candidates=named)


def _outside(place: Place) -> OutsideMainland:
    return OutsideMainland("places.outside", place=place.name)


def _no_match(book: Book, text: str, suggest: bool) -> AskedWrongly:
    key, shown = key_of(text), scrub(text)
    for code, outside in OUTSIDE_NAMES.items():
        place = book.place(code)
        if place is not None and any(key == key_of(name) for name in outside):
            return _outside(place)
    near = nearest(book, text) if suggest else []
    if not near:
        return AskedWrongly("places.no_such", typed=shown)
    listed = tuple(
        Text(f"{p.name.zh}（{p.code}）", f"{p.name.en} {p.name.zh} ({p.code})") for p in near
    )
    return AskedWrongly("places.no_such_but", typed=shown, near=listed)
