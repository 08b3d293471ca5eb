"""How sure a source is, and who speaks in it, in words."""

from __future__ import annotations

from medisave_cli.model import Text

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
