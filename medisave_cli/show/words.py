"""How sure a source is, who speaks in it, and why a rule is not followed, in words."""

from __future__ import annotations

from medisave_cli.model import Heard, Text

GRADES = {
    "A": Text("官方原文", "official text"),
    "B": Text("官方说法，经转引", "official, as quoted or reported"),
    "C": Text("无署名或未证实", "unsigned or unconfirmed"),
}
UNSIGNED = Text("未署名", "unsigned")


def grade_words(grade: str, lang: str) -> str:
    """What the grade A, B or C means."""
    return GRADES[grade].zh if lang == "zh" else GRADES[grade].en


def issuer_words(issuer: str, lang: str) -> str:
    """Who speaks; ``unsigned`` where nobody signs."""
    if issuer != "unsigned":
        return issuer
    return UNSIGNED.zh if lang == "zh" else UNSIGNED.en


def why_reported(heard: Heard, lang: str) -> str:
    """Why a provision does not decide, in words."""
    p = heard.provision
    zh = lang == "zh"
    reasons = []
    if heard.role == "lapsed" and p.ended is not None:
        why = (p.ended.zh if zh else p.ended.en).rstrip("。.")
        reasons.append(f"最后一次见到的做法：{why}" if zh else f"last known practice: {why}")
    elif heard.role == "lapsed":
        reasons.append(
            f"只到 {p.until}，最后一次见到的做法"
            if zh
            else f"ended on {p.until}; last known practice"
        )
    if heard.role == "coming":
        reasons.append(f"从 {p.start} 起才施行" if zh else f"in force only from {p.start}")
    if p.inferred:
        reasons.append(
            "是推断出来的，原文没有直接写"
            if zh
            else "our reading of the rule, which does not say so outright"
        )
    if p.doubt is not None:
        reasons.append(p.doubt.zh if zh else p.doubt.en)
    if p.grade == "C":
        reasons.append(grade_words("C", lang))
    return ("；" if zh else "; ").join(reason.rstrip("。.") for reason in reasons) + (
        "。" if zh else "."
    )
