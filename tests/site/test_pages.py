"""The pages by themselves: whole, in two languages, of what the answers say and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import islice
from posixpath import dirname, join, normpath

import pytest

from medisave_cli import Advice, Book
from medisave_cli.language import LANGUAGES, Speaker, pick
from medisave_cli.show.headline import headline
from medisave_cli.show.terms import verdict_term
from medisave_cli.site.build import pages
from tests.site.conftest import AS_OF, HOSTILE, PRIVATE
from tests.site.reading import Read, astray

ROOTS = {"zh": "", "en": "en/"}


def test_every_place_situation_source_and_claim_has_a_page_in_both_languages(
    site: dict[str, str], small: Book
) -> None:
    wanted = {"index.html", "sources.html", "claims.html"}
    wanted |= {f"place/{p.code}.html" for p in small.places_on_file()}
    wanted |= {f"situation/{name}.html" for name in small.statuses}
    wanted |= {f"source/{name}.html" for name in small.sources()}
    wanted |= {f"claim/{claim.id}.html" for claim in small.claims()}
    assert set(site) == wanted | {f"en/{file}" for file in wanted}


def test_every_link_leads_somewhere(read: dict[str, Read]) -> None:
    assert astray(read) == []


def test_every_page_can_be_reached_from_the_front_page(read: dict[str, Read]) -> None:
    seen, left = set(), ["index.html"]
    while left:
        file = left.pop()
        if file not in seen:
            seen.add(file)
            paths = (link.partition("#")[0] for link in read[file].links if ":" not in link)
            left += [normpath(join(dirname(file), path)) for path in paths if path]
    assert seen == set(read)


def test_no_page_fetches_or_runs_anything_but_the_one_script(read: dict[str, Read]) -> None:
    for file, page in read.items():
        scripts = page.inside["script"]
        assert (page.loads, page.handlers) == ([], []), file
        assert not re.search(r"url\(|@import", "".join(page.inside["style"])), file
        assert page.policy.startswith("default-src 'none'; style-src 'unsafe-inline'; "), file
        assert len(scripts) == file.endswith("index.html"), file
        for script in scripts:
            known = b64encode(sha256(script.encode()).digest()).decode()
            assert f"script-src 'sha256-{known}'" in page.policy
        assert ("script-src" in page.policy) == bool(scripts)
        assert page.lang == ("en" if file.startswith("en/") else "zh-CN")


def test_text_of_policy_files_is_text(site: dict[str, str], read: dict[str, Read]) -> None:
    for file, page in site.items():
        assert "<script>injected" not in page and "<img" not in page, file
    seen = sum(HOSTILE in page.text for page in read.values())
    # Its source's page, its place's, the list of sources: in both languages.
    assert seen >= 6


def test_what_an_office_told_one_person_is_nowhere(site: dict[str, str]) -> None:
    assert not any(PRIVATE in page for page in site.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_situation_of_a_place_opens_with_its_answer(
    site: dict[str, str], advices: dict[tuple[str, str], Advice], lang: str
) -> None:
    for code in {code for code, _ in advices}:
        parts = site[f"{ROOTS[lang]}place/{code}.html"].split('<details class="answer">')[1:]
        told = {re.findall(r'<div class="inside" id="([^"]+)"', part)[0]: part for part in parts}
        assert set(told) == {status for _, status in advices} | {"claims", "file"}
        for status in set(told) - {"claims", "file"}:
            advice = advices[code, status]
            text = re.sub(r"\s+", " ", Read(f"<p>{told[status]}").text)
            assert text.strip().startswith(pick(advice.statuses[status].name, lang)[:1].upper())
            assert Speaker(lang).word(verdict_term(advice.verdict)) in text
            assert headline(advice, lang) in text
            for question in advice.questions:
                if question.assumed is None:
                    assert pick(question.fact.question, lang) in text, (code, status)


def test_each_place_leads_to_the_claims_that_circulate_of_it(
    read: dict[str, Read], advices: dict[tuple[str, str], Advice]
) -> None:
    for code in {code for code, _ in advices}:
        wanted = {
            f"../claim/{claim.id}.html"
            for (place, _), advice in advices.items()
            for claim in advice.claims
            if place == code
        }
        for root in ROOTS.values():
            links = read[f"{root}place/{code}.html"].links
            assert wanted and {link for link in links if link.startswith("../claim/")} == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_says_in_signs_what_its_table_says_in_words(
    site: dict[str, str], advices: dict[tuple[str, str], Advice], lang: str
) -> None:
    for status in ("deceased", "retired", "emigrated", "cross_province_transfer"):
        page = site[f"{ROOTS[lang]}situation/{status}.html"]
        drawn = dict(re.findall(r'place/(\d{6})\.html#\w+"><g class="tile (\w+)"', page))
        titles = dict(re.findall(r'place/(\d{6})\.html#\w+"><g.*?<title>(.*?)</title>', page))
        assert set(drawn) == {code for code, _ in advices if code.endswith("0000")}
        tones = {}
        for code, tone in drawn.items():
            advice = advices[code, status]
            assert tones.setdefault(tone, advice.verdict) == advice.verdict
            row = page.split(f'<th scope="row"><a href="../place/{code}.html#{status}">')[1]
            answer = Read(row.partition("</tr>")[0].partition("<td>")[2].partition("</td>")[0]).text
            assert titles[code].endswith(answer)
            tile = page.split(f'place/{code}.html#{status}"><g')[1].partition("</a>")[0]
            grade = advice.grade if advice.verdict != "unknown" else None
            assert re.findall(r'class="grade"[^>]*>(\w)', tile) == ([grade] if grade else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_division_is_found_by_its_names(site: dict[str, str], small: Book, lang: str) -> None:
    page = site[f"{ROOTS[lang]}index.html"]
    listed = re.findall(r'data-names="([^"]*)"><a href="place/(\d{6})\.html"', page)
    codes: dict[str, set[str]] = {}
    for names, code in listed:
        for name in re.split("[; ]", names):
            codes.setdefault(name, set()).add(code)
    for name, code in (
        ("昆山市", "320583"),
        ("kunshanshi", "320583"),
        ("郫县", "510000"),
        ("peking", "110000"),
        ("通州区", "110000"),
        ("遵义市", "000000"),
        ("姑苏区", "320500"),
    ):
        assert code in codes[name], name
    mainland = [p for p in small.places() if p.code[:2] not in ("00", "71", "81", "82")]
    assert {p.name.zh.replace(" ", "") for p in mainland} <= set(codes)


@pytest.mark.long
def test_the_same_book_and_day_give_the_same_pages(site: dict[str, str], small: Book) -> None:
    for file, page in islice(pages(small, AS_OF), 6):
        assert site[file] == page
