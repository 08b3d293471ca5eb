"""Dates that are none."""

WORDS = {
    "none": "“{typed}” is no date for {name}: write 2026-11-22",
    "ambiguous": "“{typed}” could be several days for {name}: write 2026-11-22",
    "too_far": "{day} is too far away to start from: give a date between {first} and {last}",
}
