"""What each tool answers: the JSON of the command line, and a text in which the doubt stands inside the sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from medisave_cli.assistants.arguments import Arguments
from medisave_cli.assistants.asking import next_to_ask
from medisave_cli.assistants.offered import FEW, MOST_LISTED, Tool, tools
from medisave_cli.assistants.sentence import advised, opening
from medisave_cli.book.places import look
from medisave_cli.errors import AskedWrongly, UnclearSituation
from medisave_cli.language import LANGUAGES, Speaker, nearest, scrub
from medisave_cli.model import Advice, Case, Place
from medisave_cli.show.plain_face import render
from medisave_cli.tuples import NamedTuple

if TYPE_CHECKING:
    from medisave_cli.book.store import Book
    from medisave_cli.finder import Match


OFFERED = 4


class Answer(NamedTuple):
    """``text`` for reading, ``data`` for programs; ``wrong``: it says what was asked wrongly."""

    text: str
    data: dict[str, Any] | None
    wrong: bool = False


class Desk:
    """Answers calls out of one open book."""

    def __init__(self, book: Book, lang: str, told: bool = False):
        """``lang``: where a call names none. ``told``: whether what the person was told by an office is handed out."""
        self.book, self.lang, self.told = book, lang, told
        self.tools: dict[str, Tool] = {tool.name: tool for tool in tools(book, lang)}
        self._answers: dict[str, Callable[[Arguments, str], Answer]] = {
            "statuses": self._statuses,
            "places": self._places,
            "check": self._check,
            "next_question": self._next_question,
            "transfer": self._transfer,
            "compare": self._compare,
            "claims": self._claims,
            "sources": self._sources,
        }

    def answer(self, name: str, given: Mapping[str, Any]) -> Answer:
        """What tool ``name`` answers to these arguments; a wrong question is an answer, too, that says what would be right."""
        lang = self.lang
        try:
            if name not in self._answers:
                raise self._no_tool(name)
            arguments = Arguments(given, self.tools[name].takes["properties"])
            lang = arguments.one_of("lang", LANGUAGES, lang)
            return self._answers[name](arguments, lang)
        except UnclearSituation as unclear:
            from medisave_cli.show.finding_page import finding_data

            edition = (self.book.version, self.book.digest)
            found = finding_data(unclear.finding, self.book.statuses, edition, lang)
            near = self._nearest_status(given.get("situation"), lang)
            return Answer(self._choices(unclear.finding.matches, lang) + near, found, True)
        except AskedWrongly as wrong:
            return Answer(getattr(wrong.text, lang), None, True)

    def _nearest_status(self, typed: Any, lang: str) -> str:
        """The status whose id is spelt most like what was typed, as a further line; empty for none."""
        near = nearest(str(typed)[:100], self.book.statuses)
        if not near:
            return ""
        label = self.book.statuses[near[0]].label
        return "\n" + Speaker(lang)("assistants.near_status", id=near[0], label=label)

    def _no_tool(self, name: str) -> AskedWrongly:
        near = nearest(name[:100], self.tools)
        key = "assistants.no_tool_near" if near else "assistants.no_tool"
        near_name = near[0] if near else ""
        return AskedWrongly(key, typed=scrub(name), near=near_name, names=tuple(self.tools))

    def _place(self, asked: Arguments) -> Place | None:
        typed = asked.text("place")
        return None if typed is None else look(self.book, typed).place

    def _own(self, advice: Advice) -> Advice:
        """The advice with what the person was told by an office where that may be handed out, and without it elsewhere."""
        if not self.told:
            return advice._replace(told=())
        from medisave_cli.told.records import kept

        s = advice.situation
        return advice._replace(told=kept(s.place.code, s.base_status).records)

    # A question and its answer.

    def _check(self, asked: Arguments, lang: str) -> Answer:
        from medisave_cli.show.json_face import advice_json

        place, situation = asked.needed("place"), asked.needed("situation")
        topic = self._topic(situation)
        if topic is not None:
            return self._guide(topic, look(self.book, place).place, lang)
        case = Case(place, situation, asked.facts(), asked.text("to"), asked.text("as_of"))
        advice = self._own(advised(self.book, case))
        return Answer(render(opening(advice, lang)), advice_json(advice, lang))

    def _topic(self, situation: str) -> Any:
        """The guide that the words are about, None where they are about a situation."""
        if situation.strip().lower().replace("-", "_") in self.book.statuses:
            return None
        from medisave_cli.finder import finder_of

        found = finder_of(self.book).find(situation)
        return found.matches[0] if found.sure and found.matches[0].kind == "topic" else None

    def _guide(self, topic: Any, place: Place, lang: str) -> Answer:
        from medisave_cli.lookups import guide_view
        from medisave_cli.show.guide_page import guide_data, guide_page

        view = guide_view(self.book, topic.id, place, " ".join(topic.about))
        return Answer(render(guide_page(view, lang)), guide_data(view, lang))

    def _next_question(self, asked: Arguments, lang: str) -> Answer:
        to, day = asked.text("to"), asked.text("as_of")
        known = (asked.text("place"), asked.text("situation"), asked.facts(), to, day)
        text, data = next_to_ask(self.book, known, lang)
        return Answer(text, data)

    def _transfer(self, asked: Arguments, lang: str) -> Answer:
        from medisave_cli.answer.reading import MOVERS
        from medisave_cli.move import move
        from medisave_cli.show.json_face import advice_json
        from medisave_cli.show.transfer_json import transfer_json

        ends = move(
            self.book,
            asked.needed("from"),
            asked.needed("to"),
            asked.facts(),
            asked.text("as_of"),
        )
        ends = ends._replace(advice=self._own(ends.advice), refused=self._own(ends.refused))
        if ends.advice.situation.base_status != MOVERS:
            return Answer(render(opening(ends.advice, lang)), advice_json(ends.advice, lang))
        return Answer(render(opening(ends.advice, lang, ends)), transfer_json(ends, lang))

    def _compare(self, asked: Arguments, lang: str) -> Answer:
        from medisave_cli.lookups import advices
        from medisave_cli.show.compare_screen import compare_screen
        from medisave_cli.show.comparison import compared
        from medisave_cli.show.comparison_data import comparison_data

        named = [look(self.book, typed).place for typed in asked.texts("places")]
        places = list({place.code: place for place in named}.values())
        if len(places) < 2:
            raise AskedWrongly("assistants.two_places")
        day = asked.text("as_of")
        found = advices(self.book, places, asked.needed("situation"), asked.facts(), day)
        rows = compared([self._own(advice) for advice in found], lang)
        cited = (c.source for row in rows for cites in row.cites.values() for c in cites)
        sources = self.book.sources(cited)
        page = compare_screen([row.advice for row in rows], lang, True)
        page = page._replace(foot=(Speaker(lang)("screen.counter_decides"),))
        return Answer(render(page), comparison_data(rows, sources, lang))

    # What is on file.

    def _statuses(self, asked: Arguments, lang: str) -> Answer:
        text = asked.text("text")
        if text is None:
            from medisave_cli.lookups import statuses_json

            listed = self.book.statuses.values()
            speak = Speaker(lang)
            lines = [f"{s.id} · {speak.text(s.label)}" for s in listed]
            return Answer("\n".join(lines), statuses_json(self.book, lang))
        from medisave_cli.finder import finder_of
        from medisave_cli.show.finding_page import finding_data

        found = finder_of(self.book).find(text)
        edition = (self.book.version, self.book.digest)
        data = finding_data(found, self.book.statuses, edition, lang)
        matches = found.matches[:1] if found.sure else found.matches
        return Answer(self._choices(matches, lang, found.sure), data)

    def _choices(self, matches: tuple[Match, ...], lang: str, sure: bool = False) -> str:
        """What words may be about, one line each, with the name to hand in."""
        speak = Speaker(lang)
        kind = "sure" if sure else "choose" if matches else "none"
        lines = [f"{m.id} · {speak.text(m.label)}" for m in matches[:OFFERED]]
        return "\n".join([speak(f"assistants.match_{kind}"), *lines])

    def _places(self, asked: Arguments, lang: str) -> Answer:
        from medisave_cli.lookups import places_found, places_json

        found = places_found(self.book, asked.text("province"), asked.text("search"))
        rows = found.rows[: _most(asked)]
        speak = Speaker(lang)
        lines = []
        for row in rows:
            path = speak("assistants.between").join(speak.text(t) for t in row.place.path)
            grades = row.grades
            rules = "none" if grades is None else "some"
            counts = {g.lower(): grades[g] if grades else 0 for g in "ABC"}
            lines.append(
                speak(f"assistants.place_{rules}", code=row.place.code, path=path, **counts)
            )
        head = [] if found.exact else [speak("assistants.nearest_places")]
        left = _left(len(found.rows), len(rows), speak)
        text = "\n".join([*head, *lines, *left])
        return Answer(text, places_json(self.book, found._replace(rows=rows), lang))

    def _claims(self, asked: Arguments, lang: str) -> Answer:
        from medisave_cli.lookups import claims_found, claims_json, claims_view
        from medisave_cli.show.claims_page import claims_page

        wanted = asked.text("id"), self._place(asked), asked.text("search")
        every = claims_found(self.book, *wanted)
        view = claims_view(self.book, *wanted, _most(asked))
        page = claims_page(view._replace(place=None), lang)
        left = _left(len(every), len(view.claims), Speaker(lang))
        text = "\n".join([render(page._replace(foot=())), *left])
        return Answer(text, claims_json(view, lang))

    def _sources(self, asked: Arguments, lang: str) -> Answer:
        from medisave_cli.book.holdings import citing
        from medisave_cli.lookups import sources_found, sources_json
        from medisave_cli.show.sources_page import sources_page

        every = sources_found(self.book, asked.text("id"), self._place(asked), asked.text("search"))
        found = every[: _most(asked)]
        names = {s.place: near.name for s in found if (near := self.book.place(s.place))}
        lines = citing(self.book)
        counts = {s.id: len(lines[s.id]) for s in found}
        page = sources_page(found, names, counts, (self.book.version, self.book.digest), lang)
        left = _left(len(every), len(found), Speaker(lang))
        text = "\n".join([render(page._replace(foot=())), *left])
        return Answer(text, sources_json(self.book, found, lang))


def _most(asked: Arguments) -> int:
    return asked.number("most", FEW, MOST_LISTED)


def _left(every: int, given: int, speak: Speaker) -> list[str]:
    """That more was found than is given."""
    return [speak("assistants.left", n=every - given)] if every > given else []
