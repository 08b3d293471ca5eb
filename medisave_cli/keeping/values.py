"""What each fixed value of the policy files means, in one plain line: for editors, for ``policy words``, and for offers when another was written.

``also``: what people write instead.
"""

from __future__ import annotations

from typing import NamedTuple

from medisave_cli.model import Text


class Value(NamedTuple):
    """A fixed value's meaning, and what people write for it."""

    means: Text
    also: tuple[str, ...] = ()


def _v(zh: str, en: str, also: str = "") -> Value:
    return Value(Text(zh, en), tuple(also.split()))


VALUES: dict[str, dict[str, Value]] = {
    "rule": {
        "allowed": _v(
            "可以", "the source allows it", "可以 允许 能 准许 可 allow yes permitted eligible"
        ),
        "barred": _v(
            "不许",
            "the source says no",
            "不可以 不能 不许 禁止 不得 不准 bar no forbidden denied not_allowed banned",
        ),
        "open": _v(
            "出处说到了，没有说定",
            "the source speaks of it and leaves it unclear",
            "不明 不清楚 未定 unclear unknown unsure",
        ),
    },
    "disposition": {
        "withdraw": _v(
            "本人提取现金", "the person draws it in cash", "提取 支取 取现 提现 取出 cash draw"
        ),
        "inherit": _v("继承人继承、提取", "the heirs receive it", "继承 inheritance heir"),
        "payout_to_bank": _v(
            "打到银行账户", "it is paid into a bank account", "打卡 转账 打到银行 银行 payout bank"
        ),
        "refund": _v("退还给本人", "it is refunded", "退还 退款 清退 退费 返还"),
        "transfer": _v("转到新参保地", "it moves to the new place", "转移 转出 转走 划转 move"),
        "keep_using": _v(
            "留在账户里继续用", "it stays and can be used", "继续使用 继续用 保留 留用 keep use"
        ),
        "frozen": _v("冻结，暂不能用", "it stays and cannot be used", "冻结 封存 停用 freeze"),
        "escheat": _v(
            "无人继承，归国家", "nobody inherits: it goes to the state", "归国家 充公 无主"
        ),
    },
    "grade": {
        "A": _v("官方网站上读到的原文", "read on an authority's own site", "甲"),
        "B": _v(
            "官方文件或说法，经转载、转述，有日期",
            "an authority quoted or reposted, with a date",
            "乙",
        ),
        "C": _v("其他", "anything else", "丙"),
    },
    "basis": {
        "read": _v("出处写明的", "the source says it", "读到 原文"),
        "inferred": _v(
            "推断的，不作依据", "concluded, not read: it never decides", "推断 推测 infer guess"
        ),
    },
    "direction": {
        "out": _v("从本地转出（不写就是它）", "away from this place (the default)", "转出 出"),
        "in": _v("转入本地", "into this place", "转入 入"),
    },
    "side": {
        "out": _v("在转出地办", "done in the place left", "转出 出 转出地"),
        "in": _v("在转入地办", "done in the new place", "转入 入 转入地"),
    },
    "for": {
        "decision": _v("审核、办结", "until it is decided", "审核 办结 受理 办理"),
        "payment": _v("到账", "until it is paid", "到账 付款 拨付 支付"),
        "transfer_out": _v("转出地办完", "until the old place has sent it", "转出"),
        "transfer_in": _v("转入地办完", "until the new place has booked it", "转入"),
        "whole": _v("从头到尾", "from beginning to end", "全部 全程 总共"),
    },
    "kind": {
        "instead": _v("取不了时还能怎么用", "what else the money can do", "还能怎么用 替代"),
        "warning": _v("要提防的", "what to beware of", "提醒 警告 注意 warn"),
        "tip": _v("有用的提示", "a useful hint", "提示 窍门 hint"),
        "refused": _v("窗口说不行时怎么办", "when the office says no", "投诉 复议 complain"),
    },
    "family": {
        "cash": _v("现金", "cash", "现金 取现 withdraw"),
        "transfer": _v("转移", "a transfer", "转移"),
        "stay": _v("留在账户", "it stays", "保留 留下 keep_using"),
    },
    "type": {
        "bool": _v("是或否", "yes or no", "是否 boolean yesno"),
        "choice": _v("几选一", "one of several", "选择 enum"),
        "number": _v("数字", "a number", "数字 数 int integer"),
        "date": _v("日期", "a date", "日期"),
    },
    "finding": {
        "supported": _v("有依据", "sources support it", "属实 正确 真 true"),
        "partly": _v("部分有依据", "partly so", "部分"),
        "outdated": _v("以前是，现在不是", "no longer so", "过时 过期 old"),
        "unsupported": _v("没有查到依据", "no source was found", "无依据 没有依据"),
        "contradicted": _v("与规定相反", "sources say otherwise", "相反 错误 假 false wrong"),
        "misattributed": _v("张冠李戴", "said of the wrong place or rule", "张冠李戴"),
    },
}
"""By key, then by value."""
