"""What circulates on one screen: the claim asked for with what is so, or a line for each, what is wrong first."""

from __future__ import annotations

from medisave_cli.language import Speaker, capital, scrub
from medisave_cli.model import NATION, Claim
from medisave_cli.show.claims_page import ClaimsView, claims_lead, places_compared
from medisave_cli.show.grading import UNCONFIRMED, best_cites
from medisave_cli.show.guide_lines import Answer, GuideView, answers, brief_text
from medisave_cli.show.height import height
from medisave_cli.show.listing import screen_place, typed_place
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.references import References
from medisave_cli.show.terms import finding_term

TONES = {
    "supported": "good",
    "partly": "maybe",
    "outdated": "maybe",
    "unsupported": "bad",
    "contradicted": "bad",
    "misattributed": "bad",
}
WORST_FIRST = ("contradicted", "unsupported", "misattributed", "outdated", "partly", "supported")
MOST, FEWEST = 16, 4
ALIKE = 5
CITED = 2
ROOM = {"zh": 24, "en": 30}
"""So many claims stand in the list, fewer where that is higher than a screen's ROOM of lines; so many below the one that fits best, which
names so many of its sources."""


def claims_screen(view: ClaimsView, lang: str, handout: bool = False) -> Page:
    """Return the first screen. ``handout``: for taking along, so without words for the command line."""
    most = ALIKE if view.words else MOST
    page = _ClaimsScreen(view, lang, handout, most).page()
    while height(page) > ROOM[lang] and most > FEWEST:
        most -= 1
        page = _ClaimsScreen(view, lang, handout, most).page()
    return page


class _ClaimsScreen:
    """Words the claims of a view in one language, numbering the sources as it goes."""

    def __init__(self, view: ClaimsView, lang: str, handout: bool, most: int):
        self.view, self.handout, self.most = view, handout, most
        self.speak = Speaker(lang)
        beside = view.beside.sources if view.beside else {}
        self.refs = References({**view.sources, **beside}, lang)

    def page(self) -> Page:
        view = self.view
        first = view.claims[0] if view.claims and (view.one or view.words) else None
        if view.beside is not None and len(view.claims) > ALIKE:
            # Many claims hold the word: the thing it names was meant.
            first = None
        listed = [c for c in self._sorted() if c is not first][: self.most]
        verdict = self._verdict(first) if first else None
        sections = [self._about(first), self._beside(), self._table(listed), self._foot_lines()]
        sections.append(self.refs.brief_section())
        return Page(
            self._title(first),
            "" if first is None or view.one else self.speak("claims.quoted", claim=first.claim),
            self.speak.lang,
            verdict,
            self._lead(first),
            tuple(s for s in sections if s.items or s.rows),
            (self._foot(len(listed) + bool(first)),),
            compact=True,
        )

    def _sorted(self) -> list[Claim]:
        """As found, where words were searched for; else the place's own first, and of each place what is wrong first."""
        view = self.view
        if view.words:
            return view.claims
        near = list(view.place.chain) if view.place else [NATION]
        return sorted(
            view.claims,
            key=lambda c: (
                near.index(c.place) if c.place in near else len(near),
                WORST_FIRST.index(c.finding),
            ),
        )

    def _title(self, first: Claim | None) -> str:
        view = self.view
        if view.one and first is not None:
            return self.speak("claims.quoted", claim=first.claim)
        if view.words:
            return self.speak("claims.title_words", typed=scrub(view.words))
        if view.place is not None:
            return self.speak("claims.title_place", place=screen_place(view.place, self.speak))
        return self.speak("claims.title")

    def _lead(self, first: Claim | None) -> tuple[str, ...]:
        if first is None and (self.view.beside is None or not answers(self.view.beside)[0]):
            return (claims_lead(self.view.claims, self.speak),)
        return ()

    def _verdict(self, first: Claim) -> Verdict:
        refs = self.refs.refs(first.cites[:CITED])
        text = self.speak("claims.true", finding=finding_term(first.finding), truth=first.truth)
        numbers = "".join(f" [{n}]" for n in refs)
        return Verdict(capital(text) + numbers, TONES[first.finding], "")

    def _about(self, first: Claim | None) -> Section:
        """Against which places' rules the claim was held."""
        if first is None:
            return Section("")
        see = self.speak.list(places_compared(first, self.view, self.speak))
        return Section("", (Item(see, self.speak("claims.at_places")),) if see else ())

    def _table(self, listed: list[Claim]) -> Section:
        rows = tuple(
            (self.speak.message(finding_term(c.finding)), self.speak.text(c.claim)) for c in listed
        )
        title = self.speak("claims.others") if self.view.words and rows else ""
        columns = (self.speak("claims.finding"), title or self.speak("claims.claim"))
        return Section("", columns=columns, rows=rows) if rows else Section("")

    def _beside(self) -> Section:
        """What the guide says of the same thing."""
        view = self.view.beside
        if view is None:
            return Section("")
        found, _ = answers(view)
        return Section(
            self.speak("claims.rule_says") if found else "",
            tuple(self._answer(view, a) for a in found),
        )

    def _answer(self, view: GuideView, a: Answer) -> Item:
        line = a.line
        text = brief_text(line, self.speak.lang)
        named = self.speak.list([view.things[t] for t in a.things])
        if view.topic in ("uses", "sharing"):
            word = self.speak(f"guides.{line.rule}" + "_reported" * a.reported)
            text = self.speak("claims.answer", things=named, answer=word, text=text)
        if a.reported:
            label = self.speak(f"grading.{UNCONFIRMED}")
            text = self.speak("grading.marked", text=text, label=label)
        return Item(
            capital(text),
            refs=self.refs.refs(best_cites(line.cites, view.sources, line.grade)),
        )

    def _foot_lines(self) -> Section:
        view = self.view
        if self.handout:
            return Section("")
        if view.beside is not None:
            key = "whole_at" if view.place else "whole"
            name = typed_place(view.place, self.speak) if view.place else ""
            thing = self.speak.list(view.beside.asked[:1])
            text = self.speak(f"claims.{key}", topic=view.beside.topic, thing=thing, place=name)
            return Section("", (Item(text, self.speak("guides.one")),))
        if view.one or view.words:
            return Section("")
        return Section("", (Item(self.speak("claims.one_line"), self.speak("claims.one")),))

    def _foot(self, told: int) -> str:
        if self.handout:
            return self.speak("screen.counter_decides")
        counted = {"claims": len(self.view.claims) - told, "sources": len(self.view.sources)}
        left = [self.speak(f"claims.left_{name}", n=n) for name, n in counted.items() if n]
        if not left:
            return self.speak("screen.counter_decides")
        return self.speak("claims.left", left=left)
