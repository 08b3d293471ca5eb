"""A hundred slips: real passages of the policy files, dropped, swapped, retyped, translated or indented, and what each must be told.

Each is (name, passage, what it became, line counted from the passage's first, words that must be told). Where nothing is replaced
the passage is appended. The words are of the finding in English: an id to write, a sign that is wrong, a key that is missing.
"""

from __future__ import annotations

from typing import NamedTuple

FILE = """\
# yaml-language-server: $schema=../../schema/place.json
place: "340200"
checked: 2026-11-22

sources:
  wuhu-guide:
    title: 芜湖市医疗保障经办服务指南
    issuer: 芜湖市医疗保障局
    grade: A
    published: 2024-05-01
    url: https://ybj.wuhu.gov.cn/guide
    title_en: Guide of Wuhu
  wuhu-report:
    title: 芜湖医保卡余额可转个人
    issuer: 芜湖市人力资源和社会保障局
    grade: B
    published: "2012-10-23"
    read: {zh: 据保险网站转载, en: "as reposted, by an insurance site"}
    title_en: Report from Wuhu

procedures:
  wuhu-counter:
    documents:
      - id-card
      - any_of: [e-voucher, social-security-card]
    channels: [counter, anhui-app]
    time_limit: [{for: decision, working_days: 10}]

provisions:
  - id: wuhu-deceased
    status: deceased
    disposition: inherit
    rule: allowed
    summary:
      zh: 参保人去世后，继承人可以申请把余额一次领出，10个工作日办结。
      en: After a death the heir may draw the whole balance, within 10 working days.
    documents:
      - id-card
      - {document: death-certificate, when: {death_in_shared_data: no}}
    channels: [counter]
    time_limit: [{for: decision, working_days: 10}]
    applicant: {zh: 继承人, en: the heir}
    cite: [{source: wuhu-guide, at: 第三条}]
  - id: wuhu-retired
    status: [retired, left_employment]
    disposition: withdraw
    rule: allowed
    when: {pension: lump_sum}
    summary:
      zh: 一次性领走养老金的人可以取。
      en: Someone with a lump-sum pension may draw it.
    procedure: wuhu-counter
    window: {months: [7], repeats: yes}
    crosses: [{bar: china-retired-no-cash, zh: 只说原则上。, en: It says in principle.}]
    cite: [wuhu-guide]
  - id: wuhu-active
    status: active
    disposition: withdraw
    rule: barred
    summary: {zh: 在职的人不能取。, en: Those at work may not draw it.}
    doubt: {zh: 旧规，可能已被取代, en: "old, perhaps replaced"}
    cite: [wuhu-report]

notes:
  - kind: warning
    status: all
    zh: 不要相信代取广告。
    en: Trust no offers to draw it for you.
    cite: [wuhu-guide]

guides:
  sharing:
    - id: wuhu-sharing
      zh: 近亲属可以共用。
      en: Near relatives may share it.
      from: 2024-01-01
      cite: [wuhu-guide]

contacts:
  - {id: wuhu-hotline, zh: 芜湖医保咨询, en: Wuhu enquiries, dial: "0553-12393", cite: [wuhu-guide]}

looked_for:
  - {zh: 芜湖自己的支取指南, en: Wuhu's own guide to withdrawal, on: 2026-11-22}
"""


class Slip(NamedTuple):
    """One slip: ``old`` became ``new``; the finding is on the line ``at`` lines below the passage's first, and tells ``words``."""

    name: str
    old: str
    new: str
    at: int
    words: tuple[str, ...]


def _s(name: str, old: str, new: str, *words: str, at: int = 0) -> Slip:
    return Slip(name, old, new, at, words)


APPLICANT = "    applicant: {zh: 继承人, en: the heir}\n"
SUMMARY = """    summary:
      zh: 一次性领走养老金的人可以取。
      en: Someone with a lump-sum pension may draw it.
"""
SLIPS = (
    # YAML: signs
    _s(
        "wide colon after a key",
        "    status: deceased\n",
        "    status：deceased\n",
        "：",
        "status: ",
    ),
    _s("wide colon before a text", "      zh: 一次性领走", "      zh：一次性领走", "：", "zh: "),
    _s("wide colon in braces", "{zh: 继承人, en", "{zh：继承人, en", "：", "zh: "),
    _s("wide colon at the top", "checked: 2026", "checked：2026", "：", "checked: "),
    _s("wide colon in a when", "when: {pension: lump", "when: {pension：lump", "：", "pension: "),
    _s("small wide colon", "    disposition: inherit\n", "    disposition﹕inherit\n", "﹕"),
    _s(
        "no space after the colon",
        "    disposition: inherit\n",
        "    disposition:inherit\n",
        "space after the colon",
    ),
    _s("no space in braces", "{zh: 继承人, en", "{zh:继承人, en", "space after the colon"),
    _s(
        "no space after the dash",
        "  - id: wuhu-active\n",
        "  -id: wuhu-active\n",
        "space after the dash",
    ),
    _s("a long dash", "  - id: wuhu-active\n", "  — id: wuhu-active\n", "dash"),
    _s("tab", "    rule: barred\n", "\trule: barred\n", "tab"),
    _s("ideographic space", "    rule: barred\n", "　　rule: barred\n", "spaces"),
    _s(
        "quote left open",
        'dial: "0553-12393"',
        'dial: "0553-12393',
        "quotation mark",
        "never closed",
    ),
    _s(
        "text after a quote",
        "      en: Someone with",
        '      en: "Someone" with',
        "closing quotation mark",
    ),
    _s("bracket left open", "channels: [counter]\n", "channels: [counter\n", "[", "not closed"),
    _s(
        "brace left open",
        "    when: {pension: lump_sum}\n",
        "    when: {pension: lump_sum\n",
        "{",
        "not closed",
    ),
    _s("wide bracket", "channels: [counter]\n", "channels: ［counter］\n", "［"),
    _s(
        "wide brace",
        "applicant: {zh: 继承人, en: the heir}",
        "applicant: ｛zh: 继承人, en: the heir｝",
        "｛",
    ),
    _s(
        "per cent first",
        "      en: Someone with",
        "      en: %50 Someone with",
        "%",
        "double quotes",
    ),
    _s("at first", "      en: Someone with", "      en: @Someone with", "@", "double quotes"),
    _s("star first", "      en: Someone with", "      en: *Someone with", "double quotes"),
    _s(
        "exclamation mark first",
        "      en: Someone with",
        "      en: !Someone with",
        "double quotes",
    ),
    _s(
        "colon in a text",
        "      en: Someone with",
        "      en: 'Note': Someone with",
        "quotation mark",
    ),
    _s(
        "colon in bare text",
        "      en: Someone with a",
        "      en: Note: someone with a",
        "colon",
        "double quotes",
    ),
    _s("two documents", "notes:\n", "---\nnotes:\n", "---"),
    _s("no colon", "    rule: barred\n", "    rule barred\n", "colon"),
    # YAML: indentation
    _s("one line too deep", "    rule: barred\n", "      rule: barred\n", "indented by 6"),
    _s("one line too shallow", "    rule: barred\n", "   rule: barred\n", "indented by 3"),
    _s("texts not indented", SUMMARY, SUMMARY.replace("      ", "    "), "indent", "summary", at=1),
    _s(
        "list items too shallow",
        "      - id-card\n      - {document",
        "   - id-card\n      - {document",
        "indented by 3",
    ),
    # commas
    _s(
        "comma in bare text in braces",
        'en: "old, perhaps replaced"',
        "en: old, perhaps replaced",
        "comma",
        '"old, perhaps replaced"',
    ),
    _s(
        "comma in the repost",
        'en: "as reposted, by an insurance site"',
        "en: as reposted, by an insurance site",
        "comma",
    ),
    _s("two commas", 'en: "old, perhaps replaced"', "en: old, perhaps, replaced", "comma"),
    _s(
        "wide comma between ids",
        "channels: [counter, anhui-app]",
        "channels: [counter，anhui-app]",
        "counter，anhui-app",
    ),
    # full-width digits and letters
    _s("wide digits in the code", 'place: "340200"', 'place: "３４０２００"', "340200"),
    _s(
        "wide digits in days",
        "working_days: 10}]\n    applicant",
        "working_days: １０}]\n    applicant",
        "10",
    ),
    _s("wide digits in a date", "checked: 2026-11-22", "checked: ２０２６-11-22", "2026-11-22"),
    _s(
        "wide digits in a number to dial",
        'dial: "0553-12393"',
        'dial: "０５５３-12393"',
        "0553-12393",
    ),
    _s("wide letters in an id", "channels: [counter]\n", "channels: [ｃounter]\n", "counter"),
    _s("wide letter as grade", "    grade: B\n", "    grade: Ｂ\n", "B"),
    _s("wide letters as key", "    grade: B\n", "    ｇrade: B\n", "grade"),
    # codes and dates
    _s("no such division", 'place: "340200"', 'place: "340299"', "340299 is no division", "340200"),
    _s("code without quotes", 'place: "340200"', "place: 340200", "quotes", "340200"),
    _s("code too short", 'place: "340200"', 'place: "3402"', "six digits"),
    _s("another place's code", 'place: "340200"', 'place: "340100"', "340100"),
    _s("slashes in a date", "checked: 2026-11-22", "checked: 2026/11/22", "2026-11-22"),
    _s("Chinese date", "checked: 2026-11-22", "checked: 2026年11月22日", "2026-11-22"),
    _s("no such day", "published: 2024-05-01", "published: 2024-02-30", "2024-02-30"),
    _s("date with a time", "checked: 2026-11-22", "checked: 2026-11-22 10:00:00", "no date"),
    _s("year without quotes", 'published: "2012-10-23"', "published: 2012", "quotes", "2012"),
    _s("checked in the future", "checked: 2026-11-22", "checked: 2036-11-22", "after today"),
    _s(
        "published after the check",
        "published: 2024-05-01",
        "published: 2027-05-01",
        "dates cross",
        at=-4,
    ),
    _s(
        "until before from",
        "      from: 2024-01-01\n",
        "      from: 2024-01-01\n      until: 2023-01-01\n",
        "dates cross",
        at=-3,
    ),
    # ids by name, sound and meaning
    _s(
        "paper by its Chinese name",
        "    documents:\n      - id-card\n      - {",
        "    documents:\n      - 身份证\n      - {",
        "id-card",
        at=1,
    ),
    _s(
        "paper in pinyin",
        "      - id-card\n      - any_of",
        "      - shenfenzheng\n      - any_of",
        "id-card",
    ),
    _s(
        "paper misspelt",
        "document: death-certificate",
        "document: death-certificat",
        "death-certificate",
    ),
    _s(
        "paper by an English name",
        "document: death-certificate",
        "document: certificate-of-death",
        "death-certificate",
    ),
    _s(
        "paper nobody has",
        "      - id-card\n      - any_of",
        "      - lottery-ticket\n      - any_of",
        "declare it under documents",
    ),
    _s("paper by joined letters", "any_of: [e-voucher", "any_of: [evoucher", "e-voucher"),
    _s("status in Chinese", "    status: active\n", "    status: 在职\n", "active"),
    _s("status misspelt", "status: [retired, left", "status: [retierd, left", "retired"),
    _s("status by another word", "    status: deceased\n", "    status: 死亡\n", "deceased"),
    _s("named case as status", "    status: active\n", "    status: foreign_leaver\n", "emigrated"),
    _s(
        "channel by its Chinese name",
        "channels: [counter, anhui-app]",
        "channels: [counter, 皖事通]",
        "anhui-app",
    ),
    _s(
        "channel in pinyin",
        "channels: [counter, anhui-app]",
        "channels: [counter, wanshitong]",
        "anhui-app",
    ),
    _s("fact misspelt", "when: {pension: lump", "when: {pensoin: lump", "pension"),
    _s(
        "fact in Chinese",
        "when: {death_in_shared_data: no}",
        "when: {死亡信息: no}",
        "death_in_shared_data",
    ),
    _s("value misspelt", "pension: lump_sum}", "pension: lumpsum}", "lump_sum"),
    _s("value in Chinese", "when: {pension: lump_sum}", "when: {pension: 一次性}", "lump_sum"),
    _s("yes in Chinese", "death_in_shared_data: no}", "death_in_shared_data: 否}", "no"),
    _s("month as a condition", "when: {pension: lump_sum}", "when: {month: 7}", "window"),
    _s("months as a condition", "when: {pension: lump_sum}", "when: {月份: 7}", "window"),
    _s("status in a when", "when: {pension: lump_sum}", "when: {status: retired}", "onto the rule"),
    _s(
        "source misspelt",
        "cite: [{source: wuhu-guide,",
        "cite: [{source: wuhu-giude,",
        "wuhu-guide",
    ),
    _s("procedure misspelt", "procedure: wuhu-counter", "procedure: wuhu-countr", "wuhu-counter"),
    # values
    _s("rule in Chinese", "    rule: barred\n", "    rule: 不可以\n", "barred"),
    _s("rule by another form", "    rule: barred\n", "    rule: bar\n", "barred"),
    _s("rule misspelt", "    rule: barred\n", "    rule: bared\n", "barred"),
    _s(
        "disposition in Chinese", "    disposition: inherit\n", "    disposition: 继承\n", "inherit"
    ),
    _s(
        "disposition by a family",
        "    disposition: inherit\n",
        "    disposition: transferred\n",
        "transfer",
    ),
    _s(
        "purpose in Chinese",
        "{for: decision, working_days: 10}]\n    applicant",
        "{for: 办结, working_days: 10}]\n    applicant",
        "decision",
    ),
    _s("kind in Chinese", "  - kind: warning\n", "  - kind: 提醒\n", "warning"),
    _s(
        "days as text",
        "working_days: 10}]\n    applicant",
        'working_days: "10"}]\n    applicant',
        "10",
        "without quotes",
    ),
    _s(
        "days with a unit",
        "working_days: 10}]\n    applicant",
        "working_days: 10个工作日}]\n    applicant",
        "10",
        "without quotes",
    ),
    _s(
        "days in Chinese",
        "working_days: 10}]\n    applicant",
        "working_days: 十}]\n    applicant",
        "10",
    ),
    _s(
        "no days at all",
        "{for: decision, working_days: 10}]\n    applicant",
        "{for: decision}]\n    applicant",
        "working_days or days",
    ),
    _s(
        "one paper where a list should be",
        "channels: [counter]\n",
        "channels: counter\n",
        "[counter]",
    ),
    _s(
        "any_of with one",
        "any_of: [e-voucher, social-security-card]",
        "any_of: [e-voucher]",
        "document",
    ),
    # keys
    _s("key misspelt", "    disposition: inherit\n", "    dispositon: inherit\n", "disposition"),
    _s("key in Chinese", "    channels: [counter]\n", "    渠道: [counter]\n", "渠道"),
    _s(
        "key in capitals", "    disposition: inherit\n", "    Disposition: inherit\n", "disposition"
    ),
    _s("key of another place", "    applicant: {zh: 继承人", "    title: {zh: 继承人", "sources"),
    _s(
        "key twice",
        "    disposition: inherit\n",
        "    disposition: inherit\n    disposition: inherit\n",
        "twice",
        at=1,
    ),
    _s("no Chinese", "      zh: 近亲属可以共用。\n", "", "Chinese text is missing", at=-1),
    _s(
        "no English",
        "      en: Near relatives may share it.\n",
        "",
        "English text is missing",
        at=-2,
    ),
    _s("no citation", "    cite: [wuhu-report]\n", "", "no citation", at=-6),
    _s("no issuer", "    issuer: 芜湖市医疗保障局\n", "", "no issuer", at=-2),
    _s("no rule", "    rule: barred\n", "", "rule", at=-3),
    _s("empty key", "    disposition: inherit\n", "    disposition:\n", "empty"),
    _s("id taken", "  - id: wuhu-active\n", "  - id: wuhu-retired\n", "taken"),
    _s("id in Chinese", "  - id: wuhu-active\n", "  - id: 芜湖-在职\n", "no id"),
    _s(
        "id with blanks and capitals",
        "  - id: wuhu-active\n",
        "  - id: Wuhu active\n",
        "wuhu-active",
    ),
    # languages and figures
    _s(
        "Chinese in the English",
        "en: Those at work may not draw it.}",
        "en: 在职的人不能取。}",
        "not English",
    ),
    _s("English in the Chinese", "{zh: 在职的人不能取。,", "{zh: Those at work.,", "not Chinese"),
    _s("figures that differ", "within 10 working days.", "within 15 working days.", "15", at=-2),
    _s(
        "days the limits lack",
        "time_limit: [{for: decision, working_days: 10}]\n    applicant",
        "applicant",
        "10 working days",
        at=-7,
    ),
    # sources
    _s(
        "link elsewhere",
        "url: https://ybj.wuhu.gov.cn/guide",
        "url: https://wuhu.bendibao.com/guide",
        "authority's site",
        at=-5,
    ),
    _s(
        "link that is none",
        "url: https://ybj.wuhu.gov.cn/guide",
        "url: ybj.wuhu.gov.cn/guide",
        "https://",
    ),
    _s(
        "A without date and link",
        "    published: 2024-05-01\n    url: https://ybj.wuhu.gov.cn/guide\n",
        "",
        "neither a date nor",
        at=-4,
    ),
    _s("B without a date", '    published: "2012-10-23"\n', "", "without a date", at=-4),
    _s(
        "B from a newspaper",
        "    issuer: 芜湖市人力资源和社会保障局\n",
        "    issuer: 芜湖日报\n",
        "press",
        at=-2,
    ),
    _s(
        "A read in part",
        "    url: https://ybj.wuhu.gov.cn/guide\n",
        "    read: {zh: 只读到检索摘录, en: an excerpt only}\n",
        "a part was read",
        at=-5,
    ),
    _s("unsigned A", "    issuer: 芜湖市医疗保障局\n", "    issuer: unsigned\n", "unsigned", at=-2),
    _s("issuer unknown", "    issuer: 芜湖市医疗保障局\n", "    issuer: 不详\n", "unsigned", at=-2),
    _s(
        "another document's number",
        "    grade: A\n",
        "    grade: A\n    number: 国办发〔2021〕14号\n",
        "number",
        at=-3,
    ),
    _s(
        "nobody cites it",
        "    cite: [wuhu-report]\n",
        "    cite: [wuhu-guide]\n",
        "nobody cites the source wuhu-report",
        at=-49,
    ),
    # kinds of things
    _s(
        "a fact like a channel",
        "notes:\n",
        "facts:\n  wuhu-floor: {zh: 满5000元, en: 5000 yuan reached}\nnotes:\n",
        "lacks",
        "type",
        at=1,
    ),
    _s("a text for a mapping", APPLICANT, "    applicant: 继承人\n", "applicant"),
    _s(
        "a mapping for a list",
        "notes:\n  - kind: warning\n    status: all\n",
        "notes:\n    kind: warning\n    status: all\n",
        "list",
    ),
    _s(
        "a rule nobody can meet",
        "when: {pension: lump_sum}",
        "when: {all: [{pension: lump_sum}, {pension: monthly}]}",
        "no case can meet",
        at=-4,
    ),
    # indentation, the dash, and what a mend must not be blamed for
    _s(
        "a key below its entry's dash",
        "    rule: barred\n",
        "  rule: barred\n",
        "indented by 2 spaces",
        "here 4",
    ),
    _s(
        "a key deeper than the list above it",
        "    channels: [counter]\n    time_limit: [{for: decision, working_days: 10}]\n    applicant",
        "      channels: [counter]\n    time_limit: [{for: decision, working_days: 10}]\n    applicant",
        "indented by 6 spaces",
    ),
    _s(
        "the first dash moved",
        "  - id: wuhu-deceased\n",
        " - id: wuhu-deceased\n",
        "the dash stands at 1",
        "put 2 spaces",
    ),
    _s(
        "no dash in the middle",
        "  - id: wuhu-active\n",
        "    id: wuhu-active\n",
        "without its dash",
    ),
    _s(
        "no dash at first", "  - id: wuhu-deceased\n", "    id: wuhu-deceased\n", "without its dash"
    ),
    _s(
        "a comma beside quotation marks",
        "    summary: {zh: 在职的人不能取。, en: Those at work may not draw it.}\n",
        '    summary: {zh: 在职的人不能取。, en: Those "at work", it says, may not.}\n',
        "a comma in text",
        '\\"at work\\"',
    ),
    _s("five digits", 'place: "340200"\n', 'place: "34020"\n', "six digits", '"340200"'),
    _s("a status in other words", "status: deceased", "status: 死亡", "did you mean deceased"),
    _s(
        "a channel that is a name alone",
        "procedures:\n",
        "channels:\n  wuhu-app: 某某通\nprocedures:\n",
        "channels.wuhu-app",
        "{zh: 某某通, en: …}",
        at=1,
    ),
    # Found by mutating other files of the book
    _s(
        "a # in text",
        "      en: Someone with",
        "      en: Case #1 with",
        "ends at a #",
        "double quotes",
        at=0,
    ),
    _s(
        "a quotation mark left open before other keys",
        '    read: {zh: 据保险网站转载, en: "as reposted, by an insurance site"}\n    title_en: Report from Wuhu\n',
        '    title_en: "Report from Wuhu\n    read: {zh: 据保险网站转载, en: "as reposted, by an insurance site"}\n',
        "quotation mark",
    ),
    _s(
        "a full-width space after a colon",
        "    disposition: inherit\n",
        "    disposition:\u3000inherit\n",
        "full-width space",
        "disposition: ",
    ),
    _s(
        "a star for a dash",
        "      - id-card\n      - any_of",
        "      * id-card\n      - any_of",
        "* is no dash",
        "“- ”",
    ),
    _s("marks of a merge", "procedures:\n", "<<<<<<< HEAD\nprocedures:\n", "merge", "<<<<<<<"),
    _s(
        "corner brackets",
        "channels: [counter, anhui-app]",
        "channels: 【counter, anhui-app】",
        "【",
        "[counter, anhui-app]",
    ),
    _s(
        "a Chinese comma between ids",
        "channels: [counter, anhui-app]",
        "channels: [counter、anhui-app]",
        "several are a list",
        "[counter, anhui-app]",
    ),
    _s(
        "two situations without brackets",
        "status: [retired, left_employment]",
        "status: retired, left_employment",
        "[retired, left_employment]",
    ),
    _s(
        "curly quotation marks",
        "    title_en: Guide of Wuhu\n",
        "    title_en: “Wuhu: a guide”\n",
        'title_en: "Wuhu: a guide"',
    ),
    _s(
        "a key in Chinese",
        "    status: deceased\n",
        "    状态: deceased\n",
        "did you mean `status`",
    ),
    _s(
        "a key in capitals",
        "    disposition: inherit\n",
        "    Disposition: inherit\n",
        "did you mean `disposition`",
    ),
    _s(
        "working days in other words",
        "    time_limit: [{for: decision, working_days: 10}]\n    applicant",
        "    time_limit: [{for: decision, workdays: 10}]\n    applicant",
        "did you mean `working_days`",
    ),
    _s(
        "a thirteenth month",
        "window: {months: [7], repeats: yes}",
        "window: {months: [13], repeats: yes}",
        "12 at most",
    ),
    _s(
        "a season in words",
        "window: {months: [7], repeats: yes}",
        "window: 每年7月",
        "{months: [7], repeats: yes}",
    ),
    _s(
        "A without link or number",
        "    url: https://ybj.wuhu.gov.cn/guide\n",
        "    read: {zh: 据转载, en: as reposted}\n",
        "neither an official link nor",
        at=-5,
    ),
    _s(
        "B from a portal",
        "    issuer: 芜湖市人力资源和社会保障局\n",
        "    issuer: 本地宝\n",
        "the press",
        at=-2,
    ),
)
"""More than a hundred."""
