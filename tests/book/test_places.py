"""What a person types → one place, several, or none with the nearest named."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medisave_cli import Case, ask
from medisave_cli.book.places import (
    OUTSIDE,
    OutsideMainland,
    find,
    find_province,
    full_name,
    look,
    nearest,
    search,
)
from medisave_cli.errors import AmbiguousPlace, AskedWrongly
from medisave_cli.model import NATION
from tests.book.places_as_typed import answer, cases, judged


def candidates(book, typed):
    with pytest.raises(AmbiguousPlace) as caught:
        find(book, typed)
    assert caught.value.exit_code == 2
    codes = [code for code, _ in caught.value.candidates]
    assert all(code in caught.value.text.zh and code in caught.value.text.en for code in codes)
    return codes


def refused(book, typed):
    with pytest.raises(AskedWrongly) as caught:
        find(book, typed)
    assert not isinstance(caught.value, AmbiguousPlace)
    assert caught.value.exit_code == 2
    return caught.value.text


KUNSHAN = [
    "昆山",
    "昆山市",
    "kunshan",
    "Kunshan",
    "KUNSHAN",
    "ｋｕｎｓｈａｎ",
    "kūnshān",
    "kun shan",
    "kunshanshi",
    "Kunshan City",
    "320583",
    "３２０５８３",
    " 昆山 ",
    "昆 山",
    "昆\u200b山",
    "昆\x01山",
    "昆\ud800山",
    "江苏昆山",
    "江苏省昆山市",
    "苏州 昆山",
    "苏州市昆山",
    "江苏苏州昆山",
    "江苏省苏州市昆山市",
    "中国江苏昆山",
    "江苏，昆山",
    "Kunshan, Jiangsu",
    "Kunshan, Suzhou, Jiangsu",
    "Kunshan City, Jiangsu Province",
    "jiangsu kunshan",
    "320583 江苏省苏州市昆山市",
    "昆山市（320583）",
]


@pytest.mark.parametrize("typed", KUNSHAN)
def test_one_place_has_many_names(book, typed):
    assert find(book, typed).code == "320583"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        # old names, old codes, nicknames
        ("郫县", "510117"),
        ("成都郫县", "510117"),
        ("510124", "510117"),
        ("襄樊", "420600"),
        ("襄樊市", "420600"),
        ("湖北襄樊", "420600"),
        ("襄樊老河口", "420682"),
        ("崇文", "110101"),
        ("莱芜", "370100"),
        ("羊城", "440100"),
        ("沪", "310000"),
        ("浦东", "310115"),
        ("旅顺", "210212"),
        # 省, 市, 区 left out, or said as people say them
        ("内蒙古呼和浩特", "150100"),
        ("上海浦东", "310115"),
        ("广东深圳", "440300"),
        ("深圳南山", "440305"),
        ("南京鼓楼", "320106"),
        ("海南州", "632500"),
        ("白沙县", "469025"),
        ("延边州", "222400"),
        ("广西省", "450000"),
        ("新疆自治区", "650000"),
        ("吉林市", "220200"),
        ("吉林省", "220000"),
        ("吉林吉林", "220200"),
        # 兵团
        ("新疆兵团", "660000"),
        ("兵团", "660000"),
        ("bingtuan", "660000"),
        ("五家渠", "659004"),
        ("新疆五家渠", "659004"),
        ("兵团五家渠", "659004"),
        # polyphones
        ("changzhi", "140400"),
        ("leshan", "511100"),
        ("luan", "341500"),
        ("bengbu", "340300"),
        ("luohe", "411100"),
        ("yuxi", "530400"),
        ("chongqing", "500000"),
        ("shaanxi", "610000"),
        ("shanxian", "371722"),
        # exonyms
        ("Hohhot", "150100"),
        ("Urumqi", "650100"),
        ("Harbin", "230100"),
        ("Inner Mongolia", "150000"),
        ("lhasa", "540100"),
        # a province or its capital before counties that share the bare name
        ("西安", "610100"),
        ("xi'an", "610100"),
        ("Xi’an", "610100"),
        ("河南", "410000"),
        ("河北", "130000"),
        ("nanjing", "320100"),
        # the same name, told apart by what leads it
        ("辽源西安", "220403"),
        ("浙江台州", "331000"),
        ("jiangsu taizhou", "321200"),
        ("Suzhou, Anhui", "341300"),
        ("辽宁朝阳", "211300"),
        ("北京朝阳", "110105"),
        ("南通通州", "320612"),
        # a city and the county inside it that bears its name
        ("大理", "532900"),
        ("伊犁", "654000"),
    ],
)
def test_names_in_use(book, typed, code):
    assert find(book, typed).code == code


def test_yubei_is_found_under_its_old_name(book):
    assert find(book, "重庆渝北").chain[1] == "500000"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("朝阳", {"110105", "211300", "220104"}),
        ("朝阳区", {"110105", "220104"}),
        ("鼓楼区", {"320106", "320302", "350102", "410204"}),
        ("海南", {"460000", "632500"}),
        ("吉林", {"220000", "220200"}),
        ("jilin", {"220000", "220200"}),
        ("shanxi", {"140000", "610000"}),
        ("省直", {"320000", "440000"}),
        ("taizhou", {"321200", "331000"}),
        ("suzhou", {"320500", "341300"}),
        ("bozhou", {"341600"}),
        ("中山", {"442000", "210202"}),
    ],
)
def test_several_places_are_listed_never_guessed(book, typed, codes):
    found = candidates(book, typed)
    assert codes <= set(found) and len(found) > 1


@pytest.mark.parametrize("typed", ["朝阳", "鼓楼区", "taizhou"])
def test_a_candidate_can_be_pasted_back(book, typed):
    with pytest.raises(AmbiguousPlace) as caught:
        find(book, typed)
    for code, name in caught.value.candidates:
        assert find(book, code).code == code
        assert find(book, f"{code} {name.zh}").code == code
        assert find(book, name.zh).code == code


def test_the_widest_candidate_comes_first(book):
    assert candidates(book, "朝阳")[0] == "211300"


def test_an_old_county_split_within_one_city_is_that_city(book):
    assert find(book, "达县").code == "511700"


def test_a_district_is_served_by_the_rules_of_the_place_that_pools_it(book):
    assert find(book, "郫县").rules_from[0] == "510100"
    assert find(book, "五家渠").rules_from[-2:] == ("660000", NATION)
    assert find(book, "石河子").rules_from[0] == "660000"
    assert "650000" not in find(book, "石河子").rules_from


@pytest.mark.parametrize(
    "typed", ["香港", "Hong Kong", "hk", "澳门", "Macau", "台湾", "台北", "taipei"]
)
def test_outside_the_mainland(book, typed):
    said = refused(book, typed)
    assert "内地" in said.zh and "mainland" in said.en


@pytest.mark.parametrize("typed", ["全国", "中国", "China", "000000"])
def test_the_nation_is_no_place_to_be_insured_in(book, typed):
    assert "城市" in refused(book, typed).zh


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("昆三", "昆山"),
        ("kunshn", "昆山"),
        ("beijng", "北京"),
        ("shenzen", "深圳"),
        ("南京昆山", "昆山"),
        ("崑三", "昆山"),
        ("昆", "昆明"),
        ("浦东新", "浦东"),
    ],
)
def test_no_match_suggests_the_nearest(book, typed, suggested):
    said = refused(book, typed)
    assert suggested in said.zh and suggested in said.en
    assert any(suggested in p.name.zh for p in nearest(book, typed))


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'", "\x00", "。。"])
def test_nothing_typed_asks_for_a_city(book, typed):
    assert refused(book, typed).zh.startswith("请填参保地")


@pytest.mark.parametrize("typed", ["昆" * 100_000, "a" * 100_000, "吉林" * 60, "西安" * 20])
def test_very_long_input_is_refused_in_one_short_line(book, typed):
    assert len(refused(book, typed).zh) < 200


def test_a_code_and_a_name_that_disagree_are_no_match(book):
    assert "昆山" in refused(book, "320583 南京").zh


def test_a_bare_new_district_names_nothing(book):
    refused(book, "新区")


def test_every_place_is_found_by_its_code_and_by_its_full_name(book):
    for place in book.places():
        if place.code == NATION or place.code in OUTSIDE:
            continue
        assert find(book, place.code) == place
        assert find(book, full_name(place).zh) == place


def test_every_short_name_finds_its_place_lists_it_or_means_a_wider_one(book):
    for code, short in book.query("SELECT code, shown FROM name WHERE kind = 'short'"):
        if code == NATION or code in OUTSIDE:
            continue
        try:
            found = find(book, short)
        except AmbiguousPlace as error:
            if code[2:] in ("0000", "0100"):
                assert code in [c for c, _ in error.candidates]
        else:
            if found.code != code and not found.code.endswith("00"):
                assert found.name.zh == short, (code, found.code)


@pytest.mark.parametrize("examples", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_any_input_finds_a_place_or_says_why_not_in_one_printable_line(book, examples):
    @settings(max_examples=examples, deadline=None)
    @given(st.text(max_size=80))
    @example("\ud800")
    @example("江苏" * 40)
    @example("'; DROP TABLE name; --")
    @example("昆山\x1b[31m\u202e")
    def hold(typed):
        _found_or_told(book, typed)

    hold()


def _found_or_told(book, typed):
    try:
        place = find(book, typed)
    except AskedWrongly as error:
        for said in error.text:
            assert (
                said
                and all(c.isprintable() for c in said)
                and not any(unicodedata.category(c) == "Cf" for c in said)
            )
    else:
        assert book.place(place.code) == place


def test_search_begins_with_the_best(book):
    assert [p.code for p in search(book, "朝阳")] == ["110105", "211300", "211321", "220104"]
    assert search(book, "320583")[0].code == "320583"
    assert search(book, "郫县")[0].code == "510117"
    assert "320583" in {p.code for p in search(book, "kunsh")}
    assert search(book, "") == search(book, "%") == search(book, "x" * 1000) == []


def test_a_province_is_found_by_any_place_in_it(book):
    assert find_province(book, "吉林").code == "220000"
    assert find_province(book, "海南").code == "460000"
    assert find_province(book, "苏").code == "320000"
    assert find_province(book, "昆山").code == "320000"
    with pytest.raises(AskedWrongly):
        find_province(book, "昆三")


@pytest.mark.parametrize(("typed", "expected"), cases())
def test_names_as_people_type_them(book, typed, expected):
    """Measured by ``python -m tests.book.places_as_typed``: each is found, listed or refused as it should be."""
    assert judged(expected, *answer(book, typed)) == "right"


BEARERS = ("code", "name", "short", "pinyin", "english")


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
def test_every_division_is_found_by_each_of_its_names_and_never_as_one_that_does_not_bear_it(
    book, every
):
    bearers: dict[str, set[str]] = {}
    for kind in (*BEARERS, "alias"):
        for key, code in book.query("SELECT key, code FROM name WHERE kind = ?", kind):
            bearers.setdefault(key, set()).add(code)
    for kind in BEARERS:
        for key, code, shown in book.query(
            "SELECT key, code, shown FROM name WHERE kind = ?", kind
        )[::every]:
            if code == NATION or code[:2] + "0000" in OUTSIDE:
                continue
            came, codes = answer(book, shown)
            assert came in ("found", "asked"), shown
            holders = {c for bearer in bearers[key] for c in book.place(bearer).chain}
            if came == "found":
                assert codes <= holders, shown
            # A bare name shared with a province or a capital is theirs.
            if not codes & {code, *book.place(code).chain}:
                assert all(c.endswith("00") for c in codes), shown


def test_a_name_that_one_place_alone_bears_is_not_asked(book):
    for key, number, code in book.query(
        "SELECT key, COUNT(DISTINCT code), MIN(code) FROM name WHERE kind NOT IN ('town', 'misread', 'elsewhere') GROUP BY key"
    ):
        often_misread = book.query(
            "SELECT code FROM name WHERE key = ? AND kind = 'misread' AND code LIKE '%00'", key
        )
        if number > 1 or often_misread or code == NATION or code[:2] + "0000" in OUTSIDE:
            continue
        assert find(book, key).code == code, key


@pytest.mark.parametrize(
    ("typed", "kind", "place"),
    [
        ("成都高新区", "zone", "成都"),
        ("苏州工业园区", "zone", "苏州"),
        ("东莞长安", "zone", "东莞"),
        ("雄安新区", "pool", "河北"),
        ("江苏省直", "pool", "江苏"),
        ("郑州铁路局", "pool", "河南"),
        ("胜利油田", "pool", "山东"),
        ("昆山市玉山镇前进路1号", "rest", "昆山"),
        ("重清", "by_sound", "重庆"),
    ],
)
def test_what_is_taken_for_a_place_without_being_its_name_is_said(book, typed, kind, place):
    (notice,) = look(book, typed).notices
    assert notice.key == f"places.{kind}"
    assert place in notice.params["place"].zh and notice.params["typed"] == typed
    advice = ask(book, Case(typed, "deceased", as_of="2026-11-22"))
    said = dict(advice.warnings)
    assert place in said[f"place-{kind}".replace("_", "-")].zh


@pytest.mark.parametrize(
    "typed", ["昆山", "320583", "廣州", "liuan", "Peking", "上海市区", "科右中旗"]
)
def test_a_place_called_by_a_name_of_its_own_needs_no_notice(book, typed):
    assert look(book, typed).notices == ()


@pytest.mark.parametrize("typed", ["死", "\x1b[31m死", "东京", "qqqqqq", "ж", "火"])
def test_nothing_is_offered_that_shares_neither_sound_nor_characters(book, typed):
    for place in nearest(book, typed):
        names = {
            shown for (shown,) in book.query("SELECT shown FROM name WHERE code = ?", place.code)
        }
        assert any(set(typed) & set(name) for name in names), (typed, place.name.zh)


def test_residents_of_hong_kong_are_shown_their_own_way(book):
    with pytest.raises(OutsideMainland) as caught:
        find(book, "香港")
    assert "foreign_leaver" in caught.value.text.zh and "emigrated" in caught.value.text.en


def test_an_exact_name_loads_nothing_that_only_a_miss_needs():
    program = (
        "import sys; from medisave_cli import open_book; from medisave_cli.book.places import find\n"
        "find(open_book(), '昆山'); find(open_book(), 'kunshan')\n"
        "print([m for m in sys.modules if m in ('difflib', 'medisave_cli.language.sounds', "
        "'medisave_cli.language.traditional', 'medisave_cli.book.parts', 'medisave_cli.book.nearby')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
