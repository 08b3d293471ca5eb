"""How sure a line is, and why a rule does not decide."""

WORDS = {
    "text": "official text",
    "quoted": "official, as quoted",
    "pages": "two web pages agree, official text not seen",
    "unconfirmed": "unconfirmed",
    "marked": "{text} ({label})",
    "marked_why": "{text} ({label}: {why})",
    "ended": "{ended}",
    "lapsed": "ended on {until}; the last practice known",
    "coming": "in force only from {start}",
    "inferred": "our reading of the rule; it does not say so outright",
    "doubt": "{doubt}",
    "unsigned": "unsigned web pages alone",
    "why": "not used: {reasons}",
    "and": "; ",
}
