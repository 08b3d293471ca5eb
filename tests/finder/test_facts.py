"""A fact in one's own words: where several could be meant they are named, in the language of the reader."""

from __future__ import annotations

import pytest

from medisave_cli import AskedWrongly, Case, ask, open_book
from medisave_cli.language.signs import is_chinese

CASES = ({"heir": "maybe"}, {"pension": "养老金"})


@pytest.mark.parametrize("facts", CASES)
def test_what_could_be_meant_is_named_in_both_languages(facts: dict[str, str]) -> None:
    with pytest.raises(AskedWrongly) as wrong:
        ask(open_book(), Case("昆山", "emigrated", facts))
    zh, en = wrong.value.text
    assert any(map(is_chinese, zh))
    typed = next(iter(facts.values()))
    assert not any(map(is_chinese, en.replace(typed, "")))
