"""``policy sweep``: every answer at a glance."""

WORDS = {
    "title": "What every place answers to every situation",
    "subtitle": "rules of {day}, {count} answers, with no fact stated",
    "place": "place",
    "status": "situation",
    "money": "family",
    "verdict": "verdict",
    "lean": "leaning",
    "grade": "grade",
    "rule": "deciding rule",
}
