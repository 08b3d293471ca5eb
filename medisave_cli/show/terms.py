"""The names of answers, of what happens to the money, of findings and of how a condition stands, before a language is chosen."""

from __future__ import annotations

from medisave_cli.language import Message
from medisave_cli.model import UNKNOWN


def verdict_term(verdict: str, lean: str | None = None) -> Message:
    """A verdict; where it is not known but unconfirmed rules say something, which way they ``lean``."""
    if verdict == UNKNOWN and lean:
        return Message(f"terms.lean_{lean}")
    return Message(f"terms.verdict_{verdict}")


def family_term(family: str) -> Message:
    """What happens to the money: cash, transfer, stay."""
    return Message(f"terms.family_{family}")


def disposition_term(disposition: str) -> Message:
    """What happens to the money, exactly."""
    return Message(f"terms.disposition_{disposition}")


def finding_term(finding: str) -> Message:
    """What was found of a claim."""
    return Message(f"terms.finding_{finding}")


def state_term(state: str) -> Message:
    """How a condition stands in a case."""
    return Message(f"terms.state_{state}")


def purpose_term(purpose: str) -> Message:
    """What a time limit is for."""
    return Message(f"terms.purpose_{purpose}")
