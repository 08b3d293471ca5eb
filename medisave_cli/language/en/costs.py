"""What a way costs for good, by the fact it asks for."""

WORDS = {
    "renounces_scheme": "cover under employee insurance then ends; first ask what becomes of the years paid",
}
