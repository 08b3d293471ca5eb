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


STEP_BY_STEP = hint("一步步怎么办 · what to do, step by step")
WHERE_DONE = hint("在哪里办 · where it is done")

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
    hint("对谁适用，不写就是所有人 · for whom; left out: everyone of that status"),
]
Count = Annotated[int, Field(ge=0, le=1000)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True, strict=True)


class TextShape(Shape):
    zh: Words
    en: Words


class WordShape(TextShape):
    """A paper or a channel by name. ``also``: what else people call it, so that it can be offered."""

    also: Annotated[list[Words], hint("人们还怎么叫它 · what else people call it")] = []


class CiteShape(Shape):
    source: Name
    at: Annotated[Words | None, hint("第几条、第几项 · where in it")] = None


SomeCites = Annotated[
    list[
        Annotated[
            Annotated[Name, Tag("id")] | Annotated[CiteShape, Tag("details")], Discriminator(_form)
        ]
    ],
    Field(min_length=1, description="依据：sources 里的 id · what it rests on: ids under sources"),
]


class CitedShape(Shape):
    cite: SomeCites


OneOrMore = Annotated[
    Annotated[Name, Tag("id")] | Annotated[list[Name], Field(min_length=1), Tag("list")],
    Discriminator(_form),
]
Grade = Literal["A", "B", "C"]


class SourceShape(Shape):
    title: Annotated[Words, hint("文件或网页的标题 · the title of the document or page")]
    title_en: Annotated[
        Words | None, hint("英文短标题，自己起的 · a short English title of ours")
    ] = None
    issuer: Annotated[
        Words,
        hint(
            "谁发布的；页面没写就填 unsigned · who speaks; `unsigned` where the page names nobody"
        ),
    ]
    grade: Annotated[
        Grade,
        hint(
            "A 官方原文；B 有日期的转述，或两处一致的；C 其他 · A official text; B quoted with a date; C anything else"
        ),
    ]
    number: Annotated[Words | None, hint("文号 · its number, if it shows one")] = None
    published: Annotated[
        PartialDate | None,
        hint("文件自己的日期，可以只写年月或年 · its own date, a month or a year will do"),
    ] = None
    effective_from: Annotated[Date | None, hint("施行日期 · when it says it takes effect")] = None
    url: Annotated[
        str | None,
        Field(
            pattern=r"^https?://[!-~]+$",
            max_length=500,
            description="只能是官方网站 · an authority's own site only",
        ),
    ] = None
    read: Annotated[
        TextShape | None, hint("怎么读到的 · how it was read, where not on the authority's site")
    ] = None


class FactShape(Shape):
    type: Literal["bool", "choice", "number", "date"]
    name: TextShape
    question: TextShape
    why: TextShape
    also: Annotated[list[Words], hint("人们还怎么叫它 · what else people call it")] = []
    choices: dict[str, TextShape] | None = None
    says: dict[str, TextShape] | None = None
    unit: TextShape | None = None
    min: int | None = None
    whole: bool = False
    act: Annotated[
        TextShape | None,
        hint("还没做的，要先做什么 · what to do for it to be so, where a person still can"),
    ] = None
    costs: Annotated[
        TextShape | None,
        hint("办了就收不回的代价 · what doing it costs for good: said before the way's papers"),
    ] = None


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
        hint(
            "做完没有的那个事实（目录里带 act 的）· the fact that says it is done (one with `act` in the catalog)"
        ),
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


Ended = Annotated[
    Annotated[Date, Tag("id")] | Annotated[TextShape, Tag("details")], Discriminator(_form)
]


class ProcedureShape(Shape):
    """How a thing is done: what several rules of one place share, written once."""

    documents: Annotated[
        Documents | None, hint("要带的材料；[] 表示不用带 · papers to bring; [] means none")
    ] = None
    complete: Annotated[
        bool | None, hint("no：只知道一部分材料 · `no`: the list of papers is known to be partial")
    ] = None
    before: Annotated[list[LineShape] | None, hint("先要办妥的事 · what to settle first")] = None
    steps: Annotated[list[LineShape] | None, STEP_BY_STEP] = None
    channels: Annotated[Channels | None, WHERE_DONE] = None
    time_limit: Annotated[list[TimeShape] | None, hint("多久办好 · how long it takes")] = None
    applicant: Annotated[TextShape | None, hint("谁来申请 · who applies")] = None
    pays_to: Annotated[TextShape | None, hint("钱打到哪里 · where the money is paid")] = None


class ProvisionShape(ProcedureShape):
    """One rule."""

    id: Annotated[
        Id, hint("全书唯一，以地名拼音开头 · unique in the book, led by the place's pinyin")
    ]
    status: Annotated[
        OneOrMore,
        hint(
            "情形：一个、几个，或 any（不含去世）· one, a list, or `any` (every status but deceased)"
        ),
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
        hint("钱的去向 · what happens to the money"),
    ]
    rule: Annotated[
        Literal["allowed", "barred", "open"],
        hint("出处怎么说 · what the source says"),
    ]
    summary: Annotated[
        TextShape,
        hint("用自己的话，说给窗口前的人听 · in your own words, for the person at the counter"),
    ]
    cite: SomeCites
    portion: Annotated[
        Name, hint("账户里单独有规定的那部分钱 · a part of the money under a rule of its own")
    ] = "main"
    direction: Annotated[
        Literal["out", "in"],
        hint("in：本地作为转入地说话 · `in`: this place speaks as the destination of a move"),
    ] = "out"
    when: Condition | None = None
    procedure: Annotated[
        Name | None,
        hint(
            "procedures 里的名字：怎么办照那里的，这里另写的优先 · a name under `procedures`: done as written there; what is written here wins"
        ),
    ] = None
    window: Annotated[
        WindowShape | None, hint("只在一年中某段时间受理 · accepted only at certain times")
    ] = None
    from_: Annotated[
        Date | None,
        Field(
            alias="from",
            description="规定自己的起始日，不是转载日 · the rule's own start, never a repost's",
        ),
    ] = None
    until: Annotated[
        Date | None, hint("规定自己的终止日 · the rule's own end, if the source says so")
    ] = None
    grade: Annotated[
        Grade | None,
        hint("降低等级，或两处一致的 C 记为 B · lowers the grade, or B for two C pages that agree"),
    ] = None
    basis: Annotated[
        Literal["read", "inferred"],
        hint("inferred：推断出来的，不作依据 · concluded, not read: it never decides"),
    ] = "read"
    doubt: Annotated[
        TextShape | None, hint("为什么可能不再有效、不对 · why it may not hold: it never decides")
    ] = None
    verify: Annotated[
        list[Words] | None,
        hint(
            "还要核对什么；写着它就不作依据 · what must still be verified: while it stands, the rule never decides"
        ),
    ] = None
    ended: Annotated[
        Ended | None,
        hint(
            "已经停办：日期，或一句话；只作为以前的做法显示 · known to have ended: a date or words; shown as last known practice, never leaning yes"
        ),
    ] = None
    rejected: Annotated[
        TextShape | None, hint("为什么是错的 · why it is wrong: shown as wrong")
    ] = None
    conflicts_with: Annotated[
        list[Id] | None,
        hint("与哪条规定打架，两条都保留 · the rules it disagrees with; both stand"),
    ] = None
    binding: Annotated[
        bool, hint("下级不得另行禁止（继承）· no lower place may bar it (inheritance)")
    ] = False
    supplies: Annotated[
        dict[Id, Any] | None,
        hint(
            "转入地替来的人定下的事实 · with direction `in`: a fact this settles for those who move here"
        ),
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
        hint(
            "instead：取不了时还能怎么用；refused：窗口说不行时怎么办"
            " · instead: what else the money can do; refused: what to do when the office says no"
        ),
    ]
    status: OneOrMore
    zh: Words
    en: Words
    cite: SomeCites
    id: Id | None = None
    when: Condition | None = None


class GuideShape(Shape):
    id: Annotated[Id, hint("全书唯一 · unique in the book")]
    zh: Words
    en: Words
    cite: SomeCites
    rule: Annotated[
        Literal["allowed", "barred", "open"],
        hint("能、不能、没有说定 · it may, it may not, the source leaves it unclear"),
    ] = "allowed"
    about: Annotated[
        list[Name] | None,
        hint(
            "说的是哪样东西、哪个人、哪种麻烦：catalog/phrases.yaml 里该话题的 about · which thing, person or trouble: ids of the topic in catalog/phrases.yaml"
        ),
    ] = None
    documents: Annotated[Documents | None, hint("要带的材料 · papers to bring")] = None
    steps: Annotated[list[LineShape] | None, STEP_BY_STEP] = None
    channels: Annotated[Channels | None, WHERE_DONE] = None
    window: Annotated[
        WindowShape | None, hint("只在一年中某段时间受理 · open only at certain times of the year")
    ] = None
    from_: Annotated[Date | None, Field(alias="from", description="从哪天起 · its own start")] = (
        None
    )
    until: Annotated[
        Date | None, hint("到哪天止，出处写明才填 · its own end, if the source says so")
    ] = None
    overtaken_by: Annotated[
        Id | None,
        hint(
            "已被哪一条取代（本地或上级的 guides 里的 id）· the guide line, here or wider, that has overtaken it"
        ),
    ] = None
    grade: Grade | None = None
    doubt: Annotated[TextShape | None, hint("为什么可能不对 · why it may not hold")] = None
    brief: Annotated[
        TextShape | None,
        hint(
            "用几个字说，给第一屏用；正文短的不写 · the same in a few words for the first screen; leave it out where the text is short"
        ),
    ] = None


class GuidesShape(Shape):
    uses: Annotated[list[GuideShape] | None, hint("钱能付什么 · what the money may pay")] = None
    sharing: Annotated[list[GuideShape] | None, hint("家庭共济 · family sharing")] = None
    balance: Annotated[list[GuideShape] | None, hint("到哪里查余额 · where to look it up")] = None
    trouble: Annotated[
        list[GuideShape] | None,
        hint(
            "卡用不了、余额不对：可能的原因，问谁 · card or balance is wrong: what may be behind it"
        ),
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

    place: Annotated[PlaceCode, hint('行政区划代码，加引号 · the GB/T 2260 code, quoted: "320500"')]
    checked: Annotated[
        Date, hint("最后一次对照出处的日期 · when a person last held this file against its sources")
    ]
    sources: Annotated[
        dict[Id, SourceShape], hint("依据：文件和网页 · the documents and pages the rules rest on")
    ] = {}
    portions: Annotated[
        dict[Id, TextShape],
        hint("账户里单独有规定的那部分钱 · parts of the money under a rule of their own"),
    ] = {}
    facts: Annotated[
        dict[Id, FactShape], hint("只有本地才问的事实 · facts only this place asks about")
    ] = {}
    documents: Annotated[
        dict[Id, WordShape], hint("只有本地才要的材料 · papers only this place asks for")
    ] = {}
    channels: Annotated[dict[Id, WordShape], hint("本地的办理渠道 · platforms of this place")] = {}
    procedures: Annotated[
        dict[Id, ProcedureShape],
        hint(
            "几条规定共用的办法，写一次，规定里用 procedure 点名 · how a thing is done, written once and named by rules with `procedure`"
        ),
    ] = {}
    provisions: Annotated[list[ProvisionShape], hint("规定 · the rules")] = []
    closed: Annotated[
        list[ClosureShape], hint("自称完整的清单（“仅限”）· lists that call themselves complete")
    ] = []
    notes: Annotated[
        list[NoteShape],
        hint("提醒，以及取不了时还能怎么用 · warnings, and what a person can do instead"),
    ] = []
    guides: Annotated[
        GuidesShape | None, hint("能付什么、家庭共济、查余额 · uses, sharing, balance")
    ] = None
    contacts: Annotated[list[ContactShape], hint("打哪个电话 · whom to call")] = []
    looked_for: Annotated[
        list[LookedForShape], hint("查过、没有查到的 · what was searched and not found")
    ] = []


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
    documents: dict[Id, WordShape]


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
