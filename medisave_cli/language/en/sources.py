"""Every source, and what cites it."""

WORDS = {
    "title": "Sources",
    "cited": "cited in {n} lines",
    "each": "{grade} {n}",
    "counted": "{n} in all: {each}.",
    "none": "No source matches.",
    "original_title": "original title",
    "issuer": "issuer",
    "number": "number",
    "date": "date",
    "in_effect_from": "in effect from",
    "how_sure": "how sure",
    "link": "link",
    "how_read": "how it was read",
    "last_checked": "last checked",
    "filed_under": "on file under",
    "cited_by": "Cited by",
}
