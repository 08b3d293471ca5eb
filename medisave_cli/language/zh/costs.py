"""What a way costs for good, by the fact it asks for."""

WORDS = {
    "renounces_scheme": "放弃后就没有职工医保待遇，缴费年限怎么算先问清",
}
