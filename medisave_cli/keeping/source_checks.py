"""What is said of sources: links, issuers, dates, grades, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from medisave_cli.keeping.checks import Checks, refused_items
from medisave_cli.keeping.finding import lint
from medisave_cli.language.signs import is_chinese
from medisave_cli.model import NATION, Source

HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*\.gov\.cn$|^gov\.cn$")
NOBODY = ("unknown", "none", "n/a", "不详", "未知", "未署名", "匿名", "anonymous")
AUTHORITY = re.compile(
    r"局|厅|委|部|政府|中心|办公室|人大|法院|国务院|大会|处|所|管理|税务|银保监|委员会"
)
PRESS = re.compile(
    r"报$|[日晚早时商周]报|新闻|电视台|广播|网$|在线|客户端|公众号|头条|融媒|传媒|杂志|本地宝|百科|知乎|搜狐|网易|新浪|腾讯|百度|微博|小红书|抖音|论坛|博客|News|Daily|Times|Press"
)
PARTLY_READ = re.compile(
    r"摘录|摘要|节选|片段|只读到|读到一部分|未读全|没有读全|搜索结果|检索结果|未读原文|没有读到原文"
    r"|excerpt|snippet|in part\b|partly|only the (?:first|beginning)|search result|summary of|not read (?:whole|in full)"
)
WHOLLY_READ = re.compile(r"全文|full text|in full\b|whole text")
NUMBER_YEAR = re.compile(r"[〔\[（(]\s*((?:19|20)\d{2})\s*[〕\]）)]")
SAME_TITLE = 0.45
"""Titles less alike than this are not of one document (difflib's ratio)."""


def is_authority(url: str) -> bool:
    """Whether a link is on a site of the state (gov.cn and below), and nothing in it can lead a browser elsewhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and HOST.match((parts.hostname or "").lower()) is not None
    )


def check_sources(checks: Checks) -> None:
    """Note what is wrong with the sources, and what a person should look at again."""
    whole = checks.whole
    cited = set(whole.cited_by)
    for place in checks.draft.places.values():
        cited.update(_cited_by_refused(place))
    for source in whole.sources.values():
        if source.place not in whole.places:
            continue  # its file has the code of no place: told, and all the rest follows from it
        if source.id not in cited and not _lies_below(checks, source) and not checks.draft.unread:
            _add(checks, source, "nobody_cites_source")
        _who_and_where(checks, source)
        _dates(checks, source)
        _grade(checks, source)
    _numbers(checks)


def _add(checks: Checks, source: Source, told: str, warns: bool = False, **more: Any) -> None:
    checks.add(
        source.id,
        lint(told, name=source.id, **more),
        lint(f"{told}.mend", name=source.id, **more),
        warns,
    )


def _lies_below(checks: Checks, source: Source) -> bool:
    """Whether an overlay may have replaced the file that cited it."""
    file = Path(checks.whole.where[source.id][0])
    return len(checks.folders) > 1 and file.is_relative_to(checks.folders[0])


def _who_and_where(checks: Checks, source: Source) -> None:
    if source.url and not is_authority(source.url):
        _add(checks, source, "link_elsewhere", url=source.url)
    if source.issuer.lower() in NOBODY:
        _add(checks, source, "issuer_nobody", issuer=source.issuer)
    if source.issuer == "unsigned" and source.grade == "A":
        _add(checks, source, "unsigned_a")
    if source.title_en is None and any(map(is_chinese, source.title)):
        _add(checks, source, "title_en", warns=True)


def _dates(checks: Checks, source: Source) -> None:
    if source.grade == "B" and source.published is None:
        _add(checks, source, "undated_b")
    if source.published and source.published > source.checked:
        _add(
            checks,
            source,
            "published_after_check",
            published=source.published,
            checked=source.checked,
        )


def _grade(checks: Checks, source: Source) -> None:
    """Grades that say more than the source shows."""
    if source.grade == "A" and source.published is None and source.url is None:
        _add(checks, source, "bare_a", warns=True)
    elif source.grade == "A" and not (source.url or source.number) and source.place != NATION:
        # Laws of the nation have neither, and need none.
        _add(checks, source, "unplaced_a", warns=True)
    if source.grade in "AB" and PRESS.search(source.issuer) and not AUTHORITY.search(source.issuer):
        _add(checks, source, "press", warns=True, issuer=source.issuer, grade=source.grade)
    read = f"{source.read.zh} {source.read.en}" if source.read else ""
    if source.grade == "A" and PARTLY_READ.search(read) and not WHOLLY_READ.search(read):
        # A B needs a date: advising it for an undated page would only bring the next finding.
        told = "partly_a" if source.published else "partly_undated_a"
        _add(checks, source, told, warns=True)


def _numbers(checks: Checks) -> None:
    """A number under which another title is known too, or of another year than the document."""
    known: dict[str, list[Source]] = {}
    for source in checks.whole.sources.values():
        if source.number:
            known.setdefault(re.sub(r"\s", "", source.number), []).append(source)
    for number, sources in known.items():
        year = NUMBER_YEAR.search(number)
        for i, source in enumerate(sources):
            if year and source.published and abs(int(year[1]) - int(source.published[:4])) > 1:
                _add(checks, source, "number_year", warns=True, number=number, year=year[1])
            other = next((o for o in sources[:i] if not _one_document(o, source)), None)
            if other is not None:
                _add(checks, source, "number_taken", warns=True, number=number, title=other.title)


def _one_document(one: Source, other: Source) -> bool:
    left, right = (re.sub(r"[《》（）()\s的]", "", s.title) for s in (one, other))
    short, long = sorted((left, right), key=len)
    return short in long or SequenceMatcher(None, left, right).ratio() >= SAME_TITLE


def _cited_by_refused(place: Any) -> Iterator[str]:
    """What refused entries cite: their sources are not called uncited."""

    def walk(raw: Any, inside: bool) -> Iterator[str]:
        if isinstance(raw, dict):
            for key, value in raw.items():
                yield from walk(value, key in ("cite", "source"))
        elif isinstance(raw, list):
            for value in raw:
                yield from walk(value, inside)
        elif inside and isinstance(raw, str):
            yield raw

    for _, raw in refused_items(place):
        yield from walk(raw, False)
