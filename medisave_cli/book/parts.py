"""Names that are more than a place: a city's zone, a town, an address, a pool of its own."""

from __future__ import annotations

import re

from medisave_cli.book.names import Names
from medisave_cli.book.pools import is_municipality
from medisave_cli.tuples import NamedTuple

LONGEST_PIECE = 15
CITY_ITSELF = re.compile(r"(市辖区|市区|城区|郊区|市本级|本级|市级|市直机关|市直|全市|全省|全区)$")
OWN_LEVEL = re.compile(
    r"(自治区|省|区)?(直(属|机关|单位|管|医保)*|本级|级机关|级|属)(医保|职工|单位)?$"
)
RAILWAY = re.compile(
    r"^(中国|国家)?(铁路|民航|民用航空)|(铁路|铁路局|民航|民用航空)(局|集团|公司|有限|医保|职工|系统|管理)*$"
)
TRADE_WORDS = re.compile(r"中国|国家|铁路局?|民用航空|民航|集团|有限|公司|医保|职工|系统|管理局|局")
OIL_FIELD = re.compile(r"(油田|石油管理局|油气田)(分公司|公司|医保|职工)*$")
ZONE = re.compile(
    r"(国家级?|省级|高新|技术|产业|经济|经|开发|开|工业|科技|园|保税|综合|综保|港|物流|出口|加工|旅游|度假|自由|自贸|贸易"
    r"|试验|实验|临港|临空|空港|示范|新|合作|管理|生态|风景|名胜|循环|化工|农业|现代|城|特别|先行|先导|启动|核心|航空|海关"
    r"|特殊|监管|软件|大学|高铁|高教|滨江|滨海|东部|西部|南部|北部|东|西|南|北|中|部)*(区|园|城|谷|高新|经开)$"
)
TOWN = re.compile(r"^.{2,12}?(镇|乡|街道|街道办|街道办事处|苏木|农场|林场|管委会)(.{0,60})$")
FOLK = re.compile(r"^.{1,5}族?(族|朝鲜).{0,3}乡")
"""三水瑶族乡 is a township of that name, not a part of 三水."""
STREET = re.compile(
    r"^.{2,}(路|街|巷|村|社区|大道|小区|花园|弄|号|栋|幢|室|楼|单元|组|屯|广场|大厦).{0,40}$"
)


class Part(NamedTuple):
    """What a name that is more than a place comes to: the places it may be in, and what it is (``zone``, ``pool``, ``rest`` or
    ``""`` where nothing need be said)."""

    codes: tuple[str, ...]
    what: str


NOTHING = Part((), "")


def part_of(names: Names, key: str) -> Part:
    """The place that ``key``, a Chinese name that is no place's, lies in; NOTHING where none can be told."""
    for look in (_city_itself, _own_pool, _zone, _town, _address):
        found = look(names, key)
        if found is not NOTHING:
            return found
    return NOTHING


def own_pool_without_place(key: str) -> bool:
    """Whether ``key`` names a pool (省直, 铁路, 民航) and not where."""
    return bool(
        re.fullmatch(r"(省|市|自治区|区)(直|直属|本级|级|属|直机关|级机关|直单位|直医保)", key)
        or (RAILWAY.search(key) and not TRADE_WORDS.sub("", key))
        or re.fullmatch(r"油田|油田医保|农垦|森工|铁路|民航", key)
    )


def _city_itself(names: Names, key: str) -> Part:
    """上海市市辖区, 苏州市本级: the city's own pool; but a province's own level is a pool beside those of its cities."""
    end = CITY_ITSELF.search(key)
    codes = names.bearers(key[: end.start()]) if end else ()
    if not codes or end is None:
        return NOTHING
    if end[1] in ("市本级", "市级", "市直", "市直机关"):
        # 吉林市本级 is the city's: the 市 belongs to the name.
        codes = names.bearers(key[: end.start()] + "市") or codes
    if all(c.endswith("0000") and not is_municipality(c) for c in codes):
        return NOTHING if end[1] == "本级" else Part(codes, "")
    return Part(codes, "")


def _own_pool(names: Names, key: str) -> Part:
    """江苏省直, 广西区本级, 郑州铁路局, 辽河油田: pools that the rules on file do not speak of."""
    end = OWN_LEVEL.search(key)
    if end:
        stem = key[: end.start()]
        province = (
            names.bearers(stem) or names.bearers(stem + "省") or names.bearers(stem + "自治区")
        )
        province = tuple(c for c in province if c.endswith("0000"))
        if province:
            return Part(province, "pool")
    where: tuple[str, ...] = ()
    if RAILWAY.search(key):
        rest = TRADE_WORDS.sub("", key)
        where = names.bearers(rest) if rest else ()
    elif OIL_FIELD.search(key):
        where = names.bearers(OIL_FIELD.sub("油田", key)) or names.bearers(OIL_FIELD.sub("", key))
    provinces = {code[:2] + "0000" for code in where}
    return Part(tuple(sorted(provinces)), "pool") if provinces else NOTHING


def _zone(names: Names, key: str) -> Part:
    """成都高新区 → 成都; 苏州吴中经开区 → 吴中区. What is a place elsewhere (新城区) is no zone."""
    for cut in range(len(key) - 2, 1, -1):
        tail = key[cut:]
        if ZONE.fullmatch(tail) and len(tail) > 1 and not _elsewhere(names, tail):
            codes = names.bearers(key[:cut])
            if codes:
                return Part(codes, "zone")
    return NOTHING


def _elsewhere(names: Names, tail: str) -> bool:
    kinds = names.kinds(tail)
    return any(kind in kinds for kind in ("name", "short", "alias"))


def _town(names: Names, key: str) -> Part:
    """东莞长安, 中山小榄镇: towns of the cities that have no counties."""
    for cut in range(2, len(key)):
        head, tail = names.exact(key[:cut]), key[cut:]
        bare = re.sub("(街道办事处|街道办|街道|镇|区)$", "", tail)
        towns = {
            code
            for (code,) in names.book.query(
                "SELECT code FROM name WHERE key IN (?, ?) AND kind = 'town'", tail, bare
            )
        }
        both = tuple(c for c in head if c in towns)
        if both:
            return Part(both, "zone")
    return NOTHING


def _address(names: Names, key: str) -> Part:
    """江苏省苏州市昆山市玉山镇前进路1号 → 昆山市. A bare city before a street (南京路) tells nothing."""
    codes, rest, full, pieces = _walk(names, key)
    if not codes or not rest:
        return NOTHING
    if pieces == 1 and not full:
        # A town may begin like a county elsewhere (巴彦浩特镇); 城关镇 is a county's own seat.
        return Part(codes, "rest") if re.fullmatch("城[关厢]镇", rest) else NOTHING
    single = all(_without_counties(names, c) for c in codes)
    if FOLK.match(rest):
        return NOTHING
    if single and (TOWN.fullmatch(rest) or (full and STREET.fullmatch(rest))):
        return Part(codes, "rest")
    return NOTHING


def _without_counties(names: Names, code: str) -> bool:
    place = names.place(code)
    if place is None:
        return False
    return (
        place.level == "county"
        or is_municipality(code)
        or not names.book.query(
            "SELECT 1 FROM place WHERE code > ?1 AND code < ?2 LIMIT 1", code, code[:4] + "99"
        )
    )


def _walk(names: Names, key: str) -> tuple[tuple[str, ...], str, bool, int]:
    """The places that ``key`` begins with, each within the one before; what is left; whether the last was named in full; their number."""
    inside: tuple[str, ...] = ()
    full, pieces = False, 0
    key = key.removeprefix("中国")
    while key:
        for cut in range(min(LONGEST_PIECE, len(key)), 1, -1):
            piece = key[:cut]
            codes = names.exact(piece)
            if inside:
                codes = tuple(c for c in codes if names.around(c) & set(inside))
            if codes:
                inside, key, full = codes, key[cut:], "name" in names.kinds(piece)
                pieces += 1
                break
        else:
            break
    return inside, key, full, pieces
