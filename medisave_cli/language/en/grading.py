"""How sure a line is, and why a rule does not decide."""

WORDS = {
    "text": "official text",
    "quoted": "official, as quoted",
    "pages": "two web pages agree, official text not seen",
    "unconfirmed": "unconfirmed",
    "marked": "{text} ({label})",
    "ended": "{ended}",
    "lapsed": "ended on {until}; the last practice known",
    "coming": "in force only from {start}",
    "inferred": "our reading of the rule, which does not say so outright",
    "doubt": "{doubt}",
    "unsigned": "only on web pages that nobody signed",
    "why": "not used: {reasons}",
    "and": "; ",
}
