"""Checked shapes → the model: references resolved, conditions parsed, grades and dates settled.

What does not resolve is a finding; what remains is whole and can be compiled.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from medisave_cli.advisor.situation import ACCOUNT, SAME_PROVINCE
from medisave_cli.book.gazetteer import Division
from medisave_cli.keeping import format as shapes
from medisave_cli.keeping.conditions import BadCondition, parse, value_of
from medisave_cli.keeping.draft import Draft, PlaceDraft
from medisave_cli.keeping.finding import Finding, lint
from medisave_cli.keeping.mending import REFUSED
from medisave_cli.keeping.offers import Entry, offers, several, shown
from medisave_cli.keeping.reading import Document
from medisave_cli.language import Message, scrub
from medisave_cli.language.speaker import both
from medisave_cli.logic.conditions import facts_in
from medisave_cli.model import (
    ANY_STATUS_LEAVES_OUT,
    FAMILY_OF,
    MAIN,
    NATION,
    TOPICS,
    All,
    Becoming,
    ChannelLine,
    Cite,
    Claim,
    Closure,
    Condition,
    Contact,
    DocumentLine,
    Fact,
    Guide,
    Note,
    OneOf,
    Provision,
    Source,
    Status,
    Text,
    TextLine,
    TimeLine,
    Values,
    Window,
)
from medisave_cli.tuples import NamedTuple

SHORT = 24
"""Titles are shown so long beside an id."""
NEAR_CODE = 24
"""Codes that share the province, and four digits in all, may have been meant for each other."""


NEEDED_FACTS = ("scheme", ACCOUNT, SAME_PROVINCE)
"""The facts that answers turn on whether a rule names them or not."""


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
    impossible: list[dict[str, Values]]
    moot: list[str | None]
    """For each impossible combination, the fact in it that such people never had, if that is why."""
    claims: list[Claim]
    findings: list[Finding]
    where: dict[str, tuple[str, int]]
    """File and line of every id."""
    blurred: frozenset[str]
    """What has a condition that was refused: whom it is for is not known."""
    draft: Draft


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
        self.where: dict[str, tuple[str, int]] = {}
        self.blurred: set[str] = set()
        self.broken_sources = {name for place in draft.places.values() for name in place.broken}

    def run(self) -> Assembled:
        if not self.draft.whole:
            return Assembled(
                {}, {}, {}, {}, {}, [], [], [], self.findings, {}, frozenset(), self.draft
            )
        for home, (document, path) in self.draft.homes.items():
            kind, _, name = home.partition(".")
            if kind in ("documents", "channels", "facts"):
                self.claim_id(document, path, name)
        self.facts = self.read_facts(
            self.draft.catalog["facts"], lambda name: self.draft.homes[f"facts.{name}"]
        )
        self._needed_facts()
        self._read_statuses()
        impossible: list[dict[str, Values]] = []
        moot: list[str | None] = []
        for raw, document, path in self.draft.impossible:
            combination = {f: v for f, v in raw.items() if f != "moot"}
            if read := self._facts_of(combination, document, path):
                impossible.append(read)
                moot.append(raw.get("moot"))
        sources = self._read_sources()
        places = self._read_places(sources)
        claims = [
            self._read_claim(document, i, shape, sources)
            for document, i, shape in self.draft.claims
        ]
        return Assembled(
            places,
            sources,
            self.cited_by,
            self.statuses,
            self.facts,
            impossible,
            moot,
            claims,
            self.findings,
            self.where,
            frozenset(self.blurred),
            self.draft,
        )

    def _read_places(self, sources: dict[str, Source]) -> dict[str, PlaceData]:
        """The places that are divisions, each assembled."""
        places: dict[str, PlaceData] = {}
        for code, place in self.draft.places.items():
            if code not in self.divisions:
                self.find(
                    place.document,
                    "place",
                    lint("no_division", code=code),
                    code_meant(code, place.document.path.name, self.divisions),
                )
                continue
            if place.misnamed is not None:
                self.findings.append(place.misnamed)
            places[code] = _PlaceAssembly(self, place, sources).run()
        return places

    def read_facts(
        self, raw: dict[str, shapes.FactShape], home: Callable[[str], tuple[Document, str]]
    ) -> dict[str, Fact]:
        """The facts that can be asked: those with something to answer."""
        facts = {}
        for name, shape in raw.items():
            fact = _fact(name, shape)
            if fact.type == "bool" and not fact.says:
                self.find(
                    *home(name),
                    lint("lacks_says_what_yes_no", name=name),
                    lint("add_says_yes_zh_en"),
                )
            elif fact.type == "choice" and len(fact.says) < 2:
                self.find(
                    *home(name),
                    lint("needs_at_least_two_choices", name=name),
                    lint("add_choices_id_zh_en"),
                )
            else:
                facts[name] = fact
        return facts

    def _needed_facts(self) -> None:
        """A catalog of one's own may do without many facts, but not without those that the program itself asks."""
        homes = (home for key, home in self.draft.homes.items() if key.startswith("facts."))
        document, _ = next(homes, (None, ""))
        for name in NEEDED_FACTS:
            if document and name not in self.facts and name not in self.draft.broken:
                what = lint("fact_needed", name=name)
                self.find(document, "facts", what, lint("fact_needed.mend", name=name))

    def _facts_of(self, raw: dict[str, Any], document: Document, path: str) -> dict[str, Values]:
        """fact → values, as a status or an impossible combination writes them; empty where something is wrong."""
        found = {}
        for name, values in raw.items():
            try:
                found[name] = _values(self.facts[name], values)
            except KeyError:
                if name not in self.draft.broken:
                    self.find(
                        document,
                        f"{path}.{name}",
                        lint("fact_not_declared", key=name),
                        lint("declare_catalog_facts_yaml"),
                    )
                return {}
            except BadCondition as bad:
                self.find(document, f"{path}.{name}", bad.what, bad.mend)
                return {}
        return found

    def _read_statuses(self) -> None:
        raw, homes = self.draft.catalog["statuses"], self.draft.homes
        for name, s in raw.items():
            document, path = homes[f"statuses.{name}"]
            becomes = self._becomings(s, document, f"{path}.becomes")
            self._facts_of(dict.fromkeys(s.acts, True), document, f"{path}.acts")
            presumes = {
                f: v[0] for f, v in self._facts_of(s.presumes, document, f"{path}.presumes").items()
            }
            own = self._facts_of(s.facts, document, f"{path}.facts")
            for family, needed in s.holds_if.items():
                self._facts_of(needed, document, f"{path}.holds_if.{family}")
            self.statuses[name] = Status(
                name,
                name,
                _text(s.name),
                _text(s.label),
                presumes,
                own,
                becomes,
                tuple(s.acts),
            )
        for name, n in self.draft.catalog["named_cases"].items():
            document, path = homes[f"named_cases.{name}"]
            base = self.statuses.get(n.base)
            if base is None or base.base != base.id or name in raw:
                self.find(
                    document,
                    f"{path}.base",
                    lint("base_must_base_status_another", name=name),
                    lint("mend_base"),
                )
                continue
            fixed = {**base.facts, **self._facts_of(n.facts, document, f"{path}.facts")}
            self.statuses[name] = Status(
                name,
                n.base,
                _text(n.name),
                _text(n.label),
                base.presumes,
                fixed,
                base.becomes,
                base.acts,
            )

    def _becomings(
        self, s: shapes.StatusShape, document: Document, path: str
    ) -> tuple[Becoming, ...]:
        """The statuses that facts make of this one."""
        found = []
        for i, b in enumerate(s.becomes):
            if b.status not in self.draft.catalog["statuses"]:
                self.find(
                    document,
                    f"{path}.{i}",
                    lint("no_status", status=b.status),
                    lint("see_medisave_statuses"),
                )
                continue
            try:
                when = parse(b.when, self.facts, lambda _: ())
            except BadCondition as bad:
                self.find(document, f"{path}.{i}", bad.what, bad.mend)
                continue
            found.append(Becoming(b.status, when, _text(b.says), tuple(b.opens)))
        return tuple(found)

    def _read_sources(self) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        issuers = {i.zh: i.en for i in self.draft.catalog.get("issuers", {}).values()}
        for code, place in self.draft.places.items():
            document, file = place.document, place.file
            for name, s in file.sources.items():
                if code in self.divisions:  # else the file is another place's, which is told
                    self.claim_id(document, f"sources.{name}", name)
                read = _text(s.read) if s.read else None
                sources[name] = Source(
                    name,
                    s.title,
                    s.issuer,
                    s.number,
                    s.grade,
                    s.published,
                    s.effective_from,
                    file.checked,
                    s.url,
                    read,
                    code,
                    s.title_en,
                    _in_english(s.issuer, issuers),
                )
        return sources

    def _read_claim(
        self, document: Document, i: int, shape: shapes.ClaimShape, sources: dict[str, Source]
    ) -> Claim:
        cites = []
        for raw in shape.cite:
            cite = Cite(raw) if isinstance(raw, str) else Cite(raw.source, raw.at)
            if cite.source not in sources:
                if cite.source in self.broken_sources or self.draft.unread:
                    continue
                self.find(
                    document,
                    f"claims.{i}.cite",
                    lint("no_source", source=cite.source),
                    lint("name_declared_source"),
                )
                continue
            self.cited_by.setdefault(cite.source, []).append((shape.place, shape.id))
            cites.append(cite)
        for code in {shape.place, *shape.see} - set(self.divisions):
            self.find(
                document,
                f"claims.{i}",
                lint("no_division", code=code),
                lint("mend_code"),
            )
        self.claim_id(document, f"claims.{i}", shape.id)
        listed = [shape.status] if isinstance(shape.status, str) else shape.status
        statuses = []
        for name in listed:
            if name in ("any", "all"):
                statuses += [s.id for s in self.statuses.values() if s.id == s.base]
            elif name in self.statuses:
                statuses.append(self.statuses[name].base)
            else:
                self.find(
                    document,
                    f"claims.{i}.status",
                    lint("no_status", status=scrub(name)),
                    self.status_meant(name),
                )
        return Claim(
            shape.id,
            shape.place,
            tuple(dict.fromkeys(statuses)),
            shape.finding,
            _text(shape.claim),
            _text(shape.truth),
            tuple(shape.see),
            tuple(cites),
            self._claim_when(document, i, shape),
        )

    def _claim_when(self, document: Document, i: int, shape: shapes.ClaimShape) -> Condition | None:
        try:
            return parse(shape.when, self.facts, lambda _: ()) if shape.when else None
        except BadCondition as bad:
            self.find(document, f"claims.{i}.when", bad.what, bad.mend)
            return None

    def status_meant(self, name: str) -> Message:
        """How to mend a status that is none: the one that was meant, or all."""
        base = [s for s in self.statuses.values() if s.id == s.base]
        known = [Entry(s.id, s.name, (s.label.zh, *self._said_for(s.id))) for s in base]
        if listed := several(name, known):
            return lint("a_list", word=listed)
        hinted = [e._replace(also=(name,)) for e in known if self._may_say(e.id, name)]
        meant = offers(name, known) or offers(name, hinted)
        if meant:
            return lint("did_you_mean_one", offers=shown(meant))
        return lint("use_one_2", offers=shown(known))

    def _said_for(self, status: str) -> tuple[str, ...]:
        """What people say for a status, each word of which means it alone."""
        if self.draft.phrases is None:
            return ()
        phrases = self.draft.phrases[1]
        meaning = phrases.meanings.get(status)
        ideas = [i for i in (meaning.clear if meaning else ()) if isinstance(i, str)]
        return tuple(word for idea in ideas for word in phrases.ideas.get(idea, ()))

    def _may_say(self, status: str, typed: str) -> bool:
        """Whether people say the word of a status, be it with others."""
        meaning = self.draft.phrases and self.draft.phrases[1].meanings.get(status)
        if not meaning or not self.draft.phrases:
            return False
        signs = (*meaning.clear, *meaning.likely)
        ideas = {sign if isinstance(sign, str) else sign[0] for sign in signs}
        return any(typed in self.draft.phrases[1].ideas.get(idea, ()) for idea in ideas)

    def claim_id(self, document: Document, path: str, name: str) -> None:
        """Note that ``name`` is taken in the whole book."""
        if name == REFUSED:
            return
        if name in self.where:
            file, line = self.where[name]
            self.find(
                document,
                path,
                lint("id_taken_line", name=name, file=Path(file).name, line=line),
                lint("choose_another_id"),
            )
            return
        self.where[name] = (str(document.path), document.line(path))

    def find(self, document: Document, path: str, what: Message, mend: Message) -> None:
        """Note a finding at ``path`` of the document."""
        self.findings.append(Finding(str(document.path), document.line(path), what, mend))


class _PlaceAssembly:
    def __init__(self, whole: _Assembly, place: PlaceDraft, sources: dict[str, Source]):
        self.whole, self.document, self.file = whole, place.document, place.file
        self.half = place.half
        self.checking_half = False
        self.code = self.file.place
        self.all_sources = sources
        self.chain = chain_of(self.code, whole.divisions)
        self.base_statuses = [s.id for s in whole.statuses.values() if s.id == s.base]
        files = [
            whole.draft.places[code].file
            for code in reversed(self.chain)
            if code in whole.draft.places
        ]
        self.documents = _layered(
            whole.draft.catalog.get("documents", {}), (f.documents for f in files)
        )
        self.whose = {
            name: shape.when
            for named in (whole.draft.catalog.get("documents", {}), *(f.documents for f in files))
            for name, shape in named.items()
            if shape.when is not None
        }
        self.channels = _layered(
            whole.draft.catalog.get("channels", {}), (f.channels for f in files)
        )
        self.portions = {name: _text(shape) for f in files for name, shape in f.portions.items()}
        self.own_facts = whole.read_facts(
            self.file.facts, lambda name: (self.document, f"facts.{name}")
        )
        wider = {n: _fact(n, s) for f in files if f is not self.file for n, s in f.facts.items()}
        self.facts = {**whole.facts, **wider, **self.own_facts}
        around = [
            whole.draft.places[code].broken for code in self.chain if code in whole.draft.places
        ]
        self.broken = frozenset().union(whole.draft.broken, *around)
        self.blind = any(code in whole.draft.unread for code in self.chain)

    def check_half(self) -> None:
        """What refused entries name is checked as well, so that one run tells all; nothing of them is kept."""
        self.checking_half = True
        for at, shape in self.half.items():
            if isinstance(shape, shapes.ProvisionShape):
                list(self._provision(shape, at))
            elif isinstance(shape, shapes.ClosureShape):
                self._closure(shape, at)
            elif isinstance(shape, shapes.NoteShape):
                self._note(shape, at, int(at.rpartition(".")[2]))
            elif isinstance(shape, shapes.GuideShape):
                self._guide(shape, at.split(".")[1], at)
            elif isinstance(shape, shapes.ContactShape):
                self._cites(shape.cite, at, shape.id)

    def run(self) -> PlaceData:
        self.check_half()
        self.checking_half = False
        provisions, closures, notes = self._provisions(), self._closures(), self._notes()
        guides = self.file.guides
        shown = [
            self._guide(g, topic, f"guides.{topic}.{i}")
            for topic in TOPICS
            for i, g in enumerate((getattr(guides, topic) if guides else None) or [])
            if g
        ]
        self._unused_procedures()
        contacts = [
            Contact(
                c.id,
                self.code,
                Text(c.zh, c.en),
                c.dial,
                self._cites(c.cite, f"contacts.{i}", c.id),
            )
            for i, c in enumerate(self.file.contacts)
            if c
        ]
        looked_for = [(Text(item.zh, item.en), item.on) for item in self.file.looked_for if item]
        for kind in ("portions", "documents", "channels", "facts"):
            for name in getattr(self.file, kind):
                self.whole.claim_id(self.document, f"{kind}.{name}", name)
        return PlaceData(
            self.code,
            self.file.checked,
            provisions,
            closures,
            notes,
            shown,
            contacts,
            looked_for,
            {n: _text(t) for n, t in self.file.portions.items()},
            self.own_facts,
        )

    def _provisions(self) -> dict[str, list[Provision]]:
        """The provisions by status; those of several once for each."""
        found: dict[str, list[Provision]] = {}
        for i, p in enumerate(self.file.provisions):
            for provision in self._provision(p, f"provisions.{i}") if p is not None else ():
                found.setdefault(provision.status, []).append(provision)
        return found

    def _closures(self) -> dict[str, list[Closure]]:
        """The closed lists by each status that is not on them."""
        found: dict[str, list[Closure]] = {}
        for i, c in enumerate(self.file.closed):
            if c is not None:
                closure = self._closure(c, f"closed.{i}")
                for status in self.base_statuses:
                    if status not in closure.lists:
                        found.setdefault(status, []).append(closure)
        return found

    def _notes(self) -> dict[str, list[Note]]:
        """The remarks by status."""
        found: dict[str, list[Note]] = {}
        for i, n in enumerate(self.file.notes):
            if n is not None:
                note, statuses = self._note(n, f"notes.{i}", i)
                for status in statuses:
                    found.setdefault(status, []).append(note)
        return found

    def _provision(self, p: shapes.ProvisionShape, at: str) -> Iterable[Provision]:
        self.whole.claim_id(self.document, f"{at}.id", p.id)
        self._check_portion(p.portion, at)
        cites = self._cites(p.cite, f"{at}.cite", p.id)
        when = self._when(p.when, f"{at}.when", p.id)
        if p.supplies and p.direction != "in":
            self._find(
                f"{at}.supplies",
                lint("supplies_goes_direction"),
                lint("add_direction"),
            )
        supplies = []
        for name, raw in (p.supplies or {}).items():
            try:
                supplies.append((name, value_of(self.facts[name], raw)))
            except KeyError:
                if not self._excused(name):
                    self._find(
                        f"{at}.supplies",
                        lint("fact_not_declared", key=scrub(name)),
                        _declare(
                            "facts",
                            name,
                            _plain_entries(self.facts, {f.id: f.name for f in self.facts.values()}),
                        ),
                    )
            except BadCondition as bad:
                self._find(f"{at}.supplies", bad.what, bad.mend)
        start, until = self._period(p.from_, p.until, cites, at)
        self._check_window(p.window, at)
        how = self._procedure(p, at)
        if p.verify and not self.checking_half:
            file, line = str(self.document.path), self.document.line(f"{at}.verify")
            what = lint("unjudged", name=p.id, what=scrub(p.verify[0]))
            self.whole.findings.append(Finding(file, line, what, lint("unjudged.mend"), True))
        grants = p.rule == "allowed" and p.direction == "out"
        for status in self._statuses(p.status, f"{at}.status"):
            yield Provision(
                id=p.id,
                place=self.code,
                status=status,
                portion=p.portion,
                disposition=p.disposition,
                rule=p.rule,
                direction=p.direction,
                summary=_text(p.summary),
                when=self._if_it_can_hold(when, status, p.disposition) if grants else when,
                grade=self._grade(p.grade, cites, f"{at}.grade"),
                start=start,
                until=until,
                inferred=p.basis == "inferred",
                doubt=_maybe_text(p.doubt) or (both("lint.unjudged_yet") if p.verify else None),
                rejected=_maybe_text(p.rejected),
                conflicts_with=tuple(p.conflicts_with or ()),
                binding=p.binding,
                supplies=tuple(supplies),
                window=_window(p.window),
                applicant=_maybe_text(how("applicant")[0]),
                pays_to=_maybe_text(how("pays_to")[0]),
                documents=self._documents(*how("documents"), p.id),
                complete=how("complete")[0] is not False,
                before=self._lines(*how("before"), p.id),
                steps=self._lines(*how("steps"), p.id),
                channels=self._channels(*how("channels"), p.id),
                time_limit=self._times(*how("time_limit"), p.id),
                cites=cites,
                ended=_ended(p.ended),
            )

    def _check_window(self, window: shapes.WindowShape | None, at: str) -> None:
        if window and window.start and window.end and window.end < window.start:
            self._find(
                f"{at}.window",
                lint("dates_cross", start=window.start, end=window.end),
                lint("swap_start_end"),
            )

    def _procedure(self, p: shapes.ProvisionShape, at: str) -> Callable[[str], tuple[Any, str]]:
        """Gives, for a key, what the provision says of how it is done and where that stands: its own word, else its procedure's."""
        shared = self.file.procedures.get(p.procedure) if p.procedure else None
        if p.procedure and shared is None and not self._excused(p.procedure):
            self._find(
                f"{at}.procedure",
                lint("not_declared_under_procedures", procedure=p.procedure),
                _declare("procedures", p.procedure, _plain_entries(self.file.procedures)),
            )

        def how(key: str) -> tuple[Any, str]:
            own = getattr(p, key)
            if own is not None or shared is None:
                return own, f"{at}.{key}"
            return getattr(shared, key), f"procedures.{p.procedure}.{key}"

        return how

    def _unused_procedures(self) -> None:
        halves = [p for p in self.half.values() if isinstance(p, shapes.ProvisionShape)]
        used = {p.procedure for p in (*self.file.provisions, *halves) if p is not None}
        for name in self.file.procedures:
            if name not in used:
                self._find(
                    f"procedures.{name}",
                    lint("no_rule_uses_procedure", name=name),
                    lint("write_procedure_rule_delete", name=name),
                )

    def _if_it_can_hold(self, when: Any, status: str, disposition: str) -> Any:
        """``when``, and the status's ``holds_if`` for the family, as far as ``when`` does not name its facts."""
        needed = self.whole.draft.catalog["statuses"][status].holds_if.get(
            FAMILY_OF[disposition], {}
        )
        named = facts_in(when)
        parts = tuple(
            OneOf(f, _values(self.facts[f], v))
            for f, v in needed.items()
            if f not in named and f in self.facts
        )
        if not parts:
            return when
        own = when.parts if isinstance(when, All) else (when,) if when is not None else ()
        return All((*own, *parts)) if len(own) + len(parts) > 1 else parts[0]

    def _check_portion(self, portion: str, at: str) -> None:
        if portion != MAIN and portion not in self.portions and not self._excused(portion):
            self._find(
                f"{at}.portion",
                lint("portion_not_declared", portion=portion),
                _declare("portions", portion, _plain_entries(self.portions, self.portions)),
            )

    def _closure(self, c: shapes.ClosureShape, at: str) -> Closure:
        self.whole.claim_id(self.document, f"{at}.id", c.id)
        self._check_portion(c.portion, at)
        cites = self._cites(c.cite, f"{at}.cite", c.id)
        start, until = self._period(c.from_, c.until, cites, at)
        lists = tuple(self._statuses(c.lists, f"{at}.lists"))
        return Closure(
            c.id,
            self.code,
            c.family,
            c.portion,
            c.words,
            lists,
            self._grade(c.grade, cites, at),
            start,
            until,
            _maybe_text(c.doubt),
            cites,
        )

    def _note(self, n: shapes.NoteShape, at: str, i: int) -> tuple[Note, list[str]]:
        name = n.id or f"{self.code}-note-{i + 1}"
        self.whole.claim_id(self.document, at, name)
        cites = self._cites(n.cite, f"{at}.cite", name)
        when = self._when(n.when, f"{at}.when", name)
        statuses = (
            self.base_statuses if n.status == "all" else self._statuses(n.status, f"{at}.status")
        )
        text, grade = Text(n.zh, n.en), self._grade(None, cites, at)
        brief = _maybe_text(n.brief)
        return Note(name, self.code, n.kind, text, when, grade, cites, n.about, brief), statuses

    def _guide(self, g: shapes.GuideShape, topic: str, at: str) -> Guide:
        self.whole.claim_id(self.document, f"{at}.id", g.id)
        cites = self._cites(g.cite, f"{at}.cite", g.id)
        start, until = self._period(g.from_, g.until, cites, at)
        self._check_window(g.window, at)
        return Guide(
            g.id,
            self.code,
            topic,
            g.rule,
            Text(g.zh, g.en),
            self._grade(g.grade, cites, at),
            start,
            until,
            _maybe_text(g.doubt),
            self._documents(g.documents, f"{at}.documents", g.id),
            self._lines(g.steps, f"{at}.steps", g.id),
            self._channels(g.channels, f"{at}.channels", g.id),
            cites,
            _window(g.window),
            self._about(g.about or [], topic, f"{at}.about"),
            g.overtaken_by,
            _maybe_text(g.brief),
        )

    def _about(self, named: list[str], topic: str, at: str) -> tuple[str, ...]:
        """The things or persons a guide line speaks of, each one that the topic knows."""
        phrases = self.whole.draft.phrases
        known = phrases[1].topics.get(topic) if phrases else None
        for i, name in enumerate(named):
            if known is not None and name not in known.about:
                self._find(
                    f"{at}.{i}",
                    lint("topic_has_no", topic=topic, name=name),
                    self._subject(name, known.about),
                )
        return tuple(named)

    def _subject(self, name: str, about: Mapping[str, shapes.TextShape]) -> Message:
        """The subject of a topic that was meant, or all there are."""
        known = [Entry(i, _text(t)) for i, t in about.items()]
        meant = offers(name, known)
        if meant:
            return lint("did_you_mean_one", offers=shown(meant))
        return lint("use_one_2", offers=shown(known))

    def _statuses(self, raw: str | list[str], at: str) -> list[str]:
        if raw == "any":
            return [s for s in self.base_statuses if s != ANY_STATUS_LEAVES_OUT]
        result = []
        for name in [raw] if isinstance(raw, str) else raw:
            if name in self.base_statuses:
                result.append(name)
            elif name in self.whole.statuses:
                base = self.whole.statuses[name]
                self._find(
                    at,
                    lint("named_case", name=name),
                    lint("write_status_when", base=base.base),
                )
            else:
                self._find(
                    at,
                    lint("no_status", status=scrub(name)),
                    self.whole.status_meant(name),
                )
        return list(dict.fromkeys(result))

    def _when(self, raw: Any, at: str, owner: str) -> Any:
        try:
            return parse(
                raw, self.facts, lambda cite: self._cites_of_condition(cite, f"{at}.cite", owner)
            )
        except BadCondition as bad:
            self.whole.blurred.add(owner)
            if not self.blind and not any(name in str(raw) for name in self.broken):
                self._find(at, bad.what, bad.mend)
            return None

    def _excused(self, name: str) -> bool:
        """Whether ``name`` may well be declared, in an entry or a file that was refused: one fault is reported once."""
        return self.blind or name == REFUSED or name in self.broken

    def _cites_of_condition(self, raw: Any, at: str, owner: str) -> tuple[Cite, ...]:
        """A condition is read without a shape of its own, so its citations are checked here."""
        if raw is None:
            return ()
        try:
            return self._cites(
                shapes.CitedShape(cite=[raw] if isinstance(raw, str) else raw).cite, at, owner
            )
        except ValidationError:
            raise BadCondition(lint("no_cite"), lint("write_cite_source_id")) from None

    def _cites(self, raw: Any, at: str, owner: str) -> tuple[Cite, ...]:
        cites = []
        for item in raw or ():
            cite = Cite(item) if isinstance(item, str) else Cite(item.source, item.at)
            source = self.all_sources.get(cite.source)
            if source is None or source.place not in self.chain:
                if self._excused(cite.source):
                    continue
                here = [
                    Entry(s.id, Text(*[scrub(s.title, SHORT)] * 2))
                    for s in self.all_sources.values()
                    if s.place in self.chain
                ]
                for meant in offers(cite.source, here):
                    self.whole.cited_by.setdefault(meant.id, [])  # it is not called uncited as well
                self._find(
                    at,
                    lint("no_source_here_wider_place", source=scrub(cite.source)),
                    _declare("sources", cite.source, here),
                )
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
        if not cites:
            return stated  # what it cites was refused, and is told as such
        self._find(
            at,
            lint("grade_above_sources", stated=stated, grades=grades[0]),
            lint("drop_grade"),
        )
        return grades[0]

    def _period(
        self, start: str | None, until: str | None, cites: tuple[Cite, ...], at: str
    ) -> tuple[str | None, str | None]:
        """The rule's own dates; without them it starts when the first of its sources says, or was published."""
        if start is None:
            sources = [self.all_sources[c.source] for c in cites]
            start = min(
                (day for s in sources if (day := s.effective_from or last_day(s.published))),
                default=None,
            )
        if start and until and until < start:
            self._find(
                at,
                lint("dates_cross_2", start=start, until=until),
                lint("mend_from_until"),
            )
        return start, until

    def _documents(self, raw: Any, at: str, owner: str) -> tuple[DocumentLine, ...] | None:
        if raw is None:
            return None
        lines = []
        for i, item in enumerate(raw):
            d = shapes.DocumentShape(document=item) if isinstance(item, str) else item
            ids = d.any_of or ([d.document] if d.document else [])
            if bool(d.any_of) == bool(d.document) and not self.checking_half:
                self._find(
                    f"{at}.{i}",
                    lint("give_either_document_any"),
                    lint("keep_one_them"),
                )
            papers = tuple(
                (n, self._word(self.documents, n, f"{at}.{i}", "documents")) for n in ids
            )
            lines.append(
                DocumentLine(
                    papers,
                    _maybe_text(d.note),
                    self._when(d.when, f"{at}.{i}", owner),
                    self._cites(d.cite, f"{at}.{i}", owner),
                    tuple(
                        (n, self._when(self.whose[n], f"{at}.{i}", owner))
                        for n in ids
                        if n in self.whose
                    ),
                )
            )
        return tuple(lines)

    def _channels(self, raw: Any, at: str, owner: str) -> tuple[ChannelLine, ...] | None:
        if raw is None:
            return None
        lines = []
        for i, item in enumerate(raw):
            c = shapes.ChannelShape(channel=item) if isinstance(item, str) else item
            name = self._word(self.channels, c.channel, f"{at}.{i}", "channels")
            lines.append(
                ChannelLine(
                    c.channel,
                    name,
                    _maybe_text(c.note),
                    self._when(c.when, f"{at}.{i}", owner),
                    self._cites(c.cite, f"{at}.{i}", owner),
                )
            )
        return tuple(lines)

    def _lines(self, raw: Any, at: str, owner: str) -> tuple[TextLine, ...] | None:
        if raw is None:
            return None
        return tuple(
            TextLine(
                Text(n.zh, n.en),
                self._when(n.when, f"{at}.{i}", owner),
                self._cites(n.cite, f"{at}.{i}", owner),
                n.side,
                n.act,
            )
            for i, n in enumerate(raw)
        )

    def _times(self, raw: Any, at: str, owner: str) -> tuple[TimeLine, ...] | None:
        if raw is None:
            return None
        for i, t in enumerate(raw):
            if (t.working_days is None) == (t.days is None) and not self.checking_half:
                self._find(
                    f"{at}.{i}",
                    lint("give_either_working_days_days"),
                    lint("keep_one_them"),
                )
        return tuple(
            TimeLine(
                t.purpose,
                t.working_days,
                t.days,
                _maybe_text(t.note),
                self._when(t.when, f"{at}.{i}", owner),
                self._cites(t.cite, f"{at}.{i}", owner),
            )
            for i, t in enumerate(raw)
        )

    def _entries(self, kind: str) -> list[Entry]:
        """What may be named under ``documents`` or ``channels`` here, each with what it is called and whose it is."""
        found = [
            Entry(name, _text(shape), tuple(shape.also))
            for name, shape in self.whole.draft.catalog.get(kind, {}).items()
        ]
        for code in self.chain:
            if code in self.whole.draft.places:
                home = self.whole.divisions[code].name
                found += [
                    Entry(name, _text(shape), tuple(shape.also), home)
                    for name, shape in getattr(self.whole.draft.places[code].file, kind).items()
                ]
        return found

    def _word(self, words: dict[str, Text], name: str, at: str, kind: str) -> Text:
        if name not in words:
            if self._excused(name):
                return Text(name, name)
            self._find(
                at,
                lint("not_declared_under", name=scrub(name), kind=kind),
                _declare(kind, name, self._entries(kind)),
            )
            return Text(name, name)
        return words[name]

    def _find(self, path: str, what: Message, mend: Message) -> None:
        self.whole.find(self.document, path, what, mend)


def code_meant(code: str, file: str, divisions: Mapping[str, Division]) -> Message:
    """The division that was meant by a code that is none: by the file's name, else by the digits."""
    stem = re.sub(r"[^a-z]", "", file.partition(".")[0].lower())
    named = file[:6]
    meant = [divisions[named]] if named != code and named in divisions else []
    if not meant and stem:
        sounds = [d for d in divisions.values() if re.sub(r"[^a-z]", "", d.pinyin) == stem]
        meant = sorted(sounds, key=lambda d: -_alike(d.code, code))
    if not meant:
        near = [d for d in divisions.values() if _alike(d.code, code) >= NEAR_CODE]
        meant = sorted(near, key=lambda d: -_alike(d.code, code))
    if meant:
        return lint("did_you_mean_one", offers=shown(Entry(d.code, d.name) for d in meant[:3]))
    return lint("look_up_medisave_place")


def _alike(one: str, other: str) -> int:
    """How many digits two codes share from the left, and then in all."""
    left = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 6)
    return 10 * left + sum(a == b for a, b in zip(one, other, strict=False))


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
    says: dict[Any, Text]
    if s.type == "bool":
        says = (
            {True: _text(s.says["yes"]), False: _text(s.says["no"])}
            if s.says and {"yes", "no"} <= set(s.says)
            else {}
        )
    else:
        says = {value: _text(t) for value, t in (s.choices or {}).items()}
    return Fact(
        name,
        s.type,
        _text(s.name),
        _text(s.question),
        _text(s.why),
        says,
        _maybe_text(s.unit),
        s.min,
        s.whole,
        _maybe_text(s.act),
        _maybe_text(s.costs),
    )


def _ended(raw: str | shapes.TextShape | None) -> Text | None:
    """When or why a practice ended; a bare date reads alike in both languages."""
    return Text(raw, raw) if isinstance(raw, str) else _maybe_text(raw)


def _values(fact: Fact, raw: Any) -> Values:
    return tuple(value_of(fact, item) for item in (raw if isinstance(raw, list) else [raw]))


def _declare(kind: str, name: str, known: Iterable[Entry]) -> Message:
    """How to mend a name that is not declared: what was meant, or to declare it."""
    known = list(known)
    if listed := several(name, known):
        return lint("a_list", word=listed)
    meant = offers(name, known)
    if meant:
        return lint("did_you_mean_or_declare", offers=shown(meant), kind=kind)
    return lint("declare_under", kind=kind)


def _plain_entries(ids: Iterable[str], names: Mapping[str, Text] | None = None) -> list[Entry]:
    return [Entry(i, (names or {}).get(i, Text(i, i))) for i in ids]


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


def _in_english(issuer: str, known: Mapping[str, str]) -> str | None:
    """An issuer's English name: its own, or that of each who signs together; None where one of them has none."""
    if issuer in known:
        return known[issuer]
    parts = [known.get(part) for part in re.split("[、 ]", issuer)]
    return None if None in parts else ", ".join(part for part in parts if part)
