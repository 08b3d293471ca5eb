"""The keys and fixed values of the policy files, and what people write instead: for offers when another was written."""

from __future__ import annotations

from medisave_cli.language.speaker import both
from medisave_cli.model import Text

VALUES: dict[str, dict[str, str]] = {
    "rule": {
        "allowed": "可以 允许 能 准许 可 allow yes permitted eligible",
        "barred": "不可以 不能 不许 禁止 不得 不准 bar no forbidden denied not_allowed banned",
        "open": "不明 不清楚 未定 unclear unknown unsure",
    },
    "disposition": {
        "withdraw": "提取 支取 取现 提现 取出 cash draw",
        "inherit": "继承 inheritance heir",
        "payout_to_bank": "打卡 转账 打到银行 银行 payout bank",
        "refund": "退还 退款 清退 退费 返还",
        "transfer": "转移 转出 转走 划转 move",
        "keep_using": "继续使用 继续用 保留 留用 keep use",
        "frozen": "冻结 封存 停用 freeze",
        "escheat": "归国家 充公 无主",
    },
    "grade": {
        "A": "甲",
        "B": "乙",
        "C": "丙",
    },
    "basis": {
        "read": "读到 原文",
        "inferred": "推断 推测 infer guess",
    },
    "direction": {
        "out": "转出 出",
        "in": "转入 入",
    },
    "side": {
        "out": "转出 出 转出地",
        "in": "转入 入 转入地",
    },
    "for": {
        "decision": "审核 办结 受理 办理",
        "payment": "到账 付款 拨付 支付",
        "transfer_out": "转出",
        "transfer_in": "转入",
        "whole": "全部 全程 总共",
    },
    "kind": {
        "instead": "还能怎么用 替代",
        "warning": "提醒 警告 注意 warn",
        "tip": "提示 窍门 hint",
        "refused": "投诉 复议 complain",
    },
    "family": {
        "cash": "现金 取现 withdraw",
        "transfer": "转移",
        "stay": "保留 留下 keep_using",
    },
    "type": {
        "bool": "是否 boolean yesno",
        "choice": "选择 enum",
        "number": "数字 数 int integer",
        "date": "日期",
    },
    "finding": {
        "supported": "属实 正确 真 true",
        "partly": "部分",
        "outdated": "过时 过期 old",
        "unsupported": "无依据 没有依据",
        "contradicted": "相反 错误 假 false wrong",
        "misattributed": "张冠李戴",
    },
}
"""By key, then by value: what else is written for it."""

KEYS = {
    word: key
    for key, words in {
        "about": ("thing", "person"),
        "working_days": ("workdays", "business_days", "工作日"),
        "place": ("地方", "地区", "代码"),
        "checked": ("核对日期", "核对"),
        "sources": ("来源", "出处"),
        "title": ("标题", "题目"),
        "issuer": ("发布机关", "机关", "发布者"),
        "number": ("文号",),
        "grade": ("等级",),
        "published": ("日期", "发布日期", "date"),
        "url": ("链接", "网址", "link"),
        "status": ("状态", "情形"),
        "rule": ("规则", "准否"),
        "disposition": ("处置", "去向"),
        "summary": ("摘要", "概要"),
        "when": ("条件",),
        "documents": ("材料", "papers"),
        "steps": ("步骤",),
        "channels": ("渠道", "办理渠道"),
        "time_limit": ("时限", "办理时限", "deadline"),
        "cite": ("依据", "引用"),
        "dial": ("电话", "phone"),
        "zh": ("中文",),
        "en": ("英文",),
    }.items()
    for word in words
}
"""What people write for a key, where neither its letters nor its description lead there; by what they write."""


def meaning(key: str, value: str) -> Text:
    """What a fixed value means, in one plain line."""
    return both(f"values.{key}.{value}")
