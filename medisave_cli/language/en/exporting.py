"""The policy exported as tables: what cannot be, and what was done."""

WORDS = {
    "ending": "-o must end in .parquet or .csv, not {file}",
    "no_output": "missing -o: the file to write, such as decisions.parquet",
    "too_tied": "an impossible combination of more than two facts cannot be exported as a table",
    "no_one_fact": "a `becomes` that is not one fact's values cannot be exported as a table",
    "no_such_fact": "there is no fact “{typed}”; see medisave facts",
    "too_many": "with these columns there are {count} decisions, more than {most}: name only the facts your table has",
    "columns": "columns it can be asked by: {columns}",
    "left_out": "left out, since each column multiplies the table (--columns takes others): {columns}",
    "decisions": "{count} decisions, by the rules as of {day}",
    "until": "a rule changes after {day} at the earliest: export again then",
}
