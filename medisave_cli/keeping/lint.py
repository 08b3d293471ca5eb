"""What must hold in the policy files beyond their shape; each finding names file, line and mend."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from medisave_cli.advisor.advice import outlook
from medisave_cli.advisor.conditions import (
    Known,
    Undetermined,
    domains,
    facts_in,
    is_possible,
    leaves,
    settled,
)
from medisave_cli.advisor.decide import EMPLOYEE
from medisave_cli.advisor.details import LISTED
from medisave_cli.errors import BadData
from medisave_cli.keeping.assemble import chain_of
from medisave_cli.keeping.compile import Ready, assembled, build
from medisave_cli.keeping.draft import LISTS
from medisave_cli.keeping.reading import Document, Finding
from medisave_cli.model import ALLOWED, BARRED, TOPICS, All, Closure, Not, Provision, Text

HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*\.gov\.cn$|^gov\.cn$")
LINK = re.compile(r"(?:[a-z]+://|www\.)[!-~]+", re.IGNORECASE)
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z0-9]")
MAX_STEPS = 2000
"""How many cases a pair of conditions may be split into before it is refused."""
FEW_LEAVES = 8
"""With so few tests the cases cannot become too many, and need not be counted."""


def lint(folders: Iterable[Path]) -> list[Finding]:
    """Every finding in the policy folders, in file and line order. Later folders lie over the first.

    Raises:
        BadData: a folder is missing or is no policy folder, or the gazetteer is broken.
    """
    return findings_of(assembled(tuple(folders)), tuple(folders))


def findings_of(ready: Ready, folders: tuple[Path, ...]) -> list[Finding]:
    """Every finding in folders that are read already."""
    found = _Lint(ready, folders).run()
    if not found:
        found = _entangled(ready)
    return sorted(dict.fromkeys(found), key=lambda f: (f.file, f.line))


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


class TooEntangled(Exception):
    """Conditions that turn on too many facts together."""


class _Lint:
    def __init__(self, ready: Ready, folders: tuple[Path, ...]):
        self.whole, self.known, _ = ready
        self.draft = self.whole.draft
        self.folders = folders
        places = self.whole.places
        self.facts = {
            **self.whole.facts,
            **{f.id: f for place in places.values() for f in place.facts.values()},
        }
        self.impossible = tuple(self.whole.impossible)
        self.provisions = {
            p.id: p
            for place in places.values()
            for provisions in place.provisions.values()
            for p in provisions
        }
        self.found = [*self.whole.findings]

    def run(self) -> list[Finding]:
        if not self.draft.whole:
            return self.found
        self._sources()
        self._texts()
        for code in self.whole.places:
            self._never(code)
            self._contradictions(code)
            self._bars_on_binding(code)
            self._conflict_ids(code)
            self._overtaken(code)
        return self.found

    def _add(self, name: str, zh: str, en: str, mend_zh: str, mend_en: str) -> None:
        file, line = self.whole.where.get(name, (name, 1))
        self.found.append(Finding(file, line, Text(zh, en), Text(mend_zh, mend_en)))

    # Sources.

    def _sources(self) -> None:
        cited = set(self.whole.cited_by)
        for place in self.draft.places.values():
            for path, name in _cited_by_refused_items(place):
                cited.add(name)
                if (
                    name not in self.whole.sources
                    and name not in place.broken
                    and not self.draft.unread
                ):
                    near = next(
                        iter(difflib.get_close_matches(name, list(self.whole.sources), 1)), None
                    )
                    self._at(
                        place.document,
                        path,
                        f"没有来源 {name}",
                        f"no source {name}",
                        f"是不是 {near}？" if near else "在 sources 里声明它",
                        f"did you mean {near}?" if near else "declare it under sources",
                    )
        for source in self.whole.sources.values():
            name = source.id
            # An overlay may replace the file that cited a source below it.
            below = len(self.folders) > 1 and Path(self.whole.where[name][0]).is_relative_to(
                self.folders[0]
            )
            if name not in cited and not below and not self.draft.unread:
                self._add(
                    name,
                    f"来源 {name} 没有被引用",
                    f"nobody cites the source {name}",
                    "在它支持的规定里写 cite，或删去它",
                    "cite it where it is used, or delete it",
                )
            if source.url and not is_authority(source.url):
                self._add(
                    name,
                    f"{name} 的链接不在官方网站：{source.url}",
                    f"the link of {name} is not on an authority's site: {source.url}",
                    "去掉 url，在 read 里说明怎么读到的",
                    "drop `url` and say in `read` how it was read",
                )
            if source.issuer.lower() in ("unknown", "none", "n/a", "不详", "未知", "未署名"):
                self._add(
                    name,
                    f"{name} 的发布机关写成了“{source.issuer}”",
                    f"the issuer of {name} is “{source.issuer}”",
                    "页面没写是谁就填 unsigned",
                    "write `unsigned` where the page names nobody",
                )
            if source.issuer == "unsigned" and source.grade == "A":
                self._add(
                    name,
                    f"{name} 无署名却标为 A",
                    f"{name} is unsigned, yet graded A",
                    "改为 C",
                    "grade it C",
                )
            if source.grade == "B" and source.published is None:
                self._add(
                    name,
                    f"{name} 是 B 级却没有日期",
                    f"{name} is graded B without a date",
                    "写上 published；没有日期的页面是 C（两处一致时在规定上写 grade: B）",
                    "add `published`; an undated page is C (two that agree: `grade: B` on the rule)",
                )
            if source.published and source.published > source.checked:
                self._add(
                    name,
                    f"日期颠倒：{name} 发布于 {source.published}，核对却在 {source.checked}",
                    f"dates cross: {name} was published on {source.published}, after the file was checked on {source.checked}",
                    "改正 published，或更新 checked",
                    "mend `published`, or renew `checked`",
                )

    # Texts.

    def _texts(self) -> None:
        for place in self.draft.places.values():
            names = {"documents", "channels"}
            for path, zh, en in _texts(place.file, ""):
                self._text(place.document, path, zh, en, path.split(".")[0] in names)
            for i, item in enumerate(place.file.looked_for):
                if item is not None and item.on > place.file.checked:
                    self._at(
                        place.document,
                        f"looked_for.{i}",
                        f"日期颠倒：{item.on} 才查，核对却在 {place.file.checked}",
                        f"dates cross: looked for on {item.on}, after the file was checked on {place.file.checked}",
                        "更新 checked",
                        "renew `checked`",
                    )
        for document, i, claim in self.draft.claims:
            for path, zh, en in _texts(claim, f"claims.{i}"):
                self._text(document, path, zh, en, False)
        for home, (document, at) in self.draft.homes.items():
            kind, _, name = home.partition(".")
            for path, zh, en in _texts(self.draft.catalog[kind][name], at):
                self._text(document, path, zh, en, kind in ("documents", "channels"))

    def _text(self, document: Document, path: str, zh: str, en: str, is_name: bool) -> None:
        if not HAN.search(zh) and not zh.isdigit():
            self._at(
                document,
                f"{path}.zh",
                f"中文写的不是中文：{zh[:40]}",
                f"the Chinese text is not Chinese: {zh[:40]}",
                "写上中文",
                "write it in Chinese",
            )
        if not is_name and not LATIN.search(en):
            self._at(
                document,
                f"{path}.en",
                f"英文写的不是英文：{en[:40]}",
                f"the English text is not English: {en[:40]}",
                "写上英文",
                "write it in English",
            )
        for lang, text in (("zh", zh), ("en", en)):
            for link in LINK.findall(text):
                if not is_authority(link if "://" in link else f"https://{link}"):
                    self._at(
                        document,
                        f"{path}.{lang}",
                        f"文字里有不在官方网站的链接：{link[:60]}",
                        f"a text holds a link that is not on an authority's site: {link[:60]}",
                        "去掉链接",
                        "drop the link",
                    )

    def _at(
        self, document: Document, path: str, zh: str, en: str, mend_zh: str, mend_en: str
    ) -> None:
        self.found.append(
            Finding(str(document.path), document.line(path), Text(zh, en), Text(mend_zh, mend_en))
        )

    # Rules against each other.

    def _contradictions(self, code: str) -> None:
        for status, provisions in self.whole.places[code].provisions.items():
            for allowed in _decisive(provisions, ALLOWED):
                for barred in _decisive(provisions, BARRED):
                    if (allowed.family, allowed.portion, allowed.direction) != (
                        barred.family,
                        barred.portion,
                        barred.direction,
                    ):
                        continue
                    if barred.id in allowed.conflicts_with or allowed.id in barred.conflicts_with:
                        continue
                    if _overlap(allowed, barred) and self._meet(
                        status, barred.id, allowed.when, barred.when
                    ):
                        self._add(
                            barred.id,
                            f"{allowed.id} 允许、{barred.id} 不许同一情形",
                            f"{allowed.id} allows what {barred.id} bars",
                            "用 when 分开；出处真的打架就写 conflicts_with",
                            "tell them apart with `when`; write `conflicts_with` if the sources truly disagree",
                        )

    def _bars_on_binding(self, code: str) -> None:
        wider = [
            self.whole.places[c] for c in chain_of(code, self.known)[1:] if c in self.whole.places
        ]
        here = self.whole.places[code]
        for status in {**here.provisions, **here.closures}:
            granted = [
                p
                for place in wider
                for p in _decisive(place.provisions.get(status, []), ALLOWED)
                if p.binding and p.direction == "out"
            ]
            against: list[Provision | Closure] = [
                *_decisive(here.provisions.get(status, []), BARRED)
            ]
            against += [c for c in here.closures.get(status, []) if c.grade in "AB" and not c.doubt]
            for rule in granted:
                for bar in against:
                    if (rule.family, rule.portion) != (bar.family, bar.portion) or not _overlap(
                        rule, bar
                    ):
                        continue
                    if isinstance(bar, Closure):
                        if self._meet(status, bar.id, rule.when, None):
                            self._add(
                                bar.id,
                                f"{bar.id} 把 {status} 排除在外，而上级规定 {rule.id} 保证可以",
                                f"{bar.id} closes out {status}, which the wider rule {rule.id} guarantees",
                                f"把 {status} 写进 lists",
                                f"add {status} to `lists`",
                            )
                    elif bar.direction == "out" and self._meet(status, bar.id, rule.when, bar.when):
                        self._add(
                            bar.id,
                            f"{bar.id} 不许上级规定 {rule.id} 保证的事",
                            f"{bar.id} bars what the wider rule {rule.id} guarantees",
                            "写上 rejected 说明为什么不对，或收窄 when",
                            "say in `rejected` why it is wrong, or narrow its `when`",
                        )

    def _conflict_ids(self, code: str) -> None:
        for provisions in self.whole.places[code].provisions.values():
            for p in provisions:
                for other in p.conflicts_with:
                    if (
                        (other not in self.provisions or other == p.id)
                        and not self.draft.unread
                        and not self._refused(other)
                    ):
                        self._add(
                            p.id,
                            f"{p.id} 的 conflicts_with 指向不存在的 {other}",
                            f"{p.id} conflicts with {other}, which does not exist",
                            "改正 id",
                            "mend the id",
                        )

    def _overtaken(self, code: str) -> None:
        around = {
            g.id
            for c in chain_of(code, self.known)
            if c in self.whole.places
            for g in self.whole.places[c].guides
        }
        for guide in self.whole.places[code].guides:
            other = guide.overtaken_by
            if other is not None and (other not in around or other == guide.id):
                self._add(
                    guide.id,
                    f"{guide.id} 的 overtaken_by 指向不存在的 {other}",
                    f"{guide.id} is overtaken by {other}, which no guide here or in a wider place is",
                    "写本地或上级 guides 里的 id",
                    "name a guide line of this place or a wider one",
                )

    def _refused(self, name: str) -> bool:
        return any(
            isinstance(raw, dict) and raw.get("id") == name
            for place in self.draft.places.values()
            for _, raw in _refused_items(place)
        )

    def _never(self, code: str) -> None:
        """A condition that no case can meet is a slip of the pen."""
        possible: dict[str, bool] = {}
        for status, provisions in self.whole.places[code].provisions.items():
            for p in provisions:
                if p.when is not None and not possible.get(p.id):
                    possible[p.id] = self._meet(status, p.id, p.when)
        for name, value in possible.items():
            if not value:
                self._add(
                    name,
                    f"{name} 的 when 永远不会成立",
                    f"no case can meet the `when` of {name}",
                    "改正 when",
                    "mend `when`",
                )

    def _meet(self, status: str, name: str, *whens: Any) -> bool:
        """Whether some case of the status fulfils every condition; judgements may go either way."""
        parts = tuple(
            part
            for when in whens
            for part in (EMPLOYEE if "scheme" not in facts_in(when) else None, when)
            if part is not None
        )
        both = All(parts)
        known = {
            **domains(self.facts, [both, Not(both)]),
            **{f: v for f, v in self.whole.statuses[status].facts.items() if f in self.facts},
        }
        try:
            return _some_case(both, known, self.impossible)
        except TooEntangled:
            self._add(
                name,
                f"{name} 的 when 牵涉的事实太多，无法核对",
                f"the `when` of {name} turns on too many facts to be checked",
                "拆成几条规定",
                "split it into several provisions",
            )
            return True


def _some_case(condition: Any, known: Known, impossible: tuple[dict[str, tuple], ...]) -> bool:
    cases = [known]
    for _ in range(MAX_STEPS):
        if not cases:
            return False
        here = cases.pop()
        if not is_possible(here, impossible):
            continue
        try:
            if settled(condition, here):
                return True
        except Undetermined as need:
            cases += [{**here, need.fact: part} for part in need.parts]
    raise TooEntangled


def _decisive(provisions: list[Provision], rule: str) -> list[Provision]:
    return [
        p
        for p in provisions
        if p.rule == rule and p.grade in "AB" and not (p.inferred or p.doubt or p.rejected)
    ]


def _overlap(one: Provision | Closure, other: Provision | Closure) -> bool:
    return (one.until is None or other.start is None or other.start <= one.until) and (
        other.until is None or one.start is None or one.start <= other.until
    )


def _refused_items(place: Any) -> Iterator[tuple[str, Any]]:
    """(path, raw data) of the entries that were refused for their shape."""
    data = place.document.data
    guides = data.get("guides")
    lists = [(kind, data.get(kind), getattr(place.file, kind)) for kind in LISTS]
    lists += (
        [
            (f"guides.{topic}", guides.get(topic), getattr(place.file.guides, topic))
            for topic in TOPICS
        ]
        if isinstance(guides, dict)
        else []
    )
    for path, raw, shaped in lists:
        if isinstance(raw, list):
            yield from ((f"{path}.{i}", item) for i, item in enumerate(raw) if shaped[i] is None)


def _cited_by_refused_items(place: Any) -> Iterator[tuple[str, str]]:
    """(path, source) of what refused entries cite: their other faults are told as well, and their sources are not called uncited."""

    def walk(raw: Any, path: str, inside: bool) -> Iterator[tuple[str, str]]:
        if isinstance(raw, dict):
            for key, value in raw.items():
                yield from walk(value, f"{path}.{key}", key in ("cite", "source"))
        elif isinstance(raw, list):
            for i, value in enumerate(raw):
                yield from walk(value, f"{path}.{i}", inside)
        elif inside and isinstance(raw, str):
            yield path, raw

    for path, raw in _refused_items(place):
        yield from walk(raw, path, False)


def _texts(shape: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """(path, zh, en) of every text in a checked shape."""
    if isinstance(shape, BaseModel):
        values: dict[str, Any] = {
            field.alias or name: getattr(shape, name, None)
            for name, field in type(shape).model_fields.items()
        }
        if isinstance(values.get("zh"), str) and isinstance(values.get("en"), str):
            yield path, values["zh"], values["en"]
    elif isinstance(shape, dict):
        values = shape
        if set(shape) == {"zh", "en"} and all(isinstance(v, str) for v in shape.values()):
            yield path, shape["zh"], shape["en"]
    elif isinstance(shape, list):
        values = {str(i): item for i, item in enumerate(shape)}
    else:
        return
    for key, value in values.items():
        if isinstance(value, (BaseModel, dict, list)):
            yield from _texts(value, f"{path}.{key}" if path else key)


def _entangled(ready: Ready) -> list[Finding]:
    """Places whose rules together turn on more facts than an answer can be worked out for."""
    whole = ready[0]
    suspects = [
        (code, status)
        for code in whole.places
        for status in _base_statuses(ready)
        if _leaves(code, status, ready) > FEW_LEAVES
    ]
    if not suspects:
        return []
    book = build((), None, "", ready=ready)
    found = []
    for code, status in suspects:
        place = book.place(code)
        assert place is not None
        try:
            outlook(book.rules(place, status), status, whole.places[code].checked)
        except BadData as error:
            document = whole.draft.places[code].document
            found.append(
                Finding(
                    str(document.path),
                    1,
                    Text(f"{status}：{error.text.zh}", f"{status}: {error.text.en}"),
                    Text("拆开规定，或少写些条件", "split the rules, or use fewer conditions"),
                )
            )
    book.close()
    return found


def _base_statuses(ready: Ready) -> list[str]:
    return [s.id for s in ready[0].statuses.values() if s.id == s.base]


def _leaves(code: str, status: str, ready: Ready) -> int:
    """How many different tests one option's rules make, along the chain: so many, doubled each time, are the cases at most."""
    whole, known, _ = ready
    becomes = whole.statuses[status].becomes
    tests: dict[str, set[Any]] = {}
    for here in (whole.places[c] for c in chain_of(code, known) if c in whole.places):
        for p in (
            *here.provisions.get(status, ()),
            *(p for other in becomes for p in here.provisions.get(other.status, ())),
        ):
            lines = [line.when for kind in LISTED for line in getattr(p, kind) or ()]
            tests.setdefault(p.family, set()).update(
                leaf for when in (p.when, *lines) for leaf in leaves(when)
            )
    return max(map(len, tests.values()), default=0)
