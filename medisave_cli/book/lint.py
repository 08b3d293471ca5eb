"""What must hold in the policy files beyond their shape; each finding names file, line and mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from medisave_cli.advisor.conditions import completions, domains, settled
from medisave_cli.book.assemble import Assembled, chain_of
from medisave_cli.book.compile import assembled
from medisave_cli.book.gazetteer import Division
from medisave_cli.book.reading import Finding
from medisave_cli.model import ALLOWED, BARRED, All, Not, Provision, Text

AUTHORITY_ENDINGS = (".gov.cn", ".npc.gov.cn")


def lint(folders: Iterable[Path]) -> list[Finding]:
    """Every finding in the policy folders, in file and line order.

    Raises:
        BadData: a folder is missing or is no policy folder.
    """
    whole, known, _ = assembled(folders)
    lines = _Lines(whole, folders)
    findings = [*whole.findings]
    findings += _sources(whole, lines)
    for code in whole.places:
        findings += _contradictions(code, whole, lines)
        findings += _bars_on_binding(code, whole, known, lines)
        findings += _conflict_ids(code, whole, lines)
    return sorted(findings, key=lambda f: (f.file, f.line))


class _Lines:
    """Where an id is declared: found by reading the file once more, only when something is wrong."""

    def __init__(self, whole: Assembled, folders: Iterable[Path]):
        self._files = {path.name[:6]: path for folder in folders for path in sorted((folder / "places").glob("*.y*ml"))}

    def finding(self, place: str, name: str, zh: str, en: str, mend_zh: str, mend_en: str) -> Finding:
        path = self._files.get(place)
        line = 1
        if path is not None:
            for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if text.strip().lstrip("- ").rstrip().startswith((f"id: {name}", f"{name}:")) or f"{{id: {name}," in text:
                    line = number
                    break
        return Finding(str(path or place), line, Text(zh, en), Text(mend_zh, mend_en))


def _sources(whole: Assembled, lines: _Lines) -> Iterator[Finding]:
    for source in whole.sources.values():
        if source.id not in whole.cited_by:
            yield lines.finding(source.place, source.id, f"来源 {source.id} 没有被引用", f"nobody cites the source {source.id}", "引用它或删去", "cite it or delete it")
        if source.url and not is_authority(source.url):
            yield lines.finding(source.place, source.id, f"{source.id} 的链接不在官方网站：{source.url}", f"the link of {source.id} is not on an authority's site: {source.url}",
                                "去掉 url，在 read 里说明怎么读到的", "drop `url` and say in `read` how it was read")  # fmt: skip
        if source.issuer in ("unsigned", "unknown") and source.grade == "A":
            yield lines.finding(source.place, source.id, f"{source.id} 无署名却标为 A", f"{source.id} is unsigned, yet graded A", "改为 C", "grade it C")
        if source.grade == "B" and source.published is None:
            yield lines.finding(source.place, source.id, f"{source.id} 是 B 级却没有日期", f"{source.id} is graded B without a date",
                                "写上日期；没有日期的页面是 C（两处一致时在规则上写 grade: B）", "give its date; an undated page is C (two that agree: `grade: B` on the rule)")  # fmt: skip


def is_authority(url: str) -> bool:
    """Whether a link is on a site of the state (gov.cn and below)."""
    host = (urlsplit(url).hostname or "").lower()
    return host == "gov.cn" or host.endswith(AUTHORITY_ENDINGS)


def _decisive(provisions: list[Provision], rule: str) -> list[Provision]:
    return [p for p in provisions if p.rule == rule and p.grade in "AB" and not (p.inferred or p.doubt or p.rejected)]


def _contradictions(code: str, whole: Assembled, lines: _Lines) -> Iterator[Finding]:
    reported = set()
    for provisions in whole.places[code].provisions.values():
        for allowed in _decisive(provisions, ALLOWED):
            for barred in _decisive(provisions, BARRED):
                pair = (allowed.id, barred.id)
                if pair in reported or (allowed.family, allowed.portion, allowed.direction) != (barred.family, barred.portion, barred.direction):
                    continue
                if barred.id in allowed.conflicts_with or allowed.id in barred.conflicts_with:
                    continue
                if _overlap(allowed, barred) and _meet(allowed.when, barred.when, code, whole):
                    reported.add(pair)
                    yield lines.finding(code, barred.id, f"{allowed.id} 允许、{barred.id} 不许同一情形", f"{allowed.id} allows what {barred.id} bars",
                                        "用 when 分开，或写 conflicts_with", "tell them apart with `when`, or write `conflicts_with`")  # fmt: skip


def _bars_on_binding(code: str, whole: Assembled, known: dict[str, Division], lines: _Lines) -> Iterator[Finding]:
    wider = [whole.places[c] for c in chain_of(code, known)[1:] if c in whole.places]
    for status, provisions in whole.places[code].provisions.items():
        binding = [p for place in wider for p in place.provisions.get(status, []) if p.binding and p.rule == ALLOWED]
        for barred in _decisive(provisions, BARRED):
            for rule in binding:
                if (rule.family, rule.portion) == (barred.family, barred.portion) and _overlap(rule, barred) and _meet(rule.when, barred.when, code, whole):
                    yield lines.finding(code, barred.id, f"{barred.id} 不许上级规定 {rule.id} 保证的事", f"{barred.id} bars what the wider rule {rule.id} guarantees",
                                        "改成 rejected，或收窄 when", "mark it `rejected`, or narrow its `when`")  # fmt: skip
    for status, closures in whole.places[code].closures.items():
        for closure in closures:
            for rule in (p for place in wider for p in place.provisions.get(status, []) if p.binding and p.rule == ALLOWED):
                if (rule.family, rule.portion) == (closure.family, closure.portion):
                    yield lines.finding(code, closure.id, f"{closure.id} 排除了上级规定 {rule.id} 保证的 {status}", f"{closure.id} closes out {status}, which the wider rule {rule.id} guarantees",
                                        f"把 {status} 写进 lists", f"add {status} to `lists`")  # fmt: skip


def _conflict_ids(code: str, whole: Assembled, lines: _Lines) -> Iterator[Finding]:
    known = {p.id for place in whole.places.values() for provisions in place.provisions.values() for p in provisions}
    seen = set()
    for provisions in whole.places[code].provisions.values():
        for p in provisions:
            for other in set(p.conflicts_with) - known:
                if (p.id, other) not in seen:
                    seen.add((p.id, other))
                    yield lines.finding(code, p.id, f"{p.id} 的 conflicts_with 指向不存在的 {other}", f"{p.id} conflicts with {other}, which does not exist", "改正 id", "mend the id")


def _overlap(one: Provision, other: Provision) -> bool:
    return (one.until is None or other.start is None or other.start <= one.until) and (other.until is None or one.start is None or one.start <= other.until)


def _meet(one: object, other: object, code: str, whole: Assembled) -> bool:
    """Whether some case fulfils both conditions (judgements count as able to hold)."""
    facts = {**whole.facts, **{f.id: f for place in whole.places.values() for f in place.facts.values()}}
    both = All(tuple(c for c in (one, other) if c is not None)) if one or other else None
    known = domains(facts, [both, Not(both) if both else None])
    return any(outcome for _, outcome in completions(lambda k: settled(both, k), known, tuple(whole.impossible)))
