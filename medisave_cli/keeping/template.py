"""The file a newcomer starts from: it lints as it stands, and asks the questions to answer in comments."""

from __future__ import annotations

from typing import Any

from medisave_cli.book.store import Book
from medisave_cli.logic.conditions import facts_in
from medisave_cli.model import MAIN, NATION, Place, Text

CORE = ("deceased", "retired", "emigrated", "transfer", "left_employment")
DISPOSITIONS = {"deceased": "payout_to_bank", "transfer": "transfer"}

QUESTIONS = {
    "deceased": (
        Text(
            "余额怎么给：打到银行卡，还是划进继承人的医保账户？",
            "How is the balance paid: to a bank card, or into the heir's own account?",
        ),
        Text(
            "谁来申请？带哪些材料？系统里查得到死亡信息时，哪些可以不带？",
            "Who applies? Which papers? Which are not needed where the office sees the death in its system?",
        ),
        Text("在哪里办、几个工作日办好？", "Where, and within how many working days?"),
    ),
    "retired": (
        Text(
            "退休的人能不能取？只有一次性领走养老金、定居外省等情形才行吗？",
            "May retirees draw it? Only after a lump-sum pension, or when settled in another province?",
        ),
        Text("不能取的，出处是怎么写的？", "If not, which words of the source say so?"),
    ),
    "emigrated": (
        Text(
            "要不要先注销户口、放弃国籍，或有定居证明？",
            "Must the hukou be cancelled first, nationality given up, settlement proved?",
        ),
        Text(
            "外国人、港澳台居民离开时另有规定吗？",
            "Is there a rule of its own for foreigners and people from Hong Kong, Macao and Taiwan?",
        ),
    ),
    "transfer": (
        Text(
            "余额跟着走吗？省内和跨省一样吗？",
            "Does the balance move along? The same inside the province and across provinces?",
        ),
        Text("转入地不收余额时怎么办？", "What if the new place will not take the balance?"),
        Text(
            "别处转来的钱收不收？（direction: in）",
            "Does this place take balances from elsewhere? (direction: in)",
        ),
    ),
    "left_employment": (
        Text(
            "离职、停缴能不能取？要书面放弃职工医保吗？",
            "May someone who left a job draw it? Must employee insurance be given up in writing?",
        ),
    ),
}


def place_file(book: Book, place: Place, pinyin: str, today: str, lang: str) -> str:
    """The text of a new place file. ``pinyin`` leads its ids, ``today`` is the ISO date of its first check, ``lang`` its comments' language."""
    zh = lang == "zh"

    def word(chinese: str, english: str) -> str:
        return chinese if zh else english

    path = (
        " ".join(t.zh for t in place.path) if zh else ", ".join(t.en for t in reversed(place.path))
    )
    lines = [
        "# yaml-language-server: $schema=../../schema/place.json",
        f"# {path}",
        word(
            "# 写法和例子：policies/README.zh-CN.md。每写完一段就运行 medisave policy lint，它会指出行号和改法。",
            "# How to fill it in, with an example: policies/README.md. Run medisave policy lint after each part: it names line and mend.",
        ),
        word(
            "# 只写出处里有的；没有查到就写进 looked_for，不要猜。以 # 开头的行是说明和样子，去掉 # 才算数。",
            "# Write only what a source says; what was not found goes under looked_for. Lines that begin with # are hints: they count once the # is gone.",
        ),
        f'place: "{place.code}"',
        f"checked: {today}   {word('# 最后一次对照出处的日期，以后每核对一次就改', '# when this file was last held against its sources; renew it each time')}",
        "",
        word(
            "# 一、依据：谁、在哪份文件或网页里说的。页面没写是谁就填 issuer: unsigned；链接只能是官方网站（gov.cn）。",
            "# 1. Sources: who said it, in which document or page. issuer: unsigned where the page names nobody; links only to an authority's site (gov.cn).",
        ),
        word(
            "#    等级 A：官方网站原文；B：有日期的转述、转载；C：其他。",
            "#    Grade A: the text on an authority's own site; B: quoted or reposted, with a date; C: anything else.",
        ),
        "sources:",
        f"#   {pinyin}-guide:",
        f'#     title: "…"   {word("# 标题照抄", "# as it stands")}',
        f'#     title_en: "…"   {word("# 英文短标题，自己起", "# a short English title of ours")}',
        "#     issuer: unsigned",
        "#     grade: C",
        f"#     published: {today}",
        "#     url: https://…",
        "",
        word(
            "# 二、规定：一种情形、一种结果写一条。上级已经说过、这里没有不同的，不要重复。",
            "# 2. Provisions: one for each situation and result. What a wider place says already, and this place says no differently, is not repeated.",
        ),
        *_nameable(place, word),
        "provisions:",
    ]
    for status in CORE:
        if status in book.statuses:
            lines += ["", *_status(book, place, status, pinyin, zh)]
    others = [s for s in book.statuses.values() if s.id == s.base and s.id not in CORE]
    listed = (
        "、".join(f"{s.name.zh}（{s.id}）" for s in others)
        if zh
        else ", ".join(f"{s.name.en} ({s.id})" for s in others)
    )
    lines += [
        "",
        word(
            f"# 出处还说到这些情形的，同样写：{listed}",
            f"# The same where a source speaks of: {listed}",
        ),
        "",
        word(
            "# 三、取不了的时候还能怎么用（instead），要提防什么（warning）。",
            "# 3. What else the money can do (instead), what to beware of (warning).",
        ),
        "notes:",
        "#   - kind: instead",
        "#     status: [active, retired]",
        '#     zh: "…"',
        '#     en: "…"',
        f"#     cite: [{pinyin}-guide]",
        "",
        word(
            "# 四、指引：能付什么（uses）、家庭共济（sharing）、查余额（balance）、卡和余额有问题（trouble）。办事通知、季节性受理也写在这里。",
            "# 4. Guides: what the money may pay (uses), family sharing (sharing), the balance (balance), when something is wrong (trouble).",
        ),
        "guides:",
        "#   sharing:",
        f"#     - id: {pinyin}-sharing",
        '#       zh: "…"',
        '#       en: "…"',
        f"#       cite: [{pinyin}-guide]",
        "",
        word("# 五、打哪个电话问。", "# 5. Whom to call."),
        "contacts:",
        f'#   - {{id: {pinyin}-hotline, zh: "…", en: "…", dial: "{place.area_code or "0000"}-12393", cite: [{pinyin}-guide]}}',
        "",
        word(
            "# 六、查过、没有查到的：下一个人就不用再找。",
            "# 6. What was searched and not found, so that nobody searches again.",
        ),
        "looked_for:",
        f'#   - {{zh: "{place.name.zh}自己的支取办事指南", en: "{place.name.en}\'s own guide to withdrawal", on: {today}}}',
    ]
    return "\n".join(lines) + "\n"


def _nameable(place: Place, word: Any) -> list[str]:
    """The ids of papers and channels that can be written, each with its name."""
    from medisave_cli.keeping.nameable import nameable

    lines = [
        word(
            "#    文字都放进双引号。材料和渠道写 id，可用的有（没有的在 documents、channels 里声明）：",
            "#    Put every text in double quotes. Papers and channels are written by id; these can be used (declare others under documents, channels):",
        )
    ]
    for kind in ("documents", "channels"):
        said = [f"{e.id} {word(e.name.zh, e.name.en)}" for e in nameable(place, kind)]
        lines += [f"#    {kind}:"]
        lines += [f"#      {'; '.join(said[i : i + 4])}" for i in range(0, len(said), 4)]
    return lines


def _status(book: Book, place: Place, status: str, pinyin: str, zh: bool) -> list[str]:
    name = book.statuses[status].name
    lines = [f"  # ── {name.zh if zh else name.en} ({status}) ──"]
    lines += [
        f"  # {'问：' if zh else '? '}{question.zh if zh else question.en}"
        for question in QUESTIONS[status]
    ]
    for here in book.rules(place, status).chain:
        for p in here.provisions:
            told = (
                p.portion == MAIN
                and p.rejected is None
                and p.place != place.code
                and (p.place != NATION or p.family == "cash")
            )
            if told and "scheme" not in facts_in(p.when):
                where = here.name.zh if zh else here.name.en
                lines.append(
                    f"  # {'已有' if zh else 'on file'} {where} {p.id} ({p.grade}): {p.summary.zh if zh else p.summary.en}"
                )
    lines += [
        f"  # - id: {pinyin}-{status.replace('_', '-')}",
        f"  #   status: {status}",
        f"  #   disposition: {DISPOSITIONS.get(status, 'withdraw')}   # withdraw inherit payout_to_bank refund | transfer | keep_using frozen escheat",
        "  #   rule: allowed   # allowed | barred | open",
        "  #   summary:",
        '  #     zh: "…"',
        '  #     en: "…"',
    ]
    if status == "deceased":
        lines += [
            "  #   documents: [heir-id-card, heir-bank-account, {document: death-certificate, when: {death_in_shared_data: no}}]",
            "  #   channels: [counter]",
            "  #   time_limit: [{for: decision, working_days: 10}]",
        ]
    return [*lines, f"  #   cite: [{pinyin}-guide]"]
