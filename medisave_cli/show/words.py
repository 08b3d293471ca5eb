"""How sure a source is, who speaks in it, and why a rule is not followed, in words."""

from __future__ import annotations

from medisave_cli.language import Speaker
from medisave_cli.model import Heard

GRADES = ("A", "B", "C")


def grade_words(grade: str, lang: str) -> str:
    """What the grade A, B or C means."""
    return Speaker(lang)(f"grading.grade_{grade}")


def issuer_words(issuer: str, lang: str) -> str:
    """Who speaks; ``unsigned`` where nobody signs."""
    return issuer if issuer != "unsigned" else Speaker(lang)("grading.nobody")


def why_reported(heard: Heard, lang: str) -> str:
    """Why a provision does not decide, in words."""
    p, speak = heard.provision, Speaker(lang)
    reasons = []
    if heard.role == "lapsed" and p.ended is not None:
        reasons.append(speak("grading.why_ended", ended=speak.text(p.ended).rstrip("。.")))
    elif heard.role == "lapsed":
        reasons.append(speak("grading.why_lapsed", until=p.until))
    if heard.role == "coming":
        reasons.append(speak("grading.why_coming", start=p.start))
    if p.inferred:
        reasons.append(speak("grading.why_inferred"))
    if p.doubt is not None:
        reasons.append(speak.text(p.doubt))
    if p.grade == "C":
        reasons.append(grade_words("C", lang))
    said = speak("grading.and").join(reason.rstrip("。.") for reason in reasons)
    return speak("grading.sentence", said=said)
