"""The documents: what they show is what the program prints, each has its twin, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.docs.printed import BLOCK, ROOT, commands, documents, every_document, rewritten
from tests.docs.reference import PAGES, reference
from tests.sampling import quick_and_long

ENGLISH_ALONE = {"design.md", "finding.md", "testing.md"}
"""For those who change the program, whose words are English."""
FENCE = re.compile(r"^(```+)(\w*)[^\n]*\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:docs|tests|medisave_cli|policies|tools|schema|benchmarks)/[\w./-]+)`")
FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def pairs() -> list[str]:
    """Every document of which a Chinese twin is kept or wanted."""
    pages = [path for path in (ROOT / "docs").glob("*.md") if path.name not in ENGLISH_ALONE]
    english = [path for path in pages if not path.name.endswith(".zh-CN.md")]
    return named([ROOT / "README.md", ROOT / "policies" / "README.md", *sorted(english)])


def twin(name: str) -> Path:
    return ROOT / name.replace(".md", ".zh-CN.md")


def without_fences(text: str) -> str:
    return FENCE.sub("", text)


@pytest.mark.parametrize("name", quick_and_long(named(documents()), 6))
def test_what_is_shown_is_what_is_printed(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    if "jq " in "".join(BLOCK.findall(text)) and not shutil.which("jq"):
        pytest.skip("needs jq")
    assert rewritten(ROOT / name) == text, "run: python -m tests.docs"


@pytest.mark.parametrize("lang", sorted(PAGES))
def test_the_reference_is_that_of_the_commands(lang: str) -> None:
    assert PAGES[lang].read_text("utf-8") == reference(lang), "run: python -m tests.docs"


@pytest.mark.parametrize("name", pairs())
def test_a_document_and_its_twin_have_the_same_headings(name: str) -> None:
    levels = [
        re.findall(r"^#+(?= )", without_fences(path.read_text("utf-8")), re.MULTILINE)
        for path in (ROOT / name, twin(name))
    ]
    assert levels[0] == levels[1]


@pytest.mark.parametrize("name", [n for n in pairs() if not n.endswith("commands.md")])
def test_a_document_and_its_twin_show_the_same_commands(name: str) -> None:
    """Fenced blocks are alike in kind and number; what they tell the shell is the same but for the language."""
    english, chinese = (
        FENCE.findall(path.read_text("utf-8")) for path in (ROOT / name, twin(name))
    )
    assert [kind for _, kind, _ in english] == [kind for _, kind, _ in chinese]
    for (_, kind, one), (_, _, other) in zip(english, chinese, strict=True):
        if kind in ("console", "sh"):
            assert told(kind, one) == told(kind, other)


def told(kind: str, block: str) -> list[str]:
    lines = commands(block) if kind == "console" else block.splitlines()
    return [re.sub(r" --lang (zh|en)", "", line.partition(" # ")[0].strip()) for line in lines]


@pytest.mark.parametrize("name", pairs())
def test_a_document_and_its_twin_have_the_same_figures(name: str) -> None:
    """Row by row in their tables: a figure mended in one language alone stands out."""
    english, chinese = (tables(path) for path in (ROOT / name, twin(name)))
    assert english == chinese


def tables(path: Path) -> list[list[str]]:
    """The figures of each row of each table."""
    rows = re.findall(r"^\|.*\|$", without_fences(path.read_text("utf-8")), re.MULTILINE)
    return [sorted(FIGURE.findall(re.sub(r"\[\w.*?\]\(.*?\)", "", row))) for row in rows]


@pytest.mark.parametrize("name", named(every_document()))
def test_every_link_leads_somewhere(name: str) -> None:
    here = ROOT / name
    text = without_fences(here.read_text("utf-8"))
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (here.parent / file).resolve() if file else here
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    """What links to the headings of a page end in."""
    heads = re.findall(r"^#+ (.*)$", without_fences(page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", named(every_document()))
def test_every_file_that_is_named_is_there(name: str) -> None:
    for path in PATH.findall((ROOT / name).read_text("utf-8")):
        assert (ROOT / path.rstrip(".")).exists(), path


def test_two_commands_of_the_readme_are_marked_to_be_run() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    marked = re.findall(r"^<!-- (run|test) -->\n```sh\n(.+)\n```$", text, re.MULTILINE)
    assert [kind for kind, _ in marked] == ["run", "test"]
    assert text.count("<!-- run -->") == text.count("<!-- test -->") == 1
