"""Lines break where Chinese may break, and nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medisave_cli.show.wrap import CLOSING, OPENING, cells, fold

SAMPLE = "江苏省医疗保障局（《办事指南》，第十项）：带 --fact death_in_shared_data=yes|no 来，10个工作日内办结。 [1][2]"
CHARS = st.text(
    st.sampled_from("医保账户，。；：（）「」《》“”、abc_-=/|0123 [1]\n"), min_size=0, max_size=80
)


def kept(text: str) -> str:
    return "".join(text.split())


@settings(derandomize=True, deadline=None, max_examples=300)
@given(CHARS, st.integers(2, 60))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(cells(line) <= width for line in lines)
    assert kept("".join(lines)) == kept(text)


@pytest.mark.parametrize("width", range(24, 100))
def test_closing_signs_begin_no_line_and_opening_ones_end_none(width: int) -> None:
    lines = fold(SAMPLE, width)
    assert not any(line[0] in CLOSING or line[-1] in OPENING for line in lines)
    assert not any(line.startswith("[") for line in lines)


@pytest.mark.parametrize("width", range(31, 100))
def test_no_word_is_split_that_fits_a_line(width: int) -> None:
    lines = fold(SAMPLE, width)
    for word in ("--fact", "death_in_shared_data=yes|no", "[1][2]", "10个"):
        assert any(word in line for line in lines)


def test_a_wide_terminal_is_one_line() -> None:
    assert fold(SAMPLE, 1000) == [SAMPLE]
