"""What the lists say when nothing is found."""

WORDS = {
    "no_claim": "没有“{typed}”这条说法，见 medisave claims",
    "no_claim_near": "没有“{typed}”这条说法，是不是 {near}？",
    "no_source": "没有“{typed}”这条依据，见 medisave sources",
    "no_source_near": "没有“{typed}”这条依据，是不是 {near}？",
    "no_fact": "没有“{typed}”这个事实，见 medisave facts",
    "no_fact_near": "没有“{typed}”这个事实，是不是 {near}？",
    "empty_search": "--search 后面要有字",
}
