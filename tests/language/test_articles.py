"""Places in documents are named in English; which signs are Chinese; texts that no spreadsheet takes for a formula."""

from __future__ import annotations

import pytest

from medisave_cli.language.articles import in_english, number
from medisave_cli.language.harmless import harmless
from medisave_cli.language.signs import chinese_end, is_chinese


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("第四条第三款", "article 4 paragraph 3"),
        ("第十六条、第五十一条", "article 16, article 51"),
        ("第三、四条", "articles 3, 4"),
        ("第二条（一）", "article 2 (1)"),
        ("第一千一百六十条", "article 1160"),
        ("第2条至第4条", "article 2 to article 4"),
        ("事项3", "item 3"),
        ("注意事项；答复", "notes, answer"),
        ("某某说明", "at (某某说明)"),
    ],
)
def test_a_place_in_a_document_is_named_in_english(place: str, english: str) -> None:
    assert in_english(place) == english


@pytest.mark.parametrize(
    ("written", "value"), [("12", 12), ("十", 10), ("一千一百六十", 1160), ("两百零五", 205)]
)
def test_numbers_are_read_as_laws_write_them(written: str, value: int) -> None:
    assert number(written) == value


def test_chinese_signs_are_known_and_where_a_text_ends_in_them() -> None:
    assert [is_chinese(sign) for sign in "医a，"] == [True, False, False]
    assert [chinese_end(text) for text in ("see 医保局", "医保局 x", "")] == ["医保局", "", ""]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_is_text_there(sign: str) -> None:
    assert harmless(f"{sign}1") == f"'{sign}1"
    assert harmless(f"1{sign}") == f"1{sign}"
