"""What the questionnaire says."""

WORDS = {
    "finish": "nothing: finish",
    "ask_more": "ask something else",
    "else": "Anything else?",
    "nation": "no place: the national rules alone",
    "nothing_found": "Nothing fits “{typed}”. Say it another way, or choose from the list.",
    "type_or_choose": "Type a word, or choose from the list.",
}
