"""A move as a page: what becomes of the money, who may move, what each end does and by when, and what else can happen."""

from __future__ import annotations

from typing import Any

from medisave_cli.model import (
    CONDITIONAL,
    ELIGIBLE,
    MAIN,
    NOT_ELIGIBLE,
    UNKNOWN,
    Line,
    Move,
    MoveCase,
    Option,
    Plan,
)
from medisave_cli.show.advice_page import LINE_MARKS, TONES, AdviceWriter
from medisave_cli.show.headline import headline
from medisave_cli.show.page import Item, Page, Section, Verdict
from medisave_cli.show.plain_face import refs_text
from medisave_cli.show.plan_section import plan_section
from medisave_cli.show.references import References
from medisave_cli.show.screen import way_sections
from medisave_cli.show.turning import turns_section, worth_showing
from medisave_cli.show.wording import (
    FAMILIES,
    LEANS,
    VERDICTS,
    condition_text,
    dial_of,
    document_name,
    pick,
    time_text,
    value_text,
    window_text,
)

BEST_FIRST = (ELIGIBLE, CONDITIONAL, NOT_ELIGIBLE, UNKNOWN)


def transfer_page(
    move: Move, lang: str, plan: Plan | None = None, more: bool = False, handout: bool = False
) -> Page:
    """Return the page of a move; ``plan`` adds its dates, ``more`` every circulating claim and how each source was read.

    A ``handout`` is what to take along on one or two sheets.
    """
    return _MoveWriter(move, lang, more, handout and not more).page(plan)


class _MoveWriter(AdviceWriter):
    def __init__(self, move: Move, lang: str, more: bool, handout: bool):
        super().__init__(move.advice, lang, more, handout)
        self.move = move
        self.refs = References(move.sources, lang)
        s = move.advice.situation
        assert s.destination is not None
        self.ends = {"out": self.text(s.place.name), "in": self.text(s.destination.name)}

    def page(self, plan: Plan | None) -> Page:
        shown = _once_each([o for o in self.advice.options if worth_showing(o)])
        sections = [self._options(shown), self._who()]
        told: set[Any] = set()
        for option in shown:
            # A portion that goes the way of another needs no list of its own.
            if option.lines and (option.family, option.lines) not in told:
                told.add((option.family, option.lines))
                sections += (
                    self._both_ends(option)
                    if option.family == "transfer" and option.portion == MAIN
                    else way_sections(self.advice, [option], self.lang, self.refs)
                )
        if plan is not None:
            sections.append(plan_section(plan, self.lang, self.refs))
        sections += [
            self._cases(),
            *self._when_refused(),
            self._to_know(),
            self._phones(),
            self._uncertain(shown),
        ]
        if self.more:
            sections.append(self._circulating())
        sections.append(self.refs.section(full=self.more))
        return Page(
            self._title(),
            self._subtitle(),
            self.lang,
            self._verdict(),
            tuple(self._lead()),
            tuple(s for s in sections if s.items or s.rows or s.key == "way"),
            self._foot(),
        )

    def _title(self) -> str:
        s = self.advice.situation
        assert s.destination is not None
        ends = [
            p.name.zh if self.lang == "zh" else f"{p.name.en} ({p.name.zh})"
            for p in (s.place, s.destination)
        ]
        return self.say(
            f"{ends[0]} → {ends[1]}：换地方参保，账户里的钱怎么办",
            f"{ends[0]} → {ends[1]}: moving the account money",
        )

    def _subtitle(self) -> str:
        return self.say(
            f"按 {self.advice.situation.as_of} 的规定", f"rules as of {self.advice.situation.as_of}"
        )

    def _verdict(self) -> Verdict:
        """The tone is that of the best that can happen to the money on a move: it goes along, or stays usable."""
        kept = [
            o
            for o in self.advice.options
            if o.portion == MAIN
            and (o.family == "transfer" or o.disposition == "keep_using" or o.verdict == ELIGIBLE)
        ]
        best = min(kept, key=lambda o: BEST_FIRST.index(o.verdict), default=None)
        if best is None or best.verdict == UNKNOWN or not best.deciders:
            return Verdict(
                headline(self.advice, self.lang),
                TONES[best.verdict if best else UNKNOWN],
                self.say("没有查到可靠的依据", "No reliable rule was found"),
            )
        by, how = self.text(self.advice.names[best.deciders[0].place]), self.how(best.deciders[0])
        return Verdict(
            headline(self.advice, self.lang),
            TONES[best.verdict],
            self.say(
                f"依据：{by}的规定，{how}",
                f"Rests on: a rule of {by}; {how}",
            ),
        )

    def _who(self) -> Section:
        """Who may move, and who may not: the conditions of the transfer, and the rule for retirees."""
        moving = [o for o in self.advice.options if (o.family, o.portion) == ("transfer", MAIN)]
        items = list(turns_section(self.advice, moving, self.refs).items)
        for o in self.move.retired.options:
            if o.family == "transfer" and o.portion == MAIN and o.deciders and o.verdict != UNKNOWN:
                place = self.advice.situation.place.name
                notes = (
                    ()
                    if self.handout
                    else (
                        self.say(
                            f"退休后钱怎么办：medisave check -c {place.zh} -s retired",
                            f"what retirees can do: medisave check -c {place.zh} -s retired",
                        ),
                    )
                )
                cites = tuple(c for rule in o.deciders for c in rule.cites)
                items.append(
                    Item(
                        f"{self._word(o)}{self.say('。', '. ')}{self._reason(o)}",
                        self.say("已退休的人", "retirees"),
                        notes,
                        self.refs.refs(cites),
                        "bad" if o.verdict == NOT_ELIGIBLE else "warn",
                    )
                )
        return Section(
            self.say("谁能转、什么时候转不了", "Who may move, and when it is blocked"), tuple(items)
        )

    def _word(self, o: Option) -> str:
        return self.text(LEANS[o.lean] if o.verdict == UNKNOWN and o.lean else VERDICTS[o.verdict])

    def _both_ends(self, o: Option) -> list[Section]:
        """What to do, each line with the end of the move where it is done."""
        lines = {
            kind: _once([line for line in o.lines if line.kind == kind])
            for kind in ("before", "documents", "steps", "channels", "time_limit")
        }
        where = [self._line(line, self.text(line.item.name), False) for line in lines["channels"]]
        where += [
            self._line(
                line,
                self.text(time_text(line.item.purpose, line.item.working_days, line.item.days)),
                False,
            )
            for line in lines["time_limit"]
        ]
        singles = (
            (o.applicant, "谁来办", "who applies"),
            (o.pays_to, "付到哪里", "paid to"),
            (o.window and window_text(o.window), "什么时候", "when"),
        )
        where += [Item(self.text(value), self.say(zh, en)) for value, zh, en in singles if value]
        return [
            Section(
                self.say("先办好", "Settle first"),
                tuple(
                    self._line(line, self.text(line.item.text), True) for line in lines["before"]
                ),
                numbered=True,
            ),
            self._papers(o, lines["documents"]),
            self._steps(
                self.say("怎么办", "What to do"),
                [line for line in lines["steps"] if not line.arriving],
            ),
            self._steps(
                self.say(
                    f"{self.ends['in']}（转入）这边的办法",
                    f"How {self.ends['in']} (new) has it done",
                ),
                [line for line in lines["steps"] if line.arriving],
            ),
            Section(self.say("在哪里办、要多久", "Where, and how long"), tuple(where)),
        ]

    def _papers(self, o: Option, lines: list[Line]) -> Section:
        """What to bring; a choice of papers is one line."""
        items = []
        for line in lines:
            names = [document_name(name, self.lang) for _, name in line.item.papers]
            any_of = self.say("任选一件：", "any one of: ") if len(names) > 1 else ""
            items.append(self._line(line, any_of + self.say("、", ", ").join(names), True))
        partial = self.say(
            "这份清单可能不全，去之前打电话问一声。",
            "This list may be incomplete: call before you go.",
        )
        return Section(
            self.say("要带什么", "What to bring"),
            tuple(items),
            numbered=True,
            lead=partial if lines and not o.complete else "",
        )

    def _steps(self, title: str, lines: list[Line]) -> Section:
        return Section(
            title,
            tuple(self._line(line, self.text(line.item.text), True) for line in lines),
            numbered=True,
        )

    def _line(self, line: Line, text: str, ticked: bool) -> Item:
        notes = []
        if line.item.when is not None:
            said = self.text(condition_text(line.item.when, self.advice.facts))
            notes.append(
                {
                    "needed": self.say(f"因为：{said}", f"because: {said}"),
                    "maybe": self.say(f"只在这种情况要：{said}", f"only if: {said}"),
                    "not_needed": self.say(
                        f"不用，只在这种情况要：{said}", f"not needed; only if: {said}"
                    ),
                }[line.state]
            )
        note = getattr(line.item, "note", None)
        if note is not None:
            notes.append(self.text(note))
        tags = [self._end(line), self.say("未证实", "unconfirmed") if line.reported else ""]
        return Item(
            text,
            " · ".join(t for t in tags if t),
            tuple(notes),
            self.refs.refs(line.cites),
            LINE_MARKS[line.state] if ticked else "",
        )

    def _end(self, line: Line) -> str:
        """The end of the move a line belongs to, as its tag."""
        purpose = {"transfer_out": "out", "transfer_in": "in"}.get(
            getattr(line.item, "purpose", "")
        )
        side = getattr(line.item, "side", None) or purpose or ("in" if line.arriving else None)
        if side is None:
            return ""
        return self.ends[side] + (
            self.say("（转出）", " (old)") if side == "out" else self.say("（转入）", " (new)")
        )

    def _cases(self) -> Section:
        assumed = [
            self.text(value_text(q.fact, q.assumed))
            for q in self.advice.questions
            if q.assumed is not None and q.fact.id != "scheme"
        ]
        usual = self.say("、", ", ").join(assumed) or self.say(
            "按现在说的情形", "the case as stated"
        )
        # On a handout the usual case stands above already.
        rows: dict[str, list[str]] = {} if self.handout else {self._outcome(self.advice): [usual]}
        for case in self.move.cases:
            condition, outcome = self._row(case)
            rows.setdefault(outcome, []).append(condition)
        alike = self.say("；", "; ")
        return Section(
            self.say("不同情形，钱会怎样", "What happens in which case"),
            columns=(self.say("情形", "Case"), self.say("会怎样", "What happens")),
            rows=tuple((alike.join(conditions), outcome) for outcome, conditions in rows.items()),
        )

    def _row(self, case: MoveCase) -> tuple[str, str]:
        if case.note is not None:
            return self.text(condition_text(case.note.when, self.advice.facts)), self.text(
                case.note.text
            ) + refs_text(self.refs.refs(case.note.cites))
        said = [
            self.text(value_text(self.advice.facts[name], value))
            for name, value in case.facts.items()
        ]
        return self.say("、", ", ").join(said), self._outcome(case.advice)

    def _outcome(self, advice: Any) -> str:
        """Every option of the main portion in a line: moved, in cash, kept."""
        lines = []
        for family in ("transfer", "cash", "stay"):
            for o in advice.options:
                if (
                    o.family != family
                    or o.portion != MAIN
                    or (o.verdict == UNKNOWN and o.lean is None and family == "stay")
                ):
                    continue
                cites = tuple(c for p in o.deciders for c in p.cites) or (
                    o.closure.cites if o.closure else ()
                )
                word = (
                    self._word(o)
                    if o.verdict != UNKNOWN or o.lean
                    else self.say("没有查到规定，打12393问", "no rule found, ask 12393")
                )
                reason = (
                    self.say("。", ". ") + self._reason(o)
                    if o.deciders or o.closure
                    else self.say("。", ".")
                )
                lines.append(
                    f"{self.text(FAMILIES[family])}{self.say('：', ': ')}{word}{reason}{refs_text(self.refs.refs(cites))}"
                )
        return "\n".join(lines)

    def _when_refused(self) -> list[Section]:
        """The cash route, where the destination will not take the balance."""
        refused = self.move.refused
        if not any(case.advice is refused for case in self.move.cases):
            return []
        writer = AdviceWriter(refused, self.lang, self.more, self.handout)
        writer.refs = self.refs
        usual = {_gist(o) for o in self.advice.options if o.portion != MAIN}
        cash = [
            o
            for o in refused.options
            if o.family == "cash" and (o.portion == MAIN or (o.lines and _gist(o) not in usual))
        ]
        into = self.ends["in"]
        title = self.say(
            f"{into}不收余额时，能不能取现", f"If {into} will not take the balance: cash?"
        )
        takes = self.advice.situation.supplied.get("destination_accepts_balance")
        lead = (
            self.say(
                f"{into}的规定是接收余额，一般走不到这一步。",
                f"The rule of {into} is that it takes the balance, so this is unlikely.",
            )
            if takes and takes[0]
            else ""
        )
        sections = [writer._options(cash)._replace(title=title, lead=lead)]
        for o in cash:
            if o.portion == MAIN and (o.lines or o.pays_to):
                sections += way_sections(refused, [o], self.lang, self.refs)
        return sections

    def _to_know(self) -> Section:
        cased = {case.note.id for case in self.move.cases if case.note is not None}
        notes = sorted(
            (n for n in self.advice.notes if n.id not in cased), key=lambda n: n.kind != "warning"
        )
        items = tuple(
            Item(
                self.text(n.text),
                refs=self.refs.refs(n.cites),
                mark="warn" if n.kind == "warning" else "",
            )
            for n in notes
        )
        return Section(self.say("还要知道", "Also know"), items)

    def _phones(self) -> Section:
        """Whom to call at each end, each number once."""
        items: dict[str, Item] = {}
        s = self.advice.situation
        assert s.destination is not None
        for place, contacts in (
            (s.place, self.advice.contacts),
            (s.destination, self.move.arriving_contacts),
        ):
            for contact in contacts:
                dial = dial_of(contact.dial, place.area_code)
                name = pick(place.name, self.lang) or ""
                items.setdefault(
                    dial or self.text(contact.text),
                    Item(
                        f"{dial} {self.text(contact.text)}".strip(),
                        name,
                        (),
                        self.refs.refs(contact.cites),
                    ),
                )
        return Section(self.say("打电话问", "Whom to call"), tuple(items.values()))


def _gist(o: Option) -> tuple[object, ...]:
    """What an option comes to, by which rules."""
    return o.family, o.verdict, o.lean, o.deciders, o.closure


def _once_each(options: list[Option]) -> list[Option]:
    """The options without the portions that fare as the main one does."""
    main = {_gist(o) for o in options if o.portion == MAIN}
    return [o for o in options if o.portion == MAIN or _gist(o) not in main]


def _once(lines: list[Line]) -> list[Line]:
    """The lines without those that say the same again: both ends often ask for the same paper, or name the same channel."""
    kept: dict[Any, Line] = {}
    for line in lines:
        item = line.item
        if line.kind == "documents":
            key: Any = tuple(sorted(name for name, _ in item.papers))
        elif line.kind == "channels":
            key = item.id
        elif line.kind == "time_limit":
            key = (item.purpose, item.working_days, item.days)
        else:
            key = item.text.zh
        kept.setdefault(key, line)
    return list(kept.values())
