"""The shape of the policy files, as types: what a key is called, what it may hold. Checks of meaning are in ``lint``.

These types are loaded only when policy files are read (building, linting), never to answer a question.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
PlaceCode = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a full date, 2026-11-22")]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="a date, a month or a year")]
Condition = Annotated[dict[str, Any], Field(description="fact: value, all, any, not, judgement; see policies/README.md")]
Count = Annotated[int, Field(ge=0, le=1000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class TextShape(Shape):
    zh: Words
    en: Words


class CiteShape(Shape):
    source: Id
    at: Words | None = None


Cites = list[Id | CiteShape]
SomeCites = Annotated[list[Id | CiteShape], Field(min_length=1)]


class SourceShape(Shape):
    title: Words
    issuer: Words
    grade: Literal["A", "B", "C"]
    number: Words | None = None
    published: PartialDate | None = None
    effective_from: Date | None = None
    url: Annotated[str, Field(pattern=r"^https?://", max_length=500)] | None = None
    read: TextShape | None = None


class FactShape(Shape):
    type: Literal["bool", "choice", "number", "date"]
    name: TextShape
    question: TextShape
    why: TextShape
    choices: dict[str, TextShape] | None = None
    says: dict[str, TextShape] | None = None
    unit: TextShape | None = None
    min: int | None = None
    whole: bool = False


class DocumentShape(Shape):
    document: Id | None = None
    any_of: Annotated[list[Id], Field(min_length=2)] | None = None
    note: TextShape | None = None
    when: Condition | None = None
    cite: SomeCites | None = None


class LineShape(Shape):
    zh: Words
    en: Words
    side: Literal["out", "in"] | None = None
    when: Condition | None = None
    cite: SomeCites | None = None


class ChannelShape(Shape):
    channel: Id
    note: TextShape | None = None
    when: Condition | None = None
    cite: SomeCites | None = None


class TimeShape(Shape):
    purpose: Literal["decision", "payment", "transfer_out", "transfer_in", "whole"] = Field(alias="for")
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


class ProvisionShape(Shape):
    id: Id
    status: Id | Annotated[list[Id], Field(min_length=1)]
    disposition: Literal[
        "withdraw", "inherit", "payout_to_bank", "refund", "transfer", "keep_using", "frozen", "escheat"
    ]
    rule: Literal["allowed", "barred", "open"]
    summary: TextShape
    cite: SomeCites
    portion: Id = "main"
    direction: Literal["out", "in"] = "out"
    when: Condition | None = None
    documents: list[Id | DocumentShape] | None = None
    complete: bool = True
    before: list[LineShape] | None = None
    steps: list[LineShape] | None = None
    channels: list[Id | ChannelShape] | None = None
    time_limit: list[TimeShape] | None = None
    applicant: TextShape | None = None
    pays_to: TextShape | None = None
    window: WindowShape | None = None
    from_: Date | None = Field(alias="from", default=None)
    until: Date | None = None
    grade: Literal["A", "B", "C"] | None = None
    basis: Literal["read", "inferred"] = "read"
    doubt: TextShape | None = None
    rejected: TextShape | None = None
    conflicts_with: list[Id] | None = None
    binding: bool = False
    supplies: dict[Id, Any] | None = None


class ClosureShape(Shape):
    id: Id
    family: Literal["cash", "transfer", "stay"]
    words: Words
    lists: list[Id]
    cite: SomeCites
    portion: Id = "main"
    grade: Literal["A", "B", "C"] | None = None
    from_: Date | None = Field(alias="from", default=None)
    until: Date | None = None
    doubt: TextShape | None = None


class NoteShape(Shape):
    kind: Literal["instead", "warning", "tip"]
    status: Id | Annotated[list[Id], Field(min_length=1)]
    zh: Words
    en: Words
    cite: SomeCites
    id: Id | None = None
    when: Condition | None = None


class GuideShape(Shape):
    id: Id
    zh: Words
    en: Words
    cite: SomeCites
    rule: Literal["allowed", "barred", "open"] = "allowed"
    documents: list[Id | DocumentShape] | None = None
    steps: list[LineShape] | None = None
    channels: list[Id | ChannelShape] | None = None
    from_: Date | None = Field(alias="from", default=None)
    until: Date | None = None
    grade: Literal["A", "B", "C"] | None = None
    doubt: TextShape | None = None


class GuidesShape(Shape):
    uses: list[GuideShape] | None = None
    sharing: list[GuideShape] | None = None
    balance: list[GuideShape] | None = None


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

    place: PlaceCode
    checked: Date
    sources: dict[Id, SourceShape] = {}
    portions: dict[Id, TextShape] = {}
    facts: dict[Id, FactShape] = {}
    documents: dict[Id, TextShape] = {}
    channels: dict[Id, TextShape] = {}
    provisions: list[ProvisionShape] = []
    closed: list[ClosureShape] = []
    notes: list[NoteShape] = []
    guides: GuidesShape | None = None
    contacts: list[ContactShape] = []
    looked_for: list[LookedForShape] = []


class BecomesShape(Shape):
    status: Id
    when: dict[str, Any]


class StatusShape(Shape):
    name: TextShape
    label: TextShape
    everyday: list[str]
    presumes: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    becomes: BecomesShape | None = None


class NamedCaseShape(Shape):
    base: Id
    facts: dict[str, Any]
    name: TextShape
    label: TextShape
    everyday: list[str]


class StatusesFile(Shape):
    statuses: dict[Id, StatusShape]
    named_cases: dict[Id, NamedCaseShape] = {}


class FactsFile(Shape):
    facts: dict[Id, FactShape]
    impossible: list[dict[str, Any]] = []


class DocumentsFile(Shape):
    documents: dict[Id, TextShape]


class ChannelsFile(Shape):
    channels: dict[Id, TextShape]


class ClaimShape(Shape):
    id: Id
    place: PlaceCode
    status: Id | list[Id]
    finding: Literal["supported", "partly", "outdated", "unsupported", "contradicted", "misattributed"]
    claim: TextShape
    truth: TextShape
    see: list[PlaceCode]
    cite: SomeCites


class ClaimsFile(Shape):
    claims: list[ClaimShape]
