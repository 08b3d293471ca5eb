"""The conversation: asks each step in everyday words, lets any earlier answer be changed, ends with the advice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from medisave_cli.advisor.situation import read_value
from medisave_cli.errors import AmbiguousPlace, AskedWrongly, MedisaveError
from medisave_cli.finder import OFFERED
from medisave_cli.interview.prompts import BACK, Ask, Choice, Prompts
from medisave_cli.interview.session import (
    ANSWERED,
    ASSUMPTIONS,
    DESTINATION,
    NOT_SURE,
    PLACE,
    STATUS,
    UNDECIDED,
    Session,
    Step,
    confirm,
    next_step,
    say,
    settle_in,
    trail,
    understood,
)
from medisave_cli.language import Speaker, reads_chinese
from medisave_cli.model import Advice, Fact, Question
from medisave_cli.show.wording import value_text

if TYPE_CHECKING:
    from medisave_cli.interview.desk import Desk

SHOWN = 40
"""How much of a wrong entry is repeated."""


class Talk:
    """One conversation. ``show`` prints an advice; ``save`` writes it to a file as ``html`` or ``markdown``; ``guide`` prints
    a topic's guide for a place (None: the nation's)."""

    def __init__(
        self,
        desk: Desk,
        prompts: Prompts,
        lang: str,
        show: Callable[[Advice], None],
        save: Callable[[Advice, str, str, bool], None],
        guide: Callable[[str, str | None, tuple[str, ...]], None],
    ):
        self.desk, self.prompts, self.lang = desk, prompts, lang
        self.show, self.save, self.guide = show, save, guide
        self.say = Speaker(lang)

    def run(self, session: Session) -> None:
        """Ask until the answer stands, show it, and offer to keep it or to change an answer.

        Raises:
            KeyboardInterrupt: the person stopped.
            EOFError: the input ended before the answer stood.
        """
        shown: Advice | None = None
        while True:
            step = next_step(session, self.desk.standing, self.desk.moves)
            if step.kind == STATUS:
                read = self._situation(session)
                if read is None:
                    return
                session = read
                continue
            if step.kind != ANSWERED:
                session = self._take(session, step)
                continue
            advice = self.desk.answer(session, step.facts, self.lang)
            if shown is None or advice.id != shown.id:
                self.show(advice)
                shown = advice
            try:
                if not self._afterwards(advice):
                    return
            except EOFError:
                # The answer has been given; that nothing more is wanted is no failure.
                return
            session = self._revise(session, step)

    # One step.

    def _take(self, session: Session, step: Step) -> Session:
        """The session with the step answered, or an earlier answer changed."""
        back = bool(trail(session, step, self.desk.moves))
        changed = self._ask(
            session, step, step.kind if step.question is None else step.question.fact.id, back
        )
        return self._back(session, step) if changed is BACK else changed

    def _back(self, session: Session, step: Step) -> Session:
        """The session with the answer before the step given anew; back again from there goes one further."""
        keys = trail(session, step, self.desk.moves)
        while keys:
            changed = self._ask(session, step, keys.pop(), back=bool(keys))
            if changed is not BACK:
                return changed  # type: ignore[no-any-return]
        return session

    def _ask(self, session: Session, step: Step, what: str, back: bool) -> Any:
        """The session with ``what`` answered, or BACK."""
        if what == STATUS:
            match = self._status(session.status, back)
            if match is BACK or match.kind == "topic":
                return BACK if match is BACK else session._replace(status=None, words=match.id)
            fresh = session._replace(said={}, confirmed=frozenset())
            return understood(
                fresh if match.id != session.status else session, match.id, match.facts
            )
        if what == PLACE:
            text = self.say("interview.where")
            code = self._place(Ask(text, back=back), [], session.place)
            return BACK if code is BACK else settle_in(session, code)
        if what == DESTINATION:
            text = self.say("interview.where_to")
            undecided = Choice(UNDECIDED, self.say("interview.undecided"))
            code = self._place(
                Ask(text, back=back), [undecided], session.destination, session.place
            )
            return BACK if code is BACK else session._replace(destination=code)
        if what == ASSUMPTIONS:
            return self._assumptions(session, step, back)
        asked = (
            step
            if step.question is not None and step.question.fact.id == what
            else self._step_of(session, step, what)
        )
        value = self._fact(asked, session.said.get(what), back)
        return BACK if value is BACK else say(session, what, value)

    def _step_of(self, session: Session, step: Step, fact: str) -> Step:
        """The step at which an earlier fact was asked."""
        before = dict(list(step.facts.items())[: list(step.facts).index(fact)])
        standing = self.desk.standing(session, before)
        return Step(
            step.kind,
            before,
            standing,
            next(q for q in standing.advice.questions if q.fact.id == fact),
        )

    def _revise(self, session: Session, step: Step) -> Session:
        """The session with one earlier answer changed, chosen by the person; or as it was."""
        keys = trail(session, step, self.desk.moves)
        while keys:
            chosen: Any = keys[0]
            if len(keys) > 1:
                ask = Ask(self.say("interview.which_answer"), back=False)
                keep = Choice(None, self.say("interview.go_on"))
                chosen = self.prompts.choose(
                    ask,
                    [*(Choice(key, self._said(session, step, key)) for key in keys), keep],
                    keys[-1],
                )
            if chosen is None or chosen is BACK:
                break
            changed = self._ask(session, step, chosen, back=True)
            if changed is not BACK:
                return changed  # type: ignore[no-any-return]
            if len(keys) == 1:
                break
        return session

    def _said(self, session: Session, step: Step, key: str) -> str:
        """An earlier answer in words."""
        colon = self.say("interview.colon")
        if key == STATUS and session.status:
            return (
                self.say("interview.what_happened")
                + colon
                + self.say.text(self.desk.book.statuses[session.status].label)
            )
        if key == PLACE and session.place:
            return self.say("interview.insured_in") + colon + self._named(session.place)
        if key == DESTINATION:
            return (
                self.say("interview.moving_to")
                + colon
                + (
                    self._named(session.destination)
                    if session.destination
                    else self.say("interview.undecided")
                )
            )
        assert step.standing is not None
        return self._value(step.standing.advice.facts[key], step.facts[key])

    # Status and places.

    def _situation(self, session: Session) -> Session | None:
        """The session with its status known; a topic is answered by its guide. None: nothing more is wanted."""
        match = self._status(None, False, session.words)
        if match.kind == "status":
            return understood(session, match.id, match.facts)
        self.guide(match.id, self._guide_place(session), match.about)
        more = [
            Choice(False, self.say("interview.finish")),
            Choice(True, self.say("interview.ask_more")),
        ]
        try:
            again = self.prompts.choose(Ask(self.say("interview.else"), back=False), more, False)
        except EOFError:
            return None
        return session._replace(words="") if again is True else None

    def _guide_place(self, session: Session) -> str | None:
        """Where the person is insured, as typed: None for the nation's guide alone."""
        if session.place is not None:
            return session.place
        nation = Choice("", self.say("interview.nation"))
        text = self.say("interview.where")
        return self._place(Ask(text, back=False), [nation], None) or None

    def _status(self, current: str | None, back: bool, words: str = "") -> Any:
        """What happened: a match of the finder's, or BACK. ``words``: said already, read before anything is asked."""
        text = self.say("interview.what")
        hint = self.say("interview.what_hint")
        start = self.say.text(self.desk.book.statuses[current].label) if current else ""
        while True:
            entered: Any = words or self.prompts.enter(
                Ask(text, back=back), self._matches, hint, start
            )
            words = ""
            if entered is BACK:
                return BACK
            if isinstance(entered, Choice):
                return entered.value
            picked = self._meant(entered, current)
            if picked is not None:
                return picked

    def _meant(self, entered: str, current: str | None) -> Any:
        """The match that the words entered mean, asked about where it is not certain; None to ask again."""
        found = self.desk.situations(entered) if entered.strip() else None
        if found is None or not found.matches:
            key = "interview.nothing_found" if entered.strip() else "interview.type_or_choose"
            self.prompts.tell(self.say(key, typed=shorten(entered)))
            return None
        if found.sure:
            self.prompts.tell(f"→ {self.say.text(found.matches[0].label)}")
            return found.matches[0]
        choices = [Choice(m, self.say.text(m.label)) for m in found.matches[:OFFERED]]
        start = next((c.value for c in choices if c.value.id == current), None)
        return self._among(self.say("interview.which_situation"), choices, start)

    def _matches(self, typed: str) -> list[Choice]:
        listed = self.desk.situations(typed).matches
        return [
            Choice(m, self.say.text(m.label))
            for m in (listed[:OFFERED] if typed.strip() else listed)
        ]

    def _place(
        self, ask: Ask, first: list[Choice], current: str | None, other: str | None = None
    ) -> Any:
        """A place's code, the value of one of ``first`` (an empty entry means it), or BACK. ``other`` cannot be chosen."""
        hint = self.say("interview.city_hint")
        if first:
            hint = self.say("interview.city_or_enter", first=first[0].label)

        def suggest(typed: str) -> list[Choice]:
            return (
                [self._place_choice(p.code) for p in self.desk.suggest(typed) if p.code != other]
                if typed.strip()
                else first
            )

        start = self.desk.handle(current, self.lang) if current else ""
        while True:
            entered = self.prompts.enter(ask, suggest, hint, start)
            if entered is BACK:
                return BACK
            if isinstance(entered, Choice):
                return entered.value
            if not entered.strip():
                if first:
                    return first[0].value
                self.prompts.tell(self.say("interview.give_city"))
                continue
            code = self._found(entered, current)
            if code is not None and code == other:
                self.prompts.tell(self.say("interview.same_place"))
            elif code is not None:
                self.prompts.tell(f"→ {self._named(code)}")
                return code

    def _found(self, typed: str, current: str | None) -> str | None:
        """The code of the place meant, asking which one where several could be; None to ask again."""
        try:
            found = self.desk.find(typed)
            for _, said in found.warnings:
                self.prompts.tell(self.say.text(said))
            return found.place.code
        except AmbiguousPlace as several:
            choices = [self._place_choice(code) for code, _ in several.candidates]
            text = self.say("interview.several", typed=shorten(typed), count=len(choices))
            return _code(self._among(text, choices, current))
        except AskedWrongly as wrong:
            if self.desk.outside(typed):
                self.prompts.tell(self.say.text(wrong.text))
                return None
            near = [p.code for p in self.desk.suggest(typed) or self.desk.nearest(typed)]
            if not near:
                shown = shorten(typed)
                self.prompts.tell(self.say("interview.no_place", typed=shown))
                return None
            text = self.say("interview.near_places", typed=shorten(typed))
            return _code(self._among(text, [self._place_choice(code) for code in near], current))

    def _among(self, text: str, choices: list[Choice], current: Any) -> Any:
        """The value of one of several, or None for none of them."""
        none = Choice(None, self.say("interview.none_of_these"))
        start = current if any(c.value == current for c in choices) else choices[0].value
        picked = self.prompts.choose(Ask(text, back=False), [*choices, none], start)
        return None if picked is BACK else picked

    def _place_choice(self, code: str) -> Choice:
        return Choice(code, self._named(code), code)

    def _named(self, code: str) -> str:
        full = self.desk.full_name(code)
        return (
            full.zh if reads_chinese(self.lang) else f"{full.en} ({self.desk.place(code).name.zh})"
        )

    # Facts.

    def _fact(self, step: Step, current: Any, back: bool) -> Any:
        """The value of the step's fact, or BACK."""
        assert step.question is not None and step.standing is not None
        question, fact = step.question, step.question.fact
        lines = [self.say("interview.why") + self.say.text(fact.why)]
        if question.assumed is None:
            left = sum(1 for q in step.standing.advice.questions if q.assumed is None)
            if left > 1:
                lines.append(self.say("interview.left", left=left))
        if fact.type not in ("bool", "choice"):
            return self._typed(Ask(self.say.text(fact.question), tuple(lines), back), fact)
        choices = [
            Choice(value, self.say.text(fact.says[value]))
            for value in step.standing.values[fact.id]
        ]
        choices.append(Choice(NOT_SURE, self.say("interview.not_sure")))
        start = (
            current
            if any(c.value == current for c in choices)
            else question.assumed
            if question.assumed is not None
            else choices[0].value
        )
        return self.prompts.choose(
            Ask(self.say.text(fact.question), tuple(lines), back), choices, start
        )

    def _typed(self, ask: Ask, fact: Fact) -> Any:
        """A number or a date; an empty entry means not sure."""
        number = fact.type == "number"
        hint = self.say("interview.a_number_hint") if number else self.say("interview.a_date_hint")
        while True:
            entered = self.prompts.enter(ask, lambda typed: [], hint)
            if entered is BACK:
                return BACK
            if not entered.strip():
                return NOT_SURE
            try:
                return read_value(fact, entered)
            except AskedWrongly:
                low = self.say("interview.or_more", low=fact.low) if fact.low is not None else ""
                kind = (
                    self.say("interview.a_whole_number" if fact.whole else "interview.a_number")
                    if number
                    else self.say("interview.a_date")
                )
                self.prompts.tell(
                    self.say("interview.will_not_do", typed=shorten(entered), kind=kind, low=low)
                )

    def _assumptions(self, session: Session, step: Step, back: bool) -> Any:
        """The session with the assumptions found right, or one of them changed; or BACK."""
        questions = {q.fact.id: q for q in step.assumptions}
        text = self.say("interview.assumptions")
        lines = (self.say("interview.assumptions_why"),)
        choices = [Choice(True, self.say("interview.all_right"))]
        choices += [Choice(name, self._assumed(q)) for name, q in questions.items()]
        picked = self.prompts.choose(Ask(text, lines, back), choices, True)
        if picked is BACK:
            return BACK
        if picked is True:
            return confirm(session, step)
        value = self._fact(step._replace(question=questions[picked]), None, back=True)
        return session if value is BACK else say(session, picked, value)

    def _assumed(self, question: Question) -> str:
        return self.say("interview.not_right") + self._value(question.fact, question.assumed)

    def _value(self, fact: Fact, value: Any) -> str:
        if value == NOT_SURE:
            return self.say("interview.not_sure_of", fact=fact.name)
        return self.say.text(value_text(fact, value))

    # Afterwards.

    def _afterwards(self, advice: Advice) -> bool:
        """Offer to keep the advice; whether an answer is to be changed."""
        choices = [
            Choice("end", self.say("interview.finish")),
            Choice(
                "html",
                self.say("interview.save_page"),
            ),
            Choice("markdown", self.say("interview.save_text")),
            Choice("change", self.say("interview.change")),
        ]
        while True:
            picked = self.prompts.choose(
                Ask(self.say("interview.else"), back=False), choices, "end"
            )
            if picked in ("end", "change"):
                return bool(picked == "change")
            if picked is not BACK:
                self._keep(advice, picked)

    def _keep(self, advice: Advice, kind: str) -> None:
        """Ask for a file name until the handout is written or given up."""
        name = self._file_name(advice, {"html": "html", "markdown": "md"}[kind])
        ask = Ask(self.say("interview.which_file"), back=True)
        while True:
            entered = self.prompts.enter(ask, lambda typed: [], "", name)
            if entered is BACK or not entered.strip():
                return
            try:
                self.save(advice, kind, entered.strip(), False)
            except FileExistsError:
                text = self.say("interview.replace", file=shorten(entered))
                choices = [
                    Choice(False, self.say("interview.another_name")),
                    Choice(True, self.say("interview.replace_it")),
                ]
                if self.prompts.choose(Ask(text, back=False), choices, False) is not True:
                    continue
                try:
                    self.save(advice, kind, entered.strip(), True)
                except MedisaveError as error:
                    self.prompts.tell(self.say.text(error.text))
                    continue
            except MedisaveError as error:
                self.prompts.tell(self.say.text(error.text))
                continue
            self.prompts.tell(self.say("interview.saved", file=entered.strip()))
            return

    def _file_name(self, advice: Advice, ending: str) -> str:
        s = advice.situation
        words = (
            (s.place.name.zh, advice.statuses[s.status].name.zh)
            if reads_chinese(self.lang)
            else (s.place.name.en, s.status)
        )
        return (
            "medisave-"
            + "-".join("".join(c for c in word if c.isalnum() or c == "_") for word in words)
            + f".{ending}"
        )


def _code(picked: Any) -> str | None:
    """The code of the place that was picked, if one was."""
    return picked if isinstance(picked, str) else None


def shorten(typed: str) -> str:
    """What was typed, safe and short enough to repeat."""
    text = "".join(c for c in typed if c.isprintable()).strip()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
