"""Words that Tab offers."""

WORDS = {
    "yes": "yes",
    "no": "no",
    "unknown": "not known",
}
