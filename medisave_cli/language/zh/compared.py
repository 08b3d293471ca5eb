"""Places side by side."""

WORDS = {
    "title": "{status} · 比较{n}个地方 · 按{as_of}的规定",
    "place": "地方",
    "cash": "能不能取现",
    "rests": "依据",
    "limit": "多久",
    "assumed": "前提",
    "rule": "{place} · {label}",
    "ask": "打{dial}问",
    "text": "官方原文",
    "quoted": "官方说法，经转引",
    "pages": "两处网页一致",
    "unconfirmed": "未证实",
    "whole": "一个地方的材料和步骤",
    "next": "medisave check -c {place} -s {status}",
    "foot": "以参保地窗口答复为准。哪里不一样、依据：--more",
}
