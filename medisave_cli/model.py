"""The words of the project as types, and nothing else.

Every type is an immutable named tuple: cheap to import (a one-shot answer loads in a few milliseconds) and safe to share.
Dates are ISO strings (``2026-11-22``), compared as text. No ``from __future__ import annotations`` here: named tuples compile
annotations that are strings one by one, which adds half again to the cost of importing this file.
"""

from typing import Any

from medisave_cli.tuples import NamedTuple

Values = tuple[Any, ...]
"""Values of one fact: yes and no, choices, numbers, or dates as ISO text."""

NATION = "000000"
MUNICIPALITIES = ("11", "12", "31", "50")
"""The provinces that are one city each (北京, 天津, 上海, 重庆), by the first two digits of their codes."""
MAIN = "main"
ANY_STATUS_LEAVES_OUT = "deceased"
LISTED = ("before", "documents", "steps", "channels", "time_limit")
"""The kinds of detail that a rule gives as lines, in the order in which they are told."""

FAMILY_OF = {
    "withdraw": "cash",
    "inherit": "cash",
    "payout_to_bank": "cash",
    "refund": "cash",
    "transfer": "transfer",
    "keep_using": "stay",
    "frozen": "stay",
    "escheat": "stay",
}
FAMILIES = ("cash", "transfer", "stay")

ELIGIBLE = "eligible"
CONDITIONAL = "conditional"
NOT_ELIGIBLE = "not_eligible"
UNKNOWN = "unknown"
VERDICTS = (ELIGIBLE, CONDITIONAL, NOT_ELIGIBLE, UNKNOWN)
FINDINGS = ("supported", "partly", "outdated", "unsupported", "contradicted", "misattributed")
"""What may be found of a claim that circulates."""

ALLOWED = "allowed"
BARRED = "barred"
OPEN = "open"


class Text(NamedTuple):
    """One thing said in both languages."""

    zh: str
    en: str


class Cite(NamedTuple):
    """Where a line is written: a source's id, and the place in it."""

    source: str
    at: str | None = None


class Source(NamedTuple):
    """A document or page a rule was read in. ``grade`` is A, B or C; ``issuer`` is ``unsigned`` where nobody signs.

    ``title_en`` and ``issuer_en`` are names of ours for those who read no Chinese; None where nobody has written one.
    """

    id: str
    title: str
    issuer: str
    number: str | None
    grade: str
    published: str | None
    effective_from: str | None
    checked: str
    url: str | None
    read: Text | None
    place: str
    title_en: str | None = None
    issuer_en: str | None = None


# Conditions. A fact's value is one of a finite domain; what is known of it is the part of the domain still possible.


class OneOf(NamedTuple):
    """True where the fact has one of ``values``."""

    fact: str
    values: Values


class Within(NamedTuple):
    """True where low <= value <= high, and value < before. A bound that is None does not bind."""

    fact: str
    low: Any
    high: Any
    before: Any


class Judgement(NamedTuple):
    """Left to the agency's discretion: never asked, true in some completions and false in others. One ``id`` is one judgement,
    however it is worded."""

    id: str
    text: Text


class Not(NamedTuple):
    part: "Condition"


class All(NamedTuple):
    parts: tuple["Condition", ...]


class AnyOf(NamedTuple):
    parts: tuple["Condition", ...]


class Worded(NamedTuple):
    """A condition with wording or citations of its own."""

    part: "Condition"
    says: Text | None
    cites: tuple[Cite, ...]


Condition = OneOf | Within | Judgement | Not | All | AnyOf | Worded
"""What a rule, a line or a remark turns on. No condition at all (None) always holds."""


# Lines of a provision's detail. ``when`` is None for lines that always hold; empty ``cites`` means the provision's own.


class DocumentLine(NamedTuple):
    """A paper to bring; several ``papers`` mean any one of them. ``whose``: by paper, who alone can have it."""

    papers: tuple[tuple[str, Text], ...]
    note: Text | None
    when: Condition | None
    cites: tuple[Cite, ...]
    whose: tuple[tuple[str, Condition], ...] = ()


class TextLine(NamedTuple):
    """A line of ``before`` or ``steps``. ``side``: the end of a move it is done at (out or in), None where it does not matter.
    ``act``: the fact that says it is done, where the way is open only then."""

    text: Text
    when: Condition | None
    cites: tuple[Cite, ...]
    side: str | None = None
    act: str | None = None


class ChannelLine(NamedTuple):
    id: str
    name: Text
    note: Text | None
    when: Condition | None
    cites: tuple[Cite, ...]


class TimeLine(NamedTuple):
    """``purpose``: decision, payment, transfer_out, transfer_in or whole. One of ``working_days`` and ``days`` is given."""

    purpose: str
    working_days: int | None
    days: int | None
    note: Text | None
    when: Condition | None
    cites: tuple[Cite, ...]


TOPICS = ("uses", "sharing", "balance", "trouble")
"""What the guides speak of: what the money may pay, family sharing, where to look the balance up, and what may be wrong."""


class Window(NamedTuple):
    """When in the year, or between which dates, a thing can be asked for. ``repeats`` None: not known to."""

    months: tuple[int, ...]
    start: str | None
    end: str | None
    repeats: bool | None


def is_in_force(start: str | None, until: str | None, as_of: str) -> bool:
    """Whether the day lies between the first and the last one, both included; an end that is None is open."""
    return (start is None or start <= as_of) and (until is None or as_of <= until)


class Provision(NamedTuple):
    """One rule of one place. A detail that is None was left out by the source; an empty one means none needed."""

    id: str
    place: str
    status: str
    portion: str
    disposition: str
    rule: str
    direction: str
    summary: Text
    when: Condition | None
    grade: str
    start: str | None
    until: str | None
    inferred: bool
    doubt: Text | None
    rejected: Text | None
    conflicts_with: tuple[str, ...]
    binding: bool
    supplies: tuple[tuple[str, Any], ...]
    window: Window | None
    applicant: Text | None
    pays_to: Text | None
    documents: tuple[DocumentLine, ...] | None
    complete: bool
    before: tuple[TextLine, ...] | None
    steps: tuple[TextLine, ...] | None
    channels: tuple[ChannelLine, ...] | None
    time_limit: tuple[TimeLine, ...] | None
    cites: tuple[Cite, ...]
    ended: Text | None = None
    """Why the practice is known to have ended (a date, or words): last known practice, which never leans yes."""

    @property
    def family(self) -> str:
        return FAMILY_OF[self.disposition]

    def in_force(self, as_of: str) -> bool:
        return is_in_force(self.start, self.until, as_of)

    def is_firm(self, as_of: str) -> bool:
        return self.is_sound and self.in_force(as_of)

    @property
    def is_sound(self) -> bool:
        """Firm on every day on which it is in force: grade A or B, read and not inferred, no doubt, neither rejected nor ended."""
        return (
            self.grade in "AB"
            and not (self.inferred or self.ended is not None)
            and self.doubt is None
            and self.rejected is None
        )


class Closure(NamedTuple):
    """A list that calls itself complete in a family: what is not on it is barred. ``lists``: the statuses on it."""

    id: str
    place: str
    family: str
    portion: str
    words: str
    lists: tuple[str, ...]
    grade: str
    start: str | None
    until: str | None
    doubt: Text | None
    cites: tuple[Cite, ...]

    def in_force(self, as_of: str) -> bool:
        return is_in_force(self.start, self.until, as_of)

    def is_firm(self, as_of: str) -> bool:
        return self.is_sound and self.in_force(as_of)

    @property
    def is_sound(self) -> bool:
        """Firm on every day on which it is in force."""
        return self.grade in "AB" and self.doubt is None


class Note(NamedTuple):
    """A sourced remark: ``instead`` (what else the money can do), ``warning``, ``tip`` or ``refused`` (what to do when the office
    says no). ``about``: fraud, where it warns whoever takes the money out in cash, and nobody else. ``brief``: the same in a few
    words, where it belongs on the first screen."""

    id: str
    place: str
    kind: str
    text: Text
    when: Condition | None
    grade: str
    cites: tuple[Cite, ...]
    about: str | None = None
    brief: Text | None = None


class Guide(NamedTuple):
    """A line of the guides (``topic`` is one of TOPICS). ``about``: the things or persons it speaks of, ids of the topic.

    ``overtaken_by``: the guide line, here or in a wider place, whose later rule has overtaken this one.
    """

    id: str
    place: str
    topic: str
    rule: str
    text: Text
    grade: str
    start: str | None
    until: str | None
    doubt: Text | None
    documents: tuple[DocumentLine, ...] | None
    steps: tuple[TextLine, ...] | None
    channels: tuple[ChannelLine, ...] | None
    cites: tuple[Cite, ...]
    window: Window | None = None
    about: tuple[str, ...] = ()
    overtaken_by: str | None = None
    brief: Text | None = None
    """The same in a few words, for the first screen; None where the text is short, or its first sentence says it."""

    def is_firm(self, today: str) -> bool:
        """Whether it decides: known for sure, in force, and not overtaken."""
        sure = self.grade in "AB" and self.doubt is None and self.overtaken_by is None
        begun = self.start is None or self.start <= today
        return sure and begun and (self.until is None or today <= self.until)


class Contact(NamedTuple):
    id: str
    place: str
    text: Text
    dial: str | None
    cites: tuple[Cite, ...]


class Claim(NamedTuple):
    """Something that circulates, and what is true of it."""

    id: str
    place: str
    statuses: tuple[str, ...]
    finding: str
    claim: Text
    truth: Text
    see: tuple[str, ...]
    cites: tuple[Cite, ...]
    when: Condition | None = None
    """Whom it is about; None for everyone of its statuses."""


class Fact(NamedTuple):
    """A typed thing about the case. ``type``: bool, choice, number or date. ``says``: wording by value."""

    id: str
    type: str
    name: Text
    question: Text
    why: Text
    says: dict[Any, Text]
    unit: Text | None
    low: Any
    whole: bool
    act: Text | None = None
    """What to do for it to be so, where the person can still do it: then a rule that needs it is conditional, and it comes first."""
    costs: Text | None = None
    """What doing it costs for good: said before a way that needs it."""


class Moot(NamedTuple):
    """A fact that people of a kind never had: where ``given`` holds, what is said of it counts for nothing and it is not asked.

    Whoever says ``once`` of it did have it, and was of another kind then: a Chinese citizen who has become a foreigner.
    """

    fact: str
    given: dict[str, Values]
    once: Values = ()


class Becoming(NamedTuple):
    """Another status that the facts of a case make of it. ``says`` tells the person; ``opens``: facts then no longer presumed."""

    status: str
    when: Condition
    says: Text
    opens: tuple[str, ...]


class Status(NamedTuple):
    """Why a person asks. A named case has a ``base`` of its own; ``facts`` (fact → possible values) are what it fixes.

    ``presumes`` is what is nearly always so; ``acts`` are the facts that a person in it can still bring about, presumed done.
    ``becomes``: the statuses it is answered as where the facts say so, the first that fits.
    """

    id: str
    base: str
    name: Text
    label: Text
    presumes: dict[str, Any]
    facts: dict[str, Values]
    becomes: tuple[Becoming, ...]
    acts: tuple[str, ...] = ()


class Place(NamedTuple):
    """A division: ``path`` names it from the province down, ``chain`` the codes whose rules speak, nearest first."""

    code: str
    name: Text
    level: str
    path: tuple[Text, ...]
    chain: tuple[str, ...]
    rules_from: tuple[str, ...]
    area_code: str | None
    checked: str | None


class PlaceRules(NamedTuple):
    """What one place says about one status."""

    place: str
    name: Text
    provisions: tuple[Provision, ...]
    closures: tuple[Closure, ...]
    notes: tuple[Note, ...]


class Rules(NamedTuple):
    """All that an answer is made of: the chain's rules, nearest first, and the words they use.

    ``after`` holds the rules of each status this one may become (retired and settled abroad: emigrated), in that order.
    ``arriving`` holds what the destination's places say of people who move in.
    """

    chain: tuple[PlaceRules, ...]
    after: tuple[tuple[PlaceRules, ...], ...]
    arriving: tuple[PlaceRules, ...]
    facts: dict[str, Fact]
    statuses: dict[str, Status]
    impossible: tuple[dict[str, Values], ...]
    portions: dict[str, Text]
    moot: tuple[Moot, ...] = ()


class Elsewhere(NamedTuple):
    """Of the places on file that a firm rule answers for the same base status and what it presumes, how many say what."""

    as_of: str
    eligible: int
    conditional: int
    not_eligible: int

    @property
    def places(self) -> int:
        return self.eligible + self.conditional + self.not_eligible


class Dossier(NamedTuple):
    """All that an answer about one place and status is made of, read in one go: nothing goes back to the book after it.

    ``sources`` are those that anything in it cites; ``arriving_contacts`` whom to call where a mover goes; ``book`` its version and digest.
    ``sounds``: the pinyin of the place and of all that a call may have to say, by the Chinese.
    """

    place: Place
    destination: Place | None
    rules: Rules
    claims: tuple[Claim, ...]
    contacts: tuple[Contact, ...]
    arriving_contacts: tuple[Contact, ...]
    sources: dict[str, Source]
    book: tuple[str, str]
    elsewhere: Elsewhere | None = None
    sounds: dict[str, str] = {}  # noqa: RUF012 (never written to)


class Case(NamedTuple):
    """What a person asks, as they ask it: ``facts`` are stated values; one not given is unknown."""

    place: str
    status: str
    facts: dict[str, Any] = {}  # noqa: RUF012 (never written to)
    destination: str | None = None
    as_of: str | None = None


# The answer.


class Line(NamedTuple):
    """One line of an option's detail. ``item`` is a DocumentLine, TextLine, ChannelLine, TimeLine or Text.

    ``state``: needed, maybe (its condition, or the way it belongs to, is not settled) or not_needed. ``reported``: not firm.
    ``arriving``: said by the destination's places.
    """

    kind: str
    item: Any
    provision: str
    place: str
    grade: str
    cites: tuple[Cite, ...]
    reported: bool
    state: str
    arriving: bool


class Single(NamedTuple):
    """A detail of which a way has one: ``kind`` is applicant, pays_to (``value`` a Text) or window (a Window). It carries its own
    grade, as a line does; ``reported``: not firm."""

    kind: str
    value: Any
    provision: str
    place: str
    grade: str
    cites: tuple[Cite, ...]
    reported: bool


class Turn(NamedTuple):
    """A condition an option turns on. ``state``: met, failed, unknown or judgement."""

    condition: Condition
    state: str
    provision: str
    cites: tuple[Cite, ...]


class Way(NamedTuple):
    """One allowing rule and all that goes with it: a way is whole, never mixed with another.

    ``state`` is that of its condition: met, unknown, judgement (the office decides) or failed. A failed way is named with what it
    turns on and has no lines. ``lines`` have their state over the cases in which this way is open: *needed* means that this way needs it.
    ``complete``: the list of papers is not known to be partial. ``reported``: the rule itself is not firm.
    """

    provision: Provision
    state: str
    turns: tuple[Turn, ...]
    lines: tuple[Line, ...]
    applicant: Single | None
    pays_to: Single | None
    window: Single | None
    complete: bool
    reported: bool

    @property
    def singles(self) -> tuple[Single, ...]:
        return tuple(s for s in (self.applicant, self.pays_to, self.window) if s is not None)


class Heard(NamedTuple):
    """A provision that does not decide. ``role``: local (agrees or adds), dispute, conflict (firm, against another firm one),
    rejected, lapsed or coming. ``state`` is whether its condition is met, failed or unknown."""

    provision: Provision
    role: str
    state: str


class Looked(NamedTuple):
    """A provision or closure that was looked at. ``parts`` are its conditions, each with its state. ``outcome``: decides, rejected,
    not_in_force, reported, does_not_apply, leaves_open or not_reached."""

    rule: Provision | Closure
    firm: bool
    state: str
    parts: tuple[tuple[Condition, str], ...]
    outcome: str


class Option(NamedTuple):
    """What can happen to one portion of the money in one family.

    ``ways`` are the allowing rules, each whole, those still open first. ``lines``, ``turns``, ``applicant``, ``pays_to``, ``window``
    and ``unsure`` (the single details that are not firm) run all ways together, each line once. ``opens`` are the firm provisions
    that may apply and leave it open, nearest first. ``follows``: nothing speaks of the portion, and ``main`` decides for it.
    """

    family: str
    portion: str
    disposition: str | None
    verdict: str
    lean: str | None
    grade: str | None
    deciders: tuple[Provision, ...]
    closure: Closure | None
    bars: tuple[Provision, ...]
    opens: tuple[Provision, ...]
    conflict: bool
    turns: tuple[Turn, ...]
    lines: tuple[Line, ...]
    applicant: Text | None
    pays_to: Text | None
    window: Window | None
    unsure: tuple[str, ...]
    complete: bool
    heard: tuple[Heard, ...]
    ways: tuple[Way, ...]
    follows: bool
    because: str | None = None
    """A reason that is no rule's: no_account (there is no personal account to speak of)."""


class Question(NamedTuple):
    """A fact still open. ``assumed`` is the presumed value it was answered under, ``tells`` what it can change."""

    fact: Fact
    assumed: Any
    tells: str


class Situation(NamedTuple):
    """A case with everything settled that can be: places found, status read, dates given, facts checked.

    ``stated``, ``assumed`` and ``supplied`` say what is known of each fact and why; ``to_do`` are the acts stated not to be done yet.
    """

    asked: Case
    place: Place
    destination: Place | None
    status: str
    base_status: str
    stated: dict[str, Values]
    assumed: dict[str, Any]
    supplied: dict[str, tuple[Any, str]]
    declined: tuple[str, ...]
    as_of: str
    warnings: tuple[tuple[str, Text], ...]
    to_do: tuple[str, ...] = ()


class Ask(NamedTuple):
    """One sentence to say on the telephone. ``about``: what it settles (verdict, condition, documents, channel, time, payee), the
    first thing first. ``words`` is a language.Message, of which the Chinese is said; ``facts`` are those a condition turns on."""

    about: tuple[str, ...]
    words: Any
    facts: tuple[str, ...] = ()


class Refused(NamedTuple):
    """What to say or do where the office says no: ``words`` is a language.Message or a Text."""

    words: Any
    cites: tuple[Cite, ...]


class Call(NamedTuple):
    """The telephone call that an answer leaves to be made, in the order that ends it soonest.

    ``first``: nothing firm answers, or the office decides, so that the answer opens with it. ``sounds``: the pinyin of what fills
    the gaps of its sentences, by the Chinese.
    """

    asks: tuple[Ask, ...]
    refused: tuple[Refused, ...]
    first: bool
    sounds: dict[str, str]


class Told(NamedTuple):
    """What an office answered a person, as they noted it: ``said`` yes, no or conditional. It never decides.

    ``place`` is a code, ``status`` a base status, ``on`` an ISO date; ``id`` names the record among the person's own.
    """

    id: str
    place: str
    status: str
    said: str
    by: str
    on: str
    document: str | None = None
    note: str | None = None


class Advice(NamedTuple):
    """The answer: its verdict is that of the main portion's cash option."""

    situation: Situation
    book: tuple[str, str]
    id: str
    decision_id: str
    verdict: str
    lean: str | None
    grade: str | None
    options: tuple[Option, ...]
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]
    warnings: tuple[tuple[str, Text], ...]
    claims: tuple[Claim, ...]
    contacts: tuple[Contact, ...]
    sources: dict[str, Source]
    facts: dict[str, Fact]
    statuses: dict[str, Status]
    portions: dict[str, Text]
    names: dict[str, Text]
    because: str | None = None
    """What the headline says first: same_pool (nothing needs to move), no_account, no_heir, retirees_stay."""
    call: Call | None = None
    elsewhere: Elsewhere | None = None
    told: tuple[Told, ...] = ()
    """What offices told this person, newest first; beside the answer, never in it."""


# Dates and moves: what follows from an advice.


class PlanStep(NamedTuple):
    """One date of a plan: from ``start`` to ``due`` (ISO, both included). ``line`` is the time limit it rests on, None for
    the day of applying. Not ``certain``: an estimate, and ``why`` says what it lacks."""

    text: Text
    start: str
    due: str
    line: Line | None
    certain: bool
    why: Text | None


class Plan(NamedTuple):
    """By when each step should be done. ``start`` as asked, ``filed`` the first working day on or after it, from which is counted."""

    start: str
    filed: str
    steps: tuple[PlanStep, ...]
    notes: tuple[Text, ...]


class MoveCase(NamedTuple):
    """One line of a move's table of cases: the advice when ``facts`` hold, or a sourced remark that turns on an open fact (``note``)."""

    facts: dict[str, Any]
    advice: Advice | None
    note: Note | None


class Move(NamedTuple):
    """A move seen from both ends: the advice, the same where the destination refuses the balance, what holds for
    retirees, the table of cases, and whom to call in the destination."""

    advice: Advice
    refused: Advice
    retired: Advice
    cases: tuple[MoveCase, ...]
    arriving_contacts: tuple[Contact, ...]
    sources: dict[str, Source]
