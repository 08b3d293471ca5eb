"""``policy new``, and the walk through ``policies/README.md``, which must be true to the letter."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from medisave_cli import Book
from medisave_cli.keeping import locate
from medisave_cli.keeping.lint import lint
from medisave_cli.keeping.template import place_file
from tests import caches
from tests.commands.asking import ask
from tests.keeping.policy_files import whole_folder
from tests.sampling import quick_and_long

ROOT = Path(__file__).resolve().parents[2]
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    caches.own_cache(tmp_path / "cache", monkeypatch)
    monkeypatch.delenv("MEDISAVE_POLICIES", raising=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_file_lints_as_it_stands(lang: str, capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "new", "镇江", "--policies", "mine", "--lang", lang)
    assert (code, out) == (0, "mine/places/321100-zhenjiang.yaml\n")
    assert "medisave policy lint mine" in err
    code, out, _ = ask(capsys, "policy", "lint", "mine", "--lang", "en", "--format", "plain")
    assert code == 0 and out.startswith("clean:")


def test_it_goes_where_the_other_commands_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """The nearest folder above that holds places is the one that lint reads next."""
    assert ask(capsys, "policy", "new", "镇江", "--policies", "policies")[0] == 0
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    assert ask(capsys, "policy", "new", "无锡")[0] == 0
    assert (tmp_path / "policies" / "places" / "320200-wuxi.yaml").exists()
    _, _, err = ask(capsys, "policy", "lint", "--lang", "en", "--format", "plain")
    assert "policies (2 places)" in err


@pytest.mark.parametrize(
    "code", quick_and_long(["110105", "500000", "441900", "659004", "321100", "810000"], 4)
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_division_can_be_started(code: str, lang: str, book: Book, tmp_path: Path) -> None:
    place = book.place(code)
    assert place is not None
    text = place_file(book, place, "here", "2026-11-22", lang)
    data = yaml.safe_load(text)
    assert data["place"] == code and str(data["checked"]) == "2026-11-22"
    folder = whole_folder(tmp_path / "policies", text.replace(code, "321100"))
    assert lint((folder,)) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_hints_become_rules_once_the_marks_are_gone(
    lang: str, book: Book, tmp_path: Path
) -> None:
    """What a newcomer uncomments and fills in is the format as it is today."""
    place = book.place("321100")
    assert place is not None
    lines = []
    for line in place_file(book, place, "zhenjiang", "2026-11-22", lang).splitlines():
        hint = re.fullmatch(r"( *)# ((?:  )*(?:- )?(?:[a-z_]+(?:-[a-z]+)*:(?: .*)?|\{.*\}))", line)
        lines.append(hint[1] + hint[2] if hint and "yaml-language-server" not in line else line)
    text = "\n".join(lines) + "\n"
    text = (
        text.replace('zh: "…"', "zh: 内容")
        .replace('en: "…"', "en: words")
        .replace('title: "…"', "title: 指南")
        .replace("url: https://…", "url: https://ybj.zhenjiang.gov.cn/")
    )
    data = yaml.safe_load(text)
    assert [p["status"] for p in data["provisions"]] == [
        "deceased",
        "retired",
        "emigrated",
        "transfer",
        "left_employment",
    ]
    assert data["sources"] and data["notes"] and data["contacts"] and data["looked_for"]
    assert lint((whole_folder(tmp_path / "policies", text),)) == []


def test_a_new_file_says_what_the_wider_places_say(book: Book) -> None:
    place = book.place("321100")
    assert place is not None
    text = place_file(book, place, "zhenjiang", "2026-11-22", "zh")
    said = {
        p.id
        for here in book.rules(place, "retired").chain
        for p in here.provisions
        if p.family == "cash" and p.rejected is None and "居民医保" not in p.summary.zh
    }
    assert said and all(name in text for name in said)


@pytest.mark.parametrize(
    ("lang", "kin"), [("zh", "resident "), ("en", "resident a relative's premium")]
)
def test_a_new_file_lists_what_a_guide_can_be_about(lang: str, kin: str, book: Book) -> None:
    place = book.place("321100")
    assert place is not None
    text = place_file(book, place, "zhenjiang", "2026-11-22", lang)
    assert kin in text
    for topic in book.phrases()["topics"].values():
        assert all(f" {name} " in text for name in topic["about"])


def test_places_that_sound_alike_get_ids_of_their_own(capsys: Said) -> None:
    for name, prefix in (
        ("台州", "zhejiang-taizhou-"),
        ("泰州", "jiangsu-taizhou-"),
        ("乐山", "leshan-"),
    ):
        assert f"- id: {prefix}deceased" in ask(capsys, "policy", "new", name, "-o", "-")[1]


def test_it_can_be_printed(capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "new", "321100", "-o", "-")
    assert (code, err) == (0, "") and yaml.safe_load(out)["place"] == "321100"
    assert list(Path().glob("*.yaml")) == []


def test_what_is_there_is_never_overwritten(capsys: Said) -> None:
    assert ask(capsys, "policy", "new", "321100", "--policies", "mine")[0] == 0
    before = Path("mine/places/321100-zhenjiang.yaml").read_text(encoding="utf-8")
    for args in (["--policies", "mine"], ["-o", "mine/places/321100-zhenjiang.yaml"]):
        code, out, err = ask(capsys, "policy", "new", "321100", *args)
        assert (code, out) == (2, "") and err.count("\n") == 1
    assert Path("mine/places/321100-zhenjiang.yaml").read_text(encoding="utf-8") == before


def test_a_place_on_file_is_edited_not_started(capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "new", "320500")
    assert (code, out) == (2, "") and "320500-suzhou.yaml" in err


def test_over_a_bundled_file_it_says_so_and_can_start_from_it(capsys: Said) -> None:
    code, _, err = ask(capsys, "policy", "new", "320500", "--policies", "mine")
    assert code == 0 and "--copy" in err
    code, _, err = ask(capsys, "policy", "new", "320500", "--policies", "other", "--copy")
    assert code == 0 and "--copy" not in err
    assert Path("other/places/320500-suzhou.yaml").read_text(encoding="utf-8") == (
        locate.policies() / "places/320500-suzhou.yaml"
    ).read_text(encoding="utf-8")
    assert ask(capsys, "policy", "new", "321100", "--policies", "mine", "--copy")[0] == 2


@pytest.mark.parametrize("wrong", ["999999", "nowhere at all", "朝阳"])
def test_a_place_that_is_none_or_several(wrong: str, capsys: Said) -> None:
    code, out, err = ask(capsys, "policy", "new", wrong, "--policies", "mine")
    assert (code, out) == (2, "") and err.count("\n") == 1 and not Path("mine").exists()


def test_an_unwritable_folder_is_told(capsys: Said) -> None:
    Path("mine").write_text("")
    code, out, err = ask(capsys, "policy", "new", "321100", "--policies", "mine")
    assert (code, out) == (1, "") and err.count("\n") == 1


# The walk-through.


@pytest.mark.long
@pytest.mark.parametrize(("lang", "readme"), [("en", "README.md"), ("zh", "README.zh-CN.md")])
def test_the_walk_through_is_true(lang: str, readme: str, capsys: Said) -> None:
    """Each command of the README, in order, prints what the README shows."""
    text = (ROOT / "policies" / readme).read_text(encoding="utf-8")
    first, summary, cite = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[:3]
    made, bad, *_ = re.findall(r"```console\n\$ [^\n]*\n([^`]*?)```", text)
    code, out, _ = ask(capsys, "policy", "new", "511100", "--policies", "try", "--lang", lang)
    assert code == 0 and out == made
    path = Path("try/places/511100-leshan.yaml")

    path.write_text(first, encoding="utf-8")
    assert linted(capsys, lang) == (1, shown(bad))
    text = re.sub(r"(    summary:\n      zh: [^\n]*\n)", lambda m: m[1] + summary, first)
    text = re.sub(r"    cite: \[\{source: leshan-guide,[^\n]*\n", lambda _: cite, text)
    path.write_text(text.replace("bank-acount", "bank-account"), encoding="utf-8")
    assert linted(capsys, lang)[0] == 0

    code, out, _ = ask(
        capsys,
        "check",
        "-c",
        "乐山",
        "-s",
        "deceased",
        "--policies",
        "try",
        "--format",
        "json",
        "--as-of",
        "2026-11-22",
    )
    answer = json.loads(out)
    (cash,) = [
        option
        for option in answer["options"]
        if option["family"] == "cash" and option["portion"] == "main"
    ]
    assert code == 0 and (answer["verdict"], cash["decided_by"]["provision"]) == (
        "eligible",
        "leshan-deceased",
    )
    assert [line["id"] for line in cash["documents"] if line["group"] is None] == [
        "withdrawal-form",
        "heir-id-card",
        "bank-account",
    ]
    assert cash["time_limit"][0]["working_days"] == 2
    assert ask(capsys, "policy", "diff", str(locate.policies()), "try")[0] == 0
    assert (
        ask(capsys, "policy", "graph", "-c", "乐山", "-s", "deceased", "--policies", "try")[0] == 0
    )


def linted(capsys: Said, lang: str) -> tuple[int, list[str]]:
    code, out, _ = ask(capsys, "policy", "lint", "try", "--lang", lang, "--format", "plain")
    return code, shown(out)


def shown(output: str) -> list[str]:
    """Lines of a lint, but for the counts, which grow with the book."""
    return [
        re.sub(r"[（(].*[)）]$", "", line) if ".yaml:" not in line else line
        for line in output.splitlines()
    ]


def test_both_readmes_name_the_same_keys() -> None:
    """Whatever the English reference lists, the Chinese one lists too."""
    texts = [
        (ROOT / "policies" / name).read_text(encoding="utf-8")
        for name in ("README.md", "README.zh-CN.md")
    ]
    keys = [
        {
            key
            for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
            for key in re.findall(r"^ *(?:- )?\{?([a-z_]+):", block, re.MULTILINE)
        }
        for text in texts
    ]
    assert keys[0] == keys[1] and keys[0] >= {"place", "provisions", "looked_for"}
    headings = [re.findall(r"^#+", text, re.MULTILINE) for text in texts]
    assert headings[0] == headings[1]


def test_the_reference_names_every_key_of_the_format() -> None:
    from medisave_cli.keeping import format as shapes

    text = (ROOT / "policies" / "README.md").read_text(encoding="utf-8")
    kinds = (
        shapes.PlaceFile,
        shapes.SourceShape,
        shapes.ProvisionShape,
        shapes.ClosureShape,
        shapes.NoteShape,
        shapes.ContactShape,
        shapes.LookedForShape,
    )
    keys = {field.alias or name for kind in kinds for name, field in kind.model_fields.items()}
    missing = {key for key in keys if not re.search(rf"\b{key}\b", text)}
    assert missing == set()
