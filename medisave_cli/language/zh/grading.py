"""How sure a line is, and why a rule does not decide."""

WORDS = {
    "text": "官方原文",
    "quoted": "官方说法，经转引",
    "pages": "两处网页一致，未见官方原文",
    "unconfirmed": "未证实",
    "marked": "{text}〔{label}〕",
    "marked_why": "{text}〔{label}：{why}〕",
    "ended": "{ended}",
    "lapsed": "只到{until}，是最后一次见到的做法",
    "coming": "从{start}起才施行",
    "inferred": "是推断出来的，原文没有直接写",
    "doubt": "{doubt}",
    "unsigned": "只见于没有署名的网页",
    "why": "不作依据：{reasons}",
    "and": "；",
}
