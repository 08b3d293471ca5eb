"""Days: which one it is in China, and dates as people write them."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Any

from medisave_cli.errors import AskedWrongly
from medisave_cli.language.scrub import scrub

CHINA = timezone(timedelta(hours=8))
"""One zone, no summer time: what a rule says of a day is China's day, whatever the machine's clock shows."""
YEAR_FIRST = (
    r"(\d{4})\s*(?:([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?)"
    r"(?:[T ]\s*0{1,2}:00(?::00(?:\.0+)?)?)?"
)
COMPACT = r"(\d{4})(\d{2})(\d{2})"
YEAR_LAST = r"\d{1,2}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{2,4}|\d{2}\s*([-/.])\s*\d{1,2}\s*\2\s*\d{1,2}"
LONGEST = 40


def today() -> str:
    """Today in China, as an ISO date. MEDISAVE_TODAY, for tests and examples, sets it.

    Raises:
        AskedWrongly: MEDISAVE_TODAY is no date.
    """
    named = os.environ.get("MEDISAVE_TODAY", "")
    return read_date(named, "MEDISAVE_TODAY") if named else datetime.now(CHINA).date().isoformat()


def read_date(typed: Any, name: str) -> str:
    """A date as people and spreadsheets write it (2026-01-02, 2026/1/2, 2026.1.2, 2026年1月2日, 20260102, full-width figures), as
    an ISO date. ``name``: of the option, fact or column, for the message.

    Raises:
        AskedWrongly: it is no day of the calendar, or several could be meant (1/2/2026).
    """
    if isinstance(typed, date):
        return (typed.date() if isinstance(typed, datetime) else typed).isoformat()
    text = unicodedata.normalize("NFKC", str(typed)[: 2 * LONGEST]).replace("。", ".").strip()
    found = re.fullmatch(YEAR_FIRST, text) or re.fullmatch(COMPACT, text)
    if found is None:
        key = "dates.ambiguous" if re.fullmatch(YEAR_LAST, text) else "dates.none"
        raise AskedWrongly(key, name=name, typed=scrub(typed, LONGEST))
    numbers = [int(part) for part in found.groups() if part and part.isdecimal()]
    try:
        return date(*numbers).isoformat()
    except ValueError:
        raise AskedWrongly("dates.none", name=name, typed=scrub(typed, LONGEST)) from None
