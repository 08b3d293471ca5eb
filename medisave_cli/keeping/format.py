"""The shape of the policy files, as types: what a key is called, what it may hold. Checks of meaning are in ``lint``.

These types are loaded only when policy files are read (building, linting), never to answer a question. The descriptions are what
an editor shows over a key: they go into ``schema/``.
"""

import os
import re
from datetime import date
from typing import Annotated, Any, Literal

os.environ.setdefault(
    "PYDANTIC_DISABLE_PLUGINS", "__all__"
)  # what else is installed here has no part in it
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)


def _real(value: str) -> str:
    """A full date, a month or a year that the calendar has."""
    date.fromisoformat((value + "-01-01")[:10])
    return value


def _form(value: Any) -> str:
    return "list" if isinstance(value, list) else "id" if isinstance(value, str) else "details"


def is_id(name: str) -> bool:
    """Whether ``name`` can be an id."""
    return len(name) <= 80 and re.match(ID, name) is not None


def hint(text: str) -> Any:
    """A field with a description for editors."""
    return Field(description=text)


ID = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID, max_length=80)]
Name = Annotated[str, Field(min_length=1, max_length=80, json_schema_extra={"pattern": ID})]
"""An id that something else declares: whether it is one is told where it is looked up, with what may have been meant."""
PlaceCode = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_real)]
Condition = Annotated[
    dict[str, Any],
    WithJsonSchema({"$comment": "condition"}),
    hint("when"),
]
Count = Annotated[int, Field(ge=0, le=1000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True, strict=True)


class TextShape(Shape):
    zh: Words
    en: Words


class WordShape(TextShape):
    """A paper or a channel by name. ``also``: what else people call it, so that it can be offered."""

    also: Annotated[list[Words], hint("word.also")] = []


class CiteShape(Shape):
    source: Name
    at: Annotated[Words | None, hint("cite.at")] = None


SomeCites = Annotated[
    list[
        Annotated[
            Annotated[Name, Tag("id")] | Annotated[CiteShape, Tag("details")], Discriminator(_form)
        ]
    ],
    Field(min_length=1, description="cite"),
]


class CitedShape(Shape):
    cite: SomeCites


OneOrMore = Annotated[
    Annotated[Name, Tag("id")] | Annotated[list[Name], Field(min_length=1), Tag("list")],
    Discriminator(_form),
]
Grade = Literal["A", "B", "C"]


class SourceShape(Shape):
    title: Annotated[Words, hint("source.title")]
    title_en: Annotated[Words | None, hint("source.title_en")] = None
    issuer: Annotated[
        Words,
        hint("source.issuer"),
    ]
    grade: Annotated[
        Grade,
        hint("source.grade"),
    ]
    number: Annotated[Words | None, hint("source.number")] = None
    published: Annotated[
        PartialDate | None,
        hint("source.published"),
    ] = None
    effective_from: Annotated[Date | None, hint("source.effective_from")] = None
    url: Annotated[
        str | None,
        Field(
            pattern=r"^https?://[!-~]+$",
            max_length=500,
            description="source.url",
        ),
    ] = None
    read: Annotated[TextShape | None, hint("source.read")] = None


class FactShape(Shape):
    type: Literal["bool", "choice", "number", "date"]
    name: TextShape
    question: TextShape
    why: TextShape
    also: Annotated[list[Words], hint("fact.also")] = []
    choices: dict[str, TextShape] | None = None
    says: dict[str, TextShape] | None = None
    unit: TextShape | None = None
    min: int | None = None
    whole: bool = False
    act: Annotated[
        TextShape | None,
        hint("fact.act"),
    ] = None
    costs: Annotated[
        TextShape | None,
        hint("fact.costs"),
    ] = None


class PaperShape(WordShape):
    """A paper by name. ``when``: who alone can have it, so that nobody else is told to choose it."""

    when: Annotated[Condition | None, hint("paper.when")] = None


class DocumentShape(Shape):
    document: Name | None = None
    any_of: Annotated[list[Name], Field(min_length=2)] | None = None
    note: TextShape | None = None
    when: Condition | None = None
    cite: SomeCites | None = None


class LineShape(Shape):
    zh: Words
    en: Words
    side: Literal["out", "in"] | None = None
    act: Annotated[
        Id | None,
        hint("line.act"),
    ] = None
    when: Condition | None = None
    cite: SomeCites | None = None


class ChannelShape(Shape):
    channel: Name
    note: TextShape | None = None
    when: Condition | None = None
    cite: SomeCites | None = None


Documents = list[
    Annotated[
        Annotated[Name, Tag("id")] | Annotated[DocumentShape, Tag("details")], Discriminator(_form)
    ]
]
Channels = list[
    Annotated[
        Annotated[Name, Tag("id")] | Annotated[ChannelShape, Tag("details")], Discriminator(_form)
    ]
]


class TimeShape(Shape):
    purpose: Literal["decision", "payment", "transfer_out", "transfer_in", "whole"] = Field(
        alias="for"
    )
    working_days: Count | None = None
    days: Count | None = None
    note: TextShape | None = None
    when: Condition | None = None
    cite: SomeCites | None = None


class WindowShape(Shape):
    months: list[Annotated[int, Field(ge=1, le=12)]] | None = None
    start: Date | None = None
    end: Date | None = None
    repeats: bool | None = None


class CrossShape(TextShape):
    """A bar of a wider place, and why a yes beside it is right."""

    bar: Name


Ended = Annotated[
    Annotated[Date, Tag("id")] | Annotated[TextShape, Tag("details")], Discriminator(_form)
]


class ProcedureShape(Shape):
    """How a thing is done: what several rules of one place share, written once."""

    documents: Annotated[Documents | None, hint("procedure.documents")] = None
    complete: Annotated[bool | None, hint("procedure.complete")] = None
    before: Annotated[list[LineShape] | None, hint("procedure.before")] = None
    steps: Annotated[list[LineShape] | None, hint("procedure.steps")] = None
    channels: Annotated[Channels | None, hint("procedure.channels")] = None
    time_limit: Annotated[list[TimeShape] | None, hint("procedure.time_limit")] = None
    applicant: Annotated[TextShape | None, hint("procedure.applicant")] = None
    pays_to: Annotated[TextShape | None, hint("procedure.pays_to")] = None


class ProvisionShape(ProcedureShape):
    """One rule."""

    id: Annotated[Id, hint("provision.id")]
    status: Annotated[
        OneOrMore,
        hint("provision.status"),
    ]
    disposition: Annotated[
        Literal[
            "withdraw",
            "inherit",
            "payout_to_bank",
            "refund",
            "transfer",
            "keep_using",
            "frozen",
            "escheat",
        ],
        hint("provision.disposition"),
    ]
    rule: Annotated[
        Literal["allowed", "barred", "open"],
        hint("provision.rule"),
    ]
    summary: Annotated[
        TextShape,
        hint("provision.summary"),
    ]
    cite: SomeCites
    portion: Annotated[Name, hint("provision.portion")] = "main"
    direction: Annotated[
        Literal["out", "in"],
        hint("provision.direction"),
    ] = "out"
    when: Condition | None = None
    procedure: Annotated[
        Name | None,
        hint("provision.procedure"),
    ] = None
    window: Annotated[WindowShape | None, hint("provision.window")] = None
    from_: Annotated[
        Date | None,
        Field(
            alias="from",
            description="provision.from",
        ),
    ] = None
    until: Annotated[Date | None, hint("provision.until")] = None
    grade: Annotated[
        Grade | None,
        hint("provision.grade"),
    ] = None
    basis: Annotated[
        Literal["read", "inferred"],
        hint("provision.basis"),
    ] = "read"
    doubt: Annotated[TextShape | None, hint("provision.doubt")] = None
    verify: Annotated[
        list[Words] | None,
        hint("provision.verify"),
    ] = None
    ended: Annotated[
        Ended | None,
        hint("provision.ended"),
    ] = None
    rejected: Annotated[TextShape | None, hint("provision.rejected")] = None
    conflicts_with: Annotated[
        list[Id] | None,
        hint("provision.conflicts_with"),
    ] = None
    crosses: Annotated[
        list[CrossShape] | None,
        hint("provision.crosses"),
    ] = None
    binding: Annotated[bool, hint("provision.binding")] = False
    supplies: Annotated[
        dict[Id, Any] | None,
        hint("provision.supplies"),
    ] = None


class ClosureShape(Shape):
    id: Id
    family: Literal["cash", "transfer", "stay"]
    words: Words
    lists: list[Name]
    cite: SomeCites
    portion: Id = "main"
    grade: Grade | None = None
    from_: Annotated[Date | None, Field(alias="from")] = None
    until: Date | None = None
    doubt: TextShape | None = None


class NoteShape(Shape):
    kind: Annotated[
        Literal["instead", "warning", "tip", "refused"],
        hint("note.kind"),
    ]
    status: OneOrMore
    zh: Words
    en: Words
    cite: SomeCites
    id: Id | None = None
    when: Condition | None = None
    about: Annotated[Literal["fraud"] | None, hint("note.about")] = None
    brief: Annotated[TextShape | None, hint("note.brief")] = None


class GuideShape(Shape):
    id: Annotated[Id, hint("guide.id")]
    zh: Words
    en: Words
    cite: SomeCites
    rule: Annotated[
        Literal["allowed", "barred", "open"],
        hint("guide.rule"),
    ] = "allowed"
    about: Annotated[
        list[Name] | None,
        hint("guide.about"),
    ] = None
    documents: Annotated[Documents | None, hint("guide.documents")] = None
    steps: Annotated[list[LineShape] | None, hint("guide.steps")] = None
    channels: Annotated[Channels | None, hint("guide.channels")] = None
    window: Annotated[WindowShape | None, hint("guide.window")] = None
    from_: Annotated[Date | None, Field(alias="from", description="guide.from")] = None
    until: Annotated[Date | None, hint("guide.until")] = None
    overtaken_by: Annotated[
        Id | None,
        hint("guide.overtaken_by"),
    ] = None
    grade: Grade | None = None
    doubt: Annotated[TextShape | None, hint("guide.doubt")] = None
    brief: Annotated[TextShape | None, hint("guide.brief")] = None


class GuidesShape(Shape):
    uses: Annotated[list[GuideShape] | None, hint("guides.uses")] = None
    sharing: Annotated[list[GuideShape] | None, hint("guides.sharing")] = None
    balance: Annotated[list[GuideShape] | None, hint("guides.balance")] = None
    trouble: Annotated[
        list[GuideShape] | None,
        hint("guides.trouble"),
    ] = None


class ContactShape(Shape):
    id: Id
    zh: Words
    en: Words
    cite: SomeCites
    dial: Annotated[str, Field(pattern=r"^[0-9][0-9 -]{2,30}$")] | None = None


class LookedForShape(Shape):
    zh: Words
    en: Words
    on: Date


class PlaceFile(Shape):
    """One place's rules: policies/places/<code>-<pinyin>.yaml."""

    place: Annotated[PlaceCode, hint("place.place")]
    checked: Annotated[Date, hint("place.checked")]
    sources: Annotated[dict[Id, SourceShape], hint("place.sources")] = {}
    portions: Annotated[
        dict[Id, TextShape],
        hint("place.portions"),
    ] = {}
    facts: Annotated[dict[Id, FactShape], hint("place.facts")] = {}
    documents: Annotated[dict[Id, PaperShape], hint("place.documents")] = {}
    channels: Annotated[dict[Id, WordShape], hint("place.channels")] = {}
    procedures: Annotated[
        dict[Id, ProcedureShape],
        hint("place.procedures"),
    ] = {}
    provisions: Annotated[list[ProvisionShape], hint("place.provisions")] = []
    closed: Annotated[list[ClosureShape], hint("place.closed")] = []
    notes: Annotated[
        list[NoteShape],
        hint("place.notes"),
    ] = []
    guides: Annotated[GuidesShape | None, hint("place.guides")] = None
    contacts: Annotated[list[ContactShape], hint("place.contacts")] = []
    looked_for: Annotated[list[LookedForShape], hint("place.looked_for")] = []


class BecomesShape(Shape):
    status: Id
    when: dict[str, Any]
    says: TextShape
    opens: list[Id] = []


class StatusShape(Shape):
    name: TextShape
    label: TextShape
    presumes: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    holds_if: dict[Literal["cash", "transfer", "stay"], dict[str, Any]] = {}
    becomes: list[BecomesShape] = []
    acts: list[Id] = []


class NamedCaseShape(Shape):
    base: Id
    facts: dict[str, Any]
    name: TextShape
    label: TextShape


class StatusesFile(Shape):
    statuses: dict[Id, StatusShape]
    named_cases: dict[Id, NamedCaseShape] = {}


class FactsFile(Shape):
    facts: dict[Id, FactShape]
    impossible: Annotated[
        list[Annotated[dict[str, Any], Field(min_length=2, max_length=3)]], Field(max_length=12)
    ] = []


class DocumentsFile(Shape):
    documents: dict[Id, PaperShape]


class ChannelsFile(Shape):
    channels: dict[Id, WordShape]


class IssuersFile(Shape):
    """Who publishes what rules rest on, by name: catalog/issuers.yaml."""

    issuers: dict[Id, TextShape]


class MeaningShape(Shape):
    """Which ideas lead to a status, a named case or a topic."""

    over: Literal["all"] | list[Id] | None = None
    clear: list[str | list[str]] = []
    likely: list[str | list[str]] = []
    hint: list[str | list[str]] = []


class StatedShape(Shape):
    """What words state about the case."""

    has: list[str]
    for_: Annotated[list[Id] | None, Field(alias="for")] = None
    states: dict[Id, Any]


class TopicShape(Shape):
    """A topic of the guides, and what a line of it can be about."""

    label: TextShape
    about: dict[Id, TextShape] = {}


class PhrasesFile(Shape):
    """How people say it: catalog/phrases.yaml, read by the finder of statuses and topics."""

    spelt: dict[str, str] = {}
    denials: list[str] = []
    doubts: list[str] = []
    idle: list[str] = []
    ideas: dict[Id, list[str]] = {}
    meanings: dict[Id, MeaningShape] = {}
    facts: list[StatedShape] = []
    topics: dict[Id, TopicShape] = {}


class ClaimShape(Shape):
    id: Id
    place: PlaceCode
    status: OneOrMore
    finding: Literal[
        "supported", "partly", "outdated", "unsupported", "contradicted", "misattributed"
    ]
    when: Condition | None = None
    claim: TextShape
    truth: TextShape
    see: list[PlaceCode]
    cite: SomeCites


class ClaimsFile(Shape):
    claims: list[ClaimShape]
