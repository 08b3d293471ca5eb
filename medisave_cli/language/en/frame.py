"""Words that frame others."""

WORDS = {
    "between": ", ",
}
