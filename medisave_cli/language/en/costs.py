"""What a way costs for good, by the fact it asks for."""

WORDS = {
    "renounces_scheme": "cover then ends; ask first what becomes of the years paid",
}
