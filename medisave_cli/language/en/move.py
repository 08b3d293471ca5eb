"""A move seen from both ends."""

WORDS = {
    "title": "{here} → {there}: moving the account money",
    "rests": "Rests on: a rule of {place}; {how}",
    "none": "No reliable rule was found",
    "who": "Who may move, and when it is blocked",
    "retirees": "retirees",
    "retirees_see": "what retirees can do: medisave check -c {place} -s retired",
    "outcome": "{word}. {reason}",
    "as_stated": "the case as stated",
    "cases": "What happens in which case",
    "case": "Case",
    "what_happens": "What happens",
    "unknown": "no rule found, ask 12393",
    "refused": "If {place} will not take the balance: cash?",
    "takes_it": "The rule of {place} is that it takes the balance, so this is unlikely.",
    "to_know": "Also know",
    "phones": "Whom to call",
}
