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
}
