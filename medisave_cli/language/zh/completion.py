"""Words that Tab offers."""

WORDS = {
    "yes": "是",
    "no": "否",
    "unknown": "不清楚",
}
