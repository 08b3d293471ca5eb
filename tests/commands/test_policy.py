"""``policy lint``, ``coverage``, ``stale``, ``schema``, ``build`` and the group itself, as their user meets them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from medisave_cli import Book
from medisave_cli.commands.policy import LISTED
from medisave_cli.keeping import locate
from tests.commands.asking import ask as said
from tests.keeping.policy_files import CITY, CITY_FILE, broken, whole_folder
from tests.sampling import quick_and_long

ROOT = Path(__file__).resolve().parents[2]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def bad_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole folder with two faults, under the current directory."""
    folder = whole_folder(
        tmp_path / "rules",
        broken("[id-card]", "[id-crad]").replace(
            "      en: Someone with a lump-sum pension may draw it.\n", "      en: 可以取。\n"
        ),
    )
    monkeypatch.chdir(tmp_path)
    return folder


# The group.


def test_the_group_lists_its_commands(capsys: Said) -> None:
    code, out, err = said(capsys, "policy")
    assert (code, err) == (0, "")
    for name in set(LISTED) - {"export"}:
        assert re.search(rf"^  {name} ", out, re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(set(LISTED) - {"export"}))
def test_each_has_help(name: str, capsys: Said) -> None:
    code, out, err = said(capsys, "policy", name, "--help")
    assert (code, err) == (0, "") and f"policy {name}" in out


def test_a_slip_of_the_finger_is_told_with_the_nearest_command(capsys: Said) -> None:
    code, out, err = said(capsys, "policy", "lnt")
    assert (code, out) == (2, "") and "lint" in err


# lint


def test_lint_of_the_bundled_folder_is_clean(capsys: Said) -> None:
    code, out, err = said(capsys, "policy", "lint", "--lang", "en", "--format", "plain")
    assert code == 0 and err.startswith("read: the bundled rules, ")
    (*warned, last) = out.splitlines()
    assert all(": warning: " in line for line in warned)
    assert re.fullmatch(r"clean: \d+ places, \d+ provisions, \d+ sources(; \d+ to look at)?", last)


@pytest.mark.usefixtures("bad_folder")
def test_each_finding_is_a_line_that_editors_follow(capsys: Said) -> None:
    code, out, err = said(capsys, "policy", "lint", "rules", "--lang", "en", "--format", "plain")
    assert (code, err) == (1, "read: rules (2 places), on its own\n")
    lines = out.splitlines()
    assert lines[:2] == [
        "rules/places/321100-zhenjiang.yaml:21: the English text is not English: 可以取。 -> write it in English; the name of a menu may stay Chinese where English words stand beside it",
        "rules/places/321100-zhenjiang.yaml:22: id-crad is not declared under documents -> did you mean id-card (valid identity document)? else declare it under documents",
    ]
    assert lines[2].startswith("2 findings (2 places")


@pytest.mark.usefixtures("bad_folder")
def test_lint_in_json_names_the_same(capsys: Said) -> None:
    code, out, _ = said(capsys, "policy", "lint", "rules", "--lang", "zh", "--format", "json")
    told = json.loads(out)
    assert code == 1 and told["clean"] is False and told["folders"] == ["rules"]
    assert told["findings"][1] == {
        "file": "rules/places/321100-zhenjiang.yaml",
        "line": 22,
        "what": "documents 里没有声明 id-crad",
        "kind": "error",
        "id": "not_declared_under",
        "mend": "是不是 id-card（有效身份证件）？否则在 documents 里声明",
    }
    assert set(told["counted"]) == {"places", "provisions", "sources"}


@pytest.mark.usefixtures("bad_folder")
@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_every_face_names_file_line_and_mend(format: str, capsys: Said) -> None:
    code, out, _ = said(capsys, "policy", "lint", "rules", "--lang", "en", "--format", format)
    flat = re.sub(r"[\s\\]+", "", out)
    assert code == 1
    for words in ("rules/places/321100-zhenjiang.yaml:22", "didyoumeanid-card("):
        assert words in flat


def test_an_overlay_is_linted_over_the_bundled_folder(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "mine" / CITY_FILE
    path.parent.mkdir(parents=True)
    path.write_text(CITY.replace("zj-retired", "china-retired-no-cash"), encoding="utf-8")
    code, out, _ = said(
        capsys, "policy", "lint", str(tmp_path / "mine"), "--lang", "en", "--format", "plain"
    )
    assert code == 1
    assert "the id china-retired-no-cash is taken, in 000000-china.yaml" in out


# coverage


def test_coverage_counts_every_file(book: Book, capsys: Said) -> None:
    code, out, _ = said(capsys, "policy", "coverage", "--format", "json")
    told = json.loads(out)
    files = {path.name[:6] for path in (locate.policies() / "places").glob("*.yaml")}
    assert code == 0
    assert {place["code"] for place in told["places"]} == files
    assert told["totals"]["places"] == len(files)
    assert (
        sum(p["places"] for p in told["provinces"]) == len(files) - 1
    )  # the nation lies in no province
    assert told["totals"]["sources"]["total"] == len(book.sources())


def test_coverage_tells_firm_from_reported_from_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    rules = "".join(
        f"""
  - id: zj-{status}-{n}
    status: {status}
    disposition: withdraw
    rule: allowed
    summary: {{zh: 可以取。, en: May be drawn.}}
    {mark}
    cite: [zj-guide]
"""
        for n, (status, mark) in enumerate(
            [
                ("active", "basis: inferred"),
                ("enlisted", "rejected: {zh: 错的, en: wrong}"),
                ("emigrated", "until: 2025-01-01"),
                ("emigrated", "grade: C"),
            ]
        )
    )
    folder = whole_folder(
        tmp_path / "policies", CITY.replace("\nlooked_for:", rules + "\nlooked_for:")
    )
    monkeypatch.setattr(locate, "CHECKOUT_POLICIES", folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    code, out, _ = said(capsys, "policy", "coverage", "--format", "json", "--as-of", "2026-11-22")
    told = json.loads(out)
    (place,) = [p for p in told["places"] if p["code"] == "321100"]
    marks = {
        status: cell["mark"] for status, cell in place["statuses"].items() if cell["mark"] != "·"
    }
    assert code == 0 and marks == {"retired": "A", "active": "a", "enlisted": "×", "emigrated": "a"}
    assert place["statuses"]["retired"] == {
        "mark": "A",
        "firm": 1,
        "reported": 0,
        "rejected": 0,
        "firm_grade": "A",
        "reported_grade": None,
    }
    _, out, _ = said(capsys, "policy", "coverage", "--format", "json", "--as-of", "2024-12-31")
    (place,) = [p for p in json.loads(out)["places"] if p["code"] == "321100"]
    assert place["statuses"]["emigrated"]["mark"] == "A"


@pytest.mark.parametrize(
    ("format", "lang"),
    quick_and_long(list(product(["table", "plain", "markdown", "html"], ["zh", "en"])), 3),
)
def test_coverage_can_be_read(lang: str, format: str, capsys: Said) -> None:
    code, out, err = said(capsys, "policy", "coverage", "--lang", lang, "--format", format)
    assert code == 0 and err.count("\n") == 1
    for name in ("昆山市", "苏") if lang == "zh" else ("Kunshan", "JS"):
        assert name in out


def test_the_map_shows_every_province_of_the_mainland_once(book: Book) -> None:
    from medisave_cli.keeping.coverage_tables import MAP

    provinces = {p.code for p in book.places() if p.level == "province" and p.code[:2] < "70"}
    assert provinces <= set(MAP)
    assert len({(row, column) for row, column, *_ in MAP.values()}) == len(MAP)


# stale


def test_stale_lists_what_was_checked_before(capsys: Said) -> None:
    tomorrow = (date.today() + timedelta(days=4000)).isoformat()
    code, out, _ = said(capsys, "policy", "stale", "--older-than", tomorrow, "--format", "json")
    told = json.loads(out)
    assert code == 0 and len(told["places"]) == len(
        list((locate.policies() / "places").glob("*.yaml"))
    )
    checked = [place["checked"] for place in told["places"]]
    assert checked == sorted(checked)
    code, out, _ = said(capsys, "policy", "stale", "--older-than", checked[0], "--format", "json")
    assert json.loads(out)["places"] == []


def test_days_are_counted_back_from_today() -> None:
    from medisave_cli.commands.policy_stale import cutoff

    today = date(2026, 11, 22)
    assert cutoff("180d", today) == "2026-05-26"
    assert cutoff("1 day", today) == "2026-11-21"
    assert cutoff("30天", today) == "2026-10-23"
    assert cutoff("2026-01-01", today) == "2026-01-01"


@pytest.mark.parametrize("wrong", ["soon", "180", "-3d", "99999999d", "2026-02-30", ""])
def test_what_is_no_age(wrong: str, capsys: Said) -> None:
    code, out, err = said(capsys, "policy", "stale", "--older-than", wrong)
    assert (code, out) == (2, "") and err.count("\n") == 1 and "180d" in err


# schema


def test_the_schemas_on_disk_are_those_of_the_code(tmp_path: Path, capsys: Said) -> None:
    assert said(capsys, "policy", "schema", "-o", str(tmp_path))[0] == 0
    written = {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()
    }
    assert written == {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in (ROOT / "schema").glob("*.json")
    }


@pytest.mark.parametrize("kind", ["place", "claims", "statuses", "facts", "documents", "channels"])
def test_every_policy_file_fits_its_schema(kind: str, capsys: Said) -> None:
    """Read as an editor reads it: by YAML 1.2, where yes and no are words and dates are text."""
    jsonschema = pytest.importorskip("jsonschema")
    import yaml

    class Editor(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    dropped = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    Editor.yaml_implicit_resolvers = {
        key: [(tag, pattern) for tag, pattern in listed if tag not in dropped]
        for key, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    code, out, _ = said(capsys, "policy", "schema", kind)
    assert code == 0
    validator = jsonschema.Draft202012Validator(json.loads(out))
    folder = locate.policies()
    files = (
        sorted((folder / "places").glob("*.yaml"))
        if kind == "place"
        else [folder / "claims.yaml"]
        if kind == "claims"
        else [folder / "catalog" / f"{kind}.yaml"]
    )
    assert files
    for path in files:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)
        assert [error.message for error in validator.iter_errors(data)] == [], path.name


@pytest.mark.parametrize(
    "fault",
    [
        {"provisions": [{"id": "x"}]},
        {"provision": []},
        {"checked": "yesterday"},
        {"place": 321100},
        {"notes": [{"kind": "advice"}]},
    ],
)
def test_the_schema_refuses_what_lint_refuses(fault: dict, capsys: Said) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    _, out, _ = said(capsys, "policy", "schema")
    validator = jsonschema.Draft202012Validator(json.loads(out))
    good = {"place": "321100", "checked": "2026-11-22"}
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, **fault})


def test_all_six_go_into_a_folder_and_one_kind_to_a_file(tmp_path: Path, capsys: Said) -> None:
    assert said(capsys, "policy", "schema", "claims", "-o", str(tmp_path / "claims.json"))[0] == 0
    assert (
        "claims" in json.loads((tmp_path / "claims.json").read_text(encoding="utf-8"))["properties"]
    )
    code, _, err = said(capsys, "policy", "schema", "claims", "-o", str(tmp_path))
    assert code == 2 and err.count("\n") == 1


# build


def test_build_writes_a_book_that_answers(tmp_path: Path, book: Book, capsys: Said) -> None:
    target = tmp_path / "new" / "book.sqlite"
    code, out, err = said(capsys, "policy", "build", "-o", str(target), "--format", "json")
    told = json.loads(out)
    assert code == 0 and err.count("\n") == 1
    assert told["digest"] == book.digest
    assert Book.at(target).digest == book.digest


def test_build_tells_what_cannot_be_written(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "file").write_text("")
    for target in (tmp_path / "file" / "book.sqlite", tmp_path):
        code, out, err = said(capsys, "policy", "build", "-o", str(target))
        assert code in (1, 2) and out == "" and err.count("\n") == 1
