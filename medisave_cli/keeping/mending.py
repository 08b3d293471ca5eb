"""A refused entry, with what was wrong in it left out or filled in: so that the rest of it can be checked in the same run."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic import BaseModel, ValidationError

REFUSED = "refused"
"""Stands for whatever an entry should have named."""
ROUNDS = 4
FILLED: dict[str, Any] = {
    "id": REFUSED,
    "zh": "…",
    "en": "…",
    "title": "…",
    "issuer": "unsigned",
    "grade": "C",
    "status": "any",
    "disposition": "keep_using",
    "rule": "open",
    "summary": {"zh": "…", "en": "…"},
    "cite": [REFUSED],
    "kind": "tip",
    "family": "stay",
    "words": "…",
    "lists": [],
    "on": "2000-01-01",
    "checked": "2000-01-01",
    "source": REFUSED,
    "for": "whole",
    "type": "bool",
    "name": {"zh": "…", "en": "…"},
    "question": {"zh": "…", "en": "…"},
    "why": {"zh": "…", "en": "…"},
    "finding": "unsupported",
    "claim": {"zh": "…", "en": "…"},
    "truth": {"zh": "…", "en": "…"},
    "see": [],
    "place": "000000",
}


def mended(data: Any, shape: type[BaseModel], error: ValidationError) -> Any:
    """``data`` as its shape once its faults are out of the way; None where too little is left."""
    if not isinstance(data, dict):
        return None
    data = deepcopy(data)
    for _ in range(ROUNDS):
        for fault in error.errors(include_url=False, include_context=False):
            _mend(data, fault)
        try:
            return shape.model_validate(data)
        except ValidationError as again:
            error = again
    return None


def _mend(data: Any, fault: Any) -> None:
    """Take one fault out of ``data``: the key or item it stands at is dropped, or filled where it may not be missing."""
    holder: Any = None
    last: Any = None
    here = data
    for part in fault["loc"]:
        if (isinstance(here, dict) and part in here) or (
            isinstance(here, list) and isinstance(part, int) and part < len(here)
        ):
            holder, last, here = here, part, here[part]
        elif fault["type"] == "missing" and isinstance(here, dict) and part == fault["loc"][-1]:
            here[part] = deepcopy(FILLED.get(str(part)))
            return
    if holder is None:
        return
    if isinstance(holder, list):
        del holder[last]
    elif last in FILLED and fault["type"] != "extra_forbidden":
        holder[last] = deepcopy(FILLED[last])
    else:
        del holder[last]
