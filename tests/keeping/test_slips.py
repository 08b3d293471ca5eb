"""Each slip of the corpus is told on its line, with its cause and its mend, in both languages; none in silence, none twice over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from medisave_cli.keeping.assemble import assemble
from medisave_cli.keeping.compile import Ready
from medisave_cli.keeping.draft import load
from medisave_cli.keeping.finding import Finding
from medisave_cli.keeping.lint import findings_of
from medisave_cli.keeping.locate import policies
from medisave_cli.keeping.remembered import memory
from medisave_cli.language import Speaker
from tests.keeping.slips import FILE, SLIPS, Slip
from tests.sampling import quick_and_long

NAME = "340200-wuhu.yaml"
CHAIN = frozenset({"000000", "340000", "340200", "340100"})


@pytest.fixture(scope="module", autouse=True)
def _a_memory_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The bundled files are parsed once for all slips."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def divisions() -> object:
    from medisave_cli.book.gazetteer import divisions

    return divisions(policies() / "gazetteer")


def findings(folder: Path, text: str, divisions: object) -> list[Finding]:
    """What lint says of the text as 芜湖's file over the bundled rules of its chain."""
    (folder / "places").mkdir(parents=True, exist_ok=True)
    path = folder / "places" / NAME
    path.write_text(text, encoding="utf-8")
    folders = (policies(), folder)
    with memory() as known:
        whole = assemble(load(folders, CHAIN, known), divisions)  # type: ignore[arg-type]
        ready: Ready = (whole, divisions, policies() / "gazetteer")  # type: ignore[assignment]
        found = findings_of(ready, folders, "2026-11-30", known)
    return [f for f in found if Path(f.file) == path]


def test_the_file_itself_is_clean(tmp_path: Path, divisions: object) -> None:
    assert findings(tmp_path, FILE, divisions) == []


def test_there_are_a_hundred() -> None:
    assert len({slip.name for slip in SLIPS}) == len(SLIPS) >= 100


@pytest.mark.parametrize("slip", quick_and_long(SLIPS, 3), ids=lambda slip: slip.name)
def test_a_slip_is_told_where_it_is_and_how_to_mend_it(
    slip: Slip, tmp_path: Path, divisions: object
) -> None:
    assert FILE.count(slip.old) == 1, slip.old
    before = FILE[: FILE.index(slip.old)]
    text = FILE.replace(slip.old, slip.new)
    line = before.count("\n") + 1 + slip.at
    found = findings(tmp_path, text, divisions)
    said = {f.line: say_all("en", f) for f in found}
    assert 1 <= len(found) <= 3, [(f.line, say_all("en", f)) for f in found]
    told = [words for at, words in said.items() if at == line]
    assert told, (line, said)
    assert any(all(word in words for word in slip.words) for words in told), (slip.words, told)
    assert all(say_all("zh", f) != say_all("en", f) for f in found)


def say_all(lang: str, finding: Finding) -> str:
    say = Speaker(lang)
    return f"{say.message(finding.what)} -> {say.message(finding.mend)}"
