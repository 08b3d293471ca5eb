"""One place whole, as ``--more`` shows it: whose rules serve it, what is on file for each status, what was looked for in vain."""

from __future__ import annotations

from collections import Counter

from medisave_cli.language import Speaker
from medisave_cli.model import NATION, TOPICS, Closure, Place, Provision
from medisave_cli.show.listing import (
    IN_FORCE,
    RULE_MARKS,
    contact_section,
    foot,
    place_name,
    place_title,
    state_on,
    why_not_firm,
)
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.place_view import PlaceView
from medisave_cli.show.references import References, graded
from medisave_cli.show.terms import disposition_term, family_term


def place_page(view: PlaceView, lang: str, everything: bool = False) -> Page:
    """Return the page; ``everything`` lists the nation's rules too, which are the same for all places."""
    return _PlaceWriter(view, lang, everything).page()


class _PlaceWriter:
    """Words what is on file in one language, numbering the sources as it goes."""

    def __init__(self, view: PlaceView, lang: str, everything: bool):
        self.view, self.lang, self.everything = view, lang, everything
        self.speak = Speaker(lang)
        self.refs = References(view.sources, lang)

    def page(self) -> Page:
        view, p = self.view, self.view.place
        sections = [self._serving(), self._by_status()]
        for place in view.serving:
            if place.code != NATION or self.everything:
                sections += [self._rules(place), self._closed(place)]
        sections += [
            self._looked_for(),
            contact_section(view.contacts, p.area_code, self.refs, self.lang),
            self._read_on(),
            self.refs.section(),
        ]
        level = self.speak(f"places.level_{p.level}")
        return Page(
            place_title(p, self.lang),
            self.speak("place.subtitle", code=p.code, level=level),
            self.lang,
            lead=tuple(self._lead()),
            sections=tuple(s for s in sections if s.items or s.rows),
            foot=foot(view.book, self.lang),
        )

    def _name(self, place: Place) -> str:
        return place_name(place.name, self.lang)

    def _lead(self) -> list[str]:
        view = self.view
        lines = []
        if view.also_called:
            lines.append(self.speak("place.also_called", names=view.also_called))
        if view.serving[0].code != view.place.code:
            own, by = self._name(view.place), self._name(view.serving[0])
            lines.append(self.speak("place.served_by", place=own, by=by))
        return lines

    def _serving(self) -> Section:
        keys = ("rules_of", "code", "provisions", "last_checked")
        rows = tuple(
            (
                self._name(p),
                p.code,
                self._count(Counter(r.grade for r, _ in self.view.rules[p.code])),
                p.checked or "",
            )
            for p in self.view.serving
        )
        columns = tuple(self.speak(f"place.{key}") for key in keys)
        return Section(self.speak("place.nearest_first"), columns=columns, rows=rows)

    def _by_status(self) -> Section:
        """Provisions by status and place, with their grades."""
        view = self.view
        columns = (self.speak("place.status"), *(self._name(p) for p in view.serving))
        rows = []
        for status in view.statuses.values():
            if status.id != status.base:
                continue
            counts = [
                Counter(r.grade for r, statuses in view.rules[p.code] if status.id in statuses)
                for p in view.serving
            ]
            if any(counts):
                name = f"{self.speak.text(status.name)}\n{status.id}"
                rows.append((name, *map(self._count, counts)))
        title, lead = self.speak("place.by_status"), self.speak("place.letters")
        return Section(title, columns=columns, rows=tuple(rows), lead=lead)

    def _count(self, grades: Counter[str]) -> str:
        if not grades:
            return "—"
        each = self.speak.list([f"{grade} {grades[grade]}" for grade in "ABC" if grades[grade]])
        return self.speak("place.count", n=sum(grades.values()), each=each)

    def _rules(self, place: Place) -> Section:
        items = tuple(self._rule(p, statuses) for p, statuses in self.view.rules[place.code])
        return Section(self.speak("place.rules", place=self._name(place)), items)

    def _rule(self, p: Provision, statuses: tuple[str, ...]) -> Item:
        view = self.view
        why = why_not_firm(p, self.lang, view.today)
        state = state_on(p.start, p.until, view.today)
        tag = "wrong" if p.rejected else state if state != IN_FORCE else "unconfirmed"
        names = self.speak.list([view.statuses[s].name for s in statuses])
        what = family_term("cash") if p.family == "cash" else disposition_term(p.disposition)
        about = [names, self.speak.message(what)]
        if p.portion != "main":
            about.append(self.speak.text(view.portions.get(p.portion)) or p.portion)
        notes = [" · ".join((*about, graded(p.grade, self.lang), p.id))]
        if why:
            notes.append(self.speak("place.not_used", why=why))
        return Item(
            self.speak.text(p.summary),
            self.speak(f"place.{tag}") if why or state != IN_FORCE else "",
            tuple(notes),
            self.refs.refs(p.cites),
            RULE_MARKS[p.rule] if not why else "",
        )

    def _closed(self, place: Place) -> Section:
        items = tuple(self._list(c) for c in self.view.closures[place.code])
        return Section(self.speak("place.closed_title", place=self._name(place)), items)

    def _list(self, c: Closure) -> Item:
        listed = tuple(self.view.statuses[s].name for s in c.lists)
        said = self.speak(
            "place.closed", family=family_term(c.family), listed=listed, words=c.words
        )
        notes = (f"{graded(c.grade, self.lang)} · {c.id}",)
        return Item(said, notes=notes, refs=self.refs.refs(c.cites), mark="warn")

    def _looked_for(self) -> Section:
        names = {p.code: self._name(p) for p in self.view.serving}
        alone = self.everything or len(self.view.serving) == 1
        items = tuple(
            Item(self.speak("place.looked_for", what=what, on=on), names[code])
            for code, what, on in self.view.looked_for
            if code != NATION or alone
        )
        return Section(self.speak("place.looked_for_title"), items)

    def _read_on(self) -> Section:
        """Where to read on."""
        code = self.view.place.code
        keys = [topic for topic in TOPICS if self.view.guides[topic]]
        if not self.everything and any(p.code == NATION for p in self.view.serving):
            keys.append("all")
        items = tuple(Item(self.speak(f"place.{key}", code=code)) for key in keys)
        return Section(self.speak("place.read_on"), items)
