"""What was asked for on the command line in a way that cannot be."""

WORDS = {
    "fact_form": "--fact takes K=V, such as pension=monthly, not “{typed}”",
    "fact_twice": "the fact {fact} is given twice, with different values",
    "one_place": "--to and -c are one place: nothing needs to move",
    "no_move": "only a move has a destination: drop --to",
    "off_terminal": "this is no terminal to ask questions on; use {command} (see medisave check --help), or medisave ask --accessible to answer line by line",
    "check": "medisave check -c {city} -s {status}",
    "a_city": "CITY",
    "a_status": "STATUS",
    "two_places": "give at least two different places: -c A -c B, or use --provinces or --all",
    "calendar_start": "a calendar file needs --start DATE, such as --start 2026-11-23",
    "no_dates": "no time limit is on file, so there are no dates for a calendar; drop --format ics to see the whole answer",
    "lang": "--lang must be zh or en, not “{typed}”",
    "older_than": "--older-than takes 180d or 2026-01-01, not “{typed}”",
    "stopped": "Stopped.",
    "again": "\nThis command gives the same answer again:\n",
}
