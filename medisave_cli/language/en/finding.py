"""What may be meant by a person's own words."""

WORDS = {
    "nothing": "“{typed}” fits no situation on file; say it another way, or choose from medisave statuses",
    "is_a_topic": "“{typed}” is about: {choice}",
    "unclear": "“{typed}” may be about: {choices}. Choose one",
    "status": "{label} (-s {id})",
    "topic": "{label} (medisave {id})",
    "title": "What “{typed}” is about",
    "lead_sure": "Understood:",
    "lead_choose": "It may be one of these; choose one:",
    "lead_none": "Nothing on file fits. Say it another way, or see every situation with medisave statuses.",
    "ask_status": "medisave check -c CITY -s {id}{stated}",
    "ask_topic": "medisave {id} -c CITY",
    "left_over": "these words are left over: {typed}",
    "missing_both": "a place and a situation are missing, such as: medisave check {given}",
    "missing_place": "the place is missing: medisave check CITY {given}, or add -c CITY",
    "missing_situation": "the situation is missing: medisave check {given} SITUATION, or add -s; see medisave statuses",
    "example": "Kunshan deceased",
    "which_fact": "“{typed}” may be one of several facts: {listed}",
    "which_value": "{fact}: “{typed}” may be {listed}",
    "no_line": "No rule on file speaks of {things}. Ask the clinic, the pharmacy or the counter first, or call 12393.",
    "nothing_in_topic": "nothing on file speaks of “{typed}”; ask about: {listed}",
}
