"""What a trial of one place's file tells."""

WORDS = {
    "title": "Tried: {name}",
    "faults": "{count} to mend before it can be seen what it changes",
    "clean": "nothing to mend; the answer changes in {count} situations",
    "lint": "Lint",
    "changes": "What it changes",
    "no_change": "no answer changes",
    "shows": "Where each part shows",
    "from_to": "{what}: {old} → {new}",
    "detail": "{status}: papers, steps or other details change ({places})",
    "nothing": "nothing said",
    "no_rule": "no rule",
    "said": "{verdict} ({rules}, {grade})",
    "at_check": "in the answer",
    "at_more": "with --more alone",
    "at_place": "under medisave place alone",
    "at_nowhere": "nowhere",
    "at_guide": "medisave {topic}",
    "in": ": {statuses}",
    "no_file": "{name} has no file yet: run medisave policy new {code} first",
    "at_arrivals": "medisave transfer from elsewhere to here",
}
