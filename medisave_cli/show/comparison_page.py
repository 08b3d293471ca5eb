"""Places side by side, whole, as ``--more`` shows it: what differs as a table, what is the same as a list, then the sources."""

from __future__ import annotations

from collections import Counter

from medisave_cli.language import Speaker
from medisave_cli.model import Place, Source
from medisave_cli.show.comparison import ASPECTS, NOTHING, VERDICT_ORDER, Row, differing
from medisave_cli.show.listing import foot, place_name, place_title
from medisave_cli.show.page import Item, Page, Section
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.references import References
from medisave_cli.show.terms import family_term, verdict_term
from medisave_cli.show.wording import value_text

SIDE_BY_SIDE = 4
"""Up to so many places stand beside each other; more of them stand below each other."""


def comparison_page(rows: list[Row], sources: dict[str, Source], lang: str) -> Page:
    """Return the page: what differs as a table, what is the same as a list, then the sources."""
    return _ComparisonWriter(rows, sources, lang).page()


class _ComparisonWriter:
    """Words a comparison in one language, numbering the sources as it goes."""

    def __init__(self, rows: list[Row], sources: dict[str, Source], lang: str):
        self.rows, self.differ = rows, differing(rows)
        self.speak = Speaker(lang)
        self.refs = References(sources, lang)

    def page(self) -> Page:
        rows, lang = self.rows, self.speak.lang
        first = rows[0].advice
        situation = first.situation
        sections = [
            self._table(),
            self._same(),
            self.refs.section(full=len(rows) <= SIDE_BY_SIDE),
        ]
        status = first.statuses[situation.status].name
        return Page(
            self.speak("compared.title_whole", status=status, n=len(rows)),
            self.speak("compared.as_of", as_of=situation.as_of),
            lang,
            lead=tuple(self._lead()),
            sections=tuple(s for s in sections if s.items or s.rows),
            foot=foot(first.book, lang),
        )

    def _same(self) -> Section:
        rows = self.rows
        shared = [a for a in ASPECTS[1:] if a not in self.differ and rows[0].aspects[a] != NOTHING]
        between = self.speak("screen.semicolon")
        items = tuple(
            Item(
                rows[0].aspects[a].replace("\n", between),
                self._name(a),
                refs=self.refs.refs(c for row in rows for c in row.cites[a]),
            )
            for a in shared
        )
        return Section(self.speak("compared.same"), items)

    def _lead(self) -> list[str]:
        lines = self._counted() if len(self.rows) > SIDE_BY_SIDE else []
        first = self.rows[0].advice
        situation = first.situation
        stated = {
            f: situation.stated[f]
            for f in situation.asked.facts
            if f in first.facts and len(situation.stated.get(f, ())) == 1
        }
        facts = [value_text(first.facts[f], values[0]) for f, values in stated.items()]
        assumed = [
            value_text(first.facts[f], v) for f, v in situation.assumed.items() if f in first.facts
        ]
        between = self.speak("screen.semicolon")
        for key, texts in (("given", facts), ("presumed", assumed)):
            if texts:
                said = between.join(map(self.speak.text, texts))
                lines.append(self.speak(f"compared.{key}", facts=said))
        if not self.differ:
            lines.append(self.speak("compared.all_the_same"))
        return lines

    def _counted(self) -> list[str]:
        """How many say what, and what the letters mean."""
        counts = Counter((row.advice.verdict, row.advice.lean) for row in self.rows)
        said = [
            self.speak(
                "compared.count",
                word=verdict_term(verdict, lean),
                n=n,
            )
            for (verdict, lean), n in sorted(
                counts.items(), key=lambda c: (VERDICT_ORDER.index(c[0][0]), str(c[0][1]))
            )
        ]
        counted = self.speak("screen.semicolon").join(said)
        lines = [self.speak("compared.counted", counts=counted)]
        return [*lines, self.speak("compared.letters")] if "grade" in self.differ else lines

    def _table(self) -> Section:
        title = self.speak("compared.differ") if self.differ else ""
        differ = ["verdict", *(a for a in self.differ if a != "verdict")]
        if len(self.rows) <= SIDE_BY_SIDE:
            names = (
                place_name(row.advice.situation.place.name, self.speak.lang) for row in self.rows
            )
            lines = tuple(
                (self._name(a), *(self._cell(row, a) for row in self.rows)) for a in differ
            )
            return Section(title, columns=("", *names), rows=lines)
        alike: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            # In a long table a grade is its letter; the lead says what the letters mean.
            said = tuple(
                row.advice.grade or NOTHING if a == "grade" else self._cell(row, a) for a in differ
            )
            alike.setdefault(said, []).append(row)
        return Section(
            title,
            columns=(self.speak("compared.place_column"), *map(self._name, differ)),
            rows=tuple(
                (self._places([row.advice.situation.place for row in group]), *said)
                for said, group in alike.items()
            ),
        )

    def _cell(self, row: Row, aspect: str) -> str:
        said = row.aspects[aspect] + refs_text(self.refs.refs(row.cites[aspect]))
        mixed = len({r.about for r in self.rows if r.about}) > 1
        if mixed and aspect in ("time_limit", "documents") and row.about and said != NOTHING:
            return self.speak("compared.of_family", family=family_term(row.about), said=said)
        return said

    def _places(self, places: list[Place]) -> str:
        """Whose answer a line of a long table is: one place with its code, or all that share it."""
        if len(places) == 1:
            return f"{place_title(places[0], self.speak.lang)}\n{places[0].code}"
        names = self.speak.list([p.name for p in places])
        return self.speak("compared.places", names=names, n=len(places))

    def _name(self, aspect: str) -> str:
        """What an aspect is called; papers and times say what they are for, where that is not cash."""
        name = self.speak(f"compared.aspect_{aspect}")
        about = {row.about for row in self.rows if row.about}
        if aspect in ("time_limit", "documents") and len(about) == 1 and about != {"cash"}:
            return self.speak("guides.noted", text=name, note=family_term(about.pop()))
        return name
