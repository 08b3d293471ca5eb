"""The walk that led to an answer, rule by rule."""

WORDS = {
    "title": "How this came about (nearest place first)",
    "allowed": "allows",
    "barred": "bars",
    "open": "leaves it open",
    "closed": "closes a complete list",
    "decides": "decides",
    "rejected": "found to be wrong",
    "not_in_force": "not in force on the date",
    "reported": "unconfirmed, does not decide",
    "does_not_apply": "its condition is not met: the next wider place is asked",
    "leaves_open": "leaves it open: the next wider place is asked",
    "not_reached": "a nearer rule had decided",
    "line": "{rule}: {says} → {outcome}",
    "condition": "{text}: {state}",
    "period": "grade {grade} · from {period}",
    "options": "; ",
}
