"""Checked shapes → the model: references resolved, conditions parsed, grades and dates settled.

What does not resolve is a finding; what remains is whole and can be compiled.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from typing import Any, NamedTuple

from medisave_cli.book import format as shapes
from medisave_cli.book.conditions import BadCondition, parse, value_of
from medisave_cli.book.draft import Draft, PlaceDraft
from medisave_cli.book.gazetteer import Division
from medisave_cli.book.reading import Document, Finding
from medisave_cli.model import (
    ANY_STATUS_LEAVES_OUT,
    MAIN,
    NATION,
    ChannelLine,
    Cite,
    Claim,
    Closure,
    Contact,
    DocumentLine,
    Fact,
    Guide,
    Note,
    Provision,
    Source,
    Status,
    Text,
    TextLine,
    TimeLine,
    Window,
)


class PlaceData(NamedTuple):
    """All that one place says. Provisions, closures and notes come by status."""

    code: str
    checked: str
    provisions: dict[str, list[Provision]]
    closures: dict[str, list[Closure]]
    notes: dict[str, list[Note]]
    guides: list[Guide]
    contacts: list[Contact]
    looked_for: list[tuple[Text, str]]
    portions: dict[str, Text]
    facts: dict[str, Fact]


class Assembled(NamedTuple):
    places: dict[str, PlaceData]
    sources: dict[str, Source]
    cited_by: dict[str, list[tuple[str, str]]]
    statuses: dict[str, Status]
    facts: dict[str, Fact]
    impossible: list[dict[str, tuple]]
    claims: list[Claim]
    findings: list[Finding]


def assemble(draft: Draft, divisions: dict[str, Division]) -> Assembled:
    """Return the model of every place in ``draft``; ``findings`` holds what does not fit together."""
    return _Assembly(draft, divisions).run()


class _Assembly:
    def __init__(self, draft: Draft, divisions: dict[str, Division]):
        self.draft, self.divisions = draft, divisions
        self.findings = list(draft.findings)
        self.cited_by: dict[str, list[tuple[str, str]]] = {}
        self.facts: dict[str, Fact] = {}
        self.statuses: dict[str, Status] = {}
        self.ids: dict[str, str] = {}

    def run(self) -> Assembled:
        catalog = self.draft.catalog
        self.facts = {name: _fact(name, shape) for name, shape in catalog.get("facts", {}).items()}
        self._read_statuses(catalog)
        impossible = [{f: _values(self.facts[f], v) for f, v in combo.items()} for combo in catalog.get("impossible", [])]
        sources = self._read_sources()
        places: dict[str, PlaceData] = {}
        for code, place in self.draft.places.items():
            if code not in self.divisions:
                self._find(place.document, "place", f"{code} 不是行政区划代码", f"{code} is no division", "查 medisave place", "look it up with medisave place")
                continue
            places[code] = _PlaceAssembly(self, place, sources).run()
        claims = [self._read_claim(document, i, shape, sources) for document, i, shape in self.draft.claims]
        return Assembled(places, sources, self.cited_by, self.statuses, self.facts, impossible, claims, self.findings)

    def _read_statuses(self, catalog: dict[str, Any]) -> None:
        for name, s in catalog.get("statuses", {}).items():
            becomes = None
            if s.becomes:
                no_cites: Any = lambda _: ()  # noqa: E731
                becomes = (s.becomes.status, parse(s.becomes.when, self.facts, no_cites))
            presumes = {f: value_of(self.facts[f], v) for f, v in s.presumes.items()}
            own = {f: _values(self.facts[f], v) for f, v in s.facts.items()}
            self.statuses[name] = Status(name, name, _text(s.name), _text(s.label), tuple(s.everyday), presumes, own, becomes)
        for name, n in catalog.get("named_cases", {}).items():
            base = self.statuses[n.base]
            fixed = {**base.facts, **{f: _values(self.facts[f], v) for f, v in n.facts.items()}}
            self.statuses[name] = Status(name, n.base, _text(n.name), _text(n.label), tuple(n.everyday), base.presumes, fixed, base.becomes)

    def _read_sources(self) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for code, (document, file) in self.draft.places.items():
            for name, s in file.sources.items():
                if name in sources:
                    self._find(document, f"sources.{name}", f"来源 {name} 在别处已有", f"the source {name} exists elsewhere", "换一个 id", "choose another id")
                read = _text(s.read) if s.read else None
                sources[name] = Source(name, s.title, s.issuer, s.number, s.grade, s.published, s.effective_from, file.checked, s.url, read, code)
        return sources

    def _read_claim(self, document: Document, i: int, shape: shapes.ClaimShape, sources: dict[str, Source]) -> Claim:
        cites = []
        for raw in shape.cite:
            cite = Cite(raw) if isinstance(raw, str) else Cite(raw.source, raw.at)
            if cite.source not in sources:
                self._find(document, f"claims.{i}.cite", f"没有来源 {cite.source}", f"no source {cite.source}", "改成已有的来源", "name a declared source")
                continue
            self.cited_by.setdefault(cite.source, []).append((shape.place, shape.id))
            cites.append(cite)
        for code in {shape.place, *shape.see} - set(self.divisions):
            self._find(document, f"claims.{i}", f"{code} 不是行政区划代码", f"{code} is no division", "改正代码", "mend the code")
        self.claim_id(document, f"claims.{i}", shape.id)
        listed = [shape.status] if isinstance(shape.status, str) else shape.status
        statuses = []
        for name in listed:
            if name in ("any", "all"):
                statuses += [s.id for s in self.statuses.values() if s.id == s.base]
            elif name in self.statuses:
                statuses.append(self.statuses[name].base)
            else:
                self._find(document, f"claims.{i}.status", f"没有情形 {name}", f"no status {name}", "见 medisave statuses", "see medisave statuses")
        return Claim(shape.id, shape.place, tuple(dict.fromkeys(statuses)), shape.finding, _text(shape.claim), _text(shape.truth), tuple(shape.see), tuple(cites))

    def claim_id(self, document: Document, path: str, name: str) -> None:
        """Note that ``name`` is taken in the whole book."""
        if name in self.ids:
            self._find(document, path, f"id {name} 已用于 {self.ids[name]}", f"the id {name} is taken, in {self.ids[name]}", "换一个 id", "choose another id")
        self.ids[name] = document.path.name

    def _find(self, document: Document, path: str, zh: str, en: str, mend_zh: str, mend_en: str) -> None:
        self.findings.append(Finding(str(document.path), document.line(path), Text(zh, en), Text(mend_zh, mend_en)))


class _PlaceAssembly:
    def __init__(self, whole: _Assembly, place: PlaceDraft, sources: dict[str, Source]):
        self.whole, self.document, self.file = whole, place.document, place.file
        self.code = self.file.place
        self.all_sources = sources
        self.chain = chain_of(self.code, whole.divisions)
        self.base_statuses = [s.id for s in whole.statuses.values() if s.id == s.base]
        files = [whole.draft.places[code].file for code in reversed(self.chain) if code in whole.draft.places]
        self.documents = _layered(whole.draft.catalog.get("documents", {}), (f.documents for f in files))
        self.channels = _layered(whole.draft.catalog.get("channels", {}), (f.channels for f in files))
        self.portions = {name: _text(shape) for f in files for name, shape in f.portions.items()}
        self.own_facts = {name: _fact(name, shape) for name, shape in self.file.facts.items()}
        self.facts = {**whole.facts, **{n: _fact(n, s) for f in files for n, s in f.facts.items()}}

    def run(self) -> PlaceData:
        provisions: dict[str, list[Provision]] = {}
        closures: dict[str, list[Closure]] = {}
        notes: dict[str, list[Note]] = {}
        for i, p in enumerate(self.file.provisions):
            if p is not None:
                for provision in self._provision(p, f"provisions.{i}"):
                    provisions.setdefault(provision.status, []).append(provision)
        for i, c in enumerate(self.file.closed):
            if c is not None:
                closure = self._closure(c, f"closed.{i}")
                for status in self.base_statuses:
                    if status not in closure.lists:
                        closures.setdefault(status, []).append(closure)
        for i, n in enumerate(self.file.notes):
            if n is not None:
                note, statuses = self._note(n, f"notes.{i}", i)
                for status in statuses:
                    notes.setdefault(status, []).append(note)
        guides = self.file.guides
        topics = {} if not guides else {"uses": guides.uses, "sharing": guides.sharing, "balance": guides.balance}
        shown = [self._guide(g, topic, f"guides.{topic}.{i}") for topic, listed in topics.items() for i, g in enumerate(listed or [])]
        contacts = [Contact(c.id, self.code, Text(c.zh, c.en), c.dial, self._cites(c.cite, f"contacts.{i}", c.id)) for i, c in enumerate(self.file.contacts) if c]
        looked_for = [(Text(item.zh, item.en), item.on) for item in self.file.looked_for if item]
        for name in {**self.file.portions, **self.file.documents, **self.file.channels, **self.file.facts}:
            self.whole.claim_id(self.document, name, name)
        return PlaceData(self.code, self.file.checked, provisions, closures, notes, shown, contacts, looked_for,
                         {n: _text(t) for n, t in self.file.portions.items()}, self.own_facts)  # fmt: skip

    def _provision(self, p: shapes.ProvisionShape, at: str) -> Iterable[Provision]:
        self.whole.claim_id(self.document, f"{at}.id", p.id)
        if p.portion != MAIN and p.portion not in self.portions:
            self._find(f"{at}.portion", f"没有声明部分 {p.portion}", f"the portion {p.portion} is not declared", "在 portions 里声明", "declare it under portions")
        cites = self._cites(p.cite, f"{at}.cite", p.id)
        when = self._when(p.when, f"{at}.when", p.id)
        if p.supplies and p.direction != "in":
            self._find(f"{at}.supplies", "supplies 只用于 direction: in", "`supplies` goes with `direction: in`", "加上 direction: in", "add direction: in")
        supplies = []
        for name, raw in (p.supplies or {}).items():
            try:
                supplies.append((name, value_of(self.facts[name], raw)))
            except KeyError:
                self._find(f"{at}.supplies", f"没有声明事实 {name}", f"the fact `{name}` is not declared", "改正名字", "mend the name")
            except BadCondition as bad:
                self._find(f"{at}.supplies", *bad.what, *bad.mend)
        start, until = self._period(p.from_, p.until, cites, at)
        for status in self._statuses(p.status, f"{at}.status"):
            yield Provision(
                id=p.id, place=self.code, status=status, portion=p.portion, disposition=p.disposition, rule=p.rule,
                direction=p.direction, summary=_text(p.summary), when=when, grade=self._grade(p.grade, cites, f"{at}.grade"),
                start=start, until=until, inferred=p.basis == "inferred", doubt=_maybe_text(p.doubt),
                rejected=_maybe_text(p.rejected), conflicts_with=tuple(p.conflicts_with or ()), binding=p.binding,
                supplies=tuple(supplies), window=_window(p.window), applicant=_maybe_text(p.applicant),
                pays_to=_maybe_text(p.pays_to), documents=self._documents(p.documents, f"{at}.documents", p.id),
                complete=p.complete, before=self._lines(p.before, f"{at}.before", p.id),
                steps=self._lines(p.steps, f"{at}.steps", p.id), channels=self._channels(p.channels, f"{at}.channels", p.id),
                time_limit=self._times(p.time_limit, f"{at}.time_limit", p.id), cites=cites,
            )  # fmt: skip

    def _closure(self, c: shapes.ClosureShape, at: str) -> Closure:
        self.whole.claim_id(self.document, f"{at}.id", c.id)
        cites = self._cites(c.cite, f"{at}.cite", c.id)
        start, until = self._period(c.from_, c.until, cites, at)
        lists = tuple(self._statuses(c.lists, f"{at}.lists"))
        return Closure(c.id, self.code, c.family, c.portion, c.words, lists, self._grade(c.grade, cites, at), start, until, _maybe_text(c.doubt), cites)

    def _note(self, n: shapes.NoteShape, at: str, i: int) -> tuple[Note, list[str]]:
        name = n.id or f"{self.code}-note-{i + 1}"
        self.whole.claim_id(self.document, at, name)
        cites = self._cites(n.cite, f"{at}.cite", name)
        when = self._when(n.when, f"{at}.when", name)
        statuses = self.base_statuses if n.status == "all" else self._statuses(n.status, f"{at}.status")
        return Note(name, self.code, n.kind, Text(n.zh, n.en), when, self._grade(None, cites, at), cites), statuses

    def _guide(self, g: shapes.GuideShape, topic: str, at: str) -> Guide:
        self.whole.claim_id(self.document, f"{at}.id", g.id)
        cites = self._cites(g.cite, f"{at}.cite", g.id)
        start, until = self._period(g.from_, g.until, cites, at)
        return Guide(g.id, self.code, topic, g.rule, Text(g.zh, g.en), self._grade(g.grade, cites, at), start, until, _maybe_text(g.doubt),
                     self._documents(g.documents, f"{at}.documents", g.id), self._lines(g.steps, f"{at}.steps", g.id),
                     self._channels(g.channels, f"{at}.channels", g.id), cites)  # fmt: skip

    def _statuses(self, raw: str | list[str], at: str) -> list[str]:
        if raw == "any":
            return [s for s in self.base_statuses if s != ANY_STATUS_LEAVES_OUT]
        result = []
        for name in [raw] if isinstance(raw, str) else raw:
            if name in self.base_statuses:
                result.append(name)
            elif name in self.whole.statuses:
                base = self.whole.statuses[name]
                self._find(at, f"{name} 是命名情形", f"{name} is a named case", f"写 {base.base} 加 when", f"write status: {base.base} with a `when`")
            else:
                self._find(at, f"没有情形 {name}", f"no status {name}", "见 catalog/statuses.yaml", "see catalog/statuses.yaml")
        return list(dict.fromkeys(result))

    def _when(self, raw: Any, at: str, owner: str) -> Any:
        try:
            return parse(raw, self.facts, lambda cite: self._cites(cite, f"{at}.cite", owner))
        except BadCondition as bad:
            self._find(at, *bad.what, *bad.mend)
            return None

    def _cites(self, raw: Any, at: str, owner: str) -> tuple[Cite, ...]:
        cites = []
        for item in [raw] if isinstance(raw, str) else raw or ():
            if isinstance(item, dict):
                item = shapes.CiteShape(source=item.get("source", ""), at=item.get("at"))
            cite = Cite(item) if isinstance(item, str) else Cite(item.source, item.at)
            source = self.all_sources.get(cite.source)
            if source is None or source.place not in self.chain:
                self._find(at, f"没有来源 {cite.source}", f"no source {cite.source} here or in a wider place", "在 sources 里写上它", "declare it under sources")
                continue
            self.whole.cited_by.setdefault(cite.source, []).append((self.code, owner))
            cites.append(cite)
        return tuple(cites)

    def _grade(self, stated: str | None, cites: tuple[Cite, ...], at: str) -> str:
        """The best grade cited; a stated one may lower it, or join two agreeing C pages into a B."""
        grades = sorted(self.all_sources[c.source].grade for c in cites) or ["C"]
        if stated is None or stated >= grades[0]:
            return stated or grades[0]
        if stated == "B" and len({c.source for c in cites}) >= 2:
            return "B"
        self._find(at, f"等级 {stated} 高于来源的 {grades[0]}", f"the grade {stated} is above its sources' {grades[0]}", "去掉 grade", "drop `grade`")
        return grades[0]

    def _period(self, start: str | None, until: str | None, cites: tuple[Cite, ...], at: str) -> tuple[str | None, str | None]:
        """The rule's own dates; without them it starts when the first of its sources says, or was published."""
        if start is None:
            sources = [self.all_sources[c.source] for c in cites]
            dates = [s.effective_from or last_day(s.published) for s in sources if s.effective_from or s.published]
            start = min(dates) if dates and len(dates) == len(sources) else (min(dates) if dates else None)
        if start and until and until < start:
            self._find(at, f"日期颠倒：{start} 至 {until}", f"dates cross: {start} to {until}", "改正 from 或 until", "mend from or until")
        return start, until

    def _documents(self, raw: Any, at: str, owner: str) -> tuple[DocumentLine, ...] | None:
        if raw is None:
            return None
        lines = []
        for i, item in enumerate(raw):
            d = shapes.DocumentShape(document=item) if isinstance(item, str) else item
            ids = d.any_of or ([d.document] if d.document else [])
            if bool(d.any_of) == bool(d.document):
                self._find(f"{at}.{i}", "写 document 或 any_of，二选一", "give either document or any_of", "只留一个", "keep one of them")
            papers = tuple((n, self._word(self.documents, n, f"{at}.{i}", "documents")) for n in ids)
            lines.append(DocumentLine(papers, _maybe_text(d.note), self._when(d.when, f"{at}.{i}", owner), self._cites(d.cite, f"{at}.{i}", owner)))
        return tuple(lines)

    def _channels(self, raw: Any, at: str, owner: str) -> tuple[ChannelLine, ...] | None:
        if raw is None:
            return None
        lines = []
        for i, item in enumerate(raw):
            c = shapes.ChannelShape(channel=item) if isinstance(item, str) else item
            name = self._word(self.channels, c.channel, f"{at}.{i}", "channels")
            lines.append(ChannelLine(c.channel, name, _maybe_text(c.note), self._when(c.when, f"{at}.{i}", owner), self._cites(c.cite, f"{at}.{i}", owner)))
        return tuple(lines)

    def _lines(self, raw: Any, at: str, owner: str) -> tuple[TextLine, ...] | None:
        if raw is None:
            return None
        return tuple(TextLine(Text(n.zh, n.en), self._when(n.when, f"{at}.{i}", owner), self._cites(n.cite, f"{at}.{i}", owner), n.side) for i, n in enumerate(raw))

    def _times(self, raw: Any, at: str, owner: str) -> tuple[TimeLine, ...] | None:
        if raw is None:
            return None
        for i, t in enumerate(raw):
            if (t.working_days is None) == (t.days is None):
                self._find(f"{at}.{i}", "写 working_days 或 days，二选一", "give either working_days or days", "只留一个", "keep one of them")
        return tuple(
            TimeLine(t.purpose, t.working_days, t.days, _maybe_text(t.note), self._when(t.when, f"{at}.{i}", owner), self._cites(t.cite, f"{at}.{i}", owner))
            for i, t in enumerate(raw)
        )

    def _word(self, words: dict[str, Text], name: str, at: str, kind: str) -> Text:
        if name not in words:
            self._find(at, f"没有声明 {name}", f"{name} is not declared under {kind}", f"在 {kind} 里声明", f"declare it under {kind}")
            return Text(name, name)
        return words[name]

    def _find(self, path: str, zh: str, en: str, mend_zh: str, mend_en: str) -> None:
        self.whole._find(self.document, path, zh, en, mend_zh, mend_en)


def chain_of(code: str, divisions: dict[str, Division]) -> tuple[str, ...]:
    """The codes whose rules speak for ``code``, nearest first, the nation last."""
    chain = []
    while code not in chain:
        chain.append(code)
        if code == NATION:
            break
        code = divisions[code].insured_under
    return tuple(chain)


def last_day(published: str | None) -> str | None:
    """The last day a partial date may mean: a rule dated by its year alone is counted from that year's end."""
    if published is None or len(published) == 10:
        return published
    if len(published) == 4:
        return f"{published}-12-31"
    year, month = published.split("-")
    return f"{published}-{calendar.monthrange(int(year), int(month))[1]:02d}"


def _fact(name: str, s: shapes.FactShape) -> Fact:
    if s.type == "bool":
        says = {True: _text(s.says["yes"]), False: _text(s.says["no"])} if s.says and {"yes", "no"} <= set(s.says) else {}
    else:
        says = {value: _text(t) for value, t in (s.choices or {}).items()}
    return Fact(name, s.type, _text(s.name), _text(s.question), _text(s.why), says, _maybe_text(s.unit), s.min, s.whole)


def _values(fact: Fact, raw: Any) -> tuple:
    return tuple(value_of(fact, item) for item in (raw if isinstance(raw, list) else [raw]))


def _layered(base: dict[str, Any], layers: Iterable[dict[str, Any]]) -> dict[str, Text]:
    words = {name: _text(shape) for name, shape in base.items()}
    for layer in layers:
        words.update({name: _text(shape) for name, shape in layer.items()})
    return words


def _window(w: shapes.WindowShape | None) -> Window | None:
    return None if w is None else Window(tuple(w.months or ()), w.start, w.end, w.repeats)


def _text(shape: shapes.TextShape) -> Text:
    return Text(shape.zh, shape.en)


def _maybe_text(shape: shapes.TextShape | None) -> Text | None:
    return None if shape is None else Text(shape.zh, shape.en)
