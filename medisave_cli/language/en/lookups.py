"""What the lists say when nothing is found."""

WORDS = {
    "no_claim": "there is no claim “{typed}”; see medisave claims",
    "no_claim_near": "there is no claim “{typed}”; did you mean {near}?",
    "no_source": "there is no source “{typed}”; see medisave sources",
    "no_source_near": "there is no source “{typed}”; did you mean {near}?",
    "no_fact": "there is no fact “{typed}”; see medisave facts",
    "no_fact_near": "there is no fact “{typed}”; did you mean {near}?",
    "empty_search": "--search needs some text",
}
