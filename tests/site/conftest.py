"""A small site, of the real rules of a few places and of one whose file is hostile, with a private answer lying beside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from medisave_cli import Advice, Book, Case, ask
from medisave_cli.keeping.compile import build as compiled
from medisave_cli.keeping.locate import policies
from medisave_cli.model import NATION
from medisave_cli.site.build import pages
from medisave_cli.told.records import checked, kept, write
from tests.browser import chromium
from tests.browser.driven import Browser
from tests.site.reading import Read

AS_OF = "2026-11-30"
FILES = ("000000-china", "110000-beijing", "320000-jiangsu", "320500-suzhou", "320583-kunshan")
HOSTILE = "</title></script><script>injected=1</script><img src=x onerror='injected=1'>"
HOSTILE_PLACE = f"""\
place: "510000"
checked: 2026-11-22
sources:
  sc-bad: {{title: "{HOSTILE}", issuer: "{HOSTILE}", grade: A, published: 2020-01-01, url: "https://www.sc.gov.cn/x?a=1&b=\\"><script>injected=1</script>"}}
provisions:
  - {{id: sc-bad-rule, status: deceased, disposition: inherit, rule: allowed, summary: {{zh: "{HOSTILE}", en: "{HOSTILE}"}}, cite: [sc-bad]}}
"""
PRIVATE = "窗口丙号只告诉了我一个人"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book of a few places."""
    folder = tmp_path_factory.mktemp("small")
    for name in ("catalog", "gazetteer"):
        shutil.copytree(policies() / name, folder / name)
    (folder / "places").mkdir()
    for name in FILES:
        shutil.copy(policies() / "places" / f"{name}.yaml", folder / "places")
    (folder / "claims.yaml").write_text(_claims(folder), "utf-8")
    (folder / "places" / "510000-sichuan.yaml").write_text(HOSTILE_PLACE, "utf-8")
    return compiled((folder,), None, "0", "test")


def _claims(folder: Path) -> str:
    """What circulates, of it what rests on the sources of these places alone."""
    files = [yaml.safe_load(file.read_text("utf-8")) for file in (folder / "places").glob("*.yaml")]
    codes = {file["place"] for file in files}
    sources = {name for file in files for name in file["sources"]}
    kept = []
    for claim in yaml.safe_load((policies() / "claims.yaml").read_text("utf-8"))["claims"]:
        cited = {cite if isinstance(cite, str) else cite["source"] for cite in claim["cite"]}
        places = {claim.get("place", NATION), *claim.get("see", [])}
        if cited <= sources and places <= codes:
            kept.append(claim)
    return yaml.safe_dump({"claims": kept}, allow_unicode=True)


@pytest.fixture(scope="session")
def site(small: Book, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Every page of the small site by its file, made while this person's own folder holds what an office told them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("own")))
        patch.setenv("MEDISAVE_TOLD", "yes")
        write(checked("320583", "deceased", "yes", PRIVATE, AS_OF, {"note": PRIVATE}))
        assert kept("320583", "deceased").records
        yield dict(pages(small, AS_OF))


@pytest.fixture(scope="session")
def read(site: dict[str, str]) -> dict[str, Read]:
    """The pages as a browser reads them."""
    return {file: Read(page) for file, page in site.items()}


@pytest.fixture(scope="session")
def advices(small: Book) -> dict[tuple[str, str], Advice]:
    """What is answered for each place of the site that people are insured in and each situation."""
    places = [p.code for p in small.places_on_file() if p.code != NATION]
    return {
        (code, status): ask(small, Case(code, status, as_of=AS_OF))
        for code in places
        for status in small.statuses
    }


@pytest.fixture(scope="session")
def folder(site: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, written."""
    root = tmp_path_factory.mktemp("site")
    for file, text in site.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A running browser; where there is none, what needs it is skipped unless it is required."""
    if chromium.find() is None:
        if chromium.REQUIRED:
            pytest.fail("MEDISAVE_REQUIRE_BROWSER=1, and there is no Chromium")
        pytest.skip("no Chromium")
    with Browser() as running:
        yield running
