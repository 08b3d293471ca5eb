"""What each column of an exported policy holds."""

WORDS = {
    "key": "rules, base status and each fact that matters with its value: what a case is joined by",
    "rules": "the chain of rules that is followed; places that follow the same ones share it",
    "arrivals": "the rules of the new place that speak of what comes in",
    "status": "the situation by its id",
    "base": "the situation it is answered as",
    "verdict": "eligible, conditional, not_eligible or unknown, of cash from the main portion",
    "lean": "where the verdict is unknown: what unconfirmed statements lean to; never to be relied on",
    "grade": "A official text, B official as quoted or two pages that agree, C unconfirmed",
    "options": "each disposition and portion of the money with its verdict",
    "decision_id": "a hash of what decides, as in batch and check",
    "valid_from": "no rule of it begins or ends from this day on",
    "valid_until": "until this day",
    "city": "a way to write a place: code, name, short or old name, pinyin",
    "code": "GB/T 2260 code",
    "province": "the code of its province",
    "pool": "the code of its insurance area",
    "said": "a way to write a situation",
}
