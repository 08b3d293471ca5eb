"""A command line that is wrong is told in one line of the reader's language, with the right thing where it is plain."""

from __future__ import annotations

import re

import pytest

from medisave_cli.cli import run
from medisave_cli.language import LANGUAGES

WRONG = {
    "check --frmat json": "--format",
    "check --place 昆山": "--city",
    "check 昆山 去世 --date 2026-01-01": "--as-of",
    "check --verbose": "--more",
    "check --fast": None,
    "check --limit 3": None,
    "check --xyzzy": None,
    "chek": "check",
    "move 深圳 北京": "transfer",
    "status": "statuses",
    "lint": "policy lint",
    "version": "--version",
    "昆山 去世": "medisave check 昆山",
    "translate": None,
    "policy lnt": "lint",
    "transfer 深圳": None,
    "compare -c 昆山": None,
    "check -c": None,
    "check --more=yes": None,
    "place 昆山 苏州": None,
    "policy graph -c 昆山 -s deceased --family cahs": "cash",
    "policy schema plce": "place",
    "completion bsh": "bash",
    "help chek": "check",
    "check 昆山 去世 --format jsn": "json",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("line", WRONG)
def test_it_is_one_line_with_the_right_thing(
    line: str, lang: str, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDISAVE_LANG", lang)
    assert run(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    meant = re.search(r"(?:是不是 |did you mean )(.*?)[？?]", err)
    if WRONG[line] is None:
        assert meant is None, err
    else:
        assert meant is not None and str(WRONG[line]) in meant[1], err
    if lang == "zh":
        said = re.sub(r"medisave[a-z -]*|--?[a-zA-Z-]+|SHELL", "", err)
        assert not re.search(
            r"\b(no|such|option|command|missing|unexpected|argument|value|must|usage)\b",
            said,
            re.IGNORECASE,
        )
        assert re.search("[一-龥]", err)
